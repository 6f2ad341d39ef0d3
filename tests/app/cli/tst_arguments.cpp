#include "app/cli/charge_arguments.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace kaunta;
using namespace kaunta::cli;

namespace {

Result<Invocation, Failure> parsed(const QStringList &words)
{
    return parseInvocation(QStringList{u"kauntactl"_s} + words);
}

//! What `charge` asks for; `input` is what standard input holds.
Result<sale::ChargeOrder, Failure> charged(const QStringList &words, const QByteArray &input = {})
{
    auto invocation = parsed(QStringList{u"charge"_s} + words);
    if (!invocation)
        return Fail{invocation.error()};
    Invocation charge = *invocation;
    CommandArguments arguments = chargeArguments();
    if (const auto done = arguments.parse(charge); !done)
        return Fail{done.error()};
    return chargeOrderFrom(arguments, Country::Kenya, Currency::KES, u"asha"_s, [input] { return input; });
}

} // namespace

class TestArguments final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void optionsStandBeforeAndAfterTheCommand()
    {
        const auto invocation = parsed({u"--profile"_s, u"duka"_s, u"charge"_s, u"--json"_s});
        QVERIFY(invocation);
        QCOMPARE(invocation->command, u"charge"_s);
        QCOMPARE(invocation->globals.profile, u"duka"_s);
        QVERIFY(invocation->globals.json);
        QCOMPARE(invocation->rest, QStringList{u"--json"_s});
    }
    void aChargeAsksForWhatItsOptionsSay()
    {
        const auto order = charged({u"--phone"_s, u"0722 000 000"_s, u"--amount=1,250"_s, u"--reference=INV-1"_s, u"--key"_s, u"k1"_s});
        QVERIFY(order);
        QCOMPARE(order->phone.digits(), u"254722000000"_s);
        QCOMPARE(order->amount, Money::fromWhole(1250));
        QCOMPARE(order->reference, u"INV-1"_s);
        QCOMPARE(order->key, u"k1"_s);
        QCOMPARE(order->user, u"asha"_s);
    }
    void thePhoneCanComeFromStandardInput()
    {
        const auto order = charged({u"--phone"_s, u"-"_s, u"--amount=1"_s, u"--reference=A"_s}, "0110123456");
        QVERIFY(order);
        QCOMPARE(order->phone.digits(), u"254110123456"_s);
    }
    void whatIsMissingOrWrongIsNamed()
    {
        QCOMPARE(charged({u"--phone=0722000000"_s, u"--amount=1"_s}).error().detail, u"--reference is missing"_s);
        const auto phone = charged({u"--phone=07220000001"_s, u"--amount=1"_s, u"--reference=A"_s});
        QCOMPARE(phone.error().code, FailureCode::PhoneInvalid);
        QVERIFY(phone.error().detail.isEmpty()); // never repeated
        QCOMPARE(charged({u"--phone=0722000000"_s, u"--amount=12,50"_s, u"--reference=A"_s}).error().code, FailureCode::AmountInvalid);
    }
    void aUsageErrorDoesNotRepeatAPhone()
    {
        const Failure first = parsed({u"--0722000000"_s}).error();
        QCOMPARE(first.code, FailureCode::Usage);
        QVERIFY2(!first.detail.contains("0722000000"_L1), qPrintable(first.detail));
        const Failure second = charged({u"--254722000000"_s}).error();
        QCOMPARE(second.code, FailureCode::Usage);
        QVERIFY2(!second.detail.contains("254722000000"_L1), qPrintable(second.detail));
    }
    void waitingHasABound()
    {
        QCOMPARE(parseWait(u"0"_s), std::optional(std::chrono::seconds(0)));
        QCOMPARE(parseWait(u"86400"_s), std::optional(std::chrono::seconds(86'400)));
        for (const QString &text : {u"86401"_s, u"-1"_s, u""_s, u"x"_s, u"1.5"_s})
            QVERIFY(!parseWait(text));
    }
};

QTEST_GUILESS_MAIN(TestArguments)
#include "tst_arguments.moc"
