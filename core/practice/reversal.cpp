#include "core/practice/answers.h"
#include "core/practice/carry_out.h"
#include "core/practice/request_checks.h"

namespace kaunta::practice {

using namespace Qt::StringLiterals;

namespace {

constexpr AskNames kReversalNames{.party = QLatin1StringView("ReceiverParty")};

bool belongsTo(const Deal &deal, const QString &shopNumber)
{
    return deal.shortCode == shopNumber || deal.till == shopNumber;
}

Deed decide(const Books &books, const Ask &ask, const std::optional<Deal> &original)
{
    if (!original || !original->fromCustomer() || original->at > ask.createdAt || !belongsTo(*original, ask.shortCode))
        return {.result = u"R000002"_s, .deal = {}, .movements = {}};
    if (books.reversalOf(original->receipt))
        return {.result = u"R000001"_s, .deal = {}, .movements = {}};
    if (ask.amount != original->amount)   // whether a part can go back is not documented
        return {.result = ask.amount < original->amount ? u"2"_s : u"3"_s, .deal = {}, .movements = {}};
    if (books.available(original->shortCode, original->account(), ask.createdAt) < ask.amount)
        return {.result = u"1"_s, .deal = {}, .movements = {}};
    const Deal back{.receipt = {},
                    .kind = Deal::Kind::Reversal,
                    .shortCode = original->shortCode,
                    .till = original->till,
                    .phone = original->phone,
                    .amount = ask.amount,
                    .reference = original->reference,
                    .original = original->receipt};
    return {.result = u"0"_s, .deal = back, .movements = {{original->shortCode, original->account(), -ask.amount}}};
}

} // namespace

HttpAnswer reversal(Backstage &stage, const Call &call)
{
    const QJsonObject &body = call.body;
    const auto amount = digitsOf(body.value("Amount"_L1));
    const QString receipt = body.value("TransactionID"_L1).toString();
    QString wrong = wrongAskField(body, kReversalNames);
    if (wrong.isEmpty())
        wrong = firstWrong({{"CommandID", body.value("CommandID"_L1) == "TransactionReversal"_L1},
                            {"TransactionID", isText(body.value("TransactionID"_L1), 20)},
                            {"Amount", isAmount(amount)},
                            {"RecieverIdentifierType", digitsOf(body.value("RecieverIdentifierType"_L1)) == u"11"_s},
                            {"Occasion", isOptionalText(body.value("Occasion"_L1), 100)}});
    if (!wrong.isEmpty())
        return invalidField(stage.random, wrong);

    const std::optional<Deal> original = stage.books.deal(receipt);
    const Ask ask{.conversationId = {}, .originatorId = {}, .kind = Ask::Kind::Reversal, .shortCode = {}, .amount = amount->toLongLong(), .phone = original.value_or(Deal()).phone};
    const auto parameters = [&stage, &original, &receipt](const Ask &done) {
        const Deal paid = original.value_or(Deal{.receipt = receipt, .shortCode = done.shortCode});
        const QString account = accountName(paid.account());
        return QJsonArray{parameter(u"DebitAccountBalance"_s, accountLine(account, stage.books.balance(paid.shortCode, paid.account(), done.doneAt))),
                          parameter(u"Amount"_s, shillings(done.amount)),
                          parameter(u"TransCompletedTime"_s, eatStamp(done.doneAt).toLongLong()),
                          parameter(u"OriginalTransactionID"_s, receipt),
                          parameter(u"Charge"_s, shillings(0)),
                          parameter(u"CreditPartyPublicName"_s, customerName(paid.phone)),
                          parameter(u"DebitPartyPublicName"_s, partyName(done.shortCode, stage.options.shop))};
    };
    return carryOut(stage, call, readAskFields(body, kReversalNames), ask, [&](const Ask &asked) { return decide(stage.books, asked, original); },
                    {.dummyReceipt = u"SKE0000000"_s, .service = u"reversalresults"_s, .parameters = parameters});
}

} // namespace kaunta::practice
