#include "core/base/random.h"

#include <QRandomGenerator>

namespace kaunta {

QByteArray SystemRandom::bytes(qsizetype count)
{
    QByteArray out(count, Qt::Uninitialized);
    for (char &byte : out)
        byte = static_cast<char>(QRandomGenerator::system()->bounded(256));
    return out;
}

QString randomHex128(RandomSource &random)
{
    return QString::fromLatin1(random.bytes(16).toHex());
}

QString randomCode(RandomSource &random, qsizetype length)
{
    static constexpr char kAlphabet[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    QString code;
    const QByteArray noise = random.bytes(length);
    for (const char byte : noise)
        code += QLatin1Char(kAlphabet[static_cast<unsigned char>(byte) & 31U]);
    return code;
}

} // namespace kaunta
