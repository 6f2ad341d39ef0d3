#include "ui/viewmodels/charge_view_model.h"

#include "tests/ui/support/counter_sales.h"
#include "tests/ui/support/ways.h"

#include <QSignalSpy>
#include <QTest>

using namespace kaunta;
using namespace kaunta::ui;
using namespace Qt::StringLiterals;

class TestChargeViewModel final : public QObject
{
    Q_OBJECT

    test::TestClock m_clock;

    static void fill(ChargeViewModel &model)
    {
        model.setAmount(u"100"_s);
        model.setPhone(u"0722 000 000"_s);
    }

private Q_SLOTS:
    void chargesWhatStandsOnTheScreen()
    {
        test::CounterSales sales;
        ChargeViewModel model(sales, m_clock, {test::kenya(), u"amina"_s, {}});
        QVERIFY(!model.canCharge());
        fill(model);
        QVERIFY(model.canCharge());
        model.setReference(u" INV1 "_s);
        model.charge();
        QCOMPARE(sales.orders.size(), 1);
        const sale::ChargeOrder &order = sales.orders.first();
        QCOMPARE(order.amount, Money::fromWhole(100));
        QCOMPARE(order.phone.digits(), u"254722000000"_s);
        QCOMPARE(order.reference, u"INV1"_s);
        QCOMPARE(order.user, u"amina"_s);
        QVERIFY(order.saleId.isEmpty());
    }

    void aReferenceStandsThereFromTheStart()
    {
        test::CounterSales sales;
        ChargeViewModel plain(sales, m_clock, {test::kenya(), {}, {}});
        QCOMPARE(plain.referenceText(), u"Sale"_s);
        ChargeViewModel shop(sales, m_clock, {test::kenya(), {}, u"DUKA"_s});
        QCOMPARE(shop.referenceText(), u"DUKA"_s);
        shop.setReference({});
        fill(shop);
        QVERIFY(!shop.canCharge());
    }

    void oneOrderHoweverOftenEnterIsPressed()
    {
        test::CounterSales sales;
        ChargeViewModel model(sales, m_clock, {test::kenya(), {}, {}});
        fill(model);
        // Even a listener that charges again out of the very first notification gets nowhere.
        connect(&model, &ChargeViewModel::changed, &model, &ChargeViewModel::charge);
        model.charge();
        model.charge();
        QCOMPARE(sales.orders.size(), 1);
        QVERIFY(model.isBusy());
        QVERIFY(!model.canCharge());
    }

    void startsOnceAndOnlyForItsOwnTicket()
    {
        test::CounterSales sales;
        ChargeViewModel model(sales, m_clock, {test::kenya(), {}, {}});
        QSignalSpy started(&model, &ChargeViewModel::started);
        fill(model);
        model.charge();
        Q_EMIT sales.charged(u"somebody else's"_s, {});
        QCOMPARE(started.count(), 0);
        QVERIFY(model.isBusy());
        sales.accept(m_clock);
        sales.accept(m_clock);
        QCOMPARE(started.count(), 1);
        QVERIFY(!model.isBusy());
    }

    void aRefusalSaysWhyAndGivesTheFormBack()
    {
        test::CounterSales sales;
        ChargeViewModel model(sales, m_clock, {test::kenya(), {}, {}});
        fill(model);
        model.charge();
        sales.refuse(FailureCode::LedgerFull);
        QVERIFY(model.notice().says.contains(u"disk is full"_s));
        QVERIFY(!model.notice().next.isEmpty());
        QVERIFY(model.canCharge());
        QCOMPARE(model.amountText(), u"100"_s);
        QCOMPARE(model.phoneText(), u"0722 000 000"_s);
    }

    void anOpenRequestIsShownFirst()
    {
        test::CounterSales sales;
        ChargeViewModel model(sales, m_clock, {test::kenya(), {}, {}});
        QSignalSpy wanted(&model, &ChargeViewModel::openChargeWanted);
        fill(model);
        model.charge();
        sale::ChargeSnapshot open;
        open.chargeId = u"older"_s;
        open.saleNumber = u"A1-0099"_s;
        open.amount = Money::fromWhole(750);
        open.phoneMasked = u"0722 … 000"_s;
        open.journaledAt = QDateTime(QDate(2026, 11, 22), QTime(7, 58), Qt::UTC);
        sales.refuse(FailureCode::GuardOpenCharge, {}, open);
        const QString says = model.notice().says;
        QVERIFY2(says.contains(u"KES 750"_s) && says.contains(u"10:58"_s) && says.contains(u"A1-0099"_s), qPrintable(says));
        QVERIFY(!model.notice().action.isEmpty());
        model.showOpenCharge();
        QCOMPARE(wanted.count(), 1);
        QCOMPARE(wanted.first().first().value<sale::ChargeSnapshot>().chargeId, u"older"_s);
    }

    void aCountdownHoldsTheSamePhoneUntilItIsOver()
    {
        test::CounterSales sales;
        ChargeViewModel model(sales, m_clock, {test::kenya(), {}, {}});
        fill(model);
        model.charge();
        sales.refuse(FailureCode::GuardCountdown, std::chrono::seconds{102});
        QCOMPARE(model.countdownText(), u"1:42"_s);
        QVERIFY(!model.canCharge());
        model.setPhone(u"0711 000 000"_s);   // the next customer does not wait for the one before
        QVERIFY(model.canCharge());
        model.setPhone(u"0722 000 000"_s);
        QVERIFY(!model.canCharge());
        m_clock.jumpWallClock(std::chrono::hours{2});   // a corrected PC clock shortens nothing
        model.tick();
        QVERIFY(!model.canCharge());
        m_clock.advance(std::chrono::seconds{101});
        model.tick();
        QCOMPARE(model.countdownText(), u"0:01"_s);
        QSignalSpy changed(&model, &ChargeViewModel::changed);
        m_clock.advance(std::chrono::seconds{1});
        model.tick();
        QVERIFY(changed.count() > 0);
        QVERIFY(model.canCharge());
        QVERIFY(model.notice().isEmpty());
    }

    void sendAgainIsANewChargeOfTheSameSale()
    {
        test::CounterSales sales;
        ChargeViewModel model(sales, m_clock, {test::kenya(), {}, {}});
        fill(model);
        model.charge();
        const auto charge = sales.accept(m_clock);
        model.clear();
        QVERIFY(model.canSendAgain(charge.chargeId));
        QVERIFY(!model.canSendAgain(u"another"_s));
        model.sendAgain(charge);
        model.sendAgain(charge);
        QCOMPARE(sales.orders.size(), 2);
        QCOMPARE(sales.orders.last().saleId, charge.saleId);
        QCOMPARE(sales.orders.last().phone.digits(), u"254722000000"_s);
        QCOMPARE(sales.orders.last().amount, Money::fromWhole(100));
        QVERIFY(sales.orders.last().ticket != sales.orders.first().ticket);
    }

    void theKeypadTypesAtTheEnd()
    {
        test::CounterSales sales;
        ChargeViewModel model(sales, m_clock, {test::kenya(), {}, {}});
        for (const QString &key : {u"1"_s, u"2"_s, u"00"_s})
            model.typeDigits(key);
        QCOMPARE(model.amountText(), u"1,200"_s);
        model.eraseDigit();
        QCOMPARE(model.amountText(), u"120"_s);
    }
};
QTEST_GUILESS_MAIN(TestChargeViewModel)
#include "tst_charge_view_model.moc"
