#include "ui/widgets/pending_card.h"

#include "ui/widgets/action_button.h"
#include "ui/widgets/amount_label.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/state_badge.h"

#include <QEvent>
#include <QGridLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QPainter>
#include <QPainterPath>

namespace kaunta::ui {

using namespace Qt::StringLiterals;

PendingCard::PendingCard(QWidget *parent)
    : QFrame(parent), m_amount(new AmountLabel(Type::Title)), m_state(new StateBadge(Type::Body)), m_who(makeLabel({}, Type::Body)), m_says(makeLabel({})),
      m_times(makeLabel({}, Type::Caption, true)),
      m_check(new ActionButton(tr("Check now"), ActionButton::Kind::Secondary))
{
    setFocusPolicy(Qt::StrongFocus);
    named(m_check, u"checkButton"_s);
    named(m_says, u"saysLabel"_s);
    named(m_who, u"whoLabel"_s);
    named(m_times, u"timesLabel"_s);
    named(m_state, u"stateBadge"_s);
    m_check->setFocusPolicy(Qt::NoFocus);   // the card is the stop of Tab; Enter and F5 on it press this button
    for (QLabel *label : {m_says, m_who, m_times})
        label->setWordWrap(true);   // big letters on a small screen
    m_amount->setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);

    auto *top = new QHBoxLayout;
    top->addWidget(m_amount);
    top->addWidget(m_who, 1);
    top->addWidget(m_state);
    auto *words = new QVBoxLayout;
    words->addWidget(m_says);
    words->addWidget(m_times);
    auto *bottom = new QHBoxLayout;
    bottom->addLayout(words, 1);
    bottom->addWidget(m_check, 0, Qt::AlignBottom);
    auto *all = new QVBoxLayout(this);
    all->addLayout(top);
    all->addLayout(bottom);
    applyMetrics();
    connect(m_check, &QPushButton::clicked, this, [this] {
        setFocus(Qt::MouseFocusReason);
        Q_EMIT checkRequested(m_row.chargeId);
    });
}

void PendingCard::applyMetrics()
{
    const Theme &theme = Theme::current();
    layout()->setContentsMargins(theme.space(4) + theme.space(2), theme.space(3), theme.space(3), theme.space(3));
    layout()->setSpacing(theme.space(1));
    for (QHBoxLayout *row : findChildren<QHBoxLayout *>())
        row->setSpacing(theme.space(4));
    for (QVBoxLayout *column : findChildren<QVBoxLayout *>())
        column->setSpacing(theme.space(1));
    QFont strong = theme.font(Type::Body);
    strong.setWeight(QFont::DemiBold);
    m_who->setFont(strong);
    const QString hint = m_check->keyHint();
    m_check->setKeyHint(tr("F5"));
    m_check->setMinimumWidth(m_check->sizeHint().width());   // the key comes and goes, the button stays
    m_check->setKeyHint(hint);
}

void PendingCard::setRow(const PendingRow &row)
{
    const StateWords &state = row.state.state;
    m_amount->setText(row.amount);
    m_amount->setFixedWidth(m_amount->sizeHint().width());
    m_who->setText(row.reference.isEmpty() ? u"%1   %2"_s.arg(row.phone, row.number) : u"%1   %2   %3"_s.arg(row.phone, row.number, row.reference));
    m_state->setState(state.glyph, state.word, state.tone);
    m_says->setText(row.state.says);
    QStringList times{row.age, row.lastCheck, row.nextCheck};
    times.removeAll(QString());
    m_times->setText(times.join(u"  ·  "_s));
    m_check->setVisible(row.offersCheck);   // no question to ask: no button that cannot be pressed
    m_check->setEnabled(row.canCheck);
    m_row = row;
    setAccessibleName(u"%1, %2, %3, %4"_s.arg(row.amount, row.phone, row.number, state.word));
    setAccessibleDescription(u"%1 %2. %3"_s.arg(row.state.says, row.lastCheck, row.nextCheck));
    update();
}

void PendingCard::paintEvent(QPaintEvent *)
{
    const Theme &theme = Theme::current();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const double ring = theme.ring();
    const QRectF body = QRectF(rect()).adjusted(ring, ring, -ring, -ring);
    QPainterPath shape;
    shape.addRoundedRect(body, theme.radius(), theme.radius());
    painter.fillPath(shape, theme.colors().card);
    painter.save();
    painter.setClipPath(shape);
    painter.fillRect(QRectF(body.left(), body.top(), theme.space(2), body.height()), theme.state(m_row.state.state.tone).tone);
    painter.restore();
    painter.setPen(QPen(theme.colors().line, 1));
    painter.drawPath(shape);
    if (hasFocus()) {
        painter.setPen(QPen(theme.colors().accent, ring));
        painter.drawRoundedRect(QRectF(rect()).adjusted(ring / 2, ring / 2, -ring / 2, -ring / 2), theme.radius() + ring / 2, theme.radius() + ring / 2);
    }
}

void PendingCard::focusInEvent(QFocusEvent *event)
{
    QFrame::focusInEvent(event);
    m_check->setKeyHint(tr("F5"));   // the key is this row's now
    update();
}

void PendingCard::focusOutEvent(QFocusEvent *event)
{
    QFrame::focusOutEvent(event);
    m_check->setKeyHint({});
    update();
}

void PendingCard::keyPressEvent(QKeyEvent *event)
{
    if ((event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) && !event->isAutoRepeat() && m_check->isEnabled())
        Q_EMIT checkRequested(m_row.chargeId);
    else
        QFrame::keyPressEvent(event);   // arrows and F5 are the page's
}

void PendingCard::changeEvent(QEvent *event)
{
    QFrame::changeEvent(event);
    if (event->type() == QEvent::StyleChange && layout())
        applyMetrics();
}

} // namespace kaunta::ui
