#include "ui/widgets/pin_entry.h"

#include "core/people/pin_rules.h"
#include "ui/widgets/keypad.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/live_edit.h"

#include <QBoxLayout>
#include <QEvent>
#include <QLabel>
#include <QRegularExpressionValidator>

namespace kaunta::ui {

using namespace Qt::StringLiterals;

LiveEdit *makePinEdit(const QString &objectName, const QString &accessibleName)
{
    auto *edit = named(new LiveEdit, objectName, accessibleName);
    edit->setEchoMode(QLineEdit::Password);
    edit->setMaxLength(static_cast<int>(people::kLongestPin));
    edit->setValidator(new QRegularExpressionValidator(QRegularExpression(u"[0-9]*"_s), edit));
    edit->setInputMethodHints(Qt::ImhSensitiveData | Qt::ImhDigitsOnly | Qt::ImhNoPredictiveText);
    return edit;
}

QByteArray takePin(LiveEdit *edit)
{
    const QByteArray pin = edit->text().toLatin1();
    edit->clear();
    return pin;
}

void reservePinNotice(QWidget *notice)
{
    constexpr int kLines = 4;   // the longest sentence beside a keypad
    QSizePolicy kept = notice->sizePolicy();
    kept.setRetainSizeWhenHidden(true);
    notice->setSizePolicy(kept);
    notice->setMinimumHeight(kLines * QFontMetrics(Theme::current().font(Type::Body)).lineSpacing());
}

PinEntry::PinEntry(const QString &label, QWidget *parent) : QWidget(parent), m_edit(makePinEdit(u"pinEdit"_s, label)), m_keypad(new Keypad)
{
    QLabel *words = makeLabel(label);
    words->setBuddy(m_edit);
    m_edit->setProperty("type", u"state"_s);
    m_edit->setAlignment(Qt::AlignCenter);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(words);
    column->addWidget(m_edit);
    column->addWidget(m_keypad, 1);
    applyMetrics();
    setFocusProxy(m_edit);
    connect(m_edit, &LiveEdit::entered, this, &PinEntry::entered);
    connect(m_edit, &QLineEdit::textChanged, this, &PinEntry::edited);
    connect(m_keypad, &Keypad::typed, m_edit, &QLineEdit::insert);   // obeys validator and length, as typing does
    connect(m_keypad, &Keypad::erased, m_edit, &QLineEdit::backspace);
}

QByteArray PinEntry::take()
{
    return takePin(m_edit);
}

void PinEntry::clear()
{
    m_edit->clear();
}

bool PinEntry::isEmpty() const
{
    return m_edit->text().isEmpty();
}

void PinEntry::setUsable(bool usable)
{
    m_edit->setReadOnly(!usable);   // not disabled: the focus stays where the next keystroke belongs
    m_keypad->setEnabled(usable);
}

void PinEntry::focus()
{
    m_edit->setFocus(Qt::OtherFocusReason);
}

void PinEntry::applyMetrics()
{
    layout()->setSpacing(Theme::current().space(2));
}

void PinEntry::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::StyleChange && layout())
        applyMetrics();
}

} // namespace kaunta::ui
