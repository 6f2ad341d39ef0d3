// kauntactl's arguments, one in a line: from the words to what is asked for.
#include "app/cli/charge_arguments.h"
#include "tests/fuzz/fuzz.h"

#include <QRegularExpression>

using namespace kaunta;
using namespace kaunta::cli;
using namespace Qt::StringLiterals;

namespace {

const QByteArray kFromInput = "0722000000"; // what standard input holds

Result<sale::ChargeOrder, Failure> orderFrom(const CommandArguments &arguments)
{
    return chargeOrderFrom(arguments, Country::Kenya, Currency::KES, u"cashier"_s, [] { return kFromInput; });
}

//! What the parser repeats of an argument that it did not understand.
void checkUsage(const Failure &failure)
{
    static const QRegularExpression phone(u"(?<![0-9A-Za-z])(?:254|0)[17][0-9]{8}(?![0-9A-Za-z])"_s);
    HOLDS(failure.code == FailureCode::Usage && !failure.detail.isEmpty() && !phone.match(failure.detail).hasMatch());
}

//! An order that is not one: the phone is never repeated.
void checkRefusal(const Failure &failure, const CommandArguments &arguments)
{
    static const QStringList missing = {u"--phone is missing"_s, u"--amount is missing"_s, u"--reference is missing"_s};
    if (failure.code == FailureCode::AmountInvalid)
        HOLDS(failure.detail == arguments.value(u"amount"_s));
    else if (failure.code == FailureCode::PhoneInvalid)
        HOLDS(failure.detail.isEmpty());
    else
        HOLDS(failure.code == FailureCode::Usage && missing.contains(failure.detail));
}

void checkCharge(Invocation invocation)
{
    CommandArguments arguments = chargeArguments();
    if (!arguments.parse(invocation) || invocation.help)
        return;
    HOLDS(arguments.words().isEmpty());
    const auto wait = parseWait(arguments.value(u"wait"_s));
    HOLDS(!wait || (wait->count() >= 0 && wait->count() <= 86'400));
    const auto order = orderFrom(arguments);
    const QString typed = arguments.value(u"phone"_s);
    if (!order) {
        checkRefusal(order.error(), arguments);
        return;
    }
    HOLDS(order->phone.digits().size() == 12 && order->amount.minor() >= 0 && order->user == "cashier"_L1);
    HOLDS(order->reference == arguments.value(u"reference"_s) && order->key == arguments.value(u"key"_s));
    HOLDS(typed != "-"_L1 || order->phone == *Msisdn::parse(QString::fromUtf8(kFromInput)));
    // The same order, spelt in another way.
    Invocation plain;
    plain.command = u"charge"_s;
    plain.rest = QStringList{u"--amount="_s + order->amount.toPlain(), u"--phone="_s + order->phone.digits(), u"--reference="_s + order->reference,
                             u"--description="_s + order->description, u"--key="_s + order->key};
    CommandArguments again = chargeArguments();
    HOLDS(again.parse(plain));
    const auto same = orderFrom(again);
    HOLDS(same && same->phone == order->phone && same->amount == order->amount && same->reference == order->reference &&
          same->description == order->description && same->key == order->key);
}

//! A command with words of its own, as refund, status and profile have them.
void checkWords(Invocation invocation)
{
    CommandArguments arguments(invocation.command, {{u"reason"_s, {}, u"TEXT"_s}, {u"set"_s, {}, u"KEY=VALUE"_s}, {u"approver"_s, {}, u"USER"_s}},
                               {u"VERB"_s, u"NAME"_s}, 1);
    const bool wasJson = invocation.globals.json;
    if (const auto parsed = arguments.parse(invocation); !parsed) {
        checkUsage(parsed.error());
        return;
    }
    HOLDS(invocation.help || (arguments.words().size() >= 1 && arguments.words().size() <= 2));
    HOLDS(!wasJson || invocation.globals.json); // once asked for, always
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const QStringList words = fuzz::textOf(data, size).split(u'\n', Qt::SkipEmptyParts);
    const auto invocation = parseInvocation(QStringList{u"kauntactl"_s} + words);
    if (!invocation) {
        checkUsage(invocation.error());
        return 0;
    }
    HOLDS(!words.contains(u"--json"_s) || invocation->globals.json);
    HOLDS(invocation->rest.size() < words.size() || words.isEmpty());
    if (invocation->command == "charge"_L1)
        checkCharge(*invocation);
    else if (!invocation->command.isEmpty())
        checkWords(*invocation);
    return 0;
}
