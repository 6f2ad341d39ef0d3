#pragma once

#include <QByteArray>
#include <QByteArrayView>
#include <QString>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>

//! What a target is to libFuzzer, and to replay.cpp where there is none: one input, never refused.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size);

namespace kaunta::fuzz {

[[noreturn]] inline void broken(const char *rule, const char *file, int line)
{
    std::fprintf(stderr, "%s:%d: does not hold: %s\n", file, line, rule);
    std::abort();
}

inline QByteArray bytesOf(const std::uint8_t *data, std::size_t size)
{
    return QByteArray(reinterpret_cast<const char *>(data), static_cast<qsizetype>(size));
}
inline QString textOf(const std::uint8_t *data, std::size_t size)
{
    return QString::fromUtf8(bytesOf(data, size));
}

//! An input of two parts: a first line that chooses, and what is read. Without a line's end it is all body.
struct HeadAndBody {
    QByteArray head;
    QByteArray body;
};
inline HeadAndBody split(const QByteArray &input)
{
    const qsizetype end = input.indexOf('\n');
    return end < 0 ? HeadAndBody{{}, input} : HeadAndBody{input.left(end), input.mid(end + 1)};
}

} // namespace kaunta::fuzz

//! A property of the product. As assert(), but in every build.
#define HOLDS(condition) ((condition) ? void() : ::kaunta::fuzz::broken(#condition, __FILE__, __LINE__))
