// The secrets and the test of SettingsViewModel.
#include "ui/viewmodels/settings_view_model.h"

#include <QCoreApplication>

namespace kaunta::ui {

using namespace Qt::StringLiterals;

namespace {

struct SecretWords {
    const char *key;
    const char *label;
};
//! In the order in which they are shown: what a payment needs, and at the end what refunds and balances need.
constexpr SecretWords kSecrets[] = {
    {"consumer-key", QT_TRANSLATE_NOOP("Secrets", "Consumer key")},
    {"consumer-secret", QT_TRANSLATE_NOOP("Secrets", "Consumer secret")},
    {"bearer-token", QT_TRANSLATE_NOOP("Secrets", "Access token")},
    {"passkey", QT_TRANSLATE_NOOP("Secrets", "Passkey")},
    {"initiator-password", QT_TRANSLATE_NOOP("Secrets", "Password of the M-PESA user")},
};

QString words(const char *source)
{
    return QCoreApplication::translate("Secrets", source);
}

} // namespace

QList<SecretRow> SettingsViewModel::secrets() const
{
    if (isPractice())
        return {};
    QStringList needed = traits().secrets ? traits().secrets(draft()) : QStringList();
    if (offersInitiator())
        needed << u"initiator-password"_s;
    QList<SecretRow> rows;
    for (const SecretWords &secret : kSecrets) {
        SecretRow row;
        row.key = QString::fromLatin1(secret.key);
        if (!needed.contains(row.key))
            continue;
        row.label = words(secret.label);
        for (const providers::SecretPlace &place : traits().secretPlaces)
            if (row.key == QLatin1StringView(place.key))
                row.help = words(place.where);
        row.busy = m_busySecrets.contains(row.key);
        const SecretPresence presence = m_presence.value(row.key, SecretPresence::NotKnown);
        row.canClear = !row.busy && (presence == SecretPresence::Stored || presence == SecretPresence::LockedOrGone);
        if (row.busy)
            row.state = {Tone::Neutral, Glyph::Waiting, tr("Asking %1…").arg(m_service.keychainName())};
        else if (m_secretProblems.contains(row.key))
            row.state = {Tone::Declined, Glyph::Declined, m_secretProblems.value(row.key)};
        else if (presence == SecretPresence::Stored)
            row.state = {Tone::Paid, Glyph::Key, tr("Stored in %1").arg(m_service.keychainName())};
        else if (presence == SecretPresence::NeverStored)
            row.state = {Tone::Neutral, Glyph::Todo, tr("Not stored yet")};
        else if (presence == SecretPresence::LockedOrGone)
            row.state = {Tone::Waiting, Glyph::Lock, tr("Stored once, but %1 is locked or the entry was deleted").arg(m_service.keychainName())};
        else
            row.state = {Tone::Neutral, Glyph::Unknown, m_isNew ? QString() : tr("Not known: %1 has not answered").arg(m_service.keychainName())};
        rows << row;
    }
    return rows;
}

Notice SettingsViewModel::secretsHint() const
{
    if (isPractice())
        return {Tone::Info, Glyph::Info, tr("The practice shop needs no secrets. Nothing leaves this computer.")};
    if (m_isNew)
        return {Tone::Info, Glyph::Info, tr("Save the profile first; then its secrets can be stored.")};
    return {Tone::Neutral, Glyph::Lock, tr("They go to %1 and are never shown again.").arg(m_service.keychainName())};
}

Notice SettingsViewModel::certificate() const
{
    using Kind = CertificateLine::Kind;
    if (isPractice() || m_isNew || !m_loaded || !offersInitiator() || &traits() != &m_saved.traits())
        return {};
    switch (m_certificate.kind) {
    case Kind::None: return {Tone::Neutral, Glyph::Todo, tr("No certificate is set: refunds and balances are not possible.")};
    case Kind::Published: return {Tone::Neutral, Glyph::Check, tr("Safaricom's published certificate is used.")};
    case Kind::Imported: return {Tone::Neutral, Glyph::Check, tr("The imported certificate is used.")};
    case Kind::Unreadable: return {Tone::Declined, Glyph::Declined, tr("The certificate's file cannot be read, or holds no RSA key.")};
    }
    Q_UNREACHABLE();
}

QString SettingsViewModel::fingerprint() const
{
    if (certificate().text.isEmpty() || m_certificate.fingerprint.isEmpty())
        return {};
    const auto day = [](const QDateTime &at) { return at.date().toString(Qt::ISODate); };
    return tr("SHA-256 %1. Dated %2 to %3; the key counts, not the date.").arg(m_certificate.fingerprint, day(m_certificate.validFrom), day(m_certificate.validUntil));
}

bool SettingsViewModel::storeSecret(const QString &key, const QString &typed)
{
    if (!m_loaded || m_isNew || isPractice() || m_busySecrets.contains(key))
        return false;
    const QByteArray value = typed.trimmed().toUtf8();   // a copied line often ends in a blank
    if (value.isEmpty()) {
        m_secretProblems.insert(key, tr("Paste the value first."));
        Q_EMIT secretsChanged();
        return false;
    }
    m_secretProblems.remove(key);
    m_busySecrets.insert(key);
    Q_EMIT secretsChanged();
    m_service.storeSecret(m_saved.name, key, value);
    return true;
}

void SettingsViewModel::clearSecret(const QString &key)
{
    if (!m_loaded || m_isNew || m_busySecrets.contains(key))
        return;
    m_secretProblems.remove(key);
    m_busySecrets.insert(key);
    Q_EMIT secretsChanged();
    m_service.clearSecret(m_saved.name, key);
}

void SettingsViewModel::onSecrets(const QString &profile, const QList<SecretStatus> &secrets)
{
    if (profile != m_saved.name || m_isNew)
        return;
    for (const SecretStatus &secret : secrets)
        m_presence.insert(secret.key, secret.presence);
    Q_EMIT secretsChanged();
}

QString SettingsViewModel::checkLabel(ProfileCheck check) const
{
    switch (check) {
    case ProfileCheck::Clock: return tr("Clock");
    case ProfileCheck::Token: return tr("Token");
    case ProfileCheck::Passkey: return tr("Passkey");
    case ProfileCheck::Callback: return tr("Results");
    }
    Q_UNREACHABLE();
}

QList<TestRow> SettingsViewModel::tests() const
{
    QList<TestRow> rows;
    const bool hasPasskey = m_isNew || isPractice() || (m_saved.traits().secrets && m_saved.traits().secrets(m_saved).contains(u"passkey"_s));
    for (const ProfileCheck check : kProfileChecks) {
        TestRow row;
        row.applies = check != ProfileCheck::Passkey || hasPasskey;
        row.label = checkLabel(check);
        const auto line = m_lines.constFind(check);
        if (line == m_lines.cend()) {
            row.state = {Tone::Neutral, Glyph::Todo, tr("Not tested")};
        } else {
            const FindingWords found = wordsFor(line->finding);
            const QString says = QCoreApplication::translate("ProfileChecks", found.says);
            row.next = QCoreApplication::translate("ProfileChecks", found.next);
            row.detail = line->detail;
            switch (found.outcome) {
            case CheckOutcome::Running: row.state = {Tone::Waiting, Glyph::Waiting, says}; break;
            case CheckOutcome::Ok: row.state = {Tone::Paid, Glyph::Paid, says}; break;
            case CheckOutcome::Failed: row.state = {Tone::Declined, Glyph::Declined, says}; break;
            case CheckOutcome::Unknown:
                // Not a doubt about anything: it was left out, here or by how the shop is set up.
                row.state = line->finding == Finding::NotTestedYet || line->finding == Finding::NotListening || line->finding == Finding::CannotTry ? Notice{Tone::Neutral, Glyph::Todo, says} : Notice{Tone::Unknown, Glyph::Unknown, says};
                break;
            }
        }
        rows << row;
    }
    return rows;
}

QString SettingsViewModel::testHint() const
{
    if (m_testing)
        return tr("Asking M-PESA. No money is asked for.");
    if (m_isNew || isDirty())
        return tr("Save first: the test uses what is stored.");
    return tr("Checks the clock, the keys and the way of M-PESA's results. No money is asked for.");
}

void SettingsViewModel::runTests()
{
    if (!canTest())
        return;
    m_testing = true;
    m_lines.clear();
    for (const ProfileCheck check : kProfileChecks)
        m_lines.insert(check, {check, Finding::Running, {}});
    Q_EMIT testsChanged();
    Q_EMIT changed();
    m_service.runTests(m_saved.name);
}

void SettingsViewModel::forgetTests()
{
    m_lines.clear();   // they were about what was stored before
    m_testing = false;
    Q_EMIT testsChanged();
}

} // namespace kaunta::ui
