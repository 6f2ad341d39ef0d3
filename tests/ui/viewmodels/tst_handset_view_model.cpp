#include "tests/ui/support/list_fakes.h"
#include "tests/ui/support/ways.h"
#include "ui/viewmodels/handset_view_model.h"

#include <QSignalSpy>
#include <QTest>

using namespace kaunta;
using namespace Qt::StringLiterals;
using practice::HandsetAnswer;
using test::somePrompt;

namespace {

void type(ui::HandsetViewModel &model, const QString &digits)
{
    for (const QChar digit : digits)
        model.type(digit);
}

} // namespace

class TestHandsetViewModel : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void saysThePromptAsACustomerReadsIt()
    {
        test::ListHandset handset;
        test::TestClock clock;
        ui::HandsetViewModel model(handset, clock, test::kenya());
        QVERIFY(!model.hasPrompt());
        QVERIFY(!model.idleWords().isEmpty());
        QSignalSpy arrived(&model, &ui::HandsetViewModel::promptArrived);
        handset.set({somePrompt(u"p1"_s, u"1250"_s)});
        QCOMPARE(model.promptText(), u"Do you want to pay KES 1,250 to Duka la Mazoezi account INV1A17QX2?"_s);
        QCOMPARE(model.title(), u"M-PESA on 0722 … 000"_s);
        QCOMPARE(model.timeLeft(), u"1:00"_s);
        QCOMPARE(arrived.count(), 1);
    }

    void anyFourDigitsPayOnce()
    {
        test::ListHandset handset;
        test::TestClock clock;
        ui::HandsetViewModel model(handset, clock, test::kenya());
        handset.set({somePrompt(u"p1"_s)});
        type(model, u"12x"_s);
        model.send();
        QVERIFY(handset.answers.isEmpty());   // two digits are no PIN
        type(model, u"3456"_s);
        QCOMPARE(model.typedDigits(), 4);
        QVERIFY(model.canSend());
        model.send();
        model.send();
        type(model, u"1234"_s);
        model.send();
        model.cancel();
        QCOMPARE(handset.answers, QList{HandsetAnswer::AcceptWithPin});
        QCOMPARE(model.typedDigits(), 0);
        handset.set({});
        QVERIFY(!model.hasPrompt());
        QVERIFY(model.idleWords().contains(u"till"_s));
    }

    void theNamedPinIsWrongAndMayBeTriedAgain()
    {
        test::ListHandset handset;
        test::TestClock clock;
        ui::HandsetViewModel model(handset, clock, test::kenya());
        handset.set({somePrompt(u"p1"_s)});
        QVERIFY(model.hint().contains(u"0000"_s));
        type(model, u"0000"_s);
        model.send();
        QCOMPARE(handset.answers, QList{HandsetAnswer::WrongPin});
        auto again = somePrompt(u"p1"_s);
        again.triesLeft = 2;
        handset.set({again});
        QCOMPARE(model.problem(), u"Wrong PIN. 2 tries left."_s);
        type(model, u"1234"_s);
        model.send();
        QCOMPARE(handset.answers.last(), HandsetAnswer::AcceptWithPin);
    }

    void cancelAndIgnoreAreNotTheSame()
    {
        test::ListHandset handset;
        test::TestClock clock;
        ui::HandsetViewModel model(handset, clock, test::kenya());
        model.cancel();   // nothing to cancel
        QVERIFY(handset.answers.isEmpty());
        handset.set({somePrompt(u"p1"_s)});
        model.cancel();
        handset.set({somePrompt(u"p2"_s)});
        model.ignore();
        QCOMPARE(handset.answers, (QList{HandsetAnswer::Cancel, HandsetAnswer::Ignore}));
        QCOMPARE(handset.answeredIds, (QStringList{u"p1"_s, u"p2"_s}));
    }

    void promptsQueueOldestFirst()
    {
        test::ListHandset handset;
        test::TestClock clock;
        ui::HandsetViewModel model(handset, clock, test::kenya());
        handset.set({somePrompt(u"p1"_s, u"10"_s), somePrompt(u"p2"_s, u"20"_s), somePrompt(u"p3"_s, u"30"_s)});
        QCOMPARE(model.queueWords(), u"2 more waiting"_s);
        type(model, u"12"_s);
        handset.set({somePrompt(u"p1"_s, u"10"_s), somePrompt(u"p2"_s, u"20"_s)});
        QCOMPARE(model.typedDigits(), 2);   // another prompt's end is not this one's
        handset.set({somePrompt(u"p2"_s, u"20"_s)});
        QCOMPARE(model.typedDigits(), 0);   // digits typed for one prompt never reach the next
        QVERIFY(model.promptText().contains(u"KES 20"_s));
        QCOMPARE(model.queueWords(), QString());
    }

    void theCustomerPaysTheShopWithoutBeingAsked()
    {
        test::ListHandset handset;
        test::TestClock clock;
        ui::HandsetViewModel model(handset, clock, test::kenya());
        QVERIFY(model.canPayShop());
        model.startPay();
        model.send();   // no amount yet
        QCOMPARE(model.pay(), ui::HandsetViewModel::Pay::Amount);
        type(model, u"0x300"_s);
        QVERIFY2(model.payText().contains(u"300_"_s), qPrintable(model.payText()));
        model.send();
        type(model, u"inv-91 é"_s);
        model.erase();
        QVERIFY2(model.payText().contains(u"INV-9_"_s), qPrintable(model.payText()));
        model.send();
        model.send();
        QCOMPARE(handset.paid, QStringList{u"254722000000 300 'INV-9'"_s});
        QVERIFY(!model.canPayShop());   // not before there is an answer
        Q_EMIT handset.shopPaid(u"TESTK00001"_s);
        QVERIFY(model.idleWords().contains(u"TESTK00001"_s));
        model.startPay();
        type(model, u"50"_s);
        model.send();
        model.send();
        QCOMPARE(handset.paid.last(), u"254722000000 50 ''"_s);
        Q_EMIT handset.shopRefused();
        QVERIFY(model.idleWords().contains(u"did not take"_s));
    }

    void aPromptGoesBeforePayingByHandAndEscLeavesIt()
    {
        test::ListHandset handset;
        test::TestClock clock;
        ui::HandsetViewModel model(handset, clock, test::kenya());
        model.startPay();
        type(model, u"300"_s);
        model.cancel();
        QVERIFY(model.canPayShop());
        model.startPay();
        type(model, u"12"_s);
        handset.set({somePrompt(u"p1"_s)});
        QVERIFY(!model.isPaying());
        QCOMPARE(model.typedDigits(), 0);   // what was typed as an amount is no PIN
        type(model, u"1234"_s);
        model.send();
        QCOMPARE(handset.answers, QList{HandsetAnswer::AcceptWithPin});
        QVERIFY(handset.paid.isEmpty());
        model.startPay();
        QVERIFY(!model.isPaying());
    }

    void aPromptThatEndsSaysSo()
    {
        test::ListHandset handset;
        test::TestClock clock;
        ui::HandsetViewModel model(handset, clock, test::kenya());
        handset.set({somePrompt(u"p1"_s)});
        clock.advance(70s);
        QCOMPARE(model.timeLeft(), u"0:00"_s);
        handset.set({});
        QVERIFY(model.idleWords().contains(u"ended without an answer"_s));
    }

    void theCustomersMoneyAndPhoneAreThoseOfTheCountryThatIsPractised()
    {
        test::ListHandset handset;
        test::TestClock clock;
        ui::HandsetViewModel model(handset, clock, test::ethiopia());
        model.startPay();
        QVERIFY(model.payText().contains(u"ETB"_s) && !model.payText().contains(u"KES"_s));
        handset.set({somePrompt(u"p1"_s)});
        QVERIFY(model.promptText().contains(u"ETB 100"_s));
        QCOMPARE(model.title(), u"M-PESA on 0722 … 000"_s);
    }

    void aCustomerDoesNotPayAShopThatWouldNotBeTold()
    {
        test::ListHandset handset;
        test::TestClock clock;
        ui::HandsetViewModel model(handset, clock, test::kcb());
        QVERIFY(!model.canPayShop());
        model.startPay();
        QVERIFY(!model.isPaying());
        QVERIFY(!model.idleWords().contains(u"pay the shop"_s));
    }
};

QTEST_GUILESS_MAIN(TestHandsetViewModel)
#include "tst_handset_view_model.moc"
