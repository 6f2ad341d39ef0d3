#include "ui/widgets/keypad.h"

#include "ui/widgets/icons.h"
#include "ui/widgets/theme.h"

#include <QAbstractButton>
#include <QEvent>
#include <QGridLayout>
#include <QPainter>

namespace kaunta::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr int kFinger = 48;   // does not grow with the text

class Key final : public QAbstractButton
{
public:
    Key(const QString &words, Keypad::Height height) : m_height(height) { setText(words); setFocusPolicy(Qt::NoFocus); setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding); }
    QSize sizeHint() const override { return {Theme::current().keypadKey() * 4 / 3, least()}; }
    QSize minimumSizeHint() const override { return {least(), least()}; }

protected:
    void paintEvent(QPaintEvent *) override
    {
        const Theme &theme = Theme::current();
        const Colors &c = theme.colors();
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(QPen(c.line, 1));
        painter.setBrush(isDown() ? c.pressed : underMouse() ? c.hover : c.card);
        painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), theme.radius(), theme.radius());
        if (text().isEmpty()) {
            const double side = theme.px(28);
            paintIcon(painter, Glyph::Backspace, QRectF(QRectF(rect()).center() - QPointF(side, side) / 2, QSizeF(side, side)), c.ink);
            return;
        }
        QFont font = theme.font(Type::Title);
        font.setPixelSize(theme.px(28));
        painter.setFont(font);
        painter.setPen(c.ink);
        painter.drawText(rect(), Qt::AlignCenter, text());
    }
    bool event(QEvent *event) override
    {
        if (event->type() == QEvent::Enter || event->type() == QEvent::Leave)
            update();
        return QAbstractButton::event(event);
    }

private:
    int least() const { return m_height == Keypad::Height::Full ? Theme::current().keypadKey() : kFinger; }

    Keypad::Height m_height;
};

} // namespace

Keypad::Keypad(Height height, QWidget *parent) : QWidget(parent)
{
    setObjectName(u"keypad"_s);
    auto *grid = new QGridLayout(this);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setSpacing(Theme::current().space(2));
    const QStringList keys{u"7"_s, u"8"_s, u"9"_s, u"4"_s, u"5"_s, u"6"_s, u"1"_s, u"2"_s, u"3"_s, u"0"_s, u"00"_s, QString()};
    for (int i = 0; i < keys.size(); ++i) {
        const QString &digits = keys[i];
        auto *key = new Key(digits, height);
        key->setObjectName(digits.isEmpty() ? u"eraseKey"_s : u"key"_s + digits);
        key->setAccessibleName(digits.isEmpty() ? tr("Erase the last digit") : digits);
        key->setAutoRepeat(digits.isEmpty());
        grid->addWidget(key, i / 3, i % 3);
        if (digits.isEmpty())
            connect(key, &QAbstractButton::clicked, this, &Keypad::erased);
        else
            connect(key, &QAbstractButton::clicked, this, [this, digits] { Q_EMIT typed(digits); });
    }
}

void Keypad::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() != QEvent::StyleChange || !layout())
        return;
    static_cast<QGridLayout *>(layout())->setSpacing(Theme::current().space(2));
    for (QAbstractButton *key : findChildren<QAbstractButton *>())
        key->updateGeometry();
}

} // namespace kaunta::ui
