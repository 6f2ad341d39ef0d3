// What a person must be told, even if the program dies before it could say so.
#include "core/sale/charge_engine.h"

namespace kaunta::sale {

void ChargeEngine::raise(Action alert, const ledger::ChargeRecord &charge, const QString &receipt)
{
    const AlertKind kind = alert == Action::AlertLateMoney ? AlertKind::LateMoney : alert == Action::AlertConflict ? AlertKind::Conflict : AlertKind::SecondReceipt;
    Q_EMIT alertRaised({kind, m_snapshots.of(charge), m_parts.clock.nowUtc(), receipt});
}

void ChargeEngine::raiseOwed()
{
    const auto owed = m_journal.takeOwed();
    for (const ledger::OwedAlerts::Owed &alert : owed)
        if (const auto charge = m_parts.ledger.charge(alert.subject))
            raise(alertNamed(alert.kind), *charge, alert.receipt);
}

} // namespace kaunta::sale
