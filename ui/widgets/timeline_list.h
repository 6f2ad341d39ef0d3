#pragma once

#include "ui/viewmodels/wait_view_model.h"

#include <QScrollArea>

class QVBoxLayout;

namespace kaunta::ui {

//! What happened so far, newest at the bottom and in sight: time, plain words, and the provider's code in small print.
class TimelineList final : public QScrollArea
{
    Q_OBJECT
public:
    explicit TimelineList(QWidget *parent = nullptr);
    void setRows(const QList<TimelineRow> &rows);
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

private:
    QList<TimelineRow> m_rows;
    QVBoxLayout *m_lines;
};

} // namespace kaunta::ui
