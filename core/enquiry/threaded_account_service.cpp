#include "core/enquiry/threaded_account_service.h"

namespace kaunta::enquiry {

void ThreadedAccountService::attach(EnquiryEngine &engine)
{
    m_engine = &engine;
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
}

void ThreadedAccountService::post(const QString &ticket, PostedCalls<EnquiryEngine>::Call call)
{
    if (m_failure)
        QMetaObject::invokeMethod(this, [this, ticket, failure = *m_failure] { Q_EMIT accountRefused(ticket, failure); }, Qt::QueuedConnection);
    else
        m_calls.post(std::move(call));
}

void ThreadedAccountService::askBalance(const QString &ticket, const QString &user)
{
    post(ticket, [ticket, user](EnquiryEngine &engine) { engine.askBalance(ticket, user); });
}

void ThreadedAccountService::listBalances(const QString &user, int limit)
{
    post({}, [user, limit](EnquiryEngine &engine) { engine.listBalances(user, limit); });
}

void ThreadedAccountService::askStatus(const QString &ticket, const QString &receipt, const QString &user)
{
    post(ticket, [ticket, receipt, user](EnquiryEngine &engine) { engine.askStatus(ticket, receipt, user); });
}

void ThreadedAccountService::pull(const QString &ticket, int hours, const QString &user)
{
    post(ticket, [ticket, hours, user](EnquiryEngine &engine) { engine.pull(ticket, hours, user); });
}

void ThreadedAccountService::makeQr(const QString &ticket, const Money &amount, const QString &reference)
{
    post(ticket, [ticket, amount, reference](EnquiryEngine &engine) { engine.makeQr(ticket, amount, reference); });
}

} // namespace kaunta::enquiry
