#include "core/callbacks/inbox.h"
#include "core/callbacks/stk_receiver.h"
#include "tests/support/test_clock.h"

#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace kaunta;
using namespace kaunta::callbacks;

namespace {

const QString kToken = QStringLiteral("0123456789abcdef0123456789abcdef");

} // namespace

class TestStkReceiver : public QObject
{
    Q_OBJECT
    test::TestClock m_clock;
    std::unique_ptr<QTemporaryDir> m_dir;
    std::unique_ptr<CallbackInbox> m_inbox;
    std::unique_ptr<StkReceiver> m_receiver;
    QStringList m_asked;

private Q_SLOTS:
    void init()
    {
        m_asked.clear();
        m_dir = std::make_unique<QTemporaryDir>();
        auto opened = CallbackInbox::open(m_dir->filePath(u"inbox.sqlite"_s), m_clock);
        QVERIFY(opened);
        m_inbox = std::move(opened).value();
        m_receiver = std::make_unique<StkReceiver>(*m_inbox, [this](const QString &token) {
            m_asked << token;
            return token == kToken;
        });
    }
    void ourCallbackIsStoredAndThenAnswered()
    {
        const Answer answer = m_receiver->receive({u"/results/"_s + kToken, "whatever it is", u"196.201.214.200"_s});
        QCOMPARE(answer.status, 200);
        QCOMPARE(answer.body, R"({"ResultCode":0,"ResultDesc":"Success"})");
        const auto arrived = m_inbox->next();
        QVERIFY(arrived.has_value());
        QCOMPARE(arrived->token, kToken);
        QCOMPARE(arrived->body, "whatever it is");
        QCOMPARE(arrived->source, u"196.201.214.200"_s);
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
        QTest::newRow("no slash") << kToken << false;
        QTest::newRow("root") << u"/"_s << false;
        QTest::newRow("empty") << QString() << false;
    }
    void aPathThatIsNobodysIsAnsweredAlikeAndKeptApart()
    {
        QFETCH(QString, path);
        QFETCH(bool, wellFormed);
        const Answer answer = m_receiver->receive({path, "body", u"203.0.113.9"_s});
        QCOMPARE(answer.status, 200);
        QCOMPARE(answer.body, R"({"ResultCode":0,"ResultDesc":"Success"})");
        QVERIFY(!m_inbox->next());
        QCOMPARE(m_inbox->strayCount(), 1);
        QCOMPARE(m_asked.size(), wellFormed ? 1 : 0);
    }
    void theTokenMayStandAtTheRoot()
    {
        QCOMPARE(m_receiver->receive({u'/' + kToken, "body", {}}).status, 200);
        QVERIFY(m_inbox->next().has_value());
    }
    void aBodyBeyondTheLimitIsRefused()
    {
        QCOMPARE(m_receiver->receive({u"/r/"_s + kToken, QByteArray(kMaxBody, 'x'), {}}).status, 200);
        const Answer answer = m_receiver->receive({u"/r/"_s + kToken, QByteArray(kMaxBody + 1, 'x'), {}});
        QCOMPARE(answer.status, 413);
        QCOMPARE(m_inbox->next()->body.size(), kMaxBody);
        QVERIFY(!m_inbox->next(m_inbox->next()->inboxId));
    }
    void whatCouldNotBeStoredIsNotAcknowledged()
    {
        for (int i = 0; i < CallbackInbox::kBodiesPerPath; ++i)
            QCOMPARE(m_receiver->receive({u"/r/"_s + kToken, QByteArray::number(i), {}}).status, 200);
        QTest::ignoreMessage(QtWarningMsg, "A callback could not be stored and was answered 503: this path has brought too many different bodies");
        const Answer answer = m_receiver->receive({u"/r/"_s + kToken, "one more", {}});
        QCOMPARE(answer.status, 503);
        QVERIFY(!answer.body.contains("Success"));
        QCOMPARE(m_receiver->receive({u"/r/"_s + kToken, "7", {}}).status, 200);   // a repeat is on disk already
    }
};

QTEST_GUILESS_MAIN(TestStkReceiver)
#include "tst_stk_receiver.moc"
