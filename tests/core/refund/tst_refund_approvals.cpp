#include "tests/core/refund/refund_desk.h"

#include <QSignalSpy>
#include <QTest>

using namespace kaunta;
using namespace kaunta::refund;
using namespace kaunta::test;

class TestRefundApprovals : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aRefusedOneMayBeTriedAgainByTwoPeople()
    {
        RefundDesk desk;
        const QString first = desk.refund();
        desk.accept();
        desk.result(first, resultBody("1"));
        QCOMPARE(desk.status(first), Status::Refused);
        QCOMPARE(desk.state(first).evidence, Evidence::Result);
        const QString second = desk.refund();
        QVERIFY(!second.isEmpty() && second != first);
    }

    void aGrantMustBeForThisAndIsUsedOnce_data()
    {
        QTest::addColumn<int>("purpose");
        QTest::addColumn<QString>("subject");
        QTest::addColumn<QString>("approver");
        QTest::addColumn<bool>("singlePerson");
        QTest::addColumn<int>("refused");
        using P = people::Purpose;
        QTest::newRow("for this") << int(P::Refund) << kReceipt << u"manager"_s << false << -1;
        QTest::newRow("the only person, twice") << int(P::Refund) << kReceipt << u"cashier"_s << true << -1;
        QTest::newRow("his own") << int(P::Refund) << kReceipt << u"cashier"_s << false << int(FailureCode::SelfApproval);
        QTest::newRow("for another purpose") << int(P::Resend) << kReceipt << u"manager"_s << false << int(FailureCode::NotAllowed);
        QTest::newRow("for another payment") << int(P::Refund) << u"SKC00PACB9"_s << u"manager"_s << false << int(FailureCode::NotAllowed);
    }
    void aGrantMustBeForThisAndIsUsedOnce()
    {
        QFETCH(int, purpose);
        QFETCH(QString, subject);
        QFETCH(QString, approver);
        QFETCH(bool, singlePerson);
        QFETCH(int, refused);
        RefundDesk desk;
        const QString grant = desk.grants.give(people::Purpose(purpose), subject, approver, singlePerson);
        const QString id = desk.refund(kReceipt, grant);
        if (refused >= 0) {
            QVERIFY(id.isEmpty());
            QCOMPARE(int(desk.refusal()), refused);
            QVERIFY(desk.provider.reversals.empty());
            QVERIFY(desk.ledger.refundsOfReceipt(kReceipt).isEmpty());
            return;
        }
        QCOMPARE(desk.ledger.refund(id)->singlePerson, singlePerson);
        desk.provider.answerReversal(HeldProvider::failed(Certainty::NotSent, {}));
        QVERIFY(desk.refund(kReceipt, grant).isEmpty());   // used up
        QCOMPARE(desk.refusal(), FailureCode::NotAllowed);
        QVERIFY(desk.refund(kReceipt, {}).isEmpty());
    }

    void aRefusedOrderLeavesTheGrantAlone()
    {
        RefundDesk desk;
        const QString grant = desk.grants.give(people::Purpose::Refund, kReceipt);
        for (const QString &reason : {u""_s, u"x"_s, u"   "_s, u"<b>no</b>"_s, QString(101, u'a'), u"ünlucky"_s}) {
            QVERIFY2(desk.refund(kReceipt, grant, reason).isEmpty(), qPrintable(reason));
            QCOMPARE(desk.refusal(), FailureCode::ReasonInvalid);
        }
        QVERIFY(!desk.refund(kReceipt, grant).isEmpty());
    }

    void whyNotIsToldBeforeAnybodyAsksForAPin()
    {
        RefundDesk desk;
        desk.addPayment(u"SKC00PACB9"_s, 50, sale::Status::Conflict);
        const auto why = [&desk](const QString &receipt) {
            desk.engine->mayRefund(receipt);
            return desk.offers.last().possible ? FailureCode::Usage : desk.offers.last().failure.code;
        };
        QCOMPARE(why(kReceipt), FailureCode::Usage);
        QCOMPARE(desk.offers.last().amount, Money::fromWhole(100));
        QCOMPARE(desk.offers.last().phoneMasked, u"0722 … 001"_s);
        QCOMPARE(why(u"SKC99PACB9"_s), FailureCode::ReceiptUnknown);
        QCOMPARE(why({}), FailureCode::RefundNotPossible);
        QCOMPARE(why(u"SKC00PACB9"_s), FailureCode::RefundNotPossible);
        desk.resultsComeBack = false;
        QCOMPARE(why(kReceipt), FailureCode::CallbackNotTested);
        QVERIFY(desk.refund().isEmpty());
        desk.initiatorSet = false;
        QCOMPARE(why(kReceipt), FailureCode::InitiatorMissing);
        QVERIFY(desk.refund().isEmpty());
        desk.provider.can = {};
        QCOMPARE(why(kReceipt), FailureCode::NotSupported);
        QVERIFY(desk.refund().isEmpty());
        QVERIFY(desk.provider.reversals.empty());
    }

    void aRefusedOperatorStopsEveryRequestUntilAManagerSaysOtherwise()
    {
        for (const bool byResult : {true, false}) {
            RefundDesk desk;
            desk.addPayment(u"SKC00PACB9"_s, 50);
            QSignalSpy stopped(desk.engine.get(), &RefundService::initiatorTold);
            const QString id = desk.refund();
            if (byResult) {
                desk.accept();
                desk.result(id, resultBody("2001"));
            } else {
                desk.provider.answerReversal(HeldProvider::failed(Certainty::Refused, u"2001"_s));
            }
            QCOMPARE(desk.status(id), Status::Refused);
            QCOMPARE(stopped.size(), 1);   // the pages know without asking
            QCOMPARE(stopped.last().first().toString(), u"2001"_s);
            QVERIFY(desk.refund(u"SKC00PACB9"_s).isEmpty());
            QCOMPARE(desk.refusal(), FailureCode::InitiatorRefused);
            desk.restart();
            QSignalSpy told(desk.engine.get(), &RefundService::initiatorTold);
            desk.engine->askInitiator();
            QCOMPARE(told.last().first().toString(), u"2001"_s);
            QVERIFY(desk.refund(u"SKC00PACB9"_s).isEmpty());
            QVERIFY(!desk.questions->ask({enquiry::Questions::Kind::Balance, {}, {}, u"owner"_s}));

            desk.engine->allowInitiator(u"t"_s, u"Password corrected."_s, u"cashier"_s, {});
            QCOMPARE(desk.refusal(), FailureCode::NotAllowed);
            desk.engine->allowInitiator(u"t"_s, u"Password corrected."_s, u"cashier"_s, desk.grants.give(people::Purpose::Decide, kInitiator));
            QCOMPARE(desk.allowed, QStringList{u"t"_s});
            QCOMPARE(told.last().first().toString(), QString());   // and the pages know
            QCOMPARE(desk.ledger.eventsOf(kInitiator).last().payload.value(u"approver"_s).toString(), u"manager"_s);
            QVERIFY(!desk.refund(u"SKC00PACB9"_s).isEmpty());
        }
    }

    void aManagersDecisionNeedsAGrantAndAReasonAndLaterEvidenceReopensIt()
    {
        RefundDesk desk;
        const QString id = desk.refund();
        const auto decide = [&](bool back, const QString &reason, const QString &grant) { desk.engine->decide(u"t"_s, id, back, reason, u"cashier"_s, grant); };
        const QString grant = desk.grants.give(people::Purpose::Decide, id);
        decide(false, u"Seen in the portal."_s, grant);   // still journaled: nothing to decide yet
        QCOMPARE(desk.refusal(), FailureCode::RefundExists);
        desk.accept();
        desk.queueTimeout(id);
        decide(false, u"x"_s, grant);
        QCOMPARE(desk.refusal(), FailureCode::ReasonInvalid);
        decide(false, u"Seen in the portal."_s, desk.grants.give(people::Purpose::Refund, id));
        QCOMPARE(desk.refusal(), FailureCode::NotAllowed);
        QCOMPARE(desk.status(id), Status::Unknown);
        decide(false, u"Seen in the portal."_s, grant);
        QCOMPARE(desk.status(id), Status::ClosedByManager);
        const auto event = desk.ledger.eventsOf(id).last();
        QCOMPARE(event.actor, u"cashier"_s);
        QCOMPARE(event.payload.value(u"approver"_s).toString(), u"manager"_s);
        QCOMPARE(event.payload.value(u"text"_s).toString(), u"Seen in the portal."_s);
        desk.result(id, reversedBody());
        QCOMPARE(desk.status(id), Status::Done);
        QCOMPARE(desk.alerts.size(), 1);
    }
};

QTEST_GUILESS_MAIN(TestRefundApprovals)
#include "tst_refund_approvals.moc"
