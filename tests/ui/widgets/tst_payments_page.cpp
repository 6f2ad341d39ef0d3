// Payments as a cashier uses it: real widgets, keyboard first.
#include "tests/ui/support/list_fakes.h"
#include "tests/ui/support/page_shots.h"
#include "tests/ui/support/refund_fakes.h"
#include "tests/ui/support/ways.h"
#include "tests/ui/support/widget_words.h"
#include "ui/widgets/payment_detail_panel.h"
#include "ui/widgets/payments_page.h"
#include "ui/widgets/state_badge.h"
#include "ui/widgets/story_lines.h"

#include <QPushButton>
#include <QSignalSpy>
#include <QTableView>
#include <QTest>

using namespace kaunta;
using namespace Qt::StringLiterals;
using sale::Status;
using test::find;
using test::labelText;
using test::settle;
using test::someCharge;

namespace {

QList<sale::ChargeSnapshot> someDay(const QDateTime &now)
{
    QList<sale::ChargeSnapshot> day;
    const Status order[] = {Status::Prompted, Status::Paid, Status::Paid, Status::Unknown, Status::Declined, Status::Paid, Status::NotSent, Status::Paid, Status::Paid,
                            Status::Conflict, Status::Paid, Status::Paid, Status::AcceptedByManager, Status::Paid, Status::Paid, Status::Declined, Status::Paid, Status::Paid};
    const qint64 amounts[] = {1250, 80, 3400, 560, 45, 12000, 300, 150, 999, 2500, 20, 64000, 700, 5, 410, 75, 1830, 250000};
    const char *phones[] = {"0722 … 000", "0110 … 413", "0708 … 126", "0733 … 905"};
    for (int i = 0; i < 18; ++i) {
        auto charge = someCharge(QString::number(142 - i), order[i], amounts[i], i * 7);
        charge.phoneMasked = QString::fromUtf8(phones[i % 4]);
        charge.reference = i % 3 == 0 ? u"INV%1"_s.arg(1000 - i) : i % 3 == 1 ? u"TABLE %1"_s.arg(i) : u"RENT NOV"_s;
        if (charge.state.status == Status::Paid && i != 2) {
            charge.state.receipt = u"TESTK%1QX%2"_s.arg(i, 2, 10, QLatin1Char('0')).arg(i % 10);
            charge.state.evidence = sale::Evidence::Callback;
        }
        if (charge.state.status == Status::Declined) {
            charge.state.reason = u"1032"_s;
            charge.explanation.says = "The customer cancelled or did not answer.";
            charge.providerText = u"Request Cancelled by user."_s;
        }
        if (charge.state.status == Status::Unknown) {
            charge.lastCheckAt = now.addSecs(-95);
            charge.nextCheckAt = now.addSecs(140);
        }
        charge.timeline = {{charge.journaledAt, u"charge.confirmed"_s, {}, {}},
                           {charge.acceptedAt, u"charge.push_accepted"_s, u"0"_s, u"Success. Request accepted for processing"_s},
                           {charge.acceptedAt.addSecs(8), u"charge.query_pending"_s, u"500.001.1001"_s, u"The transaction is being processed"_s}};
        if (charge.state.status == Status::Paid)
            charge.timeline << sale::TimelineEntry{charge.acceptedAt.addSecs(14), u"charge.proof_of_payment"_s, u"0"_s, u"The service request is processed successfully."_s};
        day << charge;
    }
    return day;
}

QList<refund::RefundSnapshot> someGoingBack()
{
    auto pending = test::someRefund(u"731"_s, refund::Status::Accepted, 80, 40);
    auto lost = test::someRefund(u"728"_s, refund::Status::Unknown, 999, 100);
    auto done = test::someRefund(u"736"_s, refund::Status::Done, 150, 30);
    pending.receipt = u"TESTK01QX1"_s;   // of someDay()
    done.receipt = u"TESTK07QX7"_s;
    lost.receipt = u"TESTK08QX8"_s;
    return {pending, lost, done};
}

//! The page with its model, shown in the size of a shot.
struct Shown {
    explicit Shown(const test::Shot &shot)
    {
        page.resize(test::pageSize(shot));
        page.show();
        page.activateWindow();
    }
    test::ListSales sales;
    test::ListRefunds refunds;
    test::TestClock clock;
    ui::PaymentsViewModel model{sales, refunds, clock, test::kenya()};
    ui::PaymentsPage page{model};
};

} // namespace

class TestPaymentsPage : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { test::useTheme(ui::Scheme::Light); }

    void typingOnTheListFindsAndEscShowsAllAgain()
    {
        test::ListSales sales;
        test::ListRefunds refunds;
        test::TestClock clock;
        ui::PaymentsViewModel model(sales, refunds, clock, test::kenya());
        ui::PaymentsPage page(model);
        page.resize(1150, 680);
        page.show();
        QVERIFY(QTest::qWaitForWindowActive(&page));
        Q_EMIT sales.paymentsListed(someDay(clock.nowUtc()));
        auto *table = page.findChild<QTableView *>(u"paymentsTable"_s);
        auto *filter = page.findChild<QLineEdit *>(u"filterEdit"_s);
        QVERIFY(table->hasFocus());
        QTest::keyClick(table, Qt::Key_R);
        QVERIFY(filter->hasFocus());
        QTest::keyClicks(filter, u"ent"_s);
        QCOMPARE(model.rowCount(), 6);
        QCOMPARE(labelText(page, u"shownLabel"_s), u"6 of 18 shown"_s);
        QTest::keyClick(filter, Qt::Key_Down);
        QVERIFY(table->hasFocus());
        QTest::keyClick(table, Qt::Key_Escape);
        QCOMPARE(model.rowCount(), 18);
        QTest::keyClick(table, Qt::Key_F, Qt::ControlModifier);
        QVERIFY(filter->hasFocus());
        QTest::keyClicks(filter, u"nothing like that"_s);
        QVERIFY(page.findChild<QLabel *>(u"emptyLabel"_s)->isVisible());
        QTest::keyClick(filter, Qt::Key_Escape);
        QVERIFY(table->hasFocus());
    }

    void theDetailFollowsTheArrowsAndTheNews()
    {
        test::ListSales sales;
        test::ListRefunds refunds;
        test::TestClock clock;
        ui::PaymentsViewModel model(sales, refunds, clock, test::kenya());
        ui::PaymentsPage page(model);
        page.resize(1150, 680);
        page.show();
        QVERIFY(QTest::qWaitForWindowActive(&page));
        Q_EMIT sales.paymentsListed(someDay(clock.nowUtc()));
        auto *table = page.findChild<QTableView *>(u"paymentsTable"_s);
        QVERIFY(labelText(page, u"detailWho"_s).contains(u"A1-0142"_s));
        for (int i = 0; i < 4; ++i)
            QTest::keyClick(table, Qt::Key_Down);
        QCOMPARE(labelText(page, u"detailSays"_s), u"The customer cancelled or did not answer."_s);
        QVERIFY(labelText(page, u"detailSmallPrint"_s).contains(u"1032"_s));
        QCOMPARE(page.findChild<ui::StoryLines *>()->count(), 3);
        Q_EMIT sales.charged(u"t"_s, someCharge(u"143"_s, Status::Journaled, 10, 0));   // a row comes above
        QVERIFY(labelText(page, u"detailWho"_s).contains(u"A1-0138"_s));
        auto late = someCharge(u"138"_s, Status::Paid, 45, 28);
        late.state.receipt = u"TESTLATE00"_s;
        Q_EMIT sales.chargeChanged(late);
        QCOMPARE(labelText(page, u"detailReceipt"_s), u"TESTLATE00"_s);
    }

    void f7WantsARefundOnlyOfWhatIsPaidWithAReceipt()
    {
        test::ListSales sales;
        test::ListRefunds refunds;
        test::TestClock clock;
        ui::PaymentsViewModel model(sales, refunds, clock, test::kenya());
        ui::PaymentsPage page(model);
        page.resize(1150, 680);
        page.show();
        QVERIFY(QTest::qWaitForWindowActive(&page));
        QSignalSpy wanted(&page, &ui::PaymentsPage::refundWanted);
        Q_EMIT sales.paymentsListed(someDay(clock.nowUtc()));
        auto *table = page.findChild<QTableView *>(u"paymentsTable"_s);
        auto *button = page.findChild<QPushButton *>(u"refundButton"_s);
        QTest::keyClick(table, Qt::Key_F7);   // waiting
        QVERIFY(!button->isVisible());
        QTest::keyClick(table, Qt::Key_Down);
        QTest::keyClick(table, Qt::Key_F7);
        QCOMPARE(wanted.count(), 1);
        QCOMPARE(wanted.first().first().toString(), u"TESTK01QX1"_s);
        QTest::mouseClick(button, Qt::LeftButton);
        QCOMPARE(wanted.count(), 2);
        for (int i = 0; i < 2; ++i) {   // paid with its receipt awaited, unknown
            QTest::keyClick(table, Qt::Key_Down);
            QTest::keyClick(table, Qt::Key_F7);
            QVERIFY(!button->isVisible());
        }
        QCOMPARE(wanted.count(), 2);
    }

    void aPaymentThatWentBackSaysSoAndLeadsToItsRefund()
    {
        test::ListSales sales;
        test::ListRefunds refunds;
        test::TestClock clock;
        ui::PaymentsViewModel model(sales, refunds, clock, test::kenya());
        ui::PaymentsPage page(model);
        page.resize(1150, 680);
        page.show();
        QVERIFY(QTest::qWaitForWindowActive(&page));
        QSignalSpy wanted(&page, &ui::PaymentsPage::refundWanted);
        QSignalSpy shown(&page, &ui::PaymentsPage::refundShown);
        Q_EMIT sales.paymentsListed(someDay(clock.nowUtc()));
        auto *table = page.findChild<QTableView *>(u"paymentsTable"_s);
        QTest::keyClick(table, Qt::Key_Down);
        Q_EMIT refunds.refundsListed(someGoingBack());
        QCOMPARE(find<ui::StateBadge>(page, u"detailState"_s)->word(), u"Paid, refund pending"_s);
        auto *button = find<QPushButton>(page, u"refundButton"_s);
        QCOMPARE(button->text(), u"Show the refund"_s);
        QTest::keyClick(table, Qt::Key_F7);
        QTest::mouseClick(button, Qt::LeftButton);
        QCOMPARE(wanted.count(), 0);
        QCOMPARE(shown.count(), 2);
        QCOMPARE(shown.first().first().toString(), u"731"_s);
        Q_EMIT refunds.refundChanged(test::someRefund(u"731"_s, refund::Status::Refused, 80, 40));   // another receipt: nothing of this one
        QCOMPARE(button->text(), u"Show the refund"_s);
        auto refused = test::someRefund(u"731"_s, refund::Status::Refused, 80, 40);
        refused.receipt = u"TESTK01QX1"_s;
        Q_EMIT refunds.refundChanged(refused);
        QCOMPARE(button->text(), u"Refund"_s);
    }

    void enterBringsAPaymentToTheCounter()
    {
        test::ListSales sales;
        test::ListRefunds refunds;
        test::TestClock clock;
        ui::PaymentsViewModel model(sales, refunds, clock, test::kenya());
        ui::PaymentsPage page(model);
        page.resize(1150, 680);
        page.show();
        QVERIFY(QTest::qWaitForWindowActive(&page));
        QSignalSpy wanted(&page, &ui::PaymentsPage::chargeWanted);
        QTest::keyClick(&page, Qt::Key_Return);   // nothing is there yet
        Q_EMIT sales.paymentsListed(someDay(clock.nowUtc()));
        auto *table = page.findChild<QTableView *>(u"paymentsTable"_s);
        QTest::keyClick(table, Qt::Key_Down);
        QTest::keyClick(table, Qt::Key_Return);
        QCOMPARE(wanted.count(), 1);
        QCOMPARE(wanted.first().first().value<sale::ChargeSnapshot>().chargeId, u"141"_s);
        QTest::mouseClick(find<QPushButton>(page, u"openButton"_s), Qt::LeftButton);
        QCOMPARE(wanted.count(), 2);
    }

    void everyControlHasAName()
    {
        Shown shown(test::kShots[1]);
        Q_EMIT shown.sales.paymentsListed(someDay(shown.clock.nowUtc()));
        QCOMPARE(test::namelessControls(shown.page), QStringList());
        const auto *view = shown.page.findChild<QTableView *>();
        QCOMPARE(view->model()->index(3, 5).data(Qt::AccessibleTextRole).toString(), u"State: Unknown"_s);
    }

    void bigLettersStillFit()
    {
        test::useTheme(ui::Scheme::Light, 200);
        Shown shown(test::kShots[1]);
        Q_EMIT shown.sales.paymentsListed(someDay(shown.clock.nowUtc()));
        settle();
        test::saveShot(shown.page, u"payments-big"_s, u"light"_s, test::kShots[1]);
        const QSize size = shown.page.size();
        test::useTheme(ui::Scheme::Light);
        QCOMPARE(size, test::pageSize(test::kShots[1]));
    }

    void screenshots_data()
    {
        QTest::addColumn<bool>("dark");
        QTest::newRow("light") << false;
        QTest::newRow("dark") << true;
    }
    void screenshots()
    {
        QFETCH(bool, dark);
        const QString scheme = dark ? u"dark"_s : u"light"_s;
        test::useTheme(dark ? ui::Scheme::Dark : ui::Scheme::Light);
        for (const test::Shot &shot : test::kShots) {
            Shown shown(shot);
            QVERIFY(QTest::qWaitForWindowActive(&shown.page));
            Q_EMIT shown.sales.paymentsListed({});
            settle();
            test::saveShot(shown.page, u"payments-empty"_s, scheme, shot);
            Q_EMIT shown.sales.paymentsListed(someDay(shown.clock.nowUtc()));
            QTest::keyClick(shown.page.findChild<QTableView *>(), Qt::Key_Down);
            settle();
            QCOMPARE(shown.page.size(), test::pageSize(shot));   // nothing demands more room than there is
            test::saveShot(shown.page, u"payments"_s, scheme, shot);
        }
        test::useTheme(ui::Scheme::Light);
    }
};

QTEST_MAIN(TestPaymentsPage)
#include "tst_payments_page.moc"
