#include "tests/e2e/receiver/receiving_process.h"

#include <QDir>
#include <QDirIterator>
#include <QElapsedTimer>
#include <algorithm>
#include <vector>

using namespace kaunta::test;

//! Forgers and vandals: nothing moves, memory and disk stay bounded, and M-PESA is answered meanwhile.
class TestReceiverRude : public QObject
{
    Q_OBJECT
    static constexpr const char *kFromMpesa = "X-Forwarded-For: 196.201.214.200\r\n";
#ifdef __SANITIZE_ADDRESS__
    static constexpr qint64 kBoundKiB = 1'000'000;   // the sanitizer keeps what was freed
#else
    static constexpr qint64 kBoundKiB = 64 * 1024;
#endif

    static qint64 bytesIn(const QString &dir)
    {
        qint64 sum = 0;
        QDirIterator files(dir, QDir::Files);
        while (files.hasNext()) {
            files.next();
            sum += files.fileInfo().size();
        }
        return sum;
    }
    static void answersMpesa(ReceivingProcess &till, int number)
    {
        QCOMPARE(HttpClient::statusOf(till.post(tokenPath("aaaa", 1000 + number), stkBody("1032"), kFromMpesa)), 200);
        QCOMPARE(till.lines(1), QStringList{u"took stk declined"_s});
    }

private Q_SLOTS:
    void tenThousandForgedCallbacksChangeNothing()
    {
        const QTemporaryDir dir;
        ReceivingProcess till(dir.path(), u"127.0.0.1"_s);   // production's rules
        answersMpesa(till, 0);
        const qint64 before = till.peakKiB();
        constexpr int kRounds = 2'000;
        QElapsedTimer clock;
        clock.start();
        int refused = 0;   // beyond the twenty that a path may bring
        const auto swallowed = [&refused](const QByteArray &answer) {
            refused += HttpClient::statusOf(answer) == 503 ? 1 : 0;
            return HttpClient::statusOf(answer) == 200 || HttpClient::statusOf(answer) == 503;
        };
        for (int i = 0; i < kRounds; ++i) {
            const QByteArray receipt = "SKE5" + QByteArray::number(100'000 + i);
            QVERIFY(swallowed(till.post(tokenPath("9999", i), stkBody("0", "100.00", receipt), kFromMpesa)));                   // wrong path
            QVERIFY(swallowed(till.post(tokenPath("eeee", 1), c2bBody(receipt, "600967"), kFromMpesa)));                        // wrong short code
            QVERIFY(swallowed(till.post(tokenPath("aaaa", 2), stkBody("0", "100.00", receipt), "X-Forwarded-For: 203.0.113.9\r\n")));   // wrong source
            QVERIFY(swallowed(till.post(tokenPath("aaaa", 3), stkBody("0", "100.00", receipt, "ws_CO_2"), kFromMpesa)));        // wrong CheckoutRequestID
            QVERIFY(swallowed(till.post(tokenPath("aaaa", 1000), stkBody("1032"), kFromMpesa)));                                // replayed
        }
        QCOMPARE(refused, kRounds - 20);
        // Twenty bodies on the one true path were kept and judged; none moved anything, and the rest was not even read.
        const QStringList lines = till.lines(20);
        QCOMPARE(lines, QStringList(20, u"took stk another charge's"_s));
        answersMpesa(till, 1);
        qInfo("%d forged callbacks: peak memory %lld KiB before, %lld KiB after; inbox %lld KiB on disk; %.1f s", 5 * kRounds, before, till.peakKiB(), bytesIn(dir.path()) / 1024,
              double(clock.elapsed()) / 1000);
        QVERIFY(till.peakKiB() < kBoundKiB);
        QVERIFY(bytesIn(dir.path()) < 16 * 1024 * 1024);
    }
    void aHugeBodyIsRefusedBeforeItComes_data()
    {
        QTest::addColumn<QByteArray>("head");
        QTest::newRow("announced") << QByteArray("Content-Length: 200000000\r\n\r\n");
        QTest::newRow("in chunks") << QByteArray("Transfer-Encoding: chunked\r\n\r\nBEBC200\r\n");
    }
    void aHugeBodyIsRefusedBeforeItComes()
    {
        QFETCH(QByteArray, head);
        const QTemporaryDir dir;
        ReceivingProcess till(dir.path(), u"127.0.0.1"_s);
        HttpClient client(till.port());
        client.write("POST " + tokenPath("aaaa", 1) + " HTTP/1.1\r\n" + head);
        qint64 sent = 0;
        const QByteArray piece(64 * 1024, '7');
        while (sent < 200'000'000 && client.isOpen()) {
            client.socket().write(piece);
            if (!client.socket().waitForBytesWritten(20'000))
                break;
            sent += piece.size();
        }
        const QByteArray got = client.blockingAnswer();
        QVERIFY2(sent < 20'000'000, qPrintable(QString::number(sent)));
        QVERIFY(got.isEmpty() || got.startsWith("HTTP/1.1 413 "));   // a reset may overtake it
        answersMpesa(till, 1);
        qInfo("a body of 200 MB: %lld KiB of it were sent, peak memory %lld KiB", sent / 1024, till.peakKiB());
        QVERIFY(till.peakKiB() < kBoundKiB);
    }
    void aThousandSlowConnectionsKeepNobodyOut()
    {
        const QTemporaryDir dir;
        ReceivingProcess till(dir.path(), u"127.0.0.1"_s);
        std::vector<std::unique_ptr<QTcpSocket>> crowd;
        for (int i = 0; i < 1000; ++i) {
            crowd.push_back(std::make_unique<QTcpSocket>());
            crowd.back()->connectToHost(u"127.0.0.1"_s, till.port());
            crowd.back()->write("POST / HTTP/1.1\r\nContent-Length: 60000\r\n\r\nslow");
        }
        const auto isOpen = [](const auto &socket) { return socket->state() != QAbstractSocket::UnconnectedState; };
        QTRY_VERIFY_WITH_TIMEOUT(std::count_if(crowd.begin(), crowd.end(), isOpen) <= 64, 20'000);
        qint64 worst = 0;
        QElapsedTimer clock;
        for (int i = 0; i < 50; ++i) {
            for (auto &socket : crowd) {   // they come again and drip
                if (isOpen(socket))
                    socket->write("x");
                else if (&socket - crowd.data() < 200)
                    socket->connectToHost(u"127.0.0.1"_s, till.port());
            }
            QCoreApplication::processEvents();
            clock.start();
            answersMpesa(till, i);
            worst = std::max(worst, clock.elapsed());
        }
        const QDir descriptors(u"/proc/%1/fd"_s.arg(till.processId()));
        const qsizetype open = descriptors.entryList(QDir::Files | QDir::System | QDir::NoDotAndDotDot).size();
        qInfo("1000 slow connections: M-PESA answered after %lld ms at worst, %lld descriptors, peak memory %lld KiB", worst, qint64(open), till.peakKiB());
        QVERIFY(open < 64 + 40);
        QVERIFY(till.peakKiB() < kBoundKiB);
    }
    void garbageIsSurvived()
    {
        const QTemporaryDir dir;
        ReceivingProcess till(dir.path(), u"127.0.0.1"_s);
        quint32 seed = 1;
        for (int i = 0; i < 300; ++i) {
            QByteArray noise = i % 3 == 0 ? QByteArray("POST " + tokenPath("aaaa", 1) + " HTTP/1.1\r\n") : QByteArray();
            for (int byte = 0; byte < 500; ++byte) {
                seed = seed * 1664525 + 1013904223;
                noise.append(char(seed >> 24));
            }
            HttpClient client(till.port());
            client.write(noise + (i % 2 == 0 ? "\r\n\r\n" : ""));
            client.socket().disconnectFromHost();
        }
        // And garbage where a body should be: kept on its path, and it means nothing.
        QCOMPARE(HttpClient::statusOf(till.post(tokenPath("aaaa", 1), QByteArray(60'000, '\xfe'), kFromMpesa)), 200);
        QCOMPARE(HttpClient::statusOf(till.post(tokenPath("aaaa", 1), QByteArray(60'000, '['), kFromMpesa)), 200);
        QCOMPARE(till.lines(2), QStringList(2, u"took stk unreadable"_s));
        answersMpesa(till, 1);
        QVERIFY(till.isRunning());
        QVERIFY(till.peakKiB() < kBoundKiB);
    }
};

QTEST_GUILESS_MAIN(TestReceiverRude)
#include "tst_receiver_rude.moc"
