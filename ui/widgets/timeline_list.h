#pragma once

#include "ui/viewmodels/wait_view_model.h"

#include <QScrollArea>

namespace kaunta::ui {

class StoryLines;

//! What happened so far, with the newest in sight: time, plain words, and the provider's code in small print.
class TimelineList final : public QScrollArea
{
    Q_OBJECT
public:
    explicit TimelineList(QWidget *parent = nullptr);
    void setRows(const QList<TimelineRow> &rows);
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

private:
    StoryLines *m_lines;
};

} // namespace kaunta::ui
