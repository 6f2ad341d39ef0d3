#include "tests/ui/support/list_fakes.h"
#include "tests/ui/support/page_shots.h"
#include "tests/ui/support/ways.h"
#include "ui/widgets/handset_window.h"

#include <QLabel>
#include <QPushButton>
#include <QTest>

using namespace kaunta;
using namespace Qt::StringLiterals;
using practice::HandsetAnswer;
using test::somePrompt;

class TestHandsetWindow : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { test::useTheme(ui::Scheme::Light); }

    void comesUpWithThePromptAndWithoutTakingTheKeyboard()
    {
        test::ListHandset handset;
        test::TestClock clock;
        ui::HandsetViewModel model(handset, clock, test::kenya());
        ui::HandsetWindow window(model);
        QVERIFY(!window.isVisible());
        handset.set({somePrompt(u"p1"_s)});
        QVERIFY(window.isVisible());
        QVERIFY(window.testAttribute(Qt::WA_ShowWithoutActivating));
        QVERIFY(window.findChild<QLabel *>(u"handsetPrompt"_s)->text().contains(u"Do you want to pay KES 100"_s));
        QVERIFY(window.findChild<QLabel *>(u"handsetHint"_s)->text().contains(u"0000"_s));
    }

    void isUsedByKeyboardAlone()
    {
        test::ListHandset handset;
        test::TestClock clock;
        ui::HandsetViewModel model(handset, clock, test::kenya());
        ui::HandsetWindow window(model);
        handset.set({somePrompt(u"p1"_s)});
        QTest::keyClick(&window, Qt::Key_Return);
        QVERIFY(handset.answers.isEmpty());
        QTest::keyClicks(&window, u"12"_s);
        QTest::keyClick(&window, Qt::Key_Backspace);
        QTest::keyClicks(&window, u"345"_s);
        QTest::keyClick(&window, Qt::Key_Return);
        QTest::keyClick(&window, Qt::Key_Return);
        QCOMPARE(handset.answers, QList{HandsetAnswer::AcceptWithPin});
        handset.set({somePrompt(u"p2"_s)});
        QTest::keyClick(&window, Qt::Key_Escape);
        handset.set({somePrompt(u"p3"_s)});
        QTest::keyClick(&window, Qt::Key_N);
        QCOMPARE(handset.answers, (QList{HandsetAnswer::AcceptWithPin, HandsetAnswer::Cancel, HandsetAnswer::Ignore}));
    }

    void paysTheShopByKeyboardAndByFinger()
    {
        test::ListHandset handset;
        test::TestClock clock;
        ui::HandsetViewModel model(handset, clock, test::kenya());
        ui::HandsetWindow window(model);
        window.show();
        QTest::keyClick(&window, Qt::Key_Return);   // nothing happens by a hand that is too fast
        QVERIFY(!model.isPaying());
        QTest::keyClick(&window, Qt::Key_P);
        QTest::keyClicks(&window, u"300"_s);
        QTest::keyClick(&window, Qt::Key_Return);
        QTest::keyClicks(&window, u"pan7"_s);   // P and N are letters here
        QVERIFY(window.findChild<QLabel *>(u"handsetPrompt"_s)->text().contains(u"PAN7_"_s));
        QTest::keyClick(&window, Qt::Key_Return);
        QCOMPARE(handset.paid, QStringList{u"254722000000 300 'PAN7'"_s});
        auto *send = window.findChild<QPushButton *>(u"handsetSend"_s);
        QVERIFY(!send->isEnabled());
        Q_EMIT handset.shopPaid(u"TESTK00001"_s);
        QVERIFY(window.findChild<QLabel *>(u"handsetPrompt"_s)->text().contains(u"TESTK00001"_s));

        QTest::mouseClick(send, Qt::LeftButton);
        QTest::mouseClick(window.findChild<QAbstractButton *>(u"handsetKey5"_s), Qt::LeftButton);
        QTest::mouseClick(send, Qt::LeftButton);
        QTest::mouseClick(send, Qt::LeftButton);
        QCOMPARE(handset.paid.last(), u"254722000000 5 ''"_s);
    }

    void isUsedByFingerAlone()
    {
        test::ListHandset handset;
        test::TestClock clock;
        ui::HandsetViewModel model(handset, clock, test::kenya());
        ui::HandsetWindow window(model);
        handset.set({somePrompt(u"p1"_s)});
        auto *send = window.findChild<QPushButton *>(u"handsetSend"_s);
        QVERIFY(!send->isEnabled());
        for (const QChar digit : u"0000"_s)
            QTest::mouseClick(window.findChild<QAbstractButton *>(u"handsetKey"_s + digit), Qt::LeftButton);
        QVERIFY(send->isEnabled());
        QTest::mouseClick(send, Qt::LeftButton);
        QTest::mouseClick(send, Qt::LeftButton);
        QCOMPARE(handset.answers, QList{HandsetAnswer::WrongPin});
        auto again = somePrompt(u"p1"_s);
        again.triesLeft = 2;
        handset.set({again});
        QCOMPARE(window.findChild<QLabel *>(u"handsetProblem"_s)->text(), u"Wrong PIN. 2 tries left."_s);
    }

    void fitsASmallScreenAndAFinger()
    {
        test::ListHandset handset;
        test::TestClock clock;
        ui::HandsetViewModel model(handset, clock, test::kenya());
        ui::HandsetWindow window(model);
        handset.set({somePrompt(u"p1"_s, u"250000"_s)});
        window.show();
        const int titleBar = 30;
        QVERIFY2(window.height() + titleBar <= 600, qPrintable(QString::number(window.height())));
        for (const QAbstractButton *button : window.findChildren<QAbstractButton *>())
            QVERIFY2(button->width() >= 44 && button->height() >= 44, qPrintable(button->objectName()));
        QCOMPARE(test::namelessControls(window), QStringList());
        // Nothing on the screen moves when the prompt ends.
        const int screen = window.findChild<QWidget *>(u"handsetScreen"_s)->height();
        handset.set({});
        QCoreApplication::processEvents();
        QCOMPARE(window.findChild<QWidget *>(u"handsetScreen"_s)->height(), screen);
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
        for (const test::Shot &shot : {test::kShots[0], test::kShots[2]}) {   // the window is of one size: at 100 % and at 200 %
            test::ListHandset handset;
            test::TestClock clock;
            ui::HandsetViewModel model(handset, clock, test::kenya());
            ui::HandsetWindow window(model);
            window.show();
            QCoreApplication::processEvents();
            test::saveShot(window, u"handset-idle"_s, scheme, shot);
            QTest::keyClick(&window, Qt::Key_P);
            QTest::keyClicks(&window, u"300"_s);
            QTest::keyClick(&window, Qt::Key_Return);
            QTest::keyClicks(&window, u"inv9"_s);
            QCoreApplication::processEvents();
            test::saveShot(window, u"handset-pay"_s, scheme, shot);
            QTest::keyClick(&window, Qt::Key_Return);
            Q_EMIT handset.shopPaid(u"TESTK00001"_s);
            QCoreApplication::processEvents();
            test::saveShot(window, u"handset-paid"_s, scheme, shot);
            auto prompt = somePrompt(u"p1"_s, u"1250"_s);
            prompt.triesLeft = 2;
            handset.set({prompt, somePrompt(u"p2"_s)});
            window.activateWindow();
            QTest::keyClicks(&window, u"12"_s);
            QCoreApplication::processEvents();
            test::saveShot(window, u"handset"_s, scheme, shot);
        }
        test::useTheme(ui::Scheme::Light);
    }
};

QTEST_MAIN(TestHandsetWindow)
#include "tst_handset_window.moc"
