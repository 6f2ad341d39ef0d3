#include "tests/core/practice/practice_bench.h"

#include <QRegularExpression>

using namespace kaunta::practice;
using namespace kaunta::practice::test;

//! Each field of a push and of a query: what Daraja takes and what it refuses, in its words.
class TestPracticeChecks : public QObject
{
    Q_OBJECT

    static QJsonObject with(const QString &field, const QJsonValue &value)
    {
        QJsonObject body = Bench::pushBody(u"254711000000"_s);
        if (value.isUndefined())
            body.remove(field);
        else
            body.insert(field, value);
        return body;
    }
    static QString text(qsizetype length) { return QString(length, u'A'); }

private Q_SLOTS:
    void aGoodPushIsAcknowledged()
    {
        Bench bench;
        const QJsonObject ack = parsed(bench.push(u"254722943992"_s).body);
        QCOMPARE(ack.value("ResponseCode"_L1), QJsonValue(u"0"_s));
        QVERIFY(!ack.value("CustomerMessage"_L1).toString().isEmpty());
        QVERIFY(!ack.value("ResponseDescription"_L1).toString().isEmpty());
        // 08:00 UTC is 11:00 in Nairobi.
        QVERIFY(QRegularExpression(u"^ws_CO_22112026110000\\d{3}722943992$"_s).match(ack.value("CheckoutRequestID"_L1).toString()).hasMatch());
        QVERIFY(QRegularExpression(u"^\\d{5}-\\d{8}-1$"_s).match(ack.value("MerchantRequestID"_L1).toString()).hasMatch());
    }

    void aWrongFieldIsNamed_data()
    {
        QTest::addColumn<QString>("field");
        QTest::addColumn<QJsonValue>("value");
        QTest::addColumn<QString>("named");
        const auto row = [](const char *field, const char *why, const QJsonValue &value, const char *named = nullptr) {
            QTest::addRow("%s %s", field, why) << QString::fromLatin1(field) << value << QString::fromLatin1(named ? named : field);
        };
        const QJsonValue absent(QJsonValue::Undefined);
        const QJsonValue null(QJsonValue::Null);
        for (const char *field : {"BusinessShortCode", "Password", "Timestamp", "TransactionType", "Amount", "PartyA", "PartyB", "PhoneNumber",
                                  "CallBackURL", "AccountReference"}) {
            row(field, "absent", absent);
            row(field, "null", null);
            row(field, "empty", QString());
            row(field, "an object", QJsonObject());
        }
        row("BusinessShortCode", "too short", 1743);
        row("BusinessShortCode", "too long", 17437900);
        row("BusinessShortCode", "not digits", u"17437A"_s);
        row("Timestamp", "short", u"2026112211000"_s);
        row("Timestamp", "with dashes", u"2026-11-22 11:00"_s);
        row("Timestamp", "no such day", u"20261322110000"_s);
        row("Timestamp", "a number", 20261122110000LL);
        row("TransactionType", "other", u"CustomerPaybillOnline"_s);
        row("Amount", "zero", 0);
        row("Amount", "negative", -5);
        row("Amount", "above the limit", 250'001);
        row("Amount", "decimals", 10.5);
        row("Amount", "decimals as text", u"10.00"_s);
        row("Amount", "with a comma", u"1,000"_s);
        row("Amount", "huge", u"99999999999999999999"_s);
        row("PartyA", "local form", u"0711000000"_s);
        row("PartyA", "plus", u"+254711000000"_s);
        row("PhoneNumber", "local form", 711000000);
        row("PhoneNumber", "landline", 254201234567LL);
        row("PhoneNumber", "too long", 2547110000001LL);
        row("PartyB", "not the paybill", 600000);
        row("CallBackURL", "no scheme", u"shop.example/cb"_s);
        row("CallBackURL", "no host", u"https:///cb"_s);
        row("CallBackURL", "other scheme", u"ftp://shop.example/cb"_s);
        row("AccountReference", "thirteen long", text(13));
        row("AccountReference", "a number", 17);
        row("TransactionDesc", "null", null, "Remarks");
        row("TransactionDesc", "empty", QString(), "Remarks");
        row("TransactionDesc", "fourteen long", text(14), "Remarks");
    }
    void aWrongFieldIsNamed()
    {
        QFETCH(QString, field);
        QFETCH(QJsonValue, value);
        QFETCH(QString, named);
        Bench bench;
        bench.freshToken();
        const HttpAnswer answer = bench.post("/mpesa/stkpush/v1/processrequest", with(field, value));
        QCOMPARE(answer.status, 400);
        QCOMPARE(parsed(answer.body).value("errorCode"_L1).toString(), u"400.002.02"_s);
        QCOMPARE(parsed(answer.body).value("errorMessage"_L1).toString(), u"Bad Request - Invalid "_s + named);
        QVERIFY(!bench.simulator->nextDue());
    }

    void whatDarajaTakesIsTaken_data()
    {
        QTest::addColumn<QString>("field");
        QTest::addColumn<QJsonValue>("value");
        const auto row = [](const char *field, const char *why, const QJsonValue &value) {
            QTest::addRow("%s %s", field, why) << QString::fromLatin1(field) << value;
        };
        row("Amount", "text", u"1"_s);
        row("Amount", "the limit", 250'000);
        row("PartyA", "text", u"254711000000"_s);
        row("PhoneNumber", "text", u"254711000000"_s);
        row("PhoneNumber", "2541", 254110000000LL);
        row("PartyB", "text", u"174379"_s);
        row("BusinessShortCode", "text", u"174379"_s);
        row("CallBackURL", "http with a port", u"http://127.0.0.1:8080/cb"_s);
        row("AccountReference", "twelve long", text(12));
        row("TransactionDesc", "thirteen long", text(13));
        row("TransactionDesc", "absent", QJsonValue(QJsonValue::Undefined));
        row("Extra", "unknown", u"ignored"_s);
    }
    void whatDarajaTakesIsTaken()
    {
        QFETCH(QString, field);
        QFETCH(QJsonValue, value);
        Bench bench;
        bench.freshToken();
        const HttpAnswer answer = bench.post("/mpesa/stkpush/v1/processrequest", with(field, value));
        QVERIFY2(answer.status == 200, answer.body.constData());
    }

    void aMisspeltFieldIsMissing()
    {
        Bench bench;
        bench.freshToken();
        QJsonObject body = with(u"CallBackURL"_s, QJsonValue(QJsonValue::Undefined));
        body.insert(u"CallbackUrl"_s, u"https://shop.example/cb"_s);
        const HttpAnswer answer = bench.post("/mpesa/stkpush/v1/processrequest", body);
        QCOMPARE(parsed(answer.body).value("errorMessage"_L1).toString(), u"Bad Request - Invalid CallBackURL"_s);
    }

    void theTimestampMayBeOfAnyZoneButMustBeThePasswords()
    {
        Bench bench;
        bench.freshToken();
        QJsonObject utc = with(u"Timestamp"_s, u"20200101000000"_s);
        utc.insert(u"Password"_s, Bench::password(u"174379"_s, u"20200101000000"_s));
        QCOMPARE(bench.post("/mpesa/stkpush/v1/processrequest", utc).status, 200);

        bench.pass(10s);
        const HttpAnswer answer = bench.post("/mpesa/stkpush/v1/processrequest", with(u"Timestamp"_s, u"20261122110001"_s));
        QCOMPARE(answer.status, 500);
        QCOMPARE(parsed(answer.body).value("errorCode"_L1).toString(), u"500.001.1001"_s);
        QCOMPARE(parsed(answer.body).value("errorMessage"_L1).toString(), u"[MerchantValidate] - Wrong credentials"_s);
    }

    void aTillMayDifferFromItsStoreNumber()
    {
        Bench bench;
        bench.freshToken();
        QJsonObject body = with(u"TransactionType"_s, u"CustomerBuyGoodsOnline"_s);
        body.insert(u"PartyB"_s, 600000);
        QCOMPARE(bench.post("/mpesa/stkpush/v1/processrequest", body).status, 200);
    }

    void anotherShortCodeIsUnknownWhereOneIsSet()
    {
        Bench bench;
        Simulator::Options options = practiceOptions();
        options.shortCode = u"600000"_s;
        bench.simulator = std::make_unique<Simulator>(options, bench.clock, bench.random, nullptr);
        const HttpAnswer answer = bench.push(u"254711000000"_s);
        QCOMPARE(answer.status, 500);
        QCOMPARE(parsed(answer.body).value("errorMessage"_L1).toString(), u"Merchant does not exist"_s);
    }

    void aSecondPushToALivePromptIsLockedOut()
    {
        Bench bench;
        QCOMPARE(bench.push(u"254711000000"_s).status, 200);
        const HttpAnswer second = bench.push(u"254711000000"_s);
        QCOMPARE(second.status, 500);
        QCOMPARE(parsed(second.body).value("errorMessage"_L1).toString(),
                 u"Unable to lock subscriber, a transaction is already in process for the current subscriber"_s);
        QCOMPARE(bench.push(u"254711000001"_s).status, 200);   // somebody else's phone is free
        bench.pass(2s);
        QCOMPARE(bench.push(u"254711000000"_s).status, 200);   // and so is this one once the prompt is over
        bench.pass(10s);
        QCOMPARE(bench.delivered.size(), 3);
    }

    void aQueryIsCheckedAsWell()
    {
        Bench bench;
        const QString id = Bench::checkoutIdOf(bench.push(u"254711000000"_s));
        const auto error = [&](const QString &field, const QJsonValue &value) {
            QJsonObject body = Bench::queryBody(id);
            body.insert(field, value);
            const HttpAnswer answer = bench.post("/mpesa/stkpushquery/v1/query", body);
            return u"%1 %2"_s.arg(answer.status).arg(parsed(answer.body).value("errorMessage"_L1).toString());
        };
        QCOMPARE(error(u"BusinessShortCode"_s, u"x"_s), u"400 Bad Request - Invalid BusinessShortCode"_s);
        QCOMPARE(error(u"Password"_s, u"x"_s), u"500 [MerchantValidate] - Wrong credentials"_s);
        QCOMPARE(error(u"Timestamp"_s, u"x"_s), u"400 Bad Request - Invalid Timestamp"_s);
        QCOMPARE(error(u"CheckoutRequestID"_s, u"x"_s), u"400 Bad Request - Invalid CheckoutRequestID"_s);
        QCOMPARE(error(u"CheckoutRequestID"_s, u"ws_CO_22112026110000123722000000"_s), u"500 The transaction does not exist"_s);
        QCOMPARE(bench.says(id), u"500 500.001.1001 The transaction is being processed"_s);
    }

    void anotherShopsPromptDoesNotExist()
    {
        Bench bench;
        QJsonObject body = Bench::queryBody(Bench::checkoutIdOf(bench.push(u"254711000000"_s)));
        body.insert(u"BusinessShortCode"_s, 600000);
        body.insert(u"Password"_s, Bench::password(u"600000"_s, u"20261122110000"_s));
        QCOMPARE(parsed(bench.post("/mpesa/stkpushquery/v1/query", body).body).value("errorMessage"_L1).toString(), u"The transaction does not exist"_s);
    }
};

QTEST_GUILESS_MAIN(TestPracticeChecks)
#include "tst_practice_checks.moc"
