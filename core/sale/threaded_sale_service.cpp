#include "core/sale/threaded_sale_service.h"

namespace kaunta::sale {

ThreadedSaleService::ThreadedSaleService(ChargeEngine &engine, QObject *parent) : SaleService(parent), m_engine(engine)
{
    // The two live on different threads, so each of these is a queued hand-over of a value.
    connect(&engine, &SaleService::charged, this, &SaleService::charged);
    connect(&engine, &SaleService::refused, this, &SaleService::refused);
    connect(&engine, &SaleService::chargeChanged, this, &SaleService::chargeChanged);
    connect(&engine, &SaleService::pendingListed, this, &SaleService::pendingListed);
    connect(&engine, &SaleService::paymentsListed, this, &SaleService::paymentsListed);
    connect(&engine, &SaleService::resendStateTold, this, &SaleService::resendStateTold);
    connect(&engine, &SaleService::alertRaised, this, &SaleService::alertRaised);
    connect(&engine, &SaleService::onlineChanged, this, &SaleService::onlineChanged);
}

void ThreadedSaleService::charge(const ChargeOrder &order)
{
    QMetaObject::invokeMethod(&m_engine, [engine = &m_engine, order] { engine->charge(order); });
}

void ThreadedSaleService::stopWaiting(const QString &chargeId)
{
    QMetaObject::invokeMethod(&m_engine, [engine = &m_engine, chargeId] { engine->stopWaiting(chargeId); });
}

void ThreadedSaleService::checkNow(const QString &chargeId)
{
    QMetaObject::invokeMethod(&m_engine, [engine = &m_engine, chargeId] { engine->checkNow(chargeId); });
}

void ThreadedSaleService::listPending()
{
    QMetaObject::invokeMethod(&m_engine, [engine = &m_engine] { engine->listPending(); });
}

void ThreadedSaleService::listSince(const QDateTime &since)
{
    QMetaObject::invokeMethod(&m_engine, [engine = &m_engine, since] { engine->listSince(since); });
}

void ThreadedSaleService::askResend(const QString &chargeId)
{
    QMetaObject::invokeMethod(&m_engine, [engine = &m_engine, chargeId] { engine->askResend(chargeId); });
}

} // namespace kaunta::sale
