#include "core/daraja/sync_code.h"
#include "core/daraja/sync_error.h"
#include "tests/support/scripted_transport.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace kaunta;
using namespace kaunta::daraja;
using test::answered;

namespace {

QByteArray error(const char *code, const char *message)
{
    return QByteArray(R"({"requestId":"11728-2929992-1","errorCode":")") + code + R"(","errorMessage":")" + message + R"("})";
}

constexpr const char *kSpike = R"({"fault":{"faultstring":"Spike arrest violation. Allowed rate : MessageRate{messagesPerPeriod=5, periodInMicroseconds=60000000, maxBurstMessageCount=1.0}","detail":{"errorcode":"policies.ratelimit.SpikeArrestViolation"}}})";
constexpr const char *kWaf = "<html><head><title>Request Rejected</title></head><body>Incapsula incident ID: 1</body></html>";

} // namespace

class TestSyncError : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    //! Every row of the fact sheet's table of synchronous errors, and everything that only looks like one of them.
    void everyFailureSaysWhetherItCanHaveBeenExecuted_data()
    {
        QTest::addColumn<net::Reply>("reply");
        QTest::addColumn<int>("certainty");
        QTest::addColumn<bool>("token");
        QTest::addColumn<QString>("code");
        const auto row = [](const char *name, const net::Reply &reply, Certainty certainty, bool token, const char *code) {
            QTest::newRow(name) << reply << int(certainty) << token << QString::fromLatin1(code);
        };
        const auto no = Certainty::Refused;
        const auto maybe = Certainty::Unknown;
        row("400.002.02", answered(400, error("400.002.02", "Bad Request - Invalid PhoneNumber")), no, false, "400.002.02");
        row("400.002.05", answered(400, error("400.002.05", "Invalid Request Payload")), no, false, "400.002.05");
        row("400.003.01", answered(400, error("400.003.01", "Invalid Access Token")), no, true, "400.003.01");
        row("400.003.02", answered(400, error("400.003.02", "Bad Request")), no, false, "400.003.02");
        row("400.008.01", answered(400, error("400.008.01", "Invalid Authentication passed")), no, false, "400.008.01");
        row("400.008.02", answered(400, error("400.008.02", "Invalid grant type passed")), no, false, "400.008.02");
        row("401.001", answered(401, error("401.001", "Invalid token")), no, true, "401.001");
        row("401.002.01", answered(401, error("401.002.01", "Invalid Access Token")), no, true, "401.002.01");
        row("401.003.01", answered(401, error("401.003.01", "Invalid Access Token")), no, true, "401.003.01");
        row("401.003.01 product", answered(401, error("401.003.01", "Error Occurred: Invalid API call as no apiproduct match found")), no, true, "401.003.01");
        row("403.002.1001", answered(403, error("403.002.1001", "Not authorised")), no, false, "403.002.1001");
        row("403 page", answered(403, kWaf, "text/html"), no, false, "403");
        row("404.001.03", answered(404, error("404.001.03", "Invalid Access Token")), no, true, "404.001.03");
        row("404.001.03 under 401", answered(401, error("404.001.03", "Invalid Access Token")), no, true, "404.001.03");
        row("404.001.04", answered(404, error("404.001.04", "Invalid Authentication Header")), no, false, "404.001.04");
        row("404.001.01", answered(404, error("404.001.01", "Resource not found")), no, false, "404.001.01");
        row("404.002.01", answered(404, error("404.002.01", "Resource not found")), no, false, "404.002.01");
        row("404.003.01", answered(404, error("404.003.01", "Resource not found")), no, false, "404.003.01");
        row("405.001", answered(405, error("405.001", "Method Not Allowed")), no, false, "405.001");
        row("429", answered(429, kSpike), no, false, "429");
        row("merchant", answered(500, error("500.001.1001", "Merchant does not exist")), no, false, "500.001.1001");
        row("credentials", answered(500, error("500.001.1001", "[MerchantValidate] - Wrong credentials")), no, false, "500.001.1001");
        row("locked", answered(500, error("500.001.1001", "Unable to lock subscriber, a transaction is already in process for the current subscriber")), no, false, "500.001.1001");
        row("processing", answered(500, error("500.001.1001", "The transaction is being processed")), maybe, false, "500.001.1001");
        row("no such transaction", answered(500, error("500.001.1001", "The transaction does not exist")), maybe, false, "500.001.1001");
        row("no message", answered(500, error("500.001.1001", "")), maybe, false, "500.001.1001");
        row("other message", answered(500, error("500.001.1001", "Read timed out")), maybe, false, "500.001.1001");
        row("500.002.1001", answered(500, error("500.002.1001", "Duplicate OriginatorConversationID")), maybe, false, "500.002.1001");
        row("500.003.02", answered(500, error("500.003.02", "System is busy")), no, false, "500.003.02");
        row("500.003.02 under 429", answered(429, error("500.003.02", "Spike Arrest Violation")), no, false, "500.003.02");
        row("500.003.03", answered(500, error("500.003.03", "Quota Violation")), no, false, "500.003.03");
        row("500.003.1001", answered(500, error("500.003.1001", "Internal Server Error")), maybe, false, "500.003.1001");
        row("00.002.1001", answered(500, error("00.002.1001", "Under maintenance")), no, false, "00.002.1001");

        row("unknown code", answered(400, error("400.002.07", "?")), maybe, false, "400.002.07");
        row("code 403 is no page", answered(403, error("403", "?")), maybe, false, "403");
        row("code as number", answered(400, R"({"errorCode":4000202})"), maybe, false, "4000202");
        row("errorCode under 200", answered(200, error("400.002.02", "Bad Request")), maybe, false, "400.002.02");
        row("token code under 200", answered(200, error("404.001.03", "Invalid Access Token")), maybe, false, "404.001.03");
        row("4xx code under 5xx", answered(502, error("404.001.03", "Invalid Access Token")), maybe, false, "404.001.03");
        row("5xx code under 4xx", answered(400, error("500.003.02", "System is busy")), maybe, false, "500.003.02");
        row("maintenance under 200", answered(200, error("00.002.1001", "Under maintenance")), maybe, false, "00.002.1001");
        row("soap", answered(500, R"({"Envelope":{"Body":{"Fault":{"faultstring":"ResponseCode 409"}}}})"), maybe, false, "");
        row("soap under 200", answered(200, R"({"Envelope":{"Body":{"Fault":{"faultstring":"ResponseCode 409"}}}})"), maybe, false, "");
        row("gateway fault", answered(401, R"({"fault":{"faultstring":"Invalid access token","detail":{"errorcode":"keymanagement.service.invalid_access_token"}}})"), maybe, false, "keymanagement.service.invalid_access_token");
        row("gateway fault 504", answered(504, R"({"fault":{"faultstring":"Gateway Timeout","detail":{"errorcode":"messaging.adaptors.http.flow.GatewayTimeout"}}})"), maybe, false, "messaging.adaptors.http.flow.GatewayTimeout");
        row("429 page", answered(429, "<html>slow down</html>", "text/html"), maybe, false, "");
        row("429 empty", answered(429, ""), maybe, false, "");
        row("403 empty", answered(403, ""), maybe, false, "");
        row("403 JSON without code", answered(403, "{}"), maybe, false, "");
        row("503 page", answered(503, "<html>busy</html>", "text/html"), maybe, false, "");
        row("200 portal", answered(200, "<!DOCTYPE html><html>sign in</html>", "text/html"), maybe, false, "");
        row("200 empty", answered(200, ""), maybe, false, "");
        row("200 cut", answered(200, "{\"MerchantRequestID\":\"29115-3462"), maybe, false, "");
        row("400 cut", answered(400, error("400.002.02", "Bad Request").chopped(20)), maybe, false, "");
        row("200 array", answered(200, "[1]"), maybe, false, "");
        row("302", answered(302, ""), maybe, false, "");
        row("302 JSON", answered(302, R"({"ResponseCode":"0","CheckoutRequestID":"ws_CO_1"})"), maybe, false, "");
        row("error that says it is a page", answered(400, error("400.002.02", "Bad Request"), "text/html"), maybe, false, "400.002.02");
        row("token error that says it is a page", answered(404, error("404.001.03", "Invalid Access Token"), "text/html; charset=utf-8"), maybe, false, "404.001.03");
        row("403 page that says it is JSON", answered(403, kWaf, "application/json"), maybe, false, "403");
        row("error without a type", answered(400, error("400.002.02", "Bad Request"), ""), no, false, "400.002.02");
        row("never left", test::notSent(), Certainty::NotSent, false, "");
        row("deadline", test::maybeSent(), maybe, false, "");
    }
    void everyFailureSaysWhetherItCanHaveBeenExecuted()
    {
        QFETCH(net::Reply, reply);
        QFETCH(int, certainty);
        QFETCH(bool, token);
        QFETCH(QString, code);
        const auto judged = judge(reply);
        QVERIFY(!judged);
        QCOMPARE(int(judged.error().certainty), certainty);
        QCOMPARE(judged.error().tokenRejected, token);
        QCOMPARE(judged.error().code, code);
        QCOMPARE(judged.error().status, reply.reached == net::Reply::Reached::Answered ? reply.status : 0);
    }
    void everyRowOfTheTableIsTried() { checkThatEveryRowIsTried(); }
    void aSuccessIsReadWhateverItsTypeSays()
    {
        for (const char *type : {"application/json", "text/html", "text/plain", ""}) {
            const auto judged = judge(answered(200, R"({"ResponseCode":"0"})", type));
            QVERIFY(judged);
            QCOMPARE(judged->value("ResponseCode"_L1).toString(), u"0"_s);
        }
    }
    void theProvidersWordsAreKeptButNotWithoutEnd()
    {
        const QByteArray words(5000, 'x');
        QCOMPARE(judge(answered(500, R"({"errorCode":"500.001.1001","errorMessage":")" + words + R"("})")).error().text.size(), 500);
        QCOMPARE(judge(answered(500, R"({"Envelope":{"Body":{"Fault":{"faultstring":"ResponseCode 409"}}}})")).error().text, u"ResponseCode 409"_s);
        QVERIFY(judge(answered(429, kSpike)).error().text.startsWith(u"Spike arrest violation"_s));
    }
    void retryAfterIsReadAsSecondsAndAsADate_data()
    {
        QTest::addColumn<QByteArray>("header");
        QTest::addColumn<int>("seconds");   // -1: none
        QTest::newRow("seconds") << QByteArray("12") << 12;
        QTest::newRow("date") << QByteArray("Sun, 22 Nov 2026 08:00:30 GMT") << 30;
        QTest::newRow("past date") << QByteArray("Sun, 22 Nov 2026 07:00:00 GMT") << 0;
        QTest::newRow("negative") << QByteArray("-5") << 0;
        QTest::newRow("endless") << QByteArray("999999999") << 3600;
        QTest::newRow("words") << QByteArray("soon") << -1;
        QTest::newRow("none") << QByteArray() << -1;
    }
    void retryAfterIsReadAsSecondsAndAsADate()
    {
        QFETCH(QByteArray, header);
        QFETCH(int, seconds);
        const auto wait = judge(answered(429, kSpike, "application/json", {{"retry-after", header}})).error().retryAfter;
        QCOMPARE(wait ? int(wait->count()) : -1, seconds);
    }
    void theServersTimeIsRead()
    {
        QCOMPARE(serverTime(answered(200, "{}")), QDateTime(QDate(2026, 11, 22), QTime(8, 0), Qt::UTC));
        net::Reply silent;
        QVERIFY(!serverTime(silent).isValid());
    }

private:
    void checkThatEveryRowIsTried()
    {
        // A new row of the table must get a row above: this list is what the data function tries.
        const QStringList tried{u"400.002.02"_s, u"400.002.05"_s, u"400.003.01"_s, u"400.003.02"_s, u"400.008.01"_s, u"400.008.02"_s, u"401.003.01"_s, u"401.*"_s,
                                u"403.002.1001"_s, u"404.001.03"_s, u"404.001.04"_s, u"404.001.01"_s, u"404.002.01"_s, u"404.003.01"_s, u"405.001"_s,
                                u"500.001.1001"_s, u"500.002.1001"_s, u"500.003.02"_s, u"500.003.03"_s, u"500.003.1001"_s, u"00.002.1001"_s};
        for (const SyncCode &row : syncCodes())
            QVERIFY2(tried.contains(QLatin1StringView(row.code)), row.code);
    }
};

QTEST_GUILESS_MAIN(TestSyncError)
#include "tst_sync_error.moc"
