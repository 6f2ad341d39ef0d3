#pragma once

#include "core/base/posted_calls.h"
#include "core/people/people_engine.h"

namespace kaunta::people {

//! The engine as the GUI thread sees it: calls are queued to the engine's thread, signals come back queued. Never waits.
//! Calls before attach() are kept; after giveUp() each is refused with the reason why there is no engine, kept ones too.
class ThreadedPeopleService final : public PeopleService
{
    Q_OBJECT
public:
    using PeopleService::PeopleService;

    //! `engine` lives on its own thread and must outlive this object, or detach() must be called first.
    void attach(PeopleEngine &engine);
    void detach();
    void giveUp(const Failure &failure);

    void listUsers() override;
    void signIn(const QString &ticket, const QString &name, const QByteArray &pin) override;
    void addUser(const QString &ticket, const NewUser &user, const QString &grant) override;
    void disableUser(const QString &ticket, const QString &name, const QString &grant) override;
    void changePin(const QString &ticket, const QString &name, const QByteArray &oldPin, const QByteArray &newPin) override;
    void approve(const ApprovalRequest &request, const QString &approver, const QByteArray &pin) override;

private:
    void post(const QString &ticket, PostedCalls<PeopleEngine>::Call call);
    void refuseLater(const QString &ticket);

    PostedCalls<PeopleEngine> m_calls;
    PeopleEngine *m_engine = nullptr;
    QStringList m_early;   //!< tickets of calls that wait for an engine
    Failure m_failure;
};

} // namespace kaunta::people
