// The queue of PeopleEngine and how a PIN is looked at.
#include "core/people/people_engine.h"

#include "core/ledger/ledger_failure.h"
#include "core/people/lockout.h"

namespace kaunta::people {

using namespace Qt::StringLiterals;
using ledger::UserRecord;

namespace {

constexpr qsizetype kSaltBytes = 16;

QString markName(const UserRecord &user)
{
    return u"people.wrong-pin."_s + user.id;
}

std::shared_ptr<const secrets::SecretBytes> builtIn(const char *pin)
{
    return std::make_shared<const secrets::SecretBytes>(QByteArray(pin));
}

} // namespace

PeopleEngine::PeopleEngine(PeopleParts parts, QObject *parent) : PeopleService(parent), m_parts(parts)
{
    m_worker.setMaxThreadCount(1);
}

PeopleEngine::~PeopleEngine()
{
    m_worker.waitForDone();   // a tenth of a second; what it found is dropped with our own events
}

void PeopleEngine::queue(Task task)
{
    m_tasks.push_back(std::move(task));
    QMetaObject::invokeMethod(this, &PeopleEngine::next, Qt::QueuedConnection);
}

void PeopleEngine::next()
{
    if (m_busy || m_tasks.empty())
        return;
    m_busy = true;
    const Task task = std::move(m_tasks.front());
    m_tasks.pop_front();
    task();
}

void PeopleEngine::end()
{
    m_busy = false;
    QMetaObject::invokeMethod(this, &PeopleEngine::next, Qt::QueuedConnection);
}

void PeopleEngine::refuse(const QString &ticket, const Failure &failure, std::chrono::seconds wait)
{
    end();
    Q_EMIT refused(ticket, failure, wait);
}

//! Asked after the rows were read: a file that could not be read is not writable either.
bool PeopleEngine::isWritable(const QString &ticket)
{
    const auto ready = m_parts.ledger.readyToCharge();
    if (!ready)
        refuse(ticket, ledger::failureOf(ready.error()));
    return static_cast<bool>(ready);
}

bool PeopleEngine::write(const QString &ticket, const QList<ledger::Change> &changes)
{
    const auto written = m_parts.ledger.append(changes);
    if (!written)
        refuse(ticket, ledger::failureOf(written.error()));
    return static_cast<bool>(written);
}

void PeopleEngine::hash(const QString &ticket, const Pin &pin, const QByteArray &salt, std::function<void(const QByteArray &)> then)
{
    m_worker.start([this, ticket, pin, salt, then = std::move(then)] {
        const QByteArray hash = m_parts.hasher.hash(pin->bytes(), salt);
        QMetaObject::invokeMethod(
            this,
            [this, ticket, hash, then] {
                if (hash.isEmpty())   // neither right nor wrong: not counted
                    return refuse(ticket, {FailureCode::NotAllowed, u"not enough memory to look at a PIN"_s});
                then(hash);
            },
            Qt::QueuedConnection);
    });
}

void PeopleEngine::makePin(const QString &ticket, const QString &userId, const Pin &pin, std::function<void(const ledger::PinRecord &)> then)
{
    if (!isWritable(ticket))
        return;
    const QByteArray salt = m_parts.random.bytes(kSaltBytes);
    hash(ticket, pin, salt, [userId, salt, then = std::move(then)](const QByteArray &hash) { then({userId, salt, hash}); });
}

void PeopleEngine::checkPin(const QString &ticket, const UserRecord &user, const Pin &pin, Task then)
{
    if (!isWritable(ticket))   // a wrong one could not be counted, so none is looked at
        return;
    if (const auto wait = locked(user); wait > 0s)
        return refuse(ticket, {FailureCode::PinLocked, user.name}, wait);
    const auto known = m_parts.ledger.pin(user.id);
    if (!known)
        return refuse(ticket, {FailureCode::NotAllowed, u"%1 has no PIN in this ledger"_s.arg(user.name)});
    hash(ticket, pin, known->salt, [this, ticket, user, right = known->hash, then = std::move(then)](const QByteArray &hash) {
        if (samePinHash(hash, right))
            then();
        else
            countWrong(ticket, user);
    });
}

void PeopleEngine::countWrong(const QString &ticket, UserRecord user)
{
    ++user.wrongTries;
    user.lastWrongAt = m_parts.clock.nowUtc();
    // The mark first: if the till dies between the two, a mark without its try does no harm.
    m_parts.ledger.setSetting(markName(user), wrongMark(m_parts.clock));
    ledger::Change change{{u"till"_s, user.id, u"user.pin_wrong"_s, {{u"tries"_s, user.wrongTries}}}, {}, {}, {}, {}};
    change.user = user;
    if (write(ticket, {change}))
        refuse(ticket, {FailureCode::PinWrong, user.name}, waitAfter(user.wrongTries));
}

std::chrono::seconds PeopleEngine::locked(const UserRecord &user) const
{
    return user.wrongTries == 0 ? 0s : waitLeft(user.wrongTries, m_parts.ledger.setting(markName(user)), m_parts.clock);
}

void PeopleEngine::store(const QString &ticket, const UserRecord &user, const Pin &pin, const QString &actor)
{
    makePin(ticket, user.id, pin, [this, ticket, user, actor](const ledger::PinRecord &made) {
        ledger::Change change{{actor, user.id, u"user.added"_s, {}}, {}, {}, {}, {}};
        change.user = user;
        change.pin = made;
        if (!write(ticket, {change}))
            return;
        end();
        Q_EMIT userChanged(ticket, lineOf(user));
    });
}

void PeopleEngine::withUsers(const QString &ticket, Task then)
{
    if (!m_parts.practice || !m_parts.ledger.users().isEmpty())
        return then();
    const UserRecord cashier = newUser(u"cashier"_s, Role::Cashier);
    const UserRecord manager = newUser(u"manager"_s, Role::Manager);
    makePin(ticket, cashier.id, builtIn("1111"), [=, this, then = std::move(then)](const ledger::PinRecord &first) {
        makePin(ticket, manager.id, builtIn("2222"), [=, this](const ledger::PinRecord &second) {
            ledger::Change one{{u"till"_s, cashier.id, u"user.added"_s, {}}, {}, {}, {}, {}};
            one.user = cashier;
            one.pin = first;
            ledger::Change two{{u"till"_s, manager.id, u"user.added"_s, {}}, {}, {}, {}, {}};
            two.user = manager;
            two.pin = second;
            if (write(ticket, {one, two}))
                then();
        });
    });
}

} // namespace kaunta::people
