#pragma once

#include "core/base/result.h"

#include <QHostAddress>
#include <QList>
#include <QString>
#include <QStringList>
#include <utility>

namespace kaunta::callbacks {

//! Who may post to us. In production only the addresses that Safaricom publishes (facts of the callback sources); elsewhere
//! anybody: a sandbox posts from anywhere, and the path's secret and the amounts are checked all the same. Behind a reverse proxy
//! the peer is the proxy; its X-Forwarded-For is believed if the shop has named it as trusted. Pure.
class SourceRule
{
public:
    enum class From { Anybody, Safaricom };

    SourceRule() = default;   //!< anybody, and no proxy is trusted
    //! `trustedProxies` is the profile's setting "trusted-proxy": addresses or networks ("10.0.0.5", "10.1.0.0/16", "fd00::/64")
    //! with commas between them; empty: none. An error says in words what is wrong with it. A network larger than /8 is refused:
    //! whoever is in it may claim to be Safaricom.
    static Result<SourceRule, QString> make(From from, const QString &trustedProxies);

    //! The address that a request came from. The headers are read from the right, the end that the proxy next to us wrote, past
    //! every address that is trusted; what stands left of the first one that is not was written by strangers. An entry that is
    //! no address ends the search: then it is the peer's.
    QString originOf(const QString &peer, const QStringList &forwardedFor) const;
    bool allows(const QString &origin) const;

private:
    bool isTrusted(const QHostAddress &address) const;

    From m_from = From::Anybody;
    QList<std::pair<QHostAddress, int>> m_proxies;
};

} // namespace kaunta::callbacks
