#include "core/callbacks/c2b_payment.h"
#include "core/callbacks/receiver.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace kaunta;
using namespace kaunta::callbacks;

namespace {

QJsonObject published()
{
    return {{u"TransactionType"_s, u"Pay Bill"_s}, {u"TransID"_s, u"RKL51ZDR4F"_s}, {u"TransTime"_s, u"20231121121325"_s}, {u"TransAmount"_s, u"5.00"_s},
            {u"BusinessShortCode"_s, u"600966"_s}, {u"BillRefNumber"_s, u"Sample Transaction"_s}, {u"InvoiceNumber"_s, QString()},
            {u"OrgAccountBalance"_s, u"25.00"_s}, {u"ThirdPartyTransID"_s, QString()}, {u"MSISDN"_s, u"2547 ***** 126"_s}, {u"FirstName"_s, u"JOHN"_s},
            {u"MiddleName"_s, QString()}, {u"LastName"_s, QString()}};
}
QByteArray with(const QString &key, const QJsonValue &value)
{
    QJsonObject body = published();
    body.insert(key, value);
    return QJsonDocument(body).toJson();
}

} // namespace

class TestC2bPayment : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void thePublishedConfirmationIsRead()
    {
        const auto payment = parseC2bPayment(QJsonDocument(published()).toJson(), Currency::KES);
        QVERIFY(payment.has_value());
        QCOMPARE(payment->receipt, u"RKL51ZDR4F"_s);
        QCOMPARE(payment->amount, Money::fromWhole(5));
        QCOMPARE(payment->shortCode, u"600966"_s);
        QCOMPARE(payment->type, u"Pay Bill"_s);
        QCOMPARE(payment->billReference, u"Sample Transaction"_s);
        QCOMPARE(payment->at, QDateTime(QDate(2023, 11, 21), QTime(9, 13, 25), Qt::UTC));
        QCOMPARE(payment->phone, u"2547 ***** 126"_s);
        QCOMPARE(payment->name, u"JOHN"_s);
        QCOMPARE(payment->balance, std::optional(Money::fromWhole(25)));
    }
    void whatAValidationLeavesBlankStaysEmpty()
    {
        QJsonObject body = published();
        for (const auto &key : {u"OrgAccountBalance"_s, u"BillRefNumber"_s, u"FirstName"_s, u"TransTime"_s, u"TransactionType"_s, u"MSISDN"_s})
            body.insert(key, QString());
        for (const auto &key : {u"MiddleName"_s, u"LastName"_s, u"InvoiceNumber"_s})
            body.remove(key);
        const auto payment = parseC2bPayment(QJsonDocument(body).toJson(), Currency::KES);
        QVERIFY(payment.has_value());
        QVERIFY(!payment->balance);
        QVERIFY(!payment->at.isValid());
        QVERIFY(payment->name.isEmpty() && payment->billReference.isEmpty() && payment->phone.isEmpty() && payment->type.isEmpty());
    }
    void typesDoNotMatter()
    {
        QJsonObject body = published();
        body.insert(u"TransAmount"_s, 5);
        body.insert(u"TransTime"_s, qint64{20231121121325});
        body.insert(u"BusinessShortCode"_s, 600966);
        body.insert(u"BillRefNumber"_s, QJsonValue());
        const auto payment = parseC2bPayment(QJsonDocument(body).toJson(), Currency::KES);
        QVERIFY(payment.has_value());
        QCOMPARE(payment->amount, Money::fromWhole(5));
        QCOMPARE(payment->shortCode, u"600966"_s);
        QCOMPARE(payment->at, QDateTime(QDate(2023, 11, 21), QTime(9, 13, 25), Qt::UTC));
    }
    void thePhoneIsKeptAsItCame_data()
    {
        QTest::addColumn<QString>("phone");
        QTest::newRow("masked") << u"2547 ***** 126"_s;
        QTest::newRow("hashed") << u"b9a1d5b5f6f0e1c1a2b3c4d5e6f708192a3b4c5d6e7f8091a2b3c4d5e6f70819"_s;
        QTest::newRow("full") << u"254708374149"_s;
    }
    void thePhoneIsKeptAsItCame()
    {
        QFETCH(QString, phone);
        QCOMPARE(parseC2bPayment(with(u"MSISDN"_s, phone), Currency::KES)->phone, phone);
    }
    void namesAreJoined()
    {
        QJsonObject body = published();
        body.insert(u"MiddleName"_s, u" W "_s);
        body.insert(u"LastName"_s, u"DOE"_s);
        QCOMPARE(parseC2bPayment(QJsonDocument(body).toJson(), Currency::KES)->name, u"JOHN W DOE"_s);
    }
    void amountsAreExactOrTheBodyTellsOfNoPayment_data()
    {
        QTest::addColumn<QJsonValue>("amount");
        QTest::addColumn<qint64>("cents");   // -1: no payment
        const auto row = [](const char *name, const QJsonValue &amount, qint64 cents) { QTest::newRow(name) << amount << cents; };
        row("whole", u"5"_s, 500);
        row("cents", u"5.25"_s, 525);
        row("one decimal", u"5.5"_s, 550);
        row("number", 0.29, 29);
        row("zero", u"0.00"_s, -1);
        row("negative", u"-5.00"_s, -1);
        row("a third of a cent", u"5.003"_s, -1);
        row("thousands", u"5,000.00"_s, -1);
        row("words", u"five"_s, -1);
        row("empty", QString(), -1);
        row("missing", QJsonValue(), -1);
        row("list", QJsonArray{5}, -1);
    }
    void amountsAreExactOrTheBodyTellsOfNoPayment()
    {
        QFETCH(QJsonValue, amount);
        QFETCH(qint64, cents);
        const auto payment = parseC2bPayment(with(u"TransAmount"_s, amount), Currency::KES);
        QCOMPARE(payment.has_value(), cents >= 0);
        if (payment)
            QCOMPARE(payment->amount.minor(), cents);
    }
    void withoutAReceiptThereIsNoPayment_data()
    {
        QTest::addColumn<QString>("receipt");
        for (const char *receipt : {"", "RKL0000000", "rkl51zdr4f", "RKL 1ZDR4F", "'; DROP TABLE"})
            QTest::newRow(receipt) << QString::fromLatin1(receipt);
    }
    void withoutAReceiptThereIsNoPayment()
    {
        QFETCH(QString, receipt);
        QVERIFY(!parseC2bPayment(with(u"TransID"_s, receipt), Currency::KES));
    }
    void whatIsNoJsonTellsOfNoPayment()
    {
        QVERIFY(!parseC2bPayment({}, Currency::KES));
        QVERIFY(!parseC2bPayment("TransID=RKL51ZDR4F&TransAmount=5.00", Currency::KES));
        QVERIFY(!parseC2bPayment('[' + QJsonDocument(published()).toJson() + ']', Currency::KES));
        QVERIFY(!parseC2bPayment(QJsonDocument(published()).toJson().append(QByteArray(kMaxBody, ' ')), Currency::KES));
    }
    void theShortCodeIsReadOfABodyThatTellsOfNoPayment()
    {
        QCOMPARE(c2bShortCode(with(u"TransID"_s, QString())), u"600966"_s);
        QCOMPARE(c2bShortCode("garbage"), QString());
    }
    void everyReplyHasItsCode_data()
    {
        QTest::addColumn<ValidationReply>("reply");
        QTest::addColumn<QByteArray>("body");
        const auto row = [](ValidationReply reply, const char *code, const char *says) {
            QTest::newRow(code) << reply << QByteArray(R"({"ResultCode":"CODE","ResultDesc":"SAYS"})").replace("CODE", code).replace("SAYS", says);
        };
        row(ValidationReply::Accept, "0", "Accepted");
        row(ValidationReply::WrongMsisdn, "C2B00011", "Rejected");
        row(ValidationReply::WrongReference, "C2B00012", "Rejected");
        row(ValidationReply::WrongAmount, "C2B00013", "Rejected");
        row(ValidationReply::WrongKyc, "C2B00014", "Rejected");
        row(ValidationReply::WrongShortCode, "C2B00015", "Rejected");
        row(ValidationReply::Refuse, "C2B00016", "Rejected");
    }
    void everyReplyHasItsCode()
    {
        QFETCH(ValidationReply, reply);
        QFETCH(QByteArray, body);
        QCOMPARE(replyBody(reply), body);
    }
};

QTEST_GUILESS_MAIN(TestC2bPayment)
#include "tst_c2b_payment.moc"
