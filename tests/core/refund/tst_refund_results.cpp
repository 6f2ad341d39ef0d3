#include "tests/core/refund/refund_desk.h"

#include <QTest>

using namespace kaunta;
using namespace kaunta::refund;
using namespace kaunta::test;
using namespace std::chrono_literals;

namespace {

QString refundThatAManagerClosed(RefundDesk &desk)
{
    const QString id = desk.refund();
    desk.accept();
    desk.queueTimeout(id);
    desk.engine->decide(u"t"_s, id, false, u"Portal shows nothing."_s, u"cashier"_s, desk.grants.give(people::Purpose::Decide, id));
    return id;
}

} // namespace

class TestRefundResults : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void acceptedIsNotDoneAndOnlyItsResultIs()
    {
        RefundDesk desk;
        const QString id = desk.refund();
        desk.accept();
        QCOMPARE(desk.status(id), Status::Accepted);
        desk.result(id, reversedBody());
        QCOMPARE(desk.status(id), Status::Done);
        QCOMPARE(desk.state(id).reversalReceipt, u"SKE52PAWR9"_s);
        QCOMPARE(desk.state(id).evidence, Evidence::Result);
        QVERIFY(desk.ledger.refund(id)->settledAt.isValid());
        QCOMPARE(desk.changes.last().phoneMasked, u"0722 … 001"_s);
        QCOMPARE(desk.changes.last().saleNumber, u"A1-0001"_s);
        QVERIFY(desk.alerts.isEmpty());
        desk.pass(25h);
        QVERIFY(desk.provider.statuses.empty());
        QCOMPARE(desk.provider.reversalsSent, 1);
    }

    //! facts, five faults of rivals, 3: an order became "refunded" on the acknowledgement.
    void rivalWcCalledItRefundedWhenItWasOnlyAccepted()
    {
        RefundDesk desk;
        const QString id = desk.refund();
        desk.accept();
        for (const RefundSnapshot &shot : std::as_const(desk.changes))
            QVERIFY(!movedMoneyBack(shot.state.status));
        desk.pass(11min);
        QCOMPARE(desk.status(id), Status::Unknown);
        QVERIFY(!movedMoneyBack(desk.status(id)));
    }

    void aResultMayComeBeforeTheAcknowledgement()
    {
        RefundDesk desk;
        const QString id = desk.refund();
        desk.result(id, reversedBody());
        QCOMPARE(desk.status(id), Status::Done);
        desk.accept();
        QCOMPARE(desk.status(id), Status::Done);
        QCOMPARE(desk.ledger.refund(id)->conversationId, u"AG_1"_s);
        QVERIFY(desk.alerts.isEmpty());
    }

    void anAcknowledgementThatDisagreesWithAnEarlierResultIsShownToAManager()
    {
        RefundDesk desk;
        const QString id = desk.refund();
        desk.result(id, reversedBody("SKE52PAWR9", "100.00", "SKC82PACB8", "AG_OTHER", "orig-other"));
        desk.accept();
        QCOMPARE(desk.alerts.size(), 1);
        QCOMPARE(desk.status(id), Status::Done);   // its secret path, its payment and its amount agreed
    }

    void theSameResultTwiceChangesNothing()
    {
        RefundDesk desk;
        const QString id = desk.refund();
        desk.accept();
        desk.result(id, reversedBody());
        const auto once = desk.ledger.refund(id);
        desk.result(id, reversedBody() + ' ');   // other bytes, so that the inbox keeps both
        QCOMPARE(desk.ledger.refund(id), once);
        QVERIFY(desk.alerts.isEmpty());
    }

    void aSuccessThatDisagreesIsAConflictAndNeverDone_data()
    {
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<QString>("reason");
        QTest::newRow("amount") << reversedBody("SKE52PAWR9", "1.00") << u"other-amount"_s;
        QTest::newRow("payment") << reversedBody("SKE52PAWR9", "100.00", "SKC00PACB9") << u"other-receipt"_s;
        QTest::newRow("conversation") << reversedBody("SKE52PAWR9", "100.00", "SKC82PACB8", "AG_OTHER", "orig-other") << u"other-conversation"_s;
        QTest::newRow("one of two conversation ids") << reversedBody("SKE52PAWR9", "100.00", "SKC82PACB8", "AG_1", "orig-other") << u"other-conversation"_s;
    }
    void aSuccessThatDisagreesIsAConflictAndNeverDone()
    {
        QFETCH(QByteArray, body);
        QFETCH(QString, reason);
        RefundDesk desk;
        const QString id = desk.refund();
        desk.accept();
        desk.result(id, body);
        QCOMPARE(desk.status(id), Status::Conflict);
        QCOMPARE(desk.state(id).reason, reason);
        QCOMPARE(desk.alerts.size(), 1);
    }

    void whatProvesNothingMovesNothing_data()
    {
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<int>("after");
        QTest::newRow("garbage") << QByteArray("\x00\xff<html>") << int(Status::Accepted);
        QTest::newRow("empty") << QByteArray("{}") << int(Status::Accepted);
        QTest::newRow("waiting") << reversedBody().replace(R"("ResultType":0)", R"("ResultType":1)") << int(Status::Accepted);
        QTest::newRow("a code of no table") << resultBody("7777") << int(Status::Unknown);
        QTest::newRow("success without a receipt") << reversedBody("SKE0000000") << int(Status::Unknown);
        QTest::newRow("the payment's receipt as the reversal's") << reversedBody("SKC82PACB8") << int(Status::Unknown);
        QTest::newRow("a refusal of another conversation") << resultBody("1", {}, "SKE0000000", "AG_OTHER", "orig-other") << int(Status::Unknown);
    }
    void whatProvesNothingMovesNothing()
    {
        QFETCH(QByteArray, body);
        QFETCH(int, after);
        RefundDesk desk;
        const QString id = desk.refund();
        desk.accept();
        desk.result(id, body);
        QCOMPARE(int(desk.status(id)), after);
        desk.result(id, reversedBody());   // the true one comes later
        QCOMPARE(desk.status(id), Status::Done);
    }

    void aQueueTimeoutNeverSettlesWhateverItCarries()
    {
        for (const QByteArray &body : {QByteArray("{}"), reversedBody(), resultBody("1")}) {
            RefundDesk desk;
            const QString id = desk.refund();
            desk.accept();
            desk.queueTimeout(id, body);
            QCOMPARE(desk.status(id), Status::Unknown);
            QCOMPARE(desk.state(id).reason, u"queue-timeout"_s);
            QCOMPARE(desk.provider.statuses.size(), size_t(1));   // M-PESA is asked instead
            QCOMPARE(desk.provider.statuses.front().request.conversationId, u"AG_1"_s);
        }
    }

    void withoutAResultItIsUnknownAfterTenMinutesAndAskedAboutForADay()
    {
        RefundDesk desk;
        const QString id = desk.refund();
        desk.accept();
        const auto start = desk.clock.sinceBoot();
        desk.pass(9min + 59s);
        QCOMPARE(desk.status(id), Status::Accepted);
        QList<qint64> asked;
        while (desk.clock.sinceBoot() - start < 25h) {
            desk.pass(10s);
            if (!desk.provider.statuses.empty()) {
                asked << (desk.clock.sinceBoot() - start) / 1min;
                desk.answerStatus(statusBody("Initiated", "SKE52PAWR9"));
            }
        }
        QCOMPARE(desk.status(id), Status::Unknown);
        QCOMPARE(asked.mid(0, 7), (QList<qint64>{10, 11, 15, 25, 70, 130, 190}));
        QCOMPARE(asked.last(), 10 + 24 * 60);
        QCOMPARE(desk.provider.reversalsSent, 1);
        QVERIFY(desk.provider.reversals.empty());
    }

    void aStatusByConversationSettlesWhatIsUnknown_data()
    {
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<int>("after");
        QTest::newRow("completed") << statusBody("Completed", "SKE52PAWR9") << int(Status::Done);
        QTest::newRow("cancelled") << statusBody("Cancelled", "SKE52PAWR9") << int(Status::Refused);
        QTest::newRow("expired") << statusBody("EXPIRED", "") << int(Status::Refused);
        QTest::newRow("still running") << statusBody("Pending Authorized", "SKE52PAWR9") << int(Status::Unknown);
        QTest::newRow("a word of nobody's") << statusBody("Failed", "SKE52PAWR9") << int(Status::Unknown);
        QTest::newRow("of the payment itself") << statusBody("Completed", "SKC82PACB8") << int(Status::Unknown);
        QTest::newRow("of another conversation") << statusBody("Completed", "SKE52PAWR9", "100", "AG_OTHER") << int(Status::Unknown);
        QTest::newRow("of no conversation") << statusBody("Completed", "SKE52PAWR9", "100", "") << int(Status::Unknown);
        QTest::newRow("of another amount") << statusBody("Completed", "SKE52PAWR9", "1") << int(Status::Conflict);
        QTest::newRow("the question failed") << resultBody("25", {}, "LGR0000000", "AG_Q", "orig-Q") << int(Status::Unknown);
        QTest::newRow("the answer to another question") << statusBody("Completed", "SKE52PAWR9", "100", "AG_1", "600000", "AG_X", "orig-X") << int(Status::Unknown);
    }
    void aStatusByConversationSettlesWhatIsUnknown()
    {
        QFETCH(QByteArray, body);
        QFETCH(int, after);
        RefundDesk desk;
        const QString id = desk.refund();
        desk.accept();
        desk.queueTimeout(id);
        desk.answerStatus(body);
        QCOMPARE(int(desk.status(id)), after);
        if (after == int(Status::Done))
            QCOMPARE(desk.state(id).evidence, Evidence::StatusResult);
    }

    void alreadyReversedIsDoneUnlessAnEarlierOneOfOursMayHaveDoneIt()
    {
        RefundDesk desk;
        const QString first = refundThatAManagerClosed(desk);
        QCOMPARE(desk.status(first), Status::ClosedByManager);
        const QString second = desk.refund();
        desk.provider.answerReversal(HeldProvider::accepted(u"AG_2"_s, u"orig-2"_s));
        desk.result(second, resultBody("R000001", {}, "SKE0000000", "AG_2", "orig-2"));
        QCOMPARE(desk.status(second), Status::Unknown);
        QCOMPARE(desk.state(second).reason, u"R000001"_s);

        RefundDesk alone;
        const QString only = alone.refund();
        alone.accept();
        alone.result(only, resultBody("R000001"));
        QCOMPARE(alone.status(only), Status::Done);
        QVERIFY(alone.state(only).reversalReceipt.isEmpty());
    }

    void newsForAnEarlierOneIsToldThoughAnotherIsUnderWay()
    {
        RefundDesk desk;
        const QString first = refundThatAManagerClosed(desk);
        const QString second = desk.refund();
        desk.result(first, reversedBody());   // the money did go back by the first one
        QCOMPARE(desk.status(first), Status::ClosedByManager);   // one receipt, one live refund
        QCOMPARE(desk.alerts.size(), 1);
        QCOMPARE(desk.alerts.first().refundId, first);
        QCOMPARE(desk.alerts.first().timeline.last().kind, u"refund.done"_s);
        QCOMPARE(desk.status(second), Status::Journaled);
        QVERIFY(!desk.inbox->next());   // and nothing waits for ever
    }
};

QTEST_GUILESS_MAIN(TestRefundResults)
#include "tst_refund_results.moc"
