#include "core/practice/handset.h"
#include "core/practice/practice_driver.h"
#include "tests/core/practice/practice_bench.h"

#include <QSignalSpy>
#include <QThread>

using namespace kaunta::practice;
using namespace kaunta::practice::test;

//! The prompt on the customer's phone, and the seam to a window on another thread.
class TestPracticeHandset : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aPromptShowsWhatTheCustomerSees()
    {
        Bench bench({}, true);
        const QString id = Bench::checkoutIdOf(bench.push(u"254711000000"_s));
        const QList<Prompt> prompts = bench.simulator->prompts();
        QCOMPARE(prompts.size(), 1);
        QCOMPARE(prompts[0].id, id);
        QCOMPARE(prompts[0].phone, u"254711000000"_s);
        QCOMPARE(prompts[0].amount, u"100"_s);
        QCOMPARE(prompts[0].shop, practiceOptions().shop);
        QCOMPARE(prompts[0].reference, u"INV1"_s);
        QCOMPARE(prompts[0].endsAt, bench.clock.nowUtc().addSecs(60));
        QCOMPARE(prompts[0].triesLeft, 3);
    }

    void scriptedNumbersDoNotAsk()
    {
        Bench bench({}, true);
        bench.push(u"254722000001"_s);
        QVERIFY(bench.simulator->prompts().isEmpty());
        bench.push(u"254722000000"_s);   // 00 does
        QCOMPARE(bench.simulator->prompts().size(), 1);
    }

    void anAnswerSettlesThePrompt_data()
    {
        QTest::addColumn<int>("answer");
        QTest::addColumn<QString>("code");
        QTest::newRow("accepted") << static_cast<int>(HandsetAnswer::AcceptWithPin) << u"0"_s;
        QTest::newRow("cancelled") << static_cast<int>(HandsetAnswer::Cancel) << u"1032"_s;
    }
    void anAnswerSettlesThePrompt()
    {
        QFETCH(int, answer);
        QFETCH(QString, code);
        Bench bench({}, true);
        const QString id = Bench::checkoutIdOf(bench.push(u"254711000000"_s));
        bench.pass(30s);
        QCOMPARE(bench.says(id), u"500 500.001.1001 The transaction is being processed"_s);
        bench.simulator->answerPrompt(id, static_cast<HandsetAnswer>(answer));
        QVERIFY(bench.simulator->prompts().isEmpty());
        QCOMPARE(bench.says(id), u"200 "_s + code);
        bench.pass(1s);
        QCOMPARE(bench.delivered.size(), 1);
        QCOMPARE(bench.delivered[0].callback().value("ResultCode"_L1).toInt(), code.toInt());
        QCOMPARE(bench.delivered[0].item(u"MpesaReceiptNumber"_s).isUndefined(), code != "0"_L1);

        bench.simulator->answerPrompt(id, HandsetAnswer::AcceptWithPin);   // too late: nothing changes
        QCOMPARE(bench.says(id), u"200 "_s + code);
        bench.pass(24h);
        QCOMPARE(bench.delivered.size(), 1);
    }

    void theThirdWrongPinEndsThePrompt()
    {
        Bench bench({}, true);
        const QString id = Bench::checkoutIdOf(bench.push(u"254711000000"_s));
        bench.simulator->answerPrompt(id, HandsetAnswer::WrongPin);
        bench.simulator->answerPrompt(id, HandsetAnswer::WrongPin);
        QCOMPARE(bench.simulator->prompts().constFirst().triesLeft, 1);
        QCOMPARE(bench.says(id), u"500 500.001.1001 The transaction is being processed"_s);
        bench.simulator->answerPrompt(id, HandsetAnswer::WrongPin);
        QVERIFY(bench.simulator->prompts().isEmpty());
        QCOMPARE(bench.says(id), u"200 2001"_s);
    }

    void aRightPinAfterAWrongOnePays()
    {
        Bench bench({}, true);
        const QString id = Bench::checkoutIdOf(bench.push(u"254711000000"_s));
        bench.simulator->answerPrompt(id, HandsetAnswer::WrongPin);
        bench.simulator->answerPrompt(id, HandsetAnswer::AcceptWithPin);
        QCOMPARE(bench.says(id), u"200 0"_s);
    }

    void nobodyAnswersForAMinute_data()
    {
        QTest::addColumn<bool>("ignored");
        QTest::newRow("left alone") << false;
        QTest::newRow("ignored") << true;
    }
    void nobodyAnswersForAMinute()
    {
        QFETCH(bool, ignored);
        Bench bench({}, true);
        const QString id = Bench::checkoutIdOf(bench.push(u"254711000000"_s));
        if (ignored) {
            bench.simulator->answerPrompt(id, HandsetAnswer::Ignore);
            QVERIFY(bench.simulator->prompts().isEmpty());
        }
        bench.pass(59999ms);
        QCOMPARE(bench.says(id), u"500 500.001.1001 The transaction is being processed"_s);
        bench.pass(1ms);
        QCOMPARE(bench.says(id), u"200 1037"_s);
        QVERIFY(bench.simulator->prompts().isEmpty());
        QCOMPARE(bench.delivered.size(), 1);
        QCOMPARE(bench.delivered[0].callback().value("ResultCode"_L1), QJsonValue(1037));
    }

    void anAnswerAfterTheEndIsTooLate()
    {
        Bench bench({}, true);
        const QString id = Bench::checkoutIdOf(bench.push(u"254711000000"_s));
        bench.clock.advance(61s);   // nothing ticked in between
        bench.simulator->answerPrompt(id, HandsetAnswer::AcceptWithPin);
        QCOMPARE(bench.says(id), u"200 1037"_s);
    }

    void theDriverTicksByItself()
    {
        Bench bench;
        PracticeDriver driver(*bench.simulator, bench.clock);
        bench.push(u"254711000000"_s);
        bench.clock.advance(2s);
        bench.simulator->handle({"GET", "/", {}, {}});   // any change makes the driver look at the clock again
        QTRY_COMPARE(bench.delivered.size(), 1);
    }

    void theDriverFinishesWhatAnEarlierProcessLeft()
    {
        Bench bench;
        bench.push(u"254711000000"_s);
        bench.clock.advance(1h);
        QVERIFY(bench.delivered.isEmpty());
        const PracticeDriver driver(*bench.simulator, bench.clock);
        QTRY_COMPARE(bench.delivered.size(), 1);
    }

    void aHandsetOnAnotherThreadSeesAndAnswers()
    {
        QThread engine;
        engine.start();
        QObject there;
        there.moveToThread(&engine);
        std::unique_ptr<Bench> bench;
        std::unique_ptr<PracticeDriver> driver;
        const auto onEngine = [&there](auto work) { QMetaObject::invokeMethod(&there, work, Qt::BlockingQueuedConnection); };
        QString id;
        onEngine([&] {
            bench = std::make_unique<Bench>(QString(), true);
            driver = std::make_unique<PracticeDriver>(*bench->simulator, bench->clock);
            id = Bench::checkoutIdOf(bench->push(u"254711000000"_s));
        });

        SimulatorHandset handset(driver.get());   // built after the prompt came: it must learn of it all the same
        QSignalSpy changed(&handset, &Handset::promptsChanged);
        QTRY_COMPARE(handset.prompts().size(), 1);
        QCOMPARE(handset.prompts()[0].id, id);
        handset.answer(id, HandsetAnswer::WrongPin);
        QTRY_COMPARE(handset.prompts()[0].triesLeft, 2);
        handset.answer(id, HandsetAnswer::AcceptWithPin);
        QTRY_VERIFY(handset.prompts().isEmpty());
        QCOMPARE(changed.size(), 3);
        QString says;
        onEngine([&] {
            says = bench->says(id);
            driver.reset();
            bench.reset();
        });
        QCOMPARE(says, u"200 0"_s);
        handset.answer(id, HandsetAnswer::Cancel);   // the other side is gone: nothing happens
        onEngine([&] { there.moveToThread(QCoreApplication::instance()->thread()); });
        engine.quit();
        QVERIFY(engine.wait());
    }
};

QTEST_GUILESS_MAIN(TestPracticeHandset)
#include "tst_practice_handset.moc"
