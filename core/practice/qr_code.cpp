#include "core/practice/qr_code.h"

#include <QtEndian>
#include <algorithm>
#include <array>
#include <cstdlib>

namespace kaunta::practice {

namespace {

constexpr int kDataCodewords = 108;
constexpr int kCorrectionCodewords = 26;
constexpr int kMargin = 4;
constexpr unsigned kFormat = 0x77c4;   // L, mask 0, with its own error correction

quint8 multiply(quint8 a, quint8 b)
{
    unsigned product = 0;
    for (int bit = 7; bit >= 0; --bit) {
        product = (product << 1) ^ ((product >> 7) * 0x11d);   // the field's polynomial
        product ^= ((b >> bit) & 1u) * a;
    }
    return static_cast<quint8>(product);
}

//! Reed-Solomon: what is left of the data after division by (x - 1)(x - 2)(x - 4)…
QByteArray correctionOf(const QByteArray &data)
{
    std::array<quint8, kCorrectionCodewords> divisor{};
    divisor.back() = 1;
    quint8 root = 1;
    for (int i = 0; i < kCorrectionCodewords; ++i) {
        for (size_t j = 0; j < divisor.size(); ++j) {
            divisor[j] = multiply(divisor[j], root);
            if (j + 1 < divisor.size())
                divisor[j] = static_cast<quint8>(divisor[j] ^ divisor[j + 1]);
        }
        root = multiply(root, 2);
    }
    std::array<quint8, kCorrectionCodewords> left{};
    for (const char byte : data) {
        const quint8 factor = static_cast<quint8>(static_cast<quint8>(byte) ^ left.front());
        std::rotate(left.begin(), left.begin() + 1, left.end());
        left.back() = 0;
        for (size_t j = 0; j < left.size(); ++j)
            left[j] = static_cast<quint8>(left[j] ^ multiply(divisor[j], factor));
    }
    return {reinterpret_cast<const char *>(left.data()), kCorrectionCodewords};
}

//! Mode, length, text and padding.
QByteArray dataOf(const QByteArray &text)
{
    QByteArray data;
    unsigned held = 0x4;   // byte mode, in half a byte: everything after it is shifted by four bits
    const auto push = [&](unsigned byte) {
        data.append(static_cast<char>((held << 4) | (byte >> 4)));
        held = byte & 0xf;
    };
    push(static_cast<unsigned>(text.size()));
    for (const char byte : text)
        push(static_cast<unsigned char>(byte));
    data.append(static_cast<char>(held << 4));   // with the end mark, four zero bits
    for (bool first = true; data.size() < kDataCodewords; first = !first)
        data.append(static_cast<char>(first ? 0xec : 0x11));
    return data;
}

quint32 crcOf(const QByteArray &bytes)
{
    quint32 crc = 0xffffffff;
    for (const char byte : bytes) {
        crc ^= static_cast<unsigned char>(byte);
        for (int bit = 0; bit < 8; ++bit)
            crc = (crc >> 1) ^ ((crc & 1) * 0xedb88320);
    }
    return ~crc;
}

QByteArray bigEndian(quint32 value)
{
    QByteArray bytes(4, Qt::Uninitialized);
    qToBigEndian(value, bytes.data());
    return bytes;
}

QByteArray chunk(const QByteArray &name, const QByteArray &data)
{
    return bigEndian(static_cast<quint32>(data.size())) + name + data + bigEndian(crcOf(name + data));
}

} // namespace

QrCode::QrCode(const QByteArray &text) : m_dark(kModules * kModules), m_fixed(kModules * kModules)
{
    drawPatterns();
    const QByteArray data = dataOf(text.left(kMostBytes));
    drawCodewords(data + correctionOf(data));
}

void QrCode::fix(int x, int y, bool dark)
{
    if (x < 0 || y < 0 || x >= kModules || y >= kModules)
        return;
    m_dark[index(x, y)] = dark;
    m_fixed[index(x, y)] = true;
}

void QrCode::drawPatterns()
{
    for (int i = 0; i < kModules; ++i) {   // timing
        fix(6, i, i % 2 == 0);
        fix(i, 6, i % 2 == 0);
    }
    constexpr int far = kModules - 4;
    for (const auto &[x, y] : {std::pair(3, 3), std::pair(far, 3), std::pair(3, far)})   // finders with their white border
        for (int dy = -4; dy <= 4; ++dy)
            for (int dx = -4; dx <= 4; ++dx) {
                const int ring = std::max(std::abs(dx), std::abs(dy));
                fix(x + dx, y + dy, ring != 2 && ring != 4);
            }
    for (int dy = -2; dy <= 2; ++dy)   // alignment
        for (int dx = -2; dx <= 2; ++dx)
            fix(30 + dx, 30 + dy, std::max(std::abs(dx), std::abs(dy)) != 1);
    const auto format = [](int bit) { return ((kFormat >> bit) & 1) != 0; };
    for (int bit = 0; bit < 15; ++bit) {   // twice
        if (bit < 8) {
            fix(8, bit < 6 ? bit : bit + 1, format(bit));
            fix(kModules - 1 - bit, 8, format(bit));
        } else {
            fix(bit == 8 ? 7 : 14 - bit, 8, format(bit));
            fix(8, kModules - 15 + bit, format(bit));
        }
    }
    fix(8, kModules - 8, true);
}

void QrCode::drawCodewords(const QByteArray &codewords)
{
    qsizetype bit = 0;
    for (int right = kModules - 1; right >= 1; right -= 2) {   // pairs of columns, up and down in turn
        if (right == 6)
            right = 5;
        for (int step = 0; step < kModules; ++step)
            for (int x = right; x >= right - 1; --x) {
                const bool upward = ((right + 1) & 2) == 0;
                const int y = upward ? kModules - 1 - step : step;
                if (m_fixed[index(x, y)])
                    continue;
                const bool one = bit < codewords.size() * 8 && ((static_cast<unsigned char>(codewords.at(bit / 8)) >> (7 - bit % 8)) & 1) != 0;
                m_dark[index(x, y)] = one != ((x + y) % 2 == 0);   // mask 0
                ++bit;
            }
    }
}

QByteArray QrCode::toPng(int pixels) const
{
    constexpr int across = kModules + 2 * kMargin;
    const int scale = std::max(1, pixels / across);
    const int size = across * scale;
    QByteArray rows;
    for (int y = 0; y < size; ++y) {
        QByteArray row((size + 7) / 8, '\xff');   // white
        for (int x = 0; x < size; ++x) {
            const int column = x / scale - kMargin;
            const int line = y / scale - kMargin;
            if (column >= 0 && line >= 0 && column < kModules && line < kModules && isDark(column, line))
                row[x / 8] = static_cast<char>(static_cast<unsigned char>(row.at(x / 8)) & ~(0x80u >> (x % 8)));
        }
        rows += '\0' + row;   // no filter
    }
    const QByteArray side = bigEndian(static_cast<quint32>(size));
    const QByteArray header = side + side + QByteArray("\x01\x00\x00\x00\x00", 5);   // one bit of grey
    return QByteArray("\x89PNG\r\n\x1a\n") + chunk("IHDR", header) + chunk("IDAT", qCompress(rows).mid(4)) + chunk("IEND", {});
}

} // namespace kaunta::practice
