#include "core/callbacks/inbox.h"
#include "core/callbacks/path_receiver.h"
#include "tests/support/test_clock.h"

#include <QHash>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace kaunta;
using namespace kaunta::callbacks;

namespace {

const QString kStk = QStringLiteral("0123456789abcdef0123456789abcdef");
const QString kResult = QStringLiteral("11111111111111111111111111111111");
const QString kTimeout = QStringLiteral("22222222222222222222222222222222");
const QString kValidation = QStringLiteral("33333333333333333333333333333333");
const QString kConfirmation = QStringLiteral("44444444444444444444444444444444");
const QString kSelfTest = QStringLiteral("55555555555555555555555555555555");
const QString kSafaricom = QStringLiteral("196.201.214.200");
const QByteArray kAck = R"({"ResultCode":0,"ResultDesc":"Success"})";

QByteArray payment(const QByteArray &amount = "5.00", const QByteArray &shortCode = "600966", const QByteArray &receipt = "RKL51ZDR4F")
{
    return QByteArray(R"({"TransactionType":"Pay Bill","TransID":"RECEIPT","TransTime":"20231121121325","TransAmount":"AMOUNT","BusinessShortCode":"CODE",
        "BillRefNumber":"INV1","InvoiceNumber":"","OrgAccountBalance":"","ThirdPartyTransID":"","MSISDN":"2547 ***** 126","FirstName":"JOHN"})")
        .replace("AMOUNT", amount).replace("CODE", shortCode).replace("RECEIPT", receipt);
}

} // namespace

class TestPathReceiver : public QObject
{
    Q_OBJECT
    test::TestClock m_clock;
    std::unique_ptr<QTemporaryDir> m_dir;
    std::unique_ptr<CallbackInbox> m_inbox;
    std::unique_ptr<PathReceiver> m_receiver;
    QStringList m_asked;
    QStringList m_selfTests;
    QStringList m_validated;

    void open(const SourceRule &sources = {})
    {
        const QHash<QString, PathKind> paths{{kStk, PathKind::StkCallback},          {kResult, PathKind::Result},
                                             {kTimeout, PathKind::QueueTimeout},     {kValidation, PathKind::C2bValidation},
                                             {kConfirmation, PathKind::C2bConfirmation}, {kSelfTest, PathKind::SelfTest}};
        ReceiverRules rules;
        rules.kindOf = [this, paths](const QString &token) {
            m_asked << token;
            return paths.contains(token) ? std::optional(paths.value(token)) : std::nullopt;
        };
        rules.sources = sources;
        rules.shortCodes = QStringList{u"600966"_s, u"174379"_s};
        rules.validate = [this](const C2bPayment &asked) {
            m_validated << asked.receipt;
            return asked.amount == Money::fromWhole(5) ? ValidationReply::Accept : ValidationReply::WrongAmount;
        };
        rules.selfTested = [this](const QString &token) { m_selfTests << token; };
        m_receiver = std::make_unique<PathReceiver>(*m_inbox, rules);
    }
    Answer post(const QString &token, const QByteArray &body, const QString &source = kSafaricom, const QStringList &forwardedFor = {})
    {
        return m_receiver->receive({u"/results/"_s + token, body, source, forwardedFor});
    }
    qsizetype storedCount() const
    {
        qsizetype count = 0;
        qint64 last = 0;
        while (const auto arrived = m_inbox->next(last)) {
            last = arrived->inboxId;
            ++count;
        }
        return count;
    }

private Q_SLOTS:
    void init()
    {
        m_asked.clear();
        m_selfTests.clear();
        m_validated.clear();
        m_dir = std::make_unique<QTemporaryDir>();
        auto opened = CallbackInbox::open(m_dir->filePath(u"inbox.sqlite"_s), m_clock);
        QVERIFY(opened);
        m_inbox = std::move(opened).value();
        open();
    }

    void whatComesToOurPathsIsStoredWholeAndThenAcknowledged_data()
    {
        QTest::addColumn<QString>("token");
        QTest::addColumn<PathKind>("kind");
        QTest::addColumn<QByteArray>("body");
        QTest::newRow("stk callback") << kStk << PathKind::StkCallback << QByteArray("whatever it is");
        QTest::newRow("result") << kResult << PathKind::Result << QByteArray("whatever it is");
        QTest::newRow("queue timeout") << kTimeout << PathKind::QueueTimeout << QByteArray("whatever it is");
        QTest::newRow("empty queue timeout") << kTimeout << PathKind::QueueTimeout << QByteArray("");
        QTest::newRow("confirmation") << kConfirmation << PathKind::C2bConfirmation << payment();
        QTest::newRow("confirmation without a payment") << kConfirmation << PathKind::C2bConfirmation << payment("none");
    }
    void whatComesToOurPathsIsStoredWholeAndThenAcknowledged()
    {
        QFETCH(QString, token);
        QFETCH(PathKind, kind);
        QFETCH(QByteArray, body);
        const Answer answer = post(token, body);
        QCOMPARE(answer.status, 200);
        QCOMPARE(answer.body, kAck);
        const auto arrived = m_inbox->next();
        QVERIFY(arrived.has_value());
        QCOMPARE(arrived->token, token);
        QCOMPARE(arrived->kind, kind);
        QCOMPARE(arrived->body, body);
        QCOMPARE(arrived->source, kSafaricom);
        QCOMPARE(m_inbox->strayCount(), 0);
    }
    void aPathThatIsNobodysIsAnsweredAlikeAndKeptApart_data()
    {
        QTest::addColumn<QString>("path");
        QTest::addColumn<bool>("wellFormed");
        QTest::newRow("another token") << u"/results/fedcba9876543210fedcba9876543210"_s << true;
        QTest::newRow("upper case") << u"/results/0123456789ABCDEF0123456789ABCDEF"_s << false;
        QTest::newRow("too long") << u"/results/00123456789abcdef0123456789abcdef"_s << false;
        QTest::newRow("too short") << u"/results/123456789abcdef0123456789abcdef"_s << false;
        QTest::newRow("more after it") << u"/results/0123456789abcdef0123456789abcdef/x"_s << false;
        QTest::newRow("newline after it") << u"/results/0123456789abcdef0123456789abcdef\n"_s << false;
        QTest::newRow("no slash") << kStk << false;
        QTest::newRow("root") << u"/"_s << false;
        QTest::newRow("empty") << QString() << false;
    }
    void aPathThatIsNobodysIsAnsweredAlikeAndKeptApart()
    {
        QFETCH(QString, path);
        QFETCH(bool, wellFormed);
        const Answer answer = m_receiver->receive({path, "body", u"203.0.113.9"_s});
        QCOMPARE(answer.status, 200);
        QCOMPARE(answer.body, kAck);
        QVERIFY(!m_inbox->next());
        QCOMPARE(m_inbox->strayCount(), 1);
        QCOMPARE(m_asked.size(), wellFormed ? 1 : 0);
    }
    void whatMayBeOursIsNotAcknowledgedWhileOurPathsCannotBeRead()
    {
        bool readable = false;
        ReceiverRules rules;
        rules.kindOf = [](const QString &token) { return token == kStk ? std::optional(PathKind::StkCallback) : std::nullopt; };
        rules.knowsPaths = [&readable] { return readable; };
        m_receiver = std::make_unique<PathReceiver>(*m_inbox, rules);
        QCOMPARE(post(kResult, "whose?").status, 503);
        QCOMPARE(m_inbox->strayCount(), 1);
        QCOMPARE(m_receiver->receive({u"/wp-login.php"_s, "body", {}}).status, 200);   // nobody's in any case
        QCOMPARE(post(kStk, "ours").status, 200);
        readable = true;
        QCOMPARE(post(kResult, "whose?").status, 200);
    }
    void theTokenMayStandAtTheRoot()
    {
        QCOMPARE(m_receiver->receive({u'/' + kStk, "body", {}}).status, 200);
        QVERIFY(m_inbox->next().has_value());
    }
    void aBodyBeyondTheLimitIsRefused()
    {
        QCOMPARE(post(kStk, QByteArray(kMaxBody, 'x')).status, 200);
        QCOMPARE(post(kStk, QByteArray(kMaxBody + 1, 'x')).status, 413);
        QCOMPARE(m_inbox->next()->body.size(), kMaxBody);
        QCOMPARE(storedCount(), 1);
    }
    void whatCouldNotBeStoredIsNotAcknowledged()
    {
        for (int i = 0; i < CallbackInbox::kBodiesPerPath; ++i)
            QCOMPARE(post(kStk, QByteArray::number(i)).status, 200);
        QTest::ignoreMessage(QtWarningMsg, "A callback could not be stored and was answered 503: this path has brought too many different bodies");
        const Answer answer = post(kStk, "one more");
        QCOMPARE(answer.status, 503);
        QVERIFY(!answer.body.contains("Success"));
        QCOMPARE(post(kStk, "7").status, 200);   // a repeat is on disk already
    }

    void aSourceThatIsNotAllowedIsAnsweredAlikeAndNotBelieved_data()
    {
        QTest::addColumn<QString>("token");
        QTest::newRow("stk callback") << kStk;
        QTest::newRow("result") << kResult;
        QTest::newRow("queue timeout") << kTimeout;
        QTest::newRow("validation") << kValidation;
        QTest::newRow("confirmation") << kConfirmation;
    }
    void aSourceThatIsNotAllowedIsAnsweredAlikeAndNotBelieved()
    {
        QFETCH(QString, token);
        open(SourceRule::make(SourceRule::From::Safaricom, u"10.0.0.5"_s).value());
        QTest::ignoreMessage(QtWarningMsg, "A callback came from 203.0.113.9, which is not an address of M-PESA's: kept, and not believed");
        const Answer answer = post(token, payment(), u"203.0.113.9"_s, {kSafaricom});
        QCOMPARE(answer.status, 200);
        QCOMPARE(answer.body, kAck);
        QVERIFY(!m_inbox->next());
        QCOMPARE(m_inbox->strayCount(), 1);
        QCOMPARE(m_inbox->strays().first().source, u"203.0.113.9"_s);
        QVERIFY(m_validated.isEmpty());

        QCOMPARE(post(token, payment(), u"10.0.0.5"_s, {kSafaricom}).status, 200);   // the proxy that is trusted says so
        QCOMPARE(m_inbox->next()->source, kSafaricom);
    }
    void ourOwnTestIsToldWhereverItComesFromAndNotKept()
    {
        open(SourceRule::make(SourceRule::From::Safaricom, {}).value());
        const Answer answer = post(kSelfTest, "{}", u"203.0.113.9"_s);
        QCOMPARE(answer.status, 200);
        QCOMPARE(answer.body, kAck);
        QCOMPARE(m_selfTests, QStringList{kSelfTest});
        QVERIFY(!m_inbox->next());
        QCOMPARE(m_inbox->strayCount(), 0);
    }

    void aValidationIsAnsweredByTheShopsRuleAndStored_data()
    {
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<ValidationReply>("reply");
        QTest::addColumn<bool>("asked");
        QTest::addColumn<bool>("kept");   // in the inbox proper
        QTest::newRow("accepted") << payment() << ValidationReply::Accept << true << true;
        QTest::newRow("our other number") << payment("5.00", "174379") << ValidationReply::Accept << true << true;
        QTest::newRow("refused") << payment("6.00") << ValidationReply::WrongAmount << true << true;
        QTest::newRow("unreadable amount") << payment("five") << ValidationReply::Refuse << false << true;
        QTest::newRow("another shop's") << payment("5.00", "600967") << ValidationReply::WrongShortCode << false << false;
        QTest::newRow("garbage") << QByteArray("\xff\xfe") << ValidationReply::WrongShortCode << false << false;
        QTest::newRow("too long") << payment().append(QByteArray(PathReceiver::kMaxC2b, ' ')) << ValidationReply::WrongShortCode << false << false;
    }
    void aValidationIsAnsweredByTheShopsRuleAndStored()
    {
        QFETCH(QByteArray, body);
        QFETCH(ValidationReply, reply);
        QFETCH(bool, asked);
        QFETCH(bool, kept);
        const Answer answer = post(kValidation, body);
        QCOMPARE(answer.status, 200);
        QCOMPARE(answer.body, replyBody(reply));
        QCOMPARE(m_validated.size(), asked ? 1 : 0);
        QCOMPARE(storedCount(), kept ? 1 : 0);
        QCOMPARE(m_inbox->strayCount(), kept ? 0 : 1);
        if (kept)
            QCOMPARE(m_inbox->next()->kind, PathKind::C2bValidation);
    }
    void aConfirmationForAnotherShopIsAStray_data()
    {
        QTest::addColumn<QByteArray>("body");
        QTest::newRow("another short code") << payment("5.00", "600967");
        QTest::newRow("no short code") << payment("5.00", "");
        QTest::newRow("ours with a blank inside") << payment("5.00", "600 966");
        QTest::newRow("garbage") << QByteArray("TransID=1");
        QTest::newRow("empty") << QByteArray();
        QTest::newRow("too long") << payment().append(QByteArray(PathReceiver::kMaxC2b, ' '));
    }
    void aConfirmationForAnotherShopIsAStray()
    {
        QFETCH(QByteArray, body);
        const Answer answer = post(kConfirmation, body);
        QCOMPARE(answer.status, 200);
        QCOMPARE(answer.body, kAck);
        QCOMPARE(storedCount(), 0);
        QCOMPARE(m_inbox->strayCount(), 1);
    }
};

QTEST_GUILESS_MAIN(TestPathReceiver)
#include "tst_path_receiver.moc"
