#include "ui/viewmodels/qr_view_model.h"

#include "tests/ui/support/account_fakes.h"
#include "tests/ui/support/counter_sales.h"
#include "tests/ui/support/ways.h"
#include "ui/viewmodels/charge_view_model.h"

#include <QSignalSpy>
#include <QTest>

using namespace kaunta;
using namespace kaunta::ui;
using namespace Qt::StringLiterals;
using Stage = QrViewModel::Stage;

namespace {

const QByteArray kPng("\x89PNG and so on");

} // namespace

class TestQrViewModel final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void asksForTheAmountAndShowsWhatComes()
    {
        test::ListAccounts accounts;
        QrViewModel model(accounts);
        model.show(Money::fromWhole(1250), u"INV1"_s);
        QCOMPARE(accounts.asked, QStringList{u"qr 1250.00 INV1"_s});
        QCOMPARE(model.stage(), Stage::Making);
        QVERIFY(model.png().isEmpty());
        Q_EMIT accounts.qrMade(accounts.lastTicket, kPng);
        QCOMPARE(model.stage(), Stage::Shown);
        QCOMPARE(model.png(), kPng);
        QCOMPARE(model.amountText(), u"KES 1,250"_s);
        QCOMPARE(model.referenceText(), u"INV1"_s);
        QVERIFY(model.todo().contains(u"scan"_s));
    }

    void neverSaysThatMoneyCame()
    {
        test::ListAccounts accounts;
        QrViewModel model(accounts);
        model.show(Money::fromWhole(1250), u"INV1"_s);
        Q_EMIT accounts.qrMade(accounts.lastTicket, kPng);
        QVERIFY(model.arrives().contains(u"direct payment"_s));
        for (const QString &words : {model.arrives(), model.todo()})
            QVERIFY(!words.contains(u"paid"_s, Qt::CaseInsensitive));
    }

    void aCodeOfAnEarlierAmountIsNotShown()
    {
        test::ListAccounts accounts;
        QrViewModel model(accounts);
        model.show(Money::fromWhole(1250), u"INV1"_s);
        const QString first = accounts.lastTicket;
        model.close();
        Q_EMIT accounts.qrMade(first, kPng);
        QCOMPARE(model.stage(), Stage::Closed);
        QVERIFY(model.png().isEmpty());
        model.show(Money::fromWhole(500), u"INV2"_s);
        Q_EMIT accounts.qrMade(first, kPng);
        Q_EMIT accounts.accountRefused(first, {FailureCode::RequestFailed, {}});
        QCOMPARE(model.stage(), Stage::Making);
        QVERIFY(model.png().isEmpty());
    }

    void aRefusalSaysWhyAndMayBeTriedAgain()
    {
        test::ListAccounts accounts;
        QrViewModel model(accounts);
        model.tryAgain();
        QVERIFY(accounts.asked.isEmpty());
        model.show(Money::fromWhole(1250), u"INV1"_s);
        Q_EMIT accounts.accountRefused(accounts.lastTicket, {FailureCode::RequestFailed, u"500.001.1001"_s});
        QCOMPARE(model.stage(), Stage::Failed);
        QVERIFY(model.notice().says.contains(u"No money was moved"_s));
        QVERIFY(model.notice().says.contains(u"500.001.1001"_s));
        QVERIFY(!model.notice().next.isEmpty());
        QVERIFY(model.arrives().isEmpty());   // nothing will
        model.tryAgain();
        model.tryAgain();
        QCOMPARE(accounts.asked.size(), 2);
        QVERIFY(model.notice().isEmpty());
        Q_EMIT accounts.qrMade(accounts.lastTicket, kPng);
        QCOMPARE(model.stage(), Stage::Shown);
    }

    void whatIsNoPictureIsNotShown()
    {
        test::ListAccounts accounts;
        QrViewModel model(accounts);
        model.show(Money::fromWhole(1250), u"INV1"_s);
        Q_EMIT accounts.qrMade(accounts.lastTicket, "<html>");
        QCOMPARE(model.stage(), Stage::Failed);
        QVERIFY(!model.notice().isEmpty());
    }

    void theCounterOffersItOnlyWhereItCanBeMade()
    {
        test::TestClock clock;
        test::CounterSales sales;
        ChargeViewModel counter(sales, clock, {test::kenya(), {}, {}});
        QSignalSpy wanted(&counter, &ChargeViewModel::qrWanted);
        counter.setAmount(u"100"_s);
        counter.showQr();
        QVERIFY(!counter.offersQr());
        QCOMPARE(wanted.count(), 0);
        counter.setQrOffered(true);
        QVERIFY(counter.canShowQr());   // without a phone
        counter.setReference(u" INV1 "_s);
        counter.showQr();
        QCOMPARE(wanted.count(), 1);
        QCOMPARE(wanted.first().at(0).value<Money>(), Money::fromWhole(100));
        QCOMPARE(wanted.first().at(1).toString(), u"INV1"_s);
    }

    void theCounterNeedsAnAmountAReferenceAndAnOpenTill()
    {
        test::TestClock clock;
        test::CounterSales sales;
        ChargeViewModel counter(sales, clock, {test::kenya(), {}, {}});
        counter.setQrOffered(true);
        QVERIFY(!counter.canShowQr());
        counter.setAmount(u"100"_s);
        counter.setReference(u"INV#1"_s);
        QVERIFY(!counter.canShowQr());
        counter.setReference(u"INV1"_s);
        counter.setStopped(true);
        QVERIFY(!counter.canShowQr());
        counter.setStopped(false);
        counter.setPhone(u"0722 000 000"_s);
        counter.charge();
        QVERIFY(!counter.canShowQr());   // a prompt is on its way: not both
    }
};
QTEST_GUILESS_MAIN(TestQrViewModel)
#include "tst_qr_view_model.moc"
