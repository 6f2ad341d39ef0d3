#pragma once

#include "core/practice/simulator.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QTcpSocket>
#include <QTest>

namespace kaunta::test {

using namespace Qt::StringLiterals;

//! A kaunta-simulator that runs until this goes out of scope.
class SimulatorProcess
{
public:
    explicit SimulatorProcess(const QStringList &arguments = {})
    {
        m_process.start(QStringLiteral(KAUNTA_SIMULATOR), QStringList{u"--port"_s, u"0"_s} + arguments);
        while (!m_process.canReadLine() && m_process.waitForReadyRead(20'000)) {
        }
        m_firstLine = m_process.readLine();
    }
    ~SimulatorProcess()
    {
        m_process.kill();
        m_process.waitForFinished();
    }

    QByteArray firstLine() const { return m_firstLine; }
    quint16 port() const { return m_firstLine.trimmed().split(':').constLast().toUShort(); }
    QProcess &process() { return m_process; }

    //! Asks it to end and tells its exit code; -1: it did not.
    int end()
    {
        m_process.terminate();
        return m_process.waitForFinished(20'000) && m_process.exitStatus() == QProcess::NormalExit ? m_process.exitCode() : -1;
    }

private:
    QProcess m_process;
    QByteArray m_firstLine;
};

//! One connection of a client that sees bytes.
class Wire
{
public:
    explicit Wire(quint16 port)
    {
        m_socket.connectToHost(u"127.0.0.1"_s, port);
        m_socket.waitForConnected(20'000);
    }
    QTcpSocket &socket() { return m_socket; }
    void write(const QByteArray &bytes) { m_socket.write(bytes); }

    //! Everything until the other side ends.
    QByteArray readToEnd(int timeoutMs = 20'000)
    {
        while (m_socket.state() == QAbstractSocket::ConnectedState && m_socket.waitForReadyRead(timeoutMs)) {
        }
        return m_socket.readAll();
    }
    //! One whole answer of a connection that stays open: head and body.
    QByteArray readAnswer()
    {
        QByteArray got;
        while (!isWhole(got) && (m_socket.bytesAvailable() > 0 || m_socket.waitForReadyRead(20'000)))
            got += m_socket.readAll();
        return got;
    }
    static QByteArray bodyOf(const QByteArray &answer)
    {
        const qsizetype head = answer.indexOf("\r\n\r\n");
        return head < 0 ? QByteArray() : answer.mid(head + 4);
    }
    static qsizetype lengthOf(const QByteArray &answer)
    {
        const QByteArray lower = answer.toLower();
        const qsizetype at = lower.indexOf("content-length:");
        return at < 0 ? -1 : lower.mid(at + 15, lower.indexOf("\r\n", at) - at - 15).trimmed().toLongLong();
    }

private:
    static bool isWhole(const QByteArray &answer) { return answer.contains("\r\n\r\n") && bodyOf(answer).size() >= lengthOf(answer); }

    QTcpSocket m_socket;
};

//! Requests of a client that does everything right.
inline QByteArray tokenRequest()
{
    const practice::Simulator::Options options = practice::practiceOptions();
    const QByteArray basic = (options.consumerKey + u':' + options.consumerSecret).toUtf8().toBase64();
    return "GET /oauth/v1/generate?grant_type=client_credentials HTTP/1.1\r\nHost: x\r\nAuthorization: Basic " + basic + "\r\n\r\n";
}

inline QByteArray postRequest(const QByteArray &path, const QByteArray &token, QJsonObject body)
{
    const QString timestamp = u"20261122110000"_s;
    body.insert(u"BusinessShortCode"_s, 174379);
    body.insert(u"Timestamp"_s, timestamp);
    body.insert(u"Password"_s, QString::fromLatin1((u"174379"_s + practice::practiceOptions().passkey + timestamp).toUtf8().toBase64()));
    const QByteArray json = QJsonDocument(body).toJson(QJsonDocument::Compact);
    return "POST " + path + " HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer " + token + "\r\nContent-Type: application/json\r\nContent-Length: "
           + QByteArray::number(json.size()) + "\r\n\r\n" + json;
}

inline QByteArray pushRequest(const QByteArray &token, qint64 phone, const QString &callbackUrl = u"http://127.0.0.1:9/cb"_s)
{
    return postRequest("/mpesa/stkpush/v1/processrequest", token,
                       {{u"TransactionType"_s, u"CustomerPayBillOnline"_s},
                        {u"Amount"_s, 100},
                        {u"PartyA"_s, phone},
                        {u"PartyB"_s, 174379},
                        {u"PhoneNumber"_s, phone},
                        {u"CallBackURL"_s, callbackUrl},
                        {u"AccountReference"_s, u"INV1"_s},
                        {u"TransactionDesc"_s, u"Payment"_s}});
}

inline QByteArray queryRequest(const QByteArray &token, const QString &checkoutId)
{
    return postRequest("/mpesa/stkpushquery/v1/query", token, {{u"CheckoutRequestID"_s, checkoutId}});
}

inline QString fieldOf(const QByteArray &answer, const QString &name)
{
    return QJsonDocument::fromJson(Wire::bodyOf(answer)).object().value(name).toString();
}

inline QByteArray askToken(quint16 port)
{
    Wire wire(port);
    wire.write(tokenRequest());
    return fieldOf(wire.readAnswer(), u"access_token"_s).toLatin1();
}

} // namespace kaunta::test
