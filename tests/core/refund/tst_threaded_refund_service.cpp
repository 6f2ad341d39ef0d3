#include "core/refund/threaded_refund_service.h"
#include "tests/core/refund/refund_desk.h"

#include <QSignalSpy>
#include <QTest>
#include <QThread>

using namespace kaunta;
using namespace kaunta::refund;
using namespace kaunta::test;

class TestThreadedRefundService : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void callsBeforeTheEngineRunsAreKeptAndAnswersComeBack()
    {
        RefundDesk desk;
        ThreadedRefundService service;
        QSignalSpy offered(&service, &RefundService::refundOffered);
        QSignalSpy started(&service, &RefundService::refundStarted);
        QSignalSpy changed(&service, &RefundService::refundChanged);
        service.mayRefund(kReceipt);
        service.refund({u"t1"_s, kReceipt, u"Wrong size."_s, u"cashier"_s, desk.grants.give(people::Purpose::Refund, kReceipt)});
        QVERIFY(desk.provider.reversals.empty());

        QThread thread;
        thread.start();
        desk.engine->moveToThread(&thread);
        desk.questions->moveToThread(&thread);
        service.attach(*desk.engine);
        QTRY_COMPARE(started.size(), 1);
        QCOMPARE(offered.size(), 1);
        QVERIFY(offered.first().first().value<RefundOffer>().possible);
        QCOMPARE(started.first().first().toString(), u"t1"_s);
        QCOMPARE(started.first().at(1).value<RefundSnapshot>().receipt, kReceipt);
        QMetaObject::invokeMethod(desk.engine.get(), [&desk] { desk.provider.answerReversal(HeldProvider::accepted()); }, Qt::BlockingQueuedConnection);
        QTRY_COMPARE(changed.size(), 1);
        QCOMPARE(changed.first().first().value<RefundSnapshot>().state.status, Status::Accepted);

        service.detach();
        QMetaObject::invokeMethod(desk.engine.get(), [&desk, main = QThread::currentThread()] {
            desk.questions->moveToThread(main);
            desk.engine->moveToThread(main);
        }, Qt::BlockingQueuedConnection);
        thread.quit();
        thread.wait();
    }

    void withoutAnEngineEveryOrderIsRefusedWithTheReason()
    {
        ThreadedRefundService service;
        QSignalSpy offered(&service, &RefundService::refundOffered);
        QSignalSpy refused(&service, &RefundService::refundRefused);
        service.refund({u"early"_s, kReceipt, u"Wrong size."_s, u"cashier"_s, {}});
        service.giveUp({FailureCode::TillRunning, {}});
        service.mayRefund(kReceipt);
        service.refund({u"t"_s, kReceipt, u"Wrong size."_s, u"cashier"_s, {}});
        service.decide(u"d"_s, u"id"_s, true, u"Because."_s, u"cashier"_s, {});
        service.allowInitiator(u"a"_s, u"Because."_s, u"cashier"_s, {});
        QVERIFY(refused.isEmpty());   // never from inside the call
        QTRY_COMPARE(refused.size(), 4);
        QCOMPARE(refused.first().first().toString(), u"early"_s);   // the one that waited as well
        QCOMPARE(refused.last().at(1).value<Failure>().code, FailureCode::TillRunning);
        QCOMPARE(offered.size(), 1);
        QVERIFY(!offered.first().first().value<RefundOffer>().possible);
        QCOMPARE(offered.first().first().value<RefundOffer>().failure.code, FailureCode::TillRunning);
    }
};

QTEST_GUILESS_MAIN(TestThreadedRefundService)
#include "tst_threaded_refund_service.moc"
