#include "tests/core/refund/refund_desk.h"

#include <QRandomGenerator>
#include <QSignalSpy>
#include <QTest>

using namespace kaunta;
using namespace kaunta::refund;
using namespace kaunta::test;
using namespace std::chrono_literals;

class TestRefundEngine : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void bothNamesAndTheIntentAreOnDiskBeforeAnythingIsSent()
    {
        RefundDesk desk;
        const QString id = desk.refund();
        const auto refund = desk.ledger.refund(id);
        QCOMPARE(refund->state.status, Status::Journaled);
        QCOMPARE(refund->requestedBy, u"cashier"_s);
        QCOMPARE(refund->approvedBy, u"manager"_s);
        QCOMPARE(refund->amount, Money::fromWhole(100));
        QCOMPARE(desk.ledger.eventsOf(id).first().payload.value(u"approver"_s).toString(), u"manager"_s);
        QCOMPARE(desk.provider.reversalsSent, 0);
        const auto &request = desk.provider.reversals.front().request;
        QCOMPARE(request.receipt, kReceipt);
        QCOMPARE(request.amount, Money::fromWhole(100));
        QCOMPARE(request.remarks, u"Wrong size, returned."_s);
        QCOMPARE(request.resultUrl.toString(), u"https://shop.test/cb/"_s + refund->resultToken);
        QCOMPARE(request.timeoutUrl.toString(), u"https://shop.test/cb/"_s + refund->timeoutToken);
        QVERIFY(refund->resultToken != refund->timeoutToken);
    }

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

    void aLostAnswerIsUnknownAndIsNotRepeated()
    {
        RefundDesk desk;
        const QString id = desk.refund();
        desk.provider.answerReversal(HeldProvider::failed(Certainty::Unknown, {}));
        QCOMPARE(desk.status(id), Status::Unknown);
        desk.pass(25h);
        QVERIFY(desk.provider.reversals.empty());
        QVERIFY(desk.provider.statuses.empty());   // no conversation id: M-PESA cannot be asked
        QVERIFY(!desk.changes.last().canAsk);
        desk.result(id, reversedBody());           // but its result settles it, whenever it comes
        QCOMPARE(desk.status(id), Status::Done);
    }

    void aRefusedTokenLeadsToOneJournaledSecondAttemptOnFreshPaths()
    {
        RefundDesk desk;
        const QString id = desk.refund();
        const auto first = desk.ledger.refund(id);
        desk.provider.answerReversal(HeldProvider::failed(Certainty::Refused, u"404.001.03"_s, true));
        const auto second = desk.ledger.refund(id);
        QCOMPARE(second->state.attempt, 2);
        QCOMPARE(second->state.status, Status::Journaled);
        QCOMPARE(second->earlierResultToken, first->resultToken);
        QVERIFY(second->resultToken != first->resultToken);
        QCOMPARE(desk.provider.reversals.size(), size_t(1));
        // A refusal that turns up on the first one's path says nothing about the second one; a success counts.
        desk.post(first->resultToken, resultBody("1"));
        desk.post(first->timeoutToken, "{}");
        QCOMPARE(desk.status(id), Status::Journaled);
        desk.provider.answerReversal(HeldProvider::failed(Certainty::Refused, u"404.001.03"_s, true));
        QCOMPARE(desk.status(id), Status::Refused);
        QVERIFY(desk.provider.reversals.empty());
        desk.post(first->resultToken, reversedBody());
        QCOMPARE(desk.status(id), Status::Done);
        QCOMPARE(desk.alerts.size(), 1);
    }

    void aReversalThatWouldLeaveTooLateIsProvenNotSent()
    {
        RefundDesk desk;
        const QString id = desk.refund();
        desk.clock.advance(21s);
        desk.accept();
        QCOMPARE(desk.provider.reversalsSent, 0);
        QCOMPARE(desk.status(id), Status::NotSent);
        QVERIFY(!desk.refund().isEmpty());   // and may be tried again
    }

    void aSecondClickSendsNothing()
    {
        RefundDesk desk;
        const QString id = desk.refund();
        QVERIFY(desk.refund().isEmpty());
        QCOMPARE(desk.refusal(), FailureCode::RefundExists);
        desk.accept();
        QVERIFY(desk.refund().isEmpty());
        desk.result(id, reversedBody());
        QVERIFY(desk.refund().isEmpty());
        QCOMPARE(desk.provider.reversalsSent, 1);
        desk.engine->mayRefund(kReceipt);
        QVERIFY(!desk.offers.last().possible);
        QCOMPARE(desk.offers.last().refundId, id);
    }

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

    void alreadyReversedIsDoneUnlessAnEarlierOneOfOursMayHaveDoneIt()
    {
        RefundDesk desk;
        const QString first = desk.refund();
        desk.accept();
        desk.queueTimeout(first);
        desk.engine->decide(u"t"_s, first, false, u"Portal shows nothing."_s, u"cashier"_s, desk.grants.give(people::Purpose::Decide, first));
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
        const QString first = desk.refund();
        desk.accept();
        desk.queueTimeout(first);
        desk.engine->decide(u"t"_s, first, false, u"Portal shows nothing."_s, u"cashier"_s, desk.grants.give(people::Purpose::Decide, first));
        const QString second = desk.refund();
        desk.result(first, reversedBody());   // the money did go back by the first one
        QCOMPARE(desk.status(first), Status::ClosedByManager);   // one receipt, one live refund
        QCOMPARE(desk.alerts.size(), 1);
        QCOMPARE(desk.alerts.first().refundId, first);
        QCOMPARE(desk.alerts.first().timeline.last().kind, u"refund.done"_s);
        QCOMPARE(desk.status(second), Status::Journaled);
        QVERIFY(!desk.inbox->next());   // and nothing waits for ever
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

    void checkNowAsksAtOnceButNeverTwiceAtATime()
    {
        RefundDesk desk;
        const QString id = desk.refund();
        desk.accept();
        QVERIFY(desk.changes.last().canAsk);
        desk.engine->checkNow(id);
        desk.engine->checkNow(id);
        QCOMPARE(desk.provider.statuses.size(), size_t(1));
        desk.answerStatus(statusBody("Completed", "SKE52PAWR9"));
        QCOMPARE(desk.status(id), Status::Done);
    }

    void lettersAndNumbersOfNobodyAreRefused()
    {
        RefundDesk desk;
        desk.engine->decide(u"t"_s, u"no-such-refund"_s, true, u"Because."_s, u"cashier"_s, {});
        QCOMPARE(desk.refusal(), FailureCode::NotFound);
        desk.engine->checkNow(u"no-such-refund"_s);
        QVERIFY(desk.changes.isEmpty());
        QVERIFY(!desk.engine->kindOf(QString(32, u'a')));
        QList<RefundSnapshot> listed;
        connect(desk.engine.get(), &RefundService::refundsListed, this, [&](const QList<RefundSnapshot> &refunds) { listed = refunds; });
        const QString id = desk.refund();
        desk.engine->listRefunds(desk.clock.nowUtc().addDays(-1));
        QCOMPARE(listed.size(), 1);
        QCOMPARE(listed.first().refundId, id);
    }
};

QTEST_GUILESS_MAIN(TestRefundEngine)
#include "tst_refund_engine.moc"
