#include "core/refund/threaded_refund_service.h"

namespace kaunta::refund {

void ThreadedRefundService::attach(RefundEngine &engine)
{
    m_engine = &engine;
    forwardSignals(RefundService::staticMetaObject, &engine, this);
    m_calls.attach(engine);
}

void ThreadedRefundService::detach()
{
    if (m_engine)
        disconnect(m_engine, nullptr, this, nullptr);
    m_engine.clear();
    m_calls.detach();
}

void ThreadedRefundService::giveUp(const Failure &failure)
{
    m_failure = failure;
    m_calls.giveUp();
}

void ThreadedRefundService::post(const QString &ticket, PostedCalls<RefundEngine>::Call call)
{
    if (m_failure)
        QMetaObject::invokeMethod(this, [this, ticket, failure = *m_failure] { Q_EMIT refundRefused(ticket, failure); }, Qt::QueuedConnection);
    else
        m_calls.post(std::move(call));
}

void ThreadedRefundService::mayRefund(const QString &receipt)
{
    if (m_failure) {
        RefundOffer offer;
        offer.receipt = receipt;
        offer.failure = *m_failure;
        QMetaObject::invokeMethod(this, [this, offer] { Q_EMIT refundOffered(offer); }, Qt::QueuedConnection);
        return;
    }
    m_calls.post([receipt](RefundEngine &engine) { engine.mayRefund(receipt); });
}

void ThreadedRefundService::refund(const RefundOrder &order)
{
    post(order.ticket, [order](RefundEngine &engine) { engine.refund(order); });
}

void ThreadedRefundService::checkNow(const QString &refundId)
{
    m_calls.post([refundId](RefundEngine &engine) { engine.checkNow(refundId); });
}

void ThreadedRefundService::listRefunds(const QDateTime &since)
{
    m_calls.post([since](RefundEngine &engine) { engine.listRefunds(since); });
}

void ThreadedRefundService::decide(const QString &ticket, const QString &refundId, bool moneyWentBack, const QString &reason, const QString &user, const QString &grant)
{
    post(ticket, [=](RefundEngine &engine) { engine.decide(ticket, refundId, moneyWentBack, reason, user, grant); });
}

void ThreadedRefundService::allowInitiator(const QString &ticket, const QString &reason, const QString &user, const QString &grant)
{
    post(ticket, [=](RefundEngine &engine) { engine.allowInitiator(ticket, reason, user, grant); });
}

} // namespace kaunta::refund
