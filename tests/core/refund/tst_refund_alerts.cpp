#include "tests/core/refund/refund_desk.h"

#include <QTest>

using namespace kaunta;
using namespace kaunta::refund;
using namespace kaunta::test;

//! A refund's alert reaches somebody although the program dies between writing what calls for it and saying so.
class TestRefundAlerts : public QObject
{
    Q_OBJECT

    static QString closed(RefundDesk &desk)
    {
        const QString id = desk.refund();
        desk.provider.answerReversal(HeldProvider::failed(Certainty::Unknown, {}));
        desk.engine->decide(u"d"_s, id, false, u"Not in the portal."_s, u"cashier"_s, desk.grants.give(people::Purpose::Decide, id));
        desk.settle();
        return id;
    }
    static Happening cameBack(const QString &id)
    {
        return {.refundId = id, .event = event::ResultDone{Evidence::Result, u"SKE52PAWR9"_s}, .actor = u"till"_s};
    }

private Q_SLOTS:
    void anAlertThatWasNotRaisedIsRaisedAtTheNextStartAndOnlyThere()
    {
        RefundDesk desk;
        const QString id = closed(desk);
        QCOMPARE(desk.status(id), Status::ClosedByManager);
        RefundJournal journal(desk.ledger, desk.clock, desk.random);   // writes, as the engine does, and is then killed
        journal.add(cameBack(id));
        QVERIFY(journal.writeNext());
        desk.restart();
        QCOMPARE(desk.alerts.size(), 1);
        QCOMPARE(desk.alerts.first().refundId, id);
        QCOMPARE(desk.alerts.first().state.status, Status::Done);
        desk.restart();
        QCOMPARE(desk.alerts.size(), 1);
    }

    void anAlertThatWasRaisedIsNotRaisedAgain()
    {
        RefundDesk desk;
        const QString id = closed(desk);
        desk.result(id, reversedBody());
        QCOMPARE(desk.alerts.size(), 1);
        desk.restart();
        QCOMPARE(desk.alerts.size(), 1);
    }

    void nothingIsToldOfAChangeThatWasNotWritten()
    {
        RefundDesk desk;
        const QString id = closed(desk);
        desk.ledger.failAppends(ledger::LedgerError::Full);
        RefundJournal journal(desk.ledger, desk.clock, desk.random);
        journal.add(cameBack(id));
        QVERIFY(!journal.writeNext());
        desk.ledger.failAppends(std::nullopt);
        desk.restart();
        QVERIFY(desk.alerts.isEmpty());
        desk.result(id, reversedBody());   // it comes again, and is told once
        QCOMPARE(desk.alerts.size(), 1);
    }
};

QTEST_GUILESS_MAIN(TestRefundAlerts)
#include "tst_refund_alerts.moc"
