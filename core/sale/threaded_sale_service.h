#pragma once

#include "core/base/posted_calls.h"
#include "core/sale/charge_engine.h"

namespace kaunta::sale {

//! The engine as the window's thread sees it (PostedCalls).
class ThreadedSaleService final : public SaleService
{
    Q_OBJECT
public:
    using SaleService::SaleService;

    //! `engine` lives on its own thread and must outlive this object, or detach() must be called first.
    void attach(ChargeEngine &engine) { m_calls.attach(engine); }
    void detach() { m_calls.detach(); }
    void giveUp(const Failure &failure) { m_calls.giveUp(failure); }

    void charge(const ChargeOrder &order) override;
    void stopWaiting(const QString &chargeId) override;
    void checkNow(const QString &chargeId) override;
    void listPending() override;
    void listSince(const QDateTime &since) override;
    void askResend(const QString &chargeId) override;
    void decide(const QString &ticket, const QString &chargeId, bool acceptAsPaid, const QString &reason, const QString &user, const QString &grant) override;

private:
    PostedCalls<ChargeEngine, SaleService> m_calls{this};
};

} // namespace kaunta::sale
