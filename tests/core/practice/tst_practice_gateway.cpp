#include "tests/core/practice/practice_bench.h"

using namespace kaunta::practice;
using namespace kaunta::practice::test;

//! Tokens, paths and verbs: what is refused before an endpoint looks.
class TestPracticeGateway : public QObject
{
    Q_OBJECT

    static QString error(const HttpAnswer &answer)
    {
        return u"%1 %2"_s.arg(answer.status).arg(parsed(answer.body).value("errorCode"_L1).toString());
    }

private Q_SLOTS:
    void aTokenIsGivenForTheRightBasic()
    {
        Bench bench;
        const HttpAnswer answer = bench.askToken();
        QCOMPARE(answer.status, 200);
        QCOMPARE(parsed(answer.body).value("expires_in"_L1), QJsonValue(u"3599"_s));   // a string, as the older documents have it
        QVERIFY(parsed(answer.body).value("access_token"_L1).toString().size() >= 20);
        QCOMPARE(answer.headers.constFirst(), (std::pair<QByteArray, QByteArray>("Content-Type", "application/json")));
        const QByteArray now = QLocale::c().toString(bench.clock.nowUtc(), u"ddd, dd MMM yyyy hh:mm:ss 'GMT'"_s).toLatin1();
        QVERIFY(answer.headers.contains(std::pair<QByteArray, QByteArray>("Date", now)));   // a till compares its clock with it
    }

    void aWrongBasicIsInvalidAuthentication_data()
    {
        QTest::addColumn<QByteArray>("authorization");
        QTest::newRow("none") << QByteArray();
        QTest::newRow("other secret") << "Basic " + QByteArray("practice-consumer-key:other").toBase64();
        QTest::newRow("bearer") << QByteArray("Bearer abc");
        QTest::newRow("not base64") << QByteArray("Basic practice-consumer-key:practice-consumer-secret");
    }
    void aWrongBasicIsInvalidAuthentication()
    {
        QFETCH(QByteArray, authorization);
        Bench bench;
        QCOMPARE(error(bench.get("/oauth/v1/generate?grant_type=client_credentials", {{"Authorization", authorization}})), u"400 400.008.01"_s);
    }

    void aWrongGrantTypeIsRefused()
    {
        Bench bench;
        QCOMPARE(error(bench.get("/oauth/v1/generate", {{"Authorization", Bench::basic()}})), u"400 400.008.02"_s);
        QCOMPARE(error(bench.get("/oauth/v1/generate?grant_type=password", {{"Authorization", Bench::basic()}})), u"400 400.008.02"_s);
    }

    void withoutAValidTokenNothingIsLookedAt()
    {
        Bench bench;
        for (const QByteArray token : {"", "unknown"}) {
            bench.token = token;
            const HttpAnswer answer = bench.post("/mpesa/stkpush/v1/processrequest", Bench::pushBody(u"254711000000"_s));
            QCOMPARE(error(answer), u"404 404.001.03"_s);
            QCOMPARE(parsed(answer.body).value("errorMessage"_L1).toString(), u"Invalid Access Token"_s);
            QVERIFY(!parsed(answer.body).value("requestId"_L1).toString().isEmpty());
        }
        bench.freshToken();
        HttpRequest noScheme = bench.request("/mpesa/stkpush/v1/processrequest", Bench::pushBody(u"254711000000"_s));
        noScheme.headers[0].second = bench.token;   // the token without the word Bearer
        QCOMPARE(error(bench.simulator->handle(noScheme)), u"404 404.001.03"_s);
        QVERIFY(!bench.simulator->nextDue());
    }

    void aTokenEndsAfter3599Seconds()
    {
        Bench bench;
        bench.freshToken();
        bench.clock.advance(3598s);
        QCOMPARE(bench.push(u"254711000000"_s).status, 200);
        bench.clock.advance(1s);
        QCOMPARE(error(bench.push(u"254711000001"_s)), u"404 404.001.03"_s);
    }

    void anOlderTokenStaysValid()
    {
        Bench bench;
        bench.freshToken();
        const QByteArray first = bench.token;
        bench.freshToken();
        QVERIFY(first != bench.token);
        bench.token = first;
        QCOMPARE(bench.push(u"254711000000"_s).status, 200);
    }

    void anUnknownPathIsNotFound()
    {
        Bench bench;
        for (const QByteArray path : {"/", "/mpesa/stkpush/v2/processrequest", "/mpesa/stkpush/v1/processrequest/", "", "%", "not a path"})
            QCOMPARE(error(bench.post(path, {})), u"404 404.001.01"_s);
    }

    void aWrongVerbIsRefused()
    {
        Bench bench;
        bench.freshToken();
        HttpRequest request = bench.request("/mpesa/stkpush/v1/processrequest", Bench::pushBody(u"254711000000"_s));
        request.method = "GET";
        QCOMPARE(error(bench.simulator->handle(request)), u"404 404.001.04"_s);
        request.method = "PUT";
        QCOMPARE(error(bench.simulator->handle(request)), u"405 405.001"_s);
        QCOMPARE(error(bench.post("/oauth/v1/generate?grant_type=client_credentials", {})), u"405 405.001"_s);
        QVERIFY(!bench.simulator->nextDue());
    }

    void whatIsNotJsonIsAnInvalidPayload()
    {
        Bench bench;
        bench.freshToken();
        for (const QByteArray body : {"", "{", "[]", "7", "\xff\xfe", "{\"Amount\":01}"}) {
            HttpRequest request = bench.request("/mpesa/stkpush/v1/processrequest", {});
            request.body = body;
            QCOMPARE(error(bench.simulator->handle(request)), u"400 400.002.05"_s);
        }
        HttpRequest form = bench.request("/mpesa/stkpush/v1/processrequest", Bench::pushBody(u"254711000000"_s));
        form.headers[1].second = "application/x-www-form-urlencoded";
        QCOMPARE(error(bench.simulator->handle(form)), u"400 400.002.05"_s);
        form.headers[1].second = "application/json; charset=utf-8";
        QCOMPARE(bench.simulator->handle(form).status, 200);
    }
};

QTEST_GUILESS_MAIN(TestPracticeGateway)
#include "tst_practice_gateway.moc"
