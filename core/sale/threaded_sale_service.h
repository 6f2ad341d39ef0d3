#pragma once

#include "core/sale/charge_engine.h"

namespace kaunta::sale {

//! The engine as the GUI thread sees it: calls are queued to the engine's thread, signals come back queued. Never waits.
class ThreadedSaleService final : public SaleService
{
    Q_OBJECT
public:
    //! `engine` lives on its own thread and must outlive this object.
    explicit ThreadedSaleService(ChargeEngine &engine, QObject *parent = nullptr);

    void charge(const ChargeOrder &order) override;
    void stopWaiting(const QString &chargeId) override;
    void checkNow(const QString &chargeId) override;
    void listPending() override;
    void listSince(const QDateTime &since) override;
    void askResend(const QString &chargeId) override;

private:
    ChargeEngine &m_engine;
};

} // namespace kaunta::sale
