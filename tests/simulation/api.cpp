#include "tests/simulation/api.h"

#include <QJsonDocument>
#include <QRegularExpression>

namespace kaunta::sim {

using namespace Qt::StringLiterals;

QString textOf(const QJsonValue &value)
{
    return value.isDouble() ? QString::number(static_cast<qint64>(value.toDouble())) : value.toString();
}

QByteArray jsonText(const QString &text)
{
    return '"' + text.toUtf8() + '"';   // nothing in this world needs escaping
}

QString keyIn(const QString &url)
{
    return url.section(u'/', -1);
}

std::unique_ptr<Api> Api::make(Provider provider, World &world, Mpesa &mpesa)
{
    switch (provider) {
    case Provider::KcbBuni: return makeKcbBuni(world, mpesa);
    case Provider::Muvatech: return makeMuvatech(world, mpesa);
    case Provider::Ethiopia: return makeEthiopia(world, mpesa);
    case Provider::Daraja:
    case Provider::Count: break;
    }
    return makeDaraja(world, mpesa);
}

QByteArray Api::headerOf(const net::Request &request, const char *name) const
{
    for (const auto &[key, value] : request.headers)
        if (key == name)
            return value;
    return {};
}

bool Api::isSignedIn(const net::Request &request) const
{
    return !m_token.isEmpty() && headerOf(request, "Authorization") == "Bearer " + m_token && m_world.now() <= m_tokenUntil;
}

HttpAnswer Api::giveToken(const QByteArray &expiresIn)
{
    // A handful of different ones for all runs: the program remembers every token that it must never log.
    m_token = "token-" + QByteArray::number(m_mpesa.number().toInt() % 64 + 100);
    m_tokenUntil = m_world.now() + 3'599'000;
    return {200, R"({"access_token":")" + m_token + R"(","token_type":"Bearer","expires_in":)" + expiresIn + "}"};
}

HttpAnswer Api::acceptance(const QString &originatorId, const QString &conversationId)
{
    return {200, R"({"OriginatorConversationID":)" + jsonText(originatorId) + R"(,"ConversationID":)" + jsonText(conversationId)
                     + R"(,"ResponseCode":"0","ResponseDescription":"Accept the service request successfully."})"};
}

// ---- what is posted ----

QByteArray Api::envelope(const Prompt &prompt, const QString &code, const Paid *paid, const QByteArray &inside, const QByteArray &outside) const
{
    bool isNumber = false;
    code.toInt(&isNumber);
    QByteArray body = R"({"Body":{"stkCallback":{"MerchantRequestID":)" + jsonText(prompt.merchantId) + R"(,"CheckoutRequestID":)" + jsonText(prompt.checkoutId)
        + R"(,"ResultCode":)" + (isNumber ? code.toUtf8() : jsonText(code)) + R"(,"ResultDesc":")" + (paid != nullptr ? "The service request is processed successfully." : "Not processed")
        + '"' + inside;
    if (paid != nullptr)
        body += R"(,"CallbackMetadata":{"Item":[{"Name":"Amount","Value":)" + QByteArray::number(paid->shillings) + R"(.00},{"Name":"MpesaReceiptNumber","Value":)"
            + jsonText(paid->receipt) + R"(},{"Name":"Balance"},{"Name":"TransactionDate","Value":)" + m_mpesa.eat(paid->at, u"yyyyMMddHHmmss"_s).toUtf8()
            + R"(},{"Name":"PhoneNumber","Value":)" + paid->phone.toUtf8() + "}]}";
    return body + "}}" + outside + "}";
}

QByteArray Api::flat(const Prompt &prompt, const QString &code, const Paid *paid, const QByteArray &more) const
{
    QByteArray body = R"({"MerchantRequestID":)" + jsonText(prompt.merchantId) + R"(,"CheckoutRequestID":)" + jsonText(prompt.checkoutId) + R"(,"ResultCode":)" + jsonText(code)
        + R"(,"ResultDesc":"Told")" + more;
    if (paid != nullptr)
        body += R"(,"Amount":")" + QByteArray::number(paid->shillings) + R"(","MpesaReceiptNumber":)" + jsonText(paid->receipt) + R"(,"TransactionDate":")"
            + m_mpesa.eat(paid->at, u"yyyyMMddHHmmss"_s).toUtf8() + R"(","PhoneNumber":")" + paid->phone.toUtf8() + '"';
    return body + "}";
}

QByteArray Api::confirmation(const Paid &paid)
{
    return R"({"TransactionType":"Pay Bill","TransID":)" + jsonText(paid.receipt) + R"(,"TransTime":")" + m_mpesa.eat(paid.at, u"yyyyMMddHHmmss"_s).toUtf8()
        + R"(","TransAmount":")" + QByteArray::number(paid.shillings) + R"(.00","BusinessShortCode":)" + jsonText(m_mpesa.shortCode()) + R"(,"BillRefNumber":)"
        + jsonText(m_mpesa.echoed(paid)) + R"(,"InvoiceNumber":"","OrgAccountBalance":"1000.00","ThirdPartyTransID":"","MSISDN":"2547 ***** )" + paid.phone.right(3).toUtf8()
        + R"(","FirstName":"JOHN","MiddleName":"","LastName":""})";
}

QByteArray Api::validation(const Paid &paid)
{
    return confirmation(paid).replace(R"("OrgAccountBalance":"1000.00")", R"("OrgAccountBalance":"")");
}

bool Api::isReply(const QJsonObject &, const QString &code) const
{
    static const QRegularExpression refusal(u"\\AC2B0001[1-6]\\z"_s);
    return code == "0"_L1 || refusal.match(code).hasMatch();
}

bool Api::accepts(const QByteArray &answer)
{
    const QJsonObject reply = QJsonDocument::fromJson(answer).object();
    const QString code = textOf(reply.value("ResultCode"_L1));
    if (!isReply(reply, code))
        m_world.violate(2, u"a validation was answered with %1"_s.arg(QString::fromUtf8(answer)), u"validation"_s);
    return code == "0"_L1;
}

} // namespace kaunta::sim
