#pragma once

#include "core/base/random.h"
#include "core/ledger/ledger.h"
#include "core/people/approvals.h"
#include "core/people/grants.h"
#include "core/people/pin_hash.h"
#include "core/secrets/secret_store.h"

#include <QThreadPool>
#include <deque>
#include <functional>
#include <memory>

namespace kaunta::people {

//! What the engine works with. All of it comes from outside and must outlive the engine. Used on the engine's thread, `hasher`
//! on one worker thread.
struct PeopleParts {
    ledger::Ledger &ledger;
    const Clock &clock;
    RandomSource &random;
    const PinHasher &hasher;
    bool practice = false;   //!< `cashier` 1111 and `manager` 2222 are made when the first PIN is needed and nobody is there
};

//! Users, PINs and approvals over the ledger. Calls are answered one after the other, in order: while a PIN is looked at the
//! next one waits, so that each wrong one is counted, on disk, before another is tried or anybody is told.
//!
//! Journal: "user.added", "user.disabled", "user.pin_changed", "user.signed_in" (subject: the user's id, actor: who did it),
//! "user.pin_wrong" (actor "till": nobody knows who typed it), "approval.given" (actor: the approver, subject: what it is about,
//! payload: purpose, requester, approver, singlePerson). No PIN and no hash is in any of them.
class PeopleEngine final : public PeopleService, public Approvals
{
    Q_OBJECT
public:
    explicit PeopleEngine(PeopleParts parts, QObject *parent = nullptr);
    ~PeopleEngine() override;

    void listUsers() override;
    void signIn(const QString &ticket, const QString &name, const QByteArray &pin) override;
    void addUser(const QString &ticket, const NewUser &user, const QString &grant) override;
    void disableUser(const QString &ticket, const QString &name, const QString &grant) override;
    void changePin(const QString &ticket, const QString &name, const QByteArray &oldPin, const QByteArray &newPin) override;
    void approve(const ApprovalRequest &request, const QString &approver, const QByteArray &pin) override;

    //! Nothing, too, when the approver was disabled meanwhile.
    std::optional<Grant> take(const QString &grantId, Purpose purpose, const QString &subject) override;
    bool allows(const QString &user, Permission permission) const override;

private:
    using Pin = std::shared_ptr<const secrets::SecretBytes>;
    using Task = std::function<void()>;

    // The queue. A task ends with exactly one of refuse(), or end() and a signal.
    void queue(Task task);
    void next();
    void end();
    void refuse(const QString &ticket, const Failure &failure, std::chrono::seconds wait = std::chrono::seconds{0});

    // Steps of a task: each goes on with `then`, or refuses.
    void withUsers(const QString &ticket, Task then);
    void checkPin(const QString &ticket, const ledger::UserRecord &user, const Pin &pin, Task then);
    void hash(const QString &ticket, const Pin &pin, const QByteArray &salt, std::function<void(const QByteArray &)> then);
    void makePin(const QString &ticket, const QString &userId, const Pin &pin, std::function<void(const ledger::PinRecord &)> then);
    bool isWritable(const QString &ticket);
    bool write(const QString &ticket, const QList<ledger::Change> &changes);

    void countWrong(const QString &ticket, ledger::UserRecord user);
    void onApproved(const ApprovalRequest &request, const ledger::UserRecord &approver, bool alone);
    void store(const QString &ticket, const ledger::UserRecord &user, const Pin &pin, const QString &actor);
    std::optional<Failure> whyNotAdd(const NewUser &user, const QString &grant, QString &actor);
    std::optional<Failure> whyNotApprove(const ApprovalRequest &request, const QString &approver) const;

    std::optional<ledger::UserRecord> active(const QString &name) const;
    qsizetype activeCount() const;
    bool isLast(const ledger::UserRecord &user) const;
    //! Owners are made and disabled by owners, where there is one.
    bool mayChange(const QString &actor, Role role) const;
    ledger::UserRecord newUser(const QString &name, Role role);
    UserLine lineOf(const ledger::UserRecord &user) const;
    std::chrono::seconds locked(const ledger::UserRecord &user) const;

    PeopleParts m_parts;
    GrantBook m_grants;
    SecondLook m_secondLook;
    std::deque<Task> m_tasks;
    bool m_busy = false;
    QThreadPool m_worker;
};

} // namespace kaunta::people
