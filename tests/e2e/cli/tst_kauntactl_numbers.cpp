#include "tests/e2e/cli/kauntactl_process.h"
#include "tests/e2e/cli/practice_files.h"

#include <QTemporaryDir>
#include <map>
#include <memory>

using namespace kaunta::test;
using namespace Qt::StringLiterals;

namespace {

struct Number {
    const char *phone;      //!< last two digits
    int exitCode;
    const char *states;     //!< see Outcome::states()
    const char *evidence;   //!< of the last line; null: none
    const char *reason;
    bool receipt;
    int prompts;            //!< that M-PESA sent
    int wait = 120;         //!< two of them stay unknown for ever
};

// docs/practice-numbers.md, as a script sees it. Paid is said twice where a callback said so first: with its receipt at once,
// and as final when a query has confirmed it.
constexpr Number kNumbers[] = {
    {"00", 0, "journaled prompted paid paid!", "callback", nullptr, true, 1},
    {"01", 10, "journaled prompted declined!", "callback", "1032", false, 1},
    {"02", 10, "journaled prompted declined!", "callback", "1", false, 1},
    {"03", 10, "journaled prompted declined!", "callback", "2001", false, 1},
    {"04", 10, "journaled prompted declined!", "callback", "1019", false, 1},
    {"05", 10, "journaled prompted declined!", "callback", "1037", false, 1},
    {"06", 10, "journaled declined!", nullptr, "500.001.1001", false, 0},
    {"07", 0, "journaled prompted paid!", "query", nullptr, false, 1},
    {"08", 0, "journaled prompted paid paid!", "callback", nullptr, true, 1},
    {"09", 0, "journaled prompted paid paid!", "callback", nullptr, true, 1},
    {"10", 0, "journaled prompted paid paid!", "callback", nullptr, true, 1},
    {"11", 0, "journaled prompted paid paid!", "callback", nullptr, true, 1},
    {"12", 11, "journaled prompted unknown", nullptr, "7777", false, 1, 15},
    {"13", 0, "journaled journaled prompted paid paid!", "callback", nullptr, true, 1},
    {"14", 0, "journaled unknown paid paid!", "callback", nullptr, true, 1},
    {"15", 11, "journaled unknown", nullptr, nullptr, false, 0, 15},
    {"16", 0, "journaled unknown paid paid!", "callback", nullptr, true, 1},
    {"17", 0, "journaled paid paid!", "callback", nullptr, true, 1},
    {"18", 10, "journaled declined!", nullptr, "403", false, 0},
    {"19", 0, "journaled prompted declined paid paid!", "callback", nullptr, true, 1},
    {"20", 0, "journaled prompted paid!", "query", nullptr, false, 1},
    {"21", 0, "journaled prompted paid paid!", "callback", nullptr, true, 1},
    {"22", 0, "journaled prompted paid paid!", "callback", nullptr, true, 1},
    {"23", 12, "journaled not_sent!", nullptr, "not-sent", false, 0},
};

QString textOf(const char *text)
{
    return text ? QString::fromLatin1(text) : QString();
}

} // namespace

//! Every practice number through the real kauntactl, side by side, each with a shop of its own; then what a script may do next.
class TestKauntactlNumbers : public QObject
{
    Q_OBJECT
    const QTemporaryDir m_root;
    std::map<QString, std::unique_ptr<RunningKauntactl>> m_running;
    std::map<QString, Outcome> m_outcomes;

    Shop shop(const char *number) const { return Shop(m_root.filePath(QString::fromLatin1(number))); }

    static void eachNumber()
    {
        QTest::addColumn<int>("index");
        for (int i = 0; i < int(std::size(kNumbers)); ++i)
            QTest::newRow(kNumbers[i].phone) << i;
    }

private Q_SLOTS:
    void initTestCase()
    {
        for (const Number &number : kNumbers) {
            const QString name = QString::fromLatin1(number.phone);
            QVERIFY(QDir(m_root.path()).mkdir(name, QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner));
            m_running[name] = std::make_unique<RunningKauntactl>(
                shop(number.phone).chargeArguments(u"07220000"_s + name, u"100"_s, {u"--wait"_s, QString::number(number.wait)}));
        }
        for (const auto &[name, running] : m_running)
            m_outcomes[name] = running->end();
    }

    void eachNumberEndsAsTheTableSays_data() { eachNumber(); }
    void eachNumberEndsAsTheTableSays()
    {
        QFETCH(int, index);
        const Number &number = kNumbers[index];
        const Outcome &outcome = m_outcomes[QString::fromLatin1(number.phone)];
        QVERIFY2(outcome.exitCode == number.exitCode, outcome.told());
        QCOMPARE(outcome.states(), QString::fromLatin1(number.states));
        const QJsonObject last = outcome.last();
        QCOMPARE(last.value("evidence"_L1).toString(), textOf(number.evidence));
        QCOMPARE(last.value("reason"_L1).toString(), textOf(number.reason));
        QCOMPARE(last.value("receipt"_L1).isNull(), !number.receipt);
        QVERIFY(!number.receipt || last.value("receipt"_L1).toString().startsWith("TEST"_L1));
    }

    void everyStateLineHasExactlyTheFieldsOfTheManual()
    {
        static const QStringList fields{u"amount"_s, u"at"_s,    u"charge"_s,  u"currency"_s, u"environment"_s, u"evidence"_s, u"final"_s,
                                        u"reason"_s, u"receipt"_s, u"sale"_s, u"state"_s,    u"type"_s};
        static const QRegularExpression ulid(u"^[0-9A-HJKMNP-TV-Z]{26}$"_s);
        static const QRegularExpression at(uR"(^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$)"_s);
        for (const auto &[name, outcome] : m_outcomes) {
            QVERIFY2(!outcome.lines().isEmpty(), outcome.told());
            QString lastAt;
            for (const QJsonObject &line : outcome.lines()) {
                QCOMPARE(line.value("type"_L1).toString(), u"state"_s);
                QCOMPARE(fieldsOf(line), fields);
                QVERIFY(ulid.match(line.value("sale"_L1).toString()).hasMatch());
                QVERIFY(ulid.match(line.value("charge"_L1).toString()).hasMatch());
                QVERIFY2(at.match(line.value("at"_L1).toString()).hasMatch(), outcome.told());
                QVERIFY2(line.value("at"_L1).toString() >= lastAt, outcome.told());
                lastAt = line.value("at"_L1).toString();
                QCOMPARE(line.value("environment"_L1).toString(), u"practice"_s);
                QCOMPARE(line.value("amount"_L1), QJsonValue(u"100.00"_s));   // exact, so text and no number
                QCOMPARE(line.value("currency"_L1).toString(), u"KES"_s);
                QVERIFY(line.value("final"_L1).isBool());
                for (const char *mayBeNull : {"receipt", "evidence", "reason"}) {
                    const QJsonValue value = line.value(QLatin1StringView(mayBeNull));
                    QVERIFY(value.isNull() || (value.isString() && !value.toString().isEmpty()));
                }
            }
        }
    }

    void eachWasOneSaleAndAtMostOnePrompt_data() { eachNumber(); }
    void eachWasOneSaleAndAtMostOnePrompt()
    {
        QFETCH(int, index);
        const Shop shop = this->shop(kNumbers[index].phone);
        QCOMPARE(promptsIn(shop.path()), kNumbers[index].prompts);
        const auto listed = shop.run({u"sale"_s, u"list"_s}).lines();
        QCOMPARE(listed.size(), 1);
        QJsonObject shown = m_outcomes[QString::fromLatin1(kNumbers[index].phone)].last();
        shown.insert(u"at"_s, listed.first().value("at"_L1));   // it may have been asked about since
        QCOMPARE(listed.first(), shown);

        const Outcome story = shop.run({u"sale"_s, u"show"_s, listed.first().value("sale"_L1).toString()});
        QCOMPARE(story.exitCode, 0);
        QCOMPARE(story.lines(u"sale"_s).size(), 1);
        QCOMPARE(story.lines(u"state"_s).size(), 1);
        QVERIFY2(!story.lines(u"event"_s).isEmpty(), story.told());
        RunningKauntactl inWords({u"--data-dir"_s, shop.path(), u"sale"_s, u"show"_s, listed.first().value("sale"_L1).toString()});
        QCOMPARE(inWords.end().exitCode, 0);
    }

    void resumeSettlesNothingMoreAndPromptsNobody_data() { eachNumber(); }
    void resumeSettlesNothingMoreAndPromptsNobody()
    {
        QFETCH(int, index);
        const Number &number = kNumbers[index];
        const Shop shop = this->shop(number.phone);
        const QJsonObject before = shop.run({u"sale"_s, u"list"_s}).last();
        const bool open = number.exitCode == 11;
        const Outcome resumed = shop.run({u"resume"_s});
        QVERIFY2(resumed.exitCode == (open ? 11 : 0), resumed.told());
        const QJsonObject after = shop.run({u"sale"_s, u"list"_s}).last();
        for (const char *field : {"sale", "charge", "state", "receipt", "evidence", "reason", "final"})
            QCOMPARE(after.value(QLatin1StringView(field)), before.value(QLatin1StringView(field)));
        QCOMPARE(promptsIn(shop.path()), number.prompts);
        QCOMPARE(shop.run({u"pending"_s}).lines().size(), qsizetype(open || !qstrcmp(number.phone, "07") || !qstrcmp(number.phone, "20") ? 1 : 0));
    }

    void everyLedgerVerifies()
    {
        for (const Number &number : kNumbers) {
            const Outcome verified = shop(number.phone).run({u"ledger"_s, u"verify"_s});
            QVERIFY2(verified.exitCode == 0, verified.told());
            QCOMPARE(verified.last().value("sound"_L1), QJsonValue(true));
            QVERIFY2(verified.last().value("remembered"_L1).isDouble(), verified.told());   // and was compared with a head outside
        }
    }

    void nothingPrintedAndNoFileNameHasAPhoneNumberOrASecret()
    {
        QList<QByteArray> secrets;
        for (const Number &number : kNumbers)
            secrets += secretsOf(shop(number.phone).path());
        QVERIFY(secrets.size() > 24 * 7);   // tokens and callback paths were found
        QVERIFY(everythingPrinted().size() > 10'000);
        QCOMPARE(leaksIn(everythingPrinted(), secrets).join(u'\n'), QString());
        QCOMPARE(leaksIn(namesUnder(m_root.path()), secrets).join(u'\n'), QString());
        QCOMPARE(leaksIn("sent to 0722 000 001", {}).size(), 1);   // the search can find one
        QCOMPARE(leaksIn("to 254722000001, Bearer x", {"Bearer "}).size(), 2);
    }
};

QTEST_GUILESS_MAIN(TestKauntactlNumbers)
#include "tst_kauntactl_numbers.moc"
