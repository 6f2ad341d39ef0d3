#pragma once

#include <QDateTime>
#include <chrono>

namespace kaunta {

using std::chrono::milliseconds;
using namespace std::chrono_literals;

//! Time is a dependency: a test moves it and nobody sleeps.
class Clock
{
public:
    virtual ~Clock() = default;
    //! Wall time in UTC with milliseconds. May jump; only for records and for people.
    virtual QDateTime nowUtc() const = 0;
    //! Time since the machine started, suspended time included. Never jumps: every countdown and deadline uses it.
    virtual milliseconds sinceBoot() const = 0;
    //! Names the boot that sinceBoot() counts from; empty when the system does not tell.
    virtual QString bootId() const = 0;
};

class SystemClock final : public Clock
{
public:
    QDateTime nowUtc() const override { return QDateTime::currentDateTimeUtc(); }
    milliseconds sinceBoot() const override;
    QString bootId() const override;
};

QString toIso(const QDateTime &utc);          //!< "2026-11-22T11:02:07.123Z"; empty for an invalid time
QDateTime fromIso(const QString &text);       //!< UTC; invalid unless the text has exactly that form

} // namespace kaunta
