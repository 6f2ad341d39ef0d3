#pragma once

#include "core/practice/simulator.h"

#include <QJsonObject>

namespace kaunta::practice {

//! Another provider's API in front of the same practice M-PESA: its requests are checked by its own rules and put into Daraja's words, and
//! what comes back, at once or later, into its own. So every practice number, script and fault works with each of them. Written from the
//! providers' documents (docs/simulator.md), not from our clients.
class Dialect
{
public:
    struct Ground {
        const Simulator::Options &options;
        const Clock &clock;
        std::function<HttpAnswer(const HttpRequest &)> mpesa;   //!< answers in Daraja's words
    };
    struct Post {
        QUrl url;
        QByteArray body;
    };
    virtual ~Dialect() = default;
    virtual HttpAnswer handle(const HttpRequest &request) = 0;
    //! The same request in Daraja's words, before anything is checked; nothing: M-PESA never sees it.
    virtual std::optional<HttpRequest> inner(const HttpRequest &request) = 0;
    //! What M-PESA posts, as the provider hands it on.
    virtual Post outward(const QUrl &url, const QByteArray &body) { return {url, body}; }

    //! "kcb-buni", "muvatech", "mpesa-ethiopia"; null for Daraja itself and for names that nobody has.
    static std::unique_ptr<Dialect> named(const QString &name, const Ground &ground);
    static QStringList names();   //!< "daraja" first
};

//! What the dialects share.
HttpRequest darajaRequest(const HttpRequest &like, const char *path, const QJsonObject &body);
HttpRequest darajaTokenRequest(const HttpRequest &like);
QJsonObject objectIn(const QByteArray &body);
bool isTextLike(const QJsonValue &value, const QString &form);   //!< text, all of which fits the regular expression
//! Daraja's push for these fields, with the password that fits.
QJsonObject darajaPush(const Dialect::Ground &ground, const QString &shortCode, const QString &passkey, const QString &phone, const QString &amount, const QString &callbackUrl,
                       const QString &reference);
inline bool broke(const HttpAnswer &answer) { return answer.status == 0; }   //!< the connection: there is nothing to translate

std::unique_ptr<Dialect> kcbDialect(const Dialect::Ground &ground);
std::unique_ptr<Dialect> muvaDialect(const Dialect::Ground &ground);
std::unique_ptr<Dialect> ethiopiaDialect(const Dialect::Ground &ground);

} // namespace kaunta::practice
