// The real window, driven as a cashier does: by keys, by fingers, with a queue waiting.
#include "core/practice/qr_code.h"
#include "tests/ui/support/page_shots.h"
#include "tests/ui/support/till_window.h"
#include "ui/widgets/action_button.h"
#include "ui/widgets/amount_label.h"
#include "ui/widgets/inline_bar.h"
#include "ui/widgets/live_edit.h"
#include "ui/widgets/nav_item.h"
#include "ui/widgets/practice_band.h"
#include "ui/widgets/qr_picture.h"

#include <QClipboard>
#include <QLabel>
#include <QSignalSpy>
#include <QStackedWidget>
#include <QTest>

using namespace kaunta;
using namespace Qt::StringLiterals;
using sale::Status;
using ui::MainWindow;

namespace {

void press(QWidget &window, Qt::Key key, Qt::KeyboardModifiers modifiers = Qt::NoModifier)
{
    QWidget *target = QApplication::focusWidget() ? QApplication::focusWidget() : &window;
    QTest::keyClick(target, key, modifiers);
}

void type(const QString &text)
{
    for (const QChar c : text)
        QTest::keyClick(QApplication::focusWidget(), c.toLatin1());
}

QString focusName()
{
    return QApplication::focusWidget() ? QApplication::focusWidget()->objectName() : QString();
}

} // namespace

class TestSaleWindow final : public QObject
{
    Q_OBJECT

    std::unique_ptr<test::Till> m_till;

    MainWindow &window() { return m_till->window; }
    QString shownPage() { return window().findChild<QStackedWidget *>()->currentWidget()->objectName(); }
    template <class W>
    W *on(const QString &page, const QString &name)
    {
        auto *found = m_till->find<W>(page, name);
        Q_ASSERT(found);
        return found;
    }

private Q_SLOTS:
    void init()
    {
        test::useTheme(ui::Scheme::Light);
        m_till = std::make_unique<test::Till>();
        for (const auto &[page, name] : {std::pair{MainWindow::Page::Pending, u"pendingPage"_s}, {MainWindow::Page::Payments, u"paymentsPage"_s}}) {
            auto *other = new QWidget;
            other->setObjectName(name);
            other->setFocusPolicy(Qt::StrongFocus);
            other->setAccessibleName(name);
            window().setPage(page, other);
        }
        window().resize(1024, 600);
        window().show();
        window().activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(&window()));
    }
    void cleanup() { m_till.reset(); }

    void aSaleByKeyboardAlone()
    {
        QCOMPARE(focusName(), u"amountEdit"_s);   // the first digit belongs to the amount, without a click
        type(u"100"_s);
        press(window(), Qt::Key_Return);
        QCOMPARE(focusName(), u"phoneEdit"_s);
        type(u"0722 000 000"_s);
        QCOMPARE(on<ui::LiveEdit>(u"chargePage"_s, u"phoneEdit"_s)->text(), u"0722 000 000"_s);
        press(window(), Qt::Key_Return);
        QCOMPARE(m_till->sales.orders.size(), 1);
        QCOMPARE(m_till->sales.orders.first().amount, Money::fromWhole(100));
        QCOMPARE(m_till->sales.orders.first().phone.digits(), u"254722000000"_s);
        QCOMPARE(m_till->sales.orders.first().reference, u"Sale"_s);
        QCOMPARE(m_till->sales.orders.first().user, u"amina"_s);

        auto charge = m_till->sales.prompt(m_till->sales.accept(m_till->clock), m_till->clock);
        QCOMPARE(shownPage(), u"waitPage"_s);
        m_till->clock.advance(std::chrono::seconds{9});
        m_till->sales.settle(charge, m_till->clock, Status::Paid, u"TEST4K7QX2"_s);
        QCOMPARE(shownPage(), u"resultPage"_s);
        QCOMPARE(on<QLabel>(u"resultPage"_s, u"stateLabel"_s)->text(), u"Paid"_s);
        QCOMPARE(on<ui::AmountLabel>(u"resultPage"_s, u"receiptLabel"_s)->text(), u"TEST4K7QX2"_s);
        QCOMPARE(focusName(), u"newSaleButton"_s);

        m_till->clock.advance(std::chrono::seconds{1});
        press(window(), Qt::Key_Return);
        QCOMPARE(shownPage(), u"chargePage"_s);
        QCOMPARE(focusName(), u"amountEdit"_s);
        type(u"5"_s);
        QCOMPARE(on<ui::LiveEdit>(u"chargePage"_s, u"amountEdit"_s)->text(), u"5"_s);
    }

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

    void tabWalksAmountPhoneReferenceCharge()
    {
        type(u"1250"_s);
        press(window(), Qt::Key_Tab);
        QCOMPARE(focusName(), u"phoneEdit"_s);
        type(u"0722000000"_s);
        press(window(), Qt::Key_Tab);
        QCOMPARE(focusName(), u"referenceEdit"_s);
        press(window(), Qt::Key_Tab);
        QCOMPARE(focusName(), u"chargeButton"_s);
        press(window(), Qt::Key_Tab, Qt::ShiftModifier);
        QCOMPARE(focusName(), u"referenceEdit"_s);
        press(window(), Qt::Key_Enter);
        QCOMPARE(m_till->sales.orders.size(), 1);
    }

    void everyFocusableControlIsReachedByTabAndHasAName()
    {
        m_till->flow.charge().setAmount(u"100"_s);
        m_till->flow.charge().setPhone(u"0722000000"_s);
        QStringList reached;
        QWidget *first = QApplication::focusWidget();
        do {
            QVERIFY2(!QApplication::focusWidget()->accessibleName().isEmpty(), qPrintable(focusName()));
            reached << focusName();
            press(window(), Qt::Key_Tab);
        } while (QApplication::focusWidget() != first && reached.size() < 50);
        for (const QWidget *widget : window().findChildren<QWidget *>())
            if (widget->isVisible() && widget->isEnabled() && (widget->focusPolicy() & Qt::TabFocus))
                QVERIFY2(reached.contains(widget->objectName()), qPrintable(widget->objectName()));
        QVERIFY(test::namelessControls(window()).isEmpty());
        for (const QAbstractButton *key : window().findChild<QWidget *>(u"keypad"_s)->findChildren<QAbstractButton *>())
            QVERIFY(!key->accessibleName().isEmpty());
    }

    void doubleEnterAndAHeldEnterChargeOnce()
    {
        type(u"100"_s);
        press(window(), Qt::Key_Return);
        type(u"0722000000"_s);
        press(window(), Qt::Key_Return);
        press(window(), Qt::Key_Return);
        for (int i = 0; i < 10; ++i) {
            QKeyEvent held(QEvent::KeyPress, Qt::Key_Return, Qt::NoModifier, u"\r"_s, true);
            QApplication::sendEvent(QApplication::focusWidget(), &held);
        }
        QCOMPARE(m_till->sales.orders.size(), 1);
        m_till->sales.prompt(m_till->sales.accept(m_till->clock), m_till->clock);
        press(window(), Qt::Key_Return);   // the second Enter of a nervous finger at most asks M-PESA
        QCOMPARE(m_till->sales.orders.size(), 1);
        QCOMPARE(m_till->sales.asked, QStringList{u"check c1"_s});
        QCOMPARE(shownPage(), u"waitPage"_s);
    }

    void twoClicksChargeOnce()
    {
        m_till->flow.charge().setAmount(u"100"_s);
        m_till->flow.charge().setPhone(u"0722000000"_s);
        auto *charge = on<ui::ActionButton>(u"chargePage"_s, u"chargeButton"_s);
        QVERIFY(charge->isEnabled());
        QTest::mouseClick(charge, Qt::LeftButton);
        QTest::mouseClick(charge, Qt::LeftButton);
        QCOMPARE(m_till->sales.orders.size(), 1);
        QVERIFY(!charge->isEnabled());
    }

    void fingersFillTheAmountAndThePhone()
    {
        auto *keypad = window().findChild<QWidget *>(u"keypad"_s);
        const auto touch = [keypad](const QString &key) { QTest::mouseClick(keypad->findChild<QAbstractButton *>(key), Qt::LeftButton); };
        for (const QString &key : {u"key1"_s, u"key2"_s, u"key00"_s, u"eraseKey"_s})
            touch(key);
        QCOMPARE(on<ui::LiveEdit>(u"chargePage"_s, u"amountEdit"_s)->text(), u"120"_s);
        on<ui::LiveEdit>(u"chargePage"_s, u"phoneEdit"_s)->setFocus();
        for (const QChar digit : u"0722000000"_s)
            touch(u"key"_s + digit);
        QCOMPARE(on<ui::LiveEdit>(u"chargePage"_s, u"phoneEdit"_s)->text(), u"0722 000 000"_s);
        QVERIFY(on<ui::ActionButton>(u"chargePage"_s, u"chargeButton"_s)->isEnabled());
    }

    void f7ShowsTheCodeAndEscGoesBackWithNothingLost()
    {
        press(window(), Qt::Key_F7);
        QVERIFY(m_till->accounts.asked.isEmpty());   // no amount yet
        type(u"1250"_s);
        press(window(), Qt::Key_F7);
        QCOMPARE(m_till->accounts.asked, QStringList{u"qr 1250.00 Sale"_s});
        QCOMPARE(focusName(), u"qrNextButton"_s);
        Q_EMIT m_till->accounts.qrMade(m_till->accounts.lastTicket, practice::QrCode("x").toPng(300));
        QVERIFY(on<ui::QrPicture>(u"chargePage"_s, u"qrPicture"_s)->hasCode());
        QCOMPARE(on<ui::AmountLabel>(u"chargePage"_s, u"qrAmountLabel"_s)->text(), u"KES 1,250"_s);
        type(u"9"_s);   // changes no amount behind the code
        press(window(), Qt::Key_Escape);
        QVERIFY(!m_till->qr.isOpen());
        QCOMPARE(focusName(), u"phoneEdit"_s);
        QCOMPARE(on<ui::LiveEdit>(u"chargePage"_s, u"amountEdit"_s)->text(), u"1,250"_s);
        QVERIFY(m_till->sales.orders.isEmpty());
    }

    void enterOnTheCodeBeginsTheNextSale()
    {
        type(u"1250"_s);
        press(window(), Qt::Key_F7);
        Q_EMIT m_till->accounts.accountRefused(m_till->accounts.lastTicket, {FailureCode::RequestFailed, {}});
        press(window(), Qt::Key_Return);   // tries again
        QCOMPARE(m_till->accounts.asked.size(), 2);
        Q_EMIT m_till->accounts.qrMade(m_till->accounts.lastTicket, practice::QrCode("x").toPng(300));
        press(window(), Qt::Key_F3);       // a look at the payments, and back
        press(window(), Qt::Key_F1);
        QVERIFY(m_till->qr.isOpen());
        press(window(), Qt::Key_Return);
        QVERIFY(!m_till->qr.isOpen());
        QCOMPARE(focusName(), u"amountEdit"_s);
        QVERIFY(on<ui::LiveEdit>(u"chargePage"_s, u"amountEdit"_s)->text().isEmpty());
        QVERIFY(m_till->sales.orders.isEmpty());
    }

    void aPastedNumberIsPutInOrder()
    {
        QGuiApplication::clipboard()->setText(u" +254 722-000-000\n"_s);
        type(u"7"_s);
        press(window(), Qt::Key_Return);
        press(window(), Qt::Key_V, Qt::ControlModifier);
        QCOMPARE(on<ui::LiveEdit>(u"chargePage"_s, u"phoneEdit"_s)->text(), u"0722 000 000"_s);
        QVERIFY(on<QLabel>(u"chargePage"_s, u"phoneHintLabel"_s)->text().contains(u"Safaricom"_s));
    }

    void correctingInTheMiddleKeepsTheCursorAtItsDigit()
    {
        auto *amount = on<ui::LiveEdit>(u"chargePage"_s, u"amountEdit"_s);
        type(u"12500"_s);
        QCOMPARE(amount->text(), u"12,500"_s);
        amount->setCursorPosition(2);   // 12|,500
        type(u"3"_s);
        QCOMPARE(amount->text(), u"123,500"_s);
        QCOMPARE(amount->cursorPosition(), 3);
        amount->setCursorPosition(4);   // 123,|500
        for (int i = 0; i < 4; ++i)
            press(window(), Qt::Key_Backspace);
        QCOMPARE(amount->text(), u"500"_s);   // Backspace never gets stuck at a comma
    }

    void enterGoesToWhatIsMissing()
    {
        press(window(), Qt::Key_Return);
        QCOMPARE(focusName(), u"amountEdit"_s);
        press(window(), Qt::Key_Tab);
        type(u"0722000000"_s);
        press(window(), Qt::Key_Return);
        QCOMPARE(focusName(), u"amountEdit"_s);
        QCOMPARE(m_till->sales.orders.size(), 0);
        type(u"40"_s);
        press(window(), Qt::Key_Return);   // everything is there: no further Enter is needed
        QCOMPARE(m_till->sales.orders.size(), 1);
    }

    void digitsFindTheAmountWhereverTheFocusIs()
    {
        window().findChild<ui::NavItem *>(u"chargeNavItem"_s)->setFocus();
        press(window(), Qt::Key_8);
        QCOMPARE(focusName(), u"amountEdit"_s);
        type(u"5"_s);
        QCOMPARE(on<ui::LiveEdit>(u"chargePage"_s, u"amountEdit"_s)->text(), u"85"_s);
    }

    void escapeWhileWaitingLeavesItToPending()
    {
        m_till->promptCustomer();
        press(window(), Qt::Key_F5);
        QCOMPARE(m_till->sales.asked, QStringList{u"check c1"_s});
        press(window(), Qt::Key_Escape);
        QCOMPARE(m_till->sales.asked.last(), u"stop c1"_s);
        QCOMPARE(shownPage(), u"chargePage"_s);
        QCOMPARE(focusName(), u"amountEdit"_s);
        auto *bar = on<ui::InlineBar>(u"chargePage"_s, u"inlineBar"_s);
        QVERIFY(bar->isVisible() && bar->text().contains(u"Pending"_s));
        press(window(), Qt::Key_Escape);   // and once more takes the message away, nothing else
        QVERIFY(!bar->isVisible());
        QCOMPARE(m_till->sales.asked.size(), 2);
    }

    void anEnterTooEarlyDoesNotWipeTheOutcome()
    {
        auto charge = m_till->promptCustomer();
        m_till->sales.settle(charge, m_till->clock, Status::Unknown);
        press(window(), Qt::Key_Return);
        press(window(), Qt::Key_Escape);
        QCOMPARE(shownPage(), u"resultPage"_s);
        QCOMPARE(on<QLabel>(u"resultPage"_s, u"saysLabel"_s)->text(), u"We don't know yet. Do not ask again."_s);
        m_till->clock.advance(std::chrono::seconds{1});
        press(window(), Qt::Key_Return);
        QCOMPARE(shownPage(), u"chargePage"_s);
    }

    void anOpenRequestIsShownAndCanBeOpened()
    {
        auto open = m_till->promptCustomer();
        m_till->flow.leaveWaiting();
        m_till->flow.charge().setAmount(u"100"_s);
        m_till->flow.charge().setPhone(u"0722000000"_s);
        m_till->flow.charge().charge();
        m_till->sales.refuse(FailureCode::GuardOpenCharge, {}, open);
        QCOMPARE(shownPage(), u"chargePage"_s);
        auto *show = on<ui::InlineBar>(u"chargePage"_s, u"inlineBar"_s)->actionButton();
        QVERIFY(show->isVisible());
        QTest::mouseClick(show, Qt::LeftButton);
        QCOMPARE(shownPage(), u"waitPage"_s);
        QCOMPARE(m_till->flow.wait().charge().chargeId, open.chargeId);
    }

    void aCountdownHoldsChargeAndSaysHowLong()
    {
        m_till->flow.charge().setAmount(u"100"_s);
        m_till->flow.charge().setPhone(u"0722000000"_s);
        press(window(), Qt::Key_Return);
        m_till->sales.refuse(FailureCode::GuardCountdown, std::chrono::seconds{120});
        auto *charge = on<ui::ActionButton>(u"chargePage"_s, u"chargeButton"_s);
        QVERIFY(!charge->isEnabled());
        press(window(), Qt::Key_Return);
        QCOMPARE(m_till->sales.orders.size(), 1);
        m_till->clock.advance(std::chrono::seconds{120});
        QTRY_VERIFY(charge->isEnabled());   // the window's own timer brings it back
    }

    void sendAgainIsOnlyThereWhenTheServiceAllowsIt()
    {
        auto charge = m_till->promptCustomer();
        auto *again = on<ui::ActionButton>(u"resultPage"_s, u"sendAgainButton"_s);
        m_till->sales.settle(charge, m_till->clock, Status::Declined);
        QVERIFY(!again->isVisible());
        press(window(), Qt::Key_F6);
        QCOMPARE(m_till->sales.orders.size(), 1);
        Q_EMIT m_till->sales.resendStateTold(charge.chargeId, {true, std::chrono::seconds{60}});
        QVERIFY(again->isVisible() && !again->isEnabled());
        press(window(), Qt::Key_F6);
        QCOMPARE(m_till->sales.orders.size(), 1);
        m_till->clock.advance(std::chrono::seconds{60});
        QTRY_VERIFY(again->isEnabled());
        press(window(), Qt::Key_F6);
        press(window(), Qt::Key_F6);
        QCOMPARE(m_till->sales.orders.size(), 2);
        QCOMPARE(m_till->sales.orders.last().saleId, charge.saleId);
    }

    void nothingJumpsWhileWaiting()
    {
        auto charge = m_till->promptCustomer();
        const auto places = [this] {
            QStringList all;
            for (const QString &name : {u"amountLabel"_s, u"phoneLabel"_s, u"stateLabel"_s, u"elapsedLabel"_s, u"stepList"_s, u"timelineList"_s, u"leaveButton"_s,
                                        u"checkButton"_s, u"nextCheckLabel"_s}) {
                const auto *widget = on<QWidget>(u"waitPage"_s, name);
                const QPoint at = widget->mapTo(&window(), QPoint());
                all << u"%1 %2,%3 %4"_s.arg(name).arg(at.x()).arg(at.y()).arg(widget->height());
            }
            return all;
        };
        QApplication::processEvents();
        const QStringList before = places();
        for (int i = 0; i < 9; ++i) {
            m_till->clock.advance(std::chrono::seconds{15});
            charge.lastCheckAt = m_till->clock.nowUtc();
            charge.timeline << sale::TimelineEntry{m_till->clock.nowUtc(), u"charge.query_pending"_s, u"500.001.1001"_s, u"The transaction is being processed"_s};
            charge.nextCheckAt = i % 2 ? QDateTime() : m_till->clock.nowUtc().addSecs(20);
            Q_EMIT m_till->sales.chargeChanged(charge);
            Q_EMIT m_till->sales.onlineChanged(i % 2 == 0);
            m_till->flow.wait().tick();
            QApplication::processEvents();
            QCOMPARE(places(), before);
        }
        QCOMPARE(m_till->flow.wait().stateWord(), u"Checking"_s);
    }

    void otherPagesKeepTheSaleAndTellItsOutcome()
    {
        auto charge = m_till->promptCustomer();
        press(window(), Qt::Key_F9);
        QCOMPARE(shownPage(), u"pendingPage"_s);
        QCOMPARE(focusName(), u"pendingPage"_s);
        m_till->sales.settle(charge, m_till->clock, Status::Paid, u"TEST4K7QX2"_s);
        QCOMPARE(shownPage(), u"pendingPage"_s);   // nobody is thrown out of what he does
        auto *alert = window().findChild<ui::InlineBar *>(u"alertBar"_s);
        QVERIFY(alert->isVisible() && alert->text().contains(u"Paid"_s) && alert->text().contains(u"KES 1,250"_s));
        press(window(), Qt::Key_F1);
        QCOMPARE(shownPage(), u"resultPage"_s);
        QVERIFY(!alert->isVisible());
        press(window(), Qt::Key_F3);
        QCOMPARE(shownPage(), u"paymentsPage"_s);
        press(window(), Qt::Key_Escape);
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
        press(window(), Qt::Key_Return);
        QCOMPARE(m_till->sales.orders.size(), 0);
        auto *alert = window().findChild<ui::InlineBar *>(u"alertBar"_s);
        QVERIFY(alert->text().contains(u"damaged"_s));
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

    void focusIsShownByARingOfThreePixels()
    {
        m_till->flow.charge().setAmount(u"100"_s);
        m_till->flow.charge().setPhone(u"0722000000"_s);
        auto *charge = on<ui::ActionButton>(u"chargePage"_s, u"chargeButton"_s);
        charge->setFocus();
        QApplication::processEvents();
        const QImage image = charge->grab().toImage();
        const QColor ring = ui::Theme::current().colors().ink;
        int thickness = 0;
        while (thickness < 10 && image.pixelColor(image.width() / 2, thickness) == ring)
            ++thickness;
        QCOMPARE(thickness, 3);
    }

    void f7RefundsWhatIsPaidAndTakesACodeForWhatIsNot()
    {
        QSignalSpy refund(&window(), &MainWindow::refundWanted);
        QSignalSpy code(&window(), &MainWindow::codeWanted);
        auto charge = m_till->sales.settle(m_till->promptCustomer(), m_till->clock, Status::Unknown);
        auto *codeButton = on<ui::ActionButton>(u"resultPage"_s, u"codeButton"_s);
        auto *refundButton = on<ui::ActionButton>(u"resultPage"_s, u"refundButton"_s);
        QVERIFY(codeButton->isVisible() && !refundButton->isVisible());
        QVERIFY(on<ui::ActionButton>(u"resultPage"_s, u"overButton"_s)->isVisible());
        press(window(), Qt::Key_F7);
        QApplication::processEvents();   // it has its place now
        QTest::mouseClick(codeButton, Qt::LeftButton);
        QCOMPARE(code.count(), 2);
        QCOMPARE(code.first().first().toString(), u"A1-0142"_s);
        m_till->sales.settle(charge, m_till->clock, Status::Paid);
        QVERIFY(!codeButton->isVisible() && !refundButton->isVisible());   // its receipt is awaited
        press(window(), Qt::Key_F7);
        m_till->sales.settle(charge, m_till->clock, Status::Paid, u"TEST4K7QX2"_s);
        QVERIFY(!codeButton->isVisible() && refundButton->isVisible());
        press(window(), Qt::Key_F7);
        QApplication::processEvents();   // it has its place now
        QTest::mouseClick(refundButton, Qt::LeftButton);
        QCOMPARE(refund.count(), 2);
        QCOMPARE(refund.first().first().toString(), u"TEST4K7QX2"_s);
        QCOMPARE(code.count(), 2);
    }

    void overAnOpenRequestByKeyboardAlone()
    {
        QSignalSpy wanted(&m_till->flow.charge().over(), &ui::DecisionViewModel::approvalWanted);
        auto open = m_till->promptCustomer();
        press(window(), Qt::Key_Escape);
        type(u"100"_s);
        press(window(), Qt::Key_Return);
        type(u"0722000000"_s);
        press(window(), Qt::Key_F6);   // nothing stands in the way yet
        QCOMPARE(shownPage(), u"chargePage"_s);
        press(window(), Qt::Key_Return);
        m_till->sales.refuse(FailureCode::GuardOpenCharge, {}, open);
        QVERIFY(on<ui::ActionButton>(u"chargePage"_s, u"overButton"_s)->isVisible());
        press(window(), Qt::Key_F6);
        QCOMPARE(shownPage(), u"overPage"_s);
        QCOMPARE(focusName(), u"decisionReason"_s);
        type(u"deleted it"_s);
        press(window(), Qt::Key_Return);   // no choice has Enter
        QCOMPARE(wanted.count(), 0);
        press(window(), Qt::Key_Tab);
        QCOMPARE(focusName(), u"decisionYes"_s);
        press(window(), Qt::Key_Space);
        QCOMPARE(wanted.count(), 1);
        const auto request = wanted.first().first().value<people::ApprovalRequest>();
        m_till->flow.charge().over().approvalCancelled(request.ticket);
        QCOMPARE(focusName(), u"decisionReason"_s);   // not somewhere in the rail
        press(window(), Qt::Key_Escape);
        QCOMPARE(shownPage(), u"chargePage"_s);
        QCOMPARE(on<ui::LiveEdit>(u"chargePage"_s, u"amountEdit"_s)->text(), u"100"_s);
        QCOMPARE(m_till->sales.orders.size(), 2);
    }
};
QTEST_MAIN(TestSaleWindow)
#include "tst_sale_window.moc"
