#pragma once

#include "ui/viewmodels/step_row.h"

#include <QWidget>

namespace kaunta::ui {

//! The steps of a payment, each with icon, word and the time it was reached. Rows keep their places.
class StepList final : public QWidget
{
    Q_OBJECT
public:
    explicit StepList(QWidget *parent = nullptr);
    void setRows(const QList<StepRow> &rows);
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    QList<StepRow> m_rows;
};

} // namespace kaunta::ui
