#pragma once

#include "core/base/posted_calls.h"
#include "core/refund/refund_engine.h"

#include <QPointer>
#include <functional>
#include <optional>
#include <vector>

namespace kaunta::refund {

//! The engine as the window's thread sees it: calls are queued to the engine's thread, signals come back queued. Never waits.
//! Until attach() calls are kept; after giveUp() each that has an answer is refused with the reason why there is no engine.
class ThreadedRefundService final : public RefundService
{
    Q_OBJECT
public:
    using RefundService::RefundService;

    //! `engine` lives on its own thread and must outlive this object, or detach() must be called first.
    void attach(RefundEngine &engine);
    void detach();
    void giveUp(const Failure &failure);

    void mayRefund(const QString &receipt) override;
    void refund(const RefundOrder &order) override;
    void checkNow(const QString &refundId) override;
    void listRefunds(const QDateTime &since) override;
    void decide(const QString &ticket, const QString &refundId, bool moneyWentBack, const QString &reason, const QString &user, const QString &grant) override;
    void askInitiator() override;
    void allowInitiator(const QString &ticket, const QString &reason, const QString &user, const QString &grant) override;

private:
    using Refuse = std::function<void(const Failure &failure)>;
    void post(PostedCalls<RefundEngine>::Call call, Refuse refuse);
    Refuse refuseTicket(const QString &ticket);

    PostedCalls<RefundEngine> m_calls;
    QPointer<RefundEngine> m_engine;
    std::vector<Refuse> m_unanswered;   //!< of calls that are kept
    std::optional<Failure> m_failure;
};

} // namespace kaunta::refund
