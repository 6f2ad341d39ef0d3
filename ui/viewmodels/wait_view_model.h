#pragma once

#include "core/base/clock.h"
#include "core/sale/sale_service.h"
#include "ui/viewmodels/step_row.h"
#include "ui/viewmodels/tone.h"
#include "ui/viewmodels/way.h"

#include <QObject>

namespace kaunta::ui {

//! One line of what happened so far.
struct TimelineRow {
    QString time;    //!< "14:02:17"
    QString words;
    QString small;   //!< provider's code and words, for support
    bool operator==(const TimelineRow &) const = default;
};
QList<TimelineRow> timelineRows(const sale::ChargeSnapshot &charge);

//! The screen while a customer has the prompt. It shows what is proven and two clocks, and never says Failed because time
//! went by: when the prompt's time is over it says Checking.
class WaitViewModel final : public QObject
{
    Q_OBJECT
public:
    //! About how long a prompt stays on a phone. Source: Daraja's M-PESA Express page; the phone decides.
    static constexpr std::chrono::seconds kPromptLife{60};

    WaitViewModel(sale::SaleService &sales, const Clock &clock, Way way, QObject *parent = nullptr);

    void show(const sale::ChargeSnapshot &charge);
    void update(const sale::ChargeSnapshot &charge);   //!< the same charge, later; ignored for another one
    const sale::ChargeSnapshot &charge() const { return m_charge; }

    QString amountText() const { return m_charge.amount.toDisplay(); }
    QString phoneText() const { return m_charge.phoneMasked; }
    QString detailText() const;          //!< "A1-0142 · INV1"
    QString stateWord() const;           //!< "Sending", "Waiting", "Checking"
    Glyph stateGlyph() const;
    QList<StepRow> steps() const;
    bool promptIsOver() const;
    QString elapsedText() const;         //!< "0:18"
    QString promptEndText() const;       //!< "The prompt ends in about 0:42."
    QString nextCheckText() const;       //!< "We ask M-PESA in 0:12."
    QString sayText() const;             //!< for the cashier to say aloud
    QList<TimelineRow> timeline() const { return timelineRows(m_charge); }
    QString leaveText() const;           //!< what Esc does, in one sentence

    bool offersCheck() const { return canAsk(); }   //!< there is a question at all
    bool canCheck() const;
    bool isAsking() const;               //!< Check was pressed and no answer came yet
    bool offersCode() const;             //!< nobody can be asked, and the report should have come by now: the customer has the code
    void check();
    void leave();
    void tick();

Q_SIGNALS:
    void changed();    //!< words, steps, timeline
    void ticked();     //!< clocks alone
    void left(const kaunta::sale::ChargeSnapshot &charge);

private:
    bool canAsk() const { return m_way.has(providers::Capability::Query); }
    std::chrono::seconds elapsed() const;
    void anchor();

    sale::SaleService &m_sales;
    const Clock &m_clock;
    Way m_way;
    sale::ChargeSnapshot m_charge;
    QDateTime m_anchoredTo;            //!< the time that elapsed() counts from …
    milliseconds m_anchor{0};          //!< … on the clock that never jumps
    milliseconds m_askedAt{0};
    QDateTime m_checkedBefore;
    bool m_asking = false;
    bool m_wasOver = false;
};

} // namespace kaunta::ui
