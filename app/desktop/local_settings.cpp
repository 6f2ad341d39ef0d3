#include "app/desktop/local_settings.h"

#include "app/common/failures.h"
#include "app/common/till.h"
#include "app/desktop/desktop_file.h"
#include "core/base/random.h"
#include "core/providers/daraja_certificate.h"

#include <iterator>

namespace kaunta::desktop {

using namespace Qt::StringLiterals;

LocalSettings::LocalSettings(DataDir dir, Profile inUse)
    : m_dir(std::move(dir)), m_inUse(std::move(inUse)), m_keychain(m_dir.secretNamesFile())
{
}

LocalSettings::~LocalSettings() = default;

void LocalSettings::listProfiles()
{
    const auto saved = m_dir.load(u"practice"_s);
    const Profile practice = saved ? *saved : practiceProfile();
    QList<ProfileEntry> entries{{practice.name, practice.environment, practice.shortCode}};
    for (const QString &name : m_dir.profileNames()) {
        const auto profile = m_dir.loadForEditing(name);
        entries << (profile ? ProfileEntry{name, profile->environment, profile->shortCode} : ProfileEntry{name, Environment::Custom, {}});
    }
    Q_EMIT profilesListed(entries, loadChoices(m_dir.path()).profile, m_inUse.name);
}

std::optional<Profile> LocalSettings::profileFor(SettingsRequest request, const QString &name, const QString &subject)
{
    const auto profile = m_dir.loadForEditing(name);
    if (profile)
        return *profile;
    Q_EMIT failed(request, subject, app::failureOf(profile.error(), name));
    return std::nullopt;
}

void LocalSettings::loadProfile(const QString &name)
{
    const auto profile = profileFor(SettingsRequest::Load, name, name);
    if (!profile)
        return;
    Q_EMIT profileLoaded(*profile);
    tellCertificate(*profile);
}

void LocalSettings::saveProfile(const Profile &profile, bool isNew)
{
    Profile kept = profile;
    if (isNew) {
        SystemRandom random;
        kept.id = randomHex128(random);
    }
    if (const auto saved = m_dir.save(kept, isNew); !saved) {
        Q_EMIT failed(SettingsRequest::Save, profile.name, app::failureOf(saved.error(), profile.name));
        return;
    }
    Q_EMIT profileSaved(kept);
    tellCertificate(kept);
}

void LocalSettings::tellCertificate(const Profile &profile)
{
    using Kind = CertificateLine::Kind;
    CertificateLine line;
    if (const auto facts = providers::certificateFacts(profile)) {
        line.kind = facts->fingerprint.isEmpty() ? Kind::Unreadable : facts->published ? Kind::Published : Kind::Imported;
        line.fingerprint = facts->fingerprint;
        line.validFrom = facts->validFrom;
        line.validUntil = facts->validUntil;
    }
    Q_EMIT certificateTold(profile.name, line);
}

void LocalSettings::selectProfile(const QString &name)
{
    const auto profile = m_dir.load(name);   // one that breaks a rule cannot be charged with
    DesktopChoices choices = loadChoices(m_dir.path());
    choices.profile = name;
    if (!profile)
        Q_EMIT failed(SettingsRequest::Select, name, app::failureOf(profile.error(), name));
    else if (!saveChoices(m_dir.path(), choices))
        Q_EMIT failed(SettingsRequest::Select, name, {FailureCode::DataDirUnusable, m_dir.path()});
    else
        Q_EMIT profileSelected(name);
}

void LocalSettings::listSecrets(const QString &name)
{
    if (const auto profile = profileFor(SettingsRequest::ListSecrets, name, name))
        lookAtSecret(*profile, 0, {});
}

void LocalSettings::lookAtSecret(const Profile &profile, qsizetype index, QList<SecretStatus> found)
{
    if (index == std::ssize(secrets::kKeys)) {
        Q_EMIT secretsListed(profile.name, found);
        return;
    }
    const QString key = QString::fromLatin1(secrets::kKeys[index]);
    const QString entry = secrets::entryName(profile.id, key);
    if (!m_keychain.wasStored(entry)) {
        found << SecretStatus{key, SecretPresence::NeverStored};
        return lookAtSecret(profile, index + 1, found);
    }
    m_keychain.load(entry, this, [this, profile, index, found, key](const Result<QByteArray, secrets::SecretError> &loaded) mutable {
        SecretPresence presence = SecretPresence::NotKnown;
        if (loaded) {
            QByteArray value = *loaded;
            secrets::wipe(value);
            presence = SecretPresence::Stored;
        } else if (loaded.error() == secrets::SecretError::LockedOrGone) {
            presence = SecretPresence::LockedOrGone;
        } else if (loaded.error() == secrets::SecretError::NoKeyring) {
            Q_EMIT failed(SettingsRequest::ListSecrets, profile.name, app::failureOf(loaded.error(), key));
            return;
        }
        found << SecretStatus{key, presence};
        lookAtSecret(profile, index + 1, found);
    });
}

void LocalSettings::storeSecret(const QString &name, const QString &key, const QByteArray &value)
{
    const auto profile = profileFor(SettingsRequest::StoreSecret, name, key);
    if (!profile)
        return;
    const secrets::SecretBytes own(value);   // wiped when this call returns; the keychain has its own copy
    m_keychain.save(secrets::entryName(profile->id, key), own.bytes(), this, [this, name, key](const Result<Done, secrets::SecretError> &saved) {
        if (saved)
            Q_EMIT secretStored(name, key);
        else
            Q_EMIT failed(SettingsRequest::StoreSecret, key, app::failureOf(saved.error(), key));
    });
}

void LocalSettings::clearSecret(const QString &name, const QString &key)
{
    const auto profile = profileFor(SettingsRequest::ClearSecret, name, key);
    if (!profile)
        return;
    m_keychain.remove(secrets::entryName(profile->id, key), this, [this, name, key](const Result<Done, secrets::SecretError> &cleared) {
        if (cleared)
            Q_EMIT secretCleared(name, key);
        else
            Q_EMIT failed(SettingsRequest::ClearSecret, key, app::failureOf(cleared.error(), key));
    });
}

void LocalSettings::runTests(const QString &name)
{
    if (m_testing)
        return;
    const auto profile = profileFor(SettingsRequest::Test, name, name);
    if (!profile)
        return;
    if (profile->environment == Environment::Practice) {
        tellEverywhere(name, Finding::NotNeeded);
        Q_EMIT testsFinished(name);
        return;
    }
    tellEverywhere(name, Finding::Running);
    m_testing = std::make_unique<app::Till>(app::TillOptions{.secretNamesFile = m_dir.secretNamesFile(), .profile = *profile, .withLedger = false});
    connect(m_testing.get(), &app::Till::failed, this, [this, name](const Failure &failure) {
        if (failure.code == FailureCode::SecretMissing || failure.code == FailureCode::KeyringLocked || failure.code == FailureCode::KeyringMissing) {
            const Finding finding = failure.code == FailureCode::SecretMissing ? Finding::SecretMissing
                : failure.code == FailureCode::KeyringLocked                   ? Finding::KeyringLocked
                                                                               : Finding::KeyringMissing;
            for (const ProfileCheck check : {ProfileCheck::Clock, ProfileCheck::Token, ProfileCheck::Passkey})
                Q_EMIT checkTold(name, {check, finding, failure.detail});
            Q_EMIT checkTold(name, {ProfileCheck::Callback, Finding::NotTestedYet, {}});
            Q_EMIT testsFinished(name);
        } else {
            Q_EMIT failed(SettingsRequest::Test, name, failure);
        }
        endTests();
    });
    connect(m_testing.get(), &app::Till::ready, this, [this, profile = *profile] {
        m_testing->provider()->checkSetup(m_testing.get(), [this, profile](const QList<providers::SetupLine> &lines) {
            tellChecks(profile.name, lines);
            testCallback(profile);
        });
    });
    m_testing->open();
}

void LocalSettings::testCallback(const Profile &profile)
{
    const bool portIsTaken = m_tillRuns && !profile.listen.isEmpty() && profile.listen == m_inUse.listen;
    if (portIsTaken && profile.id == m_inUse.id && profile.effectiveCallbackUrl() == m_inUse.effectiveCallbackUrl()) {
        m_asksTill = true;   // and what it proves counts for refunds at once
        Q_EMIT tillTestWanted();
        return;
    }
    if (portIsTaken && profile.id == m_inUse.id) {
        Q_EMIT checkTold(profile.name, {ProfileCheck::Callback, Finding::RestartFirst, {}});
        Q_EMIT testsFinished(profile.name);
        return endTests();
    }
    m_testing->testCallback(m_testing.get(), [this, profile](const providers::SetupLine &line) { tellCallback(profile, line); });
}

void LocalSettings::onTillTested(const providers::SetupLine &line)
{
    if (std::exchange(m_asksTill, false) && m_testing)
        tellCallback(m_inUse, line);
}

void LocalSettings::tellCallback(const Profile &profile, const providers::SetupLine &line)
{
    using Verdict = providers::SetupLine::Verdict;
    const bool canAsk = profile.can(providers::Capability::Query);
    const Finding finding = line.verdict == Verdict::Ok ? Finding::CallbackWorks
        : line.verdict == Verdict::Failed               ? canAsk ? Finding::CallbackLost : Finding::ReportsLost
        : profile.listen.isEmpty()                      ? canAsk ? Finding::NotListening : Finding::Unheard
                                                        : Finding::CannotListen;
    Q_EMIT checkTold(profile.name, {ProfileCheck::Callback, finding, line.detail});
    Q_EMIT testsFinished(profile.name);
    endTests();
}

void LocalSettings::endTests()
{
    m_testing.release()->deleteLater();   // we are inside one of its signals
}

void LocalSettings::tellEverywhere(const QString &profile, Finding finding)
{
    for (const ProfileCheck check : kProfileChecks)
        Q_EMIT checkTold(profile, {check, finding, {}});
}

void LocalSettings::tellChecks(const QString &profile, const QList<providers::SetupLine> &lines)
{
    using Verdict = providers::SetupLine::Verdict;
    static constexpr Finding kGood[] = {Finding::ClockRight, Finding::TokenGiven, Finding::PasskeyRight};
    static constexpr Finding kBad[] = {Finding::ClockWrong, Finding::KeysRefused, Finding::PasskeyRefused};
    for (const providers::SetupLine &line : lines) {
        const auto item = static_cast<std::size_t>(line.item);
        Finding finding = Finding::Unclear;
        if (line.verdict == Verdict::Ok)
            finding = kGood[item];
        else if (line.verdict == Verdict::Failed)
            finding = kBad[item];
        else if (line.verdict == Verdict::Untried)
            finding = Finding::CannotTry;
        Q_EMIT checkTold(profile, {static_cast<ProfileCheck>(item), finding, line.detail});
    }
}

void LocalSettings::askAppearance()
{
    Q_EMIT appearanceTold(loadChoices(m_dir.path()).appearance);
}

void LocalSettings::setAppearance(const Appearance &appearance)
{
    DesktopChoices choices = loadChoices(m_dir.path());
    choices.appearance = appearance;
    if (saveChoices(m_dir.path(), choices))
        Q_EMIT appearanceTold(appearance);
    else
        Q_EMIT failed(SettingsRequest::Appearance, {}, {FailureCode::DataDirUnusable, m_dir.path()});
}

} // namespace kaunta::desktop
