#pragma once

#include "ui/viewmodels/charge_view_model.h"

#include <QWidget>

class QBoxLayout;
class QGridLayout;
class QLabel;
class QScrollArea;
class QStackedLayout;

namespace kaunta::ui {

class ActionButton;
class InlineBar;
class Keypad;
class LiveEdit;
class QrPanel;
class QrViewModel;

//! Amount, phone, reference, Charge: in this order for Tab and Enter. Digits that no field takes go to the amount. In place of the
//! form, the QR code for the amount.
class ChargePage final : public QWidget
{
    Q_OBJECT
public:
    explicit ChargePage(ChargeViewModel &model, QWidget *parent = nullptr);
    //! Gives F7 its panel; `qr` must outlive the page.
    void setQr(QrViewModel &qr);
    //! Puts the focus where the next keystroke belongs.
    void start();

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void layOut();
    void showForm(bool shown);
    void applyMetrics();
    void refresh();
    void goOn();   //!< Enter in a field: charge if everything is there, else to the first field that is not ready

    ChargeViewModel &m_model;
    LiveEdit *m_amount;
    LiveEdit *m_phone;
    LiveEdit *m_reference;
    QLabel *m_currency;
    QLabel *m_amountHint;
    QLabel *m_phoneHint;
    QLabel *m_referenceHint;
    Keypad *m_keypad;
    InlineBar *m_bar;
    ActionButton *m_over;
    ActionButton *m_showQr;
    ActionButton *m_charge;
    QScrollArea *m_form;
    QStackedLayout *m_stack;
    QScrollArea *m_code = nullptr;
    QrPanel *m_qr = nullptr;
    QBoxLayout *m_columns = nullptr;
    QBoxLayout *m_left = nullptr;
    QBoxLayout *m_right = nullptr;
};

} // namespace kaunta::ui
