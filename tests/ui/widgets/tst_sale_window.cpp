// One sale in the real window, from the form to its outcome, driven as a cashier does: by keys, with a queue waiting.
#include "tests/ui/support/window_test.h"
#include "ui/widgets/action_button.h"
#include "ui/widgets/amount_label.h"
#include "ui/widgets/inline_bar.h"
#include "ui/widgets/live_edit.h"

#include <QLabel>
#include <QSignalSpy>
#include <QTest>

using namespace kaunta;
using namespace Qt::StringLiterals;
using sale::Status;
using ui::MainWindow;

class TestSaleWindow final : public test::WindowTest
{
    Q_OBJECT

private Q_SLOTS:
    void init() { openWindow(); }
    void cleanup() { m_till.reset(); }

    void aSaleByKeyboardAlone()
    {
        QCOMPARE(focusName(), u"amountEdit"_s);   // the first digit belongs to the amount, without a click
        type(u"100"_s);
        press(Qt::Key_Return);
        QCOMPARE(focusName(), u"phoneEdit"_s);
        type(u"0722 000 000"_s);
        QCOMPARE(on<ui::LiveEdit>(u"chargePage"_s, u"phoneEdit"_s)->text(), u"0722 000 000"_s);
        press(Qt::Key_Return);
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
        press(Qt::Key_Return);
        QCOMPARE(shownPage(), u"chargePage"_s);
        QCOMPARE(focusName(), u"amountEdit"_s);
        type(u"5"_s);
        QCOMPARE(on<ui::LiveEdit>(u"chargePage"_s, u"amountEdit"_s)->text(), u"5"_s);
    }

    void doubleEnterAndAHeldEnterChargeOnce()
    {
        type(u"100"_s);
        press(Qt::Key_Return);
        type(u"0722000000"_s);
        press(Qt::Key_Return);
        press(Qt::Key_Return);
        for (int i = 0; i < 10; ++i) {
            QKeyEvent held(QEvent::KeyPress, Qt::Key_Return, Qt::NoModifier, u"\r"_s, true);
            QApplication::sendEvent(QApplication::focusWidget(), &held);
        }
        QCOMPARE(m_till->sales.orders.size(), 1);
        m_till->sales.prompt(m_till->sales.accept(m_till->clock), m_till->clock);
        press(Qt::Key_Return);   // the second Enter of a nervous finger at most asks M-PESA
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

    void escapeWhileWaitingLeavesItToPending()
    {
        m_till->promptCustomer();
        press(Qt::Key_F5);
        QCOMPARE(m_till->sales.asked, QStringList{u"check c1"_s});
        press(Qt::Key_Escape);
        QCOMPARE(m_till->sales.asked.last(), u"stop c1"_s);
        QCOMPARE(shownPage(), u"chargePage"_s);
        QCOMPARE(focusName(), u"amountEdit"_s);
        auto *bar = on<ui::InlineBar>(u"chargePage"_s, u"inlineBar"_s);
        QVERIFY(bar->isVisible() && bar->text().contains(u"Pending"_s));
        press(Qt::Key_Escape);   // and once more takes the message away, nothing else
        QVERIFY(!bar->isVisible());
        QCOMPARE(m_till->sales.asked.size(), 2);
    }

    void anEnterTooEarlyDoesNotWipeTheOutcome()
    {
        auto charge = m_till->promptCustomer();
        m_till->sales.settle(charge, m_till->clock, Status::Unknown);
        press(Qt::Key_Return);
        press(Qt::Key_Escape);
        QCOMPARE(shownPage(), u"resultPage"_s);
        QCOMPARE(on<QLabel>(u"resultPage"_s, u"saysLabel"_s)->text(), u"We don't know yet. Do not ask again."_s);
        m_till->clock.advance(std::chrono::seconds{1});
        press(Qt::Key_Return);
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
        press(Qt::Key_Return);
        m_till->sales.refuse(FailureCode::GuardCountdown, std::chrono::seconds{120});
        auto *charge = on<ui::ActionButton>(u"chargePage"_s, u"chargeButton"_s);
        QVERIFY(!charge->isEnabled());
        press(Qt::Key_Return);
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
        press(Qt::Key_F6);
        QCOMPARE(m_till->sales.orders.size(), 1);
        Q_EMIT m_till->sales.resendStateTold(charge.chargeId, {true, std::chrono::seconds{60}});
        QVERIFY(again->isVisible() && !again->isEnabled());
        press(Qt::Key_F6);
        QCOMPARE(m_till->sales.orders.size(), 1);
        m_till->clock.advance(std::chrono::seconds{60});
        QTRY_VERIFY(again->isEnabled());
        press(Qt::Key_F6);
        press(Qt::Key_F6);
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

    void f7RefundsWhatIsPaidAndTakesACodeForWhatIsNot()
    {
        QSignalSpy refund(&window(), &MainWindow::refundWanted);
        QSignalSpy code(&window(), &MainWindow::codeWanted);
        auto charge = m_till->sales.settle(m_till->promptCustomer(), m_till->clock, Status::Unknown);
        auto *codeButton = on<ui::ActionButton>(u"resultPage"_s, u"codeButton"_s);
        auto *refundButton = on<ui::ActionButton>(u"resultPage"_s, u"refundButton"_s);
        QVERIFY(codeButton->isVisible() && !refundButton->isVisible());
        QVERIFY(on<ui::ActionButton>(u"resultPage"_s, u"overButton"_s)->isVisible());
        press(Qt::Key_F7);
        QApplication::processEvents();   // it has its place now
        QTest::mouseClick(codeButton, Qt::LeftButton);
        QCOMPARE(code.count(), 2);
        QCOMPARE(code.first().first().toString(), u"A1-0142"_s);
        m_till->sales.settle(charge, m_till->clock, Status::Paid);
        QVERIFY(!codeButton->isVisible() && !refundButton->isVisible());   // its receipt is awaited
        press(Qt::Key_F7);
        m_till->sales.settle(charge, m_till->clock, Status::Paid, u"TEST4K7QX2"_s);
        QVERIFY(!codeButton->isVisible() && refundButton->isVisible());
        press(Qt::Key_F7);
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
        press(Qt::Key_Escape);
        type(u"100"_s);
        press(Qt::Key_Return);
        type(u"0722000000"_s);
        press(Qt::Key_F6);   // nothing stands in the way yet
        QCOMPARE(shownPage(), u"chargePage"_s);
        press(Qt::Key_Return);
        m_till->sales.refuse(FailureCode::GuardOpenCharge, {}, open);
        QVERIFY(on<ui::ActionButton>(u"chargePage"_s, u"overButton"_s)->isVisible());
        press(Qt::Key_F6);
        QCOMPARE(shownPage(), u"overPage"_s);
        QCOMPARE(focusName(), u"decisionReason"_s);
        type(u"deleted it"_s);
        press(Qt::Key_Return);   // no choice has Enter
        QCOMPARE(wanted.count(), 0);
        press(Qt::Key_Tab);
        QCOMPARE(focusName(), u"decisionYes"_s);
        press(Qt::Key_Space);
        QCOMPARE(wanted.count(), 1);
        const auto request = wanted.first().first().value<people::ApprovalRequest>();
        m_till->flow.charge().over().approvalCancelled(request.ticket);
        QCOMPARE(focusName(), u"decisionReason"_s);   // not somewhere in the rail
        press(Qt::Key_Escape);
        QCOMPARE(shownPage(), u"chargePage"_s);
        QCOMPARE(on<ui::LiveEdit>(u"chargePage"_s, u"amountEdit"_s)->text(), u"100"_s);
        QCOMPARE(m_till->sales.orders.size(), 2);
    }
};
QTEST_MAIN(TestSaleWindow)
#include "tst_sale_window.moc"
