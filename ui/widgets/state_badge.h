#pragma once

#include "ui/widgets/theme.h"

#include <QWidget>

namespace kaunta::ui {

//! A state as icon + word + colour, never colour alone.
class StateBadge final : public QWidget
{
    Q_OBJECT
public:
    //! Type::State is the hero of a page; Type::Body is for rows.
    explicit StateBadge(Type type = Type::Body, QWidget *parent = nullptr);
    void setState(Glyph glyph, const QString &word, Tone tone);
    QString word() const { return m_word; }
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

    //! The same drawing for item delegates. Returns the width that was used.
    static int paint(QPainter &painter, const QRect &box, Type type, Glyph glyph, const QString &word, const QColor &color);

protected:
    void paintEvent(QPaintEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    Type m_type;
    Glyph m_glyph = Glyph::None;
    QString m_word;
    Tone m_tone = Tone::Neutral;
};

} // namespace kaunta::ui
