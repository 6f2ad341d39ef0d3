#include "tests/core/refund/refund_desk.h"

#include <QTest>
#include <utility>

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

    void nobodyHearsOfAnOldStateAfterANewOne()
    {
        RefundDesk desk;
        const QString id = desk.refund();
        desk.accept();
        bool isFirst = true;
        connect(desk.engine.get(), &RefundService::refundChanged, desk.engine.get(), [&] {
            if (std::exchange(isFirst, false))
                desk.result(id, reversedBody());
        });
        QList<Status> heard;
        connect(desk.engine.get(), &RefundService::refundChanged, desk.engine.get(), [&](const RefundSnapshot &refund) { heard << refund.state.status; });
        desk.engine->checkNow(id);
        QCOMPARE(heard, (QList{Status::Accepted, Status::Done}));
    }
};

QTEST_GUILESS_MAIN(TestRefundEngine)
#include "tst_refund_engine.moc"
