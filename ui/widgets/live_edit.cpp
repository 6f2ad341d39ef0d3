#include "ui/widgets/live_edit.h"

#include <QFocusEvent>
#include <QKeyEvent>
#include <algorithm>

namespace kaunta::ui {

namespace {

qsizetype digitsIn(QStringView text)
{
    return std::count_if(text.begin(), text.end(), [](QChar c) { return c.isDigit(); });
}

} // namespace

void LiveEdit::setOrderedText(const QString &ordered)
{
    if (text() == ordered)
        return;
    const qsizetype behind = digitsIn(QStringView(text()).mid(cursorPosition()));
    setText(ordered);
    // The leftmost place with as many digits behind it: so that Backspace walks over a separator instead of fighting it.
    qsizetype at = ordered.size();
    if (behind > 0)
        for (at = 0; at < ordered.size() && digitsIn(QStringView(ordered).mid(at)) > behind;)
            ++at;
    setCursorPosition(static_cast<int>(at));
}

void LiveEdit::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) {
        if (!event->isAutoRepeat())
            Q_EMIT entered();
        return;
    }
    QLineEdit::keyPressEvent(event);
}

void LiveEdit::focusInEvent(QFocusEvent *event)
{
    QLineEdit::focusInEvent(event);
    if (event->reason() == Qt::OtherFocusReason)
        end(false);
}

} // namespace kaunta::ui
