#include "core/practice/answers.h"
#include "core/practice/carry_out.h"
#include "core/practice/request_checks.h"

namespace kaunta::practice {

using namespace Qt::StringLiterals;

namespace {

QString minorUnits(qint64 amount)
{
    return u"{Amount={CurrencyCode=KES, MinimumAmount=%100, BasicAmount=%1.00}}"_s.replace(u"%1"_s, QString::number(amount));
}

Deed decide(const Books &books, const Ask &ask, bool toTill, bool saysTill)
{
    QString result = u"0"_s;
    if (toTill != saysTill)
        result = u"SFC_IC0003"_s;   // a till is 2, a pay bill is 4; the other one is found to be nobody
    else if (books.available(ask.shortCode, Account::Working, ask.createdAt) < ask.amount)
        result = u"1"_s;
    const Deal paid{.receipt = {}, .kind = Deal::Kind::Transfer, .shortCode = ask.shortCode, .phone = ask.phone, .amount = ask.amount};
    const Account theirs = toTill ? Account::Merchant : Account::Utility;
    return {.result = result, .deal = paid, .movements = {{ask.shortCode, Account::Working, -ask.amount}, {ask.phone, theirs, ask.amount}}};
}

} // namespace

HttpAnswer transfer(Backstage &stage, const Call &call)
{
    const QJsonObject &body = call.body;
    const QString command = body.value("CommandID"_L1).toString();
    const bool toTill = command == "BusinessBuyGoods"_L1;
    const bool paysBill = command == "BusinessPayBill"_L1;
    const auto amount = digitsOf(body.value("Amount"_L1));
    const auto receiver = digitsOf(body.value("PartyB"_L1));
    const QString type = digitsOf(body.value("RecieverIdentifierType"_L1)).value_or(QString());
    const QJsonValue reference = body.value("AccountReference"_L1);
    const QJsonValue requester = body.value("Requester"_L1);
    QString wrong = wrongAskField(body);
    if (wrong.isEmpty())
        wrong = firstWrong({{"CommandID", toTill || paysBill || command == "BusinessPayToBulk"_L1},
                            {"SenderIdentifierType", digitsOf(body.value("SenderIdentifierType"_L1)) == u"4"_s},
                            {"RecieverIdentifierType", type == "2"_L1 || type == "4"_L1},
                            {"Amount", amount && amount->size() <= 9 && amount->toLongLong() >= 1},
                            {"PartyB", isShortCode(receiver)},
                            {"AccountReference", paysBill ? isText(reference, 13) : isOptionalText(reference, 13)},
                            {"Requester", requester.isUndefined() || isPhone(digitsOf(requester))},
                            {"Occassion", isOptionalText(body.value("Occassion"_L1), 100)}});
    if (!wrong.isEmpty())
        return invalidField(stage.random, wrong);

    const auto parameters = [&stage](const Ask &ask) {
        const qint64 left = stage.books.balance(ask.shortCode, Account::Working, ask.doneAt);
        return QJsonArray{parameter(u"DebitAccountBalance"_s, minorUnits(left)),
                          parameter(u"Amount"_s, QString(QString::number(ask.amount) + u".00")),
                          parameter(u"DebitPartyAffectedAccountBalance"_s, accountLine(accountName(Account::Working), left)),
                          parameter(u"TransCompletedTime"_s, eatStamp(ask.doneAt)),
                          parameter(u"DebitPartyCharges"_s, u""_s),
                          parameter(u"ReceiverPartyPublicName"_s, businessName(ask.phone)),
                          parameter(u"Currency"_s, u"KES"_s),
                          parameter(u"InitiatorAccountCurrentBalance"_s, minorUnits(left))};
    };
    const Ask ask{.conversationId = {}, .originatorId = {}, .kind = Ask::Kind::Transfer, .shortCode = {}, .amount = amount->toLongLong(), .phone = *receiver};
    const Telling telling{.dummyReceipt = u"QKA0000000"_s,
                          .service = u"b2bresults"_s,
                          .textCodes = true,
                          .parameters = parameters,
                          .failureParameter = parameter(u"BOCompletedTime"_s, eatStamp(stage.now()).toLongLong()),
                          .references = {parameter(u"BillReferenceNumber"_s, reference.toString()),
                                         parameter(u"QueueTimeoutURL"_s, body.value("QueueTimeOutURL"_L1).toString())}};
    return carryOut(stage, call, readAskFields(body), ask, [&](const Ask &asked) { return decide(stage.books, asked, toTill, type == "2"_L1); }, telling);
}

} // namespace kaunta::practice
