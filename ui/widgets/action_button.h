#pragma once

#include "ui/viewmodels/tone.h"

#include <QPushButton>

namespace kaunta::ui {

//! A button that shows its key: "Charge ⏎", "Check F5". Paints itself, so that ring, key cap and countdown have fixed places.
class ActionButton final : public QPushButton
{
    Q_OBJECT
public:
    enum class Kind {
        Primary,     //!< one a screen, bottom right, always Enter
        Secondary,   //!< card with a hairline
        Quiet,       //!< no frame until touched
    };
    ActionButton(const QString &text, Kind kind, const QString &keyHint = {}, QWidget *parent = nullptr);

    void setKeyHint(const QString &keyHint);
    QString keyHint() const { return m_keyHint; }
    void setGlyph(Glyph glyph);
    //! Shown behind the words ("1:42") while the button is not ready; empty: none. Its place is reserved once used.
    void setCountdown(const QString &text);
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent *event) override;
    void changeEvent(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    void tellScreenReader();

    Kind m_kind;
    QString m_keyHint;
    QString m_countdown;
    Glyph m_glyph = Glyph::None;
    bool m_counts = false;
};

} // namespace kaunta::ui
