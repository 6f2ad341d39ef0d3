// A till's receiver as a process of its own, with its real door, rules, inbox and reader, for tst_receiver_*:
//   receiving_till DIR any|PROXIES read|deaf
// PROXIES: production's source list behind these trusted proxies. "deaf" takes in and never interprets. Every token that starts with
// "aaaa" is an STK callback's, "bbbb" a result's, "cccc" a queue timeout's, "dddd" a validation's, "eeee" a confirmation's, "ffff" a
// self-test's. Prints "listening PORT", and for each body that is interpreted "took KIND BODY'S-MEANING".
#include "core/base/clock.h"
#include "core/callbacks/async_result.h"
#include "core/callbacks/http/http_front.h"
#include "core/callbacks/inbox_reader.h"
#include "core/callbacks/path_receiver.h"
#include "core/callbacks/stk_callback.h"

#include <QCoreApplication>
#include <QHash>
#include <cstdio>

using namespace kaunta;
using namespace kaunta::callbacks;
using namespace Qt::StringLiterals;

namespace {

void say(const QString &line)
{
    std::printf("%s\n", qPrintable(line));
    std::fflush(stdout);
}

std::optional<PathKind> kindOf(const QString &token)
{
    static const QHash<QString, PathKind> kinds{{u"aaaa"_s, PathKind::StkCallback},   {u"bbbb"_s, PathKind::Result},
                                                {u"cccc"_s, PathKind::QueueTimeout},  {u"dddd"_s, PathKind::C2bValidation},
                                                {u"eeee"_s, PathKind::C2bConfirmation}, {u"ffff"_s, PathKind::SelfTest}};
    const auto found = kinds.constFind(token.left(4));
    return found == kinds.cend() ? std::nullopt : std::optional(*found);
}

//! The one charge of this shop: ws_CO_1, KES 100.
QString meaningOf(const QByteArray &body)
{
    const auto verdict = judgeStkCallback({u"ws_CO_1"_s, Money::fromWhole(100)}, body, [](const QString &code) { return code == "1032"_L1; });
    switch (verdict.kind) {
    case StkVerdict::Kind::Paid:
        return u"paid "_s + verdict.receipt;
    case StkVerdict::Kind::PaidOtherAmount:
        return u"conflict"_s;
    case StkVerdict::Kind::Declined:
        return u"declined"_s;
    case StkVerdict::Kind::UnclearCode:
        return u"unclear"_s;
    case StkVerdict::Kind::NotForThisCharge:
        return u"another charge's"_s;
    case StkVerdict::Kind::Unreadable:
        break;
    }
    return u"unreadable"_s;
}

QString lineFor(const Arrived &arrived)
{
    switch (arrived.kind) {
    case PathKind::StkCallback:
        return u"took stk "_s + meaningOf(arrived.body);
    case PathKind::Result:
        return u"took result "_s + parseAsyncResult(arrived.body).value_or(AsyncResult()).code;
    case PathKind::QueueTimeout:
        return u"took timeout"_s;
    case PathKind::C2bValidation:
    case PathKind::C2bConfirmation:
        return u"took c2b "_s + parseC2bPayment(arrived.body, Currency::KES).value_or(C2bPayment()).receipt;
    case PathKind::SelfTest:
        break;
    }
    return u"took what is never kept"_s;
}

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication app(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    const SystemClock clock;
    auto opened = CallbackInbox::open(arguments.value(1) + u"/inbox.sqlite"_s, clock);
    const bool anybody = arguments.value(2) == "any"_L1;
    const auto sources = SourceRule::make(anybody ? SourceRule::From::Anybody : SourceRule::From::Safaricom, anybody ? QString() : arguments.value(2));
    if (!opened || !sources)
        return 3;
    const auto inbox = std::move(opened).value();
    InboxReader reader(*inbox);
    if (arguments.value(3) == "deaf"_L1)
        reader.add([](const Arrived &, const InboxReader::Saved &) { return true; });   // and never saved
    reader.add([](const Arrived &arrived, const InboxReader::Saved &saved) {
        saved();   // first: what was told is not told again after a kill
        say(lineFor(arrived));
        return true;
    });

    ReceiverRules rules{kindOf};
    rules.sources = *sources;
    rules.shortCodes = QStringList{u"600966"_s};
    rules.validate = [](const C2bPayment &payment) { return payment.billReference == "INV1"_L1 ? ValidationReply::Accept : ValidationReply::WrongReference; };
    rules.selfTested = [](const QString &token) { say(u"tested "_s + token); };
    PathReceiver receiver(*inbox, rules);
    HttpFront front(receiver);
    const auto port = front.listen(u"127.0.0.1:0"_s);
    if (!port)
        return 3;
    say(u"listening "_s + QString::number(*port));
    reader.read();
    return QCoreApplication::exec();
}
