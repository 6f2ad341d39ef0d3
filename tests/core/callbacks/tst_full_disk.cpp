#include "core/callbacks/inbox.h"
#include "core/callbacks/path_receiver.h"
#include "tests/core/ledger/small_disk.h"
#include "tests/support/test_clock.h"

#include <QRegularExpression>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace kaunta::callbacks;
using kaunta::ledger::test::SmallDisk;

namespace {

QString pathOf(int number)
{
    return u"/cb/"_s + QString::number(number, 16).rightJustified(32, u'0');
}

} // namespace

//! A callback that cannot be stored is not acknowledged, and what was acknowledged is there.
class TestFullDisk : public QObject
{
    Q_OBJECT

public:
    static void initMain() { SmallDisk::enterNamespace(); }

private:
    kaunta::test::TestClock m_clock;
    std::unique_ptr<SmallDisk> m_disk;
    std::unique_ptr<CallbackInbox> m_inbox;
    int m_acknowledged = 0;

    void open()
    {
        m_inbox.reset();
        auto opened = CallbackInbox::open(m_disk->filePath(u"inbox.sqlite"_s), m_clock);
        QVERIFY2(opened, opened ? "" : qPrintable(opened.error().detail));
        m_inbox = std::move(opened).value();
    }
    int post(int number)
    {
        PathReceiver receiver(*m_inbox, {[](const QString &) { return PathKind::Result; }});
        return receiver.receive({pathOf(number), QByteArray(3000, 'x'), {}}).status;
    }
    //! Posts until one is refused; false: none ever was.
    bool refusesAtLast()
    {
        for (int i = 0; i < 200; ++i) {
            if (post(m_acknowledged) == 503)
                return true;
            ++m_acknowledged;
        }
        return false;
    }
    int storedCount() const
    {
        int count = 0;
        qint64 last = 0;
        while (const auto arrived = m_inbox->next(last)) {
            last = arrived->inboxId;
            count += arrived->body.size() == 3000 && u"/cb/"_s + arrived->token == pathOf(count) ? 1 : 0;
        }
        return count;
    }

private Q_SLOTS:
    void init()
    {
        m_acknowledged = 0;
        m_inbox.reset();
        m_disk = std::make_unique<SmallDisk>(2048);
        if (!m_disk->isMounted())
            QSKIP("this system lets nobody mount a small disk");
        open();
    }
    void cleanup()
    {
        m_inbox.reset();
        m_disk.reset();
    }

    void aFullDiskIsAnswered503AndRoomIsEnoughToGoOn()
    {
        QCOMPARE(post(m_acknowledged++), 200);
        m_disk->fill();
        QTest::ignoreMessage(QtWarningMsg, QRegularExpression(u"^A callback could not be stored and was answered 503: "_s));
        QVERIFY(refusesAtLast());
        QCOMPARE(storedCount(), m_acknowledged);
        m_disk->makeRoom();
        QCOMPARE(post(m_acknowledged++), 200);   // the repeat of what was refused
        QCOMPARE(storedCount(), m_acknowledged);
        open();
        QCOMPARE(storedCount(), m_acknowledged);
    }
    void strangersDoNotFillTheDisk()
    {
        m_inbox.reset();
        m_disk = std::make_unique<SmallDisk>(8192);   // SQLite's own log takes 4 MiB before it starts anew
        QVERIFY(m_disk->isMounted());
        open();
        PathReceiver receiver(*m_inbox, {[](const QString &) -> std::optional<PathKind> { return std::nullopt; }});
        for (int i = 0; i < 2000; ++i)
            QCOMPARE(receiver.receive({pathOf(i), QByteArray(60'000, 'x'), {}}).status, 200);
        QCOMPARE(m_inbox->strayCount(), 2000);
        QCOMPARE(post(m_acknowledged++), 200);   // 120 MB came to a disk of 8
    }
};

QTEST_GUILESS_MAIN(TestFullDisk)
#include "tst_full_disk.moc"
