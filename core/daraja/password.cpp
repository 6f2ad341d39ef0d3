#include "core/daraja/password.h"

namespace kaunta::daraja {

using namespace Qt::StringLiterals;

QString timestamp(const QDateTime &when)
{
    constexpr int kKenyaSeconds = 3 * 3600;
    return when.toOffsetFromUtc(kKenyaSeconds).toString(u"yyyyMMddHHmmss"_s);
}

QString password(const QString &shortCode, const QByteArray &passkey, const QString &timestamp)
{
    const QByteArray clear = shortCode.toUtf8() + passkey + timestamp.toUtf8();
    return QString::fromLatin1(clear.toBase64());
}

} // namespace kaunta::daraja
