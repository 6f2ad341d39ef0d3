#include "core/base/redaction.h"

#include <QMutex>
#include <QRegularExpression>
#include <QSet>
#include <cstdio>

namespace kaunta {

using namespace Qt::StringLiterals;

namespace {

struct KnownSecrets {
    QMutex guard;
    QSet<QString> values;
};
Q_GLOBAL_STATIC(KnownSecrets, known)

void logRedacted(QtMsgType type, const QMessageLogContext &context, const QString &message)
{
    const QByteArray line = redacted(qFormatLogMessage(type, context, message)).toUtf8();
    std::fprintf(stderr, "%s\n", line.constData());
    if (type == QtFatalMsg)
        std::abort();
}

} // namespace

QString redacted(const QString &text)
{
    static const QRegularExpression field(
        uR"RX(("?\b(?:password|passkey|securitycredential|access_token|authorization|consumer[-_ ]?key|consumer[-_ ]?secret|secret|token|pin)"?\s*[:=]\s*)("(?:[^"\\]|\\.)*"|(?:Basic |Bearer )?[^\s,;}"]+))RX"_s,
        QRegularExpression::CaseInsensitiveOption);
    static const QRegularExpression credential(uR"(\b(Basic|Bearer)\s+[A-Za-z0-9+/=._~-]{6,})"_s);
    static const QRegularExpression phone(uR"((?<![0-9A-Za-z])(\+?25[14]|0)[ ]?([17][0-9]{2})[ ]?([0-9]{3})[ ]?([0-9]{3})(?![0-9A-Za-z]))"_s);
    static const QRegularExpression checkoutId(uR"(\b(ws_CO_[0-9]*?)[0-9]{6}([0-9]{3})\b)"_s);   // ends in the payer's nine digits
    QString out = text;
    {
        const QMutexLocker lock(&known->guard);
        for (const QString &secret : std::as_const(known->values))
            out.replace(secret, "***"_L1);
    }
    out.replace(field, uR"(\1***)"_s);
    out.replace(credential, uR"(\1 ***)"_s);
    out.replace(checkoutId, uR"(\1…\2)"_s);
    out.replace(phone, uR"(…\4)"_s);
    return out;
}

void neverLog(const QByteArray &secret)
{
    if (secret.size() < 4)   // hiding every "1" would hide the log itself
        return;
    const QMutexLocker lock(&known->guard);
    known->values.insert(QString::fromUtf8(secret));
}

void installRedactingLog()
{
    qSetMessagePattern(u"%{time yyyy-MM-ddTHH:mm:ss.zzz} %{type} %{category}: %{message}"_s);
    qInstallMessageHandler(logRedacted);
}

} // namespace kaunta
