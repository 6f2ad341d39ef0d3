#pragma once

#include "core/net/transport.h"

#include <QTimer>
#include <memory>

class QNetworkAccessManager;
class QNetworkReply;
class QNetworkRequest;
class QSslConfiguration;

namespace kaunta::net {

class OneShotBody;

//! One request, on a connection of its own, and what became of it: the inside of QtTransport::send(). Deletes itself
//! after `onEnd`.
//!
//! A connection is never used twice. Qt 6.4 does not look at an idle connection, so an answer that comes unasked (a
//! doubled one, a late 408) would be taken for the answer to the next request: another customer's payment. And a
//! connection that died while the lid was closed would swallow a prompt and leave an Unknown.
class Exchange final : public QObject
{
public:
    //! Runs once, from the event loop and never from inside the network stack.
    using EndFn = std::function<void(const Reply &reply)>;

    Exchange(Request request, EndFn onEnd, QObject *parent);
    ~Exchange() override;

    void start(const QSslConfiguration &tls);
    void refuse(const QString &why);   //!< NotSent, without a network
    void abandon();                    //!< nobody waits for the answer any more

private:
    enum class Stop { None, Deadline, TooLong, MayNotStart, Repeating, Abandoned };

    QNetworkRequest wireRequest(const QSslConfiguration &tls) const;
    void stop(Stop why);
    void takeBody();
    void conclude();
    bool isWhole() const;
    QString explain() const;
    void endSoon();

    Request m_request;
    EndFn m_onEnd;
    Reply m_result;
    QTimer m_deadline;
    std::unique_ptr<QNetworkAccessManager> m_manager;
    QNetworkReply *m_wire = nullptr;   //!< owned by m_manager
    OneShotBody *m_body = nullptr;   //!< owned by m_wire
    Stop m_stop = Stop::None;
    int m_handshakes = 0;
};

} // namespace kaunta::net
