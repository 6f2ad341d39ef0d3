#include "ui/widgets/practice_band.h"

#include "ui/widgets/theme.h"

#include <QEvent>
#include <QPainter>

namespace kaunta::ui {

using namespace Qt::StringLiterals;

namespace {

QFont bandFont()
{
    QFont font = Theme::current().font(Type::Caption);
    font.setWeight(QFont::Bold);
    font.setLetterSpacing(QFont::AbsoluteSpacing, 0.5);
    return font;
}

BandKind kindOf(Environment environment)
{
    switch (environment) {
    case Environment::Practice: return BandKind::Practice;
    case Environment::Sandbox: return BandKind::Sandbox;
    case Environment::Production:   // hidden
    case Environment::Custom: return BandKind::Custom;
    }
    Q_UNREACHABLE();
}

} // namespace

PracticeBand::PracticeBand(QWidget *parent) : QWidget(parent)
{
    setObjectName(u"practiceBand"_s);
    setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
    setEnvironment(Environment::Practice);
}

void PracticeBand::setEnvironment(Environment environment, const QString &host)
{
    m_environment = environment;
    switch (environment) {
    case Environment::Practice: m_text = tr("PRACTICE - no real money"); break;
    case Environment::Sandbox: m_text = tr("SANDBOX - Safaricom's test system, no real money"); break;
    case Environment::Custom: m_text = tr("TEST SERVER %1").arg(host); break;
    case Environment::Production: m_text.clear(); break;
    }
    setAccessibleName(m_text);
    if (environment == Environment::Production)
        hide();
    else if (parentWidget())   // without a parent it would be shown at once, as a window of its own
        show();
    update();
}

QSize PracticeBand::sizeHint() const
{
    return {Theme::current().px(400), QFontMetrics(bandFont()).height() + Theme::current().space(2)};
}

void PracticeBand::paintEvent(QPaintEvent *)
{
    const Theme &theme = Theme::current();
    const BandColors colors = theme.band(kindOf(m_environment));
    QPainter painter(this);
    painter.fillRect(rect(), colors.first);
    if (colors.first != colors.second) {
        painter.setRenderHint(QPainter::Antialiasing);
        const int stripe = theme.px(14);
        painter.setPen(Qt::NoPen);
        painter.setBrush(colors.second);
        for (int x = -height(); x < width(); x += 2 * stripe)
            painter.drawPolygon(QPolygon({{x, height()}, {x + height(), 0}, {x + height() + stripe, 0}, {x + stripe, height()}}));
    }
    painter.setPen(colors.text);
    painter.setFont(bandFont());
    painter.drawText(rect(), Qt::AlignCenter, m_text);
}

void PracticeBand::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::StyleChange)
        updateGeometry();
}

} // namespace kaunta::ui
