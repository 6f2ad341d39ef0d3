#include "ui/widgets/inline_bar.h"

#include "ui/widgets/action_button.h"
#include "ui/widgets/icons.h"
#include "ui/widgets/labels.h"

#include <QBoxLayout>
#include <QEvent>
#include <QLabel>
#include <QPainter>

namespace kaunta::ui {

using namespace Qt::StringLiterals;

InlineBar::InlineBar(QWidget *parent)
    : QFrame(parent), m_says(makeLabel({})), m_next(makeLabel({}, Type::Body, true)), m_action(new ActionButton({}, ActionButton::Kind::Secondary)),
      m_close(new ActionButton({}, ActionButton::Kind::Quiet)), m_iconRoom(new QWidget), m_words(new QVBoxLayout), m_row(new QHBoxLayout(this))
{
    setObjectName(u"inlineBar"_s);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Minimum);   // Fixed would forget that wrapped words need more height
    for (QLabel *label : {m_says, m_next})
        label->setWordWrap(true);
    named(m_says, u"barSaysLabel"_s);
    named(m_next, u"barNextLabel"_s);
    named(m_action, u"barActionButton"_s);
    named(m_close, u"barCloseButton"_s, tr("Close this message"));
    m_close->setGlyph(Glyph::Close);

    m_words->addStretch();
    m_words->addWidget(m_says);
    m_words->addWidget(m_next);
    m_words->addStretch();
    m_row->addWidget(m_iconRoom);
    m_row->addLayout(m_words, 1);
    m_row->addWidget(m_action);
    m_row->addWidget(m_close);
    applyMetrics();
    connect(m_action, &QPushButton::clicked, this, &InlineBar::actionTriggered);
    connect(m_close, &QPushButton::clicked, this, [this] {
        clear();
        Q_EMIT closed();
    });
    m_action->hide();
    m_close->hide();
    hide();
}

void InlineBar::tell(Tone tone, Glyph glyph, const QString &says, const QString &next)
{
    m_tone = tone;
    m_glyph = glyph;
    setWords(m_says, says);
    setWords(m_next, next);
    m_next->setVisible(!next.isEmpty());
    m_shown = true;
    setAccessibleName(text());
    setVisible(true);
    update();
}

void InlineBar::clear()
{
    m_shown = false;
    m_says->clear();
    m_next->clear();
    setAccessibleName({});
    setVisible(false);
}

QString InlineBar::text() const
{
    return m_next->text().isEmpty() ? m_says->accessibleName() : m_says->accessibleName() + u' ' + m_next->accessibleName();
}

void InlineBar::setAction(const QString &text, const QString &keyHint)
{
    m_action->setText(text);
    m_action->setKeyHint(keyHint);
    m_action->setVisible(!text.isEmpty());
}

void InlineBar::setStacked(bool stacked)
{
    m_row->removeWidget(m_action);
    m_words->removeWidget(m_action);
    if (stacked)
        m_words->insertWidget(m_words->count() - 1, m_action, 0, Qt::AlignLeft);
    else
        m_row->insertWidget(2, m_action);
    m_row->setAlignment(m_close, stacked ? Qt::AlignTop : Qt::Alignment());
}

void InlineBar::applyMetrics()
{
    const Theme &theme = Theme::current();
    m_iconRoom->setFixedWidth(theme.icon());
    m_words->setSpacing(0);
    m_row->setContentsMargins(theme.space(4), theme.space(1), theme.space(2), theme.space(1));
    m_row->setSpacing(theme.space(3));
}

void InlineBar::changeEvent(QEvent *event)
{
    QFrame::changeEvent(event);
    if (event->type() == QEvent::StyleChange)
        applyMetrics();
}

void InlineBar::setClosable(bool closable)
{
    m_close->setVisible(closable);
}

void InlineBar::paintEvent(QPaintEvent *)
{
    const Theme &theme = Theme::current();
    const StateColors colors = theme.state(m_tone);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(colors.tone, 1));
    painter.setBrush(colors.tint);
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), theme.radius(), theme.radius());
    const QRect room = m_iconRoom->geometry();
    paintIcon(painter, m_glyph, QRectF(room.left(), room.center().y() - theme.icon() / 2.0, theme.icon(), theme.icon()), colors.tone);
}

} // namespace kaunta::ui
