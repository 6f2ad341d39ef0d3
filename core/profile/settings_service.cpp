#include "core/profile/settings_service.h"

#include <QCoreApplication>

namespace kaunta {

using namespace Qt::StringLiterals;

FindingWords wordsFor(Finding finding)
{
    switch (finding) {
    case Finding::Running:
        return {CheckOutcome::Running, QT_TRANSLATE_NOOP("ProfileChecks", "Checking…"), ""};
    case Finding::ClockRight:
        return {CheckOutcome::Ok, QT_TRANSLATE_NOOP("ProfileChecks", "This computer's clock is right."), ""};
    case Finding::ClockWrong:
        return {CheckOutcome::Failed, QT_TRANSLATE_NOOP("ProfileChecks", "This computer's clock is wrong."),
                QT_TRANSLATE_NOOP("ProfileChecks", "Turn on automatic time in the system settings.")};
    case Finding::TokenGiven:
        return {CheckOutcome::Ok, QT_TRANSLATE_NOOP("ProfileChecks", "M-PESA knows the consumer key and secret."), ""};
    case Finding::KeysRefused:
        return {CheckOutcome::Failed, QT_TRANSLATE_NOOP("ProfileChecks", "M-PESA refused the consumer key or the consumer secret."),
                QT_TRANSLATE_NOOP("ProfileChecks", "Copy both again from the portal where they were made. The test system and the live one have different ones.")};
    case Finding::PasskeyRight:
        return {CheckOutcome::Ok, QT_TRANSLATE_NOOP("ProfileChecks", "M-PESA takes the short code and its passkey."), ""};
    case Finding::PasskeyRefused:
        return {CheckOutcome::Failed, QT_TRANSLATE_NOOP("ProfileChecks", "M-PESA refused the short code or its passkey."),
                QT_TRANSLATE_NOOP("ProfileChecks", "Check the number, and store the passkey again as it was given to the shop.")};
    case Finding::CallbackWorks:
        return {CheckOutcome::Ok, QT_TRANSLATE_NOOP("ProfileChecks", "M-PESA's results find their way to this till."), ""};
    case Finding::CallbackLost:
        return {CheckOutcome::Failed, QT_TRANSLATE_NOOP("ProfileChecks", "A call to the callback address did not come back to this till. Payments are followed by questions; refunds and balances are not possible."),
                QT_TRANSLATE_NOOP("ProfileChecks", "Lead that address to where the till listens (proxy, tunnel or relay), then test again.")};
    case Finding::ReportsLost:
        return {CheckOutcome::Failed, QT_TRANSLATE_NOOP("ProfileChecks", "A call to the callback address did not come back to this till, and nothing else tells it of a payment."),
                QT_TRANSLATE_NOOP("ProfileChecks", "Lead that address to where the till listens (proxy, tunnel or relay), then test again. Do not charge before.")};
    case Finding::Unheard:
        return {CheckOutcome::Failed, QT_TRANSLATE_NOOP("ProfileChecks", "This till does not listen for reports, and nothing else tells it of a payment."),
                QT_TRANSLATE_NOOP("ProfileChecks", "Set where the till listens, then test again. Do not charge before.")};
    case Finding::CannotTry:
        return {CheckOutcome::Unknown, QT_TRANSLATE_NOOP("ProfileChecks", "This cannot be tested without a payment."),
                QT_TRANSLATE_NOOP("ProfileChecks", "Charge your own phone a small amount.")};
    case Finding::NotListening:
        return {CheckOutcome::Unknown, QT_TRANSLATE_NOOP("ProfileChecks", "This till does not listen for M-PESA's results. Payments are followed by questions; refunds and balances are not possible."),
                QT_TRANSLATE_NOOP("ProfileChecks", "If the shop needs them, set where the till listens.")};
    case Finding::CannotListen:
        return {CheckOutcome::Unknown, QT_TRANSLATE_NOOP("ProfileChecks", "The till cannot listen at its address; perhaps another program does."),
                QT_TRANSLATE_NOOP("ProfileChecks", "Close the other program, or choose another port.")};
    case Finding::RestartFirst:
        return {CheckOutcome::Unknown, QT_TRANSLATE_NOOP("ProfileChecks", "The running till still uses the addresses that were set before."),
                QT_TRANSLATE_NOOP("ProfileChecks", "Close and start Kaunta, then test again.")};
    case Finding::SecretMissing:
        return {CheckOutcome::Failed, QT_TRANSLATE_NOOP("ProfileChecks", "A secret was never stored."),
                QT_TRANSLATE_NOOP("ProfileChecks", "Store it, then test again.")};
    case Finding::KeyringLocked:
        return {CheckOutcome::Failed, QT_TRANSLATE_NOOP("ProfileChecks", "A secret cannot be read: the keyring is locked, or the entry was deleted."),
                QT_TRANSLATE_NOOP("ProfileChecks", "Unlock the keyring (log in again), or store the secret again.")};
    case Finding::KeyringMissing:
        return {CheckOutcome::Failed, QT_TRANSLATE_NOOP("ProfileChecks", "This computer has no keychain service."),
                QT_TRANSLATE_NOOP("ProfileChecks", "On Linux install gnome-keyring (or KWallet) and log in again.")};
    case Finding::NoConnection:
        return {CheckOutcome::Unknown, QT_TRANSLATE_NOOP("ProfileChecks", "No connection to M-PESA."),
                QT_TRANSLATE_NOOP("ProfileChecks", "Check the internet connection, then test again.")};
    case Finding::TooOften:
        return {CheckOutcome::Unknown, QT_TRANSLATE_NOOP("ProfileChecks", "M-PESA asks us to wait."),
                QT_TRANSLATE_NOOP("ProfileChecks", "Test again in a minute.")};
    case Finding::NotTestedYet:
        return {CheckOutcome::Unknown, QT_TRANSLATE_NOOP("ProfileChecks", "Not tested: the line above comes first."), ""};
    case Finding::NotNeeded:
        return {CheckOutcome::Ok, QT_TRANSLATE_NOOP("ProfileChecks", "Nothing to set up in practice."), ""};
    case Finding::Unclear:
        return {CheckOutcome::Unknown, QT_TRANSLATE_NOOP("ProfileChecks", "M-PESA's answer is not clear."),
                QT_TRANSLATE_NOOP("ProfileChecks", "Test again in a minute; if it stays so, give support the small print.")};
    }
    Q_UNREACHABLE();
}

QList<Finding> allFindings()
{
    QList<Finding> findings;
    for (int i = 0; i <= static_cast<int>(Finding::Unclear); ++i)
        findings << static_cast<Finding>(i);
    return findings;
}

QString checkName(ProfileCheck check)
{
    switch (check) {
    case ProfileCheck::Clock: return u"clock"_s;
    case ProfileCheck::Token: return u"token"_s;
    case ProfileCheck::Passkey: return u"passkey"_s;
    case ProfileCheck::Callback: return u"callback"_s;
    }
    Q_UNREACHABLE();
}

} // namespace kaunta
