#include "tests/simulation/log_watch.h"

#include "core/base/redaction.h"

#include <QByteArray>
#include <array>

namespace kaunta::sim {

using namespace Qt::StringLiterals;

namespace {

QString leak;

void onLine(QtMsgType, const QMessageLogContext &, const QString &message)
{
    static const std::array kSecrets{u"sim-passkey"_s, u"consumer-secret"_s, u"consumer-key"_s, u"initiator-password"_s, u"token-1"_s, u"muva-bearer"_s, u"25472"_s, u"07220"_s, u"251722"_s, u"EP7777"_s};
    const QString line = redacted(message);
    for (const QString &secret : kSecrets)
        if (line.contains(secret) && leak.isEmpty())
            leak = line;
}

} // namespace

void watchLog()
{
    qInstallMessageHandler(onLine);
}

QString takeLeak()
{
    return std::exchange(leak, {});
}

} // namespace kaunta::sim
