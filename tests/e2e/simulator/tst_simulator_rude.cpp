#include "tests/e2e/simulator/simulator_process.h"

#include <QDir>
#include <QFile>
#include <vector>

using namespace kaunta::test;

//! Clients that behave badly: the simulator bounds what they may take and goes on serving the others.
class TestSimulatorRude : public QObject
{
    Q_OBJECT

    static void servesOn(SimulatorProcess &simulator)
    {
        QTRY_VERIFY_WITH_TIMEOUT(!askToken(simulator.port()).isEmpty(), 15'000);
    }
    static qint64 residentKiB(qint64 pid)
    {
        QFile status(u"/proc/%1/status"_s.arg(pid));
        if (!status.open(QIODevice::ReadOnly))
            return -1;
        const QByteArray text = status.readAll();
        return text.mid(text.indexOf("VmHWM:") + 6).simplified().split(' ').constFirst().toLongLong();
    }

private Q_SLOTS:
    void garbageIsRefused_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::newRow("noise") << QByteArray::fromHex("160301020001000001fc0303") + " a TLS hello\r\n\r\n";
        QTest::newRow("no version") << QByteArray("GET /\r\n\r\n");
        QTest::newRow("negative length") << QByteArray("POST / HTTP/1.1\r\nContent-Length: -5\r\n\r\n");
        QTest::newRow("two lengths") << QByteArray("POST / HTTP/1.1\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\nabcdef");
        QTest::newRow("broken chunk") << QByteArray("POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n");
    }
    void garbageIsRefused()
    {
        QFETCH(QByteArray, bytes);
        SimulatorProcess simulator;
        Wire wire(simulator.port());
        wire.write(bytes);
        QVERIFY(wire.readToEnd().startsWith("HTTP/1.1 400 "));
        servesOn(simulator);
    }

    void aHugeBodyIsRefusedEarly_data()
    {
        QTest::addColumn<QByteArray>("head");
        QTest::newRow("announced") << QByteArray("Content-Length: 200000000\r\n\r\n");
        QTest::newRow("in chunks") << QByteArray("Transfer-Encoding: chunked\r\n\r\nBEBC200\r\n");
    }
    void aHugeBodyIsRefusedEarly()
    {
        QFETCH(QByteArray, head);
        SimulatorProcess simulator;
        Wire wire(simulator.port());
        wire.write("POST /mpesa/stkpush/v1/processrequest HTTP/1.1\r\nContent-Type: application/json\r\n" + head);
        qint64 sent = 0;
        const QByteArray piece(64 * 1024, '7');
        QByteArray got;
        while (sent < 200'000'000 && wire.socket().state() == QAbstractSocket::ConnectedState) {
            wire.socket().write(piece);
            if (!wire.socket().waitForBytesWritten(20'000))
                break;
            sent += piece.size();
            got += wire.socket().readAll();
        }
        got += wire.readToEnd();
        QVERIFY2(sent < 20'000'000, qPrintable(QString::number(sent)));
        QVERIFY(got.isEmpty() || got.startsWith("HTTP/1.1 413 "));   // a reset may overtake it
#ifndef __SANITIZE_ADDRESS__
        const qint64 resident = residentKiB(simulator.process().processId());
        QVERIFY2(resident > 0 && resident < 100'000, qPrintable(QString::number(resident)));
#endif
        servesOn(simulator);
    }

    void aBodyOverTheLimitIsToldSo()
    {
        SimulatorProcess simulator;
        Wire wire(simulator.port());
        wire.write("POST / HTTP/1.1\r\nContent-Length: 65537\r\n\r\n");
        QVERIFY(wire.readToEnd().startsWith("HTTP/1.1 413 "));
        Wire fits(simulator.port());
        fits.write("POST / HTTP/1.1\r\nContent-Length: 65536\r\n\r\n" + QByteArray(65536, 'a'));
        QVERIFY(fits.readAnswer().startsWith("HTTP/1.1 404 "));   // read whole, and the path is none
    }

    void headersOverTheLimitAreRefused()
    {
        SimulatorProcess simulator;
        Wire wire(simulator.port());
        wire.write("GET / HTTP/1.1\r\nX: " + QByteArray(9000, 'a') + "\r\n\r\n");
        QVERIFY(wire.readToEnd().startsWith("HTTP/1.1 431 "));
        servesOn(simulator);
    }

    void halfARequestIsNotWaitedForEver()
    {
        SimulatorProcess simulator;
        Wire silent(simulator.port());
        Wire halfHead(simulator.port());
        halfHead.write("POST /mpesa/stkpush/v1/proce");
        Wire halfBody(simulator.port());
        halfBody.write("POST / HTTP/1.1\r\nContent-Length: 10\r\n\r\n12345");
        Wire dripping(simulator.port());
        const auto allClosed = [&] {
            dripping.socket().write("x");   // a byte now and then does not help
            for (Wire *wire : {&silent, &halfHead, &halfBody, &dripping})
                wire->socket().waitForReadyRead(1);
            return silent.socket().state() == QAbstractSocket::UnconnectedState && halfHead.socket().state() == QAbstractSocket::UnconnectedState
                   && halfBody.socket().state() == QAbstractSocket::UnconnectedState && dripping.socket().state() == QAbstractSocket::UnconnectedState;
        };
        QTRY_VERIFY_WITH_TIMEOUT(allClosed(), 30'000);
        servesOn(simulator);
    }

    void aThousandConnectionsAreBounded()
    {
        SimulatorProcess simulator;
        std::vector<std::unique_ptr<QTcpSocket>> crowd;
        for (int i = 0; i < 1000; ++i) {
            crowd.push_back(std::make_unique<QTcpSocket>());
            crowd.back()->connectToHost(u"127.0.0.1"_s, simulator.port());
        }
        const auto open = [&] {
            qsizetype count = 0;
            for (const auto &socket : crowd)
                count += socket->state() == QAbstractSocket::UnconnectedState ? 0 : 1;
            return count;
        };
        QTRY_COMPARE_WITH_TIMEOUT(open(), 64, 9'000);
        const QDir descriptors(u"/proc/%1/fd"_s.arg(simulator.process().processId()));
        QVERIFY(descriptors.entryList(QDir::Files | QDir::System | QDir::NoDotAndDotDot).size() < 64 + 40);
        crowd.clear();
        servesOn(simulator);
    }

    void aClientThatLeavesBeforeTheAnswerHurtsNobody()
    {
        SimulatorProcess simulator;
        const QByteArray token = askToken(simulator.port());
        for (int i = 0; i < 100; ++i) {
            Wire wire(simulator.port());
            wire.write(pushRequest(token, 254711000000 + i));
            wire.socket().waitForBytesWritten();
            wire.socket().abort();
        }
        servesOn(simulator);
        QCOMPARE(simulator.end(), 0);
    }
};

QTEST_GUILESS_MAIN(TestSimulatorRude)
#include "tst_simulator_rude.moc"
