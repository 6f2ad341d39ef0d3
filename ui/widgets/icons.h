#pragma once

#include "ui/viewmodels/tone.h"

#include <QColor>
#include <QIcon>
#include <QPainterPath>

class QPainter;

namespace kaunta::ui {

//! One icon as two paths on a 24 × 24 grid: what is drawn with a 2 px round pen, and what is filled.
struct IconShape {
    QPainterPath stroke;
    QPainterPath fill;
    bool isEmpty() const { return stroke.isEmpty() && fill.isEmpty(); }
};

//! Reads the small part of SVG that our icons use: path (absolute M L H V C Z), circle and rect with rounded corners;
//! fill="currentColor" fills, everything else is stroked. Anything beyond that makes the shape empty, and a test says so.
IconShape parseIcon(const QByteArray &svg);

//! The file's name without ".svg"; empty for Glyph::None.
QString glyphName(Glyph glyph);
const IconShape &iconShape(Glyph glyph);

//! Draws the icon into `box` in `color`, crisp at any scale.
void paintIcon(QPainter &painter, Glyph glyph, const QRectF &box, const QColor &color);
//! For item views and tool buttons. Holds a few sizes; prefer paintIcon in own widgets.
QIcon makeIcon(Glyph glyph, const QColor &color);

} // namespace kaunta::ui
