#pragma once

#include <QByteArray>
#include <QString>

namespace kaunta {

//! Where ids, secret paths and salts come from. Injected, so that a run can be replayed from a seed.
class RandomSource
{
public:
    virtual ~RandomSource() = default;
    virtual QByteArray bytes(qsizetype count) = 0;
};

//! The operating system's cryptographic generator.
class SystemRandom final : public RandomSource
{
public:
    QByteArray bytes(qsizetype count) override;
};

//! 128 random bits as 32 lower-case hex digits: a secret path, a profile id.
QString randomHex128(RandomSource &random);
//! `length` characters of [A-Z2-7] (no 0/O, no 1/I on a customer's screen).
QString randomCode(RandomSource &random, qsizetype length);

} // namespace kaunta
