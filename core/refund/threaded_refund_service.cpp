#include "core/refund/threaded_refund_service.h"

namespace kaunta::refund {

std::function<void(const Failure &)> ThreadedRefundService::refuseTicket(const QString &ticket)
{
    return [this, ticket](const Failure &failure) { Q_EMIT refundRefused(ticket, failure); };
}

void ThreadedRefundService::mayRefund(const QString &receipt)
{
    m_calls.post([receipt](RefundEngine &engine) { engine.mayRefund(receipt); }, [this, receipt](const Failure &failure) {
        RefundOffer offer;
        offer.receipt = receipt;
        offer.failure = failure;
        Q_EMIT refundOffered(offer);
    });
}

void ThreadedRefundService::refund(const RefundOrder &order)
{
    m_calls.post([order](RefundEngine &engine) { engine.refund(order); }, refuseTicket(order.ticket));
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
    m_calls.post([=](RefundEngine &engine) { engine.decide(ticket, refundId, moneyWentBack, reason, user, grant); }, refuseTicket(ticket));
}

void ThreadedRefundService::askInitiator()
{
    m_calls.post([](RefundEngine &engine) { engine.askInitiator(); });
}

void ThreadedRefundService::allowInitiator(const QString &ticket, const QString &reason, const QString &user, const QString &grant)
{
    m_calls.post([=](RefundEngine &engine) { engine.allowInitiator(ticket, reason, user, grant); }, refuseTicket(ticket));
}

} // namespace kaunta::refund
