#include "tests/core/practice/practice_bench.h"

#include <QCryptographicHash>

using namespace kaunta::practice;
using namespace kaunta::practice::test;

namespace {

const QByteArray kToken = "practice-bearer-token";

} // namespace

//! The same practice M-PESA behind another provider's API: that provider's shapes, and the same numbers.
class TestPracticeDialects : public QObject
{
    Q_OBJECT
    std::unique_ptr<Bench> m_bench;

    void play(const QString &provider)
    {
        m_bench = std::make_unique<Bench>();
        Simulator::Options options = practiceOptions();
        options.provider = provider;
        options.confirmationUrl = u"https://shop.example/confirm"_s;
        m_bench->open(options);
    }
    HttpAnswer post(const QByteArray &target, const QJsonObject &body, const net::Headers &more = {})
    {
        HttpRequest request = m_bench->request(target, body);
        request.headers += more;
        return m_bench->simulator->handle(request);
    }
    void signIn(const QByteArray &method, const QByteArray &target)
    {
        const HttpAnswer answer = m_bench->simulator->handle({method, target, {{"Authorization", Bench::basic()}}, {}});
        QCOMPARE(answer.status, 200);
        m_bench->token = parsed(answer.body).value("access_token"_L1).toString().toLatin1();
    }
    void pass(std::chrono::milliseconds time)
    {
        m_bench->clock.advance(time);
        m_bench->simulator->tick();
    }

    static net::Headers kcbHeaders() { return {{"routeCode", "207"}, {"operation", "STKPush"}, {"messageId", "A1"}}; }
    static QJsonObject kcbBody(const QString &phone)
    {
        return {{u"phoneNumber"_s, phone}, {u"amount"_s, u"100"_s}, {u"invoiceNumber"_s, u"1234567-INV1A1Q7ZX"_s}, {u"sharedShortCode"_s, true}, {u"orgShortCode"_s, u""_s},
                {u"orgPassKey"_s, u""_s}, {u"callbackUrl"_s, u"https://shop.example/cb/1"_s}, {u"transactionDescription"_s, u"Payment"_s}};
    }
    static QJsonObject muvaBody(const QString &phone)
    {
        return {{u"phoneNumber"_s, phone}, {u"amount"_s, u"100"_s}, {u"transactionReference"_s, u"REF-1"_s}};
    }
    QJsonObject ethiopiaBody(const QString &phone, bool hashed = false) const
    {
        const QString clear = u"600000"_s + practiceOptions().passkey + u"20261122080000"_s;
        const QByteArray inside = hashed ? QCryptographicHash::hash(clear.toUtf8(), QCryptographicHash::Sha256).toHex() : clear.toUtf8();
        return {{u"MerchantRequestID"_s, u"mine-1"_s}, {u"BusinessShortCode"_s, 600000}, {u"Password"_s, QString::fromLatin1(inside.toBase64())}, {u"Timestamp"_s, u"20261122080000"_s},
                {u"TransactionType"_s, u"CustomerPayBillOnline"_s}, {u"Amount"_s, 100}, {u"PartyA"_s, phone.toLongLong()}, {u"PartyB"_s, 600000}, {u"PhoneNumber"_s, phone.toLongLong()},
                {u"CallBackURL"_s, u"https://shop.example/cb/1"_s}, {u"AccountReference"_s, u"INV1"_s}, {u"TransactionDesc"_s, u"Payment"_s}, {u"ReferenceData"_s, QJsonArray{}}};
    }

private Q_SLOTS:
    void kcbSaysYesInTwoPlacesAndHandsTheCallbackOn()
    {
        play(u"kcb-buni"_s);
        signIn("POST", "/token?grant_type=client_credentials");
        const HttpAnswer answer = post("/mm/api/request/1.0.0/stkpush", kcbBody(u"254722000000"_s), kcbHeaders());
        QCOMPARE(answer.status, 200);
        QCOMPARE(parsed(answer.body).value("header"_L1).toObject().value("statusCode"_L1), QJsonValue(u"0"_s));
        const QJsonObject response = parsed(answer.body).value("response"_L1).toObject();
        QCOMPARE(response.value("ResponseCode"_L1), QJsonValue(0));
        pass(5s);
        QCOMPARE(m_bench->delivered.size(), 1);
        QCOMPARE(m_bench->delivered.constFirst().url, QUrl(u"https://shop.example/cb/1"_s));
        QCOMPARE(m_bench->delivered.constFirst().callback().value("CheckoutRequestID"_L1), response.value("CheckoutRequestID"_L1));
    }
    void kcbRefusesInWso2sWordsAndInItsOwn()
    {
        play(u"kcb-buni"_s);
        m_bench->token = "stale";
        const HttpAnswer stale = post("/mm/api/request/1.0.0/stkpush", kcbBody(u"254722000000"_s), kcbHeaders());
        QCOMPARE(stale.status, 401);
        QCOMPARE(parsed(stale.body).value("fault"_L1).toObject().value("code"_L1), QJsonValue(900901));
        signIn("POST", "/token?grant_type=client_credentials");
        for (const QString &field : kcbBody(u"254722000000"_s).keys()) {
            QJsonObject body = kcbBody(u"254722000000"_s);
            body.remove(field);
            const QJsonObject told = parsed(post("/mm/api/request/1.0.0/stkpush", body, kcbHeaders()).body);
            QVERIFY2(told.value("header"_L1).toObject().value("statusCode"_L1) == "1"_L1, qPrintable(field));
            QVERIFY2(told.value("response"_L1).toObject().value("ResponseCode"_L1).toInt() == 1, qPrintable(field));
        }
        const QJsonObject nameless = parsed(post("/mm/api/request/1.0.0/stkpush", kcbBody(u"254722000000"_s)).body);
        QVERIFY(nameless.value("response"_L1).toObject().value("ResponseDescription"_L1).toString().contains("routeCode"_L1));
        QCOMPARE(post("/mpesa/stkpushquery/v1/query", {}).status, 404);   // it has no query
        QVERIFY(m_bench->simulator->prompts().isEmpty());
    }
    void muvaEchoesTheReferenceAndPostsFlatToOneAddress()
    {
        play(u"muvatech"_s);
        m_bench->token = kToken;
        const HttpAnswer answer = post("/api/v1/payments/initiateSTKpush", muvaBody(u"0722000000"_s));
        QCOMPARE(answer.status, 200);
        QCOMPARE(parsed(answer.body), QJsonObject({{u"responseCode"_s, 0}, {u"transactionReference"_s, u"REF-1"_s}, {u"responseMessage"_s, u"Success. Request accepted for processing"_s}}));
        pass(5s);
        QCOMPARE(m_bench->delivered.size(), 1);
        QCOMPARE(m_bench->delivered.constFirst().url, QUrl(u"https://shop.example/confirm"_s));
        const QJsonObject told = parsed(m_bench->delivered.constFirst().body);
        QCOMPARE(told.value("transactionReference"_L1), QJsonValue(u"REF-1"_s));
        QCOMPARE(told.value("ResultCode"_L1), QJsonValue(0));
        QCOMPARE(told.value("Amount"_L1).toInt(), 100);
        QVERIFY(told.value("MpesaReceiptNumber"_L1).toString().startsWith("TEST"_L1));
    }
    void muvaCountsTheMinute()
    {
        play(u"muvatech"_s);
        m_bench->token = "another";
        for (int sent = 0; sent < 60; ++sent)
            QCOMPARE(post("/api/v1/payments/initiateSTKpush", muvaBody(u"0722000000"_s)).status, 401);
        m_bench->token = kToken;
        QCOMPARE(post("/api/v1/payments/initiateSTKpush", muvaBody(u"0722000000"_s)).status, 429);
        pass(61s);
        QCOMPARE(post("/api/v1/payments/initiateSTKpush", muvaBody(u"0722000000"_s)).status, 200);
        QCOMPARE(post("/api/v1/payments/initiateSTKpush", muvaBody(u"254722000000"_s)).status, 422);   // local numbers alone
    }
    void ethiopiaHasItsOwnPhonesIdsAndPasswords_data()
    {
        QTest::addColumn<bool>("hashed");
        QTest::newRow("plain") << false;
        QTest::newRow("sha256") << true;
    }
    void ethiopiaHasItsOwnPhonesIdsAndPasswords()
    {
        QFETCH(bool, hashed);
        play(u"mpesa-ethiopia"_s);
        signIn("GET", "/v1/token/generate?grant_type=client_credentials");
        const HttpAnswer answer = post("/mpesa/stkpush/v3/processrequest", ethiopiaBody(u"251722000000"_s, hashed));
        QVERIFY2(answer.status == 200, answer.body.constData());
        QCOMPARE(parsed(answer.body).value("MerchantRequestID"_L1), QJsonValue(u"mine-1"_s));
        pass(5s);
        QCOMPARE(m_bench->delivered.size(), 1);
        const Delivered &told = m_bench->delivered.constFirst();
        QCOMPARE(told.url, QUrl(u"https://shop.example/cb/1"_s));
        QCOMPARE(told.callback().value("MerchantRequestID"_L1), QJsonValue(u"mine-1"_s));
        QCOMPARE(told.item(u"PhoneNumber"_s).toInteger(), 251722000000);
    }
    void ethiopiaRefusesKenyanPhonesAndKeysInItsOwnWords()
    {
        play(u"mpesa-ethiopia"_s);
        const HttpAnswer keys = m_bench->get("/v1/token/generate?grant_type=client_credentials", {{"Authorization", "Basic eDp5"}});
        QCOMPARE(keys.status, 400);
        QCOMPARE(parsed(keys.body).value("resultCode"_L1), QJsonValue(u"999991"_s));
        signIn("GET", "/v1/token/generate?grant_type=client_credentials");
        QCOMPARE(post("/mpesa/stkpush/v3/processrequest", ethiopiaBody(u"254722000000"_s)).status, 400);
        QJsonObject nameless = ethiopiaBody(u"251722000000"_s);
        nameless.remove("MerchantRequestID"_L1);
        QCOMPARE(post("/mpesa/stkpush/v3/processrequest", nameless).status, 400);
        QVERIFY(m_bench->simulator->prompts().isEmpty());
    }
    void thePracticeNumbersWorkBehindEachOfThem_data()
    {
        QTest::addColumn<QString>("provider");
        for (const QString &name : {u"kcb-buni"_s, u"muvatech"_s, u"mpesa-ethiopia"_s})
            QTest::newRow(qPrintable(name)) << name;
    }
    void thePracticeNumbersWorkBehindEachOfThem()
    {
        QFETCH(QString, provider);
        play(provider);
        const auto push = [&](const QString &lastTwo) {
            if (provider == "muvatech"_L1) {
                m_bench->token = kToken;
                return post("/api/v1/payments/initiateSTKpush", muvaBody(u"07220000"_s + lastTwo));
            }
            if (provider == "kcb-buni"_L1) {
                signIn("POST", "/token?grant_type=client_credentials");
                return post("/mm/api/request/1.0.0/stkpush", kcbBody(u"2547220000"_s + lastTwo), kcbHeaders());
            }
            signIn("GET", "/v1/token/generate?grant_type=client_credentials");
            return post("/mpesa/stkpush/v3/processrequest", ethiopiaBody(u"2517220000"_s + lastTwo));
        };
        QCOMPARE(push(u"01"_s).status, 200);
        pass(60s);
        QCOMPARE(m_bench->delivered.size(), 1);
        QVERIFY2(m_bench->delivered.constFirst().body.contains("\"ResultCode\":1032"), m_bench->delivered.constFirst().body.constData());
        QCOMPARE(push(u"14"_s).misbehaviour.kind, Misbehaviour::Kind::LoseAnswer);
        QCOMPARE(push(u"23"_s).misbehaviour.kind, Misbehaviour::Kind::RefuseConnection);
        QCOMPARE(push(u"18"_s).status, 403);
        pass(120s);
        QCOMPARE(m_bench->delivered.size(), 2);   // of 14
    }
};

QTEST_GUILESS_MAIN(TestPracticeDialects)
#include "tst_practice_dialects.moc"
