#pragma once

#include "core/practice/simulator.h"
#include "tests/support/test_clock.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>
#include <QUrl>

namespace kaunta::practice::test {

namespace net = kaunta::net;

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using kaunta::test::SeededRandom;
using kaunta::test::TestClock;

inline QJsonObject parsed(const QByteArray &body)
{
    return QJsonDocument::fromJson(body).object();
}

struct Delivered {
    QUrl url;
    QByteArray body;
    qint64 afterMs = 0;   //!< since the bench was built

    QJsonObject callback() const { return parsed(body).value("Body"_L1).toObject().value("stkCallback"_L1).toObject(); }
    QJsonValue item(const QString &name) const
    {
        const QJsonArray items = callback().value("CallbackMetadata"_L1).toObject().value("Item"_L1).toArray();
        for (const QJsonValue &entry : items)
            if (entry.toObject().value("Name"_L1).toString() == name)
                return entry.toObject().value("Value"_L1);
        return QJsonValue::Undefined;
    }
};

//! A simulator with a clock that stands still, a client that does everything right, and a list of what was delivered.
class Bench
{
public:
    explicit Bench(const QString &storePath = {}, bool handsetAsks = false) { open(storePath, handsetAsks); }

    void open(const QString &storePath, bool handsetAsks = false)
    {
        Simulator::Options options = practiceOptions();
        options.storePath = storePath;
        options.handsetAsks = handsetAsks;
        open(options);
    }
    void open(const Simulator::Options &options)
    {
        simulator = std::make_unique<Simulator>(options, clock, random, [this](const QUrl &url, const QByteArray &body) {
            delivered.append({url, body, start.msecsTo(clock.nowUtc())});
        });
    }

    HttpAnswer get(const QByteArray &target, const net::Headers &headers = {}) { return simulator->handle({"GET", target, headers, {}}); }
    HttpAnswer post(const QByteArray &target, const QJsonObject &body) { return simulator->handle(request(target, body)); }
    HttpRequest request(const QByteArray &target, const QJsonObject &body) const
    {
        return {"POST", target, {{"authorization", "Bearer " + token}, {"content-type", "application/json"}}, QJsonDocument(body).toJson(QJsonDocument::Compact)};
    }
    static QByteArray basic()
    {
        const Simulator::Options options = practiceOptions();
        return "Basic " + (options.consumerKey + u':' + options.consumerSecret).toUtf8().toBase64();
    }
    HttpAnswer askToken() { return get("/oauth/v1/generate?grant_type=client_credentials", {{"Authorization", basic()}}); }
    void freshToken() { token = parsed(askToken().body).value("access_token"_L1).toString().toLatin1(); }

    static QString password(const QString &shortCode, const QString &timestamp)
    {
        return QString::fromLatin1((shortCode + practiceOptions().passkey + timestamp).toUtf8().toBase64());
    }
    static QJsonObject pushBody(const QString &phone)
    {
        return {{u"BusinessShortCode"_s, 174379},
                {u"Password"_s, password(u"174379"_s, u"20261122110000"_s)},
                {u"Timestamp"_s, u"20261122110000"_s},
                {u"TransactionType"_s, u"CustomerPayBillOnline"_s},
                {u"Amount"_s, 100},
                {u"PartyA"_s, phone.toLongLong()},
                {u"PartyB"_s, 174379},
                {u"PhoneNumber"_s, phone.toLongLong()},
                {u"CallBackURL"_s, u"https://shop.example/cb/0123456789abcdef0123456789abcdef"_s},
                {u"AccountReference"_s, u"INV1"_s},
                {u"TransactionDesc"_s, u"Payment"_s}};
    }
    static QJsonObject queryBody(const QString &checkoutId)
    {
        return {{u"BusinessShortCode"_s, 174379},
                {u"Password"_s, password(u"174379"_s, u"20261122110000"_s)},
                {u"Timestamp"_s, u"20261122110000"_s},
                {u"CheckoutRequestID"_s, checkoutId}};
    }
    HttpAnswer push(const QString &phone)
    {
        if (token.isEmpty())
            freshToken();
        return post("/mpesa/stkpush/v1/processrequest", pushBody(phone));
    }
    HttpAnswer query(const QString &checkoutId) { return post("/mpesa/stkpushquery/v1/query", queryBody(checkoutId)); }
    static QString checkoutIdOf(const HttpAnswer &answer) { return parsed(answer.body).value("CheckoutRequestID"_L1).toString(); }

    //! Pays by prompt and tells the receipt.
    QString pay(const QString &phone)
    {
        push(phone);
        pass(2s);
        return delivered.isEmpty() ? QString() : delivered.takeLast().item(u"MpesaReceiptNumber"_s).toString();
    }

    //! What a query says, in one line: "200 0", "500 500.001.1001 The transaction is being processed", "429".
    QString says(const QString &checkoutId)
    {
        const HttpAnswer answer = query(checkoutId);
        const QJsonObject body = parsed(answer.body);
        const QString text = body.contains("ResultCode"_L1) ? body.value("ResultCode"_L1).toString()
                                                            : body.value("errorCode"_L1).toString() + u' ' + body.value("errorMessage"_L1).toString();
        return u"%1 %2"_s.arg(answer.status).arg(text).trimmed();
    }

    //! Moves the clock from one due moment to the next, as a driver would, for so long.
    void pass(milliseconds howLong)
    {
        const QDateTime until = clock.nowUtc().addMSecs(howLong.count());
        for (auto due = simulator->nextDue(); due && *due <= until; due = simulator->nextDue()) {
            clock.advance(milliseconds{std::max<qint64>(0, clock.nowUtc().msecsTo(*due))});
            simulator->tick();
        }
        clock.advance(milliseconds{clock.nowUtc().msecsTo(until)});
        simulator->tick();
    }

    TestClock clock;
    SeededRandom random;
    QDateTime start = clock.nowUtc();
    QList<Delivered> delivered;
    QByteArray token;
    std::unique_ptr<Simulator> simulator;
};

} // namespace kaunta::practice::test
