#pragma once

#include <QByteArray>
#include <QString>
#include <QStringList>

namespace kaunta::callbacks {

//! A longer body is answered 413 and not kept.
inline constexpr qsizetype kMaxBody = 65'536;

//! One HTTP request as it came in, from a socket or from the practice simulator.
struct Incoming {
    QString path;          //!< decoded path, "/…/<32 hex digits>"
    QByteArray body;       //!< at most kMaxBody bytes
    QString source;        //!< address of the peer; "practice" in process
    QStringList forwardedFor = {};   //!< each X-Forwarded-For header as it came, in order; believed only from a proxy that is trusted
};

struct Answer {
    int status = 200;
    QByteArray body;       //!< JSON
};

//! Request in, answer out, without a socket. A callback is stored whole in the inbox before it is answered; one that cannot
//! be stored is answered 503. Called on the engine's thread; blocks for one durable write.
class Receiver
{
public:
    virtual ~Receiver() = default;
    virtual Answer receive(const Incoming &incoming) = 0;
};

} // namespace kaunta::callbacks
