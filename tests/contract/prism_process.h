#pragma once

#include <QProcess>
#include <QRegularExpression>
#include <QUrl>

namespace kaunta::test {

using namespace Qt::StringLiterals;

//! Prism: what does not fit the API's description is answered by Prism itself, with an error. With an `upstream` the rest is passed
//! on to it; without one it is answered with the description's own examples.
class PrismProcess
{
public:
    explicit PrismProcess(const QUrl &upstream = {})
    {
        m_process.setProcessChannelMode(QProcess::MergedChannels);
        QStringList arguments{QStringLiteral(KAUNTA_PRISM), upstream.isEmpty() ? u"mock"_s : u"proxy"_s, QStringLiteral(KAUNTA_API_DESCRIPTION)};
        if (!upstream.isEmpty())
            arguments << upstream.toString(QUrl::StripTrailingSlash);
        m_process.start(QStringLiteral(KAUNTA_NODE), arguments << u"--errors"_s << u"--host"_s << u"127.0.0.1"_s << u"--port"_s << u"0"_s);
        static const QRegularExpression listening(uR"(listening on (http://127\.0\.0\.1:[0-9]+))"_s);
        while (m_url.isEmpty() && m_process.waitForReadyRead(60'000)) {
            m_log += m_process.readAll();
            const auto match = listening.match(QString::fromUtf8(m_log));
            if (match.hasMatch())
                m_url = QUrl(match.captured(1));
        }
    }
    ~PrismProcess()
    {
        m_process.kill();
        m_process.waitForFinished();
    }

    QUrl url() const { return m_url; }   //!< empty: it did not start; see log()
    QByteArray log()
    {
        m_log += m_process.readAll();
        return m_log;
    }

private:
    QProcess m_process;
    QByteArray m_log;
    QUrl m_url;
};

} // namespace kaunta::test
