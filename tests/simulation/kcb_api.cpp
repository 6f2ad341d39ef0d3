// KCB's Buni gateway: MpesaExpressAPIService behind WSO2's API manager. It prompts, and forwards what Safaricom calls back with.
#include "tests/simulation/api.h"

#include <QJsonDocument>

namespace kaunta::sim {

using namespace Qt::StringLiterals;

namespace {

const QString kTillAccount = u"1234567"_s;

class KcbApi final : public Api
{
public:
    KcbApi(World &world, Mpesa &mpesa)
        : Api(world, mpesa), m_shared(world.chance.perMille(700)), m_codesProve(world.chance.perMille(300)), m_flatCallbacks(world.chance.perMille(300)),
          m_nestedFaults(world.chance.perMille(500))
    {
    }
    HttpAnswer handle(const net::Request &request) override;
    HttpAnswer tooMany() override { return fault(429, "900800", "Message throttled out"); }
    HttpAnswer busy() override { return fault(503, "303001", "Runtime Error"); }
    HttpAnswer failedAfterwards() override
    {
        if (m_world.chance.perMille(500))
            return fault(500, "101503", "Error connecting to the back end");
        return m_codesProve ? acknowledge("0", 1, nullptr) : acknowledge("1", static_cast<int>(m_world.chance.between(1, 3)), nullptr);
    }
    QByteArray outcome(const Prompt &prompt, const QString &code, const Paid *paid) override
    {
        return m_flatCallbacks ? flat(prompt, code, paid) : envelope(prompt, code, paid);
    }
    bool tellsPayment(const Paid &) const override { return false; }   // the account is KCB's, or the shop's with Safaricom
    QMap<QString, QString> settings() const override
    {
        QMap<QString, QString> set{{u"shared-short-code"_s, m_shared ? u"on"_s : u"off"_s}, {u"nonzero-code"_s, m_codesProve ? u"refused"_s : u"unknown"_s}};
        if (m_shared)
            set.insert(u"till-account"_s, kTillAccount);
        return set;
    }

private:
    HttpAnswer fault(int status, const QByteArray &code, const QByteArray &message) const
    {
        const QByteArray told = R"({"code":")" + code + R"(","message":")" + message + R"(","description":"Access failure"})";   // both forms are WSO2's
        return {status, m_nestedFaults ? R"({"fault":)" + told + "}" : told};
    }
    static HttpAnswer acknowledge(const QByteArray &status, int code, const Prompt *prompt)
    {
        const QByteArray ids = prompt == nullptr ? QByteArray(R"("MerchantRequestID":"","CheckoutRequestID":"")")
                                                 : R"("MerchantRequestID":)" + jsonText(prompt->merchantId) + R"(,"CheckoutRequestID":)" + jsonText(prompt->checkoutId);
        return {200, R"({"header":{"statusCode":")" + status + R"(","statusDescription":"Told"},"response":{)" + ids + R"(,"CustomerMessage":"Told","ResponseCode":)"
                         + QByteArray::number(code) + R"(,"ResponseDescription":"Told"}})"};
    }
    bool m_shared;
    bool m_codesProve;      //!< a code other than 0 is only ever said of what was not done
    bool m_flatCallbacks;
    bool m_nestedFaults;
};

} // namespace

std::unique_ptr<Api> makeKcbBuni(World &world, Mpesa &mpesa)
{
    return std::make_unique<KcbApi>(world, mpesa);
}

HttpAnswer KcbApi::handle(const net::Request &request)
{
    if (request.url.path() == "/token"_L1)
        return headerOf(request, "Authorization").startsWith("Basic ") ? giveToken("3600") : fault(401, "900902", "Missing Credentials");
    if (m_world.fires(Fault::TokenRevoked))
        m_token.clear();
    if (!isSignedIn(request)) {
        m_world.note("gateway", []() -> QString { return u"refuses the token"_s; });
        return fault(401, m_world.chance.perMille(500) ? "900901" : "900903", "Invalid Credentials");
    }
    if (request.url.path() != "/mm/api/request/1.0.0/stkpush"_L1)
        return fault(404, "404", "No matching resource found for given API Request");
    const QByteArray messageId = headerOf(request, "messageId");
    if (headerOf(request, "routeCode").isEmpty() || headerOf(request, "operation") != "STKPush" || messageId.isEmpty() || messageId.size() > 32)
        return fault(400, "400", "Header missing");
    const QJsonObject asked = QJsonDocument::fromJson(request.body).object();
    const QString invoice = asked.value("invoiceNumber"_L1).toString();
    if (asked.value("sharedShortCode"_L1) != m_shared || invoice.size() > 24 || (m_shared && !invoice.startsWith(kTillAccount + u'-')))
        return acknowledge("1", 1, nullptr);
    const QString url = asked.value("callbackUrl"_L1).toString();
    const Prompt *prompt = m_mpesa.prompt({.key = keyIn(url), .reference = m_shared ? invoice.mid(kTillAccount.size() + 1) : invoice, .phone = asked.value("phoneNumber"_L1).toString(),
                                           .shillings = asked.value("amount"_L1).toString().toLongLong(), .callbackUrl = url, .merchantId = {}});
    return prompt == nullptr ? acknowledge("1", 1, nullptr) : acknowledge("0", 0, prompt);
}

} // namespace kaunta::sim
