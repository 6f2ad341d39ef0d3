#include "tests/core/providers/daraja_bench.h"

using namespace Qt::StringLiterals;
using namespace kaunta;
using namespace kaunta::providers;
using test::answered;
using test::answerOf;
using test::DarajaBench;
using test::errorBody;
using Kind = PullAnswer::Kind;

namespace {

const QUrl kFirst(u"https://till.example/r/0123456789abcdef0123456789abcdef"_s);
const QUrl kSecond(u"https://till.example/r/fedcba9876543210fedcba9876543210"_s);

QByteArray page(const char *code, const QByteArray &records)
{
    return QByteArray("{\"ResponseCode\":\"") + code + "\",\"ResponseMessage\":\"words\",\"Response\":[[" + records + "]]}";
}
QByteArray record(const char *receipt, const char *amount, const char *time = "2026-11-22T10:13:00Z")
{
    return QByteArray("{\"transactionId\":\"") + receipt + "\",\"trxDate\":\"" + time + "\",\"amount\":\"" + amount + "\"}";
}

} // namespace

//! What is answered at once: M-PESA's own list, registrations, pictures, names.
class TestDarajaLists : public QObject
{
    Q_OBJECT
    std::unique_ptr<DarajaBench> m_bench;

    PullAnswer pulled(int offset = 0, int hours = 48)
    {
        const QDateTime now = m_bench->clock.nowUtc();
        return answerOf<PullAnswer>([&](QObject *context, auto done) { m_bench->provider->pull({now.addSecs(-hours * 3600), now, offset}, context, done); });
    }
    //! The recorded question, with another answer; `offset` and `hours` as they would be in the recording.
    void willPull(const net::Reply &reply, int offset = 0, int hours = 48)
    {
        auto exchange = DarajaBench::recorded("pull", reply);
        exchange.requestBody.replace("\"OffSetValue\":0", QByteArray("\"OffSetValue\":" + QByteArray::number(offset)));
        exchange.requestBody.replace("2026-11-20 11:00:00", hours == 48 ? "2026-11-20 11:00:00" : "2026-11-22 09:00:00");
        m_bench->willSignIn();
        m_bench->wire.expect(exchange);
    }
    PlainAnswer registered(const RegisterUrls &urls = {kFirst, kSecond, true})
    {
        return answerOf<PlainAnswer>([&](QObject *context, auto done) { m_bench->provider->registerUrls(urls, context, done); });
    }
    PlainAnswer simulated(const SimulatedPayment &payment)
    {
        return answerOf<PlainAnswer>([&](QObject *context, auto done) { m_bench->provider->simulatePayment(payment, context, done); });
    }
    static SimulatedPayment payment() { return {.phone = Msisdn::parse(u"254708374149"_s).value(), .amount = Money::fromWhole(100), .billReference = u"INV 1"_s}; }
    QrAnswer qr()
    {
        return answerOf<QrAnswer>([&](QObject *context, auto done) {
            m_bench->provider->makeQr({.amount = Money::fromWhole(100), .reference = u"INV1A1-Q7ZX"_s, .merchant = u"Mama Njeri's Duka"_s}, context, done);
        });
    }
    OrganisationAnswer organisation()
    {
        return answerOf<OrganisationAnswer>([&](QObject *context, auto done) { m_bench->provider->askOrganisation(context, done); });
    }
    static Profile with(AccountType type, const char *version, Environment environment = Environment::Custom)
    {
        Profile profile = DarajaBench::shop(type);
        profile.environment = environment;
        profile.settings.insert(u"c2b-version"_s, QString::fromLatin1(version));
        return profile;
    }

private Q_SLOTS:
    void init() { m_bench = std::make_unique<DarajaBench>(); }
    void cleanup()
    {
        QVERIFY(m_bench->wire.isFinished());
        QCOMPARE(m_bench->passwordsFetched, 0);   // none of these needs an initiator
    }

    void aListIsReadToTheCentAndInUtc()
    {
        m_bench->willSignIn();
        m_bench->wire.expect(DarajaBench::recorded("pull"));
        const PullAnswer answer = pulled();
        QCOMPARE(answer.kind, Kind::Records);
        QCOMPARE(answer.records.size(), 2);
        const PulledPayment &first = answer.records.at(0);
        QCOMPARE(first.receipt, u"OGH7ASJ49H"_s);
        QCOMPARE(first.amount, Money::fromWhole(168));
        QCOMPARE(first.at, QDateTime(QDate(2026, 11, 21), QTime(7, 13), Qt::UTC));
        QCOMPARE(first.phone, u"254722000000"_s);
        QCOMPARE(first.billReference, u"37207636392"_s);
        QCOMPARE(answer.records.at(1).amount, Money::fromMinor(10));
        QCOMPARE(answer.records.at(1).phone, u"2547 ***** 126"_s);
    }
    void aListThatProvesItsZoneIsReadInIt()
    {
        willPull(answered(200, page("1000", record("A1", "1", "2026-11-22T07:13:00Z"))), 0, 2);
        QCOMPARE(pulled(0, 2).records.at(0).at, QDateTime(QDate(2026, 11, 22), QTime(7, 13), Qt::UTC));
    }
    void noDataIsNeverNoPayments_data()
    {
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<int>("offset");
        QTest::addColumn<int>("kind");
        QTest::newRow("1001") << page("1001", {}) << 0 << int(Kind::NoData);
        QTest::newRow("1001 without a list") << QByteArray("{\"ResponseCode\":\"1001\"}") << 0 << int(Kind::NoData);
        QTest::newRow("an empty success") << page("1000", {}) << 0 << int(Kind::NoData);
        QTest::newRow("1001 after an earlier page") << page("1001", {}) << 100 << int(Kind::Records);
        QTest::newRow("an empty later page") << page("1000", {}) << 100 << int(Kind::Records);
        QTest::newRow("500") << page("500", {}) << 0 << int(Kind::Failed);
        QTest::newRow("in no table") << page("2000", record("A1", "1")) << 0 << int(Kind::Failed);
        QTest::newRow("no list") << QByteArray("{\"ResponseCode\":\"1000\"}") << 0 << int(Kind::Failed);
        QTest::newRow("nothing readable") << page("1000", record("A1", "x")) << 0 << int(Kind::Failed);
    }
    void noDataIsNeverNoPayments()
    {
        QFETCH(QByteArray, body);
        QFETCH(int, offset);
        QFETCH(int, kind);
        willPull(answered(200, body), offset);
        const PullAnswer answer = pulled(offset);
        QCOMPARE(int(answer.kind), kind);
        QVERIFY(answer.records.isEmpty());
        QVERIFY(answer.kind != Kind::Failed || !answer.code.isEmpty() || !answer.text.isEmpty());
    }
    void aRecordThatCannotBeReadIsCountedAndHidesNoOther()
    {
        willPull(answered(200, page("1000", record("A1", "1.00") + ',' + record("A2", "1,00") + ',' + record("A3", "3"))));
        const PullAnswer answer = pulled();
        QCOMPARE(answer.kind, Kind::Records);
        QCOMPARE(answer.records.size(), 2);
        QCOMPARE(answer.text, u"1 of 3 records could not be read"_s);
    }
    void aFailedPullSaysWhy()
    {
        willPull(answered(500, errorBody("500.003.1001", "Internal Server Error")));
        PullAnswer answer = pulled();
        QCOMPARE(answer.kind, Kind::Failed);
        QCOMPARE(answer.code, u"500.003.1001"_s);
        QCOMPARE(answer.certainty, Certainty::Unknown);
        m_bench->wire.expect(DarajaBench::recorded("pull", test::notSent()));
        answer = pulled();
        QCOMPARE(answer.kind, Kind::Failed);
        QCOMPARE(answer.certainty, Certainty::NotSent);
        answer = pulled(-1);
        QCOMPARE(answer.code, u"field"_s);
        QCOMPARE(answer.certainty, Certainty::NotSent);
    }
    void registeringForPullOnceOrAgainIsTheSame()
    {
        const auto registerPull = [this] {
            return answerOf<PlainAnswer>([this](QObject *context, auto done) { m_bench->provider->registerPull(Msisdn::parse(u"0722 000 000"_s).value(), kFirst, context, done); });
        };
        m_bench->willSignIn();
        m_bench->wire.expect(DarajaBench::recorded("pull_register"));
        PlainAnswer answer = registerPull();
        QVERIFY(answer.done && !answer.wasDoneBefore);
        m_bench->wire.expect(DarajaBench::recorded("pull_register", answered(200, "{\"Response Status\":\"1001\",\"Response Description\":\"already\"}")));
        answer = registerPull();
        QVERIFY(answer.done && answer.wasDoneBefore);
        m_bench->wire.expect(DarajaBench::recorded("pull_register", answered(200, "{\"Response Status\":\"500\",\"Response Description\":\"no\"}")));
        answer = registerPull();
        QVERIFY(!answer.done && !answer.wasDoneBefore);
        QCOMPARE(answer.code, u"500"_s);
    }

    void urlsAreRegisteredInTheVersionOfTheApp()
    {
        m_bench->willSignIn();
        m_bench->wire.expect(DarajaBench::recorded("c2b_register"));
        QVERIFY(registered().done);
        m_bench->use(with(AccountType::Paybill, "v2"));
        m_bench->wire.expect(DarajaBench::recorded("c2b_register"));
        QVERIFY(registered().done);
        m_bench->use(with(AccountType::Paybill, "v1"));
        m_bench->wire.expect(DarajaBench::recorded("c2b_register_v1"));
        QVERIFY(registered({kFirst, kSecond, false}).done);
    }
    void urlsThatAreRegisteredAlreadyAreFine_data()
    {
        QTest::addColumn<int>("status");
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<bool>("done");
        QTest::newRow("already registered") << 500 << errorBody("500.003.1001", "URLs are already registered") << true;
        QTest::newRow("as the fact sheet has it") << 500 << errorBody("500.003.1001", "URLs already registered") << true;
        QTest::newRow("internal error under the same code") << 500 << errorBody("500.003.1001", "Internal Server Error") << false;
        QTest::newRow("at an aggregator") << 500 << errorBody("500.003.1001", "Duplicate notification info") << false;
        QTest::newRow("wrong version") << 400 << errorBody("400.002.02", "Bad Request - already registered") << false;
        QTest::newRow("soap") << 500 << QByteArray("{\"Envelope\":{\"Body\":{\"Fault\":{\"faultstring\":\"ResponseCode 409\"}}}}") << false;
        QTest::newRow("refused") << 200 << QByteArray("{\"ResponseCode\":\"100000010\"}") << false;
        QTest::newRow("page") << 200 << QByteArray("<html></html>") << false;
    }
    void urlsThatAreRegisteredAlreadyAreFine()
    {
        QFETCH(int, status);
        QFETCH(QByteArray, body);
        QFETCH(bool, done);
        m_bench->willSignIn();
        m_bench->wire.expect(DarajaBench::recorded("c2b_register", answered(status, body)));
        const PlainAnswer answer = registered();
        QCOMPARE(answer.done, done);
        QCOMPARE(answer.wasDoneBefore, done);
    }
    void aProductThatTheAppLacksIsToldAfterOneFreshToken()
    {
        const auto noProduct = answered(401, errorBody("401.003.01", "Invalid API call as no apiproduct match found"));
        m_bench->willSignIn();
        m_bench->wire.expect(DarajaBench::recorded("c2b_register", noProduct));
        m_bench->willSignIn();
        m_bench->wire.expect(DarajaBench::recorded("c2b_register", noProduct));
        const PlainAnswer answer = registered();
        QCOMPARE(answer.code, u"401.003.01"_s);
        QCOMPARE(answer.certainty, Certainty::Refused);
    }
    void aSimulatedPaymentIsOneRequest()
    {
        m_bench->willSignIn();
        m_bench->wire.expect(DarajaBench::recorded("c2b_simulate"));
        QVERIFY(simulated(payment()).done);
        m_bench->use(with(AccountType::Till, "v1"));
        m_bench->wire.expect(DarajaBench::recorded("c2b_simulate_till_v1"));
        QVERIFY(simulated(payment()).done);
        m_bench->wire.expect(DarajaBench::recorded("c2b_simulate_till_v1", answered(404, errorBody("404.001.03", "Invalid Access Token"))));
        QVERIFY(!simulated(payment()).done);   // a payment is not repeated by itself
    }
    void nobodyIsPlayedInProduction()
    {
        m_bench->use(with(AccountType::Paybill, "v2", Environment::Production));
        const PlainAnswer answer = simulated(payment());
        QVERIFY(!answer.done);
        QCOMPARE(answer.code, u"unsupported"_s);
        QCOMPARE(answer.certainty, Certainty::NotSent);
        QVERIFY(m_bench->wire.sent().isEmpty());
    }

    void aQrNamesThePaybillOrTheTill()
    {
        m_bench->willSignIn();
        m_bench->wire.expect(DarajaBench::recorded("qr"));
        QVERIFY(qr().png.startsWith("\x89PNG"));
        m_bench->use(DarajaBench::shop(AccountType::Till));
        m_bench->wire.expect(DarajaBench::recorded("qr_till"));
        QVERIFY(qr().png.startsWith("\x89PNG"));
        m_bench->wire.expect(DarajaBench::recorded("qr_till", answered(200, "{\"ResponseCode\":\"01\",\"ResponseDescription\":\"no\"}")));
        const QrAnswer none = qr();
        QVERIFY(none.png.isEmpty());
        QCOMPARE(none.code, u"01"_s);
    }
    void anOrganisationIsAskedByPaybillOrByTill()
    {
        m_bench->willSignIn();
        m_bench->wire.expect(DarajaBench::recorded("org_info"));
        QCOMPARE(organisation().name, u"Mama Njeri's Duka"_s);
        m_bench->use(DarajaBench::shop(AccountType::Till));
        m_bench->wire.expect(DarajaBench::recorded("org_info_till"));
        QCOMPARE(organisation().name, u"Mama Njeri's Duka"_s);
        m_bench->wire.expect(DarajaBench::recorded("org_info_till", test::maybeSent()));
        QVERIFY(organisation().name.isEmpty());
    }
};

QTEST_GUILESS_MAIN(TestDarajaLists)
#include "tst_daraja_lists.moc"
