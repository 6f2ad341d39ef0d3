#pragma once

#include "core/base/clock.h"
#include "core/base/random.h"

#include <QRandomGenerator>

namespace kaunta::test {

//! Stands still until a test moves it. Starts at 2026-11-22 08:00 UTC, one hour after the boot.
class TestClock final : public Clock
{
public:
    QDateTime nowUtc() const override { return m_now; }
    milliseconds sinceBoot() const override { return m_sinceBoot; }
    QString bootId() const override { return m_bootId; }

    void advance(milliseconds by)
    {
        m_now = m_now.addMSecs(by.count());
        m_sinceBoot += by;
    }
    void jumpWallClock(milliseconds by) { m_now = m_now.addMSecs(by.count()); }
    void reboot(const QString &bootId)
    {
        m_bootId = bootId;
        m_sinceBoot = milliseconds{5000};
    }

private:
    QDateTime m_now = QDateTime(QDate(2026, 11, 22), QTime(8, 0), Qt::UTC);
    milliseconds m_sinceBoot{3'600'000};
    QString m_bootId = QStringLiteral("boot-1");
};

//! The same bytes for the same seed.
class SeededRandom final : public RandomSource
{
public:
    explicit SeededRandom(quint32 seed = 1) : m_generator(seed) {}
    QByteArray bytes(qsizetype count) override
    {
        QByteArray out(count, Qt::Uninitialized);
        for (char &byte : out)
            byte = static_cast<char>(m_generator.bounded(256));
        return out;
    }

private:
    QRandomGenerator m_generator;
};

} // namespace kaunta::test
