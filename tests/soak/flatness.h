#pragma once

#include <QList>
#include <QString>

namespace kaunta::soak {

//! What was measured again and again of one thing, oldest first.
struct Series {
    QString name;
    QList<qint64> values;
    qint64 allowed = 0;       //!< so much more in the last third is no growth: noise, in the unit of the values
    int allowedPercent = 0;   //!< or so much, of the middle third
};

struct Verdict {
    qint64 middle = 0;   //!< median of the second third; the first one is warming up
    qint64 last = 0;     //!< median of the last third
    bool enough = false; //!< at least three values in each third
    bool flat = false;
};

//! Pure. Too few values are never flat: a soak that measured nothing has shown nothing.
Verdict judge(const Series &series);

} // namespace kaunta::soak
