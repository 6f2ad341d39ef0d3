#pragma once

#include "ui/viewmodels/tone.h"

#include <QFrame>

namespace kaunta::ui {

//! A card in the colour of a state: a block with the state's icon at the left that is seen across a shop, a faint tint
//! behind the words. The words themselves are laid out inside, right of markWidth().
class TonePanel final : public QFrame
{
    Q_OBJECT
public:
    explicit TonePanel(QWidget *parent = nullptr) : QFrame(parent) {}
    void setState(Glyph glyph, Tone tone);
    int markWidth() const;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    Glyph m_glyph = Glyph::None;
    Tone m_tone = Tone::Neutral;
};

} // namespace kaunta::ui
