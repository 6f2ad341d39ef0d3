#include "core/callbacks/c2b_payment.h"
#include "core/providers/mpesa_ethiopia/direct.h"
#include "core/providers/mpesa_ethiopia/questions.h"
#include "core/providers/mpesa_ethiopia/ussd_push.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QRegularExpression>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace kaunta;
using namespace kaunta::providers::mpesa_ethiopia;

namespace {

struct Field {
    QString name;
    QString type;
};

daraja::Initiation by()
{
    return {.initiator = u"apitest"_s, .credential = "ENCODED_CREDENTIAL", .remarks = u"Trans Status"_s, .resultUrl = QUrl(u"https://www.myservice.com/result"_s),
            .timeoutUrl = QUrl(u"https://www.myservice.com/timeout"_s)};
}

//! Each request object of the document as we make it.
QMap<QString, QJsonObject> produced()
{
    UssdPush push;
    push.merchantRequestId = u"Partner1"_s;
    push.shortCode = u"1020"_s;
    push.passkey = "2324343";
    push.timestamp = u"20240904123000"_s;
    push.amount = Money::fromWhole(20, Currency::ETB);
    push.phone = u"251777890420"_s;
    push.callbackUrl = QUrl(u"https://www.myservice.com/result"_s);
    push.reference = u"Unique-ID"_s;
    push.description = u"Payment"_s;
    push.referenceData = {{u"ThirdPartyReference"_s, u"Ref-12345"_s}};
    PayOut payout;
    payout.by = by();
    payout.originatorConversationId = u"Partner1"_s;
    payout.shortCode = u"600982"_s;
    payout.phone = u"251700404709"_s;
    payout.amount = Money::fromWhole(10, Currency::ETB);
    payout.occasion = u"PayOut"_s;
    TransactionStatus status;
    status.by = by();
    status.originatorConversationId = u"Partner1"_s;
    status.originalConversationId = u"AG-20190826-0000777ab7d848b9e721"_s;
    status.shortCode = u"1020"_s;
    Reversal reversal;
    reversal.by = by();
    reversal.originatorConversationId = u"Partner1"_s;
    reversal.receipt = u"LHG31AA5TX"_s;
    reversal.amount = Money::fromWhole(200, Currency::ETB);
    reversal.receiver = u"444000"_s;
    AccountBalance balance;
    balance.by = by();
    balance.originatorConversationId = u"Partner1"_s;
    balance.shortCode = u"1020"_s;
    RegisterUrl urls;
    urls.consumerKey = "key";
    urls.shortCode = u"123456"_s;
    urls.confirmationUrl = QUrl(u"https://www.myservice.com/confirmation"_s);
    urls.validationUrl = QUrl(u"https://www.myservice.com/validation"_s);
    Simulate simulate;
    simulate.amount = Money::fromWhole(110, Currency::ETB);
    simulate.phone = u"251945628580"_s;
    simulate.billReference = u"091091"_s;
    simulate.shortCode = u"443443"_s;
    for (const auto &valid : {push.validate(), payout.validate(), status.validate(), reversal.validate(), balance.validate(), urls.validate(), simulate.validate()})
        if (!valid)
            QTest::qFail(valid.error().field, __FILE__, __LINE__);
    return {{u"UssdPushRequest"_s, push.toJson()},          {u"PayOutRequest"_s, payout.toJson()},          {u"TransactionStatusRequest"_s, status.toJson()},
            {u"TransactionReversalRequest"_s, reversal.toJson()}, {u"AccountBalanceRequest"_s, balance.toJson()}, {u"SimulateRequest"_s, simulate.toJson()},
            {u"RegisterUrlRequest"_s, urls.toJson()}};
}

//! The document has the names of Java's setters; on the wire most begin with a capital and some are spelt otherwise.
QString wireName(const QString &name)
{
    static const QMap<QString, QString> others{
        {u"merchantRequestId"_s, u"MerchantRequestID"_s},     {u"passkey"_s, u"Password"_s},                       {u"callBackUrl"_s, u"CallBackURL"_s},
        {u"commandId"_s, u"CommandID"_s},                     {u"transactionId"_s, u"TransactionID"_s},            {u"resultUrl"_s, u"ResultURL"_s},
        {u"queueTimeoutUrl"_s, u"QueueTimeOutURL"_s},         {u"queueTimeOutUrl"_s, u"QueueTimeOutURL"_s},        {u"queueTimeoutURL"_s, u"QueueTimeOutURL"_s},
        {u"receiverIdentifierType"_s, u"RecieverIdentifierType"_s}, {u"originalConversationId"_s, u"OriginalConcersationID"_s},
        {u"originatorConversationId"_s, u"OriginatorConversationID"_s}, {u"msisdn"_s, u"Msisdn"_s}};
    return others.value(name, name.left(1).toUpper() + name.mid(1));
}

bool fits(const QJsonValue &value, const QString &type)
{
    if (type == "Numeric"_L1 || type == "int"_L1)
        return value.isDouble();
    if (type == "List"_L1)
        return value.isArray() && !value.toArray().isEmpty();
    return value.isString();   // String, URL, Alpha-Numeric
}

} // namespace

//! A copy of the SDK's document is read, and every field of every table of a request must be in what we send.
class TestSdkDocument : public QObject
{
    Q_OBJECT
    QMap<QString, QList<Field>> m_tables;
    QMap<QString, QMap<QString, QString>> m_samples;   // the builder's calls with one text

private Q_SLOTS:
    void initTestCase()
    {
        QFile file(QStringLiteral(KAUNTA_TEST_DATA "/sdk.md"));
        QVERIFY(file.open(QIODevice::ReadOnly | QIODevice::Text));
        static const QRegularExpression heading(u"([A-Z][A-Za-z0-9]+Request)$"_s);
        static const QRegularExpression row(uR"(^\| ([a-z]\w*) \| ([\w-]+) \|)"_s);
        static const QRegularExpression call(uR"RE(^\.(\w+)\("(.*)"\)$)RE"_s);
        QString table;
        QString text = QString::fromUtf8(file.readAll());
        text.replace(u".build();"_s, u".build();\n"_s);   // two headings follow their sample without a line's end
        for (const QString &line : text.split(u'\n')) {
            if (const auto match = heading.match(line); match.hasMatch() && !line.contains(u' '))
                table = match.captured(1);
            else if (const auto field = row.match(line); field.hasMatch())
                m_tables[table].append({field.captured(1), field.captured(2)});
            else if (const auto sample = call.match(line); sample.hasMatch())
                m_samples[table].insert(sample.captured(1), sample.captured(2));
        }
        QCOMPARE(m_tables.size(), 8);
        qsizetype fields = 0;
        for (const QList<Field> &one : std::as_const(m_tables))
            fields += one.size();
        QCOMPARE(fields, 79);   // counted by hand: a row that is not read would not be checked
    }
    void everyFieldOfEveryRequestIsProduced_data()
    {
        QTest::addColumn<QString>("request");
        for (const QString &request : produced().keys())
            QTest::newRow(qPrintable(request)) << request;
    }
    void everyFieldOfEveryRequestIsProduced()
    {
        QFETCH(QString, request);
        const QJsonObject json = produced().value(request);
        QVERIFY(!m_tables.value(request).isEmpty());
        for (const Field &field : m_tables.value(request)) {
            const QJsonValue value = json.value(wireName(field.name));
            QVERIFY2(!value.isUndefined(), qPrintable(field.name));
            QVERIFY2(fits(value, field.type), qPrintable(field.name + u" is not "_s + field.type));
        }
    }
    void everyTableIsARequestOfOursOrTheOneThatComesIn()
    {
        QStringList ours = produced().keys();
        ours << u"C2BPaymentValidationRequest"_s;
        ours.sort();
        QCOMPARE(m_tables.keys(), ours);
    }
    void aFieldThatIsLeftOutIsNoticed()
    {
        QJsonObject json = produced().value(u"UssdPushRequest"_s);
        json.remove(u"MerchantRequestID"_s);
        QVERIFY(json.value(wireName(u"merchantRequestId"_s)).isUndefined());
        QVERIFY(!fits(QJsonValue(u"20"_s), u"Numeric"_s));
        QVERIFY(!fits(QJsonValue(20), u"String"_s));
        QVERIFY(!fits(QJsonValue(QJsonArray()), u"List"_s));
    }
    void aValidationIsReadWithEveryFieldOfItsTable()
    {
        const QString request = u"C2BPaymentValidationRequest"_s;
        QJsonObject body;
        const auto sample = m_samples.value(request);
        for (const Field &field : m_tables.value(request)) {
            const QString wire = field.name == "msisdn"_L1 ? u"MSISDN"_s : field.name == "kycInfo"_L1 ? u"KYCInfo"_s : wireName(field.name);
            if (field.type == "List"_L1)
                body.insert(wire, QJsonArray{QJsonObject{{u"Key"_s, u"Key1"_s}, {u"Value"_s, u"Value1"_s}}, QJsonObject{{u"Key"_s, u"Key2"_s}, {u"Value"_s, u"Value2"_s}}});
            else
                body.insert(wire, sample.value(field.name));
        }
        QCOMPARE(body.size(), 14);
        body.insert(u"RequestType"_s, u"Validation"_s);   // in the official code's object, not in the document
        const QByteArray bytes = QJsonDocument(body).toJson();
        const auto payment = callbacks::parseC2bPayment(bytes, Currency::ETB);
        QVERIFY(payment);
        QCOMPARE(payment->type, u"BuyGoods"_s);
        QCOMPARE(payment->receipt, u"LHG31AA5TX"_s);
        QCOMPARE(payment->at, QDateTime(QDate(2024, 9, 4), QTime(9, 30), Qt::UTC));   // Addis Ababa is three hours ahead
        QCOMPARE(payment->amount, Money::fromWhole(100, Currency::ETB));
        QCOMPARE(payment->shortCode, u"123456"_s);
        QCOMPARE(callbacks::c2bShortCode(bytes), u"123456"_s);
        QCOMPARE(payment->billReference, u"Bill123"_s);
        QCOMPARE(payment->invoiceNumber, u"Invoice123"_s);
        QVERIFY(!payment->balance);
        QCOMPARE(payment->thirdPartyId, u"TP123456"_s);
        QCOMPARE(payment->phone, u"25170****149"_s);
        QCOMPARE(payment->name, u"John Doe Smith"_s);
        QCOMPARE(payment->kyc.size(), 2);
        QCOMPARE(payment->kyc.constLast().first, u"Key2"_s);
        QCOMPARE(payment->kyc.constLast().second, u"Value2"_s);
        QCOMPARE(callbacks::replyBody(callbacks::ValidationReply::Accept, payment->thirdPartyId), QByteArray(R"({"ResultCode":"0","ResultDesc":"Accepted","ThirdPartyTransID":"TP123456"})"));
        QCOMPARE(callbacks::replyBody(callbacks::ValidationReply::WrongKyc), QByteArray(R"({"ResultCode":"C2B00014","ResultDesc":"Rejected"})"));
    }
    void thePasswordHasThreeForms()
    {
        QCOMPARE(passwordOf(PasswordForm::Fixed, u"1020"_s, "as-it-is", u"20240904123000"_s), u"as-it-is"_s);
        QCOMPARE(QByteArray::fromBase64(passwordOf(PasswordForm::Plain, u"1020"_s, "key", u"20240904123000"_s).toLatin1()), QByteArray("1020key20240904123000"));
        // printf 1020key20240904123000 | sha256sum
        QCOMPARE(QByteArray::fromBase64(passwordOf(PasswordForm::Sha256, u"1020"_s, "key", u"20240904123000"_s).toLatin1()), QByteArray("1f106df5ce6d0908948052b1416fb07763f1aa7497a434f5000a7fbc6b1277a1"));
    }
    void theVersionsOfPathsAreChosen()
    {
        const QUrl base(u"https://api.example/x"_s);
        UssdPush push;
        QCOMPARE(push.url(base).path(), u"/x"_s + QLatin1StringView(UssdPush::spec.path));
        push.version = u"v1"_s;
        QCOMPARE(push.url(base).path(), u"/x/mpesa/stkpush/v1/processrequest"_s);
        Reversal reversal;
        QCOMPARE(reversal.url(base).path(), u"/x"_s + QLatin1StringView(Reversal::spec.path));
        AccountBalance balance;
        QCOMPARE(balance.url(base).path(), u"/x"_s + QLatin1StringView(AccountBalance::spec.path));
        PayOut payout;
        payout.version = u"v1"_s;
        QCOMPARE(payout.url(base).path(), u"/x/mpesa/b2c/v1/paymentrequest"_s);
        RegisterUrl urls;
        urls.consumerKey = "a&b";
        QCOMPARE(urls.url(base).toString(QUrl::FullyEncoded), u"https://api.example/x/v1/c2b-register-url/register?apikey=a%26b"_s);
        Simulate simulate;
        simulate.underC2b = true;
        QCOMPARE(simulate.url(base).path(), u"/x/mpesa/c2b/v1/simulate"_s);
    }
    void phonesAndAmountsAreEthiopian()
    {
        UssdPush push;
        push.merchantRequestId = u"A1"_s;
        push.shortCode = u"1020"_s;
        push.passkey = "key";
        push.timestamp = u"20240904123000"_s;
        push.amount = Money::fromWhole(20);
        push.phone = u"251777890420"_s;
        QCOMPARE(push.validate().error().field, "Amount");
        push.amount = Money::fromWhole(20, Currency::ETB);
        push.phone = u"254722000000"_s;
        QCOMPARE(push.validate().error().field, "PhoneNumber");
        push.phone = u"251945628580"_s;   // of the other network
        QCOMPARE(push.validate().error().field, "PhoneNumber");
        push.shortCode = u"102"_s;
        QCOMPARE(push.validate().error().field, "BusinessShortCode");
    }
};

QTEST_GUILESS_MAIN(TestSdkDocument)
#include "tst_sdk_document.moc"
