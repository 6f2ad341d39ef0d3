#pragma once

#include "core/base/posted_calls.h"
#include "core/refund/refund_engine.h"

namespace kaunta::refund {

//! The engine as the window's thread sees it (PostedCalls).
class ThreadedRefundService final : public RefundService
{
    Q_OBJECT
public:
    using RefundService::RefundService;

    //! `engine` lives on its own thread and must outlive this object, or detach() must be called first.
    void attach(RefundEngine &engine) { m_calls.attach(engine); }
    void detach() { m_calls.detach(); }
    void giveUp(const Failure &failure) { m_calls.giveUp(failure); }

    void mayRefund(const QString &receipt) override;
    void refund(const RefundOrder &order) override;
    void checkNow(const QString &refundId) override;
    void listRefunds(const QDateTime &since) override;
    void decide(const QString &ticket, const QString &refundId, bool moneyWentBack, const QString &reason, const QString &user, const QString &grant) override;
    void askInitiator() override;
    void allowInitiator(const QString &ticket, const QString &reason, const QString &user, const QString &grant) override;

private:
    std::function<void(const Failure &)> refuseTicket(const QString &ticket);

    PostedCalls<RefundEngine, RefundService> m_calls{this};
};

} // namespace kaunta::refund
