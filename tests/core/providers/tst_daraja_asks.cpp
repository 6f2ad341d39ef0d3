#include "tests/core/providers/daraja_bench.h"

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace kaunta;
using namespace kaunta::providers;
using test::answered;
using test::answerOf;
using test::DarajaBench;
using test::errorBody;

namespace {

const QUrl kResult(u"https://till.example/r/0123456789abcdef0123456789abcdef"_s);
const QUrl kTimeout(u"https://till.example/r/fedcba9876543210fedcba9876543210"_s);

ReversalRequest refund()
{
    return {.receipt = u"SKC82PACB8"_s, .amount = Money::fromWhole(100), .remarks = u"Wrong item, taken back"_s, .resultUrl = kResult, .timeoutUrl = kTimeout, .mayStart = {}};
}

} // namespace

//! Reversals, status and balances: an initiator's credential, one request on the wire, an acknowledgement that is no outcome.
class TestDarajaAsks : public QObject
{
    Q_OBJECT
    std::unique_ptr<DarajaBench> m_bench;

    AskAnswer reversed(const ReversalRequest &request = refund())
    {
        return answerOf<AskAnswer>([&](QObject *context, auto done) { m_bench->provider->reverse(request, context, done); });
    }
    AskAnswer asked(const StatusRequest &request)
    {
        return answerOf<AskAnswer>([&](QObject *context, auto done) { m_bench->provider->askStatus(request, context, done); });
    }
    AskAnswer askedForBalance()
    {
        return answerOf<AskAnswer>([&](QObject *context, auto done) { m_bench->provider->askBalance({kResult, kTimeout}, context, done); });
    }
    void expectCredentialTrouble(const QString &text)
    {
        const AskFailed failed = std::get<AskFailed>(reversed());
        QCOMPARE(failed.certainty, Certainty::NotSent);
        QCOMPARE(failed.code, u"credential"_s);
        QCOMPARE(failed.text, text);
        QVERIFY(!failed.tokenRejected);
        QVERIFY(m_bench->wire.sent().isEmpty());   // not even for a token
    }

private Q_SLOTS:
    void init() { m_bench = std::make_unique<DarajaBench>(); }
    void cleanup() { QVERIFY(m_bench->wire.isFinished()); }

    void aReversalIsOneRequestInTheWiresSpelling()
    {
        m_bench->willSignIn();
        m_bench->wire.expect(DarajaBench::recorded("reversal"));
        const auto accepted = std::get<AskAccepted>(reversed());
        QCOMPARE(accepted.conversationId, u"AG_20210709_12346c8e6f8858d7b70a"_s);
        QCOMPARE(accepted.originatorConversationId, u"71840-27539181-07"_s);
        QCOMPARE(m_bench->wire.sent().size(), 2);
        QCOMPARE(m_bench->passwordsFetched, 1);
    }
    void thePasswordIsFetchedForEachUseAndWipedAfterIt()
    {
        m_bench->willSignIn();
        m_bench->wire.expect(DarajaBench::recorded("balance"));
        QVERIFY(std::holds_alternative<AskAccepted>(askedForBalance()));
        QCOMPARE(m_bench->lastGiven, QByteArray(15, '\0'));   // the very bytes that were handed over
        m_bench->wire.expect(DarajaBench::recorded("balance"));
        QVERIFY(std::holds_alternative<AskAccepted>(askedForBalance()));
        QCOMPARE(m_bench->passwordsFetched, 2);
        QVERIFY(m_bench->opening.credentials.at(0) != m_bench->opening.credentials.at(1));
    }
    void aStatusIsAskedByReceiptOrByConversation()
    {
        m_bench->willSignIn();
        m_bench->wire.expect(DarajaBench::recorded("status_receipt"));
        const auto byReceipt = asked({.receipt = u"SKC82PACB8"_s, .conversationId = {}, .resultUrl = kResult, .timeoutUrl = kTimeout});
        QCOMPARE(std::get<AskAccepted>(byReceipt).conversationId, u"AG_20210709_1234409f86436c583e3f"_s);
        m_bench->use(DarajaBench::shop(AccountType::Till));
        m_bench->wire.expect(DarajaBench::recorded("status_conversation"));
        const auto byConversation = asked({.receipt = {}, .conversationId = u"AG_20210709_12346c8e6f8858d7b70a"_s, .resultUrl = kResult, .timeoutUrl = kTimeout});
        QVERIFY(std::holds_alternative<AskAccepted>(byConversation));
        const auto byNothing = std::get<AskFailed>(asked({.receipt = {}, .conversationId = {}, .resultUrl = kResult, .timeoutUrl = kTimeout}));
        QCOMPARE(byNothing.code, u"field"_s);
    }
    void aBalanceIsAskedForAPaybillAndForATill()
    {
        m_bench->willSignIn();
        m_bench->wire.expect(DarajaBench::recorded("balance"));
        QCOMPARE(std::get<AskAccepted>(askedForBalance()).originatorConversationId, u"16917-22577599-3"_s);
        m_bench->use(DarajaBench::shop(AccountType::Till));
        m_bench->wire.expect(DarajaBench::recorded("balance_till"));
        QVERIFY(std::holds_alternative<AskAccepted>(askedForBalance()));
    }

    void aFailedReversalSaysWhetherMoneyMayGoBack_data()
    {
        QTest::addColumn<int>("status");   // 0: no whole answer, -1: nothing left
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<int>("certainty");
        QTest::addColumn<QString>("code");
        const auto row = [](const char *name, int status, const QByteArray &body, Certainty certainty, const char *code) {
            QTest::newRow(name) << status << body << int(certainty) << QString::fromLatin1(code);
        };
        row("misspelt field", 400, errorBody("400.002.02", "Bad Request - Invalid RecieverIdentifierType"), Certainty::Refused, "400.002.02");
        row("not authorised", 403, errorBody("403.002.1001", "Not authorised"), Certainty::Refused, "403.002.1001");
        row("busy", 500, errorBody("500.003.02", "System is busy"), Certainty::Refused, "500.003.02");
        row("spike arrest", 429, "{\"fault\":{\"faultstring\":\"Spike arrest violation\"}}", Certainty::Refused, "429");
        row("firewall", 403, "<html>Imperva</html>", Certainty::Refused, "403");
        row("refused in the acknowledgement", 200, "{\"ResponseCode\":\"21\",\"ResponseDescription\":\"words\"}", Certainty::Refused, "21");
        row("internal error", 500, errorBody("500.003.1001", "Internal Server Error"), Certainty::Unknown, "500.003.1001");
        row("another internal error", 500, errorBody("500.001.1001", ""), Certainty::Unknown, "500.001.1001");
        row("duplicate id", 500, errorBody("500.002.1001", "Duplicate OriginatorConversationID"), Certainty::Unknown, "500.002.1001");
        row("cached", 200, "{\"ResponseCode\":\"100000000\",\"ConversationID\":\"AG_1\"}", Certainty::Unknown, "100000000");
        row("unknown code in the acknowledgement", 200, "{\"ResponseCode\":\"2001\",\"ConversationID\":\"AG_1\"}", Certainty::Unknown, "2001");
        row("no id", 200, "{\"ResponseCode\":\"0\"}", Certainty::Unknown, "");
        row("error under 200", 200, errorBody("400.002.02", "Bad Request"), Certainty::Unknown, "400.002.02");
        row("4xx code under 500", 500, errorBody("400.002.02", "Bad Request"), Certainty::Unknown, "400.002.02");
        row("acknowledgement under 500", 500, "{\"ResponseCode\":\"0\",\"ConversationID\":\"AG_1\"}", Certainty::Unknown, "");
        row("portal", 200, "<html></html>", Certainty::Unknown, "");
        row("empty", 200, "", Certainty::Unknown, "");
        row("cut", 200, "{\"ResponseCode\":\"0\",\"Conversa", Certainty::Unknown, "");
        row("soap", 500, "{\"Envelope\":{\"Body\":{\"Fault\":{\"faultstring\":\"409\"}}}}", Certainty::Unknown, "");
        row("lost", 0, {}, Certainty::Unknown, "");
        row("refused connection", -1, {}, Certainty::NotSent, "");
    }
    void aFailedReversalSaysWhetherMoneyMayGoBack()
    {
        QFETCH(int, status);
        QFETCH(QByteArray, body);
        QFETCH(int, certainty);
        QFETCH(QString, code);
        const QByteArray type = body.startsWith("<html>") ? "text/html" : "application/json";
        m_bench->willSignIn();
        m_bench->wire.expect(DarajaBench::recorded("reversal", status == 0 ? test::maybeSent() : status < 0 ? test::notSent() : answered(status, body, type)));
        const auto failed = std::get<AskFailed>(reversed());
        QCOMPARE(int(failed.certainty), certainty);
        QCOMPARE(failed.code, code);
        QVERIFY(!failed.tokenRejected);
        QCOMPARE(m_bench->wire.sent().size(), 2);   // never sent twice
    }
    void aReversalWhoseTokenWasRefusedIsNotRepeatedByItself()
    {
        m_bench->willSignIn();
        m_bench->wire.expect(DarajaBench::recorded("reversal", answered(404, errorBody("404.001.03", "Invalid Access Token"))));
        const auto failed = std::get<AskFailed>(reversed());
        QVERIFY(failed.tokenRejected);
        QCOMPARE(failed.certainty, Certainty::Refused);
        QCOMPARE(m_bench->wire.sent().size(), 2);
        m_bench->willSignIn();   // the journaled second attempt is the caller's, and has a fresh token
        m_bench->wire.expect(DarajaBench::recorded("reversal"));
        QVERIFY(std::holds_alternative<AskAccepted>(reversed()));
    }
    void aQuestionWhoseTokenWasRefusedIsAskedOnceMore()
    {
        m_bench->willSignIn();
        m_bench->wire.expect(DarajaBench::recorded("balance", answered(401, errorBody("401.002.01", "Invalid Access Token"))));
        m_bench->willSignIn();
        m_bench->wire.expect(DarajaBench::recorded("balance"));
        QVERIFY(std::holds_alternative<AskAccepted>(askedForBalance()));
        QCOMPARE(m_bench->passwordsFetched, 1);
        m_bench->wire.expect(DarajaBench::recorded("balance", answered(401, errorBody("401.002.01", "Invalid Access Token"))));
        m_bench->willSignIn();
        m_bench->wire.expect(DarajaBench::recorded("balance", answered(401, errorBody("401.002.01", "Invalid Access Token"))));
        QVERIFY(std::get<AskFailed>(askedForBalance()).tokenRejected);   // and no third time
    }
    void aReversalThatMayNotStartStaysAtHome()
    {
        m_bench->willSignIn();
        ReversalRequest late = refund();
        int questions = 0;
        late.mayStart = [&questions] {
            ++questions;
            return false;
        };
        const auto failed = std::get<AskFailed>(reversed(late));
        QCOMPARE(failed.certainty, Certainty::NotSent);
        QCOMPARE(questions, 1);
        QCOMPARE(m_bench->wire.sent().size(), 1);   // the token alone
    }
    void aBrokenRuleIsFoundBeforeAnythingIsSent()
    {
        ReversalRequest wrong = refund();
        wrong.amount = Money::fromMinor(150);
        const auto failed = std::get<AskFailed>(reversed(wrong));
        QCOMPARE(failed.certainty, Certainty::NotSent);
        QCOMPARE(failed.code, u"field"_s);
        QCOMPARE(failed.text, u"Amount: not-whole"_s);
        QVERIFY(m_bench->wire.sent().isEmpty());
    }
    void withoutATokenNothingIsSent()
    {
        m_bench->wire.expect(DarajaBench::recorded("oauth", test::maybeSent()));
        const auto failed = std::get<AskFailed>(reversed());
        QCOMPARE(failed.certainty, Certainty::NotSent);
        QCOMPARE(failed.code, u"token"_s);
    }

    void withoutAPasswordNothingIsSent()
    {
        m_bench->password.reset();
        expectCredentialTrouble(u"the initiator's password could not be had"_s);
        m_bench->password = QByteArray();
        expectCredentialTrouble(u"the initiator's password could not be had"_s);
        m_bench->password = QByteArray(300, 'x');
        expectCredentialTrouble(u"the initiator's password is too long for the certificate"_s);
    }
    void withoutAWholeInitiatorNothingIsSentAndNoPasswordIsFetched_data()
    {
        QTest::addColumn<DarajaInitiator>("initiator");
        QTest::addColumn<QString>("text");
        const auto fails = [](QObject *, const std::function<void(std::optional<QByteArray>)> &) { QTest::qFail("the password was fetched", __FILE__, __LINE__); };
        QTest::newRow("none at all") << DarajaInitiator{} << u"no initiator is set"_s;
        QTest::newRow("no name") << DarajaInitiator{{}, DarajaBench::file(DarajaBench::key().pem()), fails} << u"no initiator is set"_s;
        QTest::newRow("no certificate") << DarajaInitiator{u"testapi"_s, {}, fails} << u"no certificate is set"_s;
        QTest::newRow("another file") << DarajaInitiator{u"testapi"_s, DarajaBench::file("hello"), fails} << u"the certificate cannot be used"_s;
        QTest::newRow("no RSA") << DarajaInitiator{u"testapi"_s, DarajaBench::file(test::ThrowawayKey(test::ThrowawayKey::Kind::Ec).pem()), fails} << u"the certificate cannot be used"_s;
        QTest::newRow("no source of passwords") << DarajaInitiator{u"testapi"_s, DarajaBench::file(DarajaBench::key().pem()), {}} << u"no initiator password is set"_s;
    }
    void withoutAWholeInitiatorNothingIsSentAndNoPasswordIsFetched()
    {
        QFETCH(DarajaInitiator, initiator);
        QFETCH(QString, text);
        m_bench->use(DarajaBench::shop(), initiator);
        QVERIFY(m_bench->provider->capabilities().testFlag(Capability::Reversal));   // the shop can; its set-up is not complete
        expectCredentialTrouble(text);
    }
    void aSourceThatAnswersTwiceSendsNothingTwice()
    {
        DarajaInitiator hasty = m_bench->initiator();
        hasty.password = [](QObject *, const std::function<void(std::optional<QByteArray>)> &done) {   // at once, too
            done(QByteArray("Safaricom999!*!"));
            done(QByteArray("Safaricom999!*!"));
        };
        m_bench->use(DarajaBench::shop(), hasty);
        m_bench->willSignIn();
        m_bench->wire.expect(DarajaBench::recorded("reversal"));
        QVERIFY(std::holds_alternative<AskAccepted>(reversed()));
        QCOMPARE(m_bench->wire.sent().size(), 2);
    }
    void aPasswordThatComesTooLateForAnyoneSendsNothing()
    {
        std::function<void(std::optional<QByteArray>)> later;
        DarajaInitiator slow = m_bench->initiator();
        slow.password = [&later](QObject *, std::function<void(std::optional<QByteArray>)> done) { later = std::move(done); };
        m_bench->use(DarajaBench::shop(), slow);
        auto context = std::make_unique<QObject>();
        m_bench->provider->reverse(refund(), context.get(), [](const AskAnswer &) { QTest::qFail("answered", __FILE__, __LINE__); });
        context.reset();
        later(QByteArray("Safaricom999!*!"));
        QCoreApplication::processEvents();
        QVERIFY(m_bench->wire.sent().isEmpty());
    }
    void aQuestionUnderWayOutlivesItsProvider()
    {
        m_bench->willSignIn();
        m_bench->wire.expect(DarajaBench::recorded("balance"));
        const auto answer = answerOf<AskAnswer>([&](QObject *context, auto done) {
            m_bench->provider->askBalance({kResult, kTimeout}, context, done);
            m_bench->provider.reset();
        });
        QVERIFY(std::holds_alternative<AskAccepted>(answer));
    }
    void aCredentialThatARefusalRepeatsIsNotPassedOn()
    {
        class Repeating final : public net::Transport
        {
        public:
            void send(const net::Request &request, QObject *context, DoneFn done) override
            {
                const bool isToken = request.verb == net::Verb::Get;
                const QByteArray credential = QJsonDocument::fromJson(request.body).object().value("SecurityCredential"_L1).toString().toLatin1();
                const auto reply = isToken ? answered(200, "{\"access_token\":\"c9SQxWWhmdVRlyh0zh8gZDTkubVF\",\"expires_in\":\"3599\"}")
                                           : answered(400, errorBody("400.002.02", "Bad Request - Invalid SecurityCredential - " + credential));
                QMetaObject::invokeMethod(context, [done, reply] { done(reply); }, Qt::QueuedConnection);
            }
        } wire;
        daraja::TokenCaches caches(wire, m_bench->clock);
        DarajaProvider provider(DarajaBench::shop(), {"key", "secret", "passkey"}, wire, caches, m_bench->clock, m_bench->initiator());
        const auto answer = answerOf<AskAnswer>([&](QObject *context, auto done) { provider.reverse(refund(), context, done); });
        QCOMPARE(std::get<AskFailed>(answer).text, u"Bad Request - Invalid SecurityCredential - ***"_s);
    }
    void codesAreReadByTheirKind()
    {
        const DarajaProvider &provider = *m_bench->provider;
        QCOMPARE(provider.meaningOf(ResultKind::Reversal, u"0"_s, u"x"_s), ResultMeaning::Done);
        QCOMPARE(provider.meaningOf(ResultKind::Reversal, u"21"_s, u"The service request is processed successfully."_s), ResultMeaning::Refused);   // the code counts
        QCOMPARE(provider.meaningOf(ResultKind::Reversal, u"R000001"_s, {}), ResultMeaning::AlreadyReversed);
        QCOMPARE(provider.meaningOf(ResultKind::Reversal, u"7777"_s, {}), ResultMeaning::Unclear);
        QCOMPARE(provider.explainResult(ResultKind::Reversal, u"credential"_s, {}).moved, Explanation::Moved::No);
        QVERIFY(qstrcmp(provider.explainResult(ResultKind::Reversal, u"2001"_s, {}).says, provider.explain(u"2001"_s, {}).says) != 0);
    }
};

Q_DECLARE_METATYPE(kaunta::providers::DarajaInitiator)

QTEST_GUILESS_MAIN(TestDarajaAsks)
#include "tst_daraja_asks.moc"
