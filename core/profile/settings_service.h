#pragma once

#include "core/base/failure.h"
#include "core/profile/appearance.h"
#include "core/profile/profile.h"

#include <QByteArray>
#include <QDateTime>
#include <QList>
#include <QObject>

namespace kaunta {

struct ProfileEntry {
    QString name;
    Environment environment = Environment::Practice;
    QString shortCode;
    bool operator==(const ProfileEntry &) const = default;
};

//! What is known about a secret without ever reading it out.
enum class SecretPresence {
    NeverStored,
    Stored,
    LockedOrGone,   //!< stored once; the keyring is locked or the entry was deleted
    NotKnown,       //!< not asked yet, or the keychain did not answer
};
struct SecretStatus {
    QString key;    //!< "consumer-key" …: secrets::kKeys
    SecretPresence presence = SecretPresence::NotKnown;
    bool operator==(const SecretStatus &) const = default;
};

//! The checks of `kauntactl profile test` and of Settings, in the order of their lines. None asks anybody for money.
enum class ProfileCheck { Clock, Token, Passkey, Callback };
inline constexpr ProfileCheck kProfileChecks[] = {ProfileCheck::Clock, ProfileCheck::Token, ProfileCheck::Passkey, ProfileCheck::Callback};

enum class CheckOutcome { Running, Ok, Failed, Unknown };

//! What a check found: a fact, so that every front end says it in the same words (wordsFor).
enum class Finding {
    Running,
    ClockRight,
    ClockWrong,          //!< detail: by how much, "+125 s"
    TokenGiven,
    KeysRefused,
    PasskeyRight,
    PasskeyRefused,
    CallbackWorks,
    CallbackLost,        //!< detail: what answered instead
    ReportsLost,         //!< as CallbackLost, where nothing but reports tells of a payment
    Unheard,             //!< as NotListening, likewise
    CannotTry,           //!< there is no way to test it without asking somebody for money
    NotListening,        //!< the till may be set up so on purpose
    CannotListen,        //!< detail: the system's words
    RestartFirst,        //!< the running till still listens for the address that was set before
    SecretMissing,       //!< detail: which
    KeyringLocked,       //!< detail: which
    KeyringMissing,
    NoConnection,        //!< nothing could be sent
    TooOften,            //!< the provider asks to wait
    NotTestedYet,        //!< an earlier check has to succeed first
    NotNeeded,           //!< practice: there is nothing to check
    Unclear,             //!< an answer that proves neither; detail: code and words of the provider
};

//! What the initiator's password of a profile is encrypted with. Dates are told, never enforced.
struct CertificateLine {
    enum class Kind { None, Published, Imported, Unreadable };
    Kind kind = Kind::None;
    QString fingerprint;    //!< SHA-256, "A5:42:…"
    QDateTime validFrom;    //!< UTC
    QDateTime validUntil;
    bool operator==(const CertificateLine &) const = default;
};

struct CheckLine {
    ProfileCheck check = ProfileCheck::Clock;
    Finding finding = Finding::Running;
    QString detail;      //!< small print; never a secret
    bool operator==(const CheckLine &) const = default;
};

//! Fixed words of a finding. Source strings for tr(), context "ProfileChecks".
struct FindingWords {
    CheckOutcome outcome = CheckOutcome::Unknown;
    const char *says = "";
    const char *next = "";   //!< what to do; empty when there is nothing to do
};
FindingWords wordsFor(Finding finding);
QList<Finding> allFindings();
QString checkName(ProfileCheck check);   //!< "clock", "token", "passkey", "callback"

//! What a request was about, for failed().
enum class SettingsRequest { List, Load, Save, Select, ListSecrets, StoreSecret, ClearSecret, Test, Appearance };

//! Set-up as a screen sees it: profiles and their secrets. Disk, keychain and network live behind it. Every call returns at
//! once; each ends in exactly one of its own answer and failed(), later than the call returns, on the caller's thread.
//! Secrets go in and never come out.
class SettingsService : public QObject
{
    Q_OBJECT
public:
    using QObject::QObject;

    //! "GNOME Keyring": what the keychain is called on this computer. No question to it, so it may be asked at any time.
    virtual QString keychainName() const = 0;
    //! Answered by profilesListed().
    virtual void listProfiles() = 0;
    //! Answered by profileLoaded().
    virtual void loadProfile(const QString &name) = 0;
    //! Checks with validate() and writes. `isNew` refuses to overwrite and gives the profile its id. Answered by profileSaved().
    virtual void saveProfile(const kaunta::Profile &profile, bool isNew) = 0;
    //! The till uses it from its next start on: a running till never changes the shop it charges for. Answered by profileSelected().
    virtual void selectProfile(const QString &name) = 0;
    //! Answered by secretsListed().
    virtual void listSecrets(const QString &profile) = 0;
    //! Answered by secretStored().
    virtual void storeSecret(const QString &profile, const QString &key, const QByteArray &value) = 0;
    //! Answered by secretCleared().
    virtual void clearSecret(const QString &profile, const QString &key) = 0;
    //! Runs the checks, one line each as they end, then testsFinished(). A second call while they run is ignored.
    virtual void runTests(const QString &profile) = 0;
    //! Answered by appearanceTold(); so is a change, which is in force at once and kept for the next start.
    virtual void askAppearance() = 0;
    virtual void setAppearance(const kaunta::Appearance &appearance) = 0;

Q_SIGNALS:
    //! `selected`: used from the next start; `inUse`: what this till charges for now.
    void profilesListed(const QList<kaunta::ProfileEntry> &profiles, const QString &selected, const QString &inUse);
    void profileLoaded(const kaunta::Profile &profile);
    void profileSaved(const kaunta::Profile &profile);
    //! With each profileLoaded() and profileSaved(), after it.
    void certificateTold(const QString &profile, const kaunta::CertificateLine &certificate);
    void profileSelected(const QString &name);
    void secretsListed(const QString &profile, const QList<kaunta::SecretStatus> &secrets);
    void secretStored(const QString &profile, const QString &key);
    void secretCleared(const QString &profile, const QString &key);
    void checkTold(const QString &profile, const kaunta::CheckLine &line);
    void testsFinished(const QString &profile);
    void appearanceTold(const kaunta::Appearance &appearance);
    //! `subject`: the profile's name, or the secret's key for StoreSecret and ClearSecret.
    void failed(kaunta::SettingsRequest request, const QString &subject, const kaunta::Failure &failure);
};

} // namespace kaunta
