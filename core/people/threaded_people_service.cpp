#include "core/people/threaded_people_service.h"

namespace kaunta::people {

namespace {

//! Callers wipe theirs as soon as the call returns; this one is wiped when the engine has taken its own.
std::shared_ptr<const secrets::SecretBytes> carried(const QByteArray &pin)
{
    return std::make_shared<const secrets::SecretBytes>(QByteArray(pin.constData(), pin.size()));
}

} // namespace

void ThreadedPeopleService::post(const QString &ticket, std::function<void(PeopleEngine &)> call)
{
    m_calls.post(std::move(call), [this, ticket](const Failure &failure) { Q_EMIT refused(ticket, failure, std::chrono::seconds{0}); });
}

void ThreadedPeopleService::listUsers()
{
    m_calls.post([](PeopleEngine &engine) { engine.listUsers(); });
}

void ThreadedPeopleService::signIn(const QString &ticket, const QString &name, const QByteArray &pin)
{
    post(ticket, [ticket, name, pin = carried(pin)](PeopleEngine &engine) { engine.signIn(ticket, name, pin->bytes()); });
}

void ThreadedPeopleService::addUser(const QString &ticket, const NewUser &user, const QString &grant)
{
    post(ticket, [ticket, name = user.name, role = user.role, pin = carried(user.pin), grant](PeopleEngine &engine) {
        engine.addUser(ticket, {name, role, pin->bytes()}, grant);
    });
}

void ThreadedPeopleService::disableUser(const QString &ticket, const QString &name, const QString &grant)
{
    post(ticket, [ticket, name, grant](PeopleEngine &engine) { engine.disableUser(ticket, name, grant); });
}

void ThreadedPeopleService::changePin(const QString &ticket, const QString &name, const QByteArray &oldPin, const QByteArray &newPin)
{
    post(ticket, [ticket, name, old = carried(oldPin), fresh = carried(newPin)](PeopleEngine &engine) {
        engine.changePin(ticket, name, old->bytes(), fresh->bytes());
    });
}

void ThreadedPeopleService::approve(const ApprovalRequest &request, const QString &approver, const QByteArray &pin)
{
    post(request.ticket, [request, approver, pin = carried(pin)](PeopleEngine &engine) { engine.approve(request, approver, pin->bytes()); });
}

} // namespace kaunta::people
