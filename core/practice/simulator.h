#pragma once

#include "core/base/clock.h"
#include "core/base/random.h"
#include "core/net/transport.h"

#include <QList>
#include <QString>
#include <functional>
#include <memory>
#include <optional>

namespace kaunta::practice {

//! One request as bytes. `authorization`, `contentType` are the header values, empty when absent.
struct HttpRequest {
    QByteArray method;      //!< "GET", "POST"
    QByteArray target;      //!< "/mpesa/stkpush/v1/processrequest", with the query string
    net::Headers headers;
    QByteArray body;
};

//! How the connection misbehaves while the answer is given. Whoever serves the answer acts it out.
struct Misbehaviour {
    enum class Kind {
        None,
        RefuseConnection,     //!< the request must not be looked at: nothing was processed
        LoseRequest,          //!< connection breaks before the request was processed
        LoseAnswer,           //!< processed; the connection breaks before the answer
        CutAnswer,            //!< processed; only the first `atByte` bytes of the body arrive, then the connection ends
        DripAnswer,           //!< processed; the body comes a byte at a time, for longer than any deadline
    };
    Kind kind = Kind::None;
    int atByte = 0;
};

struct HttpAnswer {
    int status = 200;
    net::Headers headers;
    QByteArray body;
    Misbehaviour misbehaviour;
};

//! A prompt that waits on the virtual handset.
struct Prompt {
    QString id;           //!< CheckoutRequestID
    QString phone;        //!< 2547…
    QString amount;       //!< "100"
    QString shop;
    QString reference;
    QDateTime endsAt;     //!< about a minute after it came
};

enum class HandsetAnswer { AcceptWithPin, WrongPin, Cancel, Ignore };

//! A Daraja double: bytes in, bytes out, no socket, no timer of its own. It checks what Daraja checks and answers with
//! Daraja's codes and spellings, and plays the practice numbers (docs/practice-numbers.md). Every state it keeps is in the
//! store, so that another process finds it again. Not thread-safe.
class Simulator
{
public:
    struct Options {
        QString consumerKey;       //!< what Basic must carry
        QString consumerSecret;
        QString passkey;
        QString shop = QStringLiteral("Duka la Mazoezi");
        QString storePath;         //!< practice.sqlite; empty: in memory
        bool handsetAsks = false;  //!< true: unscripted prompts wait for answerPrompt(); false: they succeed after 2 s
    };
    //! Delivers one callback: an HTTP POST of `body` to `url`, byte for byte.
    using Deliver = std::function<void(const QUrl &url, const QByteArray &body)>;

    Simulator(Options options, const Clock &clock, RandomSource &random, Deliver deliver);
    ~Simulator();
    Simulator(const Simulator &) = delete;
    Simulator &operator=(const Simulator &) = delete;

    //! Is the connection to be refused for this request? (Known only from its body: practice number 23.)
    HttpAnswer handle(const HttpRequest &request);

    //! Time: when tick() has something to do next (wall time); nothing pending: nullopt.
    std::optional<QDateTime> nextDue() const;
    //! Does everything that is due by the clock: handset answers, callbacks.
    void tick();

    QList<Prompt> prompts() const;
    void answerPrompt(const QString &id, HandsetAnswer answer);

    //! Rules that override the practice numbers: JSON, see docs/simulator.md. False: not understood, nothing changed.
    bool loadScript(const QByteArray &json, QString *problem);

private:
    struct Private;
    std::unique_ptr<Private> d;
};

//! What practice mode and the simulator process use by default. Published, worthless, the same everywhere.
Simulator::Options practiceOptions();

} // namespace kaunta::practice
