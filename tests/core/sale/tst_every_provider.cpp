#include "core/providers/provider_factory.h"
#include "tests/core/sale/shop_floor.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace kaunta;
using sale::Evidence;
using sale::Status;
using test::ShopFloor;

namespace {

net::Reply lost()
{
    net::Reply reply;
    reply.reached = net::Reply::Reached::MaybeSent;
    return reply;
}

} // namespace

//! The rules of money are the same with every provider: what differs is the evidence. Each row is a shop that runs the real engine with the
//! real adapter.
class TestEveryProvider : public QObject
{
    Q_OBJECT
    std::unique_ptr<ShopFloor> m_floor;
    QString m_phone;

    static void everyProvider()
    {
        QTest::addColumn<QString>("provider");
        for (const QString &name : providers::providerNames())
            QTest::newRow(qPrintable(name)) << name;
    }
    void open()
    {
        QFETCH(QString, provider);
        m_floor = std::make_unique<ShopFloor>([&](Profile &profile) {
            profile.provider = provider;
            if (provider == "kcb-buni"_L1)
                profile.settings.insert(u"till-account"_s, u"1234567"_s);
        }, [](const ShopFloor::Making &making) {
            const QMap<QString, QByteArray> secrets{{u"consumer-key"_s, "key"}, {u"consumer-secret"_s, "secret"}, {u"passkey"_s, "passkey"}, {u"bearer-token"_s, "tok"}};
            return providers::makeProvider({making.profile, secrets, making.transport, making.tokens, making.clock, {}});
        });
        m_phone = m_floor->profile.country() == Country::Ethiopia ? u"0712345678"_s : u"0722000000"_s;
    }
    QString charged(const QString &key = {})
    {
        sale::ChargeOrder order;
        order.ticket = u"t"_s;
        order.phone = *Msisdn::parse(m_phone, m_floor->profile.country());
        order.amount = Money::fromWhole(100, m_floor->profile.currency());
        order.reference = u"INV1"_s;
        order.key = key;
        order.user = u"cashier"_s;
        return m_floor->charge(order);
    }
    QLatin1StringView pushPath() const
    {
        for (const QLatin1StringView path : {"/processrequest"_L1, "/stkpush"_L1, "/initiateSTKpush"_L1})
            if (m_floor->wire.waiting(path) > 0)
                return path;
        return "/none"_L1;
    }
    int prompts() const
    {
        return m_floor->wire.onTheWire("/processrequest"_L1) + m_floor->wire.onTheWire("/stkpush"_L1) + m_floor->wire.onTheWire("/initiateSTKpush"_L1);
    }
    QByteArray token(const QString &id) const { return m_floor->ledger.charge(id)->callbackToken.toLatin1(); }
    //! The provider takes the prompt, each in its own words.
    void accept(const QString &id)
    {
        const QLatin1StringView path = pushPath();
        const QByteArray ids = "\"MerchantRequestID\":\"m-1\",\"CheckoutRequestID\":\"ws_CO_1\",";
        QByteArray body = "{" + ids + "\"ResponseCode\":\"0\",\"ResponseDescription\":\"ok\"}";
        if (path == "/stkpush"_L1)
            body = "{\"header\":{\"statusCode\":\"0\",\"statusDescription\":\"ok\"},\"response\":{" + ids + "\"CustomerMessage\":\"ok\",\"ResponseCode\":0,\"ResponseDescription\":\"ok\"}}";
        if (path == "/initiateSTKpush"_L1)
            body = "{\"responseCode\":0,\"transactionReference\":\"" + token(id) + "\",\"responseMessage\":\"ok\"}";
        m_floor->wire.answer(path, 200, body);
        m_floor->settle();
    }
    //! Safaricom's callback as the provider hands it on.
    void callback(const QString &id, const QByteArray &code, const QByteArray &amount = "100.00", const QByteArray &receipt = "SKE52PAWR9")
    {
        if (!m_floor->profile.traits().joinsByReference) {
            m_floor->callback(id, code, amount, receipt);
            return;
        }
        QByteArray body = "{\"transactionReference\":\"" + token(id) + "\",\"CheckoutRequestID\":\"ws_CO_1\",\"ResultCode\":" + code + ",\"ResultDesc\":\"as told\"";
        if (code == "0")
            body += ",\"Amount\":" + amount + ",\"MpesaReceiptNumber\":\"" + receipt + "\"";
        m_floor->post(ShopFloor::kFixedPath, body + "}");
    }
    bool answersQueries() const { return m_floor->profile.can(providers::Capability::Query); }

private Q_SLOTS:
    void aPaymentIsKnownByItsCallback_data() { everyProvider(); }
    void aPaymentIsKnownByItsCallback()
    {
        open();
        const QString id = charged();
        accept(id);
        QCOMPARE(m_floor->status(id), Status::Prompted);
        callback(id, "0");
        QCOMPARE(m_floor->status(id), Status::Paid);
        QCOMPARE(m_floor->state(id).evidence, Evidence::Callback);
        QCOMPARE(m_floor->state(id).receipt, u"SKE52PAWR9"_s);
        QCOMPARE(sale::isFinal(m_floor->state(id)), !answersQueries());   // with nobody to ask, nothing more will come
        QCOMPARE(currencyCode(m_floor->ledger.charge(id)->amount.currency()), currencyCode(m_floor->profile.currency()));
        QCOMPARE(prompts(), 1);
    }
    void aDeclineIsKnownByItsCallback_data() { everyProvider(); }
    void aDeclineIsKnownByItsCallback()
    {
        open();
        const QString id = charged();
        accept(id);
        callback(id, "1032");
        QCOMPARE(m_floor->status(id), Status::Declined);
        QVERIFY(sale::isFinal(m_floor->state(id)));
    }
    void withoutACallbackItIsUnknownAndNeverMore_data() { everyProvider(); }
    void withoutACallbackItIsUnknownAndNeverMore()
    {
        open();
        const QString id = charged();
        accept(id);
        m_floor->pass(11min);
        QCOMPARE(m_floor->status(id), Status::Unknown);
        QCOMPARE(m_floor->wire.waiting("/query"_L1) + m_floor->wire.onTheWire("/query"_L1) > 0, answersQueries());
        QCOMPARE(m_floor->changes.constLast().hasCheckoutId, answersQueries());   // what a screen says by: "M-PESA is being asked"
        callback(id, "0");   // late
        QCOMPARE(m_floor->status(id), Status::Paid);
        QCOMPARE(prompts(), 1);
    }
    void aLostAnswerIsUnknownUntilTheCallback_data() { everyProvider(); }
    void aLostAnswerIsUnknownUntilTheCallback()
    {
        open();
        const QString id = charged(u"order-1"_s);
        m_floor->wire.answer(pushPath(), lost());
        m_floor->settle();
        QCOMPARE(m_floor->status(id), Status::Unknown);
        charged(u"order-1"_s);   // the script tries again
        m_floor->restart();      // and the power goes
        m_floor->pass(1min);
        QVERIFY(pushPath() == "/none"_L1);
        callback(id, "0");
        QCOMPARE(m_floor->status(id), Status::Paid);
    }
    void aSecondCallbackChangesNothing_data() { everyProvider(); }
    void aSecondCallbackChangesNothing()
    {
        open();
        const QString id = charged();
        accept(id);
        callback(id, "0");
        callback(id, "0");
        callback(id, "1032");
        QCOMPARE(m_floor->status(id), Status::Paid);
        QVERIFY(m_floor->alerts.isEmpty());
        callback(id, "0", "100.00", "SKE52PAWRZ");   // another receipt: money that nobody asked for
        QCOMPARE(m_floor->state(id).receipt, u"SKE52PAWR9"_s);
        QCOMPARE(m_floor->alerts.size(), 1);
    }
    void anotherAmountIsAConflict_data() { everyProvider(); }
    void anotherAmountIsAConflict()
    {
        open();
        const QString id = charged();
        accept(id);
        callback(id, "0", "1.00");
        QCOMPARE(m_floor->status(id), Status::Conflict);
    }
    void aSuccessWithoutItsAmountProvesNothing_data() { everyProvider(); }
    void aSuccessWithoutItsAmountProvesNothing()
    {
        open();
        const QString id = charged();
        accept(id);
        callback(id, "0", "null");
        QCOMPARE(m_floor->status(id), Status::Unknown);
    }
    void aNumberOfAnotherCountryOrCurrencyIsNotCharged_data() { everyProvider(); }
    void aNumberOfAnotherCountryOrCurrencyIsNotCharged()
    {
        open();
        sale::ChargeOrder order;
        order.ticket = u"t"_s;
        order.phone = *Msisdn::parse(m_phone, m_floor->profile.country());
        order.amount = Money::fromWhole(100, m_floor->profile.currency() == Currency::KES ? Currency::ETB : Currency::KES);
        order.reference = u"INV1"_s;
        order.user = u"cashier"_s;
        QVERIFY(m_floor->charge(order).isEmpty());
        QCOMPARE(m_floor->refusals.constLast().failure.code, FailureCode::AmountInvalid);
        QVERIFY(pushPath() == "/none"_L1);
    }
};

QTEST_GUILESS_MAIN(TestEveryProvider)
#include "tst_every_provider.moc"
