#pragma once

#include "app/common/till.h"
#include "core/sale/threaded_sale_service.h"

#include <QThread>

namespace kaunta::desktop {

//! Runs a till on the engine thread. The window's SaleService stands from the start; the engine joins it when its files and
//! secrets are there.
class EngineHost final : public QObject
{
    Q_OBJECT
public:
    explicit EngineHost(app::TillOptions options, QObject *parent = nullptr);
    //! Closes the till in good order and waits for its thread.
    ~EngineHost() override;

    void start();
    sale::SaleService &sales() { return m_sales; }

Q_SIGNALS:
    //! `practice` is null outside practice; it lives on the engine thread, for SimulatorHandset.
    void ready(kaunta::practice::PracticeDriver *practice);
    void failed(const kaunta::Failure &failure);

private:
    void onReady();
    void onFailed(const Failure &failure);

    QThread m_thread;
    app::Till *m_till;   //!< lives and dies on m_thread
    sale::ThreadedSaleService m_sales;
};

} // namespace kaunta::desktop
