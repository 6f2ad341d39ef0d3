#include "core/practice/answers.h"

#include <QJsonDocument>

namespace kaunta::practice {

using namespace Qt::StringLiterals;

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
    };
    return texts.value(resultCode, u"System internal error."_s);   // what an undocumented code says is undocumented too
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
