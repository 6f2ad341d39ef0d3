#pragma once

#include "core/base/clock.h"
#include "core/sale/sale_service.h"
#include "ui/viewmodels/result_words.h"
#include "ui/viewmodels/way.h"

#include <QObject>
#include <optional>

namespace kaunta::ui {

//! The panel that a sale ends on: paid, not paid, not sent, or not known. It follows its charge while it is shown.
class ResultViewModel final : public QObject
{
    Q_OBJECT
public:
    //! An Enter that was meant for the screen before must not wipe an outcome that nobody has read yet.
    static constexpr milliseconds kReadingTime{600};

    ResultViewModel(sale::SaleService &sales, const Clock &clock, Way way, QObject *parent = nullptr);

    void show(const sale::ChargeSnapshot &charge);
    void update(const sale::ChargeSnapshot &charge);   //!< the same charge, later; ignored for another one
    const sale::ChargeSnapshot &charge() const { return m_charge; }

    const ResultWords &words() const { return m_words; }
    QString amountText() const { return m_charge.amount.toDisplay(); }
    QString detailText() const;              //!< "0722 … 000 · INV1 · A1-0142 · 14:02"
    QString receipt() const { return m_charge.state.receipt; }
    QString smallPrint() const { return resultSmallPrint(m_charge); }
    bool isPaid() const { return m_charge.state.status == sale::Status::Paid; }
    bool isOpen() const { return sale::isOpen(m_charge.state.status); }

    bool mayLeave() const;                   //!< false for a moment after the outcome changed
    bool offersSendAgain() const { return m_resend && m_resend->offered; }
    bool canSendAgain() const { return offersSendAgain() && countdown().count() == 0; }
    QString countdownText() const;           //!< "1:42" until a repeat is possible; else empty
    bool offersRefund() const { return isPaid() && !receipt().isEmpty() && m_way.has(providers::Capability::Reversal); }
    bool offersCode() const;    //!< not proven to be paid: the customer may have paid straight to the till
    bool offersCheck() const;   //!< only where a query can teach something: it never tells a receipt nor resolves a conflict
    bool canCheck() const;      //!< and the last question is answered
    void check();
    void stopWaiting();                      //!< tells the service that nobody waits any more, if the charge is open
    void tick();

Q_SIGNALS:
    void changed();

private:
    void take(const sale::ChargeSnapshot &charge);
    void onResendTold(const QString &chargeId, const sale::ResendState &state);
    std::chrono::seconds countdown() const;
    void announce();   //!< emits changed(), and remembers which countdown was shown with it

    sale::SaleService &m_sales;
    const Clock &m_clock;
    Way m_way;
    sale::ChargeSnapshot m_charge;
    ResultWords m_words;
    milliseconds m_shownAt{0};
    std::optional<sale::ResendState> m_resend;
    milliseconds m_resendFrom{0};
    milliseconds m_askedAt{0};
    bool m_asking = false;
    QString m_countdownShown;
};

} // namespace kaunta::ui
