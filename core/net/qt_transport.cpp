#include "core/net/qt_transport.h"

#include "core/net/exchange.h"
#include "core/net/system_proxy.h"

#include <QPointer>
#include <QSslConfiguration>
#include <QSslSocket>
#include <QThread>
#include <algorithm>

namespace kaunta::net {

using namespace Qt::StringLiterals;

namespace {

bool isOurs(const QByteArray &name)
{
    // These describe the connection or the length of the body: a caller's value would break the promise of one request.
    static const QByteArrayList ours = {"host", "connection", "content-length", "transfer-encoding",
                                        "accept-encoding", "expect", "upgrade", "te", "trailer", "proxy-connection"};
    return ours.contains(name.toLower());
}

bool isHeaderSafe(const QByteArray &text)
{
    return std::none_of(text.begin(), text.end(), [](char c) { return c == '\r' || c == '\n' || c == '\0'; });
}

// Why this request is not handed to the network at all; empty when it is fit.
QString unfit(const Request &request)
{
    const QUrl &url = request.url;
    const bool https = url.scheme() == "https"_L1;
    if (!url.isValid() || url.host().isEmpty() || (!https && url.scheme() != "http"_L1))
        return u"not a web address"_s;
    if (!https && !isLoopback(url.host()))
        return u"http is for this machine only: use https"_s;
    if (!url.userInfo().isEmpty())
        return u"a web address must not hold a user name or password"_s;
    if (request.verb == Verb::Get && !request.body.isEmpty())
        return u"a GET has no body"_s;
    if (request.body.size() > kMaxBody)
        return u"the body is longer than %1 bytes"_s.arg(kMaxBody);
    if (request.deadline.count() <= 0)
        return u"the deadline has passed"_s;
    for (const auto &[name, value] : request.headers)
        if (name.isEmpty() || isOurs(name) || !isHeaderSafe(name) || !isHeaderSafe(value))
            return u"header %1 must not be set or holds a line break"_s.arg(QString::fromLatin1(name.toPercentEncoding()));
    return {};
}

} // namespace

// The parent of the exchanges: a QObject, which the transport itself is not.
class QtTransport::Hub final : public QObject
{
public:
    explicit Hub(const Options &options) : m_tls(QSslConfiguration::defaultConfiguration())
    {
        m_tls.setProtocol(QSsl::TlsV1_2OrLater);
        m_tls.setPeerVerifyMode(QSslSocket::VerifyPeer);
        m_tls.addCaCertificates(options.extraCas);
    }

    void send(const Request &request, QObject *context, DoneFn done);

private:
    QSslConfiguration m_tls;
};

void QtTransport::Hub::send(const Request &request, QObject *context, DoneFn done)
{
    QString refusal = unfit(request);
    // Without a body Qt has nothing to read at the last moment, so the question is asked here.
    if (refusal.isEmpty() && request.body.isEmpty() && request.mayStart && !request.mayStart())
        refusal = u"held back before the first byte"_s;

    auto *exchange = new Exchange(request, [alive = QPointer(context), done = std::move(done)](const Reply &reply) {
        if (alive)
            done(reply);
    }, this);
    connect(context, &QObject::destroyed, exchange, &Exchange::abandon);
    if (refusal.isEmpty())
        exchange->start(m_tls);
    else
        exchange->refuse(refusal);
}

QtTransport::QtTransport() = default;
QtTransport::QtTransport(Options options) : m_options(std::move(options)) {}
QtTransport::~QtTransport() = default;

void QtTransport::send(const Request &request, QObject *context, DoneFn done)
{
    Q_ASSERT(context && context->thread() == QThread::currentThread());
    if (!m_hub)
        m_hub = std::make_unique<Hub>(m_options);
    Q_ASSERT(m_hub->thread() == QThread::currentThread());
    m_hub->send(request, context, std::move(done));
}

} // namespace kaunta::net
