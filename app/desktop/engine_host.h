#pragma once

#include "app/common/till.h"
#include "core/direct/threaded_direct_service.h"
#include "core/enquiry/threaded_account_service.h"
#include "core/people/threaded_people_service.h"
#include "core/refund/threaded_refund_service.h"
#include "core/sale/threaded_sale_service.h"

#include <QThread>

namespace kaunta::desktop {

//! Runs a till on the engine thread. The window's services stand from the start; the engines join them when files and
//! secrets are there.
class EngineHost final : public QObject
{
    Q_OBJECT
public:
    explicit EngineHost(app::TillOptions options, QObject *parent = nullptr);
    //! Closes the till in good order and waits for its thread.
    ~EngineHost() override;

    void start();
    //! Has the running till test its address. Answered by callbackTested(). Any thread; after ready().
    void testCallback();
    sale::SaleService &sales() { return m_sales; }
    refund::RefundService &refunds() { return m_refunds; }
    enquiry::AccountService &account() { return m_account; }
    direct::DirectService &direct() { return m_direct; }
    people::PeopleService &people() { return m_people; }
    //! What this way to reach M-PESA can do; nothing before ready().
    providers::Capabilities capabilities() const { return m_capabilities; }

Q_SIGNALS:
    //! `practice` is null outside practice; it lives on the engine thread, for SimulatorHandset.
    void ready(kaunta::practice::PracticeDriver *practice);
    void failed(const kaunta::Failure &failure);
    //! After ready(): where customers' own payments are told, and what goes to one address of the shop alone.
    void addressesTold(const QUrl &confirmation, const QUrl &validation);
    void callbackTested(const kaunta::providers::SetupLine &line);
    //! The till works, but M-PESA's results cannot reach it.
    void receiverFailed(const kaunta::Failure &failure);

private:
    void onReady();
    void onFailed(const Failure &failure);

    QThread m_thread;
    providers::Capabilities m_capabilities;
    app::Till *m_till;   //!< lives and dies on m_thread
    sale::ThreadedSaleService m_sales;
    refund::ThreadedRefundService m_refunds;
    enquiry::ThreadedAccountService m_account;
    direct::ThreadedDirectService m_direct;
    people::ThreadedPeopleService m_people;
};

} // namespace kaunta::desktop
