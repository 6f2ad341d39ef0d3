#include "core/callbacks/async_result.h"

#include "core/callbacks/receiver.h"
#include "core/callbacks/wire_values.h"
#include "core/daraja/json_text.h"

#include <QHash>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>

namespace kaunta::callbacks {

using namespace Qt::StringLiterals;
using daraja::scalarText;

namespace {

//! One name for all spellings: "Originator Conversation ID", "FinalisedTime".
QString plainName(const QString &name)
{
    return name.toLower().remove(u' ').replace("finalised"_L1, "finalized"_L1);
}

QJsonArray listOf(const QJsonValue &listOrOne)
{
    return listOrOne.isObject() ? QJsonArray{listOrOne} : listOrOne.toArray();
}

//! "254708374149 - John Doe", "600134 - Safaricom157", "000000– Biller Company": number and name.
struct Party {
    QString number;
    QString name;
};
Party partyIn(const QString &text)
{
    static const QRegularExpression shape(uR"(\A([0-9*+ ]{4,})\s*[-\x{2013}\x{2014}]\s*(.*)\z)"_s);
    static const QRegularExpression number(uR"(\+?[0-9*](?: ?[0-9*]){4,})"_s);
    const auto match = shape.match(text);
    const Party party = match.hasMatch() ? Party{match.captured(1).remove(u' '), match.captured(2)} : Party{{}, text};
    // Blanks first: two of them would hide a number from the rule, and then be one again.
    return {party.number, party.name.simplified().remove(number).simplified()};
}

//! A customer has a phone's number, a shop a short code of at most seven digits.
bool isCustomer(const Party &party)
{
    return party.number.size() > 7;
}

//! The customer of a payment, whichever side he stands on; between two shops the one that paid.
QString counterpartyOf(const AsyncResult &result)
{
    QStringList told = result.values("DebitPartyName"_L1) + result.values("DebitPartyPublicName"_L1);
    told << result.values("CreditPartyName"_L1) << result.values("CreditPartyPublicName"_L1);
    QString first;
    for (const QString &text : told) {
        const Party party = partyIn(text);
        if (isCustomer(party) && !party.name.isEmpty())
            return party.name;
        if (first.isEmpty())
            first = party.name;
    }
    return first;
}

std::optional<BalanceAccount> accountIn(const QString &record)
{
    QStringList fields = record.split(u'|');
    if (fields.last().trimmed().isEmpty())
        fields.removeLast();   // a trailing bar
    constexpr qsizetype kLeading = 2;
    if (fields.size() < kLeading + 3 || fields.size() > kLeading + 5 || fields.first().trimmed().isEmpty())
        return std::nullopt;
    const auto currency = currencyFromCode(fields.at(1).trimmed());
    if (!currency)
        return std::nullopt;
    const auto figure = [&fields, currency](qsizetype index) { return exactBalance(fields.at(kLeading + index).trimmed(), *currency); };
    BalanceAccount account{fields.first().trimmed(), figure(0), figure(1), {}, {}};
    if (fields.size() > kLeading + 3) {
        account.reserved = figure(2);
        account.uncleared = figure(3);
    }
    return account.current || account.available ? std::optional(account) : std::nullopt;
}

} // namespace

QStringList AsyncResult::values(QLatin1StringView name) const
{
    const QString wanted = plainName(name);
    QStringList found;
    for (const auto &[key, told] : parameters)
        if (key == wanted && !told.isEmpty())
            found << told;
    return found;
}

QString AsyncResult::value(QLatin1StringView name) const
{
    QStringList found = values(name);
    found.removeDuplicates();
    return found.size() == 1 ? found.first() : QString();
}

std::optional<AsyncResult> parseAsyncResult(const QByteArray &body)
{
    if (body.size() > kMaxBody)
        return std::nullopt;
    const QJsonObject envelope = QJsonDocument::fromJson(body).object().value("Result"_L1).toObject();
    QHash<QString, QString> fields;
    for (auto field = envelope.begin(); field != envelope.end(); ++field)
        fields.insert(plainName(field.key()), scalarText(field.value()));
    AsyncResult read;
    read.code = fields.value(u"resultcode"_s);
    if (read.code.isEmpty())
        return std::nullopt;
    read.type = fields.value(u"resulttype"_s);
    read.text = fields.value(u"resultdesc"_s);
    read.conversationId = fields.value(u"conversationid"_s);
    read.originatorConversationId = fields.value(u"originatorconversationid"_s);
    read.transactionId = receiptOrNothing(fields.value(u"transactionid"_s));
    for (const auto &entry : listOf(envelope.value("ResultParameters"_L1).toObject().value("ResultParameter"_L1))) {
        const QJsonObject parameter = entry.toObject();
        if (const QString name = plainName(scalarText(parameter.value("Key"_L1))); !name.isEmpty())
            read.parameters.emplaceBack(name, scalarText(parameter.value("Value"_L1)));
    }
    return read;
}

ReversalResult readReversal(const AsyncResult &result, Currency currency)
{
    return {result.transactionId, receiptOrNothing(result.value("OriginalTransactionID"_L1)), exactAmount(result.value("Amount"_L1), currency),
            shopTime(result.value("TransCompletedTime"_L1))};
}

StatusResult readStatus(const AsyncResult &result, Currency currency)
{
    StatusResult read;
    read.status = result.value("TransactionStatus"_L1);
    read.isCompleted = result.isCompleted() && result.code == "0"_L1 && read.status.compare("Completed"_L1, Qt::CaseInsensitive) == 0;
    read.receipt = receiptOrNothing(result.value("ReceiptNo"_L1));
    read.amount = exactAmount(result.value("Amount"_L1), currency);
    read.initiatedAt = shopTime(result.value("InitiatedTime"_L1));
    read.finalizedAt = shopTime(result.value("FinalizedTime"_L1));
    read.reason = result.value("ReasonType"_L1);
    read.counterparty = counterpartyOf(result);
    read.conversationId = result.value("ConversationID"_L1);
    read.originatorConversationId = result.value("OriginatorConversationID"_L1);
    return read;
}

BalanceResult readBalance(const AsyncResult &result)
{
    BalanceResult read;
    read.asOf = shopTime(result.value("BOCompletedTime"_L1));
    const QStringList records = result.value("AccountBalance"_L1).split(u'&', Qt::SkipEmptyParts);
    for (const QString &record : records) {
        if (const auto account = accountIn(record))
            read.accounts << *account;
        else
            ++read.leftOut;
    }
    return read;
}

} // namespace kaunta::callbacks
