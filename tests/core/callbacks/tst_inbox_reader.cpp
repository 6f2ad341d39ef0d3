#include "core/callbacks/inbox_reader.h"
#include "tests/support/test_clock.h"

#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace kaunta;
using namespace kaunta::callbacks;

namespace {

const QString kToken = QStringLiteral("0123456789abcdef0123456789abcdef");
const QString kOther = QStringLiteral("fedcba9876543210fedcba9876543210");

} // namespace

//! What waits in the inbox reaches whoever it belongs to, once in a run, in order, and again after a crash.
class TestInboxReader : public QObject
{
    Q_OBJECT
    test::TestClock m_clock;
    std::unique_ptr<QTemporaryDir> m_dir;
    std::unique_ptr<CallbackInbox> m_inbox;
    std::unique_ptr<InboxReader> m_reader;
    QList<QByteArray> m_seen;
    std::vector<InboxReader::Saved> m_owed;

    //! The program starts (again): only the file is old.
    void start()
    {
        m_reader.reset();
        m_inbox.reset();
        m_seen.clear();
        auto opened = CallbackInbox::open(m_dir->filePath(u"inbox.sqlite"_s), m_clock);
        QVERIFY(opened);
        m_inbox = std::move(opened).value();
        m_reader = std::make_unique<InboxReader>(*m_inbox);
    }
    void store(const QByteArray &body, const QString &token = kToken) { QVERIFY(m_inbox->store(token, body, {})); }
    InboxReader::Interpreter takes(const QString &token, bool savesAtOnce)
    {
        return [this, token, savesAtOnce](const Arrived &arrived, const InboxReader::Saved &saved) {
            if (arrived.token != token)
                return false;
            m_seen << arrived.body;
            if (savesAtOnce)
                saved();
            else
                m_owed.push_back(saved);
            return true;
        };
    }

private Q_SLOTS:
    void init()
    {
        m_owed.clear();
        m_dir = std::make_unique<QTemporaryDir>();
        start();
    }
    void eachBodyIsInterpretedOnceAndInOrder()
    {
        m_reader->add(takes(kToken, true));
        for (const char *body : {"first", "second", "first", "third", "second"})
            store(body);
        QVERIFY(m_seen.isEmpty());   // not in the middle of storing
        QTRY_COMPARE(m_seen.size(), 3);
        m_reader->read();
        store("fourth");
        QTRY_COMPARE(m_seen, QList<QByteArray>({"first", "second", "third", "fourth"}));
        start();
        m_reader->add(takes(kToken, true));
        m_reader->read();
        QVERIFY(m_seen.isEmpty());
    }
    void whatWasNotSavedComesAgainInTheNextRunAndOnlyThat()
    {
        m_reader->add(takes(kToken, false));
        for (const char *body : {"first", "second", "third"})
            store(body);
        m_reader->read();
        m_reader->read();
        QCOMPARE(m_seen.size(), 3);   // once in a run, saved or not
        m_owed.at(1)();
        start();   // the ledger had only the second
        m_reader->add(takes(kToken, true));
        m_reader->read();
        QCOMPARE(m_seen, QList<QByteArray>({"first", "third"}));
    }
    void whatTheLastRunLeftComesBeforeWhatIsNew()
    {
        store("left behind");
        start();
        m_reader->add(takes(kToken, true));
        store("new");
        QTRY_COMPARE(m_seen, QList<QByteArray>({"left behind", "new"}));
    }
    void theFirstWhoseItIsTakesIt()
    {
        int asked = 0;
        m_reader->add(takes(kOther, true));
        m_reader->add(takes(kToken, true));
        m_reader->add([&asked](const Arrived &, const InboxReader::Saved &) { return ++asked > 0; });
        store("mine");
        store("his", kOther);
        m_reader->read();
        QCOMPARE(m_seen, QList<QByteArray>({"mine", "his"}));
        QCOMPARE(asked, 0);
    }
    void whatIsNobodysIsMarkedAndNotAskedAboutAgain()
    {
        m_reader->add(takes(kOther, true));
        store("nobody's");
        m_reader->read();
        QVERIFY(!m_inbox->next());
        start();
        m_reader->add(takes(kToken, true));
        m_reader->read();
        QVERIFY(m_seen.isEmpty());
    }
    void whatArrivesWhileOneIsInterpretedComesAfterIt()
    {
        QList<QByteArray> ended;
        m_reader->add([this, &ended](const Arrived &arrived, const InboxReader::Saved &saved) {
            m_seen << arrived.body;
            if (arrived.body == "first") {
                store("from inside");
                m_reader->read();   // must not start the next one in the middle of this one
            }
            ended << arrived.body;
            saved();
            return true;
        });
        store("first");
        store("second");
        m_reader->read();
        QCOMPARE(m_seen, QList<QByteArray>({"first", "second", "from inside"}));
        QCOMPARE(ended, m_seen);
    }
    void savedMayBeCalledWhenTheInboxIsGone()
    {
        m_reader->add(takes(kToken, false));
        store("first");
        m_reader->read();
        m_reader.reset();
        m_inbox.reset();
        m_owed.at(0)();
        start();
        m_reader->add(takes(kToken, true));
        m_reader->read();
        QCOMPARE(m_seen, QList<QByteArray>({"first"}));
    }
};

QTEST_GUILESS_MAIN(TestInboxReader)
#include "tst_inbox_reader.moc"
