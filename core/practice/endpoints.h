#pragma once

#include "core/base/clock.h"
#include "core/base/random.h"
#include "core/practice/books.h"
#include "core/practice/initiator_key.h"
#include "core/practice/script.h"
#include "core/practice/simulator.h"
#include "core/practice/store.h"

#include <QJsonObject>
#include <QUrl>

namespace kaunta::practice {

//! What an endpoint works with.
struct Backstage {
    const Simulator::Options &options;
    const Clock &clock;
    RandomSource &random;
    Store &store;
    Books &books;
    InitiatorKey &key;

    qint64 now() const { return clock.nowUtc().toMSecsSinceEpoch(); }
};

//! One request that got past the gateway.
struct Call {
    const HttpRequest &request;
    QUrl url;
    QJsonObject body;      //!< of a POST
    Behaviour behaviour;   //!< of a push
    std::optional<Outcome> outcome;   //!< of a request whose result comes later: what a script or a practice number wants
};

//! One line for each operation: another endpoint joins by a line here and a function.
struct Route {
    Endpoint endpoint;
    const char *method;
    const char *path;
    bool needsToken;
    HttpAnswer (*answer)(Backstage &stage, const Call &call);
    //! How it refuses a token; null: 404.001.03.
    HttpAnswer (*refuseToken)(RandomSource &random, const QString &token) = nullptr;
};
//! nullptr: no such path.
const Route *routeOf(const QUrl &url);

HttpAnswer oauthGenerate(Backstage &stage, const Call &call);
HttpAnswer stkPush(Backstage &stage, const Call &call);
HttpAnswer stkQuery(Backstage &stage, const Call &call);
HttpAnswer reversal(Backstage &stage, const Call &call);
HttpAnswer transactionStatus(Backstage &stage, const Call &call);
HttpAnswer accountBalance(Backstage &stage, const Call &call);
HttpAnswer payoutV1(Backstage &stage, const Call &call);
HttpAnswer payoutV3(Backstage &stage, const Call &call);
HttpAnswer transfer(Backstage &stage, const Call &call);
HttpAnswer c2bRegisterV1(Backstage &stage, const Call &call);
HttpAnswer c2bRegisterV2(Backstage &stage, const Call &call);
HttpAnswer c2bSimulate(Backstage &stage, const Call &call);
HttpAnswer pullRegister(Backstage &stage, const Call &call);
HttpAnswer pullQuery(Backstage &stage, const Call &call);
HttpAnswer qrGenerate(Backstage &stage, const Call &call);
HttpAnswer orgInfo(Backstage &stage, const Call &call);

//! Practice number 13: must this push be refused because its token just died? Kills all tokens then.
bool tokenExpiresNow(Backstage &stage, const Behaviour &behaviour, const QString &phone);

//! A receipt that no other payment of this store has: "TEST" and six of [A-Z2-7]. "0" only; empty for other results.
QString receiptFor(Backstage &stage, const QString &result);
QString freshReceipt(Backstage &stage);
//! The moment as Daraja writes it: East Africa Time, UTC + 3 h, whatever the zone of the machine.
QDateTime toEat(qint64 msSinceEpoch);
QString eatStamp(qint64 msSinceEpoch);   //!< its fourteen digits

//! The customer whose request or payment this is about, as far as the request tells; empty: nobody. A script goes by it.
QString phoneOf(const Store &store, const Books &books, Endpoint endpoint, const QJsonObject &body);

//! The callback of a settled push, in Daraja's shape.
QByteArray stkCallbackBody(const PushRecord &push);

} // namespace kaunta::practice
