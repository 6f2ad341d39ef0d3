#include "tests/ui/support/page_shots.h"
#include "tests/ui/support/refund_fakes.h"
#include "tests/ui/support/ways.h"
#include "ui/widgets/refund_flow_page.h"
#include "ui/widgets/refunds_page.h"
#include "ui/widgets/state_badge.h"
#include "ui/widgets/story_lines.h"

#include <QLabel>
#include <QPushButton>
#include <QTableView>
#include <QTest>

using namespace kaunta;
using namespace Qt::StringLiterals;
using refund::Status;
using test::someOffer;
using test::someRefund;

namespace {

QList<refund::RefundSnapshot> someRefunds()
{
    const Status order[] = {Status::Journaled, Status::Accepted, Status::Done, Status::Unknown, Status::Done, Status::Refused, Status::Conflict,
                            Status::Done, Status::DoneByManager, Status::NotSent, Status::ClosedByManager, Status::Done};
    const qint64 amounts[] = {1250, 80, 3400, 560, 45, 12000, 300, 150, 999, 2500, 20, 250000};
    QList<refund::RefundSnapshot> refunds;
    for (int i = 0; i < 12; ++i) {
        refunds << someRefund(QString::number(142 - i), order[i], amounts[i], i * i * 40);
        refunds.last().requestedBy = i % 3 == 0 ? u"wanjiku"_s : u"amina"_s;
    }
    refunds[3].canAsk = false;
    refunds[3].acceptedAt = {};
    return refunds;
}

//! The page over services that the test plays; everything is in sight and the list is read.
struct Counter {
    explicit Counter(const QSize &size = {1150, 680})
    {
        QObject::connect(&flow, &ui::RefundViewModel::approvalWanted, &page, [this](const people::ApprovalRequest &request) { requests << request; });
        QObject::connect(&model.decision(), &ui::DecisionViewModel::approvalWanted, &page, [this](const people::ApprovalRequest &request) { requests << request; });
        page.resize(size);
        page.show();
        page.activateWindow();
    }
    bool ready()
    {
        const bool active = QTest::qWaitForWindowActive(&page);
        Q_EMIT refunds.refundsListed(someRefunds());
        return active;
    }
    template <class W>
    W *find(const QString &name) const { return page.findChild<W *>(name); }
    QString text(const QString &label) const { return find<QLabel>(label)->text(); }
    void press(Qt::Key key) { QTest::keyClick(page.focusWidget() ? page.focusWidget() : &page, key); }
    //! From a payment to the form.
    void offer()
    {
        flow.start(u"TESTK01QX1"_s);
        Q_EMIT refunds.refundOffered(someOffer());
    }

    test::TestClock clock;
    test::ListRefunds refunds;
    ui::RefundsViewModel model{refunds, clock, u"amina"_s, test::kenya()};
    ui::RefundViewModel flow{refunds, clock, u"amina"_s};
    ui::RefundsPage page{model, flow};
    QList<people::ApprovalRequest> requests;
};

} // namespace

class TestRefundsPage : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { test::useTheme(ui::Scheme::Light); }

    void arrowsShowTheStoryAndF5Asks()
    {
        Counter counter;
        QVERIFY(counter.ready());
        auto *table = counter.find<QTableView>(u"refundsTable"_s);
        QVERIFY(table->hasFocus());
        counter.press(Qt::Key_Down);
        QCOMPARE(counter.find<ui::StateBadge>(u"refundState"_s)->word(), u"Refund pending"_s);
        QCOMPARE(counter.find<ui::StoryLines>(u"refundStory"_s)->count(), 2);
        counter.refunds.asked.clear();
        counter.press(Qt::Key_F5);
        counter.press(Qt::Key_F5);
        QCOMPARE(counter.refunds.asked, QStringList{u"check 141"_s});
        QVERIFY(!counter.find<QPushButton>(u"refundCheck"_s)->isEnabled());
        Q_EMIT counter.refunds.refundChanged(someRefund(u"141"_s, Status::Done, 80, 40));
        QCOMPARE(counter.find<ui::StateBadge>(u"refundState"_s)->word(), u"Refunded"_s);
        QVERIFY(!counter.find<QPushButton>(u"refundCheck"_s)->isVisible());
        Q_EMIT counter.refunds.refundStarted(u"t"_s, someRefund(u"143"_s, Status::Journaled, 10, 0));   // a row comes above
        QCOMPARE(counter.find<ui::StateBadge>(u"refundState"_s)->word(), u"Refunded"_s);
    }

    void aPaymentGoesBackByKeyboardAlone()
    {
        Counter counter;
        QVERIFY(counter.ready());
        counter.press(Qt::Key_F7);
        auto *receipt = counter.find<QLineEdit>(u"receiptEdit"_s);
        QVERIFY(receipt->isVisible() && receipt->hasFocus());
        QTest::keyClicks(receipt, u"testk01qx1"_s);
        counter.press(Qt::Key_Return);
        QCOMPARE(counter.refunds.asked.last(), u"may TESTK01QX1"_s);
        Q_EMIT counter.refunds.refundOffered(someOffer());
        QVERIFY(counter.text(u"flowToWhom"_s).contains(u"0722 … 000"_s));
        auto *reason = counter.find<QComboBox>(u"reasonBox"_s);
        QVERIFY(reason->hasFocus());
        counter.press(Qt::Key_Return);   // nothing is chosen yet
        QVERIFY(counter.requests.isEmpty());
        counter.press(Qt::Key_Down);
        counter.press(Qt::Key_Tab);
        QVERIFY(counter.find<QLineEdit>(u"noteEdit"_s)->hasFocus());
        QTest::keyClicks(counter.page.focusWidget(), u"size 42"_s);
        counter.press(Qt::Key_Return);
        counter.press(Qt::Key_Return);
        QCOMPARE(counter.requests.size(), 1);
        counter.flow.approvalGiven(counter.requests.first().ticket, {u"g1"_s, u"njeri"_s, false});
        QCOMPARE(counter.refunds.orders.size(), 1);
        QCOMPARE(counter.refunds.orders.first().reason, u"Wrong amount - size 42"_s);
        Q_EMIT counter.refunds.refundStarted(counter.refunds.orders.first().ticket, someRefund(u"150"_s, Status::Accepted, 1250, 0));
        QCOMPARE(counter.find<ui::StateBadge>(u"flowState"_s)->word(), u"Refund pending"_s);
        counter.press(Qt::Key_F5);
        QCOMPARE(counter.refunds.asked.last(), u"check 150"_s);
        counter.press(Qt::Key_Return);   // leaves it waiting; the list shows it
        auto *table = counter.find<QTableView>(u"refundsTable"_s);
        QVERIFY(table->isVisible() && table->hasFocus());
        QCOMPARE(counter.find<ui::StateBadge>(u"refundState"_s)->word(), u"Refund pending"_s);
    }

    void escLeavesAndSendsNothing()
    {
        Counter counter;
        QVERIFY(counter.ready());
        counter.offer();
        QVERIFY(counter.find<QComboBox>(u"reasonBox"_s)->isVisible());
        counter.press(Qt::Key_Escape);
        QVERIFY(counter.find<QTableView>(u"refundsTable"_s)->hasFocus());
        QVERIFY(counter.refunds.orders.isEmpty() && counter.requests.isEmpty());
    }

    void whatIsNotPossibleSaysWhyAndShowsWhatStandsInTheWay()
    {
        Counter counter;
        QVERIFY(counter.ready());
        auto offer = someOffer();
        offer.possible = false;
        offer.failure = {FailureCode::RefundExists, {}};
        offer.refundId = u"139"_s;
        counter.flow.start(offer.receipt);
        Q_EMIT counter.refunds.refundOffered(offer);
        QVERIFY(!counter.find<QComboBox>(u"reasonBox"_s)->isVisible());
        auto *flow = counter.find<QWidget>(u"refundFlowPage"_s);
        auto *show = flow->findChild<QPushButton *>(u"barActionButton"_s);
        QVERIFY(show->isVisible());
        QTest::mouseClick(show, Qt::LeftButton);
        QVERIFY(counter.find<QTableView>(u"refundsTable"_s)->isVisible());
        QCOMPARE(counter.find<ui::StateBadge>(u"refundState"_s)->word(), u"Unknown"_s);
    }

    void aManagersDecisionNeedsAReasonAndNoChoiceHasEnter()
    {
        Counter counter;
        QVERIFY(counter.ready());
        for (int i = 0; i < 3; ++i)
            counter.press(Qt::Key_Down);
        QVERIFY(counter.find<QPushButton>(u"refundDecide"_s)->isVisible());
        counter.press(Qt::Key_F6);
        auto *reason = counter.find<QLineEdit>(u"decisionReason"_s);
        QVERIFY(reason->isVisible() && reason->hasFocus());
        auto *yes = counter.find<QPushButton>(u"decisionYes"_s);
        QVERIFY(!yes->isEnabled());
        QTest::keyClicks(reason, u"seen in the portal"_s);
        QTest::keyClick(reason, Qt::Key_Return);
        QVERIFY(counter.requests.isEmpty());
        QTest::mouseClick(yes, Qt::LeftButton);
        QCOMPARE(counter.requests.size(), 1);
        QCOMPARE(counter.requests.first().subject, u"139"_s);
        counter.model.decision().approvalGiven(counter.requests.first().ticket, {u"g1"_s, u"njeri"_s, false});
        QCOMPARE(counter.refunds.asked.last(), u"decide 139 back seen in the portal amina g1"_s);
        Q_EMIT counter.refunds.refundChanged(someRefund(u"139"_s, Status::DoneByManager, 560, 360));
        QVERIFY(!reason->isVisible());
        QVERIFY(counter.find<QTableView>(u"refundsTable"_s)->hasFocus());
        QCOMPARE(counter.find<ui::StateBadge>(u"refundState"_s)->word(), u"Back, no proof"_s);
    }

    void aFormAboutOneRefundDoesNotStayOverAnother()
    {
        Counter counter;
        QVERIFY(counter.ready());
        for (int i = 0; i < 3; ++i)
            counter.press(Qt::Key_Down);
        counter.press(Qt::Key_F6);
        QVERIFY(counter.model.decision().isOpen());
        QTest::keyClick(counter.find<QTableView>(u"refundsTable"_s), Qt::Key_Down);
        QVERIFY(!counter.model.decision().isOpen());
        counter.press(Qt::Key_F6);   // a refund that is proven has nothing to decide
        QVERIFY(!counter.model.decision().isOpen());
    }

    void typingFindsAndEscShowsAllAgain()
    {
        Counter counter;
        QVERIFY(counter.ready());
        auto *table = counter.find<QTableView>(u"refundsTable"_s);
        auto *filter = counter.find<QLineEdit>(u"filterEdit"_s);
        const int all = counter.model.rowCount();
        QTest::keyClick(table, Qt::Key_W);
        QVERIFY(filter->hasFocus());
        QTest::keyClicks(filter, u"anjiku"_s);
        QCOMPARE(counter.model.rowCount(), 4);
        QTest::keyClick(filter, Qt::Key_Down);
        QVERIFY(table->hasFocus());
        QTest::keyClick(table, Qt::Key_Escape);
        QCOMPARE(counter.model.rowCount(), all);
    }

    void everyControlHasAName()
    {
        Counter counter;
        QVERIFY(counter.ready());
        QCOMPARE(test::namelessControls(counter.page), QStringList());
        counter.offer();
        QCOMPARE(test::namelessControls(counter.page), QStringList());
    }

    void pictures_data()
    {
        QTest::addColumn<bool>("dark");
        QTest::addColumn<int>("percent");
        QTest::newRow("light") << false << 100;
        QTest::newRow("dark") << true << 100;
        QTest::newRow("big letters") << false << 200;
    }
    void pictures()
    {
        QFETCH(bool, dark);
        QFETCH(int, percent);
        const QString scheme = percent > 100 ? u"big"_s : dark ? u"dark"_s : u"light"_s;
        test::useTheme(dark ? ui::Scheme::Dark : ui::Scheme::Light, percent);
        for (const test::Shot &shot : test::kShots) {
            if (percent > 100 && shot.window.width() < 1366)
                continue;
            const QSize room = test::pageSize(shot);
            Counter counter(room);
            const auto save = [&](const QString &name) {
                QCoreApplication::processEvents();
                QCOMPARE(counter.page.size(), room);   // nothing demands more room than there is
                test::saveShot(counter.page, name, scheme, shot);
            };
            QVERIFY(QTest::qWaitForWindowActive(&counter.page));
            Q_EMIT counter.refunds.refundsListed({});
            save(u"refunds-empty"_s);
            QVERIFY(counter.ready());
            counter.press(Qt::Key_Down);
            save(u"refunds"_s);
            counter.press(Qt::Key_Down);
            counter.press(Qt::Key_Down);
            counter.press(Qt::Key_F6);
            QTest::keyClicks(counter.page.focusWidget(), u"seen in the portal"_s);
            save(u"refunds-decision"_s);
            counter.model.decision().close();
            counter.flow.choose();
            save(u"refund-choose"_s);
            auto refused = someOffer();
            refused.possible = false;
            refused.failure = {FailureCode::CallbackNotTested, {}};
            counter.flow.start(refused.receipt);
            Q_EMIT counter.refunds.refundOffered(refused);
            save(u"refund-not-possible"_s);
            counter.flow.close();
            counter.offer();
            counter.press(Qt::Key_Down);
            save(u"refund-form"_s);
            counter.flow.askApproval();
            counter.flow.approvalGiven(counter.requests.last().ticket, {u"g1"_s, u"njeri"_s, false});
            Q_EMIT counter.refunds.refundStarted(counter.refunds.orders.last().ticket, someRefund(u"150"_s, Status::Accepted, 1250, 0));
            save(u"refund-pending"_s);
            Q_EMIT counter.refunds.refundChanged(someRefund(u"150"_s, Status::Done, 1250, 0));
            save(u"refund-done"_s);
            auto lost = someRefund(u"150"_s, Status::Unknown, 1250, 0);
            lost.acceptedAt = {};
            Q_EMIT counter.refunds.refundChanged(lost);
            save(u"refund-unknown"_s);
        }
        test::useTheme(ui::Scheme::Light);
    }
};

QTEST_MAIN(TestRefundsPage)
#include "tst_refunds_page.moc"
