#include "core/callbacks/inbox.h"
#include "tests/support/test_clock.h"

#include <QFile>
#include <QSignalSpy>
#include <QSqlDatabase>
#include <QSqlQuery>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace kaunta;
using namespace kaunta::callbacks;

namespace {

const QString kToken = QStringLiteral("0123456789abcdef0123456789abcdef");
const QString kOther = QStringLiteral("fedcba9876543210fedcba9876543210");

} // namespace

class TestCallbackInbox : public QObject
{
    Q_OBJECT
    test::TestClock m_clock;
    std::unique_ptr<QTemporaryDir> m_dir;
    std::unique_ptr<CallbackInbox> m_inbox;

    QString path() const { return m_dir->filePath(u"inbox.sqlite"_s); }
    void open()
    {
        m_inbox.reset();
        auto opened = CallbackInbox::open(path(), m_clock);
        QVERIFY2(opened, opened ? "" : qPrintable(opened.error().detail));
        m_inbox = std::move(opened).value();
    }
    qint64 stored(const QString &token, const QByteArray &body)
    {
        const auto result = m_inbox->store(token, body, u"196.201.214.200"_s);
        return result ? *result : -1;
    }
    QVariant ask(const QString &sql) const
    {
        QVariant value;
        {
            QSqlDatabase database = QSqlDatabase::addDatabase(u"QSQLITE"_s, u"look"_s);
            database.setDatabaseName(path());
            if (!database.open())
                return {};
            QSqlQuery query(database);
            if (query.exec(sql) && query.next())
                value = query.value(0);
        }
        QSqlDatabase::removeDatabase(u"look"_s);
        return value;
    }

private Q_SLOTS:
    void init()
    {
        m_dir = std::make_unique<QTemporaryDir>();
        open();
    }
    void cleanup() { m_inbox.reset(); }

    void bodiesComeOutInOrderAndWhole()
    {
        const QByteArray binary("\0{\"a\":\xff}\n", 9);
        const qint64 first = stored(kToken, binary);
        m_clock.advance(1s);
        const qint64 second = stored(kOther, "second");
        QVERIFY(first > 0 && second > first);
        const auto one = m_inbox->next();
        QVERIFY(one.has_value());
        QCOMPARE(one->inboxId, first);
        QCOMPARE(one->token, kToken);
        QCOMPARE(one->body, binary);
        QCOMPARE(one->source, u"196.201.214.200"_s);
        QCOMPARE(one->at, QDateTime(QDate(2026, 11, 22), QTime(8, 0), Qt::UTC));
        QCOMPARE(m_inbox->next(first)->inboxId, second);
        QVERIFY(!m_inbox->next(second));
        QVERIFY(m_inbox->markInterpreted(first));
        QCOMPARE(m_inbox->next()->inboxId, second);
        QVERIFY(m_inbox->markInterpreted(second));
        QVERIFY(!m_inbox->next());
    }
    void whatIsNotInterpretedSurvivesARestart()
    {
        const qint64 first = stored(kToken, "first");
        const qint64 second = stored(kToken, "second");
        QVERIFY(m_inbox->markInterpreted(first));
        open();
        const auto left = m_inbox->next();
        QVERIFY(left.has_value());
        QCOMPARE(left->inboxId, second);
        QCOMPARE(left->body, "second");
        QVERIFY(!m_inbox->next(second));
        QCOMPARE(stored(kToken, "third"), second + 1);
    }
    void whatWasStoredIsInTheFileAtOnce()
    {
        stored(kToken, "first");
        QCOMPARE(ask(u"SELECT body FROM body"_s).toByteArray(), "first");   // by another connection, the inbox still open
        QCOMPARE(ask(u"PRAGMA journal_mode"_s).toString(), u"wal"_s);
    }
    void nobodyElseMayReadTheFile()
    {
        for (const char *suffix : {"", "-wal", "-shm"}) {
            const auto mode = QFile::permissions(path() + QLatin1StringView(suffix));
            QCOMPARE(mode & (QFile::ReadGroup | QFile::WriteGroup | QFile::ReadOther | QFile::WriteOther | QFile::ExeOwner), QFile::Permissions());
            QVERIFY(mode & QFile::ReadOwner);
        }
        m_inbox.reset();
        QFile::setPermissions(path(), QFile::ReadOwner | QFile::WriteOwner | QFile::ReadOther);
        open();
        QVERIFY(!(QFile::permissions(path()) & QFile::ReadOther));
    }
    void arrivalIsToldLaterAndOnce()
    {
        QSignalSpy arrived(m_inbox.get(), &CallbackInbox::arrived);
        stored(kToken, "first");
        stored(kToken, "second");
        QCOMPARE(arrived.count(), 0);
        QTRY_COMPARE(arrived.count(), 1);
        stored(kToken, "third");
        QTRY_COMPARE(arrived.count(), 2);
    }
    void theSameBodyIsStoredOnceAndCounted()
    {
        const qint64 first = stored(kToken, "same");
        QVERIFY(m_inbox->markInterpreted(first));
        for (int i = 0; i < 50; ++i)
            QCOMPARE(stored(kToken, "same"), first);
        QVERIFY(!m_inbox->next());
        QCOMPARE(ask(u"SELECT copies FROM body"_s).toInt(), 51);
        QVERIFY(stored(kOther, "same") != first);   // another path's own
    }
    void aPathBringsAtMostTwentyBodies()
    {
        for (int i = 0; i < CallbackInbox::kBodiesPerPath; ++i)
            QVERIFY(stored(kToken, QByteArray::number(i)) > 0);
        const auto refused = m_inbox->store(kToken, "one more", {});
        QVERIFY(!refused);
        QCOMPARE(refused.error().kind, InboxFault::Kind::TooMany);
        QVERIFY(stored(kToken, "3") > 0);      // known already: it is stored
        QVERIFY(stored(kOther, "0") > 0);      // another path is not touched
        QCOMPARE(ask(u"SELECT count(*) FROM body"_s).toInt(), 21);
        QCOMPARE(CallbackInbox::kBodiesPerPath, 20);
    }
    void thePathsOfDirectPaymentsLiveForYears()
    {
        QVERIFY(m_inbox->store(kToken, "7", {}, PathKind::C2bConfirmation));
        // As many more as make a full day, in one write instead of one each.
        ask(u"WITH RECURSIVE n(i) AS (SELECT 2 UNION ALL SELECT i + 1 FROM n WHERE i < %1) INSERT INTO body(token, digest, body, source, at_utc, kind)"
            " SELECT '%2', i, 'x', '', at_utc, 'c2b' FROM n, body"_s.arg(CallbackInbox::kPaymentsPerDay - 1).arg(kToken));
        QCOMPARE(ask(u"SELECT count(*) FROM body"_s).toInt(), CallbackInbox::kPaymentsPerDay - 1);
        QVERIFY(m_inbox->store(kToken, "the last one", {}, PathKind::C2bConfirmation));
        const auto refused = m_inbox->store(kToken, "one more", {}, PathKind::C2bConfirmation);
        QVERIFY(!refused);
        QCOMPARE(refused.error().kind, InboxFault::Kind::TooMany);
        QVERIFY(m_inbox->store(kToken, "7", {}, PathKind::C2bConfirmation));   // known already
        m_clock.advance(24h);
        QVERIFY(m_inbox->store(kToken, "one more", {}, PathKind::C2bConfirmation));
        QVERIFY(m_inbox->store(kOther, "0", {}, PathKind::C2bValidation));
    }
    void whatThePathWasForIsKept_data()
    {
        QTest::addColumn<PathKind>("kind");
        QTest::newRow("stk") << PathKind::StkCallback;
        QTest::newRow("result") << PathKind::Result;
        QTest::newRow("timeout") << PathKind::QueueTimeout;
        QTest::newRow("validation") << PathKind::C2bValidation;
        QTest::newRow("confirmation") << PathKind::C2bConfirmation;
    }
    void whatThePathWasForIsKept()
    {
        QFETCH(PathKind, kind);
        QVERIFY(m_inbox->store(kToken, "body", u"196.201.214.200"_s, kind));
        open();
        QCOMPARE(m_inbox->next()->kind, kind);
    }
    void anInboxOfTheFirstVersionIsTakenOver()
    {
        m_inbox.reset();
        QVERIFY(QFile::remove(path()));
        for (const QString &sql : {
                 u"CREATE TABLE body(id INTEGER PRIMARY KEY AUTOINCREMENT, token TEXT NOT NULL, digest BLOB NOT NULL, body BLOB NOT NULL, source TEXT NOT NULL,"
                 " at_utc TEXT NOT NULL, copies INTEGER NOT NULL DEFAULT 1, interpreted INTEGER NOT NULL DEFAULT 0, UNIQUE(token, digest))"_s,
                 u"CREATE INDEX body_waiting ON body(id) WHERE interpreted = 0"_s,
                 u"CREATE TABLE stray(id INTEGER PRIMARY KEY AUTOINCREMENT, path TEXT NOT NULL, body BLOB NOT NULL, source TEXT NOT NULL, at_utc TEXT NOT NULL)"_s,
                 u"INSERT INTO body(token, digest, body, source, at_utc, interpreted) VALUES('t', 'd1', 'done', '', '2026-11-22T08:00:00.000Z', 1)"_s,
                 u"INSERT INTO body(token, digest, body, source, at_utc) VALUES('t', 'd2', 'waits', 's', '2026-11-22T08:00:00.000Z')"_s,
                 u"PRAGMA user_version = 1"_s})
            ask(sql);
        open();
        const auto left = m_inbox->next();
        QVERIFY(left.has_value());
        QCOMPARE(left->body, "waits");
        QCOMPARE(left->kind, PathKind::StkCallback);   // there were no others
        QVERIFY(!m_inbox->next(left->inboxId));
        QCOMPARE(stored(kOther, "new"), 3);
        open();   // and once is enough
        QCOMPARE(m_inbox->next()->body, "waits");
    }
    void anEmptyBodyIsABody()
    {
        QVERIFY(stored(kToken, QByteArray()) > 0);
        QCOMPARE(stored(kToken, ""), 1);
        QVERIFY(m_inbox->next().has_value());
        QCOMPARE(m_inbox->next()->body, QByteArray(""));
        QVERIFY(m_inbox->store(kOther, "x", QString()));
    }
    void strangersAreCountedAndCut()
    {
        const QByteArray longBody(5000, 'x');
        for (int i = 0; i < 130; ++i)
            m_inbox->storeStray(u"/wp-login.php?"_s + QString::number(i), longBody, u"203.0.113.9"_s);
        m_inbox->storeStray(QString(), QByteArray(), QString());
        QCOMPARE(m_inbox->strayCount(), 131);
        const auto kept = m_inbox->strays();
        QCOMPARE(kept.size(), 100);
        QCOMPARE(kept.first().path, u"/wp-login.php?31"_s);
        QCOMPARE(kept.first().body, QByteArray(2048, 'x'));
        QCOMPARE(kept.at(98).path, u"/wp-login.php?129"_s);
        QVERIFY(!m_inbox->next());   // no stranger is ever interpreted
        open();
        QCOMPARE(m_inbox->strayCount(), 131);
    }
    void aFileThatIsNoInboxIsNotTouched_data()
    {
        QTest::addColumn<bool>("isDatabase");
        QTest::newRow("garbage") << false;
        QTest::newRow("a newer inbox") << true;
    }
    void aFileThatIsNoInboxIsNotTouched()
    {
        QFETCH(bool, isDatabase);
        m_inbox.reset();
        if (isDatabase) {
            ask(u"PRAGMA user_version = 3"_s);
            QCOMPARE(ask(u"PRAGMA user_version"_s).toInt(), 3);
        } else {
            QFile file(path());
            QVERIFY(file.open(QIODevice::WriteOnly | QIODevice::Truncate));
            file.write(QByteArray(4096, 'g'));
        }
        const auto opened = CallbackInbox::open(path(), m_clock);
        QVERIFY(!opened);
        QCOMPARE(opened.error().kind, InboxFault::Kind::Unusable);
        if (!isDatabase)
            QCOMPARE(QFile(path()).size(), 4096);
    }
    void anotherWriterInTheMiddleIsWaitedForOrReported()
    {
        QSqlDatabase database = QSqlDatabase::addDatabase(u"QSQLITE"_s, u"rival"_s);
        database.setDatabaseName(path());
        QVERIFY(database.open());
        {
            QSqlQuery rival(database);
            QVERIFY(rival.exec(u"BEGIN IMMEDIATE"_s));
            const auto refused = m_inbox->store(kToken, "first", {});
            QVERIFY(!refused);
            QCOMPARE(refused.error().kind, InboxFault::Kind::Unwritable);
            QVERIFY(!m_inbox->next());
            QVERIFY(rival.exec(u"ROLLBACK"_s));
        }
        database.close();
        database = {};
        QSqlDatabase::removeDatabase(u"rival"_s);
        QVERIFY(stored(kToken, "first") > 0);
        QVERIFY(m_inbox->next().has_value());
    }
    void aFolderThatDoesNotExistIsReported()
    {
        const auto opened = CallbackInbox::open(m_dir->filePath(u"nowhere/inbox.sqlite"_s), m_clock);
        QVERIFY(!opened);
        QCOMPARE(opened.error().kind, InboxFault::Kind::Unusable);
    }
};

QTEST_GUILESS_MAIN(TestCallbackInbox)
#include "tst_callback_inbox.moc"
