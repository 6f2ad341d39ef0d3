// MuvaTech's gateway. It prompts, and posts everything to the one address that it was told; our transactionReference says what about.
// How its posts and its errors look is published nowhere: a run has one of the forms that are assumed.
#include "tests/simulation/api.h"

#include <QJsonDocument>

namespace kaunta::sim {

using namespace Qt::StringLiterals;

namespace {

class MuvaApi final : public Api
{
public:
    MuvaApi(World &world, Mpesa &mpesa)
        : Api(world, mpesa), m_codesProve(world.chance.perMille(300)), m_form(static_cast<Form>(world.chance.below(4)))
    {
        m_token = "muva-bearer";   // given once, by hand
    }
    HttpAnswer handle(const net::Request &request) override;
    HttpAnswer tooMany() override
    {
        HttpAnswer answer{429, R"({"message":"Too Many Attempts."})"};
        answer.requestsLeft = "0";
        if (m_world.chance.perMille(700))
            answer.retryAfter = QByteArray::number(m_world.chance.between(1, 60));
        return answer;
    }
    HttpAnswer busy() override { return {500, R"({"message":"Server Error"})"}; }
    HttpAnswer failedAfterwards() override
    {
        if (m_codesProve || m_world.chance.perMille(500))
            return {m_world.chance.perMille(500) ? 500 : 422, R"({"message":"Server Error"})"};
        return acknowledge(static_cast<int>(m_world.chance.between(1, 3)), m_lastReference);
    }
    QByteArray outcome(const Prompt &prompt, const QString &code, const Paid *paid) override;
    QString addressFor(const Prompt &) const override { return m_mpesa.confirmationUrl(); }
    bool tellsPayment(const Paid &paid) const override { return paid.prompt < 0; }
    bool isReply(const QJsonObject &, const QString &code) const override { return code == "0"_L1 || code == "C2B00011"_L1; }
    QMap<QString, QString> settings() const override { return {{u"nonzero-code"_s, m_codesProve ? u"refused"_s : u"unknown"_s}}; }

private:
    enum class Form { Envelope, EnvelopeInside, Flat, FlatAsPayment };
    static HttpAnswer acknowledge(int code, const QString &reference)
    {
        return {200, R"({"responseCode":)" + QByteArray::number(code) + R"(,"transactionReference":)" + jsonText(reference)
                         + R"(,"responseMessage":"Success. Request accepted for processing"})"};
    }

    bool m_codesProve;   //!< a code other than 0 is only ever said of what was not done
    Form m_form;
    QString m_lastReference;
};

} // namespace

std::unique_ptr<Api> makeMuvatech(World &world, Mpesa &mpesa)
{
    return std::make_unique<MuvaApi>(world, mpesa);
}

HttpAnswer MuvaApi::handle(const net::Request &request)
{
    if (headerOf(request, "Authorization") != "Bearer " + m_token || m_world.fires(Fault::TokenRevoked))
        return {401, R"({"message":"Unauthenticated."})"};
    if (request.url.path() != "/api/v1/payments/initiateSTKpush"_L1)
        return {404, R"({"message":"Not Found"})"};
    const QJsonObject asked = QJsonDocument::fromJson(request.body).object();
    const QString reference = asked.value("transactionReference"_L1).toString();
    const QString phone = asked.value("phoneNumber"_L1).toString();
    if (!phone.startsWith(u'0') || phone.size() != 10)
        return {422, R"({"message":"The given data was invalid."})"};
    m_lastReference = reference;
    const Prompt *prompt = m_mpesa.prompt({.key = reference, .reference = {}, .phone = u"254"_s + phone.mid(1), .shillings = asked.value("amount"_L1).toString().toLongLong(),
                                           .callbackUrl = {}, .merchantId = {}});
    return acknowledge(prompt == nullptr ? 1 : 0, reference);
}

QByteArray MuvaApi::outcome(const Prompt &prompt, const QString &code, const Paid *paid)
{
    const QByteArray reference = R"(,"transactionReference":)" + jsonText(prompt.key);
    switch (m_form) {
    case Form::Envelope: return envelope(prompt, code, paid, {}, reference);
    case Form::EnvelopeInside: return envelope(prompt, code, paid, reference);
    case Form::Flat: return flat(prompt, code, paid, reference);
    case Form::FlatAsPayment: break;
    }
    if (paid == nullptr)
        return flat(prompt, code, paid, reference);
    QByteArray body = confirmation(*paid);
    body.chop(1);
    return body + R"(,"ResultCode":")" + code.toUtf8() + '"' + reference + "}";
}

} // namespace kaunta::sim
