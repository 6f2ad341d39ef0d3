#include "core/base/ulid.h"

#include "core/base/random.h"
#include "tests/support/test_clock.h"

#include <QSet>
#include <QTest>

using namespace kaunta;
using namespace kaunta::test;
using namespace Qt::StringLiterals;

class TestUlid final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void startsWithItsTimeAsInTheSpecification();
    void sortsByTime();
    void isTheSameForTheSameSeedAndNeverTwice();
    void isRecognised();
    void randomTextsHaveTheirForm();
};

void TestUlid::startsWithItsTimeAsInTheSpecification()
{
    // github.com/ulid/spec: 1469918176385 ms is 01ARYZ6S41.
    class At final : public Clock
    {
    public:
        QDateTime nowUtc() const override { return QDateTime::fromMSecsSinceEpoch(1469918176385, Qt::UTC); }
        milliseconds sinceBoot() const override { return {}; }
        QString bootId() const override { return {}; }
    } clock;
    SeededRandom random;
    QCOMPARE(makeUlid(clock, random).left(10), u"01ARYZ6S41"_s);
}

void TestUlid::sortsByTime()
{
    TestClock clock;
    SeededRandom random;
    QString last = makeUlid(clock, random);
    for (int i = 0; i < 1000; ++i) {
        clock.advance(milliseconds(1 + i % 97));
        const QString next = makeUlid(clock, random);
        QVERIFY(last < next);
        last = next;
    }
}

void TestUlid::isTheSameForTheSameSeedAndNeverTwice()
{
    TestClock clock;
    SeededRandom first(7);
    SeededRandom again(7);
    QSet<QString> seen;
    for (int i = 0; i < 10'000; ++i) {
        const QString id = makeUlid(clock, first);
        QCOMPARE(id, makeUlid(clock, again));
        seen.insert(id);
    }
    QCOMPARE(seen.size(), 10'000);
}

void TestUlid::isRecognised()
{
    TestClock clock;
    SystemRandom random;
    for (int i = 0; i < 100; ++i)
        QVERIFY(isUlid(makeUlid(clock, random)));
    QVERIFY(isUlid(u"7ZZZZZZZZZZZZZZZZZZZZZZZZZ"_s));
    for (const QString &other : {u""_s, u"01ARYZ6S41"_s, u"8ZZZZZZZZZZZZZZZZZZZZZZZZZ"_s, u"01aryz6s41tsv4rrffq69g5fav"_s, u"01ARYZ6S41TSV4RRFFQ69G5FAI"_s,
                                 u"01ARYZ6S41TSV4RRFFQ69G5FAL"_s, u"01ARYZ6S41TSV4RRFFQ69G5FAO"_s, u"01ARYZ6S41TSV4RRFFQ69G5FAU"_s, u"01ARYZ6S41TSV4RRFFQ69G5FA "_s,
                                 u"01ARYZ6S41TSV4RRFFQ69G5FAVX"_s, u"٠1ARYZ6S41TSV4RRFFQ69G5FAV"_s, u"../../../../../../etc/pass"_s, QString(26, QChar(0))})
        QVERIFY2(!isUlid(other), qPrintable(other));
}

void TestUlid::randomTextsHaveTheirForm()
{
    SystemRandom random;
    const QString hex = randomHex128(random);
    QVERIFY(QRegularExpression(u"\\A[0-9a-f]{32}\\z"_s).match(hex).hasMatch());
    QVERIFY(hex != randomHex128(random));
    QVERIFY(QRegularExpression(u"\\A[A-Z2-7]{8}\\z"_s).match(randomCode(random, 8)).hasMatch());
    QCOMPARE(randomCode(random, 0), QString());
    QCOMPARE(random.bytes(33).size(), 33);
}

QTEST_GUILESS_MAIN(TestUlid)
#include "tst_ulid.moc"
