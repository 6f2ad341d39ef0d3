#include "tests/core/sale/shop_floor.h"

#include <QTest>

using namespace kaunta;
using namespace kaunta::sale;
using namespace kaunta::test;

//! An alert reaches somebody although the program dies between writing what calls for it and saying so.
class TestOwedAlerts : public QObject
{
    Q_OBJECT

    //! Writes late money, as the engine does, and does nothing with it: the program was killed at that moment.
    static void lateMoneyAndNoMore(ShopFloor &shop, const QString &id)
    {
        ChargeJournal journal(shop.ledger, shop.clock, shop.random);
        journal.add({.chargeId = id, .event = event::ProofOfPayment{Evidence::Pull, u"SKE52PAWR9"_s}, .actor = u"till"_s});
        QVERIFY(journal.writeNext());
    }
    static QString declined(ShopFloor &shop)
    {
        const QString id = shop.charge();
        shop.accept();
        shop.callback(id, "1032");
        return id;
    }

private Q_SLOTS:
    void anAlertThatWasNotRaisedIsRaisedAtTheNextStartAndOnlyThere()
    {
        ShopFloor shop;
        const QString id = declined(shop);
        lateMoneyAndNoMore(shop, id);
        shop.restart();
        QCOMPARE(shop.alerts.size(), 1);
        QCOMPARE(shop.alerts.first().kind, AlertKind::LateMoney);
        QCOMPARE(shop.alerts.first().charge.chargeId, id);
        QCOMPARE(shop.alerts.first().receipt, u"SKE52PAWR9"_s);
        shop.restart();
        QCOMPARE(shop.alerts.size(), 1);
    }

    void anAlertThatWasRaisedIsNotRaisedAgain()
    {
        ShopFloor shop;
        const QString id = declined(shop);
        shop.callback(id, "0");
        QCOMPARE(shop.alerts.size(), 1);
        shop.restart();
        QCOMPARE(shop.alerts.size(), 1);
    }

    void nothingIsToldOfAChangeThatWasNotWritten()
    {
        ShopFloor shop;
        const QString id = declined(shop);
        shop.ledger.failAppends(ledger::LedgerError::Full);
        ChargeJournal journal(shop.ledger, shop.clock, shop.random);
        journal.add({.chargeId = id, .event = event::ProofOfPayment{Evidence::Pull, u"SKE52PAWR9"_s}, .actor = u"till"_s});
        QVERIFY(!journal.writeNext());
        shop.ledger.failAppends(std::nullopt);
        shop.restart();
        QVERIFY(shop.alerts.isEmpty());
        shop.callback(id, "0");   // it comes again, and is told once
        QCOMPARE(shop.alerts.size(), 1);
    }

    void aConflictAndASecondReceiptAreKeptApartByCharge()
    {
        ShopFloor shop;
        ledger::OwedAlerts owed(shop.ledger, u"alerts-owed"_s);
        const QString id = declined(shop);
        Step step;
        step.actions = {Action::BookDirectPayment, Action::AlertSecondReceipt};
        owed.owe(id, alertNames(step), u"SKE52PAWR8"_s);
        step.actions = {Action::AlertConflict};
        owed.owe(u"other"_s, alertNames(step));
        owed.told(u"other"_s);
        lateMoneyAndNoMore(shop, id);   // one alert of a charge at a time: the newest is owed
        const auto left = owed.takeWritten();
        QCOMPARE(left.size(), 1);
        QCOMPARE(alertNamed(left.first().kind), Action::AlertLateMoney);
        QVERIFY(owed.takeWritten().isEmpty());
    }
};

QTEST_GUILESS_MAIN(TestOwedAlerts)
#include "tst_owed_alerts.moc"
