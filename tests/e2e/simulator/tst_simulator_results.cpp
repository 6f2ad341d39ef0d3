#include "tests/core/practice/ask_bench.h"
#include "tests/e2e/simulator/simulator_process.h"

#include <QTcpServer>
#include <QTemporaryDir>

using namespace kaunta::test;
using kaunta::practice::practiceOptions;
using kaunta::practice::test::encrypted;

namespace {

//! Takes what is posted to it and gives the same answer to everything.
class Shop : public QObject
{
public:
    struct Post {
        QByteArray path;
        QJsonObject body;
    };

    Shop()
    {
        QObject::connect(&m_server, &QTcpServer::newConnection, this, [this] {
            QTcpSocket *connection = m_server.nextPendingConnection();
            QObject::connect(connection, &QTcpSocket::readyRead, this, [this, connection, got = QByteArray()]() mutable {
                got += connection->readAll();
                if (!got.contains("\r\n\r\n") || Wire::bodyOf(got).size() < Wire::lengthOf(got))
                    return;
                posts.append({got.split(' ').value(1), QJsonDocument::fromJson(Wire::bodyOf(got)).object()});
                connection->write("HTTP/1.1 200 OK\r\nContent-Length: " + QByteArray::number(answer.size()) + "\r\nConnection: close\r\n\r\n" + answer);
                connection->disconnectFromHost();
            });
        });
        if (!m_server.listen(QHostAddress::LocalHost))
            qFatal("no port");
    }
    QString url(const QString &path) const { return u"http://127.0.0.1:%1%2"_s.arg(m_server.serverPort()).arg(path); }
    //! How often a path was posted to.
    qsizetype count(const QByteArray &path) const
    {
        return std::count_if(posts.begin(), posts.end(), [&](const Post &post) { return post.path == path; });
    }
    QJsonObject at(const QByteArray &path) const
    {
        for (const Post &post : posts)
            if (post.path == path)
                return post.body;
        return {};
    }

    QByteArray answer = R"({"ResultCode":0,"ResultDesc":"Success"})";
    QList<Post> posts;

private:
    QTcpServer m_server;
};

} // namespace

//! What the process posts of its own accord: results that come first, twice, late or never, and the question to the shop.
class TestSimulatorResults : public QObject
{
    Q_OBJECT

    QTemporaryDir m_dir;

    //! The process, with rules, its certificate in a file and money that moves at once.
    std::unique_ptr<SimulatorProcess> start(const QByteArray &rules, const QStringList &more = {})
    {
        QFile script(m_dir.filePath(u"script.json"_s));
        if (!script.open(QIODevice::WriteOnly | QIODevice::Truncate))
            qFatal("no script");
        script.write(R"({"rules":[)" + rules + R"({"behaviour":{"after":0}}]})");
        script.close();
        return std::make_unique<SimulatorProcess>(QStringList{u"--script"_s, script.fileName(), u"--certificate-out"_s, certificatePath()} + more);
    }
    QString certificatePath() const { return m_dir.filePath(u"practice.pem"_s); }
    QByteArray certificate() const
    {
        QFile file(certificatePath());
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }
    //! A receipt that was paid.
    static QString paid(const Shop &shop, Wire &wire, const QByteArray &token)
    {
        wire.write(pushRequest(token, 254711000000, shop.url(u"/callback"_s)));
        wire.readAnswer();
        if (!QTest::qWaitFor([&] { return shop.count("/callback") == 1; }, 20'000))
            return {};
        const QJsonObject callback = shop.at("/callback").value("Body"_L1).toObject().value("stkCallback"_L1).toObject();
        return callback.value("CallbackMetadata"_L1).toObject().value("Item"_L1).toArray().at(1).toObject().value("Value"_L1).toString();
    }
    QByteArray reversal(const Shop &shop, const QByteArray &token, const QString &receipt) const
    {
        return postRequest("/mpesa/reversal/v1/request", token,
                           {{u"Initiator"_s, practiceOptions().initiator},
                            {u"SecurityCredential"_s, encrypted(certificate(), practiceOptions().initiatorPassword.toUtf8())},
                            {u"CommandID"_s, u"TransactionReversal"_s},
                            {u"TransactionID"_s, receipt},
                            {u"Amount"_s, 100},
                            {u"ReceiverParty"_s, 174379},
                            {u"RecieverIdentifierType"_s, u"11"_s},
                            {u"Remarks"_s, u"Goods came back"_s},
                            {u"ResultURL"_s, shop.url(u"/result"_s)},
                            {u"QueueTimeOutURL"_s, shop.url(u"/timeout"_s)}});
    }

private Q_SLOTS:
    void aResultComesFirstTwiceLateOrNever_data()
    {
        QTest::addColumn<QByteArray>("rule");
        QTest::addColumn<bool>("first");
        QTest::addColumn<int>("results");
        QTest::addColumn<int>("timeouts");
        QTest::newRow("after the acknowledgement") << QByteArray(R"({"endpoint":"reversal","outcome":{"after":300}},)") << false << 1 << 0;
        QTest::newRow("first") << QByteArray(R"({"endpoint":"reversal","answerAfter":2000,"outcome":{"results":[0]}},)") << true << 1 << 0;
        QTest::newRow("twice") << QByteArray(R"({"endpoint":"reversal","outcome":{"results":[300,600]}},)") << false << 2 << 0;
        QTest::newRow("late") << QByteArray(R"({"endpoint":"reversal","outcome":{"results":[3000]}},)") << false << 1 << 0;
        QTest::newRow("never, but a queue timeout") << QByteArray(R"({"endpoint":"reversal","outcome":{"results":[],"timeouts":[300]}},)") << false << 0 << 1;
    }
    void aResultComesFirstTwiceLateOrNever()
    {
        QFETCH(QByteArray, rule);
        QFETCH(bool, first);
        QFETCH(int, results);
        QFETCH(int, timeouts);
        Shop shop;
        const auto simulator = start(rule);
        const QByteArray token = askToken(simulator->port());
        Wire wire(simulator->port());
        const QString receipt = paid(shop, wire, token);
        QVERIFY(receipt.startsWith("TEST"_L1));
        wire.write(reversal(shop, token, receipt));
        QByteArray ack;
        bool ackCameFirst = false;
        const auto acknowledged = [&] {
            ack += wire.socket().readAll();
            const bool whole = ack.contains("\r\n\r\n") && Wire::bodyOf(ack).size() >= Wire::lengthOf(ack);
            ackCameFirst = ackCameFirst || (whole && shop.count("/result") == 0);
            return whole;
        };
        QTRY_VERIFY_WITH_TIMEOUT(acknowledged() && shop.count("/result") == results && shop.count("/timeout") == timeouts, 20'000);
        QCOMPARE(ackCameFirst, !first);
        const QJsonObject told = shop.at(results > 0 ? "/result" : "/timeout").value("Result"_L1).toObject();
        QCOMPARE(told.value("ConversationID"_L1).toString(), fieldOf(ack, u"ConversationID"_s));
        QCOMPARE(told.value("ResultType"_L1).toInt(), results > 0 ? 0 : 1);
    }

    void theShopsAnswerKeepsAPaymentOut()
    {
        Shop shop;
        const auto simulator = start({});
        const QByteArray token = askToken(simulator->port());
        Wire wire(simulator->port());
        wire.write(postRequest("/mpesa/c2b/v2/registerurl", token,
                               {{u"ShortCode"_s, 174379}, {u"ResponseType"_s, u"Completed"_s}, {u"ConfirmationURL"_s, shop.url(u"/confirm"_s)}, {u"ValidationURL"_s, shop.url(u"/validate"_s)}}));
        QCOMPARE(fieldOf(wire.readAnswer(), u"ResponseCode"_s), u"0"_s);
        const auto pay = [&](const QString &reference) {
            wire.write(postRequest("/mpesa/c2b/v2/simulate", token,
                                   {{u"ShortCode"_s, 174379}, {u"CommandID"_s, u"CustomerPayBillOnline"_s}, {u"Amount"_s, 50}, {u"Msisdn"_s, u"254711000000"_s}, {u"BillRefNumber"_s, reference}}));
            return fieldOf(wire.readAnswer(), u"ResponseCode"_s);
        };
        shop.answer = R"({"ResultCode":"C2B00012","ResultDesc":"Rejected"})";
        QCOMPARE(pay(u"WRONG"_s), u"0"_s);
        QTRY_COMPARE_WITH_TIMEOUT(shop.count("/validate"), 1, 20'000);
        shop.answer = R"({"ResultCode":"0","ResultDesc":"Accepted"})";
        QCOMPARE(pay(u"RIGHT"_s), u"0"_s);
        QTRY_COMPARE_WITH_TIMEOUT(shop.count("/confirm"), 1, 20'000);
        QCOMPARE(shop.count("/validate"), 2);
        QCOMPARE(shop.at("/confirm").value("BillRefNumber"_L1).toString(), u"RIGHT"_s);   // and not the one before it
        QByteArray log = simulator->process().readAllStandardError();
        QVERIFY(!log.contains("254711000000") && !log.contains("/confirm"));
    }

    void theCertificateStaysWithTheStore()
    {
        const QStringList store{u"--store"_s, m_dir.filePath(u"practice.sqlite"_s)};
        start({}, store);
        const QByteArray first = certificate();
        QVERIFY(first.startsWith("-----BEGIN CERTIFICATE-----"));
        start({}, store);
        QCOMPARE(certificate(), first);
        start({});
        QVERIFY(certificate() != first);
    }

    void aCertificateThatCannotBeWrittenIsTold()
    {
        QProcess process;
        process.start(QStringLiteral(KAUNTA_SIMULATOR), {u"--port"_s, u"0"_s, u"--certificate-out"_s, u"/no/such/folder/practice.pem"_s});
        QVERIFY(process.waitForFinished(20'000));
        QCOMPARE(process.exitCode(), 1);
        QVERIFY(process.readAllStandardError().contains("/no/such/folder/practice.pem"));
    }
};

QTEST_GUILESS_MAIN(TestSimulatorResults)
#include "tst_simulator_results.moc"
