#pragma once

#include "core/ledger/ledger.h"
#include "core/sale/charge_machine.h"

namespace kaunta::sale {

//! Alerts that people have not been told yet. Written down before the change that calls for them and struck off once they were
//! raised: a program that dies in between raises them when it starts again, twice rather than never. Kept as the ledger's setting
//! "alerts-owed".
class OwedAlerts
{
public:
    struct Owed {
        QString chargeId;
        Action kind = Action::AlertLateMoney;
        QString receipt;
    };
    explicit OwedAlerts(ledger::Ledger &ledger) : m_ledger(ledger) {}

    //! Before the step is written. A step that raises no alert owes none.
    void owe(const QString &chargeId, const Step &step, const QString &receipt);
    void told(const QString &chargeId, const Step &step);
    //! Those whose change was written. Strikes all off that are not among them: what called for them comes again.
    QList<Owed> takeWritten();

private:
    ledger::Ledger &m_ledger;
};

} // namespace kaunta::sale
