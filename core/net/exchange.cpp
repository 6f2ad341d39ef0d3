#include "core/net/exchange.h"

#include "core/net/one_shot_body.h"
#include "core/net/system_proxy.h"

#include <QJsonDocument>
#include <QMetaEnum>
#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QSslConfiguration>
#include <algorithm>

namespace kaunta::net {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 kReadAhead = 256 * 1024;   // what Qt may hold for us before it stops reading from the socket

// Qt reports an HTTP status from 400 on as an error. Those errors are whole answers; every other error is not.
bool isOnlyTheStatus(QNetworkReply::NetworkError error, int status)
{
    if (error == QNetworkReply::NoError)
        return true;
    if (status < 400 || error == QNetworkReply::ContentReSendError)
        return false;
    return error == QNetworkReply::ProxyAuthenticationRequiredError || error == QNetworkReply::ProtocolInvalidOperationError
        || (error > QNetworkReply::ProxyAuthenticationRequiredError && error <= QNetworkReply::UnknownContentError)
        || error >= QNetworkReply::InternalServerError;
}

// The other side closed: what came before that may still be whole.
bool isOnlyTheClose(QNetworkReply::NetworkError error)
{
    return error == QNetworkReply::RemoteHostClosedError || error == QNetworkReply::ContentReSendError;
}

// An object or array of JSON tells its own end: cut anywhere, it does not parse.
bool isWholeJson(const QByteArray &body)
{
    return !QJsonDocument::fromJson(body).isNull();
}

} // namespace

Exchange::Exchange(Request request, EndFn onEnd, QObject *parent)
    : QObject(parent), m_request(std::move(request)), m_onEnd(std::move(onEnd))
{
    m_deadline.setSingleShot(true);
    m_deadline.setTimerType(Qt::PreciseTimer);
    connect(&m_deadline, &QTimer::timeout, this, [this] { stop(Stop::Deadline); });
}

Exchange::~Exchange()
{
    if (m_wire) {
        m_wire->disconnect(this);
        m_wire->abort();
    }
}

void Exchange::start(const QSslConfiguration &tls)
{
    m_deadline.start(m_request.deadline);   // Qt's own transfer timeout starts again with every byte; this does not
    m_manager = std::make_unique<QNetworkAccessManager>();
    m_manager->setProxyFactory(new SystemProxy);   // taken over by the manager
    QNetworkRequest wire = wireRequest(tls);
    // Qt repeats a GET that is closed without an answer (measured: http 2 copies, https 2 to 4). Over https a second
    // handshake gives that away before the copy is sent: Qt's network thread waits until our slot has returned. Over http,
    // which never leaves the machine, the GET carries an empty body that cannot be rewound: one more header line,
    // Content-Length: 0, that is not worth a firewall's suspicion outside.
    const bool watched = m_request.verb == Verb::Get && m_request.url.scheme() == "https"_L1;
    if (watched) {
        m_wire = m_manager->get(wire);
        connect(m_wire, &QNetworkReply::encrypted, this, [this] {
            if (++m_handshakes > 1)
                stop(Stop::Repeating);
        });
    } else {
        m_body = new OneShotBody(m_request.body, [this] {
            if (!m_request.mayStart || m_request.mayStart())
                return true;
            QMetaObject::invokeMethod(this, [this] { stop(Stop::MayNotStart); }, Qt::QueuedConnection);
            return false;
        });
        wire.setAttribute(QNetworkRequest::DoNotBufferUploadDataAttribute, true);
        wire.setHeader(QNetworkRequest::ContentLengthHeader, m_request.body.size());
        if (m_request.verb == Verb::Get) {
            m_wire = m_manager->sendCustomRequest(wire, QByteArrayLiteral("GET"), m_body);
        } else {
            if (!wire.hasRawHeader("Content-Type"))
                wire.setHeader(QNetworkRequest::ContentTypeHeader, QByteArrayLiteral("application/json"));
            m_wire = m_manager->post(wire, m_body);
        }
        m_body->setParent(m_wire);
    }
    m_wire->setReadBufferSize(kReadAhead);
    connect(m_wire, &QNetworkReply::readyRead, this, &Exchange::takeBody);
    connect(m_wire, &QNetworkReply::finished, this, &Exchange::conclude);
}

QNetworkRequest Exchange::wireRequest(const QSslConfiguration &tls) const
{
    QNetworkRequest wire(m_request.url);
    wire.setSslConfiguration(tls);
    wire.setAttribute(QNetworkRequest::RedirectPolicyAttribute, QNetworkRequest::ManualRedirectPolicy);
    wire.setAttribute(QNetworkRequest::Http2AllowedAttribute, false);
    wire.setAttribute(QNetworkRequest::HttpPipeliningAllowedAttribute, false);
    wire.setAttribute(QNetworkRequest::CookieLoadControlAttribute, QNetworkRequest::Manual);
    wire.setAttribute(QNetworkRequest::CookieSaveControlAttribute, QNetworkRequest::Manual);
    wire.setAttribute(QNetworkRequest::AuthenticationReuseAttribute, QNetworkRequest::Manual);
    wire.setAttribute(QNetworkRequest::CacheLoadControlAttribute, QNetworkRequest::AlwaysNetwork);
    wire.setAttribute(QNetworkRequest::CacheSaveControlAttribute, false);
    wire.setRawHeader("User-Agent", "Kaunta");
    wire.setRawHeader("Accept-Encoding", "identity");   // set by hand it also stops Qt from unpacking what comes anyway
    for (const auto &[name, value] : m_request.headers)
        wire.setRawHeader(name, value);
    return wire;
}

void Exchange::refuse(const QString &why)
{
    m_result.reached = Reply::Reached::NotSent;
    m_result.detail = why;
    endSoon();
}

void Exchange::abandon()
{
    stop(Stop::Abandoned);
}

void Exchange::stop(Stop why)
{
    if (m_stop != Stop::None || !m_wire || m_wire->isFinished())
        return;
    m_stop = why;
    m_wire->abort();   // emits finished()
}

void Exchange::takeBody()
{
    if (!m_wire->isOpen())   // after an abort
        return;
    // No more than there is: read() makes room for all that it may take, a megabyte for every answer, and the body would keep it.
    m_result.body += m_wire->read(std::min(m_wire->bytesAvailable(), kMaxBody + 1 - m_result.body.size()));
    if (m_result.body.size() > kMaxBody)
        stop(Stop::TooLong);
}

void Exchange::conclude()
{
    m_deadline.stop();
    takeBody();
    m_result.status = m_wire->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    m_result.headers = m_wire->rawHeaderPairs();
    if (isWhole()) {
        m_result.reached = Reply::Reached::Answered;
    } else {
        m_result.detail = explain();
        m_result.body.clear();
        const bool proven = m_body && !m_request.body.isEmpty() && !m_body->touched();
        m_result.reached = proven ? Reply::Reached::NotSent : Reply::Reached::MaybeSent;
    }
    endSoon();
}

bool Exchange::isWhole() const
{
    if (m_stop != Stop::None || m_result.status == 0 || m_result.body.size() > kMaxBody)
        return false;
    const QNetworkReply::NetworkError error = m_wire->error();
    const bool inOrder = isOnlyTheStatus(error, m_result.status);
    if (!inOrder && !isOnlyTheClose(error))
        return false;
    if (m_result.status == 204 || m_result.status == 304)
        return inOrder;
    const bool chunked = !m_result.header("Transfer-Encoding").isEmpty();
    const QByteArray length = m_result.header("Content-Length");
    if (!chunked && !length.isEmpty()) {
        // Counted here, because Qt calls a cut 401 whole now and then (measured, RST).
        bool isNumber = false;
        return length.toLongLong(&isNumber) == m_result.body.size() && isNumber;
    }
    // Qt reads a 401 and 407 without telling how their chunks ended, and an answer without a length ends with the
    // connection, which Qt calls an attempt to send again when the close is quick. There JSON itself has to show its end.
    const bool inTheDark = chunked && (m_result.status == 401 || m_result.status == 407);
    return (inOrder && !inTheDark) || isWholeJson(m_result.body);
}

QString Exchange::explain() const
{
    switch (m_stop) {
    case Stop::Deadline:
        return u"no whole answer within %1 ms"_s.arg(m_request.deadline.count());
    case Stop::TooLong:
        return u"the answer is longer than %1 bytes"_s.arg(kMaxBody);
    case Stop::MayNotStart:
        return u"held back before the first byte"_s;
    case Stop::Repeating:
        return u"closed without an answer; a second copy was held back"_s;
    case Stop::Abandoned:
        return u"abandoned"_s;
    case Stop::None:
        break;
    }
    const auto name = QMetaEnum::fromType<QNetworkReply::NetworkError>().valueToKey(m_wire->error());
    return u"%1: %2 (%3 bytes of a body came)"_s.arg(QLatin1StringView(name), m_wire->errorString()).arg(m_result.body.size());
}

void Exchange::endSoon()
{
    QMetaObject::invokeMethod(this, [this] {
        const EndFn onEnd = std::move(m_onEnd);
        const Reply result = std::move(m_result);
        deleteLater();
        onEnd(result);   // may destroy the transport, and this with it
    }, Qt::QueuedConnection);
}

} // namespace kaunta::net
