#include "tests/e2e/cli/kauntactl_process.h"
#include "tests/e2e/cli/practice_files.h"

#include <QTemporaryDir>
#include <map>
#include <memory>

using namespace kaunta::test;
using namespace Qt::StringLiterals;

namespace {

//! A charge that nobody waited for, and what `resume` in another process makes of it.
struct Left {
    const char *name;
    const char *phone;
    bool killed;         //!< kill -9 as soon as it showed `before`, or else --wait 1
    const char *before;  //!< its state then
    int wait;            //!< of the first resume
    int exitCode;
    const char *after;
    const char *evidence;
    int prompts;
};

//! A payment is told by its prompt's callback and by its C2B confirmation, in any order, and may be in M-PESA's list before either.
constexpr const char *kRecord = "callback|c2b|pull";
//! Where the prompt's id is known a question may be quicker than all of them.
constexpr const char *kAny = "callback|c2b|pull|query";

constexpr Left kLeft[] = {
    {"callback while nobody ran", "0722000008", false, "prompted", 60, 0, "paid!", kAny, 1},
    {"code in no table", "0722000012", true, "prompted", 15, 11, "unknown", nullptr, 1},
    {"answer lost, callback later", "0722000014", false, "unknown", 60, 0, "paid!", kRecord, 1},
    {"answer lost, no trace", "0722000015", false, "unknown", 15, 11, "unknown", nullptr, 0},
    {"answer cut", "0722000016", false, "unknown", 60, 0, "paid!", kRecord, 1},
    {"answer drips", "0722000017", false, "journaled", 60, 0, "paid!", kRecord, 1},
    {"query lies, callback later", "0722000019", false, "prompted", 100, 0, "paid!", kAny, 1},
    {"paid without a callback", "0722000020", false, "prompted", 60, 0, "paid!", kAny, 1},
    {"callback 90 s late", "0722000022", false, "prompted", 150, 0, "paid!", kAny, 1},
    {"killed while M-PESA thinks", "0722000009", true, "prompted", 60, 0, "paid!", kAny, 1},
    {"killed before any answer", "0722000017", true, "journaled", 60, 0, "paid!", kRecord, 1},
};

} // namespace

//! What one process left open another one settles, as far as it can be settled, and sends nothing.
class TestKauntactlResume : public QObject
{
    Q_OBJECT
    const QTemporaryDir m_root;
    std::map<int, Outcome> m_left;
    std::map<int, Outcome> m_resumed;

    Shop shop(int index) const { return Shop(m_root.filePath(QString::number(index))); }
    //! A process that dies right after its journal entry may die before its prompt left or after: both happen. Then, and
    //! only then, there is no trace, and unknown is all that can ever be known.
    Left expected(int index) const
    {
        Left left = kLeft[index];
        if (qstrcmp(left.before, "journaled") == 0 && left.killed && promptsIn(shop(index).path()) == 0) {
            left.exitCode = 11;
            left.after = "unknown";
            left.evidence = nullptr;
            left.prompts = 0;
        }
        return left;
    }
    static void each()
    {
        QTest::addColumn<int>("index");
        for (int i = 0; i < int(std::size(kLeft)); ++i)
            QTest::newRow(kLeft[i].name) << i;
    }

private Q_SLOTS:
    void initTestCase()
    {
        std::map<int, std::unique_ptr<RunningKauntactl>> charging;
        for (int i = 0; i < int(std::size(kLeft)); ++i) {
            QVERIFY(QDir(m_root.path()).mkdir(QString::number(i), QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner));
            const QStringList wait = kLeft[i].killed ? QStringList() : QStringList{u"--wait"_s, u"1"_s};
            charging[i] = std::make_unique<RunningKauntactl>(shop(i).chargeArguments(QString::fromLatin1(kLeft[i].phone), u"100"_s, wait));
            if (kLeft[i].killed) {
                QVERIFY(charging[i]->showed(QString::fromLatin1(kLeft[i].before)));
                charging[i]->killNine();
            }
        }
        for (const auto &[i, running] : charging)
            m_left[i] = running->end();
    }

    void aChargeThatNobodyWaitedForIsStillOpen_data() { each(); }
    void aChargeThatNobodyWaitedForIsStillOpen()
    {
        QFETCH(int, index);
        const Left &left = kLeft[index];
        QVERIFY2(m_left[index].exitCode == (left.killed ? -1 : 11), m_left[index].told());
        QCOMPARE(m_left[index].last().value("state"_L1).toString(), QString::fromLatin1(left.before));
        const Outcome pending = shop(index).run({u"pending"_s});
        QCOMPARE(pending.exitCode, 0);
        QCOMPARE(pending.states(), QString::fromLatin1(left.before));
    }

    //! All at once: each waits for a clock, not for the computer.
    void resumeRuns()
    {
        std::map<int, std::unique_ptr<RunningKauntactl>> resuming;
        for (int i = 0; i < int(std::size(kLeft)); ++i)
            resuming[i] = std::make_unique<RunningKauntactl>(shop(i).arguments({u"resume"_s, u"--wait"_s, QString::number(kLeft[i].wait)}));
        for (const auto &[i, running] : resuming)
            m_resumed[i] = running->end();
    }

    void resumeSettlesWhatCanBeSettled_data() { each(); }
    void resumeSettlesWhatCanBeSettled()
    {
        QFETCH(int, index);
        const Left left = expected(index);
        const Outcome &resumed = m_resumed[index];
        QVERIFY2(resumed.exitCode == left.exitCode, resumed.told());
        QVERIFY2(resumed.states() == QString::fromLatin1(left.after), resumed.told());
        const QString evidence = resumed.last().value("evidence"_L1).toString();
        const QStringList good = QString::fromLatin1(left.evidence ? left.evidence : "").split(u'|');
        QVERIFY2(good.contains(evidence), resumed.told());
        QCOMPARE(resumed.last().value("receipt"_L1).isNull(), evidence.isEmpty() || evidence == "query"_L1);
        QCOMPARE(resumed.last().value("charge"_L1), m_left[index].last().value("charge"_L1));
    }

    void itNeverPromptsAgainAndASecondOneChangesNothing_data() { each(); }
    void itNeverPromptsAgainAndASecondOneChangesNothing()
    {
        QFETCH(int, index);
        const Left left = expected(index);
        QCOMPARE(promptsIn(shop(index).path()), left.prompts);
        const QJsonObject before = shop(index).run({u"sale"_s, u"list"_s}).last();
        const Outcome again = shop(index).run({u"resume"_s});
        QVERIFY2(again.exitCode == left.exitCode, again.told());
        const auto listed = shop(index).run({u"sale"_s, u"list"_s}).lines();
        QCOMPARE(listed.size(), 1);
        QStringList fields{u"sale"_s, u"charge"_s, u"state"_s, u"reason"_s, u"final"_s};
        if (left.evidence == nullptr || !before.value("receipt"_L1).isNull())   // else the receipt is looked for again, and may be found
            fields << u"receipt"_s << u"evidence"_s;
        for (const QString &field : fields)
            QCOMPARE(listed.first().value(field), before.value(field));
        QCOMPARE(promptsIn(shop(index).path()), left.prompts);
        QCOMPARE(shop(index).run({u"ledger"_s, u"verify"_s}).exitCode, 0);
    }

    void nothingPrintedHasAPhoneNumberOrASecret()
    {
        QList<QByteArray> secrets;
        for (int i = 0; i < int(std::size(kLeft)); ++i)
            secrets += secretsOf(shop(i).path());
        QCOMPARE(leaksIn(everythingPrinted(), secrets).join(u'\n'), QString());
    }
};

QTEST_GUILESS_MAIN(TestKauntactlResume)
#include "tst_kauntactl_resume.moc"
