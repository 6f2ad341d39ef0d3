#include "tests/core/practice/practice_bench.h"

#include <QFile>
#include <QRegularExpression>

using namespace kaunta::practice;
using namespace kaunta::practice::test;

//! Rules that override the practice numbers.
class TestPracticeScript : public QObject
{
    Q_OBJECT

    static void load(Bench &bench, const QByteArray &json)
    {
        QString problem;
        QVERIFY2(bench.simulator->loadScript(json, &problem), qPrintable(problem));
    }

private Q_SLOTS:
    void anyPhonePlaysAnyBehaviour()
    {
        Bench bench;
        load(bench, R"({"rules":[{"phone":"0711 000 000","behaviour":"no-funds"},{"phone":"254711000001","behaviour":"19"}]})");
        bench.push(u"254711000000"_s);
        const QString lies = Bench::checkoutIdOf(bench.push(u"254711000001"_s));
        bench.pass(5s);
        QCOMPARE(bench.delivered.size(), 1);
        QCOMPARE(bench.delivered[0].callback().value("ResultCode"_L1), QJsonValue(1));
        QCOMPARE(bench.says(lies), u"200 1032"_s);
    }

    void aRuleOverridesAPracticeNumberAndEndsAfterItsTimes()
    {
        Bench bench;
        load(bench, R"({"rules":[{"phone":"*","behaviour":"cancelled","times":1}]})");
        bench.push(u"254722000002"_s);
        bench.pass(5s);
        bench.push(u"254722000002"_s);
        bench.pass(5s);
        QCOMPARE(bench.delivered[0].callback().value("ResultCode"_L1), QJsonValue(1032));
        QCOMPARE(bench.delivered[1].callback().value("ResultCode"_L1), QJsonValue(1));
    }

    void theFirstRuleThatFitsCounts()
    {
        Bench bench;
        load(bench, R"({"rules":[{"phone":"254711000000","behaviour":"paid"},{"behaviour":"cancelled"}]})");
        bench.push(u"254711000000"_s);
        bench.push(u"254711000001"_s);
        bench.pass(5s);
        QCOMPARE(bench.delivered[0].callback().value("ResultCode"_L1), QJsonValue(0));
        QCOMPARE(bench.delivered[1].callback().value("ResultCode"_L1), QJsonValue(1032));
    }

    void aBehaviourOfItsOwn()
    {
        Bench bench({}, true);
        load(bench, R"({"rules":[{"behaviour":{"result":"SFC_IC0003","after":7000,"callbacks":[1000,8000,9000],"pending":"4999",
                                               "early":"0","earlyFrom":3000,"limited":1}}]})");
        const QString id = Bench::checkoutIdOf(bench.push(u"254711000000"_s));
        QVERIFY(bench.simulator->prompts().isEmpty());
        QCOMPARE(bench.query(id).status, 429);
        QCOMPARE(bench.says(id), u"200 4999"_s);
        bench.pass(3s);
        QCOMPARE(bench.says(id), u"200 0"_s);
        bench.pass(4s);
        QCOMPARE(bench.says(id), u"200 SFC_IC0003"_s);
        bench.pass(5s);
        QCOMPARE(bench.delivered.size(), 3);
        QCOMPARE(bench.delivered[0].callback().value("ResultCode"_L1), QJsonValue(u"SFC_IC0003"_s));   // text stays text
    }

    void connectionsBreakWhereTheScriptSays_data()
    {
        using Kind = Misbehaviour::Kind;
        QTest::addColumn<QByteArray>("name");
        QTest::addColumn<int>("kind");
        QTest::addColumn<bool>("processed");
        QTest::newRow("refused") << QByteArray("refuse-connection") << static_cast<int>(Kind::RefuseConnection) << false;
        QTest::newRow("request lost") << QByteArray("lose-request") << static_cast<int>(Kind::LoseRequest) << false;
        QTest::newRow("answer lost") << QByteArray("lose-answer") << static_cast<int>(Kind::LoseAnswer) << true;
        QTest::newRow("answer cut") << QByteArray("cut-answer") << static_cast<int>(Kind::CutAnswer) << true;
        QTest::newRow("answer drips") << QByteArray("drip-answer") << static_cast<int>(Kind::DripAnswer) << true;
    }
    void connectionsBreakWhereTheScriptSays()
    {
        QFETCH(QByteArray, name);
        QFETCH(int, kind);
        QFETCH(bool, processed);
        for (const int byte : {0, 1, 100}) {
            Bench bench;
            load(bench, R"({"rules":[{"endpoint":"push","misbehaviour":")" + name + R"(","atByte":)" + QByteArray::number(byte) + "}]}");
            const HttpAnswer answer = bench.push(u"254711000000"_s);
            QCOMPARE(answer.misbehaviour, (Misbehaviour{static_cast<Misbehaviour::Kind>(kind), byte}));
            QCOMPARE(bench.simulator->nextDue().has_value(), processed);
        }
    }

    void aMisbehaviourKeepsToItsEndpointAndCount()
    {
        Bench bench;
        load(bench, R"({"rules":[{"endpoint":"query","phone":"254711000000","misbehaviour":"lose-answer","times":2},
                                 {"endpoint":"oauth","misbehaviour":"cut-answer","atByte":5,"times":1}]})");
        QCOMPARE(bench.askToken().misbehaviour, (Misbehaviour{Misbehaviour::Kind::CutAnswer, 5}));
        const HttpAnswer pushed = bench.push(u"254711000000"_s);
        QCOMPARE(pushed.misbehaviour, Misbehaviour());
        const QString other = Bench::checkoutIdOf(bench.push(u"254711000001"_s));
        QCOMPARE(bench.query(other).misbehaviour, Misbehaviour());
        QCOMPARE(bench.query(Bench::checkoutIdOf(pushed)).misbehaviour.kind, Misbehaviour::Kind::LoseAnswer);
        QCOMPARE(bench.query(Bench::checkoutIdOf(pushed)).misbehaviour.kind, Misbehaviour::Kind::LoseAnswer);
        QCOMPARE(bench.query(Bench::checkoutIdOf(pushed)).misbehaviour, Misbehaviour());
    }

    void aRuleCanSilenceAPracticeNumbersMisbehaviour()
    {
        Bench bench;
        load(bench, R"({"rules":[{"phone":"0722000023","misbehaviour":"none"}]})");
        QCOMPARE(bench.push(u"254722000023"_s).status, 200);
    }

    void anAnswerIsGivenAsItStands()
    {
        Bench bench;
        load(bench, R"({"rules":[{"endpoint":"push","answer":{"status":503,"contentType":"text/html","body":"<h1>Busy</h1>","retryAfter":"30"}},
                                 {"endpoint":"query","answer":{"status":500,"body":{"errorCode":"500.003.02","errorMessage":"System is busy"}}}]})");
        const HttpAnswer answer = bench.push(u"254711000000"_s);
        QCOMPARE(answer.status, 503);
        QCOMPARE(answer.body, QByteArray("<h1>Busy</h1>"));
        QCOMPARE(answer.headers.first(2), (net::Headers{{"Content-Type", "text/html"}, {"Retry-After", "30"}}));
        QVERIFY(!bench.simulator->nextDue());
        QCOMPARE(bench.says(u"ws_CO_1"_s), u"500 500.003.02 System is busy"_s);
    }

    void whatIsNotUnderstoodChangesNothing_data()
    {
        QTest::addColumn<QByteArray>("json");
        QTest::addColumn<QString>("says");
        QTest::newRow("no JSON") << QByteArray("rules: []") << u"not a JSON object"_s;
        QTest::newRow("no rules") << QByteArray("{}") << u"rules must be a list"_s;
        QTest::newRow("misspelt key") << QByteArray(R"({"rules":[{"fone":"*","behaviour":"paid"}]})") << u"rule 1: “fone” is not known"_s;
        QTest::newRow("unknown behaviour") << QByteArray(R"({"rules":[{"behaviour":"27"}]})") << u"behaviour “27”"_s;
        QTest::newRow("unknown phone") << QByteArray(R"({"rules":[{"phone":"07","behaviour":"paid"}]})") << u"phone is not"_s;
        QTest::newRow("unknown endpoint") << QByteArray(R"({"rules":[{"endpoint":"refund","misbehaviour":"none"}]})") << u"endpoint does not know"_s;
        QTest::newRow("nothing to do") << QByteArray(R"({"rules":[{"phone":"*"}]})") << u"does nothing"_s;
        QTest::newRow("behaviour of a query") << QByteArray(R"({"rules":[{"endpoint":"query","behaviour":"paid"}]})") << u"becomes of a push"_s;
        QTest::newRow("negative time") << QByteArray(R"({"rules":[{"behaviour":{"after":-1}}]})") << u"after must be"_s;
        QTest::newRow("header injection") << QByteArray(R"({"rules":[{"answer":{"contentType":"a\r\nb"}}]})") << u"line break"_s;
        QTest::newRow("outcome of a push") << QByteArray(R"({"rules":[{"endpoint":"push","outcome":{}}]})") << u"whose result comes later"_s;
        QTest::newRow("outcome in a word") << QByteArray(R"({"rules":[{"outcome":"lost"}]})") << u"outcome must be an object"_s;
        QTest::newRow("misspelt outcome") << QByteArray(R"({"rules":[{"outcome":{"posts":[1]}}]})") << u"“posts” is not known"_s;
        QTest::newRow("claims are text") << QByteArray(R"({"rules":[{"outcome":{"claims":[1]}}]})") << u"claims must be"_s;
        QTest::newRow("results are a list") << QByteArray(R"({"rules":[{"outcome":{"results":1}}]})") << u"results must be a list"_s;
        QTest::newRow("second rule") << QByteArray(R"({"rules":[{"behaviour":"paid"},{"misbehaviour":"explode"}]})") << u"rule 2"_s;
    }
    void whatIsNotUnderstoodChangesNothing()
    {
        QFETCH(QByteArray, json);
        QFETCH(QString, says);
        Bench bench;
        load(bench, R"({"rules":[{"behaviour":"locked"}]})");
        QString problem;
        QVERIFY(!bench.simulator->loadScript(json, &problem));
        QVERIFY2(problem.contains(says), qPrintable(problem));
        QCOMPARE(bench.push(u"254711000000"_s).status, 500);   // the script of before still counts
    }

    void anOutcomeLeavesPushesAlone()
    {
        Bench bench;
        load(bench, R"({"rules":[{"outcome":{"results":[]}},{"behaviour":"cancelled"}]})");
        bench.push(u"254711000000"_s);
        bench.pass(5s);
        QCOMPARE(bench.delivered[0].callback().value("ResultCode"_L1), QJsonValue(1032));
    }

    void aCallbackCanComeBeforeTheAnswer()
    {
        Bench bench;
        load(bench, R"({"rules":[{"endpoint":"push","answerAfter":3000}]})");
        QCOMPARE(bench.push(u"254711000000"_s).delay, 3000ms);
        bench.pass(2s);
        QCOMPARE(bench.delivered.size(), 1);
    }

    void theExampleOfThePageWorks()
    {
        QFile page(QStringLiteral(KAUNTA_DOCS "/simulator.md"));
        QVERIFY(page.open(QIODevice::ReadOnly));
        static const QRegularExpression block(u"```json\\n(.*?)```"_s, QRegularExpression::DotMatchesEverythingOption);
        const QString text = QString::fromUtf8(page.readAll());
        const QRegularExpressionMatch example = block.match(text);
        QVERIFY(example.hasMatch());
        Bench bench;
        for (auto each = block.globalMatch(text); each.hasNext();)
            load(bench, each.next().captured(1).toUtf8());
        load(bench, example.captured(1).toUtf8());

        // What the page says about each rule, in its order.
        const HttpAnswer cut = bench.push(u"254711000001"_s);
        QCOMPARE(cut.misbehaviour, (Misbehaviour{Misbehaviour::Kind::CutAnswer, 40}));
        QCOMPARE(bench.push(u"254711000001"_s).status, 500);   // the prompt of the cut answer is alive
        const QString cancelled = Bench::checkoutIdOf(bench.push(u"254711000002"_s));
        const QString slow = Bench::checkoutIdOf(bench.push(u"254711000003"_s));
        QCOMPARE(bench.query(slow).status, 429);
        QCOMPARE(bench.says(slow), u"200 4999"_s);
        bench.pass(5s);
        QCOMPARE(bench.says(cancelled), u"200 1032"_s);
        QCOMPARE(bench.says(slow), u"200 4999"_s);
        bench.pass(25s);
        QCOMPARE(bench.says(slow), u"200 0"_s);
        QCOMPARE(bench.query(cancelled).status, 200);
        QCOMPARE(bench.push(u"254711000004"_s).status, 503);
        QCOMPARE(bench.push(u"254711000004"_s).status, 200);
    }
};

QTEST_GUILESS_MAIN(TestPracticeScript)
#include "tst_practice_script.moc"
