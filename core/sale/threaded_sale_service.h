#pragma once

#include "core/base/posted_calls.h"
#include "core/sale/charge_engine.h"

#include <optional>

namespace kaunta::sale {

//! The engine as the GUI thread sees it: calls are queued to the engine's thread, signals come back queued. Never waits.
//! A window stands before its engine runs: until attach() calls are kept, after giveUp() every order and decision is refused
//! with the reason why there is no engine.
class ThreadedSaleService final : public SaleService
{
    Q_OBJECT
public:
    using SaleService::SaleService;

    //! `engine` lives on its own thread and must outlive this object, or detach() must be called first.
    void attach(ChargeEngine &engine);
    void detach();
    void giveUp(const Failure &failure);

    void charge(const ChargeOrder &order) override;
    void stopWaiting(const QString &chargeId) override;
    void checkNow(const QString &chargeId) override;
    void listPending() override;
    void listSince(const QDateTime &since) override;
    void askResend(const QString &chargeId) override;
    void decide(const QString &ticket, const QString &chargeId, bool acceptAsPaid, const QString &reason, const QString &user, const QString &grant) override;

private:
    PostedCalls<ChargeEngine> m_calls;
    ChargeEngine *m_engine = nullptr;
    std::optional<Failure> m_failure;
};

} // namespace kaunta::sale
