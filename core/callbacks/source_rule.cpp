#include "core/callbacks/source_rule.h"

#include <algorithm>
#include <array>

namespace kaunta::callbacks {

using namespace Qt::StringLiterals;

namespace {

// The portal's "Getting Started" page. Lists of others name more; what the portal does not name is not let in.
constexpr std::array kSafaricom = {
    "196.201.214.200"_L1, "196.201.214.206"_L1, "196.201.214.207"_L1, "196.201.214.208"_L1, "196.201.213.114"_L1, "196.201.213.44"_L1,
    "196.201.212.127"_L1, "196.201.212.138"_L1, "196.201.212.129"_L1, "196.201.212.136"_L1, "196.201.212.74"_L1,  "196.201.212.69"_L1,
};

constexpr int kSmallestPrefix = 8;

//! Null for what is no address. An IPv4 address is one in either protocol ("::ffff:196.201.214.200"), and only in its plain form:
//! octal, hexadecimal and shortened ones can be read in two ways.
QHostAddress addressIn(const QString &text)
{
    QHostAddress address;
    if (!address.setAddress(text) || (address.protocol() == QAbstractSocket::IPv4Protocol && address.toString() != text))
        return {};
    bool isV4 = false;
    const quint32 v4 = address.toIPv4Address(&isV4);
    return isV4 && text.contains(u'.') ? QHostAddress(v4) : address;
}

} // namespace

Result<SourceRule, QString> SourceRule::make(From from, const QString &trustedProxies)
{
    SourceRule rule;
    rule.m_from = from;
    const QStringList entries = trustedProxies.split(u',', Qt::SkipEmptyParts);
    for (const QString &entry : entries) {
        const QString text = entry.trimmed();
        const auto network = QHostAddress::parseSubnet(text);
        const bool isWhole = network.second >= 0 && !addressIn(text.section(u'/', 0, 0)).isNull();
        if (!isWhole)
            return Fail{QString(u"trusted-proxy: “"_s + text + u"” is neither an address nor a network like 10.1.0.0/16."_s)};
        if (network.second < kSmallestPrefix)
            return Fail{QString(u"trusted-proxy: “"_s + text + u"” is too large a part of the internet to be trusted."_s)};
        rule.m_proxies << network;
    }
    return rule;
}

bool SourceRule::isTrusted(const QHostAddress &address) const
{
    return std::any_of(m_proxies.begin(), m_proxies.end(), [&address](const auto &network) { return address.isInSubnet(network); });
}

QString SourceRule::originOf(const QString &peer, const QStringList &forwardedFor) const
{
    QHostAddress origin = addressIn(peer);
    if (origin.isNull())
        return peer;
    const QString plainPeer = origin.toString();
    QStringList hops;
    for (const QString &header : forwardedFor)
        hops << header.split(u',');
    while (isTrusted(origin) && !hops.isEmpty()) {
        origin = addressIn(hops.takeLast().trimmed());
        if (origin.isNull())
            return plainPeer;
    }
    return origin.toString();
}

bool SourceRule::allows(const QString &origin) const
{
    return m_from == From::Anybody || std::find(kSafaricom.begin(), kSafaricom.end(), origin) != kSafaricom.end();
}

} // namespace kaunta::callbacks
