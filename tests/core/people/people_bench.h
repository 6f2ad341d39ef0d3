#pragma once

#include "core/ledger/memory_ledger.h"
#include "core/people/people_engine.h"
#include "tests/support/test_clock.h"

#include <QSignalSpy>
#include <QTest>
#include <atomic>

namespace kaunta::test {

//! As good as scrypt for telling PINs apart, and quick. Counts how often a PIN was really looked at.
class QuickHasher final : public people::PinHasher
{
public:
    QByteArray hash(const QByteArray &pin, const QByteArray &salt) const override
    {
        ++looks;
        return outOfMemory ? QByteArray() : "hash of " + pin + " with " + salt;
    }
    mutable std::atomic<int> looks{0};
    std::atomic<bool> outOfMemory{false};
};

//! What a call ended in.
struct Ending {
    std::optional<FailureCode> refusal;   //!< nothing: it worked
    QString detail;
    qint64 wait = 0;
    people::Grant grant;
    people::UserLine user;
};

//! An engine over a ledger in memory, with calls that wait for their one answer.
struct People {
    TestClock clock;
    SeededRandom random;
    ledger::MemoryLedger ledger{clock, random};
    QuickHasher hasher;
    bool practice;
    std::unique_ptr<people::PeopleEngine> engine;
    QHash<QString, Ending> endings;
    int endingsInAll = 0;
    int calls = 0;

    explicit People(bool inPractice = false) : practice(inPractice) { start(); }

    //! What a restart of the program does: the ledger stays, everything else begins anew.
    void start()
    {
        engine = std::make_unique<people::PeopleEngine>(people::PeopleParts{ledger, clock, random, hasher, practice});
        using people::PeopleService;
        const auto note = [this](const QString &ticket, const Ending &ending) {
            endings.insert(ticket, ending);
            ++endingsInAll;
        };
        QObject::connect(engine.get(), &PeopleService::refused, engine.get(), [note](const QString &ticket, const Failure &failure, std::chrono::seconds wait) {
            Ending ending;
            ending.refusal = failure.code;
            ending.detail = failure.detail;
            ending.wait = wait.count();
            note(ticket, ending);
        });
        QObject::connect(engine.get(), &PeopleService::signedIn, engine.get(), [note](const QString &ticket, const QString &name, people::Role role) {
            Ending ending;
            ending.user.name = name;
            ending.user.role = role;
            note(ticket, ending);
        });
        QObject::connect(engine.get(), &PeopleService::userChanged, engine.get(), [note](const QString &ticket, const people::UserLine &user) {
            Ending ending;
            ending.user = user;
            note(ticket, ending);
        });
        QObject::connect(engine.get(), &PeopleService::approved, engine.get(), [note](const QString &ticket, const people::Grant &grant) {
            Ending ending;
            ending.grant = grant;
            note(ticket, ending);
        });
    }

    QString ticket() { return QStringLiteral("t%1").arg(++calls); }
    Ending ending(const QString &ticket)
    {
        Ending never;
        never.refusal = FailureCode::Usage;   // nothing in here refuses so
        never.detail = QStringLiteral("never answered");
        return QTest::qWaitFor([&] { return endings.contains(ticket); }) ? endings.value(ticket) : never;
    }

    Ending signIn(const QString &name, const QByteArray &pin)
    {
        const QString mark = ticket();
        engine->signIn(mark, name, pin);
        return ending(mark);
    }
    Ending add(const QString &name, people::Role role, const QByteArray &pin, const QString &grant = {})
    {
        const QString mark = ticket();
        engine->addUser(mark, {name, role, pin}, grant);
        return ending(mark);
    }
    Ending disable(const QString &name, const QString &grant)
    {
        const QString mark = ticket();
        engine->disableUser(mark, name, grant);
        return ending(mark);
    }
    Ending changePin(const QString &name, const QByteArray &oldPin, const QByteArray &newPin)
    {
        const QString mark = ticket();
        engine->changePin(mark, name, oldPin, newPin);
        return ending(mark);
    }
    Ending approve(people::Purpose purpose, const QString &subject, const QString &requester, const QString &approver, const QByteArray &pin)
    {
        const QString mark = ticket();
        engine->approve({mark, purpose, subject, requester}, approver, pin);
        return ending(mark);
    }
    //! A grant of the owner's for a change of users.
    QString ownersGrant(const QString &subject)
    {
        return approve(people::Purpose::Users, subject, QStringLiteral("mama"), QStringLiteral("mama"), "739152").grant.id;
    }
    QList<people::UserLine> list()
    {
        QSignalSpy listed(engine.get(), &people::PeopleService::usersListed);
        engine->listUsers();
        return listed.wait() ? listed.first().first().value<QList<people::UserLine>>() : QList<people::UserLine>();
    }

    //! mama (owner, 739152), juma (supervisor, 482915) and achieng (cashier, 2580).
    void hire()
    {
        using people::Role;
        QVERIFY(!add(QStringLiteral("mama"), Role::Owner, "739152").refusal);
        QVERIFY(!add(QStringLiteral("juma"), Role::Supervisor, "482915", ownersGrant(QStringLiteral("juma"))).refusal);
        QVERIFY(!add(QStringLiteral("achieng"), Role::Cashier, "2580", ownersGrant(QStringLiteral("achieng"))).refusal);
    }
    QStringList kinds() const
    {
        QStringList kinds;
        for (const ledger::JournalEvent &event : ledger.events())
            kinds << event.kind;
        return kinds;
    }
};

} // namespace kaunta::test
