#include "tests/ui/support/list_fakes.h"
#include "tests/ui/support/refund_fakes.h"
#include "tests/ui/support/ways.h"
#include "ui/viewmodels/payments_view_model.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

using namespace kaunta;
using namespace Qt::StringLiterals;
using sale::Status;
using test::someCharge;

namespace {

QStringList numbers(const ui::PaymentsViewModel &model)
{
    QStringList found;
    for (int row = 0; row < model.rowCount(); ++row)
        found << model.index(row, ui::PaymentsViewModel::Number).data().toString();
    return found;
}

sale::ChargeSnapshot paid(const QString &id, qint64 shillings, const QString &receipt, int minutesAgo = 5)
{
    auto charge = someCharge(id, Status::Paid, shillings, minutesAgo);
    charge.state.receipt = receipt;
    charge.state.evidence = sale::Evidence::Callback;
    return charge;
}

} // namespace

class TestPaymentsViewModel : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void asksForTheShopsDayNotThePcsDay()
    {
        test::ListSales sales;
        test::TestClock clock;   // 08:00 UTC is 11:00 in the shop
        test::ListRefunds refunds;
        ui::PaymentsViewModel model(sales, refunds, clock, test::kenya());
        QAbstractItemModelTester tester(&model);
        model.refresh();
        QCOMPARE(sales.sinceAsked, QDateTime(QDate(2026, 11, 21), QTime(21, 0), Qt::UTC));
        clock.advance(14h);   // 22:00 UTC: 01:00 of the next day in the shop
        model.refresh();
        QCOMPARE(sales.sinceAsked, QDateTime(QDate(2026, 11, 22), QTime(21, 0), Qt::UTC));
        QVERIFY(model.dayWords().contains(u"23"_s));
    }

    void midnightBeginsANewList()
    {
        test::ListSales sales;
        test::TestClock clock;
        test::ListRefunds refunds;
        ui::PaymentsViewModel model(sales, refunds, clock, test::kenya());
        model.refresh();
        Q_EMIT sales.paymentsListed({paid(u"1"_s, 100, u"TESTAAAAAA"_s)});
        QCOMPARE(model.rowCount(), 1);
        sales.asked.clear();
        clock.advance(13h);
        model.tick();
        QCOMPARE(model.rowCount(), 0);
        QCOMPARE(sales.asked, QStringList{u"since"_s});
        QVERIFY(!model.isLoaded());
        Q_EMIT sales.chargeChanged(paid(u"1"_s, 100, u"TESTAAAAAA"_s));   // yesterday's: not of this list
        Q_EMIT sales.paymentsListed({});
        Q_EMIT sales.chargeChanged(paid(u"1"_s, 100, u"TESTAAAAAA"_s));
        QCOMPARE(model.rowCount(), 0);
    }

    void countsNothingAsPaidThatIsNotProven()
    {
        test::ListSales sales;
        test::TestClock clock;
        test::ListRefunds refunds;
        ui::PaymentsViewModel model(sales, refunds, clock, test::kenya());
        auto awaited = someCharge(u"2"_s, Status::Paid, 30);
        awaited.state.evidence = sale::Evidence::Query;
        Q_EMIT sales.paymentsListed({paid(u"1"_s, 1000, u"TESTAAAAAA"_s), awaited, someCharge(u"3"_s, Status::Unknown, 7), someCharge(u"4"_s, Status::Conflict, 11),
                                     someCharge(u"5"_s, Status::AcceptedByManager, 13), someCharge(u"6"_s, Status::ClosedByManager, 17),
                                     someCharge(u"7"_s, Status::Declined, 19), someCharge(u"8"_s, Status::NotSent, 23), someCharge(u"9"_s, Status::Prompted, 29)});
        QMap<QString, QString> totals;
        for (const ui::DayTotal &total : model.totals())
            totals.insert(total.word, u"%1 × %2"_s.arg(total.count).arg(total.amount));
        QCOMPARE(totals.value(u"Paid"_s), u"2 × KES 1,030"_s);
        QCOMPARE(totals.value(u"Unknown"_s), u"1 × KES 7"_s);
        QCOMPARE(totals.value(u"Conflict"_s), u"1 × KES 11"_s);
        QCOMPARE(totals.value(u"Accepted by manager"_s), u"1 × KES 13"_s);
        QCOMPARE(totals.value(u"Closed by manager"_s), u"1 × KES 17"_s);
        QCOMPARE(totals.value(u"Waiting"_s), u"1 × KES 29"_s);
        QCOMPARE(model.totals().first().word, u"Paid"_s);
    }

    void totalsFollowALateChange()
    {
        test::ListSales sales;
        test::TestClock clock;
        test::ListRefunds refunds;
        ui::PaymentsViewModel model(sales, refunds, clock, test::kenya());
        QAbstractItemModelTester tester(&model);
        Q_EMIT sales.paymentsListed({someCharge(u"1"_s, Status::Unknown, 500)});
        QCOMPARE(model.totals().first().amount, u"KES 0"_s);
        QSignalSpy updated(&model, &ui::PaymentsViewModel::chargeUpdated);
        Q_EMIT sales.chargeChanged(paid(u"1"_s, 500, u"TESTBBBBBB"_s));
        QCOMPARE(model.totals().first().amount, u"KES 500"_s);
        QCOMPARE(model.totals().size(), 1);   // the Unknown line is gone with its last row
        QCOMPARE(updated.count(), 1);
        Q_EMIT sales.charged(u"t"_s, someCharge(u"2"_s, Status::Journaled, 60, 0));
        QCOMPARE(model.rowCount(), 2);
        QCOMPARE(model.index(0, ui::PaymentsViewModel::State).data().toString(), u"Sending"_s);
    }

    void aLongDayAdmitsThatItsTotalsAreNotWhole()
    {
        test::ListSales sales;
        test::TestClock clock;
        test::ListRefunds refunds;
        ui::PaymentsViewModel model(sales, refunds, clock, test::kenya());
        QList<sale::ChargeSnapshot> many;
        for (int i = 0; i < ui::PaymentsViewModel::kMostListed; ++i)
            many << paid(QString::number(i), 10, {}, 1 + i % 60);
        Q_EMIT sales.paymentsListed(many);
        QVERIFY(model.limitWords().contains(u"500"_s));
        Q_EMIT sales.paymentsListed({many.first()});
        QCOMPARE(model.limitWords(), QString());
    }

    void aLongDayForgetsItsOldestPaymentForTheNewestOne()
    {
        test::ListSales sales;
        test::TestClock clock;
        test::ListRefunds refunds;
        ui::PaymentsViewModel model(sales, refunds, clock, test::kenya());
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        QList<sale::ChargeSnapshot> many;
        for (int i = 0; i < ui::PaymentsViewModel::kMostListed; ++i)
            many << paid(u"old-%1"_s.arg(i), 10, {}, 30);
        many.last().journaledAt = many.last().journaledAt.addSecs(-60);
        Q_EMIT sales.paymentsListed(many);
        const QStringList before = numbers(model);
        Q_EMIT sales.chargeChanged(paid(u"new"_s, 10, {}, 1));
        QCOMPARE(model.rowCount(), ui::PaymentsViewModel::kMostListed);
        QCOMPARE(numbers(model).mid(1), before.mid(0, before.size() - 1));
        Q_EMIT sales.chargeChanged(many.last());   // news of the one that is gone brings nobody else down
        QCOMPARE(numbers(model).mid(1), before.mid(0, before.size() - 1));
    }

    void filters_data()
    {
        QTest::addColumn<QString>("typed");
        QTest::addColumn<QStringList>("found");
        const QStringList all{u"A1-0001"_s, u"A1-0002"_s, u"A1-0003"_s};
        QTest::newRow("nothing") << u""_s << all;
        QTest::newRow("blanks") << u"   "_s << all;
        QTest::newRow("receipt, small letters") << u"ske5"_s << QStringList{u"A1-0001"_s};
        QTest::newRow("receipt, middle") << u"E52P"_s << QStringList{};
        QTest::newRow("phone end") << u"126"_s << QStringList{u"A1-0002"_s};
        QTest::newRow("whole phone") << u"0708374126"_s << QStringList{u"A1-0002"_s};
        QTest::newRow("whole phone in groups") << u"+254 708 374 126"_s << QStringList{u"A1-0002"_s};
        QTest::newRow("another phone with that end") << u"0711000126"_s << QStringList{};
        QTest::newRow("amount") << u"1,250"_s << QStringList{u"A1-0001"_s};
        QTest::newRow("amount begins") << u"12"_s << QStringList{u"A1-0001"_s, u"A1-0003"_s};
        QTest::newRow("amount with cents") << u"120.00"_s << QStringList{u"A1-0003"_s};
        QTest::newRow("reference") << u"rent"_s << QStringList{u"A1-0003"_s};
        QTest::newRow("sale number") << u"A1-0002"_s << QStringList{u"A1-0002"_s};
        QTest::newRow("sale number's end") << u"0003"_s << QStringList{u"A1-0003"_s};
        QTest::newRow("two words both") << u"12 rent"_s << QStringList{u"A1-0003"_s};
        QTest::newRow("two words, one wrong") << u"1250 rent"_s << QStringList{};
        QTest::newRow("no magic characters") << u".*"_s << QStringList{};
    }
    void filters()
    {
        QFETCH(QString, typed);
        QFETCH(QStringList, found);
        test::ListSales sales;
        test::TestClock clock;
        test::ListRefunds refunds;
        ui::PaymentsViewModel model(sales, refunds, clock, test::kenya());
        QAbstractItemModelTester tester(&model);
        auto first = paid(u"1"_s, 1250, u"SKE52PAWR9"_s, 1);
        auto second = paid(u"2"_s, 40, u"SKF11AAAAA"_s, 2);
        second.phoneMasked = u"0708 … 126"_s;
        auto third = paid(u"3"_s, 120, {}, 3);
        third.reference = u"RENT-7"_s;
        Q_EMIT sales.paymentsListed({first, second, third});
        const QString paidTotal = model.totals().first().amount;
        model.setFilter(typed);
        QCOMPARE(numbers(model), found);
        QCOMPARE(model.totals().first().amount, paidTotal);   // totals are the day's, whatever is shown
        QCOMPARE(model.emptyWords().isEmpty(), !found.isEmpty());
    }

    void aRowThatStopsFittingLeavesTheFilteredList()
    {
        test::ListSales sales;
        test::TestClock clock;
        test::ListRefunds refunds;
        ui::PaymentsViewModel model(sales, refunds, clock, test::kenya());
        QAbstractItemModelTester tester(&model);
        Q_EMIT sales.paymentsListed({someCharge(u"1"_s, Status::Prompted, 100, 1), someCharge(u"2"_s, Status::Prompted, 100, 2)});
        model.setFilter(u"TESTC"_s);
        QCOMPARE(model.rowCount(), 0);
        Q_EMIT sales.chargeChanged(paid(u"2"_s, 100, u"TESTCCCCCC"_s, 2));
        QCOMPARE(numbers(model), QStringList{u"A1-0002"_s});
        Q_EMIT sales.charged(u"t"_s, someCharge(u"3"_s, Status::Journaled, 100, 0));
        QCOMPARE(numbers(model), QStringList{u"A1-0002"_s});
        QCOMPARE(model.shownWords(), u"1 of 3 shown"_s);
        model.setFilter({});
        QCOMPARE(numbers(model), (QStringList{u"A1-0003"_s, u"A1-0001"_s, u"A1-0002"_s}));
    }

    void detailTellsTheWholeStory()
    {
        test::ListSales sales;
        test::TestClock clock;
        test::ListRefunds refunds;
        ui::PaymentsViewModel model(sales, refunds, clock, test::kenya());
        auto charge = someCharge(u"1"_s, Status::Declined);
        charge.state.reason = u"1032"_s;
        charge.state.evidence = sale::Evidence::Callback;
        charge.providerText = u"Request cancelled by user"_s;
        charge.explanation.says = "Customer cancelled or did not answer.";
        charge.timeline = {{charge.journaledAt, u"charge.confirmed"_s, {}, {}}, {charge.acceptedAt, u"charge.callback_declined"_s, u"1032"_s, u"Request cancelled by user"_s}};
        Q_EMIT sales.paymentsListed({charge});
        const ui::PaymentDetail detail = model.detail(u"1"_s);
        QCOMPARE(detail.timeline.size(), 2);
        QCOMPARE(detail.timeline.at(0).time, u"10:55:00"_s);
        QCOMPARE(detail.timeline.at(1).small, u"1032 Request cancelled by user"_s);
        QVERIFY(!detail.timeline.at(1).says.contains(u"1032"_s));   // codes are small print
        QCOMPARE(detail.state.says, u"Customer cancelled or did not answer."_s);
        QVERIFY(detail.smallPrint.contains(u"1032"_s));
        QVERIFY(model.detail(u"none"_s).chargeId.isEmpty());
    }

    void everyJournalKindHasWords()
    {
        using namespace sale::event;
        const QList<sale::Event> events{Confirmed{}, PushAccepted{}, PushFailed{}, ProofOfPayment{}, CallbackDeclined{}, CallbackUnclear{}, CallbackOtherAmount{}, QueryPaid{},
                                        QueryDeclined{}, QueryPending{}, QueryUnclear{}, PromptWindowOver{}, Restarted{}, StoppedWaiting{}, ManagerAccepted{}, ManagerClosed{}};
        QCOMPARE(events.size(), static_cast<qsizetype>(std::variant_size_v<sale::Event>));
        for (const sale::Event &event : events) {
            const QString words = ui::timelineWords({{}, sale::eventName(event), {}, {}});
            QVERIFY2(words != sale::eventName(event) && words.contains(u' '), qPrintable(sale::eventName(event)));
        }
    }

    void aRefundIsMarkedOnItsPaymentAndToldApart()
    {
        using RefundStatus = refund::Status;
        test::ListSales sales;
        test::TestClock clock;
        test::ListRefunds refunds;
        ui::PaymentsViewModel model(sales, refunds, clock, test::kenya());
        model.refresh();
        QVERIFY(refunds.asked.contains(u"list"_s));
        QList<sale::ChargeSnapshot> day;
        for (int i = 1; i <= 6; ++i) {
            day << someCharge(QString::number(i), Status::Paid, 100 * i, i);
            day.last().state.receipt = u"TESTK"_s + QString::number(i).rightJustified(5, u'0');
        }
        Q_EMIT sales.paymentsListed(day);
        const auto word = [&model](const QString &id) { return model.index(model.rowOf(id), ui::PaymentsViewModel::State).data().toString(); };
        QCOMPARE(word(u"1"_s), u"Paid"_s);
        QVERIFY(model.detail(u"1"_s).offersRefund);

        auto part = test::someRefund(u"2"_s, RefundStatus::Done, 50);
        Q_EMIT refunds.refundsListed({test::someRefund(u"1"_s, RefundStatus::Done, 100), part, test::someRefund(u"3"_s, RefundStatus::Accepted, 300),
                                      test::someRefund(u"4"_s, RefundStatus::Unknown, 400), test::someRefund(u"5"_s, RefundStatus::Refused, 500),
                                      test::someRefund(u"6"_s, RefundStatus::DoneByManager, 600), test::someRefund(u"77"_s, RefundStatus::Done, 7700)});
        QCOMPARE(word(u"1"_s), u"Paid, refunded"_s);
        QCOMPARE(word(u"2"_s), u"Paid, partly refunded"_s);
        QCOMPARE(word(u"3"_s), u"Paid, refund pending"_s);
        QCOMPARE(word(u"4"_s), u"Paid, refund unknown"_s);
        QCOMPARE(word(u"5"_s), u"Paid"_s);
        QCOMPARE(word(u"6"_s), u"Paid, refund unproven"_s);
        const QModelIndex pending = model.index(model.rowOf(u"3"_s), ui::PaymentsViewModel::State);
        QCOMPARE(pending.data(ui::PaymentsViewModel::ToneRole).value<ui::Tone>(), ui::Tone::Waiting);
        QVERIFY(pending.data(ui::PaymentsViewModel::GlyphRole).value<ui::Glyph>() != ui::Glyph::Paid);

        // Paid stays what came; a refund that is only asked for, unknown or without proof is not refunded.
        QStringList totals;
        for (const ui::DayTotal &total : model.totals())
            totals << u"%1 %2 %3"_s.arg(total.word).arg(total.count).arg(total.amount);
        QCOMPARE(totals, (QStringList{u"Paid 6 KES 2,100"_s, u"Refunded 2 KES 150"_s, u"Refund pending 1 KES 300"_s, u"Refund unknown 1 KES 400"_s,
                                      u"Refund without proof 1 KES 600"_s}));
        QCOMPARE(model.detail(u"3"_s).refundId, u"3"_s);
        QVERIFY(!model.detail(u"3"_s).offersRefund);
        QVERIFY(model.detail(u"3"_s).state.says.contains(u"Do not refund it in cash"_s));
        QVERIFY(model.detail(u"5"_s).offersRefund);   // the refused one moved nothing
    }

    void aRefundsNewsReachesItsRow()
    {
        test::ListSales sales;
        test::TestClock clock;
        test::ListRefunds refunds;
        ui::PaymentsViewModel model(sales, refunds, clock, test::kenya());
        auto paid = someCharge(u"1"_s, Status::Paid, 100, 1);
        paid.state.receipt = u"TESTK00001"_s;
        Q_EMIT sales.paymentsListed({paid});
        QSignalSpy changed(&model, &ui::PaymentsViewModel::dataChanged);
        QSignalSpy updated(&model, &ui::PaymentsViewModel::chargeUpdated);
        Q_EMIT refunds.refundStarted(u"t"_s, test::someRefund(u"1"_s, refund::Status::Journaled, 100));
        QCOMPARE(model.detail(u"1"_s).state.state.word, u"Paid, refund pending"_s);
        Q_EMIT refunds.refundChanged(test::someRefund(u"1"_s, refund::Status::Done, 100));
        QCOMPARE(model.detail(u"1"_s).state.state.word, u"Paid, refunded"_s);
        QCOMPARE(changed.count(), 2);
        QCOMPARE(updated.count(), 2);
        QCOMPARE(model.totals().at(1).amount, u"KES 100"_s);
    }

    void anEmptyDayIsCountedInTheShopsOwnMoney()
    {
        test::ListSales sales;
        test::TestClock clock;
        test::ListRefunds refunds;
        ui::PaymentsViewModel model(sales, refunds, clock, test::ethiopia());
        Q_EMIT sales.paymentsListed({});
        QCOMPARE(model.totals().first().amount, u"ETB 0"_s);
    }

    void whatCannotBeSentBackFromTheTillSaysWhereToDoIt()
    {
        test::ListSales sales;
        test::TestClock clock;
        test::ListRefunds refunds;
        ui::PaymentsViewModel model(sales, refunds, clock, test::kcb());
        auto paid = someCharge(u"1"_s, Status::Paid, 100, 1);
        paid.state.receipt = u"TESTK00001"_s;
        Q_EMIT sales.paymentsListed({paid, someCharge(u"2"_s, Status::Declined, 100, 2)});
        QVERIFY(!model.detail(u"1"_s).offersRefund);
        QVERIFY(model.detail(u"1"_s).cannotRefund.startsWith(u"KCB Buni cannot send money back"_s));
        QVERIFY(model.detail(u"2"_s).cannotRefund.isEmpty());   // there is nothing to send back
    }
};

QTEST_GUILESS_MAIN(TestPaymentsViewModel)
#include "tst_payments_view_model.moc"
