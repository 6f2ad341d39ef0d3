#include "core/daraja/account_balance.h"
#include "core/daraja/c2b.h"
#include "core/daraja/client.h"
#include "core/daraja/dynamic_qr.h"
#include "core/daraja/org_info.h"
#include "core/daraja/payout.h"
#include "core/daraja/pull_query.h"
#include "core/daraja/pull_register.h"
#include "core/daraja/reversal.h"
#include "core/daraja/security_certificate.h"
#include "core/daraja/stk_push.h"
#include "core/daraja/stk_query.h"
#include "tests/contract/listening_transport.h"
#include "tests/contract/prism_process.h"
#include "tests/core/daraja/throwaway_key.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace kaunta;
using namespace kaunta::daraja;

namespace {

const QUrl kResult(u"https://till.example/r/0123456789abcdef0123456789abcdef"_s);
const QUrl kTimeout(u"https://till.example/r/fedcba9876543210fedcba9876543210"_s);
constexpr QByteArrayView kViolations = "sl-violations";   // Prism says there what is wrong, and answers with an example of an error
const QDateTime kNow(QDate(2026, 11, 22), QTime(8, 0), Qt::UTC);

} // namespace

//! Every endpoint of our client against the API's description, as Prism reads it: its request fits, its answer (the description's own
//! example) is understood, and a request that is spoilt is noticed.
class TestDarajaContractAll : public QObject
{
    Q_OBJECT
    SystemClock m_clock;
    const test::ThrowawayKey m_key;
    std::unique_ptr<test::PrismProcess> m_prism;
    std::unique_ptr<test::ListeningTransport> m_wire;
    std::shared_ptr<TokenCache> m_tokens;
    std::unique_ptr<Client> m_client;
    QMap<QString, net::Request> m_good;   // by the endpoint's name: a request that fits
    QString m_understood;                 // what our client made of the answer

    Initiation by()
    {
        const auto credential = SecurityCertificate::read(m_key.pem())->credential("Safaricom999!*!");
        return {.initiator = u"testapi"_s,
                .credential = credential.value_or(QByteArray()),
                .remarks = u"Wrong item, taken back"_s,
                .resultUrl = kResult,
                .timeoutUrl = kTimeout};
    }
    template <class R>
    void call(const R &request, const std::function<QString(const typename R::Response &)> &understood)
    {
        std::optional<Client::Outcome<R>> outcome;
        m_client->call<R>(request, this, [&](const Client::Outcome<R> &got) { outcome.emplace(got); });
        QVERIFY(QTest::qWaitFor([&] { return outcome.has_value(); }, 30'000));
        const auto &[sent, reply] = m_wire->exchanges.constLast();
        QVERIFY2(reply.header(kViolations).isEmpty(), reply.header(kViolations).constData());
        QVERIFY2(reply.reached == net::Reply::Reached::Answered && reply.status == 200, reply.body.constData());
        QVERIFY(sent.url.path() == QLatin1StringView(R::spec.path));
        m_good[QString::fromLatin1(R::spec.name)] = sent;
        m_understood =
            *outcome ? understood(outcome->value()) : u"fault: "_s + outcome->error().code + outcome->error().text + outcome->error().detail;
    }
    net::Reply sent(const net::Request &request)
    {
        std::optional<net::Reply> reply;
        m_wire->send(request, this, [&](const net::Reply &got) { reply = got; });
        if (!QTest::qWaitFor([&] { return reply.has_value(); }, 30'000))
            QTest::qFail("no answer", __FILE__, __LINE__);
        return reply.value_or(net::Reply{});
    }
    static QString idsOf(const AskAccepted &accepted) { return accepted.conversationId + u' ' + accepted.originatorConversationId; }

private Q_SLOTS:
    void initTestCase()
    {
        m_prism = std::make_unique<test::PrismProcess>();
        QVERIFY2(!m_prism->url().isEmpty(), m_prism->log().constData());
        m_wire = std::make_unique<test::ListeningTransport>();
        m_tokens = std::make_shared<TokenCache>(*m_wire, m_clock, TokenEndpoint::daraja(m_prism->url()), "key", "secret");
        m_client = std::make_unique<Client>(*m_wire, m_tokens, m_prism->url());
    }

    void aPushFits()
    {
        call<StkPush>({.shortCode = u"174379"_s,
                       .till = {},
                       .passkey = "passkey",
                       .phone = u"254722000000"_s,
                       .amount = Money::fromWhole(100),
                       .reference = u"INV1A1Q7ZX"_s,
                       .description = u"Payment"_s,
                       .callbackUrl = kResult,
                       .when = kNow},
                      [](const StkPushAccepted &accepted) { return accepted.checkoutRequestId; });
        QCOMPARE(m_understood, u"ws_CO_191220191020363925"_s);
    }
    void aQueryFits()
    {
        call<StkQuery>({.shortCode = u"174379"_s, .passkey = "passkey", .checkoutRequestId = u"ws_CO_13012021093521236557"_s, .when = kNow},
                       [](const StkQueryAnswer &answer) { return answer.resultCode; });
        QCOMPARE(m_understood, u"0"_s);
    }
    void aReversalFits()
    {
        call<Reversal>({.by = by(), .receipt = u"SKC82PACB8"_s, .amount = Money::fromWhole(100), .shortCode = u"174379"_s}, idsOf);
        QCOMPARE(m_understood, u"AG_20210709_12346c8e6f8858d7b70a 71840-27539181-07"_s);
    }
    void aStatusFitsByReceiptAndByConversation()
    {
        call<TransactionStatus>(
            {.by = by(), .receipt = {}, .conversationId = u"AG_20210709_12346c8e6f8858d7b70a"_s, .shortCode = u"174379"_s, .party = Party::Till},
            idsOf);
        QCOMPARE(m_understood, u"AG_20210709_1234409f86436c583e3f 1236-7134259-1"_s);
        call<TransactionStatus>({.by = by(), .receipt = u"SKC82PACB8"_s, .conversationId = {}, .shortCode = u"174379"_s}, idsOf);
        QCOMPARE(m_understood, u"AG_20210709_1234409f86436c583e3f 1236-7134259-1"_s);
    }
    void aBalanceFits()
    {
        call<AccountBalance>({.by = by(), .shortCode = u"174379"_s}, idsOf);
        QVERIFY(m_understood.startsWith("fault: "_L1));   // the description's example is blank in every field: no acknowledgement
    }
    void urlsFitInBothVersions()
    {
        const C2bRegister request{.shortCode = u"174379"_s, .confirmationUrl = kResult, .validationUrl = kTimeout};
        const auto id = [](const C2bAccepted &accepted) { return accepted.originatorConversationId; };
        call<C2bRegister>(request, id);
        QCOMPARE(m_understood, u"7619-37765134-1"_s);
        C2bRegister silent = request;
        silent.acceptWhenSilent = false;
        call<C2bRegisterV1>({silent}, id);
        QCOMPARE(m_understood, u"7619-37765134-1"_s);
    }
    void simulatedPaymentsFitInBothVersions()
    {
        const auto id = [](const C2bAccepted &accepted) { return accepted.originatorConversationId; };
        call<C2bSimulate>({.shortCode = u"174379"_s, .phone = u"254708374149"_s, .amount = Money::fromWhole(100), .billReference = u"INV 1"_s}, id);
        QCOMPARE(m_understood, u"53e3-4aa8-9fe0-8fb5e4092cdd3405976"_s);
        call<C2bSimulateV1>(
            {C2bSimulate{.shortCode = u"174379"_s, .toTill = true, .phone = u"254708374149"_s, .amount = Money::fromWhole(100), .billReference = {}}},
            id);
        QCOMPARE(m_understood, u"53e3-4aa8-9fe0-8fb5e4092cdd3405976"_s);
    }
    void aPayOutFits()
    {
        call<B2cPayment>({.by = by(),
                          .originatorConversationId = u"feb5e3f2-fbbc-4745-844c-ee37b546f627"_s,
                          .command = B2cPayment::Command::SalaryPayment,
                          .amount = Money::fromWhole(10),
                          .shortCode = u"600996"_s,
                          .phone = u"254728762287"_s,
                          .occasion = u"Christmas"_s},
                         idsOf);
        QCOMPARE(m_understood, u"AG_20191219_00005797af5d7d75f652 16740-34861180-1"_s);
    }
    void aPaymentToABusinessFits_data()
    {
        QTest::addColumn<int>("command");
        QTest::newRow("pay bill") << int(B2bPayment::Command::PayBill);
        QTest::newRow("buy goods") << int(B2bPayment::Command::BuyGoods);
        QTest::newRow("to bulk") << int(B2bPayment::Command::PayToBulk);
    }
    void aPaymentToABusinessFits()
    {
        QFETCH(int, command);
        call<B2bPayment>({.by = by(),
                          .command = static_cast<B2bPayment::Command>(command),
                          .amount = Money::fromWhole(1),
                          .shortCode = u"600996"_s,
                          .receiver = u"600000"_s,
                          .reference = u"INV 1"_s,
                          .requester = u"254722000000"_s,
                          .occasion = u"Rent"_s},
                         idsOf);
        QCOMPARE(m_understood, u"AG_20230420_2010759fd5662ef6d054 5118-111210482-1"_s);
    }
    void registeringForPullFits()
    {
        call<PullRegister>({.shortCode = u"174379"_s, .nominated = u"254722000000"_s, .callbackUrl = kResult},
                           [](const PullRegistered &registered) { return registered.wasBefore ? u"before"_s : u"now"_s; });
        QCOMPARE(m_understood, u"now"_s);
    }
    void aPullFits()
    {
        call<PullQuery>({.shortCode = u"174379"_s, .from = kNow.addDays(-2), .to = kNow}, [](const PullPage &page) -> QString {
            return page.records.constFirst().receipt + u' ' + page.records.constFirst().amount.toPlain();
        });
        QCOMPARE(m_understood, u"OGH7ASJ49H 168.00"_s);
    }
    void aQrFits()
    {
        call<DynamicQr>({.merchant = u"Mama Njeri's Duka"_s, .reference = u"INV1"_s, .amount = Money::fromWhole(100), .receiver = u"174379"_s},
                        [](const QrPicture &picture) { return QString::fromLatin1(picture.png.mid(1, 3)); });
        QCOMPARE(m_understood, u"PNG"_s);
    }
    void anOrganisationFits()
    {
        call<OrgInfo>({.number = u"174379"_s}, [](const Organisation &found) { return found.name; });
        QCOMPARE(m_understood, u"Test Shop"_s);
    }

    //! The spoilt ones last: each is a good request from above with one field changed.
    void aWrongRequestIsNoticed_data()
    {
        QTest::addColumn<QString>("endpoint");
        QTest::addColumn<QString>("field");
        QTest::addColumn<QJsonValue>("value");
        const auto row = [](const char *endpoint, const char *field, const QJsonValue &value) {
            const QByteArray what =
                value.isUndefined() ? QByteArray("missing") : QJsonDocument(QJsonObject{{u"v"_s, value}}).toJson(QJsonDocument::Compact);
            QTest::addRow("%s %s %s", endpoint, field, what.constData()) << QString::fromLatin1(endpoint) << QString::fromLatin1(field) << value;
        };
        const QJsonValue missing(QJsonValue::Undefined);
        row("stk-push", "Amount", u"100"_s);
        row("stk-query", "CheckoutRequestID", missing);
        row("reversal", "RecieverIdentifierType", missing);
        row("reversal", "RecieverIdentifierType", 11);
        row("reversal", "Amount", u"100"_s);
        row("reversal", "Amount", 100.5);
        row("reversal", "CommandID", u"TransactionReverse"_s);
        row("reversal", "TransactionID", missing);
        row("reversal", "SecurityCredential", missing);
        row("reversal", "ReceiverParty", u"174379"_s);
        row("reversal", "ResultURL", missing);
        row("transaction-status", "TransactionID", missing);
        row("transaction-status", "IdentifierType", 4);
        row("transaction-status", "CommandID", u"TransactionStatus"_s);
        row("transaction-status", "QueueTimeOutURL", missing);
        row("account-balance", "IdentifierType", u"4"_s);
        row("account-balance", "CommandID", u"Balance"_s);
        row("account-balance", "PartyA", missing);
        row("account-balance", "Remarks", missing);
        row("c2b-register-v2", "ResponseType", u"completed"_s);
        row("c2b-register-v2", "ShortCode", u"174379"_s);
        row("c2b-register-v1", "ValidationURL", missing);
        row("c2b-simulate-v2", "Msisdn", qint64(254708374149));
        row("c2b-simulate-v1", "Amount", u"100"_s);
        row("b2c", "InitiatorName", missing);
        row("b2c", "CommandID", u"Salary"_s);
        row("b2c", "OriginatorConversationID", QString(51, u'x'));
        row("b2b", "RecieverIdentifierType", 1);
        row("b2b", "RecieverIdentifierType", missing);
        row("b2b", "SenderIdentifierType", 2);
        row("b2b", "AccountReference", missing);
        row("pull-register", "NominatedNumber", u"0722000000"_s);
        row("pull-register", "RequestType", u"pull"_s);
        row("pull-query", "OffSetValue", missing);
        row("pull-query", "StartDate", u"2026-11-20T11:00:00"_s);
        row("dynamic-qr", "TrxCode", u"XX"_s);
        row("dynamic-qr", "Size", 300);
        row("dynamic-qr", "Amount", u"100"_s);
        row("org-info", "IdentifierType", 4);
        row("org-info", "Identifier", missing);
    }
    void aWrongRequestIsNoticed()
    {
        QFETCH(QString, endpoint);
        QFETCH(QString, field);
        QFETCH(QJsonValue, value);
        QVERIFY2(m_good.contains(endpoint), "no good request of this endpoint was made before");
        const net::Reply reply = sent(test::changed(m_good.value(endpoint), field, value));
        QVERIFY2(reply.status == 400 || reply.status == 422, reply.body.constData());
        const QByteArray complaint = reply.header(kViolations);
        QVERIFY2(complaint.contains("[\"request\",\"body\"") && complaint.contains(field.toUtf8()), complaint.constData());
    }
    void everyEndpointWithoutATokenIsNoticed()
    {
        QCOMPARE(m_good.size(), 15);
        for (net::Request request : std::as_const(m_good)) {
            request.headers = {{"Accept", "application/json"}};
            QCOMPARE(sent(request).status, 401);
        }
    }
};

QTEST_GUILESS_MAIN(TestDarajaContractAll)
#include "tst_daraja_contract_all.moc"
