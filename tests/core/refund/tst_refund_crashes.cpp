#include "tests/core/refund/refund_desk.h"

#include <QRandomGenerator>
#include <QTest>

using namespace kaunta;
using namespace kaunta::refund;
using namespace kaunta::test;
using namespace std::chrono_literals;

class TestRefundCrashes : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aLedgerThatCannotBeWrittenStopsBeforeAnythingIsSent()
    {
        for (const bool atTheCheck : {true, false}) {
            RefundDesk desk;
            if (atTheCheck)
                desk.ledger.failReadyToCharge(ledger::LedgerError::Full);
            else
                desk.ledger.failAppends(ledger::LedgerError::Full);
            QVERIFY(desk.refund().isEmpty());
            QCOMPARE(desk.refusal(), FailureCode::LedgerFull);
            QVERIFY(desk.provider.reversals.empty());
        }
    }

    void answersThatCannotBeWrittenAreKeptAndNewRefundsStop()
    {
        RefundDesk desk;
        desk.addPayment(u"SKC00PACB9"_s, 50);
        const QString id = desk.refund();
        desk.ledger.failAppends(ledger::LedgerError::Full);
        desk.accept();
        desk.result(id, reversedBody());
        QCOMPARE(desk.status(id), Status::Journaled);
        for (const RefundSnapshot &shot : std::as_const(desk.changes))
            QVERIFY(shot.state.status == Status::Journaled);   // not on disk, so not on a screen
        QVERIFY(desk.inbox->next().has_value());
        QVERIFY(desk.refund(u"SKC00PACB9"_s).isEmpty());
        QCOMPARE(desk.refusal(), FailureCode::LedgerFull);
        desk.ledger.failAppends(std::nullopt);
        desk.pass(3s);
        QCOMPARE(desk.status(id), Status::Done);
        QCOMPARE(desk.ledger.refund(id)->conversationId, u"AG_1"_s);
        QVERIFY(!desk.inbox->next());
    }

    void aCrashAfterTheJournalEntryLeavesItUnknownAndSendsNothing()
    {
        RefundDesk desk;
        const QString id = desk.refund();
        desk.restart();
        QCOMPARE(desk.status(id), Status::Unknown);
        QVERIFY(desk.provider.reversals.empty());
        QVERIFY(desk.refund().isEmpty());
        desk.restart();
        QVERIFY(desk.provider.reversals.empty());
        desk.result(id, reversedBody());
        QCOMPARE(desk.status(id), Status::Done);
    }

    void aCrashBetweenInboxAndLedgerInterpretsTheResultInTheNextRun()
    {
        RefundDesk desk;
        const QString id = desk.refund();
        desk.accept();
        const QString token = desk.ledger.refund(id)->resultToken;
        QVERIFY(desk.inbox->store(token, reversedBody(), u"test"_s));   // acknowledged; then the power goes off
        desk.restart();
        QCOMPARE(desk.status(id), Status::Done);
    }

    void aCrashWhileItIsAcceptedOrUnknownGoesOnWaitingAndAsking()
    {
        RefundDesk desk;
        const QString id = desk.refund();
        desk.accept();
        desk.pass(5min);
        desk.restart();
        QCOMPARE(desk.status(id), Status::Accepted);
        QCOMPARE(desk.provider.statuses.size(), size_t(1));   // its result may have come while nobody listened
        desk.pass(5min + 1s);   // ten since the acknowledgement, and that question found no answer
        QCOMPARE(desk.status(id), Status::Unknown);
        QCOMPARE(desk.provider.statuses.size(), size_t(2));
        desk.restart();
        QCOMPARE(desk.provider.statuses.size(), size_t(1));   // of this run
        desk.answerStatus(statusBody("Completed", "SKE52PAWR9"));
        QCOMPARE(desk.status(id), Status::Done);
    }

    //! Any order of acknowledgement, results, timeouts and deaths: one reversal, and Done at the end.
    void whateverTheOrderThereIsOneReversalAndOneTruth()
    {
        for (quint32 seed = 1; seed <= 60; ++seed) {
            RefundDesk desk;
            QRandomGenerator dice(seed);
            const QString id = desk.refund();
            bool answered = false;
            bool told = false;
            for (int i = 0; i < 8; ++i) {
                switch (dice.bounded(6)) {
                case 0:
                    if (!answered && !desk.provider.reversals.empty())
                        desk.accept();
                    answered = true;
                    break;
                case 1:
                    desk.result(id, reversedBody() + QByteArray(int(dice.bounded(3)), ' '));
                    told = true;
                    break;
                case 2:
                    desk.queueTimeout(id, reversedBody());
                    break;
                case 3:
                    desk.restart();
                    answered = true;
                    break;
                case 4:
                    desk.pass(milliseconds(dice.bounded(20 * 60'000)));
                    break;
                case 5:
                    // One whose time to leave was over before it left moved nothing: another may follow it.
                    if (desk.status(id) != Status::NotSent)
                        QVERIFY2(desk.refund().isEmpty(), qPrintable(QString::number(seed)));
                    break;
                }
                QVERIFY2(told || !movedMoneyBack(desk.status(id)), qPrintable(QString::number(seed)));
            }
            desk.result(id, reversedBody());
            QVERIFY2(desk.status(id) == Status::Done || desk.status(id) == Status::NotSent, qPrintable(QString::number(seed)));
            QCOMPARE(desk.state(id).reversalReceipt, u"SKE52PAWR9"_s);
            QVERIFY(desk.provider.reversalsSent <= 1);
            QVERIFY(desk.provider.reversals.size() <= 1);
            QCOMPARE(desk.ledger.refundsOfReceipt(kReceipt).size(), 1);
        }
    }
};

QTEST_GUILESS_MAIN(TestRefundCrashes)
#include "tst_refund_crashes.moc"
