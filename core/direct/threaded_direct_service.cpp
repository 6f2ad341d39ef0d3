#include "core/direct/threaded_direct_service.h"

namespace kaunta::direct {

void ThreadedDirectService::post(const QString &ticket, std::function<void(DirectEngine &)> call)
{
    m_calls.post(std::move(call), [this, ticket](const Failure &failure) { Q_EMIT directRefused(ticket, failure); });
}

void ThreadedDirectService::list(const Search &search)
{
    m_calls.post([=](DirectEngine &engine) { engine.list(search); });
}

void ThreadedDirectService::match(const QString &ticket, const QString &receipt, const QString &saleIdOrNumber, const QString &user)
{
    post(ticket, [=](DirectEngine &engine) { engine.match(ticket, receipt, saleIdOrNumber, user); });
}

void ThreadedDirectService::matchNewSale(const QString &ticket, const QString &receipt, const QString &reference, const QString &user)
{
    post(ticket, [=](DirectEngine &engine) { engine.matchNewSale(ticket, receipt, reference, user); });
}

void ThreadedDirectService::undo(const QString &ticket, const QString &receipt, const QString &reason, const QString &user, const QString &grant)
{
    post(ticket, [=](DirectEngine &engine) { engine.undo(ticket, receipt, reason, user, grant); });
}

void ThreadedDirectService::claim(const QString &ticket, const QString &code, const QString &saleIdOrNumber, const QString &user)
{
    post(ticket, [=](DirectEngine &engine) { engine.claim(ticket, code, saleIdOrNumber, user); });
}

void ThreadedDirectService::decideClaim(const QString &ticket, const QString &code, bool accept, const QString &reason, const QString &user,
                                        const QString &grant)
{
    post(ticket, [=](DirectEngine &engine) { engine.decideClaim(ticket, code, accept, reason, user, grant); });
}

void ThreadedDirectService::listClaims()
{
    m_calls.post([](DirectEngine &engine) { engine.listClaims(); });
}

} // namespace kaunta::direct
