#include "ui/widgets/pending_card.h"

#include "ui/widgets/amount_label.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/state_badge.h"

#include <QEvent>
#include <QBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QPainter>
#include <QPainterPath>

namespace kaunta::ui {

using namespace Qt::StringLiterals;

PendingCard::PendingCard(QWidget *parent)
    : QFrame(parent), m_amount(new AmountLabel(Type::Title)), m_state(named(new StateBadge(Type::Body), u"stateBadge"_s)),
      m_who(named(makeLabel({}), u"whoLabel"_s)), m_says(named(makeLabel({}), u"saysLabel"_s)), m_lookup(named(makeLabel({}), u"lookupLabel"_s)),
      m_times(named(makeLabel({}, Type::Caption, true), u"timesLabel"_s))
{
    setFocusPolicy(Qt::ClickFocus);
    for (QLabel *label : {m_says, m_lookup, m_who, m_times})
        label->setWordWrap(true);   // big letters on a small screen
    m_amount->setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);

    auto *top = new QHBoxLayout;
    top->addWidget(m_amount);
    top->addWidget(m_who, 1);
    top->addWidget(m_state);
    auto *all = new QVBoxLayout(this);
    all->addLayout(top);
    for (QLabel *label : {m_says, m_lookup, m_times})
        all->addWidget(label);
    applyMetrics();
}

void PendingCard::applyMetrics()
{
    const Theme &theme = Theme::current();
    layout()->setContentsMargins(theme.space(4) + theme.space(2), theme.space(3), theme.space(3), theme.space(3));
    layout()->setSpacing(theme.space(1));
    for (QHBoxLayout *row : findChildren<QHBoxLayout *>())
        row->setSpacing(theme.space(4));
    QFont strong = theme.font(Type::Body);
    strong.setWeight(QFont::DemiBold);
    m_who->setFont(strong);
    m_lookup->setFont(strong);
}

void PendingCard::setRow(const PendingRow &row)
{
    const StateWords &state = row.state.state;
    m_amount->setText(row.amount);
    m_amount->setFixedWidth(m_amount->sizeHint().width());
    m_who->setText(row.reference.isEmpty() ? u"%1   %2"_s.arg(row.phone, row.number) : u"%1   %2   %3"_s.arg(row.phone, row.number, row.reference));
    m_state->setState(state.glyph, state.word, state.tone);
    setWords(m_says, row.state.says);
    setWords(m_lookup, row.lookup);
    m_lookup->setVisible(!row.lookup.isEmpty());
    QStringList times{row.age, row.lastCheck, row.nextCheck};
    times.removeAll(QString());
    m_times->setText(times.join(u"  ·  "_s));
    m_row = row;
    QStringList told{row.state.says, row.lookup, row.lastCheck, row.nextCheck};
    told.removeAll(QString());
    setAccessibleName(u"%1, %2, %3, %4"_s.arg(row.amount, row.phone, row.number, state.word));
    setAccessibleDescription(told.join(u' '));
    update();
}

void PendingCard::setChosen(bool chosen)
{
    if (chosen == m_chosen)
        return;
    m_chosen = chosen;
    setFocusPolicy(chosen ? Qt::StrongFocus : Qt::ClickFocus);
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
    } else if (m_chosen) {
        painter.setPen(QPen(theme.colors().accent, ring / 2));
        painter.drawPath(shape);
    }
}

void PendingCard::focusInEvent(QFocusEvent *event)
{
    QFrame::focusInEvent(event);
    update();
    Q_EMIT chosen();
}

void PendingCard::focusOutEvent(QFocusEvent *event)
{
    QFrame::focusOutEvent(event);
    update();
}

void PendingCard::keyPressEvent(QKeyEvent *event)
{
    if (event->key() != Qt::Key_Return && event->key() != Qt::Key_Enter)
        QFrame::keyPressEvent(event);   // arrows and the actions' keys are the page's
    else if (!event->isAutoRepeat())
        Q_EMIT opened();
}

void PendingCard::mouseDoubleClickEvent(QMouseEvent *)
{
    Q_EMIT opened();
}

void PendingCard::changeEvent(QEvent *event)
{
    QFrame::changeEvent(event);
    if (event->type() == QEvent::StyleChange && layout())
        applyMetrics();
}

} // namespace kaunta::ui
