#pragma once

#include "ui/widgets/theme.h"

#include <QWidget>

namespace kaunta::ui {

//! One icon of the family, as high as a line of the given type. It says nothing to a screen reader: words stand beside it.
class GlyphLabel final : public QWidget
{
    Q_OBJECT
public:
    explicit GlyphLabel(Glyph glyph = Glyph::None, Tone tone = Tone::Neutral, Type type = Type::Body, QWidget *parent = nullptr);
    void setGlyph(Glyph glyph, Tone tone);
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    Glyph m_glyph;
    Tone m_tone;
    Type m_type;
};

} // namespace kaunta::ui
