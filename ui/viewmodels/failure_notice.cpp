#include "ui/viewmodels/failure_notice.h"

#include <QCoreApplication>

namespace kaunta::ui {

using namespace Qt::StringLiterals;

BarNotice failureNotice(const Failure &failure, const QString &action)
{
    const FailureWords &words = wordsFor(failure.code);
    QString says = QCoreApplication::translate("Failures", words.says);
    if (!failure.detail.isEmpty())
        says += u" ("_s + failure.detail + u')';
    return {Tone::Declined, Glyph::Declined, says, QCoreApplication::translate("Failures", words.next), action};
}

} // namespace kaunta::ui
