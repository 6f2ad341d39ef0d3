#include "tests/e2e/simulator/simulator_process.h"

#include <QTcpServer>
#include <QTemporaryDir>
#include <cerrno>
#include <csignal>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

using namespace kaunta::test;

//! The process: its command line, its HTTP, its callbacks, and every misbehaviour on a real socket.
class TestSimulatorHttp : public QObject
{
    Q_OBJECT

    static QString script(const QTemporaryDir &dir, const QByteArray &rules)
    {
        QFile file(dir.filePath(u"script.json"_s));
        if (!file.open(QIODevice::WriteOnly))
            qFatal("no script");
        file.write(R"({"rules":[)" + rules + "]}");
        return file.fileName();
    }

    //! How an exchange ends, as only the system's own calls tell it: Qt calls a reset and a close the same.
    static QByteArray endOf(quint16 port, const QByteArray &request)
    {
        const int handle = ::socket(AF_INET, SOCK_STREAM, 0);
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_port = htons(port);
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        QByteArray end = "not connected";
        if (::connect(handle, reinterpret_cast<const sockaddr *>(&address), sizeof address) == 0
            && ::send(handle, request.constData(), static_cast<size_t>(request.size()), 0) == request.size()) {
            char byte = 0;
            const ssize_t got = ::recv(handle, &byte, 1, 0);
            end = got > 0 ? "answered" : got == 0 ? "closed" : errno == ECONNRESET ? "reset" : "other";
        }
        ::close(handle);
        return end;
    }

private Q_SLOTS:
    void theFirstLineTellsThePort()
    {
        SimulatorProcess simulator;
        QVERIFY(simulator.port() != 0);
        QCOMPARE(simulator.firstLine(), "listening on http://127.0.0.1:" + QByteArray::number(simulator.port()) + "\n");
    }

    void aConnectionServesManyRequests()
    {
        SimulatorProcess simulator;
        Wire wire(simulator.port());
        wire.write(tokenRequest());
        const QByteArray token = fieldOf(wire.readAnswer(), u"access_token"_s).toLatin1();
        QVERIFY(!token.isEmpty());
        wire.write(pushRequest(token, 254722000000));
        const QByteArray ack = wire.readAnswer();
        QVERIFY(ack.startsWith("HTTP/1.1 200 "));
        QVERIFY(ack.toLower().contains("content-type: application/json"));
        const QString id = fieldOf(ack, u"CheckoutRequestID"_s);
        wire.write(queryRequest(token, id));
        QCOMPARE(fieldOf(wire.readAnswer(), u"errorMessage"_s), u"The transaction is being processed"_s);
        QString result;
        const auto asked = [&] {
            wire.write(queryRequest(token, id));
            return result = fieldOf(wire.readAnswer(), u"ResultCode"_s);
        };
        QTRY_COMPARE_WITH_TIMEOUT(asked(), u"0"_s, 15'000);
        QCOMPARE(simulator.end(), 0);
        const QByteArray log = simulator.process().readAllStandardError();
        QVERIFY(log.contains("POST /mpesa/stkpush/v1/processrequest: 200"));
        QVERIFY(!log.contains("254722000000") && !log.contains(token) && !log.contains("practice-consumer"));
    }

    void theCallbackIsPostedToItsUrl()
    {
        QTcpServer shop;
        QVERIFY(shop.listen(QHostAddress::LocalHost));
        SimulatorProcess simulator;
        Wire wire(simulator.port());
        wire.write(pushRequest(askToken(simulator.port()), 254722000000, u"http://127.0.0.1:%1/cb/0123456789abcdef"_s.arg(shop.serverPort())));
        const QString id = fieldOf(wire.readAnswer(), u"CheckoutRequestID"_s);
        QTRY_VERIFY_WITH_TIMEOUT(shop.hasPendingConnections(), 15'000);
        QTcpSocket *connection = shop.nextPendingConnection();
        QByteArray came;
        const auto body = [&] {
            came += connection->readAll();
            return Wire::bodyOf(came);
        };
        QTRY_VERIFY_WITH_TIMEOUT(!body().isEmpty() && Wire::bodyOf(came).size() == Wire::lengthOf(came), 15'000);
        connection->write("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
        QVERIFY(came.startsWith("POST /cb/0123456789abcdef HTTP/1.1\r\n"));
        QVERIFY(came.contains(id.toUtf8()));
        QVERIFY(came.contains("{\"Name\":\"Amount\",\"Value\":100.00}"));
        QTRY_VERIFY_WITH_TIMEOUT((came += simulator.process().readAllStandardError()).contains("callback to 127.0.0.1: HTTP 200"), 15'000);
        QVERIFY(!came.contains("callback to 127.0.0.1/cb"));
    }

    void aCallbackElsewhereOverHttpIsNotSent()
    {
        SimulatorProcess simulator;
        Wire wire(simulator.port());
        wire.write(pushRequest(askToken(simulator.port()), 254722000000, u"http://shop.invalid/cb"_s));
        QVERIFY(!fieldOf(wire.readAnswer(), u"CheckoutRequestID"_s).isEmpty());
        QByteArray log;
        QTRY_VERIFY_WITH_TIMEOUT((log += simulator.process().readAllStandardError()).contains("callback to shop.invalid did not arrive"), 15'000);
    }

    void aRefusedConnectionIsReset()
    {
        SimulatorProcess simulator;
        QCOMPARE(endOf(simulator.port(), pushRequest(askToken(simulator.port()), 254722000023)), QByteArray("reset"));
        QCOMPARE(endOf(simulator.port(), pushRequest(askToken(simulator.port()), 254722000014)), QByteArray("closed"));
        QCOMPARE(endOf(simulator.port(), tokenRequest()), QByteArray("answered"));
    }

    void aLostAnswerWasProcessedAndALostRequestWasNot_data()
    {
        QTest::addColumn<QByteArray>("kind");
        QTest::addColumn<QByteArray>("secondPush");
        QTest::newRow("answer") << QByteArray("lose-answer") << QByteArray("HTTP/1.1 500 ");   // the first prompt lives
        QTest::newRow("request") << QByteArray("lose-request") << QByteArray("HTTP/1.1 200 ");
    }
    void aLostAnswerWasProcessedAndALostRequestWasNot()
    {
        QFETCH(QByteArray, kind);
        QFETCH(QByteArray, secondPush);
        const QTemporaryDir dir;
        const QByteArray rule = R"({"endpoint":"push","times":1,"misbehaviour":"@"})";
        SimulatorProcess simulator({u"--script"_s, script(dir, QByteArray(rule).replace('@', kind)), u"--handset"_s});
        const QByteArray token = askToken(simulator.port());
        Wire lost(simulator.port());
        lost.write(pushRequest(token, 254711000000));
        QCOMPARE(lost.readToEnd(), QByteArray());
        Wire again(simulator.port());
        again.write(pushRequest(token, 254711000000));
        QVERIFY(again.readAnswer().startsWith(secondPush));
    }

    void anAnswerIsCutAtItsByte()
    {
        for (const int byte : {0, 1, 40, 200}) {
            const QTemporaryDir dir;
            const QByteArray rule = R"({"endpoint":"push","misbehaviour":"cut-answer","atByte":@})";
            SimulatorProcess simulator({u"--script"_s, script(dir, QByteArray(rule).replace('@', QByteArray::number(byte)))});
            Wire wire(simulator.port());
            wire.write(pushRequest(askToken(simulator.port()), 254711000000));
            const QByteArray got = wire.readToEnd();
            QVERIFY(got.startsWith("HTTP/1.1 200 "));
            QCOMPARE(Wire::bodyOf(got).size(), byte);
            QVERIFY(Wire::lengthOf(got) > 200);
        }
    }

    void aDrippingAnswerGoesOnAndOn()
    {
        SimulatorProcess simulator;
        Wire wire(simulator.port());
        wire.write(pushRequest(askToken(simulator.port()), 254722000017));
        QByteArray got;
        const auto bodySize = [&] {
            wire.socket().waitForReadyRead(50);
            got += wire.socket().readAll();
            return Wire::bodyOf(got).size();
        };
        QTRY_VERIFY_WITH_TIMEOUT(bodySize() >= 3, 15'000);
        QVERIFY(Wire::bodyOf(got).size() < 10);
        QVERIFY(Wire::lengthOf(got) > 1000);   // at a byte a second longer than any deadline
        QCOMPARE(wire.socket().state(), QAbstractSocket::ConnectedState);
        QCOMPARE(simulator.end(), 0);   // also while somebody waits
    }

    void anotherProcessFindsTheStore()
    {
        const QTemporaryDir dir;
        const QStringList store{u"--store"_s, dir.filePath(u"practice.sqlite"_s)};
        QByteArray token;
        QString id;
        {
            SimulatorProcess simulator(store);
            token = askToken(simulator.port());
            Wire wire(simulator.port());
            wire.write(pushRequest(token, 254722000001));
            id = fieldOf(wire.readAnswer(), u"CheckoutRequestID"_s);
        }   // killed
        SimulatorProcess simulator(store);
        const auto result = [&] {
            Wire wire(simulator.port());
            wire.write(queryRequest(token, id));
            return fieldOf(wire.readAnswer(), u"ResultCode"_s);
        };
        QTRY_COMPARE_WITH_TIMEOUT(result(), u"1032"_s, 15'000);
    }

    void itsOwnSecretsCount()
    {
        SimulatorProcess simulator({u"--consumer-key"_s, u"k"_s, u"--consumer-secret"_s, u"s"_s, u"--shortcode"_s, u"600000"_s});
        QVERIFY(askToken(simulator.port()).isEmpty());
        Wire wire(simulator.port());
        wire.write("GET /oauth/v1/generate?grant_type=client_credentials HTTP/1.1\r\nAuthorization: Basic " + QByteArray("k:s").toBase64() + "\r\n\r\n");
        const QByteArray token = fieldOf(wire.readAnswer(), u"access_token"_s).toLatin1();
        wire.write(pushRequest(token, 254711000000));
        QCOMPARE(fieldOf(wire.readAnswer(), u"errorMessage"_s), u"Merchant does not exist"_s);
    }

    void aSignalEndsItCleanly()
    {
        SimulatorProcess terminated;
        QCOMPARE(terminated.end(), 0);
        SimulatorProcess interrupted;
        QCOMPARE(::kill(static_cast<pid_t>(interrupted.process().processId()), SIGINT), 0);
        QVERIFY(interrupted.process().waitForFinished(20'000));
        QCOMPARE(interrupted.process().exitStatus(), QProcess::NormalExit);
        QCOMPARE(interrupted.process().exitCode(), 0);
    }

    void aWrongCommandLineIsExplained_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<int>("code");
        QTest::newRow("no port") << QStringList{} << 2;
        QTest::newRow("port too large") << QStringList{u"--port"_s, u"70000"_s} << 2;
        QTest::newRow("unknown option") << QStringList{u"--port"_s, u"0"_s, u"--money"_s} << 2;
        QTest::newRow("a word") << QStringList{u"--port"_s, u"0"_s, u"go"_s} << 2;
        QTest::newRow("short code") << QStringList{u"--port"_s, u"0"_s, u"--shortcode"_s, u"1"_s} << 2;
        QTest::newRow("no such script") << QStringList{u"--port"_s, u"0"_s, u"--script"_s, u"/no/such"_s} << 2;
        QTest::newRow("store in no folder") << QStringList{u"--port"_s, u"0"_s, u"--store"_s, u"/no/such/practice.sqlite"_s} << 1;
        QTest::newRow("no address") << QStringList{u"--port"_s, u"0"_s, u"--listen"_s, u"localhorse"_s} << 1;
    }
    void aWrongCommandLineIsExplained()
    {
        QFETCH(QStringList, arguments);
        QFETCH(int, code);
        QProcess process;
        process.start(QStringLiteral(KAUNTA_SIMULATOR), arguments);
        QVERIFY(process.waitForFinished(20'000));
        QCOMPARE(process.exitCode(), code);
        QVERIFY(process.readAllStandardError().startsWith("kaunta-simulator: "));
        QVERIFY(process.readAllStandardOutput().isEmpty());
    }
};

QTEST_GUILESS_MAIN(TestSimulatorHttp)
#include "tst_simulator_http.moc"
