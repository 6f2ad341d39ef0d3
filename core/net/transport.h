#pragma once

#include <QByteArray>
#include <QList>
#include <QObject>
#include <QUrl>
#include <chrono>
#include <functional>
#include <optional>
#include <utility>

namespace kaunta::net {

enum class Verb { Get, Post };

using Headers = QList<std::pair<QByteArray, QByteArray>>;

struct Request {
    Verb verb = Verb::Get;
    QUrl url;
    QByteArray body;      //!< sent as application/json, unless the headers name another Content-Type
    Headers headers;
    std::chrono::milliseconds deadline{25'000};   //!< for the whole exchange, not for a quiet period
    //! Asked once, on the transport's thread, at the moment the network stack wants the first byte of the body: the
    //! connection stands, and not even the head has left. Answering false means that nothing is sent: the reply is NotSent.
    //! Empty means yes. A request without a body has no such moment; there send() asks before it does anything. Must not
    //! destroy the transport or the context.
    std::function<bool()> mayStart;
};

struct Reply {
    //! How far the bytes are known to have gone. NotSent is a proof (of a request with a body that no byte of it was asked
    //! for; of any request that it was never given to the network); everything else without a whole answer is MaybeSent.
    enum class Reached { NotSent, MaybeSent, Answered };
    Reached reached = Reached::MaybeSent;
    int status = 0;       //!< 0 when no status line came
    Headers headers;
    QByteArray body;      //!< as it came, never unpacked; empty unless Answered. Longer than kMaxBody is MaybeSent
    QString detail;       //!< for the log, never for a screen

    QByteArray header(QByteArrayView name) const;   //!< case-insensitive; empty when absent
};

inline constexpr qint64 kMaxBody = 1024 * 1024;

//! The only door to the network. Contract: `done` runs exactly once, later than send() returns, on the caller's thread,
//! and not at all if `context` is gone. One send() is at most one request on the wire: nothing below repeats it.
class Transport
{
public:
    using DoneFn = std::function<void(const Reply &)>;
    virtual ~Transport() = default;
    virtual void send(const Request &request, QObject *context, DoneFn done) = 0;
};

} // namespace kaunta::net
