#pragma once

#include "core/base/posted_calls.h"
#include "core/enquiry/enquiry_engine.h"

#include <QPointer>
#include <functional>
#include <optional>
#include <vector>

namespace kaunta::enquiry {

//! The engine as the window's thread sees it: calls are queued to the engine's thread, signals come back queued. Never waits.
//! Until attach() calls are kept; after giveUp() each is refused with the reason why there is no engine.
class ThreadedAccountService final : public AccountService
{
    Q_OBJECT
public:
    using AccountService::AccountService;

    //! `engine` lives on its own thread and must outlive this object, or detach() must be called first.
    void attach(EnquiryEngine &engine);
    void detach();
    void giveUp(const Failure &failure);

    void askBalance(const QString &ticket, const QString &user) override;
    void listBalances(const QString &user, int limit) override;
    void askStatus(const QString &ticket, const QString &receipt, const QString &user) override;
    void pull(const QString &ticket, int hours, const QString &user) override;
    void makeQr(const QString &ticket, const Money &amount, const QString &reference) override;

private:
    using Refuse = std::function<void(const Failure &failure)>;
    void post(PostedCalls<EnquiryEngine>::Call call, Refuse refuse);
    Refuse refuseTicket(const QString &ticket);

    PostedCalls<EnquiryEngine> m_calls;
    QPointer<EnquiryEngine> m_engine;
    std::vector<Refuse> m_unanswered;   //!< of calls that are kept
    std::optional<Failure> m_failure;
};

} // namespace kaunta::enquiry
