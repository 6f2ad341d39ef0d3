#include "ui/widgets/theme.h"

#include <QApplication>
#include <QFontInfo>
#include <QStyle>
#include <QStyleFactory>
#include <algorithm>
#include <cmath>

namespace kaunta::ui {

using namespace Qt::StringLiterals;

namespace {

//! A till is read from farther away than a document: 15 px is 100 %, and a desktop that asks for more gets more.
constexpr double kBodyPx = 15;
constexpr double kTint = 0.07;   // light enough that the state's own word stays readable on it (tested)

Theme &instance()
{
    static Theme theme;
    return theme;
}

Colors lightColors()
{
    return {.ground = QColor(0xF7F5F0),
            .card = QColor(0xFFFFFF),
            .ink = QColor(0x1B1F24),
            .quietInk = QColor(0x5B6470),
            .line = QColor(0xDDD8CC),
            .accent = QColor(0x0F766E),
            .onAccent = QColor(0xFFFFFF),
            .pressed = QColor(0xE4DFD3),
            .hover = QColor(0xF1EEE6)};
}

Colors darkColors()
{
    return {.ground = QColor(0x14171A),
            .card = QColor(0x1E2328),
            .ink = QColor(0xF1EFEA),
            .quietInk = QColor(0xA3ACB7),
            .line = QColor(0x343B43),
            .accent = QColor(0x2DD4BF),
            .onAccent = QColor(0x06201D),
            .pressed = QColor(0x3A424B),
            .hover = QColor(0x2A3037)};
}

double textScale(const ThemeOptions &options, const QFont &systemFont)
{
    const double wanted = options.textPercent > 0 ? options.textPercent / 100.0 : QFontInfo(systemFont).pixelSize() / kBodyPx;
    return std::clamp(wanted, 1.0, 2.0);
}

double linear(double channel)
{
    return channel <= 0.04045 ? channel / 12.92 : std::pow((channel + 0.055) / 1.055, 2.4);
}

double luminance(const QColor &color)
{
    return 0.2126 * linear(color.redF()) + 0.7152 * linear(color.greenF()) + 0.0722 * linear(color.blueF());
}

} // namespace

Theme::Theme(const ThemeOptions &options, const QFont &systemFont)
    : m_options(options), m_systemFont(systemFont), m_scale(textScale(options, systemFont)),
      m_dark(options.scheme == Scheme::Dark || (options.scheme == Scheme::System && options.systemIsDark))
{
    m_colors = m_dark ? darkColors() : lightColors();
}

const Theme &Theme::current()
{
    return instance();
}

void Theme::apply(QApplication &app, const ThemeOptions &options)
{
    // The system's own font is asked once: later the application's font is ours.
    static const QFont systemFont = QApplication::font();
    instance() = Theme(options, systemFont);
    const Theme &theme = instance();
    if (app.style()->name() != "fusion"_L1)
        QApplication::setStyle(QStyleFactory::create(u"Fusion"_s));
    QApplication::setFont(theme.font(Type::Body));
    QApplication::setPalette(theme.palette());
    app.setStyleSheet(theme.styleSheet());
    for (const Qt::UIEffect effect : {Qt::UI_AnimateMenu, Qt::UI_FadeMenu, Qt::UI_AnimateCombo, Qt::UI_AnimateTooltip, Qt::UI_FadeTooltip})
        QApplication::setEffectEnabled(effect, false);
}

StateColors Theme::state(Tone tone) const
{
    const auto make = [this](QRgb light, QRgb dark) {
        const QColor color(m_dark ? dark : light);
        return StateColors{color, m_dark ? QColor(0x14171A) : QColor(0xFFFFFF), blend(color, m_colors.card, kTint)};
    };
    switch (tone) {
    case Tone::Neutral: return {m_colors.quietInk, m_colors.card, m_colors.ground};
    case Tone::Paid: return make(0x15803D, 0x4ADE80);
    case Tone::Waiting: return make(0xB45309, 0xFBBF24);
    case Tone::Declined: return make(0xB91C1C, 0xF87171);
    case Tone::Unknown: return make(0x6D28D9, 0xC4B5FD);
    case Tone::Info: return make(0x1D4ED8, 0x93C5FD);
    }
    Q_UNREACHABLE();
}

BandColors Theme::band(BandKind kind) const
{
    switch (kind) {
    case BandKind::Practice: return {QColor(0xFBBF24), QColor(0xF3AC14), QColor(0x1B1F24)};
    case BandKind::Sandbox: return {QColor(0x1D4ED8), QColor(0x1D4ED8), QColor(0xFFFFFF)};
    case BandKind::Custom: return {QColor(0x1B1F24), QColor(0x3A424B), QColor(0xFFFFFF)};
    }
    Q_UNREACHABLE();
}

int Theme::px(double atHundredPercent) const
{
    return static_cast<int>(std::lround(atHundredPercent * m_scale));
}

int Theme::space(int step) const
{
    static constexpr int kSteps[] = {0, 4, 8, 12, 16, 24, 32, 48};
    return px(kSteps[std::clamp(step, 0, 7)]);
}

int Theme::fontPx(Type type) const
{
    switch (type) {
    case Type::Caption: return px(kBodyPx * 0.85);
    case Type::Body: return px(kBodyPx);
    case Type::Title: return px(kBodyPx * 1.4);
    case Type::State: return px(kBodyPx * 2.2);
    case Type::Amount: return px(kBodyPx * 4.5);
    }
    Q_UNREACHABLE();
}

QFont Theme::font(Type type) const
{
    QFont font = m_systemFont;
    font.setPixelSize(fontPx(type));
    font.setWeight(type == Type::Caption || type == Type::Body ? QFont::Normal : QFont::DemiBold);
    return font;
}

QPalette Theme::palette() const
{
    const Colors &c = m_colors;
    QPalette palette;
    palette.setColor(QPalette::Window, c.ground);
    palette.setColor(QPalette::WindowText, c.ink);
    palette.setColor(QPalette::Base, c.card);
    palette.setColor(QPalette::AlternateBase, c.hover);
    palette.setColor(QPalette::Text, c.ink);
    palette.setColor(QPalette::Button, c.card);
    palette.setColor(QPalette::ButtonText, c.ink);
    palette.setColor(QPalette::BrightText, c.onAccent);
    palette.setColor(QPalette::PlaceholderText, c.quietInk);
    palette.setColor(QPalette::ToolTipBase, c.card);
    palette.setColor(QPalette::ToolTipText, c.ink);
    palette.setColor(QPalette::Highlight, c.accent);
    palette.setColor(QPalette::HighlightedText, c.onAccent);
    palette.setColor(QPalette::Link, c.accent);
    palette.setColor(QPalette::Mid, c.line);
    palette.setColor(QPalette::Light, c.card);
    palette.setColor(QPalette::Dark, c.line);
    for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText})
        palette.setColor(QPalette::Disabled, role, c.quietInk);
    return palette;
}

double contrast(const QColor &a, const QColor &b)
{
    const double first = luminance(a);
    const double second = luminance(b);
    return (std::max(first, second) + 0.05) / (std::min(first, second) + 0.05);
}

QColor blend(const QColor &over, const QColor &under, double part)
{
    const auto mix = [part](int o, int u) { return static_cast<int>(std::lround(o * part + u * (1 - part))); };
    return QColor(mix(over.red(), under.red()), mix(over.green(), under.green()), mix(over.blue(), under.blue()));
}

} // namespace kaunta::ui
