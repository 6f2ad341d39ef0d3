#include "core/daraja/password.h"

#include "core/daraja/kenya_time.h"

namespace kaunta::daraja {

using namespace Qt::StringLiterals;

QString timestamp(const QDateTime &when)
{
    return toKenya(when).toString(u"yyyyMMddHHmmss"_s);
}

QString password(const QString &shortCode, const QByteArray &passkey, const QString &timestamp)
{
    const QByteArray clear = shortCode.toUtf8() + passkey + timestamp.toUtf8();
    return QString::fromLatin1(clear.toBase64());
}

} // namespace kaunta::daraja
