// Pending as a cashier uses it: real widgets, keyboard first.
#include "tests/ui/support/page_shots.h"
#include "tests/ui/support/pending_desk.h"
#include "tests/ui/support/ways.h"
#include "tests/ui/support/widget_words.h"
#include "ui/widgets/pending_card.h"
#include "ui/widgets/pending_page.h"

#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

using namespace kaunta;
using namespace Qt::StringLiterals;
using sale::Status;
using test::find;
using test::labelText;
using test::settle;
using test::someCharge;

namespace {

QList<sale::ChargeSnapshot> somePending(const QDateTime &now)
{
    auto waiting = someCharge(u"142"_s, Status::Prompted, 1250, 0);
    waiting.acceptedAt = now.addSecs(-12);
    waiting.nextCheckAt = now.addSecs(8);
    auto unknown = someCharge(u"139"_s, Status::Unknown, 560, 21);
    unknown.lastCheckAt = now.addSecs(-95);
    unknown.nextCheckAt = now.addSecs(140);
    unknown.phoneMasked = u"0110 … 413"_s;
    auto conflict = someCharge(u"133"_s, Status::Conflict, 2500, 63);
    conflict.lastCheckAt = now.addSecs(-3000);
    auto awaited = someCharge(u"131"_s, Status::Paid, 3400, 84);
    awaited.state.evidence = sale::Evidence::Query;
    awaited.lastCheckAt = now.addSecs(-4800);
    awaited.phoneMasked = u"0708 … 126"_s;
    auto blind = someCharge(u"120"_s, Status::Unknown, 45, 200);
    blind.hasCheckoutId = false;
    return {waiting, unknown, conflict, awaited, blind};
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

enquiry::PullSnapshot wholeList(const QDateTime &now)
{
    enquiry::PullSnapshot pull;
    pull.outcome = enquiry::PullSnapshot::Outcome::Done;
    pull.records = 128;
    pull.to = now;
    pull.from = now.addSecs(-48 * 3600);
    return pull;
}

} // namespace

class TestPendingPage : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { test::useTheme(ui::Scheme::Light); }

    void pendingIsWalkedByArrowsAndCheckedByF5()
    {
        test::PendingDesk desk;
        ui::PendingPage page(desk.model);
        page.resize(820, 520);
        page.show();
        QVERIFY(QTest::qWaitForWindowActive(&page));
        QVERIFY(desk.sales.asked.contains(u"pending"_s));
        desk.list(somePending(desk.clock.nowUtc()));
        auto cards = page.findChildren<ui::PendingCard *>();
        QCOMPARE(cards.size(), 5);
        QVERIFY(cards.at(0)->hasFocus());   // where the next key belongs
        QTest::keyClick(page.focusWidget(), Qt::Key_Down);
        QVERIFY(cards.at(1)->hasFocus());
        desk.sales.asked.clear();
        QTest::keyClick(page.focusWidget(), Qt::Key_F5);
        QTest::keyClick(page.focusWidget(), Qt::Key_F5);
        QCOMPARE(desk.sales.asked, QStringList{u"check 139"_s});
        QTest::keyClick(page.focusWidget(), Qt::Key_End);
        QVERIFY(cards.at(4)->hasFocus());
        QTest::keyClick(page.focusWidget(), Qt::Key_Down);
        QVERIFY(cards.at(4)->hasFocus());
    }

    void aFingerOnTheButtonChecksTheChosenRowOnce()
    {
        test::PendingDesk desk;
        ui::PendingPage page(desk.model);
        page.resize(820, 520);
        page.show();
        QVERIFY(QTest::qWaitForWindowActive(&page));
        desk.list(somePending(desk.clock.nowUtc()));
        desk.sales.asked.clear();
        auto *second = page.findChildren<ui::PendingCard *>().at(1);
        QTest::mouseClick(second, Qt::LeftButton);
        auto *button = find<QPushButton>(page, u"checkButton"_s);
        QTest::mouseClick(button, Qt::LeftButton);
        QTest::mouseClick(button, Qt::LeftButton);   // a double tap
        QCOMPARE(desk.sales.asked, QStringList{u"check 139"_s});
        QVERIFY(!button->isEnabled());
        QVERIFY(second->hasFocus());   // the next arrow belongs to the list
    }

    void eachRowOffersWhatHelpsItAndNoButtonMoves()
    {
        test::PendingDesk desk;
        ui::PendingPage page(desk.model);
        page.resize(1150, 680);
        page.show();
        QVERIFY(QTest::qWaitForWindowActive(&page));
        desk.list(somePending(desk.clock.nowUtc()), someGoingBack());
        const QStringList names{u"checkButton"_s, u"lookButton"_s, u"codeButton"_s, u"decideButton"_s, u"openButton"_s};
        const auto offered = [&] {
            QString all;
            for (const QString &name : names)
                all += find<QPushButton>(page, name)->isEnabled() ? u'x' : u'-';
            return all;
        };
        QCoreApplication::processEvents();
        const QRect place = find<QPushButton>(page, u"decideButton"_s)->geometry();
        QStringList seen;
        for (int i = 0; i < 7; ++i) {
            seen << offered();
            QCoreApplication::processEvents();
            QCOMPARE(find<QPushButton>(page, u"decideButton"_s)->geometry(), place);
            QTest::keyClick(page.focusWidget(), Qt::Key_Down);
        }
        // waiting, unknown, conflict, receipt awaited, unknown that cannot be asked about, and two refunds
        QCOMPARE(seen, (QStringList{u"xxx-x"_s, u"xxxxx"_s, u"-xxxx"_s, u"-x--x"_s, u"-xxxx"_s, u"----x"_s, u"----x"_s}));
        int last = -1;
        for (const QString &name : names) {   // in the order in which they help
            const int x = find<QPushButton>(page, name)->mapTo(&page, QPoint()).x();
            QVERIFY(x > last);
            last = x;
        }
    }

    void f4LooksInTheListAndTheRowTellsWhatCameOfIt()
    {
        test::PendingDesk desk;
        ui::PendingPage page(desk.model);
        page.resize(820, 520);
        page.show();
        QVERIFY(QTest::qWaitForWindowActive(&page));
        desk.list(somePending(desk.clock.nowUtc()));
        QTest::keyClick(page.focusWidget(), Qt::Key_Down);
        auto *card = qobject_cast<ui::PendingCard *>(page.focusWidget());
        auto *says = card->findChild<QLabel *>(u"lookupLabel"_s);
        QVERIFY(!says->isVisible());
        QTest::keyClick(page.focusWidget(), Qt::Key_F4);
        QTest::keyClick(page.focusWidget(), Qt::Key_F4);
        QCOMPARE(desk.account.asked, QStringList{u"pull 48"_s});
        QVERIFY(says->isVisible());
        QVERIFY(!find<QPushButton>(page, u"lookButton"_s)->isEnabled());
        enquiry::PullSnapshot none;
        none.outcome = enquiry::PullSnapshot::Outcome::NoData;
        Q_EMIT desk.account.pullChanged(desk.account.lastTicket, none);
        QVERIFY(card->accessibleDescription().contains(u"no list for this shop"_s));
        QVERIFY(find<QPushButton>(page, u"lookButton"_s)->isEnabled());
        QVERIFY(card->hasFocus());
    }

    void enterOpensTheRowAndF7TakesItsCode()
    {
        test::PendingDesk desk;
        ui::PendingPage page(desk.model);
        page.resize(820, 520);
        page.show();
        QVERIFY(QTest::qWaitForWindowActive(&page));
        QSignalSpy charge(&page, &ui::PendingPage::chargeWanted);
        QSignalSpy refund(&page, &ui::PendingPage::refundWanted);
        QSignalSpy code(&page, &ui::PendingPage::codeWanted);
        desk.list(somePending(desk.clock.nowUtc()), someGoingBack());
        QTest::keyClick(page.focusWidget(), Qt::Key_Down);
        QTest::keyClick(page.focusWidget(), Qt::Key_F7);
        QCOMPARE(code.first().first().toString(), u"A1-0139"_s);
        QTest::keyClick(page.focusWidget(), Qt::Key_Return);
        QCOMPARE(charge.count(), 1);
        QCOMPARE(charge.first().first().value<sale::ChargeSnapshot>().chargeId, u"139"_s);
        QTest::keyClick(page.focusWidget(), Qt::Key_End);
        QTest::keyClick(page.focusWidget(), Qt::Key_F7);   // a refund has no code of a customer
        QTest::keyClick(page.focusWidget(), Qt::Key_F6);
        QVERIFY(!desk.model.decision().isOpen());
        QTest::keyClick(page.focusWidget(), Qt::Key_Enter);
        QCOMPARE(refund.first().first().toString(), u"728"_s);
        QCOMPARE(charge.count(), 1);
        QCOMPARE(code.count(), 1);
    }

    void aManagerDecidesBesideTheListAndNoChoiceHasEnter()
    {
        test::PendingDesk desk;
        ui::PendingPage page(desk.model);
        page.resize(820, 520);
        page.show();
        QVERIFY(QTest::qWaitForWindowActive(&page));
        QSignalSpy wanted(&desk.model.decision(), &ui::DecisionViewModel::approvalWanted);
        desk.list(somePending(desk.clock.nowUtc()));
        QTest::keyClick(page.focusWidget(), Qt::Key_F6);   // the prompt is on the phone still
        QVERIFY(!desk.model.decision().isOpen());
        QTest::keyClick(page.focusWidget(), Qt::Key_Down);
        QTest::keyClick(page.focusWidget(), Qt::Key_F6);
        auto *reason = find<QLineEdit>(page, u"decisionReason"_s);
        QVERIFY(reason->isVisible() && reason->hasFocus());
        QVERIFY(!find<QPushButton>(page, u"openButton"_s)->isVisible());   // Enter is nobody's now
        QTest::keyClicks(reason, u"seen on the phone"_s);
        QTest::keyClick(reason, Qt::Key_Return);
        QTest::keyClick(reason, Qt::Key_Down);   // walks nowhere while somebody writes
        QCOMPARE(wanted.count(), 0);
        QVERIFY(desk.model.decision().isOpen());
        QTest::mouseClick(find<QPushButton>(page, u"decisionNo"_s), Qt::LeftButton);
        QCOMPARE(wanted.count(), 1);
        const auto request = wanted.first().first().value<people::ApprovalRequest>();
        QCOMPARE(request.subject, u"139"_s);
        desk.model.decision().approvalGiven(request.ticket, {u"g1"_s, u"njeri"_s, false});
        QCOMPARE(desk.sales.asked.last(), u"decide 139 close seen on the phone amina g1"_s);
        Q_EMIT desk.sales.chargeChanged(someCharge(u"139"_s, Status::ClosedByManager, 560, 21));
        QVERIFY(!reason->isVisible());
        QCOMPARE(qobject_cast<ui::PendingCard *>(page.focusWidget())->id(), u"133"_s);
    }

    void aFormAboutOneRowDoesNotStayOverAnother()
    {
        test::PendingDesk desk;
        ui::PendingPage page(desk.model);
        page.resize(820, 520);
        page.show();
        QVERIFY(QTest::qWaitForWindowActive(&page));
        desk.list(somePending(desk.clock.nowUtc()));
        QTest::keyClick(page.focusWidget(), Qt::Key_Down);
        QTest::keyClick(page.focusWidget(), Qt::Key_F6);
        QVERIFY(desk.model.decision().isOpen());
        auto *conflict = page.findChildren<ui::PendingCard *>().at(2);
        QTest::mouseClick(conflict, Qt::LeftButton);
        QVERIFY(!desk.model.decision().isOpen());
        QVERIFY(conflict->hasFocus());
        QTest::keyClick(page.focusWidget(), Qt::Key_F6);
        QTest::keyClick(page.focusWidget(), Qt::Key_Escape);
        QVERIFY(!desk.model.decision().isOpen());
        QVERIFY(conflict->hasFocus());
    }

    void theFocusStaysOnItsRowWhileRowsComeAndGo()
    {
        test::PendingDesk desk;
        ui::PendingPage page(desk.model);
        page.resize(820, 520);
        page.show();
        QVERIFY(QTest::qWaitForWindowActive(&page));
        desk.list(somePending(desk.clock.nowUtc()));
        QTest::keyClick(page.focusWidget(), Qt::Key_Down);
        auto *second = qobject_cast<ui::PendingCard *>(page.focusWidget());
        QCOMPARE(second->id(), u"139"_s);
        Q_EMIT desk.sales.charged(u"t"_s, someCharge(u"143"_s, Status::Journaled, 10, 0));
        QVERIFY(second->hasFocus());
        desk.list(somePending(desk.clock.nowUtc()));   // the whole list anew
        QCOMPARE(qobject_cast<ui::PendingCard *>(page.focusWidget())->id(), u"139"_s);
        auto paid = someCharge(u"139"_s, Status::Paid, 560, 21);
        paid.state.receipt = u"TESTAAAAAA"_s;
        Q_EMIT desk.sales.chargeChanged(paid);
        QCOMPARE(qobject_cast<ui::PendingCard *>(page.focusWidget())->id(), u"133"_s);
    }

    void anEmptyPendingIsGoodNews()
    {
        test::PendingDesk desk;
        ui::PendingPage page(desk.model);
        page.resize(820, 520);
        page.show();
        QCOMPARE(labelText(page, u"emptyTitleLabel"_s), u"Reading the list…"_s);
        desk.list({});
        QCOMPARE(labelText(page, u"emptyTitleLabel"_s), u"Nothing is open"_s);
        QVERIFY(page.findChild<QLabel *>(u"emptyTitleLabel"_s)->isVisible());
        Q_EMIT desk.sales.chargeChanged(someCharge(u"1"_s, Status::Unknown));
        QVERIFY(!page.findChild<QLabel *>(u"emptyTitleLabel"_s)->isVisible());
    }

    void aFloodOfPendingStaysBounded()
    {
        test::PendingDesk desk;
        ui::PendingPage page(desk.model);
        page.resize(820, 520);
        page.show();
        QList<sale::ChargeSnapshot> many;
        for (int i = 0; i < 300; ++i)
            many << someCharge(QString::number(1000 + i), Status::Unknown, 100, i);
        desk.list(many);
        QVERIFY(page.findChildren<ui::PendingCard *>().size() < 60);
        auto *more = page.findChild<QPushButton *>(u"moreButton"_s);
        QVERIFY(more->isVisible() && more->text().contains(u"260"_s));
        QTest::mouseClick(more, Qt::LeftButton);
        QTRY_COMPARE(page.findChildren<ui::PendingCard *>().size(), 300);   // none can be hidden for good
        page.hide();
        QTRY_COMPARE(page.findChildren<ui::PendingCard *>().size(), 40);
    }

    void whatOpensWhileNobodyLooksMakesNoCardsWithoutEnd()
    {
        test::PendingDesk desk;
        ui::PendingPage page(desk.model);
        desk.list({});
        for (int i = 0; i < 100; ++i)
            Q_EMIT desk.sales.chargeChanged(someCharge(QString::number(1000 + i), Status::Unknown, 100, 100 - i));
        QTRY_COMPARE(page.findChildren<ui::PendingCard *>().size(), 40);
        page.show();
        QVERIFY(page.findChild<QPushButton *>(u"moreButton"_s)->text().contains(u"60"_s));
    }

    void everyControlHasAName()
    {
        test::PendingDesk desk;
        ui::PendingPage page(desk.model);
        desk.list(somePending(desk.clock.nowUtc()), someGoingBack());
        QCOMPARE(test::namelessControls(page), QStringList());
        for (const ui::PendingCard *card : page.findChildren<ui::PendingCard *>())
            QVERIFY(card->accessibleName().contains(u"KES"_s) && card->accessibleDescription().size() > 20);
    }

    void bigLettersStillFit()
    {
        test::useTheme(ui::Scheme::Light, 200);
        test::PendingDesk desk;
        ui::PendingPage page(desk.model);
        const QSize room = test::pageSize(test::kShots[1]);
        page.resize(room);
        page.show();
        desk.list(somePending(desk.clock.nowUtc()), someGoingBack());
        settle();
        test::saveShot(page, u"pending-big"_s, u"light"_s, test::kShots[1]);
        const QSize size = page.size();
        test::useTheme(ui::Scheme::Light);
        QCOMPARE(size, room);
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
            test::PendingDesk desk;
            ui::PendingPage page(desk.model);
            const auto take = [&](const QString &name) {
                settle();
                test::saveShot(page, name, scheme, shot);
                return page.size();
            };
            page.resize(test::pageSize(shot));
            page.show();
            page.activateWindow();
            QVERIFY(QTest::qWaitForWindowActive(&page));
            desk.list({});
            take(u"pending-empty"_s);
            desk.list(somePending(desk.clock.nowUtc()), someGoingBack());
            QCOMPARE(take(u"pending"_s), test::pageSize(shot));   // nothing demands more room than there is
            QTest::keyClick(page.focusWidget(), Qt::Key_Down);
            QTest::keyClick(page.focusWidget(), Qt::Key_F4);
            Q_EMIT desk.account.pullChanged(desk.account.lastTicket, wholeList(desk.clock.nowUtc()));
            QTest::keyClick(page.focusWidget(), Qt::Key_F6);
            QTest::keyClicks(page.focusWidget(), u"seen on the customers phone"_s);
            QCOMPARE(take(u"pending-decision"_s), test::pageSize(shot));
            QTest::keyClick(page.focusWidget(), Qt::Key_Escape);
            take(u"pending-looked"_s);
        }
        test::useTheme(ui::Scheme::Light);
    }
};

QTEST_MAIN(TestPendingPage)
#include "tst_pending_page.moc"
