#include "core/sale/threaded_sale_service.h"

namespace kaunta::sale {

void ThreadedSaleService::attach(ChargeEngine &engine)
{
    m_engine = &engine;
    // The two live on different threads, so each of these is a queued hand-over of a value.
    connect(&engine, &SaleService::charged, this, &SaleService::charged);
    connect(&engine, &SaleService::refused, this, &SaleService::refused);
    connect(&engine, &SaleService::chargeChanged, this, &SaleService::chargeChanged);
    connect(&engine, &SaleService::pendingListed, this, &SaleService::pendingListed);
    connect(&engine, &SaleService::paymentsListed, this, &SaleService::paymentsListed);
    connect(&engine, &SaleService::resendStateTold, this, &SaleService::resendStateTold);
    connect(&engine, &SaleService::alertRaised, this, &SaleService::alertRaised);
    connect(&engine, &SaleService::onlineChanged, this, &SaleService::onlineChanged);
    for (Call &call : std::exchange(m_early, {}))
        post(std::move(call));
}

void ThreadedSaleService::detach()
{
    if (m_engine)
        disconnect(m_engine, nullptr, this, nullptr);
    m_engine = nullptr;
}

void ThreadedSaleService::giveUp(const Failure &failure)
{
    m_failure = failure;
    m_early.clear();
}

void ThreadedSaleService::post(Call call)
{
    if (m_engine)
        QMetaObject::invokeMethod(m_engine, [engine = m_engine, call = std::move(call)] { call(*engine); }, Qt::QueuedConnection);
    else if (!m_failure)
        m_early.push_back(std::move(call));
}

void ThreadedSaleService::charge(const ChargeOrder &order)
{
    if (m_failure) {
        const Refusal refusal{order.ticket, *m_failure, {}, {}};
        QMetaObject::invokeMethod(this, [this, refusal] { Q_EMIT refused(refusal); }, Qt::QueuedConnection);
        return;
    }
    post([order](ChargeEngine &engine) { engine.charge(order); });
}

void ThreadedSaleService::stopWaiting(const QString &chargeId)
{
    post([chargeId](ChargeEngine &engine) { engine.stopWaiting(chargeId); });
}

void ThreadedSaleService::checkNow(const QString &chargeId)
{
    post([chargeId](ChargeEngine &engine) { engine.checkNow(chargeId); });
}

void ThreadedSaleService::listPending()
{
    post([](ChargeEngine &engine) { engine.listPending(); });
}

void ThreadedSaleService::listSince(const QDateTime &since)
{
    post([since](ChargeEngine &engine) { engine.listSince(since); });
}

void ThreadedSaleService::askResend(const QString &chargeId)
{
    post([chargeId](ChargeEngine &engine) { engine.askResend(chargeId); });
}

} // namespace kaunta::sale
