#pragma once

#include "core/base/posted_calls.h"
#include "core/direct/direct_engine.h"

#include <optional>

namespace kaunta::direct {

//! The engine as the GUI thread sees it: calls are queued to the engine's thread, signals come back queued. Never waits. Until
//! attach() calls are kept; after giveUp() whatever carries a ticket is refused with the reason why there is no engine.
class ThreadedDirectService final : public DirectService
{
    Q_OBJECT
public:
    using DirectService::DirectService;

    //! `engine` lives on its own thread and must outlive this object, or detach() must be called first.
    void attach(DirectEngine &engine);
    void detach();
    void giveUp(const Failure &failure);

    void list(const Search &search) override;
    void match(const QString &ticket, const QString &receipt, const QString &saleIdOrNumber, const QString &user) override;
    void matchNewSale(const QString &ticket, const QString &receipt, const QString &reference, const QString &user) override;
    void undo(const QString &ticket, const QString &receipt, const QString &reason, const QString &user, const QString &grant) override;
    void claim(const QString &ticket, const QString &code, const QString &saleIdOrNumber, const QString &user) override;
    void decideClaim(const QString &ticket, const QString &code, bool accept, const QString &reason, const QString &user, const QString &grant) override;
    void listClaims() override;

private:
    void post(const QString &ticket, PostedCalls<DirectEngine>::Call call);

    PostedCalls<DirectEngine> m_calls;
    DirectEngine *m_engine = nullptr;
    std::optional<Failure> m_failure;
};

} // namespace kaunta::direct
