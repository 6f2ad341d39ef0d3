#include "core/people/people_engine.h"
#include "tests/core/people/people_bench.h"

#include <QJsonDocument>

using namespace kaunta;
using namespace kaunta::people;
using namespace Qt::StringLiterals;
using test::Ending;
using test::People;

//! Approvals and rights of PeopleEngine.
class TestApprovals : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aSecondPersonApprovesAndBothNamesAreInTheLedger()
    {
        People shop;
        shop.hire();
        const Ending given = shop.approve(Purpose::Refund, u"SKE52PAWR9"_s, u"achieng"_s, u"juma"_s, "482915");
        QVERIFY(!given.refusal);
        QCOMPARE(given.grant.approver, u"juma"_s);
        QVERIFY(!given.grant.singlePerson);
        const auto event = shop.ledger.events().last();
        QCOMPARE(event.kind, u"approval.given"_s);
        QCOMPARE(event.actor, u"juma"_s);
        QCOMPARE(event.subject, u"SKE52PAWR9"_s);
        const QJsonObject payload = QJsonDocument::fromJson(event.payload).object();
        QCOMPARE(payload.value(u"requester"_s).toString(), u"achieng"_s);
        QCOMPARE(payload.value(u"approver"_s).toString(), u"juma"_s);
        QCOMPARE(payload.value(u"purpose"_s).toString(), u"refund"_s);
        QVERIFY(!event.payload.contains(given.grant.id.toUtf8()));   // whoever reads the ledger cannot cash it
        QVERIFY(shop.engine->take(given.grant.id, Purpose::Refund, u"SKE52PAWR9"_s) == given.grant);
        QVERIFY(!shop.engine->take(given.grant.id, Purpose::Refund, u"SKE52PAWR9"_s));
    }

    void nobodyApprovesTheirOwn()
    {
        People shop;
        shop.hire();
        const int looks = shop.hasher.looks;
        for (const Purpose purpose : {Purpose::Refund, Purpose::Resend})
            QVERIFY(shop.approve(purpose, u"R"_s, u"juma"_s, u"juma"_s, "482915").refusal == FailureCode::SelfApproval);
        QVERIFY(shop.approve(Purpose::Decide, u"R"_s, u"mama"_s, u"mama"_s, "739152").refusal == FailureCode::SelfApproval);
        QCOMPARE(shop.hasher.looks.load(), looks);
        QVERIFY(!shop.kinds().contains(u"user.pin_wrong"_s));
    }

    void aMadeUpRequesterIsNoSecondPerson()
    {
        People shop;
        QVERIFY(!shop.add(u"mama"_s, Role::Owner, "739152").refusal);
        QVERIFY(shop.approve(Purpose::Refund, u"R"_s, u"nobody"_s, u"mama"_s, "739152").refusal == FailureCode::UserMissing);
        QVERIFY(shop.approve(Purpose::Refund, u"R"_s, {}, u"mama"_s, "739152").refusal == FailureCode::UserMissing);
    }

    void whoMayNotApproveIsToldSoBeforeThePinIsLookedAt()
    {
        People shop;
        shop.hire();
        const int looks = shop.hasher.looks;
        QVERIFY(shop.approve(Purpose::Refund, u"R"_s, u"juma"_s, u"achieng"_s, "2580").refusal == FailureCode::NotAllowed);
        QVERIFY(shop.approve(Purpose::Decide, u"R"_s, u"achieng"_s, u"juma"_s, "482915").refusal == FailureCode::NotAllowed);
        QVERIFY(shop.approve(Purpose::Refund, u"R"_s, u"achieng"_s, u"nobody"_s, "482915").refusal == FailureCode::UserMissing);
        QCOMPARE(shop.hasher.looks.load(), looks);
    }

    void oneSupervisorIsEnoughToUndoAMatch()
    {
        People shop;
        shop.hire();
        QVERIFY(!shop.approve(Purpose::UndoMatch, u"R"_s, u"juma"_s, u"juma"_s, "482915").refusal);
        QVERIFY(shop.approve(Purpose::UndoMatch, u"R"_s, u"achieng"_s, u"achieng"_s, "2580").refusal == FailureCode::NotAllowed);
    }

    void aGrantIsGoodForOneMinute()
    {
        People shop;
        shop.hire();
        const auto give = [&shop] { return shop.approve(Purpose::Resend, u"C"_s, u"achieng"_s, u"juma"_s, "482915").grant.id; };
        const QString kept = give();
        shop.clock.jumpWallClock(1h);
        shop.clock.advance(60s);
        QVERIFY(shop.engine->take(kept, Purpose::Resend, u"C"_s).has_value());
        const QString old = give();
        shop.clock.advance(60s + 1ms);
        QVERIFY(!shop.engine->take(old, Purpose::Resend, u"C"_s));
    }

    void aGrantEndsWithItsApproverAndWithTheProgram()
    {
        People shop;
        shop.hire();
        const QString juma = shop.approve(Purpose::Refund, u"R"_s, u"achieng"_s, u"juma"_s, "482915").grant.id;
        QVERIFY(!shop.disable(u"juma"_s, shop.ownersGrant(u"juma"_s)).refusal);
        QVERIFY(!shop.engine->take(juma, Purpose::Refund, u"R"_s));
        const QString mama = shop.approve(Purpose::Refund, u"R"_s, u"achieng"_s, u"mama"_s, "739152").grant.id;
        shop.start();
        QVERIFY(!shop.engine->take(mama, Purpose::Refund, u"R"_s));
    }

    void anApprovalThatIsNotOnDiskIsNone()
    {
        People shop;
        shop.hire();
        shop.ledger.failAppends(ledger::LedgerError::Other);
        const Ending ending = shop.approve(Purpose::Refund, u"R"_s, u"achieng"_s, u"juma"_s, "482915");
        QVERIFY(ending.refusal == FailureCode::LedgerUnwritable);
        QVERIFY(ending.grant.id.isEmpty());
    }

    void theShopsOnePersonApprovesTwiceTenSecondsApart()
    {
        People shop;
        QVERIFY(!shop.add(u"mama"_s, Role::Owner, "739152").refusal);
        const auto approve = [&shop](const QByteArray &pin = "739152") { return shop.approve(Purpose::Refund, u"R"_s, u"mama"_s, u"mama"_s, pin); };
        const Ending first = approve();
        QVERIFY(first.refusal == FailureCode::ApproveAgain);
        QCOMPARE(first.wait, 10);
        QCOMPARE(first.detail, u"10"_s);
        shop.clock.advance(9s);
        QCOMPARE(approve().wait, 1);
        shop.clock.advance(1s);
        QVERIFY(approve("000000").refusal == FailureCode::PinWrong);   // the second time is a PIN, too
        QVERIFY(!shop.kinds().contains(u"approval.given"_s));
        const Ending second = approve();
        QVERIFY(!second.refusal);
        QVERIFY(second.grant.singlePerson);
        QVERIFY(shop.ledger.events().last().payload.contains("\"singlePerson\":true"));
        QVERIFY(approve().refusal == FailureCode::ApproveAgain);   // each time anew
    }

    void aWrongPinStartsNoPause()
    {
        People shop;
        QVERIFY(!shop.add(u"mama"_s, Role::Owner, "739152").refusal);
        QVERIFY(shop.approve(Purpose::Refund, u"R"_s, u"mama"_s, u"mama"_s, "000000").refusal == FailureCode::PinWrong);
        shop.clock.advance(10s);
        QVERIFY(shop.approve(Purpose::Refund, u"R"_s, u"mama"_s, u"mama"_s, "739152").refusal == FailureCode::ApproveAgain);
    }

    void withASecondPersonThereIsNoSinglePerson()
    {
        People shop;
        QVERIFY(!shop.add(u"mama"_s, Role::Owner, "739152").refusal);
        QVERIFY(shop.approve(Purpose::Refund, u"R"_s, u"mama"_s, u"mama"_s, "739152").refusal == FailureCode::ApproveAgain);
        QVERIFY(!shop.add(u"achieng"_s, Role::Cashier, "2580", shop.ownersGrant(u"achieng"_s)).refusal);
        shop.clock.advance(10s);
        QVERIFY(shop.approve(Purpose::Refund, u"R"_s, u"mama"_s, u"mama"_s, "739152").refusal == FailureCode::SelfApproval);
        QVERIFY(!shop.disable(u"achieng"_s, shop.ownersGrant(u"achieng"_s)).refusal);   // alone again
        QVERIFY(shop.approve(Purpose::Refund, u"R"_s, u"mama"_s, u"mama"_s, "739152").refusal != FailureCode::SelfApproval);
    }

    void rolesSayWhoMayDoWhatAlone()
    {
        People shop;
        shop.hire();
        QVERIFY(shop.engine->allows(u"achieng"_s, Permission::Charge));
        QVERIFY(!shop.engine->allows(u"achieng"_s, Permission::SeeBalance));
        QVERIFY(shop.engine->allows(u"mama"_s, Permission::SeeBalance));
        QVERIFY(!shop.engine->allows(u"nobody"_s, Permission::Charge));
        QVERIFY(!shop.disable(u"achieng"_s, shop.ownersGrant(u"achieng"_s)).refusal);
        QVERIFY(!shop.engine->allows(u"achieng"_s, Permission::Charge));
    }

    void aShopWithoutUsersMayWhatNeedsNoSecondPerson()
    {
        for (const bool practice : {false, true}) {
            People shop(practice);
            for (const Permission alone : {Permission::Charge, Permission::SeeBalance, Permission::SeeEveryone, Permission::ManageProfiles})
                QVERIFY(shop.engine->allows(u"cashier"_s, alone));
            for (const Permission two : {Permission::ApproveRefund, Permission::ApproveResend, Permission::DecideUnknown})
                QVERIFY(!shop.engine->allows(u"cashier"_s, two));
        }
    }

    void practiceStaysOpenOnceItsUsersAreMade()
    {
        People shop(true);
        QVERIFY(!shop.signIn(u"cashier"_s, "1111").refusal);
        QVERIFY(shop.engine->allows(u"cashier"_s, Permission::SeeBalance));
        QVERIFY(!shop.engine->allows(u"cashier"_s, Permission::ApproveRefund));
        QVERIFY(shop.engine->allows(u"manager"_s, Permission::ApproveRefund));
    }
};

QTEST_GUILESS_MAIN(TestApprovals)
#include "tst_approvals.moc"
