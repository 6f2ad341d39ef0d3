#pragma once

#include "tests/core/callbacks/http/http_client.h"

#include <QFile>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

namespace kaunta::test {

using namespace Qt::StringLiterals;

//! The receiver as a process, until this goes out of scope.
class ReceivingProcess
{
public:
    explicit ReceivingProcess(const QString &dir, const QString &sources = u"any"_s, const QString &mode = u"read"_s)
    {
        m_process.setStandardErrorFile(QProcess::nullDevice());
        m_process.start(QStringLiteral(KAUNTA_RECEIVING_TILL), {dir, sources, mode});
        while (!m_process.canReadLine() && m_process.waitForReadyRead(20'000)) {
        }
        m_port = m_process.readLine().trimmed().split(' ').value(1).toUShort();
    }
    ~ReceivingProcess() { kill(); }

    quint16 port() const { return m_port; }
    void kill()
    {
        m_process.kill();   // SIGKILL
        m_process.waitForFinished();
    }
    bool isRunning() const { return m_process.state() == QProcess::Running; }
    qint64 processId() const { return m_process.processId(); }

    //! Posts and waits for the answer.
    QByteArray post(const QByteArray &path, const QByteArray &body, const QByteArray &headers = {}) const
    {
        HttpClient client(m_port);
        return client.write(HttpClient::post(path, body, headers)).blockingAnswer();
    }
    //! What it has interpreted and told since the last call, once that are `count` lines.
    QStringList lines(qsizetype count)
    {
        while (m_lines.size() < count) {
            if (!m_process.canReadLine() && !m_process.waitForReadyRead(20'000))
                break;
            while (m_process.canReadLine())
                m_lines << QString::fromUtf8(m_process.readLine()).trimmed();
        }
        return std::exchange(m_lines, {});
    }
    //! VmHWM: the most memory that it ever had.
    qint64 peakKiB() const
    {
        QFile status(u"/proc/%1/status"_s.arg(m_process.processId()));
        if (!status.open(QIODevice::ReadOnly))
            return -1;
        const QByteArray text = status.readAll();
        return text.mid(text.indexOf("VmHWM:") + 6).simplified().split(' ').constFirst().toLongLong();
    }

private:
    QProcess m_process;
    quint16 m_port = 0;
    QStringList m_lines;
};

inline QByteArray tokenPath(const QByteArray &start, int number)
{
    return "/cb/" + start + QByteArray::number(number, 16).rightJustified(28, '0');
}
inline QByteArray stkBody(const QByteArray &code = "0", const QByteArray &amount = "100.00", const QByteArray &receipt = "SKE52PAWR9", const QByteArray &checkoutId = "ws_CO_1")
{
    return QByteArray(R"({"Body":{"stkCallback":{"MerchantRequestID":"m-1","CheckoutRequestID":"@id","ResultCode":@code,"ResultDesc":"as told","CallbackMetadata":{"Item":[
        {"Name":"Amount","Value":@amount},{"Name":"MpesaReceiptNumber","Value":"@receipt"},{"Name":"PhoneNumber","Value":254722000000}]}}}})")
        .replace("@id", checkoutId).replace("@code", code).replace("@amount", amount).replace("@receipt", receipt);
}
inline QByteArray c2bBody(const QByteArray &receipt, const QByteArray &shortCode = "600966", const QByteArray &reference = "INV1")
{
    return QByteArray(R"({"TransactionType":"Pay Bill","TransID":"@receipt","TransTime":"20231121121325","TransAmount":"5.00","BusinessShortCode":"@shop",
        "BillRefNumber":"@reference","MSISDN":"2547 ***** 126","FirstName":"JOHN"})")
        .replace("@receipt", receipt).replace("@shop", shortCode).replace("@reference", reference);
}
inline QByteArray resultBody(const QByteArray &code)
{
    return QByteArray(R"({"Result":{"ResultType":0,"ResultCode":CODE,"ResultDesc":"as told","ConversationID":"AG_1","TransactionID":"SKE52PAWR9"}})").replace("CODE", code);
}

} // namespace kaunta::test
