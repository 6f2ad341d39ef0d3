#include "core/practice/answers.h"

#include <QJsonDocument>
#include <QRegularExpression>

namespace kaunta::practice {

using namespace Qt::StringLiterals;

namespace {

constexpr QChar kAmountMark(0xE000);   // private use: in nobody's text

}

HttpAnswer jsonAnswer(int status, const QJsonObject &body)
{
    return {status, {{"Content-Type", "application/json"}}, QJsonDocument(body).toJson(QJsonDocument::Compact), {}};
}

HttpAnswer errorAnswer(RandomSource &random, int status, const QString &code, const QString &message)
{
    const QString requestId = randomDigits(random, 5) + u'-' + randomDigits(random, 7) + u"-1"_s;
    return jsonAnswer(status, {{u"requestId"_s, requestId}, {u"errorCode"_s, code}, {u"errorMessage"_s, message}});
}

HttpAnswer invalidField(RandomSource &random, const QString &field)
{
    return errorAnswer(random, 400, u"400.002.02"_s, u"Bad Request - Invalid "_s + field);
}

HttpAnswer invalidToken(RandomSource &random)
{
    return errorAnswer(random, 404, u"404.001.03"_s, u"Invalid Access Token"_s);
}

HttpAnswer spikeArrest()
{
    const QJsonObject detail{{u"errorcode"_s, u"policies.ratelimit.SpikeArrestViolation"_s}};
    const QString says = u"Spike arrest violation. Allowed rate : MessageRate{messagesPerPeriod=5, periodInMicroseconds=60000000, maxBurstMessageCount=1.0}"_s;
    HttpAnswer answer = jsonAnswer(429, {{u"fault"_s, QJsonObject{{u"faultstring"_s, says}, {u"detail"_s, detail}}}});
    answer.headers.emplaceBack("Retry-After", "12");   // five a minute
    return answer;
}

HttpAnswer firewallPage()
{
    return {403,
            {{"Content-Type", "text/html"}},
            "<html style=\"height:100%\"><head><meta name=\"robots\" content=\"noindex, nofollow\"></head><body>"
            "Request unsuccessful. Incapsula incident ID: 0-0</body></html>",
            {}};
}

QString resultText(const QString &resultCode)
{
    static const QHash<QString, QString> texts{
        {u"0"_s, u"The service request is processed successfully."_s},
        {u"1"_s, u"The balance is insufficient for the transaction."_s},
        {u"17"_s, u"Rule limited."_s},
        {u"1001"_s, u"Unable to lock subscriber, a transaction is already in process for the current subscriber"_s},
        {u"1019"_s, u"Transaction has expired"_s},
        {u"1025"_s, u"An error occurred while sending a push request"_s},
        {u"1032"_s, u"Request cancelled by user"_s},
        {u"1037"_s, u"DS timeout user cannot be reached"_s},
        {u"2001"_s, u"The initiator information is invalid."_s},
        {u"2028"_s, u"The request is not permitted according to product assignment."_s},
        {u"4999"_s, u"The transaction is still under processing"_s},
        {u"SFC_IC0003"_s, u"Operator does not exist."_s},
        {u"2"_s, u"Declined due to limit rule: less than the minimum transaction amount."_s},
        {u"3"_s, u"Declined due to limit rule: greater than the maximum transaction amount."_s},
        {u"21"_s, u"The initiator is not allowed to initiate this request"_s},
        {u"25"_s, u"The format of parameter null is invalid."_s},
        {u"2033"_s, u"The transaction receipt number does not exist."_s},
        {u"8006"_s, u"The security credential is locked."_s},
        {u"R000001"_s, u"The transaction has already been reversed."_s},
        {u"R000002"_s, u"The OriginalTransactionID is invalid."_s},
    };
    return texts.value(resultCode, u"System internal error."_s);   // what an undocumented code says is undocumented too
}

HttpAnswer unauthorized(RandomSource &random, const QString &code, const QString &repeats)
{
    return errorAnswer(random, 401, code, u"Error Occurred - Invalid Access Token - "_s + repeats);
}

HttpAnswer internalError(RandomSource &random)
{
    return errorAnswer(random, 500, u"500.003.1001"_s, u"Internal Server Error"_s);
}

QJsonValue codeValue(const QString &code)
{
    bool isNumber = false;
    const int number = code.toInt(&isNumber);
    return isNumber ? QJsonValue(number) : QJsonValue(code);
}

QJsonValue shillings(qint64 amount)
{
    return QString(kAmountMark + QString::number(amount) + kAmountMark);
}

QByteArray withShillings(const QJsonObject &body)
{
    static const QRegularExpression marked(u"\"%1(-?[0-9]+)%1\""_s.arg(kAmountMark));
    QString text = QString::fromUtf8(QJsonDocument(body).toJson(QJsonDocument::Compact));
    return text.replace(marked, u"\\1.00"_s).toUtf8();
}

QString randomDigits(RandomSource &random, int count)
{
    QString digits;
    const QByteArray noise = random.bytes(count);
    for (const char byte : noise) {
        const int value = static_cast<unsigned char>(byte);
        digits += QChar(u'0' + (digits.isEmpty() ? 1 + value % 9 : value % 10));
    }
    return digits;
}

} // namespace kaunta::practice
