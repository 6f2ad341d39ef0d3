#include "core/practice/carry_out.h"

#include "core/practice/answers.h"
#include "core/practice/request_checks.h"

#include <array>

namespace kaunta::practice {

using namespace Qt::StringLiterals;

namespace {

QString freshConversationId(Backstage &stage)
{
    QString id;
    do {
        id = u"AG_"_s + toEat(stage.now()).toString(u"yyyyMMdd"_s) + u'_' + randomHex128(stage.random).left(20);
    } while (stage.books.ask(id));
    return id;
}

bool credentialFits(Backstage &stage, const AskFields &fields)
{
    const std::optional<QByteArray> password = stage.key.decrypt(fields.credential);
    return password && fields.initiator == stage.options.initiator && *password == stage.options.initiatorPassword.toUtf8();
}

//! Where only one short code exists, nobody else's accounts can be asked about. A till of the shop is the shop.
bool mayAct(Backstage &stage, const QString &number)
{
    const QString &only = stage.options.shortCode;
    return only.isEmpty() || number == only || stage.books.ownerOf(number) == only;
}

QString truthOf(Backstage &stage, const AskFields &fields, const Outcome &wanted, const std::function<QString()> &world)
{
    if (!credentialFits(stage, fields))
        return u"2001"_s;
    if (!wanted.result.isEmpty() && wanted.result != "0"_L1)
        return wanted.result;
    return mayAct(stage, fields.shortCode) ? world() : u"21"_s;
}

bool movesMoney(Ask::Kind kind)
{
    return kind != Ask::Kind::Status && kind != Ask::Kind::Balance;
}

//! The posts that the script wants, each with what it claims.
bool orderPosts(Backstage &stage, const AskFields &fields, const Ask &ask, const Outcome &wanted, const Telling &telling)
{
    Ask invented = ask;   // a claimed success has a receipt, like a real one
    if (ask.receipt.isEmpty() && movesMoney(ask.kind))
        invented.receipt = freshReceipt(stage);
    const auto post = [&](const QString &url, std::chrono::milliseconds after, const QByteArray &body) {
        return stage.store.order({.kind = Notice::Kind::AsItStands, .about = ask.conversationId, .dueAt = ask.createdAt + after.count(), .url = url, .body = body});
    };
    bool works = true;
    for (qsizetype i = 0; i < wanted.results.size(); ++i) {
        const QString claim = wanted.claims.isEmpty() ? ask.result : wanted.claims.at(std::min(i, wanted.claims.size() - 1));
        works = works && post(fields.resultUrl, wanted.results.at(i), resultBody(ask.result == "0"_L1 ? ask : invented, claim, telling));
    }
    for (const auto after : wanted.timeouts)
        works = works && post(fields.timeoutUrl, after, timeoutBody(ask));
    return works;
}

QJsonObject common(const Ask &ask)
{
    return {{u"OriginatorConversationID"_s, ask.originatorId}, {u"ConversationID"_s, ask.conversationId}};
}

} // namespace

QString wrongAskField(const QJsonObject &body, const AskNames &names)
{
    return firstWrong({{names.initiator.data(), isText(body.value(names.initiator), 50)},
                       {"SecurityCredential", isText(body.value("SecurityCredential"_L1), 1024)},
                       {names.party.data(), isShortCode(digitsOf(body.value(names.party)))},
                       {"ResultURL", isUrl(body.value("ResultURL"_L1))},
                       {"QueueTimeOutURL", isUrl(body.value("QueueTimeOutURL"_L1))},
                       {"Remarks", isText(body.value("Remarks"_L1), 100) && body.value("Remarks"_L1).toString().size() >= 2}});
}

AskFields readAskFields(const QJsonObject &body, const AskNames &names)
{
    return {.initiator = body.value(names.initiator).toString(),
            .credential = body.value("SecurityCredential"_L1).toString(),
            .shortCode = digitsOf(body.value(names.party)).value_or(QString()),
            .resultUrl = body.value("ResultURL"_L1).toString(),
            .timeoutUrl = body.value("QueueTimeOutURL"_L1).toString()};
}

bool isOptionalText(const QJsonValue &value, qsizetype longest)
{
    return value.isUndefined() || (value.isString() && value.toString().size() <= longest);
}

HttpAnswer carryOut(Backstage &stage, const Call &call, const AskFields &fields, Ask ask, const std::function<Deed(const Ask &)> &decide, const Telling &telling)
{
    const Outcome wanted = call.outcome.value_or(Outcome());
    ask.conversationId = freshConversationId(stage);
    if (ask.originatorId.isEmpty())
        ask.originatorId = freshOriginatorId(stage.random);
    ask.shortCode = fields.shortCode;
    ask.createdAt = stage.now();
    ask.doneAt = ask.createdAt + wanted.after.count();
    const bool taken = stage.books.atomically([&] {   // two processes must not both find the money there
        Deed deed;
        ask.result = truthOf(stage, fields, wanted, [&] {
            deed = decide(ask);
            return deed.result;
        });
        bool works = true;
        if (ask.result == "0"_L1 && deed.deal) {
            ask.receipt = freshReceipt(stage);
            deed.deal->receipt = ask.receipt;
            deed.deal->at = ask.doneAt;
            deed.deal->conversationId = ask.conversationId;
            works = stage.books.record(*deed.deal, deed.movements);
        }
        return works && stage.books.addAsk(ask) && orderPosts(stage, fields, ask, wanted, telling);
    });
    if (!taken)
        return internalError(stage.random);
    QJsonObject ack = common(ask);
    ack.insert(u"ResponseCode"_s, u"0"_s);
    ack.insert(u"ResponseDescription"_s, u"Accept the service request successfully."_s);
    return jsonAnswer(200, ack);
}

QByteArray resultBody(const Ask &ask, const QString &code, const Telling &telling)
{
    const bool done = code == "0"_L1;
    QJsonObject result = common(ask);
    result.insert(u"ResultType"_s, telling.textCodes ? QJsonValue(u"0"_s) : QJsonValue(0));
    result.insert(u"ResultCode"_s, telling.textCodes ? QJsonValue(code) : codeValue(code));
    result.insert(u"ResultDesc"_s, resultText(code));
    result.insert(u"TransactionID"_s, done && !ask.receipt.isEmpty() ? ask.receipt : telling.dummyReceipt);
    if (done)
        result.insert(u"ResultParameters"_s, QJsonObject{{u"ResultParameter"_s, telling.parameters(ask)}});
    else if (!telling.failureParameter.isUndefined())
        result.insert(u"ResultParameters"_s, QJsonObject{{u"ResultParameter"_s, telling.failureParameter}});
    const QJsonValue reference = telling.references.isEmpty()
                                     ? QJsonValue(parameter(u"QueueTimeoutURL"_s, QString(u"https://internalsandbox.safaricom.co.ke/mpesa/"_s + telling.service + u"/v1/submit"_s)))
                                     : QJsonValue(telling.references);
    result.insert(u"ReferenceData"_s, QJsonObject{{u"ReferenceItem"_s, reference}});
    return withShillings({{u"Result"_s, result}});
}

QByteArray timeoutBody(const Ask &ask)
{
    QJsonObject result = common(ask);
    result.insert(u"ResultType"_s, 1);
    result.insert(u"ResultCode"_s, u"1"_s);
    result.insert(u"ResultDesc"_s, u"The service request timed out."_s);
    return withShillings({{u"Result"_s, result}});
}

QJsonObject parameter(const QString &key, const QJsonValue &value)
{
    return {{u"Key"_s, key}, {u"Value"_s, value}};
}

QString accountLine(const QString &account, qint64 amount)
{
    return u"%1|KES|%2.00|%2.00|0.00|0.00"_s.arg(account).arg(amount);
}

QString accountName(Account account)
{
    switch (account) {
    case Account::Working:
        return u"Working Account"_s;
    case Account::Utility:
        return u"Utility Account"_s;
    case Account::Merchant:
        return u"Merchant Account"_s;
    case Account::ChargesPaid:
        return u"Charges Paid Account"_s;
    }
    return {};
}

QString freshOriginatorId(RandomSource &random)
{
    return randomDigits(random, 5) + u'-' + randomDigits(random, 8) + u"-1"_s;
}

Person personOf(const QString &phone)
{
    if (phone == "254708374149"_L1)   // Safaricom's own test customer
        return {u"JOHN"_s, u"DOE"_s};
    static const std::array first{u"WANJIKU"_s, u"OTIENO"_s, u"AMINA"_s, u"KIPTOO"_s, u"NJERI"_s, u"MUTUA"_s, u"ACHIENG"_s, u"HASSAN"_s};
    static const std::array last{u"KAMAU"_s, u"ODHIAMBO"_s, u"ABDI"_s, u"CHEBET"_s, u"MWANGI"_s, u"MUSYOKA"_s, u"OUMA"_s, u"KARIUKI"_s, u"NDUNGU"_s};
    const auto number = static_cast<size_t>(phone.last(std::min<qsizetype>(phone.size(), 6)).toUInt());
    return {first.at(number % first.size()), last.at(number % last.size())};
}

QString partyName(const QString &number, const QString &name)
{
    return number + u" - "_s + name;
}

QString businessName(const QString &shortCode)
{
    return partyName(shortCode, u"Biashara ya Mazoezi"_s);
}

QString customerName(const QString &phone)
{
    const Person person = personOf(phone);
    return partyName(phone, person.firstName + u' ' + person.lastName);
}

} // namespace kaunta::practice
