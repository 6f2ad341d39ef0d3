#include "tests/soak/flatness.h"
#include "tests/soak/process_sample.h"

#include <QCoreApplication>
#include <QFile>
#include <QTest>
#include <list>

using namespace kaunta::soak;
using namespace Qt::StringLiterals;

namespace {

QList<qint64> rising(int count, qint64 from, qint64 step)
{
    QList<qint64> values;
    for (int i = 0; i < count; ++i)
        values << from + i * step;
    return values;
}

} // namespace

//! What a soak calls flat.
class TestFlatness : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatStaysIsFlat()
    {
        const Verdict verdict = judge({u"memory"_s, QList<qint64>(30, 80'000), 0, 0});
        QVERIFY(verdict.enough && verdict.flat);
        QCOMPARE(verdict.last, 80'000);
    }
    void warmingUpIsNoLeak()
    {
        QVERIFY(judge({u"memory"_s, rising(10, 10'000, 5'000) + QList<qint64>(20, 60'000), 0, 0}).flat);
    }
    void aSlowLeakIsFound()
    {
        // 1 KiB with each of 1,800 charges, sampled every 10 s.
        const Verdict verdict = judge({u"memory"_s, rising(180, 80'000, 10), 256, 0});
        QVERIFY(verdict.enough);
        QVERIFY(!verdict.flat);
        QCOMPARE(verdict.last - verdict.middle, 600);
    }
    void oneHandleMoreIsFound()
    {
        QVERIFY(!judge({u"handles"_s, QList<qint64>(20, 30) + QList<qint64>(10, 31), 0, 0}).flat);
    }
    void noiseIsAllowedWhereItIsSaid()
    {
        QVERIFY(judge({u"memory"_s, QList<qint64>(20, 1'000) + QList<qint64>(10, 1'020), 0, 2}).flat);
        QVERIFY(!judge({u"memory"_s, QList<qint64>(20, 1'000) + QList<qint64>(10, 1'021), 0, 2}).flat);
    }
    void tooFewValuesShowNothing()
    {
        QVERIFY(!judge({u"memory"_s, QList<qint64>(8, 1), 100, 100}).flat);
        QVERIFY(!judge({u"memory"_s, {}, 100, 100}).enough);
    }

    void aProcessIsMeasured()
    {
        const auto before = sampleOf(QCoreApplication::applicationPid());
        QVERIFY(before);
        QVERIFY(before->residentKiB > 1'000);
        QVERIFY(before->threads >= 1);
        std::list<QFile> open;
        for (int i = 0; i < 5; ++i)
            QVERIFY(open.emplace_back(QCoreApplication::applicationFilePath()).open(QIODevice::ReadOnly));
        QList<char> held(64 * 1024 * 1024, 'x');   // written to, or it would not be resident
        const auto after = sampleOf(QCoreApplication::applicationPid());
        QVERIFY(after);
        QCOMPARE(after->handles, before->handles + 5);
        QVERIFY(after->residentKiB > before->residentKiB + 50'000);
        QVERIFY(held.constLast() == 'x');
    }
    void oneThatIsGoneIsNot() { QVERIFY(!sampleOf(0x7FFFFFF0)); }
};

QTEST_GUILESS_MAIN(TestFlatness)
#include "tst_flatness.moc"
