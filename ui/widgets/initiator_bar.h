#pragma once

#include "ui/viewmodels/initiator_view_model.h"

#include <QWidget>

class QScrollArea;

namespace kaunta::ui {

class InlineBar;

//! Says on a page that M-PESA's user is stopped, or in its place has the form that lets it be tried again. Hidden while nothing is stopped.
class InitiatorBar final : public QWidget
{
    Q_OBJECT
public:
    explicit InitiatorBar(InitiatorViewModel &model, QWidget *parent = nullptr);

Q_SIGNALS:
    void left();   //!< the form closed itself; the focus has to go somewhere

protected:
    void changeEvent(QEvent *event) override;

private:
    void refresh();
    void applyMetrics();

    InitiatorViewModel &m_model;
    InlineBar *m_bar;
    QScrollArea *m_scroll;   //!< the form, in as much room as the page can give
};

} // namespace kaunta::ui
