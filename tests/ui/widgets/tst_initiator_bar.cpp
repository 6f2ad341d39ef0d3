#include "tests/support/test_clock.h"
#include "tests/ui/support/account_fakes.h"
#include "tests/ui/support/page_shots.h"
#include "tests/ui/support/refund_fakes.h"
#include "tests/ui/support/ways.h"
#include "ui/widgets/balance_page.h"
#include "ui/widgets/inline_bar.h"
#include "ui/widgets/refunds_page.h"

#include <QLineEdit>
#include <QPushButton>
#include <QTest>

using namespace kaunta;
using namespace Qt::StringLiterals;
using refund::Status;

namespace {

//! Both pages that need M-PESA's user, over one stop.
struct Office {
    explicit Office(const QSize &size = {1150, 680})
    {
        refundsPage.setInitiator(initiator);
        balancePage.setInitiator(initiator);
        for (QWidget *page : pages())
            page->resize(size);
    }
    QList<QWidget *> pages() { return {&refundsPage, &balancePage}; }
    bool show(QWidget &page)
    {
        for (QWidget *other : pages())
            other->setVisible(other == &page);
        page.activateWindow();
        Q_EMIT refunds.refundsListed({test::someRefund(u"141"_s, Status::Unknown, 80, 40), test::someRefund(u"140"_s, Status::Done, 450, 90)});
        Q_EMIT accounts.balancesListed({test::someBalance(u"b1"_s)});
        return QTest::qWaitForWindowActive(&page);
    }
    void press(QWidget &page, Qt::Key key) { QTest::keyClick(page.focusWidget() ? page.focusWidget() : &page, key); }

    test::TestClock clock;
    test::ListRefunds refunds;
    test::ListAccounts accounts;
    ui::InitiatorViewModel initiator{refunds, u"amina"_s};
    ui::RefundsViewModel list{refunds, clock, u"amina"_s, test::kenya()};
    ui::RefundViewModel flow{refunds, clock, u"amina"_s};
    ui::BalanceViewModel balance{accounts, clock, u"amina"_s, test::kenya()};
    ui::RefundsPage refundsPage{list, flow};
    ui::BalancePage balancePage{balance};
};

} // namespace

class TestInitiatorBar : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { test::useTheme(ui::Scheme::Light); }

    void bothPagesAskAndShowTheStop()
    {
        Office office;
        for (QWidget *page : office.pages()) {
            office.refunds.asked.clear();
            QVERIFY(office.show(*page));
            QVERIFY(office.refunds.asked.contains(u"initiator"_s));
            auto *bar = page->findChild<ui::InlineBar *>(u"initiatorStopBar"_s);
            QVERIFY(!bar->isVisible());
            Q_EMIT office.refunds.initiatorTold(u"2001"_s);
            QVERIFY(bar->isVisible() && bar->text().contains(u"2001"_s));
            QCOMPARE(test::namelessControls(*page), QStringList());
            Q_EMIT office.refunds.initiatorTold({});
            QVERIFY(!bar->isVisible());
        }
    }

    void f4OpensTheFormAndEscLeavesItWithNothingDone()
    {
        Office office;
        for (QWidget *page : office.pages()) {
            QVERIFY(office.show(*page));
            office.press(*page, Qt::Key_F4);
            QVERIFY(!office.initiator.decision().isOpen());   // nothing is stopped
            Q_EMIT office.refunds.initiatorTold(u"2001"_s);
            office.press(*page, Qt::Key_F4);
            auto *form = page->findChild<QWidget *>(u"initiatorBar"_s);
            auto *reason = form->findChild<QLineEdit *>(u"decisionReason"_s);
            QVERIFY(reason->isVisible() && reason->hasFocus());
            QTest::keyClicks(reason, u"Password corrected"_s);
            office.accounts.asked.clear();
            office.press(*page, Qt::Key_Return);   // neither lets anything go nor asks M-PESA
            QCOMPARE(office.initiator.decision().stage(), ui::DecisionViewModel::Stage::Form);
            QVERIFY(office.accounts.asked.isEmpty());
            QVERIFY(form->findChild<QPushButton *>(u"decisionYes"_s)->isEnabled());
            QVERIFY(!form->findChild<QPushButton *>(u"decisionNo"_s)->isVisible());
            office.press(*page, Qt::Key_Escape);
            QVERIFY(!office.initiator.decision().isOpen());
            QVERIFY(office.initiator.isStopped());
            QVERIFY(page->focusWidget() && page->focusWidget()->isVisible() && !form->isAncestorOf(page->focusWidget()));
            Q_EMIT office.refunds.initiatorTold({});
        }
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
            Office office(room);
            for (QWidget *page : office.pages()) {
                QVERIFY(office.show(*page));
                Q_EMIT office.refunds.initiatorTold(u"2001"_s);
                QCoreApplication::processEvents();
                QCOMPARE(page->size(), room);   // nothing demands more room than there is
                test::saveShot(*page, u"stop-"_s + page->objectName(), scheme, shot);
                office.press(*page, Qt::Key_F4);
                QCoreApplication::processEvents();
                QCOMPARE(page->size(), room);
                test::saveShot(*page, u"stop-form-"_s + page->objectName(), scheme, shot);
                office.press(*page, Qt::Key_Escape);
            }
        }
        test::useTheme(ui::Scheme::Light);
    }
};

QTEST_MAIN(TestInitiatorBar)
#include "tst_initiator_bar.moc"
