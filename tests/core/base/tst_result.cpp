#include "core/base/result.h"

#include <QString>
#include <QTest>
#include <memory>

using namespace kaunta;
using namespace Qt::StringLiterals;

namespace {

enum class Trouble { Small, Big };
using Number = Result<int, Trouble>;

Number half(int number)
{
    if (number % 2 != 0)
        return Fail{Trouble::Small};
    return number / 2;
}

struct NoDefault {
    explicit NoDefault(int value) : number(value) {}
    int number;
};

} // namespace

class TestResult final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void holdsAValueOrAReason();
    void stopsAtTheFirstFailure();
    void mapsTheValueOnly();
    void tellsValueAndErrorOfTheSameTypeApart();
    void carriesWhatCanOnlyBeMoved();
    void carriesNothingButThatItWorked();
};

void TestResult::holdsAValueOrAReason()
{
    const Number good = half(4);
    QVERIFY(good);
    QCOMPARE(*good, 2);
    QCOMPARE(good.value(), 2);
    const Number bad = half(3);
    QVERIFY(!bad);
    QCOMPARE(bad.error(), Trouble::Small);
}

void TestResult::stopsAtTheFirstFailure()
{
    int calls = 0;
    const auto counted = [&calls](int number) {
        ++calls;
        return half(number);
    };
    QCOMPARE(*half(8).andThen(counted).andThen(counted), 1);
    QCOMPARE(calls, 2);
    const Number stopped = half(6).andThen(counted).andThen(counted);
    QCOMPARE(stopped.error(), Trouble::Small);
    QCOMPARE(calls, 3);   // 6 → 3, refused; the last one is not asked
}

void TestResult::mapsTheValueOnly()
{
    const auto text = [](int number) { return QString::number(number); };
    const Result<QString, Trouble> good = half(4).map(text);
    QCOMPARE(*good, u"2"_s);
    QCOMPARE(good->size(), 1);
    const Result<QString, Trouble> bad = Number(Fail{Trouble::Big}).map(text);
    QCOMPARE(bad.error(), Trouble::Big);
}

void TestResult::tellsValueAndErrorOfTheSameTypeApart()
{
    const Result<QString, QString> good = u"words"_s;
    const Result<QString, QString> bad = Fail{u"words"_s};
    QVERIFY(good);
    QVERIFY(!bad);
    QCOMPARE(bad.error(), u"words"_s);
}

void TestResult::carriesWhatCanOnlyBeMoved()
{
    Result<std::unique_ptr<NoDefault>, Trouble> result = std::make_unique<NoDefault>(7);
    const std::unique_ptr<NoDefault> taken = std::move(result).value();
    QCOMPARE(taken->number, 7);
}

void TestResult::carriesNothingButThatItWorked()
{
    const Result<Done, Trouble> done = Done{};
    QVERIFY(done);
    QCOMPARE(*done == Done{}, true);
}

QTEST_GUILESS_MAIN(TestResult)
#include "tst_result.moc"
