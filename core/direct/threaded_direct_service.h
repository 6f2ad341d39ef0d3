#pragma once

#include "core/base/posted_calls.h"
#include "core/direct/direct_engine.h"

namespace kaunta::direct {

//! The engine as the window's thread sees it (PostedCalls).
class ThreadedDirectService final : public DirectService
{
    Q_OBJECT
public:
    using DirectService::DirectService;

    //! `engine` lives on its own thread and must outlive this object, or detach() must be called first.
    void attach(DirectEngine &engine) { m_calls.attach(engine); }
    void detach() { m_calls.detach(); }
    void giveUp(const Failure &failure) { m_calls.giveUp(failure); }

    void list(const Search &search) override;
    void match(const QString &ticket, const QString &receipt, const QString &saleIdOrNumber, const QString &user) override;
    void matchNewSale(const QString &ticket, const QString &receipt, const QString &reference, const QString &user) override;
    void undo(const QString &ticket, const QString &receipt, const QString &reason, const QString &user, const QString &grant) override;
    void claim(const QString &ticket, const QString &code, const QString &saleIdOrNumber, const QString &user) override;
    void decideClaim(const QString &ticket, const QString &code, bool accept, const QString &reason, const QString &user, const QString &grant) override;
    void listClaims() override;

private:
    void post(const QString &ticket, std::function<void(DirectEngine &)> call);

    PostedCalls<DirectEngine, DirectService> m_calls{this};
};

} // namespace kaunta::direct
