#include "core/enquiry/threaded_account_service.h"

namespace kaunta::enquiry {

std::function<void(const Failure &)> ThreadedAccountService::refuseTicket(const QString &ticket)
{
    return [this, ticket](const Failure &failure) { Q_EMIT accountRefused(ticket, failure); };
}

void ThreadedAccountService::askBalance(const QString &ticket, const QString &user)
{
    m_calls.post([ticket, user](EnquiryEngine &engine) { engine.askBalance(ticket, user); }, refuseTicket(ticket));
}

void ThreadedAccountService::listBalances(const QString &user, int limit)
{
    m_calls.post([user, limit](EnquiryEngine &engine) { engine.listBalances(user, limit); }, refuseTicket({}));
}

void ThreadedAccountService::askStatus(const QString &ticket, const QString &receipt, const QString &user)
{
    m_calls.post([ticket, receipt, user](EnquiryEngine &engine) { engine.askStatus(ticket, receipt, user); }, refuseTicket(ticket));
}

void ThreadedAccountService::pull(const QString &ticket, int hours, const QString &user)
{
    m_calls.post([ticket, hours, user](EnquiryEngine &engine) { engine.pull(ticket, hours, user); }, refuseTicket(ticket));
}

void ThreadedAccountService::makeQr(const QString &ticket, const Money &amount, const QString &reference)
{
    m_calls.post([ticket, amount, reference](EnquiryEngine &engine) { engine.makeQr(ticket, amount, reference); }, refuseTicket(ticket));
}

} // namespace kaunta::enquiry
