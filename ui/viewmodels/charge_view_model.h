#pragma once

#include "core/base/clock.h"
#include "core/sale/sale_service.h"
#include "ui/viewmodels/charge_entry.h"
#include "ui/viewmodels/decision_view_model.h"
#include "ui/viewmodels/way.h"

#include <QObject>
#include <optional>

namespace kaunta::ui {

//! State and commands of the Charge page. However often Charge is pressed, one order leaves it until the service answered.
class ChargeViewModel final : public QObject
{
    Q_OBJECT
public:
    struct Setup {
        Way way;
        QString user;                  //!< who stands at the till
        QString defaultReference;      //!< what the field starts with; empty: "Sale"
    };
    ChargeViewModel(sale::SaleService &sales, const Clock &clock, Setup setup, QObject *parent = nullptr);

    void setAmount(const QString &typed);
    void typeDigits(const QString &digits);   //!< a keypad key: at the end of the amount
    void eraseDigit();
    void setPhone(const QString &typed);
    void setReference(const QString &typed);
    void setUser(const QString &user);

    QString amountText() const { return m_amount.text; }     //!< "1,250"
    QString currency() const { return currencyCode(m_setup.way.currency); }
    QString phoneText() const { return m_phone.text; }
    QString referenceText() const { return m_reference; }
    FieldHint amountHint() const { return m_amount.hint; }
    FieldHint phoneHint() const { return m_phone.hint; }
    FieldHint referenceHint() const { return m_referenceHint; }

    bool amountReady() const { return m_amount.amount.has_value(); }
    bool phoneReady() const { return !m_phone.phone.isEmpty(); }
    bool canCharge() const;
    bool isBusy() const { return m_busy; }
    bool offersQr() const { return m_qrOffered; }   //!< the way to reach M-PESA can make a QR code for an amount
    bool canShowQr() const { return m_qrOffered && !m_busy && !m_stopped && amountReady() && !m_referenceHint.bad; }   //!< needs no phone
    QString countdownText() const;            //!< "1:42" while M-PESA would refuse a repeat; else empty
    BarNotice notice() const { return m_notice; }

    void charge();
    //! A new prompt of the same sale. Only for a charge whose phone is still known here: see canSendAgain().
    void sendAgain(const sale::ChargeSnapshot &charge);
    bool canSendAgain(const QString &chargeId) const { return !m_busy && !m_stopped && m_sent.contains(chargeId); }
    void showOpenCharge();                    //!< the notice's button

    //! A prompt over a charge that is still open: a supervisor allows it with a PIN and a reason, and both are followed. Asked for the
    //! order that the guard just refused, or for a charge whose phone is still known here.
    DecisionViewModel &over() { return m_over; }
    bool offersOver() const;
    void askOver();
    void askOver(const sale::ChargeSnapshot &open);
    const sale::ChargeSnapshot &overlooked() const { return m_overlooked; }   //!< the open charge, while over() is

    void showQr();
    void setQrOffered(bool offered);
    void clear();                             //!< next customer
    void tell(const BarNotice &notice);
    void dismissNotice();
    //! The till could not open: nothing would answer an order, so none leaves.
    void setStopped(bool stopped);
    void tick();                              //!< brings the countdown up to date; the page's timer calls it

Q_SIGNALS:
    void changed();
    void started(const kaunta::sale::ChargeSnapshot &charge);
    void openChargeWanted(const kaunta::sale::ChargeSnapshot &charge);
    void qrWanted(const kaunta::Money &amount, const QString &reference);

private:
    void send(const sale::ChargeOrder &order);
    void onCharged(const QString &ticket, const sale::ChargeSnapshot &charge);
    void onRefused(const sale::Refusal &refusal);
    void onChargeChanged(const sale::ChargeSnapshot &charge);
    void ask(const sale::ChargeOrder &order, const sale::ChargeSnapshot &open);
    void forgetRefusal();   //!< what is typed now is another order
    std::chrono::seconds countdown() const;
    void resetReference();
    void announce();   //!< emits changed(), and remembers which countdown was shown with it

    sale::SaleService &m_sales;
    const Clock &m_clock;
    Setup m_setup;
    AmountEntry m_amount;
    PhoneEntry m_phone;
    QString m_reference;
    FieldHint m_referenceHint;
    bool m_busy = false;
    bool m_stopped = false;
    bool m_qrOffered = false;
    sale::ChargeOrder m_order;                       //!< the one on its way
    int m_tickets = 0;
    QHash<QString, sale::ChargeOrder> m_sent;        //!< by charge: a snapshot holds no full phone number
    QStringList m_sentOrder;
    std::optional<sale::ChargeSnapshot> m_openCharge;   //!< what the notice is about
    DecisionViewModel m_over;
    QString m_overTicket;
    sale::ChargeOrder m_overOrder;                   //!< what is sent when a supervisor allows it
    sale::ChargeSnapshot m_overlooked;
    milliseconds m_heldUntil{0};
    Msisdn m_heldPhone;
    QString m_countdownShown;
    BarNotice m_notice;
};

} // namespace kaunta::ui
