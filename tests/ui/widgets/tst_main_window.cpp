// What stands around a sale in the real window: rail, band, theme, alerts, and the other pages.
#include "tests/ui/support/page_shots.h"
#include "tests/ui/support/window_test.h"
#include "ui/widgets/action_button.h"
#include "ui/widgets/amount_label.h"
#include "ui/widgets/inline_bar.h"
#include "ui/widgets/nav_item.h"
#include "ui/widgets/practice_band.h"

#include <QLabel>
#include <QTest>

using namespace kaunta;
using namespace Qt::StringLiterals;
using sale::Status;
using ui::MainWindow;

class TestMainWindow final : public test::WindowTest
{
    Q_OBJECT

private Q_SLOTS:
    void init() { openWindow(); }
    void cleanup() { m_till.reset(); }

    void theRailHoldsEveryPageOnTheSmallestScreen()
    {
        for (const auto page : {MainWindow::Page::Direct, MainWindow::Page::Refunds, MainWindow::Page::Balance, MainWindow::Page::Settings})
            window().setPage(page, new QWidget);
        QWidget handset;
        window().setHandset(&handset);
        window().setLockable(true);
        QCoreApplication::processEvents();
        QList<QRect> others;
        for (const ui::NavItem *item : window().findChildren<ui::NavItem *>()) {
            if (!item->isVisible())
                continue;
            const QRect place(item->mapTo(&window(), QPoint()), item->size());
            QVERIFY2(place.height() >= 44, qPrintable(u"%1 %2"_s.arg(item->objectName()).arg(place.height())));
            QVERIFY2(window().rect().contains(place), qPrintable(item->objectName()));
            for (const QRect &other : others)
                QVERIFY2(!place.intersects(other), qPrintable(item->objectName()));
            others << place;
        }
        QCOMPARE(others.size(), 10);
        test::saveShot(window(), u"rail-full"_s, u"light"_s, test::kShots[0]);
    }

    void theRailCollapsesAndKeepsTheBadge()
    {
        auto *pending = window().findChild<ui::NavItem *>(u"pendingNavItem"_s);
        window().setPendingCount(3);
        const int wide = pending->width();
        window().resize(860, 600);
        QTRY_VERIFY(pending->width() < wide / 2);
        QCOMPARE(pending->badge(), 3);
        QVERIFY(pending->accessibleName().contains(u"3"_s));
        test::saveShot(window(), u"rail-narrow"_s, u"light"_s, test::kShots[0]);
    }

    void theBandTellsWhoseMoneyItIs_data()
    {
        QTest::addColumn<int>("environment");
        QTest::addColumn<QString>("text");
        QTest::newRow("practice") << static_cast<int>(Environment::Practice) << u"PRACTICE"_s;
        QTest::newRow("sandbox") << static_cast<int>(Environment::Sandbox) << u"SANDBOX"_s;
        QTest::newRow("custom") << static_cast<int>(Environment::Custom) << u"TEST SERVER 127.0.0.1"_s;
        QTest::newRow("production") << static_cast<int>(Environment::Production) << QString();
    }
    void theBandTellsWhoseMoneyItIs()
    {
        QFETCH(int, environment);
        QFETCH(QString, text);
        window().setShop({static_cast<Environment>(environment), u"127.0.0.1"_s, u"Duka"_s, u"A1"_s, u"amina"_s});
        auto *band = window().findChild<ui::PracticeBand *>();
        QCOMPARE(band->isVisible(), !text.isEmpty());
        QVERIFY(band->text().startsWith(text));
        test::saveShot(window(), u"band-%1"_s.arg(environment), u"light"_s, test::kShots[0]);
    }

    void aThemeThatChangesWhileTheTillRunsReachesEverything()
    {
        m_till->promptCustomer();
        const auto *key = window().findChild<QWidget *>(u"keypad"_s)->findChild<QAbstractButton *>(u"key7"_s);
        auto *amount = on<ui::AmountLabel>(u"waitPage"_s, u"amountLabel"_s);
        const int before = amount->sizeHint().height();
        test::useTheme(ui::Scheme::Dark, 200);
        window().resize(3840, 2160);
        QTRY_VERIFY(amount->height() > before * 19 / 10);
        QCOMPARE(window().palette().color(QPalette::Window), ui::Theme::current().colors().ground);
        QVERIFY(key->sizeHint().width() == 192);
        QVERIFY(on<ui::ActionButton>(u"waitPage"_s, u"checkButton"_s)->height() >= 88);
        QVERIFY(window().grab().toImage().pixelColor(3839, 1000) == ui::Theme::current().colors().ground);
        test::useTheme(ui::Scheme::Light);
    }

    void otherPagesKeepTheSaleAndTellItsOutcome()
    {
        auto charge = m_till->promptCustomer();
        press(Qt::Key_F9);
        QCOMPARE(shownPage(), u"pendingPage"_s);
        QCOMPARE(focusName(), u"pendingPage"_s);
        m_till->sales.settle(charge, m_till->clock, Status::Paid, u"TEST4K7QX2"_s);
        QCOMPARE(shownPage(), u"pendingPage"_s);   // nobody is thrown out of what he does
        auto *alert = window().findChild<ui::InlineBar *>(u"alertBar"_s);
        QVERIFY(alert->isVisible() && alert->text().contains(u"Paid"_s) && alert->text().contains(u"KES 1,250"_s));
        press(Qt::Key_F1);
        QCOMPARE(shownPage(), u"resultPage"_s);
        QVERIFY(!alert->isVisible());
        press(Qt::Key_F3);
        QCOMPARE(shownPage(), u"paymentsPage"_s);
        press(Qt::Key_Escape);
        QCOMPARE(shownPage(), u"resultPage"_s);
    }

    void alertsStayUntilSomebodySawThem()
    {
        auto charge = m_till->promptCustomer();
        m_till->flow.leaveWaiting();
        charge.state.stopped = true;
        charge = m_till->sales.settle(charge, m_till->clock, Status::Paid, u"TEST4K7QX2"_s);
        Q_EMIT m_till->sales.alertRaised({sale::AlertKind::LateMoney, charge, m_till->clock.nowUtc(), {}});
        auto *alert = window().findChild<ui::InlineBar *>(u"alertBar"_s);
        QVERIFY(alert->isVisible() && alert->text().contains(u"late"_s));
        QCOMPARE(shownPage(), u"chargePage"_s);
        QTest::mouseClick(alert->actionButton(), Qt::LeftButton);
        QCOMPARE(shownPage(), u"resultPage"_s);
        QVERIFY(!alert->isVisible());
        QVERIFY(on<QLabel>(u"resultPage"_s, u"nextLabel"_s)->text().contains(u"stopped waiting"_s));
    }

    void aTillThatCannotOpenTakesNoOrders()
    {
        m_till->frame.showTrouble({FailureCode::LedgerCorrupt, {}});
        m_till->flow.charge().setAmount(u"100"_s);
        m_till->flow.charge().setPhone(u"0722000000"_s);
        QVERIFY(!on<ui::ActionButton>(u"chargePage"_s, u"chargeButton"_s)->isEnabled());
        press(Qt::Key_Return);
        QCOMPARE(m_till->sales.orders.size(), 0);
        auto *alert = window().findChild<ui::InlineBar *>(u"alertBar"_s);
        QVERIFY(alert->text().contains(u"damaged"_s));
    }
};
QTEST_MAIN(TestMainWindow)
#include "tst_main_window.moc"
