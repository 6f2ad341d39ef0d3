#include "core/practice/answers.h"
#include "core/practice/carry_out.h"
#include "core/practice/request_checks.h"

namespace kaunta::practice {

using namespace Qt::StringLiterals;

namespace {

//! What is known of what was asked about, at the moment of the answer.
struct Found {
    QString status;
    std::optional<Deal> deal;   //!< money that moved
    std::optional<Ask> ask;     //!< the request that moved it or tried to
};

bool concerns(const QString &shortCode, const QString &till, const QString &shopNumber)
{
    return shortCode == shopNumber || till == shopNumber;
}

std::optional<Found> byReceipt(const Books &books, const QString &receipt, const QString &shop, qint64 at)
{
    const std::optional<Deal> deal = books.deal(receipt);
    if (!deal || deal->at > at || !concerns(deal->shortCode, deal->till, shop))
        return {};
    const std::optional<Deal> back = books.reversalOf(receipt);
    return Found{back && back->at <= at ? u"Reversed"_s : u"Completed"_s, deal, books.ask(deal->conversationId)};
}

std::optional<Found> byConversation(const Books &books, const QString &conversationId, const QString &shop, qint64 at)
{
    const std::optional<Ask> ask = books.ask(conversationId);
    if (!ask || !concerns(ask->shortCode, books.tillOf(ask->shortCode), shop))
        return {};
    if (ask->doneAt > at)
        return Found{u"Initiated"_s, {}, ask};
    if (ask->result == "2001"_L1)   // who could not sign in has started nothing
        return {};
    return Found{ask->result == "0"_L1 ? u"Completed"_s : u"Declined"_s, books.deal(ask->receipt), ask};
}

QString reasonOf(const Found &found)
{
    if (found.ask)
        switch (found.ask->kind) {
        case Ask::Kind::Reversal:
            return u"Transaction Reversal via API"_s;
        case Ask::Kind::Payout:
            return u"Business Payment to Customer via API"_s;
        case Ask::Kind::Transfer:
            return u"Business to Business Transfer via API"_s;
        case Ask::Kind::Status:
        case Ask::Kind::Balance:
            return u"Query via API"_s;
        }
    return found.deal && !found.deal->till.isEmpty() ? u"Merchant Payment"_s : u"Pay Bill Online"_s;
}

QJsonArray parametersOf(const Found &found, const QString &shop)
{
    const Deal deal = found.deal.value_or(Deal());
    const Ask ask = found.ask.value_or(Ask());
    const bool fromCustomer = found.deal && deal.fromCustomer();
    const QString shortCode = found.deal ? deal.shortCode : ask.shortCode;
    const QString organisation = partyName(shortCode, shop);
    const QString phone = found.deal ? deal.phone : ask.phone;
    const bool toBusiness = ask.kind == Ask::Kind::Transfer && found.ask;
    const QString other = phone.isEmpty() ? QString() : toBusiness ? businessName(phone) : customerName(phone);
    QJsonArray list;
    if (found.deal)
        list << parameter(u"ReceiptNo"_s, deal.receipt);
    list << parameter(u"Conversation ID"_s, ask.conversationId);
    if (found.status != "Initiated"_L1)
        list << parameter(u"FinalizedTime"_s, eatStamp(found.deal ? deal.at : ask.doneAt).toLongLong());
    list << parameter(u"Amount"_s, found.deal ? deal.amount : ask.amount)
         << parameter(u"TransactionStatus"_s, found.status)
         << parameter(u"ReasonType"_s, reasonOf(found))
         << QJsonObject{{u"Key"_s, u"TransactionReason"_s}}
         << parameter(u"DebitPartyCharges"_s, u""_s)
         << parameter(u"DebitAccountType"_s, fromCustomer ? u"MMF Account For Customer"_s : accountName(toBusiness ? Account::Working : deal.account()))
         << parameter(u"InitiatedTime"_s, eatStamp(found.ask ? ask.createdAt : deal.at).toLongLong())
         << parameter(u"Originator Conversation ID"_s, ask.originatorId)
         << parameter(u"CreditPartyName"_s, fromCustomer ? organisation : other)
         << parameter(u"DebitPartyName"_s, fromCustomer ? other : organisation);
    return list;
}

} // namespace

HttpAnswer transactionStatus(Backstage &stage, const Call &call)
{
    const QJsonObject &body = call.body;
    const QString type = digitsOf(body.value("IdentifierType"_L1)).value_or(QString());
    QString wrong = wrongAskField(body);
    if (wrong.isEmpty())
        wrong = firstWrong({{"CommandID", body.value("CommandID"_L1) == "TransactionStatusQuery"_L1},
                            {"TransactionID", isOptionalText(body.value("TransactionID"_L1), 20)},
                            {"OriginalConversationID", isOptionalText(body.value("OriginalConversationID"_L1), 50)},
                            {"IdentifierType", type == "4"_L1 || type == "2"_L1},
                            {"Occasion", isOptionalText(body.value("Occasion"_L1), 100)}});
    if (!wrong.isEmpty())
        return invalidField(stage.random, wrong);

    const QString receipt = body.value("TransactionID"_L1).toString();
    const QString conversationId = body.value("OriginalConversationID"_L1).toString();
    std::optional<Found> found;
    const auto decide = [&](const Ask &ask) {
        found = receipt.isEmpty() ? byConversation(stage.books, conversationId, ask.shortCode, ask.doneAt)
                                  : byReceipt(stage.books, receipt, ask.shortCode, ask.doneAt);
        const QString missing = receipt.isEmpty() && conversationId.isEmpty() ? u"25"_s : u"2033"_s;
        return Deed{.result = found ? u"0"_s : missing, .deal = {}, .movements = {}};
    };
    const auto parameters = [&](const Ask &) { return parametersOf(found.value_or(Found{u"Completed"_s, {}, {}}), stage.options.shop); };
    const Ask ask{.conversationId = {}, .originatorId = {}, .kind = Ask::Kind::Status, .shortCode = {}};
    Telling telling{.dummyReceipt = u"LGR0000000"_s, .service = u"tsresults"_s, .parameters = parameters};
    if (const QString occasion = body.value("Occasion"_L1).toString(); !occasion.isEmpty())
        telling.references = {parameter(u"Occasion"_s, occasion)};
    return carryOut(stage, call, readAskFields(body), ask, decide, telling);
}

} // namespace kaunta::practice
