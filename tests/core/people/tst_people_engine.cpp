#include "core/people/people_engine.h"
#include "tests/core/people/people_bench.h"

using namespace kaunta;
using namespace kaunta::people;
using namespace Qt::StringLiterals;
using test::Ending;
using test::People;

class TestPeopleEngine : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void theFirstUserIsTheOwner()
    {
        People shop;
        QVERIFY(shop.add(u"juma"_s, Role::Manager, "482915").refusal == FailureCode::OwnerNeeded);
        QVERIFY(shop.list().isEmpty());
        const Ending added = shop.add(u"mama"_s, Role::Owner, "739152");
        QVERIFY(!added.refusal);
        QVERIFY((added.user == UserLine{u"mama"_s, Role::Owner}));
        QVERIFY(shop.signIn(u"mama"_s, "739152").user.role == Role::Owner);
        QCOMPARE(shop.kinds(), (QStringList{u"user.added"_s, u"user.signed_in"_s}));
        QCOMPARE(shop.ledger.events().first().actor, u"mama"_s);
    }

    void everyFurtherUserNeedsAGrantForThatName()
    {
        People shop;
        shop.hire();
        QVERIFY(shop.add(u"otieno"_s, Role::Cashier, "2580").refusal == FailureCode::NotAllowed);
        QVERIFY(shop.add(u"otieno"_s, Role::Cashier, "2580", shop.ownersGrant(u"kamau"_s)).refusal == FailureCode::NotAllowed);
        const QString refunds = shop.approve(Purpose::Refund, u"otieno"_s, u"achieng"_s, u"mama"_s, "739152").grant.id;
        QVERIFY(!refunds.isEmpty());
        QVERIFY(shop.add(u"otieno"_s, Role::Cashier, "2580", refunds).refusal == FailureCode::NotAllowed);
        const QString grant = shop.ownersGrant(u"otieno"_s);
        QVERIFY(!shop.add(u"otieno"_s, Role::Cashier, "2580", grant).refusal);
        QCOMPARE(shop.ledger.events().last().actor, u"mama"_s);
        QVERIFY(shop.disable(u"otieno"_s, grant).refusal == FailureCode::NotAllowed);   // used once
    }

    void aSlipDoesNotUseUpTheGrant()
    {
        People shop;
        shop.hire();
        const QString grant = shop.ownersGrant(u"otieno"_s);
        QVERIFY(shop.add(u"otieno"_s, Role::Manager, "2580", grant).refusal == FailureCode::PinInvalid);
        QVERIFY(shop.add(u"Otieno"_s, Role::Cashier, "2580", grant).refusal == FailureCode::UserInvalid);
        QVERIFY(shop.add(u"juma"_s, Role::Cashier, "2580", grant).refusal == FailureCode::UserExists);
        QVERIFY(!shop.add(u"otieno"_s, Role::Cashier, "2580", grant).refusal);
    }

    void aNameIsNeverUsedTwice()
    {
        People shop;
        shop.hire();
        QVERIFY(!shop.disable(u"achieng"_s, shop.ownersGrant(u"achieng"_s)).refusal);
        QVERIFY(shop.add(u"achieng"_s, Role::Cashier, "2580", shop.ownersGrant(u"achieng"_s)).refusal == FailureCode::UserExists);
        QVERIFY(shop.list().last().disabled);
    }

    void ownersAreMadeAndDisabledByOwners()
    {
        People shop;
        shop.hire();
        QVERIFY(!shop.add(u"kamau"_s, Role::Manager, "615243", shop.ownersGrant(u"kamau"_s)).refusal);
        const auto managers = [&shop](const QString &subject) { return shop.approve(Purpose::Users, subject, u"kamau"_s, u"kamau"_s, "615243").grant.id; };
        QVERIFY(shop.add(u"papa"_s, Role::Owner, "739152", managers(u"papa"_s)).refusal == FailureCode::NotAllowed);
        QVERIFY(!shop.add(u"papa"_s, Role::Owner, "739152", shop.ownersGrant(u"papa"_s)).refusal);
        QVERIFY(shop.disable(u"papa"_s, managers(u"papa"_s)).refusal == FailureCode::NotAllowed);
        QVERIFY(!shop.disable(u"achieng"_s, managers(u"achieng"_s)).refusal);
    }

    void theLastOwnerStays()
    {
        People shop;
        shop.hire();
        QVERIFY(shop.disable(u"mama"_s, shop.ownersGrant(u"mama"_s)).refusal == FailureCode::LastOwner);
        QVERIFY(!shop.add(u"papa"_s, Role::Owner, "739152", shop.ownersGrant(u"papa"_s)).refusal);
        QVERIFY(!shop.disable(u"mama"_s, shop.ownersGrant(u"mama"_s)).refusal);
        QVERIFY(shop.signIn(u"mama"_s, "739152").refusal == FailureCode::UserMissing);
        const QString papas = shop.approve(Purpose::Users, u"papa"_s, {}, u"papa"_s, "739152").grant.id;
        QVERIFY(shop.disable(u"papa"_s, papas).refusal == FailureCode::LastOwner);
    }

    void thirdWrongPinLocksForFiveSecondsAndTheRightOneIsNotLookedAt()
    {
        People shop;
        shop.hire();
        for (int i = 1; i <= 3; ++i) {
            const Ending wrong = shop.signIn(u"achieng"_s, "0852");
            QVERIFY(wrong.refusal == FailureCode::PinWrong);
            QCOMPARE(wrong.wait, i < 3 ? 0 : 5);
        }
        const int looks = shop.hasher.looks;
        const Ending locked = shop.signIn(u"achieng"_s, "2580");
        QVERIFY(locked.refusal == FailureCode::PinLocked);
        QCOMPARE(locked.wait, 5);
        QCOMPARE(shop.hasher.looks.load(), looks);
        QCOMPARE(shop.list().last().locked.count(), 5);
        QVERIFY(!shop.signIn(u"juma"_s, "482915").refusal);   // others go on
        shop.clock.advance(5s);
        QVERIFY(!shop.signIn(u"achieng"_s, "2580").refusal);
        QCOMPARE(shop.ledger.user(u"achieng"_s)->wrongTries, 0);
        QCOMPARE(shop.kinds().count(u"user.pin_wrong"_s), 3);
    }

    void wrongPinsCountWhereverTheyAreTyped()
    {
        People shop;
        shop.hire();
        QVERIFY(shop.signIn(u"juma"_s, "000000").refusal == FailureCode::PinWrong);
        QVERIFY(shop.changePin(u"juma"_s, "000000", "615243").refusal == FailureCode::PinWrong);
        QCOMPARE(shop.approve(Purpose::Refund, u"R"_s, u"achieng"_s, u"juma"_s, "000000").wait, 5);
        QVERIFY(shop.changePin(u"juma"_s, "482915", "615243").refusal == FailureCode::PinLocked);
    }

    void aRestartIsNoWayAround()
    {
        People shop;
        shop.hire();
        for (int i = 0; i < 4; ++i) {
            shop.signIn(u"achieng"_s, "0852");
            shop.clock.advance(5s);
        }
        shop.start();   // 5 s after the fourth: 10 s are due
        QCOMPARE(shop.signIn(u"achieng"_s, "2580").wait, 5);
        shop.clock.jumpWallClock(24h);
        QCOMPARE(shop.signIn(u"achieng"_s, "2580").wait, 5);
        shop.clock.reboot(u"boot-2"_s);   // counts 5 s since that start
        QCOMPARE(shop.signIn(u"achieng"_s, "2580").wait, 5);
        shop.clock.advance(5s);
        QVERIFY(!shop.signIn(u"achieng"_s, "2580").refusal);
    }

    void aHundredTriesAtOnceAreCountedOneByOne()
    {
        People shop;
        shop.hire();
        const int looks = shop.hasher.looks;
        for (int i = 0; i < 100; ++i)
            shop.engine->signIn(u"try%1"_s.arg(i), u"achieng"_s, QByteArray::number(3000 + i));
        QTRY_COMPARE(shop.endings.size(), shop.calls + 100);
        QCOMPARE(shop.hasher.looks - looks, 3);
        QVERIFY(shop.endings.value(u"try2"_s).refusal == FailureCode::PinWrong);
        QVERIFY(shop.endings.value(u"try3"_s).refusal == FailureCode::PinLocked);
    }

    void whatCannotBeCountedIsNotLookedAt()
    {
        People shop;
        shop.hire();
        const int looks = shop.hasher.looks;
        shop.ledger.failReadyToCharge(ledger::LedgerError::Full);
        QVERIFY(shop.signIn(u"achieng"_s, "0852").refusal == FailureCode::LedgerFull);
        QVERIFY(shop.signIn(u"achieng"_s, "2580").refusal == FailureCode::LedgerFull);
        QCOMPARE(shop.hasher.looks.load(), looks);
        shop.ledger.failReadyToCharge({});
        // The disk fails between the two: neither right nor wrong is told.
        shop.ledger.failAppends(ledger::LedgerError::ReadOnly);
        QVERIFY(shop.signIn(u"achieng"_s, "0852").refusal == FailureCode::LedgerReadOnly);
        QVERIFY(shop.signIn(u"achieng"_s, "2580").refusal == FailureCode::LedgerReadOnly);
    }

    void aComputerWithoutMemoryCountsNothing()
    {
        People shop;
        shop.hire();
        shop.hasher.outOfMemory = true;
        for (int i = 0; i < 5; ++i)
            QVERIFY(shop.signIn(u"achieng"_s, "2580").refusal == FailureCode::NotAllowed);
        shop.hasher.outOfMemory = false;
        QVERIFY(!shop.signIn(u"achieng"_s, "2580").refusal);
    }

    void aChangedPinIsTheOnlyOne()
    {
        People shop;
        shop.hire();
        QVERIFY(shop.changePin(u"juma"_s, "482915", "1234").refusal == FailureCode::PinInvalid);
        QVERIFY(shop.changePin(u"otieno"_s, "482915", "615243").refusal == FailureCode::UserMissing);
        const QByteArray salt = shop.ledger.pin(shop.ledger.user(u"juma"_s)->id)->salt;
        QVERIFY(!shop.changePin(u"juma"_s, "482915", "615243").refusal);
        QVERIFY(shop.ledger.pin(shop.ledger.user(u"juma"_s)->id)->salt != salt);
        QVERIFY(shop.signIn(u"juma"_s, "482915").refusal == FailureCode::PinWrong);
        QVERIFY(!shop.signIn(u"juma"_s, "615243").refusal);
    }

    void pinsMayBeWipedAsSoonAsTheCallReturns()
    {
        People shop;
        shop.hire();
        QByteArray pin = QByteArray("2580") + QByteArray();
        shop.engine->signIn(u"mine"_s, u"achieng"_s, pin);
        secrets::wipe(pin);
        QVERIFY(!shop.ending(u"mine"_s).refusal);
    }

    void everyCallIsAnsweredOnceAndLater()
    {
        People shop;
        shop.hire();
        const int before = shop.endingsInAll;
        shop.engine->signIn(u"a"_s, u"achieng"_s, "2580");
        shop.engine->signIn(u"b"_s, u"nobody"_s, "2580");
        shop.engine->disableUser(u"c"_s, u"nobody"_s, {});
        shop.engine->addUser(u"d"_s, {u"x y"_s, Role::Cashier, "2580"}, {});
        QCOMPARE(shop.endingsInAll, before);
        for (const QString &ticket : {u"a"_s, u"b"_s, u"c"_s, u"d"_s})
            QVERIFY(shop.ending(ticket).detail != "never answered"_L1);
        shop.list();
        QCOMPARE(shop.endingsInAll, before + 4);
    }

    void noPinAndNoHashIsInTheJournal()
    {
        People shop;
        shop.hire();
        shop.signIn(u"achieng"_s, "6666");
        shop.changePin(u"juma"_s, "482915", "615243");
        for (const ledger::JournalEvent &event : shop.ledger.events())
            for (const char *secret : {"739152", "482915", "2580", "6666", "615243", "hash of"})
                QVERIFY2(!event.payload.contains(secret), event.payload.constData());
    }

    void anEngineThatGoesWhileAPinIsLookedAtTakesNothingAlong()
    {
        People shop;
        shop.hire();
        shop.engine->signIn(u"gone"_s, u"achieng"_s, "2580");
        QTRY_VERIFY(shop.hasher.looks > 0);
        shop.start();
        QVERIFY(!shop.signIn(u"achieng"_s, "2580").refusal);
        QVERIFY(!shop.endings.contains(u"gone"_s));
    }

    void practiceHasACashierAndAManagerOnceOneIsNeeded()
    {
        People shop(true);
        const QList<UserLine> built{{u"cashier"_s, Role::Cashier}, {u"manager"_s, Role::Manager}};
        QVERIFY(shop.list() == built);
        QCOMPARE(shop.kinds(), QStringList());   // looking makes nobody
        QVERIFY(!shop.signIn(u"cashier"_s, "1111").refusal);
        QCOMPARE(shop.kinds(), (QStringList{u"user.added"_s, u"user.added"_s, u"user.signed_in"_s}));
        QVERIFY(!shop.approve(Purpose::Refund, u"R"_s, u"cashier"_s, u"manager"_s, "2222").grant.id.isEmpty());
        QVERIFY(shop.list() == built);
        QVERIFY(shop.changePin(u"cashier"_s, "1111", "3333").refusal == FailureCode::PinInvalid);
        const QString grant = shop.approve(Purpose::Users, u"manager"_s, {}, u"manager"_s, "2222").grant.id;
        QVERIFY(shop.disable(u"manager"_s, grant).refusal == FailureCode::LastOwner);
    }

    void outsidePracticeNobodyIsThereByDefault()
    {
        People shop;
        QVERIFY(shop.signIn(u"cashier"_s, "1111").refusal == FailureCode::UserMissing);
        QVERIFY(shop.approve(Purpose::Refund, u"R"_s, u"cashier"_s, u"manager"_s, "2222").refusal == FailureCode::OwnerNeeded);
        QVERIFY(shop.list().isEmpty());
    }
};

QTEST_GUILESS_MAIN(TestPeopleEngine)
#include "tst_people_engine.moc"
