#include "core/providers/daraja_setup.h"

#include <QCoreApplication>
#include <cstdlib>

namespace kaunta::providers {

using namespace Qt::StringLiterals;
using daraja::CallFault;
using daraja::StkQuery;
using daraja::StkQueryAnswer;
using daraja::Token;
using Item = SetupLine::Item;
using Verdict = SetupLine::Verdict;

namespace {

QString smallPrint(const CallFault &fault)
{
    const QString code = fault.code == "token"_L1 ? QString() : fault.code;
    const QString status = fault.status == 0 ? QString() : u"HTTP "_s + QString::number(fault.status);
    QStringList parts{status, code, fault.text.isEmpty() ? fault.detail : fault.text};
    parts.removeAll(QString());
    return parts.join(u", "_s);
}

} // namespace

SetupLine clockLine(const QDateTime &theirs, const QDateTime &ours)
{
    constexpr qint64 kTolerated = 60;
    if (!theirs.isValid())
        return {Item::Clock, Verdict::Unknown, QT_TRANSLATE_NOOP("Setup", "M-PESA's time is not known, so this computer's clock could not be compared."), {}};
    const qint64 ahead = theirs.secsTo(ours);
    const QString detail = u"M-PESA %1, this computer %2"_s.arg(toIso(theirs), toIso(ours));
    if (std::abs(ahead) <= kTolerated)
        return {Item::Clock, Verdict::Ok, QT_TRANSLATE_NOOP("Setup", "This computer's clock agrees with M-PESA's."), detail};
    return {Item::Clock, Verdict::Failed,
            ahead > 0 ? QT_TRANSLATE_NOOP("Setup", "This computer's clock is more than a minute fast. Set the time, best automatically from the internet.")
                      : QT_TRANSLATE_NOOP("Setup", "This computer's clock is more than a minute slow. Set the time, best automatically from the internet."),
            detail};
}

SetupLine tokenGiven()
{
    return {Item::Token, Verdict::Ok, QT_TRANSLATE_NOOP("Setup", "M-PESA accepts the consumer key and secret."), {}};
}

SetupLine tokenRefused(const CallFault &fault)
{
    const bool keysRefused = fault.status == 400 || fault.status == 401;   // wrong keys are answered so, often without any body
    if (keysRefused)
        return {Item::Token, Verdict::Failed, QT_TRANSLATE_NOOP("Setup", "M-PESA does not accept the consumer key and secret. Store both again, and check that they belong to this environment."), smallPrint(fault)};
    if (fault.status == 0)
        return {Item::Token, Verdict::Unknown, QT_TRANSLATE_NOOP("Setup", "M-PESA could not be reached. Check the internet connection."), smallPrint(fault)};
    return {Item::Token, Verdict::Unknown, QT_TRANSLATE_NOOP("Setup", "M-PESA gave no clear answer about the consumer key and secret. Try again in a few minutes."), smallPrint(fault)};
}

namespace {

SetupLine passkeyLine(const daraja::Client::Outcome<StkQuery> &outcome)
{
    constexpr const char *kUnclear = QT_TRANSLATE_NOOP("Setup", "M-PESA gave no clear answer about the passkey. Try again in a few minutes.");
    if (outcome)
        return {Item::Passkey, Verdict::Unknown, kUnclear, outcome->resultCode + u", "_s + outcome->resultText};
    const CallFault &fault = outcome.error();
    const QString detail = smallPrint(fault);
    const auto says = [&](QLatin1StringView words) { return fault.text.contains(words, Qt::CaseInsensitive); };
    if (fault.at == CallFault::At::Field)
        return {Item::Passkey, Verdict::Failed, QT_TRANSLATE_NOOP("Setup", "The short code or the passkey is missing or not in the right form."), detail};
    if (fault.code == "500.001.1001"_L1 && says("Wrong credentials"_L1))
        return {Item::Passkey, Verdict::Failed, QT_TRANSLATE_NOOP("Setup", "M-PESA does not accept the passkey for this short code. Store the passkey again."), detail};
    if (fault.code == "500.001.1001"_L1 && says("Merchant does not exist"_L1))
        return {Item::Passkey, Verdict::Failed, QT_TRANSLATE_NOOP("Setup", "M-PESA does not know this short code. Check the short code and the environment; a till needs its store number here."), detail};
    if ((fault.code == "400.002.02"_L1 && says("Invalid CheckoutRequestID"_L1)) || (fault.code == "500.001.1001"_L1 && says("transaction does not exist"_L1)))
        return {Item::Passkey, Verdict::Ok, QT_TRANSLATE_NOOP("Setup", "M-PESA accepts the passkey for this short code."), detail};
    if (fault.tokenRejected)
        return {Item::Passkey, Verdict::Failed, QT_TRANSLATE_NOOP("Setup", "M-PESA does not let these keys use M-PESA Express. Switch the product on for the app on the Daraja portal."), detail};
    return {Item::Passkey, Verdict::Unknown, kUnclear, detail};
}

} // namespace

void checkDarajaSetup(const daraja::Client &client, daraja::TokenCache &tokens, const StkQuery &probe, const Clock &clock, QObject *context,
                      PaymentProvider::SetupDone done)
{
    tokens.renew(context, [client, probe, &clock, context, done = std::move(done)](const Result<Token, CallFault> &token) {
        if (!token) {
            done({clockLine(token.error().serverTime, clock.nowUtc()), tokenRefused(token.error()),
                  {Item::Passkey, Verdict::Unknown, QT_TRANSLATE_NOOP("Setup", "The passkey could not be tried without signing in first."), {}}});
            return;
        }
        const QList<SetupLine> first{clockLine(token->serverTime, token->receivedAt),
                                     tokenGiven()};
        client.call<StkQuery>(probe, context, [first, done](const auto &outcome) { done(first + QList{passkeyLine(outcome)}); });
    });
}

} // namespace kaunta::providers
