#include "core/direct/threaded_direct_service.h"

namespace kaunta::direct {

void ThreadedDirectService::attach(DirectEngine &engine)
{
    m_engine = &engine;
    forwardSignals(DirectService::staticMetaObject, &engine, this);
    m_calls.attach(engine);
}

void ThreadedDirectService::detach()
{
    if (m_engine)
        disconnect(m_engine, nullptr, this, nullptr);
    m_engine = nullptr;
    m_calls.detach();
}

void ThreadedDirectService::giveUp(const Failure &failure)
{
    m_failure = failure;
    m_calls.giveUp();
}

void ThreadedDirectService::post(const QString &ticket, PostedCalls<DirectEngine>::Call call)
{
    if (m_failure)
        QMetaObject::invokeMethod(this, [this, ticket, failure = *m_failure] { Q_EMIT directRefused(ticket, failure); }, Qt::QueuedConnection);
    else
        m_calls.post(std::move(call));
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
