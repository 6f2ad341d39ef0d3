#pragma once

#include "core/people/people_service.h"
#include "core/profile/settings_service.h"
#include "ui/viewmodels/tone.h"

#include <QHash>
#include <QList>
#include <QObject>
#include <QSet>

namespace kaunta::ui {

//! The fields of the profile form.
enum class ProfileField { Name, Provider, Environment, Type, Shared, BaseUrl, ShortCode, Till, CallbackUrl, Listen, Initiator, Certificate, Shop, TillId, Other };

//! A profile as it is typed: texts, not yet values.
struct ProfileForm {
    QString name;
    QString provider;
    Environment environment = Environment::Sandbox;
    QString baseUrl;
    AccountType type = AccountType::Paybill;
    QString shortCode;
    QString till;
    QString callbackUrl;
    QString listen;
    QString initiator;
    QString certificate;
    QString shop;
    QString tillId;
    bool shared = true;                //!< somebody else may take money on the same number
    QMap<QString, QString> settings;   //!< the provider's own, where they are not as documented
    bool operator==(const ProfileForm &) const = default;
};

//! A setting that only the chosen provider has.
struct SettingRow {
    QString key;
    QString label;
    QString help;
    QString value;           //!< what counts: the profile's, else the default
    QStringList choices;     //!< empty: it is typed
    QStringList choiceWords; //!< for people, one for each choice
    QString placeholder;     //!< for a typed one: the default
    bool upFront = false;    //!< to be seen at once; the others behind a button
    bool operator==(const SettingRow &) const = default;
};

//! A sentence with its state: a banner, a secret's state, a line of a test.
struct Notice {
    Tone tone = Tone::Neutral;
    Glyph glyph = Glyph::None;
    QString text;
    bool operator==(const Notice &) const = default;
};

//! One write-only field.
struct SecretRow {
    QString key;
    QString label;
    QString help;        //!< where a shop finds it
    Notice state;        //!< "Stored in GNOME Keyring"
    bool canClear = false;
    bool busy = false;
};

struct TestRow {
    QString label;       //!< "Clock"
    bool applies = true; //!< false: this provider has no such thing
    Notice state;        //!< empty text: not tested yet
    QString next;
    QString detail;      //!< small print
};

//! Set-up of one profile at a time. It is edited as a draft; nothing is written before save(). Secrets pass through and are
//! not kept here.
class SettingsViewModel : public QObject
{
    Q_OBJECT
public:
    explicit SettingsViewModel(SettingsService &service, QObject *parent = nullptr);

    // Profiles
    QList<ProfileEntry> profiles() const { return m_profiles; }
    QString current() const { return m_isNew ? QString() : m_saved.name; }   //!< empty while a new one is typed
    bool isNew() const { return m_isNew; }
    bool isPractice() const { return !m_isNew && m_saved.environment == Environment::Practice; }
    bool isDirty() const { return m_loaded && m_form != m_savedForm; }
    bool canSave() const { return m_loaded && !m_saving && (isDirty() || m_isNew); }
    bool canSelect() const;               //!< "Use this profile"
    Notice usage() const;                 //!< which shop this till charges for, and which after a restart
    ProfileForm form() const { return m_form; }

    // What the chosen provider has: the fields of the form follow it.
    static QList<std::pair<QString, QString>> providerChoices();   //!< name and title, in the order of registration
    QList<Environment> environments() const;
    QString environmentWords(Environment environment) const;
    QString shortCodeLabel() const;
    QString shortCodeHelp() const;
    QString listenHelp() const;
    QString certificateHelp() const;
    bool offersTills() const;
    bool offersInitiator() const;       //!< refunds, balances or receipts need an operator's name and password
    bool asksShared() const;            //!< payments may come that name no sale
    QList<SettingRow> settingRows() const;
    QString setting(const QString &key) const;                //!< what counts
    void setSetting(const QString &key, const QString &value);
    void leaveSetting(const QString &key);
    QString settingProblem(const QString &key) const;         //!< as problem()
    QString moreWords(bool shown) const;                      //!< of the button that shows the settings that are not up front
    //! Set once the field was left or Save was pressed; empty while it is right or still being typed.
    QString problem(ProfileField field) const;
    Notice banner() const { return m_banner; }

    void open();                              //!< asks for everything; call it when the page is shown
    void choose(const QString &name);         //!< refused with a banner while there are unsaved changes
    void startNew();
    void setForm(const ProfileForm &form);
    void leaveField(ProfileField field);      //!< from here on its problem is shown
    void save();
    void undo();                              //!< back to what is stored
    void select();

    //! What the initiator's password is encrypted with; empty for practice and for a new profile.
    Notice certificate() const;
    //! For a provider that a person has to tell where the shop is: what to tell it. Empty for others.
    QString addressesHint() const;
    QString addresses() const;                //!< one a line, to be copied; empty until the till that charges for the profile is open
    void setAddresses(const QUrl &confirmation, const QUrl &validation);   //!< of the running till
    QString fingerprint() const;              //!< small print under it

    // Once the shop has people, adding, changing and switching wait for the PIN of somebody who may manage profiles.
    void setUser(const QString &name) { m_user = name; }   //!< who stands at the till: asks for approvals
    void setGuarded(bool guarded) { m_guarded = guarded; }
    void approvalGiven(const QString &ticket, const people::Grant &grant);
    void approvalCancelled(const QString &ticket);

    // Secrets
    QList<SecretRow> secrets() const;
    Notice secretsHint() const;               //!< why there is nothing to type, or where secrets go
    //! False, with the problem in the row's state, when there is nothing to store; true when it is on its way.
    bool storeSecret(const QString &key, const QString &typed);
    void clearSecret(const QString &key);

    // Test
    QList<TestRow> tests() const;
    bool canTest() const { return m_loaded && !m_isNew && !isDirty() && !m_testing; }
    bool isTesting() const { return m_testing; }
    QString testHint() const;                 //!< why Test is off
    void runTests();

    // Appearance
    Appearance appearance() const { return m_appearance; }
    void setAppearance(const Appearance &appearance);

Q_SIGNALS:
    void profilesChanged();
    void formReset();        //!< another profile is in the form
    void changed();          //!< problems, banner, buttons
    void secretsChanged();
    void secretAccepted(const QString &key);   //!< stored: the field may be emptied
    void testsChanged();
    void appearanceChanged();
    void approvalWanted(const kaunta::people::ApprovalRequest &request, const QString &what);

private:
    enum class Work { None, Save, Select };
    void begin(Work work, const QString &what);   //!< at once, or when it is approved
    void carryOut();
    void onFailed(SettingsRequest request, const QString &subject, const Failure &failure);
    void onSecrets(const QString &profile, const QList<SecretStatus> &secrets);
    void show(const Profile &profile, bool isNew);
    ProfileForm withProvider(const ProfileForm &form) const;   //!< as it can be with the provider that it names
    void check();
    Profile draft() const;       //!< what the form says, to be looked at
    const providers::ProviderTraits &traits() const;   //!< of the chosen provider
    void say(Tone tone, Glyph glyph, const QString &text);
    QString checkLabel(ProfileCheck check) const;
    void forgetTests();

    SettingsService &m_service;
    QList<ProfileEntry> m_profiles;
    QString m_selected;
    QString m_inUse;
    Profile m_saved;
    ProfileForm m_savedForm;
    ProfileForm m_form;
    QSet<QString> m_left;      //!< names as validate() says them, like those of settings
    QString m_faultName;       //!< likewise; empty: it is about no field
    QString m_fault;
    Notice m_banner;
    QHash<QString, SecretPresence> m_presence;
    QHash<QString, QString> m_secretProblems;
    QSet<QString> m_busySecrets;
    QHash<ProfileCheck, CheckLine> m_lines;
    Appearance m_appearance;
    CertificateLine m_certificate;
    bool m_isNew = false;
    bool m_loaded = false;
    bool m_saving = false;
    bool m_testing = false;
    bool m_guarded = false;
    QUrl m_confirmation;
    QUrl m_validation;
    QString m_user;
    Work m_work = Work::None;
    QString m_ticket;      //!< of an approval that is asked for
    int m_tickets = 0;
};

//! The draft as a profile that can be validated; what the form does not show is taken from `base`.
Profile toProfile(const ProfileForm &form, const Profile &base);
ProfileForm toForm(const Profile &profile);

} // namespace kaunta::ui
