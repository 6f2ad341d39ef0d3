#pragma once

#include "ui/viewmodels/payments_view_model.h"

#include <QWidget>

namespace kaunta::ui {

//! The steps of a payment: time, plain words, and below them the provider's code in small print. Wraps; paints itself, so
//! that its height is exact at once.
class StoryLines final : public QWidget
{
    Q_OBJECT
public:
    explicit StoryLines(QWidget *parent = nullptr);
    void setLines(const QList<PaymentDetail::Line> &lines);
    qsizetype count() const { return m_lines.size(); }
    bool hasHeightForWidth() const override { return true; }
    int heightForWidth(int width) const override;
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    //! Lays out at this width, and paints if there is a painter. Returns the height.
    int layOut(int width, QPainter *painter) const;

    QList<PaymentDetail::Line> m_lines;
};

} // namespace kaunta::ui
