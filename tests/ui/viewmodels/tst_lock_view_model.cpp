#include "tests/support/test_clock.h"
#include "tests/ui/support/people_fake.h"
#include "ui/viewmodels/lock_view_model.h"

#include <QSignalSpy>
#include <QTest>

using namespace kaunta;
using namespace Qt::StringLiterals;
using Stage = ui::LockViewModel::Stage;

namespace {

struct Till {
    test::TestClock clock;
    test::FakePeople people;
    ui::LockViewModel model;
    QSignalSpy signedIn{&model, &ui::LockViewModel::signedIn};

    explicit Till(bool practice, const QList<people::UserLine> &users) : model(people, clock, practice, u"cashier"_s)
    {
        model.start();
        Q_EMIT people.usersListed(users);
    }
    void open(const QString &name = u"achieng"_s)
    {
        model.choose(name);
        model.signIn("2580");
        Q_EMIT people.signedIn(people.ticket, name, people::Role::Cashier);
    }
};

const QList<people::UserLine> kPractice{{u"cashier"_s, people::Role::Cashier}, {u"manager"_s, people::Role::Manager}};

} // namespace

class TestLockViewModel : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void nothingIsOpenBeforeItIsKnownWhoIsThere()
    {
        test::TestClock clock;
        test::FakePeople people;
        ui::LockViewModel model(people, clock, false, u"cashier"_s);
        QVERIFY(model.stage() == Stage::Starting);
        model.start();
        QVERIFY(model.stage() == Stage::Starting);
        QVERIFY(!model.canSignIn());
    }

    void whereNothingIsGuardedTheTillOpensAtOnceAndOnlyThen()
    {
        test::TestClock clock;
        test::FakePeople people;
        ui::LockViewModel model(people, clock, true, u"cashier"_s);
        model.openAtOnce();
        QVERIFY(model.stage() == Stage::Open);
        Till till(false, test::someUsers());
        till.model.openAtOnce();
        QVERIFY(till.model.stage() == Stage::Locked);
    }

    void aShopWithPeopleStartsLocked()
    {
        Till till(false, test::someUsers());
        QVERIFY(till.model.stage() == Stage::Locked);
        QCOMPARE(till.model.users().size(), 3);   // who has left is not offered
        till.model.choose(u"otieno"_s);
        QCOMPARE(till.model.chosen(), u"mama"_s);
        till.open();
        QVERIFY(till.model.stage() == Stage::Open);
        QCOMPARE(till.model.user(), u"achieng"_s);
        QVERIFY(till.model.role() == people::Role::Cashier);
        QCOMPARE(till.signedIn.size(), 1);
    }

    void practiceOpensForItsCashierAndTellsItsPins()
    {
        Till till(true, kPractice);
        QVERIFY(till.model.stage() == Stage::Open);
        QCOMPARE(till.model.user(), u"cashier"_s);
        till.model.lock();
        QVERIFY(till.model.stage() == Stage::Locked);
        QCOMPARE(till.model.chosen(), u"cashier"_s);
        QVERIFY(till.model.notice().text.contains(u"1111"_s));
    }

    void theFirstRunAsksForTheOwnerAndOpensForHim()
    {
        Till till(false, {});
        QVERIFY(till.model.stage() == Stage::Owner);
        Q_EMIT till.people.userChanged(u"users-1"_s, {u"mama"_s, people::Role::Owner});
        QVERIFY(till.model.stage() == Stage::Open);
        QCOMPARE(till.model.user(), u"mama"_s);
        QVERIFY(till.model.role() == people::Role::Owner);
    }

    void theOwnerMayWaitAndThenNothingLocks()
    {
        Till till(false, {});
        till.model.goOnWithoutOwner();
        QVERIFY(till.model.stage() == Stage::Open);
        QCOMPARE(till.model.user(), u"cashier"_s);
        till.model.lock();   // nobody could open it again
        QVERIFY(till.model.stage() == Stage::Open);
        till.model.goOnWithoutOwner();
    }

    void aLockedTillOpensByNoOtherWay()
    {
        Till till(false, test::someUsers());
        till.model.goOnWithoutOwner();
        Q_EMIT till.people.userChanged(u"users-1"_s, {u"papa"_s, people::Role::Owner});
        Q_EMIT till.people.signedIn(u"another window's"_s, u"mama"_s, people::Role::Owner);
        Q_EMIT till.people.signedIn({}, u"mama"_s, people::Role::Owner);
        QVERIFY(till.model.stage() == Stage::Locked);
    }

    void wrongPinsCountDown()
    {
        Till till(false, test::someUsers());
        till.model.signIn("000000");
        QVERIFY(!till.model.canSignIn());
        till.model.signIn("739152");   // a second Enter
        QCOMPARE(till.people.count(u"sign-in mama"_s), 1);
        till.people.refuse(FailureCode::PinWrong, 5);
        QCOMPARE(till.model.countdown(), u"0:05"_s);
        QVERIFY(!till.model.canSignIn());
        till.clock.advance(5s);
        till.model.tick();
        QVERIFY(till.model.canSignIn());
        QVERIFY(till.model.stage() == Stage::Locked);
    }

    void locksAfterMinutesWithoutAKey()
    {
        Till till(false, test::someUsers());
        till.model.setAutoLockMinutes(5);
        till.open();
        till.clock.advance(4min);
        till.model.noteInput();
        till.clock.advance(5min - 1ms);
        till.model.tick();
        QVERIFY(till.model.stage() == Stage::Open);
        till.clock.advance(1ms);
        till.clock.jumpWallClock(-1h);
        till.model.tick();
        QVERIFY(till.model.stage() == Stage::Locked);
        till.open();
        till.model.setAutoLockMinutes(0);
        till.clock.advance(24h);
        till.model.tick();
        QVERIFY(till.model.stage() == Stage::Open);
    }

    void theSettingIsToldWhenItChanges()
    {
        Till till(false, test::someUsers());
        QSignalSpy told(&till.model, &ui::LockViewModel::autoLockChanged);
        till.model.setAutoLockMinutes(10);
        till.model.setAutoLockMinutes(10);
        till.model.setAutoLockMinutes(-1);
        QCOMPARE(told.size(), 1);
        QCOMPARE(told.first().first().toInt(), 10);
    }
};

QTEST_GUILESS_MAIN(TestLockViewModel)
#include "tst_lock_view_model.moc"
