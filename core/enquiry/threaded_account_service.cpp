#include "core/enquiry/threaded_account_service.h"

namespace kaunta::enquiry {

void ThreadedAccountService::attach(EnquiryEngine &engine)
{
    m_engine = &engine;
    m_unanswered.clear();   // the engine answers them
    forwardSignals(AccountService::staticMetaObject, &engine, this);
    m_calls.attach(engine);
}

void ThreadedAccountService::detach()
{
    if (m_engine)
        disconnect(m_engine, nullptr, this, nullptr);
    m_engine.clear();
    m_calls.detach();
}

void ThreadedAccountService::giveUp(const Failure &failure)
{
    m_failure = failure;
    m_calls.giveUp();
    for (const Refuse &refuse : std::exchange(m_unanswered, {}))
        QMetaObject::invokeMethod(this, [refuse, failure] { refuse(failure); }, Qt::QueuedConnection);
}

void ThreadedAccountService::post(PostedCalls<EnquiryEngine>::Call call, Refuse refuse)
{
    if (m_failure) {
        QMetaObject::invokeMethod(this, [refuse, failure = *m_failure] { refuse(failure); }, Qt::QueuedConnection);
        return;
    }
    if (!m_engine)
        m_unanswered.push_back(std::move(refuse));
    m_calls.post(std::move(call));
}

ThreadedAccountService::Refuse ThreadedAccountService::refuseTicket(const QString &ticket)
{
    return [this, ticket](const Failure &failure) { Q_EMIT accountRefused(ticket, failure); };
}

void ThreadedAccountService::askBalance(const QString &ticket, const QString &user)
{
    post([ticket, user](EnquiryEngine &engine) { engine.askBalance(ticket, user); }, refuseTicket(ticket));
}

void ThreadedAccountService::listBalances(const QString &user, int limit)
{
    post([user, limit](EnquiryEngine &engine) { engine.listBalances(user, limit); }, refuseTicket({}));
}

void ThreadedAccountService::askStatus(const QString &ticket, const QString &receipt, const QString &user)
{
    post([ticket, receipt, user](EnquiryEngine &engine) { engine.askStatus(ticket, receipt, user); }, refuseTicket(ticket));
}

void ThreadedAccountService::pull(const QString &ticket, int hours, const QString &user)
{
    post([ticket, hours, user](EnquiryEngine &engine) { engine.pull(ticket, hours, user); }, refuseTicket(ticket));
}

void ThreadedAccountService::makeQr(const QString &ticket, const Money &amount, const QString &reference)
{
    post([ticket, amount, reference](EnquiryEngine &engine) { engine.makeQr(ticket, amount, reference); }, refuseTicket(ticket));
}

} // namespace kaunta::enquiry
