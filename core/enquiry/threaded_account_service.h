#pragma once

#include "core/base/posted_calls.h"
#include "core/enquiry/enquiry_engine.h"

namespace kaunta::enquiry {

//! The engine as the window's thread sees it (PostedCalls).
class ThreadedAccountService final : public AccountService
{
    Q_OBJECT
public:
    using AccountService::AccountService;

    //! `engine` lives on its own thread and must outlive this object, or detach() must be called first.
    void attach(EnquiryEngine &engine) { m_calls.attach(engine); }
    void detach() { m_calls.detach(); }
    void giveUp(const Failure &failure) { m_calls.giveUp(failure); }

    void askBalance(const QString &ticket, const QString &user) override;
    void listBalances(const QString &user, int limit) override;
    void askStatus(const QString &ticket, const QString &receipt, const QString &user) override;
    void pull(const QString &ticket, int hours, const QString &user) override;
    void makeQr(const QString &ticket, const Money &amount, const QString &reference) override;

private:
    std::function<void(const Failure &)> refuseTicket(const QString &ticket);

    PostedCalls<EnquiryEngine, AccountService> m_calls{this};
};

} // namespace kaunta::enquiry
