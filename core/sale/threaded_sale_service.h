#pragma once

#include "core/sale/charge_engine.h"

#include <functional>
#include <optional>
#include <vector>

namespace kaunta::sale {

//! The engine as the GUI thread sees it: calls are queued to the engine's thread, signals come back queued. Never waits.
//! A window stands before its engine runs: until attach() calls are kept, after giveUp() every order is refused with the
//! reason why there is no engine.
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

private:
    using Call = std::function<void(ChargeEngine &)>;
    void post(Call call);

    ChargeEngine *m_engine = nullptr;
    std::vector<Call> m_early;
    std::optional<Failure> m_failure;
};

} // namespace kaunta::sale
