#include "core/practice/qr_code.h"
#include "tests/core/practice/ask_bench.h"

#include <QtEndian>

using namespace kaunta::practice;
using namespace kaunta::practice::test;

//! What is answered at once: the list of payments, a QR code, the shop's name.
class TestPracticePull : public QObject
{
    Q_OBJECT

    static QJsonObject pull(AskBench &bench, const QString &from, const QString &to, const QJsonValue &offset = 0)
    {
        return parsed(bench.post("/pulltransactions/v1/query", {{u"ShortCode"_s, 174379}, {u"StartDate"_s, from}, {u"EndDate"_s, to}, {u"OffSetValue"_s, offset}}).body);
    }
    static QJsonArray records(const QJsonObject &answer)
    {
        const QJsonArray outer = answer.value("Response"_L1).toArray();
        return outer.size() == 1 ? outer.at(0).toArray() : QJsonArray{u"not one list in a list"_s};
    }
    static QJsonObject qrBody()
    {
        return {{u"MerchantName"_s, u"Mama Njeri Stores"_s}, {u"RefNo"_s, u"INV1"_s}, {u"Amount"_s, 100}, {u"TrxCode"_s, u"PB"_s}, {u"CPI"_s, u"174379"_s}, {u"Size"_s, u"300"_s}};
    }

private Q_SLOTS:
    void paymentsOfBothKindsAreListed()
    {
        AskBench bench;
        const QString prompted = bench.pay(u"254708374149"_s);
        bench.pass(58s);
        bench.post("/mpesa/c2b/v2/simulate", {{u"ShortCode"_s, 174379}, {u"CommandID"_s, u"CustomerPayBillOnline"_s}, {u"Amount"_s, 250}, {u"Msisdn"_s, qint64{254711000000}}, {u"BillRefNumber"_s, u"INV7"_s}});
        bench.pass(1s);
        bench.push(u"254722000001"_s);   // cancelled: no payment
        bench.pass(1h);
        bench.freshToken();
        const QJsonObject answer = pull(bench, u"2026-11-22 10:00:00"_s, u"2026-11-22 13:00:00"_s);
        QCOMPARE(answer.value("ResponseCode"_L1), QJsonValue(u"1000"_s));
        const QJsonArray list = records(answer);
        QCOMPARE(list.size(), 2);
        const QJsonObject expected{{u"transactionId"_s, prompted},
                                   {u"trxDate"_s, u"2026-11-22T11:00:02Z"_s},   // East Africa's time, whatever the Z says
                                   {u"msisdn"_s, qint64{254708374149}},
                                   {u"sender"_s, u"JOHN DOE"_s},
                                   {u"transactiontype"_s, u"c2b-pay-bill-debit"_s},
                                   {u"billreference"_s, u"INV1"_s},
                                   {u"amount"_s, u"100.00"_s},
                                   {u"organizationname"_s, practiceOptions().shop}};
        QCOMPARE(list.at(0).toObject(), expected);
        QCOMPARE(list.at(1).toObject().value("billreference"_L1), QJsonValue(u"INV7"_s));
        QCOMPARE(records(pull(bench, u"2026-11-22 10:00:00"_s, u"2026-11-22 13:00:00"_s, u"1"_s)), QJsonArray{list.at(1)});
    }

    void thePeriodIsInEastAfricaAndEndsWithItsSecond_data()
    {
        QTest::addColumn<QString>("from");
        QTest::addColumn<QString>("to");
        QTest::addColumn<bool>("found");
        QTest::newRow("exactly") << u"2026-11-22 11:00:02"_s << u"2026-11-22 11:00:02"_s << true;
        QTest::newRow("before") << u"2026-11-22 10:00:00"_s << u"2026-11-22 11:00:01"_s << false;
        QTest::newRow("after") << u"2026-11-22 11:00:03"_s << u"2026-11-22 12:00:00"_s << false;
        QTest::newRow("as if UTC") << u"2026-11-22 07:59:00"_s << u"2026-11-22 08:01:00"_s << false;
    }
    void thePeriodIsInEastAfricaAndEndsWithItsSecond()
    {
        QFETCH(QString, from);
        QFETCH(QString, to);
        QFETCH(bool, found);
        AskBench bench;
        bench.pay(u"254711000000"_s);
        bench.pass(1min);
        const QJsonObject answer = pull(bench, from, to);
        QCOMPARE(answer.value("ResponseCode"_L1), QJsonValue(found ? u"1000"_s : u"1001"_s));
        QCOMPARE(records(answer).size(), found ? 1 : 0);
    }

    void afterTwoDaysItIsGone()
    {
        AskBench bench;
        bench.pay(u"254711000000"_s);
        bench.pass(47h + 59min);
        bench.freshToken();
        QCOMPARE(records(pull(bench, u"2026-11-22 00:00:00"_s, u"2026-11-30 00:00:00"_s)).size(), 1);
        bench.pass(2min);
        QCOMPARE(pull(bench, u"2026-11-22 00:00:00"_s, u"2026-11-30 00:00:00"_s).value("ResponseCode"_L1), QJsonValue(u"1001"_s));
    }

    void whatIsNotPaidYetIsNotListed()
    {
        AskBench bench;
        bench.push(u"254722000008"_s);   // pays after 15 s
        bench.pass(5s);
        QCOMPARE(records(pull(bench, u"2026-11-22 00:00:00"_s, u"2026-11-30 00:00:00"_s)).size(), 0);
    }

    void aTillIsFoundByBothItsNumbers()
    {
        AskBench bench;
        bench.freshToken();
        QJsonObject push = Bench::pushBody(u"254711000000"_s);
        push.insert(u"TransactionType"_s, u"CustomerBuyGoodsOnline"_s);
        push.insert(u"PartyB"_s, 7654321);
        bench.post("/mpesa/stkpush/v1/processrequest", push);
        bench.pass(2s);
        for (const int number : {174379, 7654321})
            QCOMPARE(records(parsed(bench.post("/pulltransactions/v1/query", {{u"ShortCode"_s, number}, {u"StartDate"_s, u"2026-11-22 00:00:00"_s}, {u"EndDate"_s, u"2026-11-23 00:00:00"_s}, {u"OffSetValue"_s, u"0"_s}}).body)).size(), 1);
    }

    void registeringIsFineTwice()
    {
        AskBench bench;
        bench.freshToken();
        const QJsonObject body{{u"ShortCode"_s, 174379}, {u"RequestType"_s, u"Pull"_s}, {u"NominatedNumber"_s, u"254722000000"_s}, {u"CallBackURL"_s, u"https://shop.example/pull"_s}};
        for (const QString &status : {u"1000"_s, u"1001"_s}) {
            const QJsonObject answer = parsed(bench.post("/pulltransactions/v1/register", body).body);
            QCOMPARE(answer.value("Response Status"_L1), QJsonValue(status));   // keys with spaces
            QVERIFY(answer.contains("Response Description"_L1));
        }
        QJsonObject local = body;
        local.insert(u"NominatedNumber"_s, u"0722000000"_s);
        QCOMPARE(bench.post("/pulltransactions/v1/register", local).status, 400);
    }

    void aWrongPeriodIsRefused_data()
    {
        QTest::addColumn<QString>("from");
        QTest::addColumn<QString>("to");
        QTest::addColumn<QJsonValue>("offset");
        QTest::newRow("ISO") << u"2026-11-22T10:00:00"_s << u"2026-11-22 13:00:00"_s << QJsonValue(0);
        QTest::newRow("backwards") << u"2026-11-22 14:00:00"_s << u"2026-11-22 13:00:00"_s << QJsonValue(0);
        QTest::newRow("no offset") << u"2026-11-22 10:00:00"_s << u"2026-11-22 13:00:00"_s << QJsonValue(QJsonValue::Null);
    }
    void aWrongPeriodIsRefused()
    {
        QFETCH(QString, from);
        QFETCH(QString, to);
        QFETCH(QJsonValue, offset);
        AskBench bench;
        bench.freshToken();
        QCOMPARE(pull(bench, from, to, offset).value("errorCode"_L1), QJsonValue(u"400.002.02"_s));
    }

    void theShopHasAName()
    {
        AskBench bench;
        bench.freshToken();
        const QJsonObject answer = parsed(bench.post("/sfcverify/v1/query/info", {{u"IdentifierType"_s, u"4"_s}, {u"Identifier"_s, u"174379"_s}}).body);
        QCOMPARE(answer.value("OrganizationName"_L1).toString(), practiceOptions().shop);
        QCOMPARE(answer.value("ResponseCode"_L1), QJsonValue(u"4000"_s));
        QCOMPARE(bench.post("/sfcverify/v1/query/info", {{u"IdentifierType"_s, u"1"_s}, {u"Identifier"_s, u"174379"_s}}).status, 400);
    }

    void aQrCodeIsAPng()
    {
        AskBench bench;
        bench.freshToken();
        const QJsonObject answer = parsed(bench.post("/mpesa/qrcode/v1/generate", qrBody()).body);
        QCOMPARE(answer.value("ResponseCode"_L1), QJsonValue(u"00"_s));
        const QByteArray png = QByteArray::fromBase64(answer.value("QRCode"_L1).toString().toLatin1());
        QVERIFY(png.startsWith("\x89PNG\r\n\x1a\n"));
        QCOMPARE(qFromBigEndian<quint32>(png.constData() + 16), 270u);   // 45 modules with their margin, six pixels each
        QVERIFY(png.endsWith(QByteArray("\0\0\0\0IEND\xae\x42\x60\x82", 12)));
        QJsonObject wrong = qrBody();
        wrong.insert(u"TrxCode"_s, u"XX"_s);
        QCOMPARE(bench.post("/mpesa/qrcode/v1/generate", wrong).status, 400);
        wrong = qrBody();
        wrong.insert(u"Amount"_s, 0);
        QCOMPARE(bench.post("/mpesa/qrcode/v1/generate", wrong).status, 400);
    }

    //! The codewords read back, by the rules of ISO/IEC 18004 as a scanner applies them.
    void theQrCodeHoldsItsText()
    {
        const QrCode code("PRACTICE|PB|174379");
        const auto reserved = [](int x, int y) {
            const bool finder = (x < 9 && y < 9) || (x > 28 && y < 9) || (x < 9 && y > 28);
            return finder || x == 6 || y == 6 || (x > 27 && x < 33 && y > 27 && y < 33);
        };
        QByteArray bits;
        bool upward = true;
        for (int right = 36; right > 0; right -= 2, upward = !upward) {
            if (right == 6)
                --right;
            for (int i = 0; i < 37; ++i)
                for (const int x : {right, right - 1}) {
                    const int y = upward ? 36 - i : i;
                    if (!reserved(x, y))
                        bits.append(code.isDark(x, y) == ((x + y) % 2 == 0) ? '0' : '1');
                }
        }
        QCOMPARE(bits.size(), 134 * 8 + 7);
        QCOMPARE(bits.left(4), QByteArray("0100"));
        QCOMPARE(bits.mid(4, 8).toInt(nullptr, 2), 18);
        QByteArray text;
        for (int i = 0; i < 18; ++i)
            text.append(static_cast<char>(bits.mid(12 + i * 8, 8).toInt(nullptr, 2)));
        QCOMPARE(text, QByteArray("PRACTICE|PB|174379"));
        QCOMPARE(QrCode(QByteArray(200, 'x')).toPng(1).isEmpty(), false);
    }
};

QTEST_GUILESS_MAIN(TestPracticePull)
#include "tst_practice_pull.moc"
