#pragma once

#include "ui/viewmodels/qr_view_model.h"

#include <QWidget>

class QBoxLayout;
class QLabel;

namespace kaunta::ui {

class ActionButton;
class AmountLabel;
class InlineBar;
class QrPicture;

//! The QR code for an amount, turned to the customer: the code on one side, amount and words on the other.
class QrPanel final : public QWidget
{
    Q_OBJECT
public:
    explicit QrPanel(QrViewModel &model, QWidget *parent = nullptr);
    //! Puts the focus where the next keystroke belongs.
    void start();
    //! Enter and Esc, wherever the focus stands on the page; false: the key is nothing for this panel.
    bool takesKey(const QKeyEvent &event);

Q_SIGNALS:
    void done();   //!< the next customer

protected:
    void changeEvent(QEvent *event) override;

private:
    void layOut();
    void applyMetrics();
    void refresh();
    void goOn();   //!< Enter

    QrViewModel &m_model;
    QrPicture *m_picture;
    AmountLabel *m_amount;
    QLabel *m_reference;
    QLabel *m_todo;
    QLabel *m_arrives;
    InlineBar *m_bar;
    ActionButton *m_back;
    ActionButton *m_next;
    QBoxLayout *m_words = nullptr;
};

} // namespace kaunta::ui
