#pragma once

#include "core/base/posted_calls.h"
#include "core/people/people_engine.h"

namespace kaunta::people {

//! The engine as the window's thread sees it (PostedCalls).
class ThreadedPeopleService final : public PeopleService
{
    Q_OBJECT
public:
    using PeopleService::PeopleService;

    //! `engine` lives on its own thread and must outlive this object, or detach() must be called first.
    void attach(PeopleEngine &engine) { m_calls.attach(engine); }
    void detach() { m_calls.detach(); }
    void giveUp(const Failure &failure) { m_calls.giveUp(failure); }

    void listUsers() override;
    void signIn(const QString &ticket, const QString &name, const QByteArray &pin) override;
    void addUser(const QString &ticket, const NewUser &user, const QString &grant) override;
    void disableUser(const QString &ticket, const QString &name, const QString &grant) override;
    void changePin(const QString &ticket, const QString &name, const QByteArray &oldPin, const QByteArray &newPin) override;
    void approve(const ApprovalRequest &request, const QString &approver, const QByteArray &pin) override;

private:
    void post(const QString &ticket, std::function<void(PeopleEngine &)> call);

    PostedCalls<PeopleEngine, PeopleService> m_calls{this};
};

} // namespace kaunta::people
