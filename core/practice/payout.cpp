#include "core/practice/answers.h"
#include "core/practice/carry_out.h"
#include "core/practice/request_checks.h"

namespace kaunta::practice {

using namespace Qt::StringLiterals;

namespace {

constexpr AskNames kPayoutNames{.initiator = QLatin1StringView("InitiatorName")};
constexpr qint64 kLeast = 10;
constexpr qint64 kMost = 250'000;
constexpr qint64 kFee = 13;   // one fee for every payout, from Charges Paid

bool isCommand(const QString &command)
{
    return command == "SalaryPayment"_L1 || command == "BusinessPayment"_L1 || command == "PromotionPayment"_L1;
}

Deed decide(const Books &books, const Ask &ask)
{
    QString result = u"0"_s;
    if (ask.amount < kLeast)
        result = u"2"_s;
    else if (ask.amount > kMost)
        result = u"3"_s;
    else if (books.available(ask.shortCode, Account::Utility, ask.createdAt) < ask.amount)
        result = u"1"_s;
    const Deal paid{.receipt = {}, .kind = Deal::Kind::Payout, .shortCode = ask.shortCode, .phone = ask.phone, .amount = ask.amount};
    return {.result = result, .deal = paid, .movements = {{ask.shortCode, Account::Utility, -ask.amount}, {ask.shortCode, Account::ChargesPaid, -kFee}}};
}

//! v3 has the only key in Daraja that makes a repeat harmless.
HttpAnswer payout(Backstage &stage, const Call &call, bool ownKey)
{
    const QJsonObject &body = call.body;
    const auto amount = digitsOf(body.value("Amount"_L1));
    const auto phone = digitsOf(body.value("PartyB"_L1));
    QString wrong = wrongAskField(body, kPayoutNames);
    if (wrong.isEmpty())
        wrong = firstWrong({{"OriginatorConversationID", !ownKey || isText(body.value("OriginatorConversationID"_L1), 50)},
                            {"CommandID", isCommand(body.value("CommandID"_L1).toString())},
                            {"Amount", amount && amount->size() <= 9},
                            {"PartyB", isPhone(phone)},
                            {"Occassion", isOptionalText(body.value("Occassion"_L1), 100)}});
    if (!wrong.isEmpty())
        return invalidField(stage.random, wrong);
    const QString key = ownKey ? body.value("OriginatorConversationID"_L1).toString() : QString();
    if (!key.isEmpty() && stage.books.originatorIsKnown(key))
        return errorAnswer(stage.random, 500, u"500.002.1001"_s, u"Duplicate OriginatorConversationID."_s);

    const auto parameters = [&stage](const Ask &ask) {
        const auto funds = [&](Account account) { return shillings(stage.books.balance(ask.shortCode, account, ask.doneAt)); };
        return QJsonArray{parameter(u"TransactionAmount"_s, ask.amount),
                          parameter(u"TransactionReceipt"_s, ask.receipt),
                          parameter(u"ReceiverPartyPublicName"_s, customerName(ask.phone)),
                          parameter(u"TransactionCompletedDateTime"_s, toEat(ask.doneAt).toString(u"dd.MM.yyyy HH:mm:ss"_s)),
                          parameter(u"B2CUtilityAccountAvailableFunds"_s, funds(Account::Utility)),
                          parameter(u"B2CWorkingAccountAvailableFunds"_s, funds(Account::Working)),
                          parameter(u"B2CRecipientIsRegisteredCustomer"_s, u"Y"_s),
                          parameter(u"B2CChargesPaidAccountAvailableFunds"_s, funds(Account::ChargesPaid))};
    };
    const Ask ask{.conversationId = {}, .originatorId = key, .kind = Ask::Kind::Payout, .shortCode = {}, .amount = amount->toLongLong(), .phone = *phone};
    return carryOut(stage, call, readAskFields(body, kPayoutNames), ask, [&stage](const Ask &asked) { return decide(stage.books, asked); },
                    {.dummyReceipt = u"SG60000000"_s, .service = u"b2cresults"_s, .parameters = parameters});
}

} // namespace

HttpAnswer payoutV1(Backstage &stage, const Call &call)
{
    return payout(stage, call, false);
}

HttpAnswer payoutV3(Backstage &stage, const Call &call)
{
    return payout(stage, call, true);
}

} // namespace kaunta::practice
