#include "ui/widgets/inline_bar.h"

#include "ui/widgets/action_button.h"
#include "ui/widgets/icons.h"
#include "ui/widgets/labels.h"

#include <QBoxLayout>
#include <QLabel>
#include <QPainter>

namespace kaunta::ui {

using namespace Qt::StringLiterals;

InlineBar::InlineBar(QWidget *parent)
    : QFrame(parent), m_says(makeLabel({})), m_next(makeLabel({}, Type::Body, true)), m_action(new ActionButton({}, ActionButton::Kind::Secondary)),
      m_close(new ActionButton({}, ActionButton::Kind::Quiet)), m_iconRoom(new QWidget)
{
    const Theme &theme = Theme::current();
    setObjectName(u"inlineBar"_s);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    QFont bold = theme.font(Type::Body);
    bold.setWeight(QFont::DemiBold);
    m_says->setFont(bold);
    for (QLabel *label : {m_says, m_next}) {
        label->setWordWrap(true);
        label->setTextInteractionFlags(Qt::NoTextInteraction);
    }
    named(m_says, u"barSaysLabel"_s);
    named(m_next, u"barNextLabel"_s);
    named(m_action, u"barActionButton"_s);
    named(m_close, u"barCloseButton"_s, tr("Close this message"));
    m_close->setGlyph(Glyph::Close);
    m_iconRoom->setFixedWidth(theme.icon());

    auto *words = new QVBoxLayout;
    words->setSpacing(0);
    words->addStretch();
    words->addWidget(m_says);
    words->addWidget(m_next);
    words->addStretch();
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(theme.space(4), theme.space(2), theme.space(2), theme.space(2));
    row->setSpacing(theme.space(3));
    row->addWidget(m_iconRoom);
    row->addLayout(words, 1);
    row->addWidget(m_action);
    row->addWidget(m_close);
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
    m_says->setText(says);
    m_next->setText(next);
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
    return m_next->text().isEmpty() ? m_says->text() : m_says->text() + u' ' + m_next->text();
}

void InlineBar::setAction(const QString &text, const QString &keyHint)
{
    m_action->setText(text);
    m_action->setKeyHint(keyHint);
    m_action->setVisible(!text.isEmpty());
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
