// The form of a sale in the real window: what keys, fingers and the clipboard put into it, and where the focus goes.
#include "core/practice/qr_code.h"
#include "tests/ui/support/window_test.h"
#include "ui/widgets/action_button.h"
#include "ui/widgets/amount_label.h"
#include "ui/widgets/live_edit.h"
#include "ui/widgets/nav_item.h"
#include "ui/widgets/qr_picture.h"

#include <QClipboard>
#include <QLabel>
#include <QTest>

using namespace kaunta;
using namespace Qt::StringLiterals;

class TestSaleForm final : public test::WindowTest
{
    Q_OBJECT

private Q_SLOTS:
    void init() { openWindow(); }
    void cleanup() { m_till.reset(); }

    void tabWalksAmountPhoneReferenceCharge()
    {
        type(u"1250"_s);
        press(Qt::Key_Tab);
        QCOMPARE(focusName(), u"phoneEdit"_s);
        type(u"0722000000"_s);
        press(Qt::Key_Tab);
        QCOMPARE(focusName(), u"referenceEdit"_s);
        press(Qt::Key_Tab);
        QCOMPARE(focusName(), u"chargeButton"_s);
        press(Qt::Key_Tab, Qt::ShiftModifier);
        QCOMPARE(focusName(), u"referenceEdit"_s);
        press(Qt::Key_Enter);
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
            press(Qt::Key_Tab);
        } while (QApplication::focusWidget() != first && reached.size() < 50);
        for (const QWidget *widget : window().findChildren<QWidget *>())
            if (widget->isVisible() && widget->isEnabled() && (widget->focusPolicy() & Qt::TabFocus))
                QVERIFY2(reached.contains(widget->objectName()), qPrintable(widget->objectName()));
        QVERIFY(test::namelessControls(window()).isEmpty());
        for (const QAbstractButton *key : window().findChild<QWidget *>(u"keypad"_s)->findChildren<QAbstractButton *>())
            QVERIFY(!key->accessibleName().isEmpty());
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

    void aPastedNumberIsPutInOrder()
    {
        QGuiApplication::clipboard()->setText(u" +254 722-000-000\n"_s);
        type(u"7"_s);
        press(Qt::Key_Return);
        press(Qt::Key_V, Qt::ControlModifier);
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
            press(Qt::Key_Backspace);
        QCOMPARE(amount->text(), u"500"_s);   // Backspace never gets stuck at a comma
    }

    void digitsFindTheAmountWhereverTheFocusIs()
    {
        window().findChild<ui::NavItem *>(u"chargeNavItem"_s)->setFocus();
        press(Qt::Key_8);
        QCOMPARE(focusName(), u"amountEdit"_s);
        type(u"5"_s);
        QCOMPARE(on<ui::LiveEdit>(u"chargePage"_s, u"amountEdit"_s)->text(), u"85"_s);
    }

    void enterGoesToWhatIsMissing()
    {
        press(Qt::Key_Return);
        QCOMPARE(focusName(), u"amountEdit"_s);
        press(Qt::Key_Tab);
        type(u"0722000000"_s);
        press(Qt::Key_Return);
        QCOMPARE(focusName(), u"amountEdit"_s);
        QCOMPARE(m_till->sales.orders.size(), 0);
        type(u"40"_s);
        press(Qt::Key_Return);   // everything is there: no further Enter is needed
        QCOMPARE(m_till->sales.orders.size(), 1);
    }

    void f7ShowsTheCodeAndEscGoesBackWithNothingLost()
    {
        press(Qt::Key_F7);
        QVERIFY(m_till->accounts.asked.isEmpty());   // no amount yet
        type(u"1250"_s);
        press(Qt::Key_F7);
        QCOMPARE(m_till->accounts.asked, QStringList{u"qr 1250.00 Sale"_s});
        QCOMPARE(focusName(), u"qrNextButton"_s);
        Q_EMIT m_till->accounts.qrMade(m_till->accounts.lastTicket, practice::QrCode("x").toPng(300));
        QVERIFY(on<ui::QrPicture>(u"chargePage"_s, u"qrPicture"_s)->hasCode());
        QCOMPARE(on<ui::AmountLabel>(u"chargePage"_s, u"qrAmountLabel"_s)->text(), u"KES 1,250"_s);
        type(u"9"_s);   // changes no amount behind the code
        press(Qt::Key_Escape);
        QVERIFY(!m_till->qr.isOpen());
        QCOMPARE(focusName(), u"phoneEdit"_s);
        QCOMPARE(on<ui::LiveEdit>(u"chargePage"_s, u"amountEdit"_s)->text(), u"1,250"_s);
        QVERIFY(m_till->sales.orders.isEmpty());
    }

    void enterOnTheCodeBeginsTheNextSale()
    {
        type(u"1250"_s);
        press(Qt::Key_F7);
        Q_EMIT m_till->accounts.accountRefused(m_till->accounts.lastTicket, {FailureCode::RequestFailed, {}});
        press(Qt::Key_Return);   // tries again
        QCOMPARE(m_till->accounts.asked.size(), 2);
        Q_EMIT m_till->accounts.qrMade(m_till->accounts.lastTicket, practice::QrCode("x").toPng(300));
        press(Qt::Key_F3);       // a look at the payments, and back
        press(Qt::Key_F1);
        QVERIFY(m_till->qr.isOpen());
        press(Qt::Key_Return);
        QVERIFY(!m_till->qr.isOpen());
        QCOMPARE(focusName(), u"amountEdit"_s);
        QVERIFY(on<ui::LiveEdit>(u"chargePage"_s, u"amountEdit"_s)->text().isEmpty());
        QVERIFY(m_till->sales.orders.isEmpty());
    }
};
QTEST_MAIN(TestSaleForm)
#include "tst_sale_form.moc"
