#pragma once

#include "ui/widgets/theme.h"

#include <QWidget>

namespace kaunta::ui {

//! An amount or a clock in tabular figures: every digit has the same width, so nothing dances while it changes. Shrinks
//! to fit its width instead of being cut.
class AmountLabel final : public QWidget
{
    Q_OBJECT
public:
    explicit AmountLabel(Type type = Type::Amount, QWidget *parent = nullptr);

    //! "KES 1,250". `quiet` greys it: nothing typed yet.
    void setText(const QString &text, bool quiet = false);
    QString text() const { return m_text; }
    void setTone(Tone tone);
    void setAlignment(Qt::Alignment alignment);
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    Type m_type;
    QString m_text;
    Tone m_tone = Tone::Neutral;
    Qt::Alignment m_alignment = Qt::AlignLeft | Qt::AlignVCenter;
    bool m_quiet = false;
};

} // namespace kaunta::ui
