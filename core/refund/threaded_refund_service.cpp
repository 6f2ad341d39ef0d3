#include "core/refund/threaded_refund_service.h"

namespace kaunta::refund {

void ThreadedRefundService::attach(RefundEngine &engine)
{
    m_engine = &engine;
    m_unanswered.clear();   // the engine answers them
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
    for (const Refuse &refuse : std::exchange(m_unanswered, {}))
        QMetaObject::invokeMethod(this, [refuse, failure] { refuse(failure); }, Qt::QueuedConnection);
}

void ThreadedRefundService::post(PostedCalls<RefundEngine>::Call call, Refuse refuse)
{
    if (m_failure) {
        QMetaObject::invokeMethod(this, [refuse, failure = *m_failure] { refuse(failure); }, Qt::QueuedConnection);
        return;
    }
    if (!m_engine)
        m_unanswered.push_back(std::move(refuse));
    m_calls.post(std::move(call));
}

ThreadedRefundService::Refuse ThreadedRefundService::refuseTicket(const QString &ticket)
{
    return [this, ticket](const Failure &failure) { Q_EMIT refundRefused(ticket, failure); };
}

void ThreadedRefundService::mayRefund(const QString &receipt)
{
    post([receipt](RefundEngine &engine) { engine.mayRefund(receipt); }, [this, receipt](const Failure &failure) {
        RefundOffer offer;
        offer.receipt = receipt;
        offer.failure = failure;
        Q_EMIT refundOffered(offer);
    });
}

void ThreadedRefundService::refund(const RefundOrder &order)
{
    post([order](RefundEngine &engine) { engine.refund(order); }, refuseTicket(order.ticket));
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
    post([=](RefundEngine &engine) { engine.decide(ticket, refundId, moneyWentBack, reason, user, grant); }, refuseTicket(ticket));
}

void ThreadedRefundService::askInitiator()
{
    m_calls.post([](RefundEngine &engine) { engine.askInitiator(); });
}

void ThreadedRefundService::allowInitiator(const QString &ticket, const QString &reason, const QString &user, const QString &grant)
{
    post([=](RefundEngine &engine) { engine.allowInitiator(ticket, reason, user, grant); }, refuseTicket(ticket));
}

} // namespace kaunta::refund
