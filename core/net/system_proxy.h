#pragma once

#include <QNetworkProxyFactory>
#include <QString>

namespace kaunta::net {

bool isLoopback(const QString &host);   //!< 127.0.0.0/8, ::1, localhost

//! The proxy of the system settings (Linux: libproxy or http_proxy and friends; Windows: WinHTTP), none for loopback.
class SystemProxy final : public QNetworkProxyFactory
{
public:
    QList<QNetworkProxy> queryProxy(const QNetworkProxyQuery &query) override;
};

} // namespace kaunta::net
