#include "tests/e2e/receiver/receiving_process.h"

#include <QElapsedTimer>
#include <algorithm>

using namespace kaunta::test;

//! The receiver over HTTP, as M-PESA and a reverse proxy meet it.
class TestReceiver : public QObject
{
    Q_OBJECT
    static constexpr const char *kSuccess = R"({"ResultCode":0,"ResultDesc":"Success"})";

    static void accepted(const QByteArray &answer)
    {
        QCOMPARE(HttpClient::statusOf(answer), 200);
        QCOMPARE(HttpClient::bodyOf(answer), kSuccess);
    }

private Q_SLOTS:
    void everythingThatMpesaPostsIsTakenIn()
    {
        const QTemporaryDir dir;
        ReceivingProcess till(dir.path());
        accepted(till.post(tokenPath("aaaa", 1), stkBody()));
        accepted(till.post(tokenPath("aaaa", 1), stkBody("1032")));
        accepted(till.post(tokenPath("bbbb", 1), resultBody("\"R000002\"")));
        accepted(till.post(tokenPath("cccc", 1), {}));
        accepted(till.post(tokenPath("eeee", 1), c2bBody("RKL51ZDR4F")));
        QCOMPARE(HttpClient::bodyOf(till.post(tokenPath("dddd", 1), c2bBody("RKL51ZDR4G"))), R"({"ResultCode":"0","ResultDesc":"Accepted"})");
        QCOMPARE(HttpClient::bodyOf(till.post(tokenPath("dddd", 1), c2bBody("RKL51ZDR4H", "600966", "INV2"))), R"({"ResultCode":"C2B00012","ResultDesc":"Rejected"})");
        accepted(till.post(tokenPath("ffff", 1), "{}"));
        QStringList lines = till.lines(8);
        QVERIFY(lines.removeOne(u"tested "_s + QString::fromLatin1(tokenPath("ffff", 1).mid(4))));
        QCOMPARE(lines, QStringList({u"took stk paid SKE52PAWR9"_s, u"took stk declined"_s, u"took result R000002"_s, u"took timeout"_s, u"took c2b RKL51ZDR4F"_s,
                                     u"took c2b RKL51ZDR4G"_s, u"took c2b RKL51ZDR4H"_s}));
    }
    void aTruePathWithAnotherAmountIsAConflictThatSomebodySees()
    {
        const QTemporaryDir dir;
        ReceivingProcess till(dir.path());
        accepted(till.post(tokenPath("aaaa", 1), stkBody("0", "1.00")));
        QCOMPARE(till.lines(1), QStringList{u"took stk conflict"_s});
    }
    void repeatsAreTakenOnceAndInOrder()
    {
        const QTemporaryDir dir;
        ReceivingProcess till(dir.path());
        for (int round = 0; round < 5; ++round)
            for (const char *receipt : {"SKE52PAWR1", "SKE52PAWR2", "SKE52PAWR3"})
                accepted(till.post(tokenPath("aaaa", 1), stkBody("0", "100.00", receipt)));
        accepted(till.post(tokenPath("aaaa", 1), stkBody("1032")));
        QCOMPARE(till.lines(4), QStringList({u"took stk paid SKE52PAWR1"_s, u"took stk paid SKE52PAWR2"_s, u"took stk paid SKE52PAWR3"_s, u"took stk declined"_s}));
    }
    //! Done-when of the receiver: what was acknowledged is on disk, whatever happens next.
    void whatWasAcknowledgedSurvivesAKill()
    {
        const QTemporaryDir dir;
        constexpr int kRounds = 10;
        for (int round = 0; round < kRounds; ++round) {
            ReceivingProcess till(dir.path(), u"any"_s, u"deaf"_s);
            accepted(till.post(tokenPath("aaaa", round), stkBody("0", "100.00", "SKE52PAW" + QByteArray::number(10 + round))));
            till.kill();
        }
        QStringList expected;
        for (int round = 0; round < kRounds; ++round)
            expected << u"took stk paid SKE52PAW"_s + QString::number(10 + round);
        {
            ReceivingProcess till(dir.path());
            QCOMPARE(till.lines(kRounds), expected);   // what nobody interpreted before is, in its order
        }
        ReceivingProcess till(dir.path());
        accepted(till.post(tokenPath("aaaa", 99), stkBody("1032")));
        QCOMPARE(till.lines(1), QStringList{u"took stk declined"_s});   // and only once
    }
    void aCallbackIsAcknowledgedSoon()
    {
        const QTemporaryDir dir;
        ReceivingProcess till(dir.path());
        QList<qint64> times;
        QElapsedTimer clock;
        for (int i = 0; i < 200; ++i) {
            const QByteArray path = tokenPath("aaaa", i);
            clock.start();
            accepted(till.post(path, stkBody()));
            times << clock.nsecsElapsed() / 1000;
        }
        std::sort(times.begin(), times.end());
        qInfo("connected, stored durably and acknowledged: median %.1f ms, p99 %.1f ms, worst %.1f ms (goal 200 ms)", double(times.at(100)) / 1000,
              double(times.at(197)) / 1000, double(times.last()) / 1000);
        QCOMPARE(till.lines(200).size(), 200);
    }
    void behindAProxyThatIsTrustedTheSourceIsTheOneItTells()
    {
        const QTemporaryDir dir;
        ReceivingProcess till(dir.path(), u"127.0.0.1"_s);
        accepted(till.post(tokenPath("aaaa", 1), stkBody("1032"), "X-Forwarded-For: 196.201.214.200\r\n"));
        accepted(till.post(tokenPath("aaaa", 1), stkBody(), "X-Forwarded-For: 203.0.113.9\r\n"));
        accepted(till.post(tokenPath("aaaa", 1), stkBody(), "X-Forwarded-For: 196.201.214.200, 203.0.113.9\r\n"));
        accepted(till.post(tokenPath("aaaa", 1), stkBody(), "X-Forwarded-For: 196.201.214.200\r\nX-Forwarded-For: 203.0.113.9\r\n"));
        accepted(till.post(tokenPath("aaaa", 1), stkBody()));
        accepted(till.post(tokenPath("aaaa", 2), stkBody("1032"), "X-Forwarded-For: 203.0.113.9, 196.201.214.207\r\n"));
        QCOMPARE(till.lines(2), QStringList({u"took stk declined"_s, u"took stk declined"_s}));   // nobody else moved anything
    }
};

QTEST_GUILESS_MAIN(TestReceiver)
#include "tst_receiver.moc"
