#include "tests/e2e/cli/kauntactl_process.h"
#include "tests/e2e/cli/practice_files.h"

#include <QFile>
#include <QTemporaryDir>
#include <memory>

using namespace kaunta::test;
using namespace Qt::StringLiterals;

namespace {

const QStringList kErrorFields{u"code"_s, u"message"_s, u"moneyMayHaveMoved"_s, u"next"_s, u"type"_s};

QString codeOf(const Outcome &outcome)
{
    return outcome.last().value("code"_L1).toString();
}

QByteArray commandLineOf(qint64 pid)
{
    QFile file(u"/proc/%1/cmdline"_s.arg(pid));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace

//! What scripts rely on: usage, keys, the guard, one writer, profiles.
class TestKauntactl : public QObject
{
    Q_OBJECT
    std::unique_ptr<QTemporaryDir> m_dir;

    Shop shop() const { return Shop(m_dir->path()); }
    static QStringList addArguments(const QStringList &more)
    {
        return QStringList{u"profile"_s, u"add"_s, u"shop"_s, u"--provider"_s, u"daraja"_s, u"--shortcode"_s, u"174379"_s, u"--callback-url"_s, u"https://shop.example/cb"_s}
            + more;
    }

private Q_SLOTS:
    void init() { m_dir = std::make_unique<QTemporaryDir>(); }

    void whatCannotBeUnderstoodIsUsage_data()
    {
        QTest::addColumn<QStringList>("command");
        QTest::addColumn<QString>("code");
        const QStringList good{u"--phone"_s, u"0722000000"_s, u"--amount"_s, u"100"_s, u"--reference"_s, u"INV1"_s};
        const auto charge = [&](int at, const QString &value) {
            QStringList command = QStringList{u"charge"_s} + good;
            command[at + 1] = value;
            return command;
        };
        QTest::newRow("no command") << QStringList() << u"usage"_s;
        QTest::newRow("no such command") << QStringList{u"pay"_s} << u"usage"_s;
        QTest::newRow("no such option") << QStringList{u"charge"_s, u"--telephone"_s, u"0722000000"_s} << u"usage"_s;
        QTest::newRow("option without its value") << QStringList{u"charge"_s, u"--phone"_s} << u"usage"_s;
        QTest::newRow("no phone") << QStringList{u"charge"_s, u"--amount"_s, u"100"_s, u"--reference"_s, u"INV1"_s} << u"usage"_s;
        QTest::newRow("no amount") << QStringList{u"charge"_s, u"--phone"_s, u"0722000000"_s, u"--reference"_s, u"INV1"_s} << u"usage"_s;
        QTest::newRow("no reference") << QStringList{u"charge"_s, u"--phone"_s, u"0722000000"_s, u"--amount"_s, u"100"_s} << u"usage"_s;
        QTest::newRow("a word too many") << QStringList{u"pending"_s, u"now"_s} << u"usage"_s;
        QTest::newRow("phone too short") << charge(1, u"072200000"_s) << u"phone-invalid"_s;
        QTest::newRow("phone too long") << charge(1, u"07220000000"_s) << u"phone-invalid"_s;
        QTest::newRow("phone of another country") << charge(1, u"+255722000000"_s) << u"phone-invalid"_s;
        QTest::newRow("no number at all") << charge(1, u"customer"_s) << u"phone-invalid"_s;
        QTest::newRow("amount zero") << charge(3, u"0"_s) << u"amount-invalid"_s;
        QTest::newRow("amount below zero") << charge(3, u"-5"_s) << u"amount-invalid"_s;
        QTest::newRow("amount with cents") << charge(3, u"10.50"_s) << u"amount-invalid"_s;
        QTest::newRow("amount too large") << charge(3, u"250001"_s) << u"amount-invalid"_s;
        QTest::newRow("amount in words") << charge(3, u"ten"_s) << u"amount-invalid"_s;
        QTest::newRow("reference too long") << charge(5, u"INVOICE-00001"_s) << u"reference-invalid"_s;
        QTest::newRow("reference with a sign") << charge(5, u"INV/1"_s) << u"reference-invalid"_s;
        QTest::newRow("reference empty") << charge(5, QString()) << u"reference-invalid"_s;
        QTest::newRow("description too long") << charge(5, u"INV1"_s) + QStringList{u"--description"_s, u"Fourteen chars"_s} << u"reference-invalid"_s;
        QTest::newRow("wait in words") << charge(5, u"INV1"_s) + QStringList{u"--wait"_s, u"long"_s} << u"usage"_s;
        QTest::newRow("wait below zero") << charge(5, u"INV1"_s) + QStringList{u"--wait"_s, u"-1"_s} << u"usage"_s;
        QTest::newRow("key too long") << charge(5, u"INV1"_s) + QStringList{u"--key"_s, QString(65, u'k')} << u"usage"_s;
        QTest::newRow("sale without a verb") << QStringList{u"sale"_s} << u"usage"_s;
        QTest::newRow("sale that never was") << QStringList{u"sale"_s, u"show"_s, u"01M80K4YG9JP5CFB8B5JKM8FJG"_s} << u"not-found"_s;
        QTest::newRow("ledger without a verb") << QStringList{u"ledger"_s} << u"usage"_s;
        QTest::newRow("secret of no key") << QStringList{u"secret"_s, u"set"_s, u"password"_s} << u"usage"_s;
        QTest::newRow("secret for practice") << QStringList{u"secret"_s, u"set"_s, u"passkey"_s} << u"usage"_s;
    }
    void whatCannotBeUnderstoodIsUsage()
    {
        QFETCH(QStringList, command);
        QFETCH(QString, code);
        const Outcome outcome = shop().run(command);
        QVERIFY2(outcome.exitCode == 2, outcome.told());
        QCOMPARE(outcome.lines().size(), 1);
        const QJsonObject line = outcome.last();
        QCOMPARE(fieldsOf(line), kErrorFields);
        QCOMPARE(line.value("type"_L1).toString(), u"error"_s);
        QCOMPARE(codeOf(outcome), code);
        QCOMPARE(line.value("moneyMayHaveMoved"_L1), QJsonValue(false));
        QVERIFY(!line.value("next"_L1).toString().isEmpty());
        QVERIFY2(QString::fromUtf8(outcome.err).contains(line.value("next"_L1).toString()), outcome.told());   // people read the same
        QCOMPARE(shop().charges(), 0);
    }

    void helpIsNotAnErrorAndTellsTheExitCodes()
    {
        for (const QStringList &command : {QStringList{u"--help"_s}, QStringList{u"charge"_s, u"--help"_s}, QStringList{u"--version"_s}})
            QCOMPARE(RunningKauntactl(command).end().exitCode, 0);
        QVERIFY(RunningKauntactl({u"--help"_s}).end().out.contains("12 proven not sent"));
    }

    void wordsGoToPeopleWithoutJson()
    {
        const Outcome outcome = RunningKauntactl({u"--data-dir"_s, m_dir->path(), u"charge"_s, u"--phone"_s, u"0722000023"_s, u"--amount"_s, u"100"_s, u"--reference"_s, u"INV1"_s}).end();
        QCOMPARE(outcome.exitCode, 12);
        QVERIFY2(outcome.out.contains("A1-0001") && outcome.out.contains("not-sent"), outcome.told());
        QVERIFY2(!outcome.out.contains('{'), outcome.told());
    }

    void waitZeroEndsWithTheAcknowledgement()
    {
        const Outcome outcome = shop().charge(u"0722000008"_s, u"100"_s, {u"--wait"_s, u"0"_s});
        QVERIFY2(outcome.exitCode == 11, outcome.told());
        QCOMPARE(outcome.states(), u"journaled prompted"_s);
        QCOMPARE(promptsIn(m_dir->path()), 1);
    }

    void aRepeatedKeyPrintsTheFirstChargeAndPromptsNobody()
    {
        const QStringList key{u"--key"_s, u"order-7"_s};
        const Outcome first = shop().charge(u"0722000000"_s, u"100"_s, key);
        QVERIFY2(first.exitCode == 0, first.told());
        const Outcome second = shop().charge(u"+254 722 000 000"_s, u"100"_s, key);   // the same number, spelt otherwise
        QVERIFY2(second.exitCode == 0, second.told());
        QCOMPARE(second.lines().size(), 1);
        QCOMPARE(second.last(), first.last());
        QCOMPARE(shop().charges(), 1);
        QCOMPARE(promptsIn(m_dir->path()), 1);
    }

    void aRepeatedKeyWithOtherContentIsRefused_data()
    {
        QTest::addColumn<QString>("phone");
        QTest::addColumn<QString>("amount");
        QTest::addColumn<QStringList>("more");
        QTest::newRow("phone") << u"0722000001"_s << u"100"_s << QStringList();
        QTest::newRow("amount") << u"0722000023"_s << u"101"_s << QStringList();
        QTest::newRow("reference") << u"0722000023"_s << u"100"_s << QStringList{u"--reference"_s, u"INV2"_s};
        QTest::newRow("description") << u"0722000023"_s << u"100"_s << QStringList{u"--description"_s, u"Other"_s};
    }
    void aRepeatedKeyWithOtherContentIsRefused()
    {
        QFETCH(QString, phone);
        QFETCH(QString, amount);
        QFETCH(QStringList, more);
        const QStringList key{u"--key"_s, u"order-7"_s};
        QCOMPARE(shop().charge(u"0722000023"_s, u"100"_s, key).exitCode, 12);
        const Outcome other = shop().charge(phone, amount, key + more);
        QVERIFY2(other.exitCode == 2, other.told());
        QCOMPARE(codeOf(other), u"key-reused"_s);
        QCOMPARE(shop().charges(), 1);
    }

    //! The first command died: the repeated one must look after the charge, whatever it finds, and come back. A process
    //! that dies right after its journal entry may die before its prompt left or after: both happen, a second never does.
    void aRepeatedKeyAfterKillNineFollowsTheFirstCharge()
    {
        const QStringList key{u"--key"_s, u"order-7"_s};
        RunningKauntactl killed(shop().chargeArguments(u"0722000017"_s, u"100"_s, key));
        QVERIFY(killed.showed(u"journaled"_s));
        killed.killNine();
        const int left = promptsIn(m_dir->path());
        QVERIFY(left <= 1);
        const QString charge = killed.end().last().value("charge"_L1).toString();
        const Outcome again = shop().charge(u"0722000017"_s, u"100"_s, key + QStringList{u"--wait"_s, u"0"_s});
        QVERIFY2(again.exitCode == 11 || again.exitCode == 0, again.told());   // its callback comes 5 s after the request
        QCOMPARE(again.last().value("charge"_L1).toString(), charge);
        QVERIFY2(again.last().value("state"_L1).toString() != "journaled"_L1, again.told());
        QCOMPARE(shop().charges(), 1);
        QCOMPARE(promptsIn(m_dir->path()), left);

        RunningKauntactl waiting(shop().chargeArguments(u"0722000020"_s, u"100"_s, {u"--key"_s, u"order-8"_s}));
        QVERIFY(waiting.showed(u"prompted"_s));
        waiting.killNine();
        const Outcome asked = shop().charge(u"0722000020"_s, u"100"_s, {u"--key"_s, u"order-8"_s, u"--wait"_s, u"60"_s});
        QVERIFY2(asked.exitCode == 0, asked.told());   // only a query can tell
        QCOMPARE(asked.last().value("evidence"_L1).toString(), u"query"_s);
        QCOMPARE(promptsIn(m_dir->path()), left + 1);
    }

    void theSameAmountOnTheSamePhoneIsHeldForTwoMinutes()
    {
        QCOMPARE(shop().charge(u"0722000001"_s).exitCode, 10);
        const Outcome repeated = shop().charge(u"0722000001"_s);
        QVERIFY2(repeated.exitCode == 12, repeated.told());
        const QJsonObject line = repeated.last();
        QCOMPARE(line.value("type"_L1).toString(), u"error"_s);
        QCOMPARE(codeOf(repeated), u"guard-countdown"_s);
        QCOMPARE(line.value("reason"_L1).toString(), u"guard"_s);
        QCOMPARE(line.value("moneyMayHaveMoved"_L1), QJsonValue(false));
        QVERIFY(line.value("waitSeconds"_L1).toInt() > 60 && line.value("waitSeconds"_L1).toInt() <= 120);
        QCOMPARE(promptsIn(m_dir->path()), 1);
        QVERIFY2(shop().charge(u"0722000001"_s, u"101"_s).exitCode == 10, "another amount is another matter");
    }

    void anOpenChargeOnThePhoneIsShownFirstAndNothingIsSent()
    {
        const Outcome open = shop().charge(u"0722000008"_s, u"100"_s, {u"--wait"_s, u"0"_s});
        QCOMPARE(open.exitCode, 11);
        const Outcome second = shop().charge(u"0722000008"_s, u"55"_s);
        QVERIFY2(second.exitCode == 12, second.told());
        QCOMPARE(second.lines().size(), 2);
        QCOMPARE(second.lines().first(), open.last());
        const QJsonObject line = second.last();
        QCOMPARE(codeOf(second), u"guard-open-charge"_s);
        QCOMPARE(line.value("reason"_L1).toString(), u"guard"_s);
        QCOMPARE(line.value("moneyMayHaveMoved"_L1), QJsonValue(true));   // by the open one
        QCOMPARE(line.value("charge"_L1), open.last().value("charge"_L1));
        QCOMPARE(promptsIn(m_dir->path()), 1);
        QVERIFY2(shop().charge(u"0722000001"_s).exitCode == 10, "another phone is free");
    }

    void aPhoneFromStandardInputIsInNoProcessList()
    {
        RunningKauntactl told(shop().chargeArguments(u"0722000008"_s, u"100"_s, {u"--wait"_s, u"1"_s}));
        QVERIFY(told.showed(u"prompted"_s));
        QVERIFY2(commandLineOf(told.pid()).contains("0722000008"), "the process list is where it would be");
        QCOMPARE(told.end().exitCode, 11);

        RunningKauntactl typed(shop().chargeArguments(u"-"_s, u"100"_s, {u"--wait"_s, u"1"_s}), "0722 000 009\n");
        QVERIFY(typed.showed(u"prompted"_s));
        const QByteArray commandLine = commandLineOf(typed.pid());
        QVERIFY(commandLine.contains("charge"));
        QVERIFY2(!commandLine.contains("722"), commandLine.constData());
        QCOMPARE(typed.end().exitCode, 11);
        QVERIFY(sql(shop().path(u"profiles/practice/practice.sqlite"_s), u"SELECT phone FROM push"_s).contains("254722000009"));
    }

    void twoTillsNeverWriteOneLedger()
    {
        RunningKauntactl first(shop().chargeArguments(u"0722000008"_s, u"100"_s, {u"--wait"_s, u"60"_s}));
        QVERIFY(first.showed(u"prompted"_s));
        for (const QStringList &command : {QStringList{u"charge"_s, u"--phone"_s, u"0722000001"_s, u"--amount"_s, u"5"_s, u"--reference"_s, u"INV2"_s}, QStringList{u"resume"_s}}) {
            const Outcome second = shop().run(command);
            QVERIFY2(second.exitCode == 4, second.told());
            QCOMPARE(second.lines().size(), 1);
            QCOMPARE(fieldsOf(second.last()), kErrorFields);
            QCOMPARE(codeOf(second), u"till-running"_s);
            QCOMPARE(second.last().value("moneyMayHaveMoved"_L1), QJsonValue(false));
        }
        // Readers need no lock.
        QCOMPARE(shop().run({u"pending"_s}).states(), u"prompted"_s);
        QCOMPARE(shop().charges(), 1);
        QCOMPARE(shop().run({u"ledger"_s, u"verify"_s}).exitCode, 0);
        QVERIFY(first.isRunning());
        QCOMPARE(promptsIn(m_dir->path()), 1);
        first.killNine();
        QVERIFY2(shop().charge(u"0722000001"_s).exitCode == 10, "the lock dies with its process");
    }

    void practiceIsTheDefaultOnlyWhileItIsAlone()
    {
        QCOMPARE(shop().charge(u"0722000023"_s).exitCode, 12);
        const Outcome added = shop().run(addArguments({u"--environment"_s, u"sandbox"_s}));
        QVERIFY2(added.exitCode == 0, added.told());
        QCOMPARE(added.last().value("environment"_L1).toString(), u"sandbox"_s);
        const Outcome unnamed = shop().charge(u"0722000023"_s, u"101"_s);
        QVERIFY2(unnamed.exitCode == 2, unnamed.told());
        QCOMPARE(codeOf(unnamed), u"profile-needed"_s);
        QCOMPARE(Shop(m_dir->path(), {u"--profile"_s, u"practice"_s}).charge(u"0722000023"_s, u"102"_s).exitCode, 12);
        qputenv("KAUNTA_PROFILE", "practice");
        const Outcome named = shop().charge(u"0722000023"_s, u"103"_s);
        qunsetenv("KAUNTA_PROFILE");
        QVERIFY2(named.exitCode == 12, named.told());
        QCOMPARE(Shop(m_dir->path(), {u"--profile"_s, u"practice"_s}).charges(), 3);
    }

    void aProfileThatIsMissingIsSetUp()
    {
        const Outcome missing = Shop(m_dir->path(), {u"--profile"_s, u"duka"_s}).charge(u"0722000000"_s);
        QVERIFY2(missing.exitCode == 3, missing.told());
        QCOMPARE(codeOf(missing), u"profile-missing"_s);
    }

    void aProfileThatBreaksARuleIsNotKept_data()
    {
        QTest::addColumn<QStringList>("options");
        QTest::addColumn<QString>("field");
        QTest::newRow("http leaves the machine") << QStringList{u"--environment"_s, u"custom"_s, u"--base-url"_s, u"http://api.example"_s} << u"base-url"_s;
        QTest::newRow("custom without an address") << QStringList{u"--environment"_s, u"custom"_s} << u"base-url"_s;
        QTest::newRow("short code") << QStringList{u"--environment"_s, u"sandbox"_s, u"--shortcode"_s, u"12"_s} << u"shortcode"_s;
        QTest::newRow("till without a till") << QStringList{u"--environment"_s, u"sandbox"_s, u"--type"_s, u"till"_s} << u"till"_s;
        QTest::newRow("refused word in the callback") << QStringList{u"--environment"_s, u"sandbox"_s, u"--callback-url"_s, u"https://shop.example/mpesa"_s} << u"callback-url"_s;
        QTest::newRow("environment") << QStringList{u"--environment"_s, u"live"_s} << u"environment"_s;
        QTest::newRow("provider") << QStringList{u"--environment"_s, u"sandbox"_s, u"--provider"_s, u"airtel"_s} << u"provider"_s;
        QTest::newRow("setting") << QStringList{u"--environment"_s, u"sandbox"_s, u"--set"_s, u"colour=green"_s} << u"colour"_s;
    }
    void aProfileThatBreaksARuleIsNotKept()
    {
        QFETCH(QStringList, options);
        QFETCH(QString, field);
        const Outcome outcome = shop().run(addArguments(options));
        QVERIFY2(outcome.exitCode == 3, outcome.told());
        QCOMPARE(codeOf(outcome), u"profile-invalid"_s);
        QVERIFY2(outcome.last().value("message"_L1).toString().contains(field), outcome.told());
        QVERIFY(shop().run({u"profile"_s, u"list"_s}).lines().isEmpty());
    }

    void profilesAreListedChangedAndPutAside()
    {
        QCOMPARE(shop().run(addArguments({u"--environment"_s, u"sandbox"_s})).exitCode, 0);
        const Outcome twice = shop().run(addArguments({u"--environment"_s, u"sandbox"_s}));
        QVERIFY2(twice.exitCode == 2, twice.told());
        QCOMPARE(codeOf(twice), u"profile-exists"_s);
        QCOMPARE(shop().run({u"profile"_s, u"set"_s, u"shop"_s, u"--shortcode"_s, u"600000"_s, u"--set"_s, u"shop=Duka"_s}).exitCode, 0);
        const auto listed = shop().run({u"profile"_s, u"list"_s}).lines();
        QCOMPARE(listed.size(), 1);
        QCOMPARE(listed.first().value("shortcode"_L1).toString(), u"600000"_s);
        QCOMPARE(listed.first().value("settings"_L1).toObject().value("shop"_L1).toString(), u"Duka"_s);
        QCOMPARE(shop().run({u"profile"_s, u"remove"_s, u"shop"_s}).exitCode, 0);
        QVERIFY(shop().run({u"profile"_s, u"list"_s}).lines().isEmpty());
        QVERIFY(QDir(shop().path(u"removed/shop"_s)).exists());
    }

    void nothingPrintedHasAPhoneNumber()
    {
        QVERIFY(everythingPrinted().size() > 5'000);
        QCOMPARE(leaksIn(everythingPrinted(), {"Bearer ", "Basic ", "practice-consumer"}).join(u'\n'), QString());
    }
};

QTEST_GUILESS_MAIN(TestKauntactl)
#include "tst_kauntactl.moc"
