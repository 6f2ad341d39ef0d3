#include "core/sale/threaded_sale_service.h"

namespace kaunta::sale {

void ThreadedSaleService::charge(const ChargeOrder &order)
{
    m_calls.post([order](ChargeEngine &engine) { engine.charge(order); },
                 [this, ticket = order.ticket](const Failure &failure) { Q_EMIT refused(Refusal{ticket, failure, {}, {}}); });
}

void ThreadedSaleService::stopWaiting(const QString &chargeId)
{
    m_calls.post([chargeId](ChargeEngine &engine) { engine.stopWaiting(chargeId); });
}

void ThreadedSaleService::checkNow(const QString &chargeId)
{
    m_calls.post([chargeId](ChargeEngine &engine) { engine.checkNow(chargeId); });
}

void ThreadedSaleService::listPending()
{
    m_calls.post([](ChargeEngine &engine) { engine.listPending(); });
}

void ThreadedSaleService::listSince(const QDateTime &since)
{
    m_calls.post([since](ChargeEngine &engine) { engine.listSince(since); });
}

void ThreadedSaleService::askResend(const QString &chargeId)
{
    m_calls.post([chargeId](ChargeEngine &engine) { engine.askResend(chargeId); });
}

void ThreadedSaleService::decide(const QString &ticket, const QString &chargeId, bool acceptAsPaid, const QString &reason, const QString &user,
                                 const QString &grant)
{
    m_calls.post([=](ChargeEngine &engine) { engine.decide(ticket, chargeId, acceptAsPaid, reason, user, grant); },
                 [this, ticket](const Failure &failure) { Q_EMIT decisionRefused(ticket, failure); });
}

} // namespace kaunta::sale
