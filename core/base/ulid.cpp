#include "core/base/ulid.h"

#include "core/base/clock.h"
#include "core/base/random.h"

#include <algorithm>

namespace kaunta {

namespace {
constexpr char kCrockford[] = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
}

QString makeUlid(const Clock &clock, RandomSource &random)
{
    QString id(26, Qt::Uninitialized);
    auto time = static_cast<quint64>(clock.nowUtc().toMSecsSinceEpoch());
    for (qsizetype i = 9; i >= 0; --i, time >>= 5)
        id[i] = QLatin1Char(kCrockford[time & 31U]);
    const QByteArray noise = random.bytes(16);   // 16 characters of 5 bits: one byte each is plainer than bit packing
    for (qsizetype i = 0; i < 16; ++i)
        id[10 + i] = QLatin1Char(kCrockford[static_cast<unsigned char>(noise[i]) & 31U]);
    return id;
}

bool isUlid(const QString &text)
{
    // 26 characters hold 130 bits: the first one may only be 0 to 7.
    return text.size() == 26 && text.front() <= u'7' && std::all_of(text.begin(), text.end(), [](QChar c) {
        return c.unicode() < 128 && c.unicode() != 0 && QByteArrayView(kCrockford).contains(c.toLatin1());
    });
}

} // namespace kaunta
