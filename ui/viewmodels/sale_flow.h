#pragma once

#include "ui/viewmodels/charge_view_model.h"
#include "ui/viewmodels/result_view_model.h"
#include "ui/viewmodels/wait_view_model.h"

#include <QObject>

namespace kaunta::ui {

//! Which of the sale screens stands at the counter, and what Enter and Esc do there. Nothing that Esc does destroys
//! anything: it stops waiting, and the sale is followed on.
class SaleFlow final : public QObject
{
    Q_OBJECT
public:
    //! Over: a supervisor is asked for a prompt over an open charge.
    enum class Screen { Charge, Wait, Result, Over };

    SaleFlow(sale::SaleService &sales, const Clock &clock, const ChargeViewModel::Setup &setup, QObject *parent = nullptr);

    Screen screen() const { return m_screen; }
    ChargeViewModel &charge() { return m_charge; }
    WaitViewModel &wait() { return m_wait; }
    ResultViewModel &result() { return m_result; }

    //! Brings an earlier charge to the counter (from Pending, Payments or an alert).
    void show(const sale::ChargeSnapshot &charge);
    //! Esc on the wait screen.
    void leaveWaiting();
    //! Enter, or Esc, on the result screen; ignored for the moment in which nobody can have read the outcome.
    void newSale();
    //! A digit on a screen that says Paid begins the next sale with it.
    void newSaleWith(const QString &digits);
    //! F6 on the result screen.
    void sendAgain();
    //! F6 where a charge is open still: asks a supervisor. It leads to Over, and from there back or on to the new prompt.
    bool offersOver() const;
    void askOver();
    //! Is the phone of the shown charge still known, so that F6 has somebody to ask?
    bool knowsPhone() const { return m_charge.canSendAgain(m_result.charge().chargeId); }

Q_SIGNALS:
    void screenChanged(kaunta::ui::SaleFlow::Screen screen);
    //! The charge at the counter has an outcome (or another one): for a sound, and for a bar on other pages.
    void outcomeReached(const kaunta::sale::ChargeSnapshot &charge);

private:
    void onChargeChanged(const sale::ChargeSnapshot &charge);
    void onOver();
    void go(Screen screen);

    sale::SaleService &m_sales;
    ChargeViewModel m_charge;
    WaitViewModel m_wait;
    ResultViewModel m_result;
    Screen m_screen = Screen::Charge;
    Screen m_before = Screen::Charge;   //!< where Over was asked for
    QString m_current;   //!< the charge at the counter; empty: none
};

} // namespace kaunta::ui
