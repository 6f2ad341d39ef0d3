// balance | status RECEIPT | pull | qr: questions about the shop's account and M-PESA's own records. None of them moves money.
#include "app/cli/waiting_till.h"
#include "core/base/clock.h"

#include <QCoreApplication>
#include <QFile>

namespace kaunta::cli {

using namespace Qt::StringLiterals;
using enquiry::AccountService;

namespace {

const char *nameOf(enquiry::AskState state)
{
    static constexpr const char *kNames[] = {"asked", "accepted", "answered", "failed", "silent"};
    return kNames[static_cast<std::size_t>(state)];
}

bool isOver(enquiry::AskState state)
{
    return state == enquiry::AskState::Answered || state == enquiry::AskState::Failed;
}

QJsonValue amountOrNull(const std::optional<Money> &amount)
{
    return amount ? QJsonValue(amount->toPlain()) : QJsonValue();
}

QJsonValue timeOrNull(const QDateTime &when)
{
    return when.isValid() ? QJsonValue(toIso(when)) : QJsonValue();
}

void print(const Output &output, const enquiry::BalanceSnapshot &balance)
{
    QJsonArray accounts;
    QString words = u"Balance: %1"_s.arg(QLatin1StringView(nameOf(balance.state)));
    if (balance.asOf.isValid())
        words += u", as of "_s + toIso(balance.asOf);
    for (const enquiry::AccountLine &account : balance.accounts) {
        const std::optional<Money> any = account.available ? account.available : account.current;
        accounts.append(QJsonObject{{u"name"_s, account.name},
                                    {u"currency"_s, any ? QJsonValue(currencyCode(any->currency())) : QJsonValue()},
                                    {u"current"_s, amountOrNull(account.current)},
                                    {u"available"_s, amountOrNull(account.available)},
                                    {u"reserved"_s, amountOrNull(account.reserved)},
                                    {u"uncleared"_s, amountOrNull(account.uncleared)}});
        words += u"\n    %1  %2"_s.arg(account.name, any ? any->toDisplay() : u"not told"_s);
    }
    output.object({{u"type"_s, u"balance"_s},
                   {u"state"_s, QLatin1StringView(nameOf(balance.state))},
                   {u"at"_s, timeOrNull(balance.askedAt)},
                   {u"asOf"_s, timeOrNull(balance.asOf)},
                   {u"accounts"_s, accounts},
                   {u"code"_s, balance.code.isEmpty() ? QJsonValue() : QJsonValue(balance.code)},
                   {u"final"_s, isOver(balance.state)}},
                  words);
}

void print(const Output &output, const enquiry::StatusSnapshot &status)
{
    output.object({{u"type"_s, u"status"_s},
                   {u"state"_s, QLatin1StringView(nameOf(status.state))},
                   {u"receipt"_s, status.receipt},
                   {u"status"_s, status.status.isEmpty() ? QJsonValue() : QJsonValue(status.status)},
                   {u"completed"_s, status.isCompleted},
                   {u"amount"_s, amountOrNull(status.amount)},
                   {u"currency"_s, status.amount ? QJsonValue(currencyCode(status.amount->currency())) : QJsonValue()},
                   {u"at"_s, timeOrNull(status.at)},
                   {u"code"_s, status.code.isEmpty() ? QJsonValue() : QJsonValue(status.code)},
                   {u"final"_s, isOver(status.state)}},
                  u"%1: %2%3"_s.arg(status.receipt, status.status.isEmpty() ? QString::fromLatin1(nameOf(status.state)) : status.status,
                                    status.amount ? u", "_s + status.amount->toDisplay() : QString()));
}

void print(const Output &output, const enquiry::PullSnapshot &pull)
{
    static constexpr const char *kOutcomes[] = {"running", "done", "no-data", "failed"};
    const QString outcome = QString::fromLatin1(kOutcomes[static_cast<std::size_t>(pull.outcome)]);
    // "No data" can also mean that this short code may not ask: it is never shown as 0 payments.
    const bool counted = pull.outcome == enquiry::PullSnapshot::Outcome::Done;
    const auto count = [counted](int n) { return counted ? QJsonValue(n) : QJsonValue(); };
    output.object({{u"type"_s, u"pull"_s},
                   {u"outcome"_s, outcome},
                   {u"from"_s, timeOrNull(pull.from)},
                   {u"to"_s, timeOrNull(pull.to)},
                   {u"records"_s, count(pull.records)},
                   {u"directPayments"_s, count(pull.newDirectPayments)},
                   {u"receiptsFound"_s, count(pull.receiptsFound)},
                   {u"code"_s, pull.code.isEmpty() ? QJsonValue() : QJsonValue(pull.code)},
                   {u"final"_s, pull.outcome != enquiry::PullSnapshot::Outcome::Running}},
                  counted ? u"M-PESA's list: %1 payments, %2 of them new direct payments, %3 receipts found."_s.arg(pull.records).arg(pull.newDirectPayments).arg(pull.receiptsFound)
                          : u"M-PESA's list: %1. No data, or this short code may not ask; that is not the same as no payments."_s.arg(outcome));
}

//! Parses the command, opens the till and asks; `ask` connects what it waits for. --wait ends it with 11.
int askAndWait(Session &session, CommandArguments &arguments, const std::function<void(app::Till &, WaitingTill &, const Output &)> &ask)
{
    if (const auto ended = session.parse(arguments))
        return *ended;
    const Output output = session.output();
    const auto wait = parseWait(arguments.value(u"wait"_s));
    if (!wait)
        return output.failure({FailureCode::Usage, u"--wait takes 0 to 86400 seconds"_s});
    WaitingTill till(session);
    return till.run([&](app::Till &ready) {
        AccountService *account = ready.account();
        QObject::connect(account, &AccountService::accountRefused, account, [&](const QString &, const Failure &failure) { till.finish(output.failure(failure)); });
        if (wait->count() > 0)
            till.after(*wait, [&] { till.finish(11); });
        ask(ready, till, output);
    });
}

QCommandLineOption waitOption()
{
    return {u"wait"_s, u"Seconds to wait for the answer; 0: only for the acknowledgement."_s, u"S"_s, u"120"_s};
}

} // namespace

int balanceCommand(Session session)
{
    CommandArguments arguments(u"balance"_s, {waitOption()});
    return askAndWait(session, arguments, [&](app::Till &ready, WaitingTill &till, const Output &output) {
        const bool onlyTaken = arguments.value(u"wait"_s) == "0"_L1;
        QObject::connect(ready.account(), &AccountService::balanceChanged, ready.account(), [&till, output, onlyTaken](const QString &, const enquiry::BalanceSnapshot &balance) {
            print(output, balance);
            if (isOver(balance.state) || (onlyTaken && balance.state != enquiry::AskState::Asked))
                till.finish(balance.state == enquiry::AskState::Answered ? 0 : 11);
        });
        ready.account()->askBalance(kTicket, session.user());
    });
}

int statusCommand(Session session)
{
    CommandArguments arguments(u"status"_s, {waitOption()}, {u"RECEIPT"_s}, 1);
    return askAndWait(session, arguments, [&](app::Till &ready, WaitingTill &till, const Output &output) {
        const bool onlyTaken = arguments.value(u"wait"_s) == "0"_L1;
        QObject::connect(ready.account(), &AccountService::statusChanged, ready.account(), [&till, output, onlyTaken](const QString &, const enquiry::StatusSnapshot &status) {
            print(output, status);
            if (isOver(status.state) || (onlyTaken && status.state != enquiry::AskState::Asked))
                till.finish(status.state == enquiry::AskState::Answered ? 0 : 11);
        });
        ready.account()->askStatus(kTicket, arguments.words().first(), session.user());
    });
}

int pullCommand(Session session)
{
    CommandArguments arguments(u"pull"_s, {{u"hours"_s, u"How far back, 1 to 48: M-PESA keeps no more."_s, u"N"_s, u"48"_s}, waitOption()});
    return askAndWait(session, arguments, [&](app::Till &ready, WaitingTill &till, const Output &output) {
        bool isNumber = false;
        const int hours = arguments.value(u"hours"_s).toInt(&isNumber);
        if (!isNumber || hours < 1 || hours > 48)
            return till.finish(output.failure({FailureCode::Usage, u"--hours takes 1 to 48"_s}));
        using Outcome = enquiry::PullSnapshot::Outcome;
        QObject::connect(ready.account(), &AccountService::pullChanged, ready.account(), [&till, output](const QString &ticket, const enquiry::PullSnapshot &pull) {
            if (ticket != kTicket || pull.outcome == Outcome::Running)   // the till reads the list at its start by itself
                return;
            print(output, pull);
            till.finish(pull.outcome == Outcome::Failed ? 11 : 0);
        });
        ready.account()->pull(kTicket, hours, session.user());
    });
}

int qrCommand(Session session)
{
    CommandArguments arguments(u"qr"_s, {{u"amount"_s, u"How much, in whole shillings."_s, u"A"_s},
                                         {u"reference"_s, u"At most 12 letters and digits."_s, u"R"_s},
                                         {u"out"_s, u"Picture file to write (PNG)."_s, u"FILE"_s},
                                         waitOption()});
    return askAndWait(session, arguments, [&](app::Till &ready, WaitingTill &till, const Output &output) {
        for (const QString &needed : {u"amount"_s, u"reference"_s, u"out"_s})
            if (!arguments.has(needed))
                return till.finish(output.failure({FailureCode::Usage, u"--%1 is missing"_s.arg(needed)}));
        const auto amount = Money::parse(arguments.value(u"amount"_s), ready.profile().currency());
        if (!amount)
            return till.finish(output.failure({FailureCode::AmountInvalid, arguments.value(u"amount"_s)}));
        QObject::connect(ready.account(), &AccountService::qrMade, ready.account(), [&till, output, path = arguments.value(u"out"_s)](const QString &, const QByteArray &png) {
            QFile file(path);
            if (!file.open(QIODevice::WriteOnly) || file.write(png) != png.size())
                return till.finish(output.failure({FailureCode::Usage, u"%1 cannot be written: %2"_s.arg(path, file.errorString())}));
            output.object({{u"type"_s, u"qr"_s}, {u"file"_s, path}, {u"bytes"_s, png.size()}}, u"The QR code is in %1."_s.arg(path));
            till.finish(0);
        });
        ready.account()->makeQr(kTicket, *amount, arguments.value(u"reference"_s));
    });
}

} // namespace kaunta::cli
