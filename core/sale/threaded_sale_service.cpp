#include "core/sale/threaded_sale_service.h"

namespace kaunta::sale {

void ThreadedSaleService::attach(ChargeEngine &engine)
{
    m_engine = &engine;
    forwardSignals(SaleService::staticMetaObject, &engine, this);
    m_calls.attach(engine);
}

void ThreadedSaleService::detach()
{
    if (m_engine)
        disconnect(m_engine, nullptr, this, nullptr);
    m_engine = nullptr;
    m_calls.detach();
}

void ThreadedSaleService::giveUp(const Failure &failure)
{
    m_failure = failure;
    m_calls.giveUp();
}

void ThreadedSaleService::charge(const ChargeOrder &order)
{
    if (m_failure) {
        const Refusal refusal{order.ticket, *m_failure, {}, {}};
        QMetaObject::invokeMethod(this, [this, refusal] { Q_EMIT refused(refusal); }, Qt::QueuedConnection);
        return;
    }
    m_calls.post([order](ChargeEngine &engine) { engine.charge(order); });
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
    if (m_failure) {
        QMetaObject::invokeMethod(this, [this, ticket, failure = *m_failure] { Q_EMIT decisionRefused(ticket, failure); }, Qt::QueuedConnection);
        return;
    }
    m_calls.post([=](ChargeEngine &engine) { engine.decide(ticket, chargeId, acceptAsPaid, reason, user, grant); });
}

} // namespace kaunta::sale
