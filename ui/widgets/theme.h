#pragma once

#include "ui/viewmodels/tone.h"

#include <QColor>
#include <QFont>
#include <QPalette>
#include <QString>

class QApplication;

namespace kaunta::ui {

enum class Scheme { System, Light, Dark };

//! Sizes of type, relative to the body size.
enum class Type { Caption, Body, Title, State, Amount };

struct ThemeOptions {
    Scheme scheme = Scheme::System;
    bool systemIsDark = false;   //!< what the desktop answered; matters for Scheme::System only
    int textPercent = 0;         //!< 100 to 200; 0: follow the system font
    bool reduceMotion = false;
};

//! Every colour that is no state: look.md, Tokens.
struct Colors {
    QColor ground, card, ink, quietInk, line, accent, onAccent;
    QColor pressed;   //!< a card under a finger
    QColor hover;
};

//! One state: the colour itself (icon, word on card or ground), text on a surface filled with it, and a faint surface.
struct StateColors {
    QColor tone, onTone, tint;
};

//! Stripes of the environment band and the text on them.
struct BandColors {
    QColor first, second, text;
};
enum class BandKind { Practice, Sandbox, Custom };

//! The one place for colours, sizes and type. An immutable value; pages ask it and hold no numbers of their own.
class Theme
{
public:
    Theme() : Theme(ThemeOptions{}, QFont()) {}
    Theme(const ThemeOptions &options, const QFont &systemFont);

    //! The theme in force. GUI thread only.
    static const Theme &current();
    //! Puts palette, font and style sheet on the application and repaints; every widget gets StyleChange.
    static void apply(QApplication &app, const ThemeOptions &options);

    const ThemeOptions &options() const { return m_options; }
    bool isDark() const { return m_dark; }
    const Colors &colors() const { return m_colors; }
    StateColors state(Tone tone) const;
    BandColors band(BandKind kind) const;

    //! Text scale: 1.0 to 2.0.
    double scale() const { return m_scale; }
    //! A length of the design at 100 %, in device-independent pixels at this text scale.
    int px(double atHundredPercent) const;
    //! Spacing by step: 4 8 12 16 24 32 48.
    int space(int step) const;
    int radius() const { return px(10); }
    int touch() const { return px(44); }      //!< least height of anything that is touched
    int keypadKey() const { return px(72); }
    int ring() const { return px(3); }        //!< focus ring
    int icon() const { return px(24); }
    int fadeMs() const { return m_options.reduceMotion ? 0 : 120; }

    QFont font(Type type) const;
    int fontPx(Type type) const;

    QPalette palette() const;
    QString styleSheet() const;

private:
    ThemeOptions m_options;
    QFont m_systemFont;
    Colors m_colors;
    double m_scale = 1;
    bool m_dark = false;
};

//! WCAG 2 contrast of two opaque colours, 1 to 21.
double contrast(const QColor &a, const QColor &b);
//! `part` (0 to 1) of `over` laid on `under`.
QColor blend(const QColor &over, const QColor &under, double part);

} // namespace kaunta::ui
