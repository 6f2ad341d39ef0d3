#pragma once

#include "core/net/transport.h"

#include <QPointer>
#include <QQueue>

namespace kaunta::test {

//! Plays recorded exchanges in order and fails the test when a request differs from the recording: request line, every header
//! and every byte of the body. Asks mayStart as the real transport does: a refused request is NotSent and uses up no exchange.
class ScriptedTransport final : public net::Transport
{
public:
    struct Exchange {
        QByteArray requestLine;        //!< "POST https://host/path"
        net::Headers requestHeaders;   //!< all of them, in order
        QByteArray requestBody;
        net::Reply reply;
        bool hold = false;             //!< answered by releaseHeld() only
    };

    //! From <stem>.request.txt and <stem>.response.txt: a first line, headers, an empty line, the body without its last newline.
    static Exchange recorded(const QString &stem);
    //! The recorded request, answered otherwise.
    static Exchange recorded(const QString &stem, const net::Reply &reply);

    void expect(Exchange exchange) { m_script.enqueue(std::move(exchange)); }
    void releaseHeld();                                            //!< answers the oldest request that is held
    bool isFinished() const { return m_script.isEmpty() && m_held.isEmpty(); }
    const QList<net::Request> &sent() const { return m_sent; }     //!< what went out on this wire

    void send(const net::Request &request, QObject *context, DoneFn done) override;

private:
    struct Held {
        QPointer<QObject> context;
        DoneFn done;
        net::Reply reply;
    };
    QQueue<Exchange> m_script;
    QQueue<Held> m_held;
    QList<net::Request> m_sent;
};

//! A whole answer with a JSON content type and a Date header; `type` and `more` for those that lie or say more.
net::Reply answered(int status, const QByteArray &body, const QByteArray &type = "application/json", const net::Headers &more = {});
net::Reply notSent();
net::Reply maybeSent();

} // namespace kaunta::test
