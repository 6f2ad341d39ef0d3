#pragma once

#include "core/net/transport.h"
#include "tests/simulation/mpesa.h"

#include <QMap>

namespace kaunta::sim {

//! An answer of the gateway or of M-PESA behind it, as HTTP.
struct HttpAnswer {
    int status = 200;
    QByteArray body;
    QByteArray type = "application/json";
    QByteArray retryAfter = {};
    QByteArray requestsLeft = {};   //!< X-RateLimit-Remaining; empty: not told
};

//! One provider's way to speak of what M-PESA does: what it takes, how it answers and refuses, and what it posts to the shop. Written
//! from the providers' documents and the fact sheet, and not from the practice simulator.
class Api
{
public:
    Api(World &world, Mpesa &mpesa) : m_world(world), m_mpesa(mpesa) {}
    virtual ~Api() = default;
    static std::unique_ptr<Api> make(Provider provider, World &world, Mpesa &mpesa);

    virtual HttpAnswer handle(const net::Request &request) = 0;
    //! The gateway's own refusals: M-PESA never saw the request.
    virtual HttpAnswer tooMany() = 0;
    virtual HttpAnswer busy() = 0;
    //! Anything but a yes, although it was carried out.
    virtual HttpAnswer failedAfterwards() = 0;
    //! What became of a prompt, as it is posted, and where.
    virtual QByteArray outcome(const Prompt &prompt, const QString &code, const Paid *paid) { return envelope(prompt, code, paid); }
    virtual QString addressFor(const Prompt &prompt) const { return prompt.callbackUrl; }
    //! A payment is told to the registered address.
    virtual bool tellsPayment(const Paid &paid) const { return !paid.receipt.isEmpty(); }
    virtual QByteArray confirmation(const Paid &paid);
    //! Asks the shop before a customer's own payment, and reads what it says. Only some answers exist.
    virtual QByteArray validation(const Paid &paid);
    bool accepts(const QByteArray &answer);
    //! What the shop must have set for this provider, as it turned out to behave in this run.
    virtual QMap<QString, QString> settings() const { return {}; }

protected:
    virtual bool isReply(const QJsonObject &reply, const QString &code) const;
    QByteArray headerOf(const net::Request &request, const char *name) const;
    bool isSignedIn(const net::Request &request) const;
    HttpAnswer giveToken(const QByteArray &expiresIn);
    //! Of what is answered later.
    static HttpAnswer acceptance(const QString &originatorId, const QString &conversationId);
    QByteArray envelope(const Prompt &prompt, const QString &code, const Paid *paid, const QByteArray &inside = {}, const QByteArray &outside = {}) const;
    //! The same fields in one object.
    QByteArray flat(const Prompt &prompt, const QString &code, const Paid *paid, const QByteArray &more = {}) const;

    World &m_world;
    Mpesa &m_mpesa;
    QByteArray m_token;

private:
    qint64 m_tokenUntil = 0;
};

// For the APIs alone.
QString textOf(const QJsonValue &value);
QByteArray jsonText(const QString &text);
//! A secret path's last part: it names the attempt.
QString keyIn(const QString &url);
std::unique_ptr<Api> makeDaraja(World &world, Mpesa &mpesa);
std::unique_ptr<Api> makeKcbBuni(World &world, Mpesa &mpesa);
std::unique_ptr<Api> makeMuvatech(World &world, Mpesa &mpesa);
std::unique_ptr<Api> makeEthiopia(World &world, Mpesa &mpesa);

} // namespace kaunta::sim
