// ledger verify | ledger accept
#include "app/cli/commands.h"
#include "app/cli/waiting_till.h"
#include "app/common/head_keeper.h"
#include "core/ledger/journal_event.h"
#include "core/ledger/verify.h"
#include "core/secrets/keychain_store.h"

#include <QCoreApplication>
#include <QFileInfo>

namespace kaunta::cli {

using namespace Qt::StringLiterals;

namespace {

std::optional<ledger::Head> rememberedHead(const DataDir &dir, const Profile &profile)
{
    const SystemClock clock;
    std::unique_ptr<secrets::KeychainStore> keychain;
    if (profile.environment != Environment::Practice)
        keychain = std::make_unique<secrets::KeychainStore>(dir.secretNamesFile());
    app::HeadKeeper keeper(keychain.get(), profile.id, dir.booksDir(profile) + u"/ledger-head"_s, clock);
    std::optional<ledger::Head> head;
    QObject context;
    keeper.load(&context, [&](const std::optional<ledger::Head> &told) {
        head = told;
        QCoreApplication::quit();
    });
    QCoreApplication::exec();
    return head;
}

//! Goes on with a ledger that does not hold its remembered head: a backup was put back, and a person answers for it.
int accept(const Session &session, const QString &reason)
{
    const Output output = session.output();
    if (reason.trimmed().isEmpty())
        return output.failure({FailureCode::Usage, u"ledger accept needs --reason"_s});
    WaitingTill till(session);
    return till.run(
        [&](app::Till &) {
            output.object({{u"type"_s, u"accepted"_s}, {u"reason"_s, reason}}, u"The ledger is accepted as it is; the reason stands in it."_s);
            till.finish(0);
        },
        reason);
}

int verify(const Session &session)
{
    const Output output = session.output();
    const auto dir = session.dataDir();
    if (!dir)
        return output.failure(dir.error());
    const auto profile = session.profile(*dir);
    if (!profile)
        return output.failure(profile.error());
    const auto head = rememberedHead(*dir, *profile);
    const QString path = dir->booksDir(*profile) + u"/ledger.sqlite"_s;
    if (!QFileInfo::exists(path) && !head)
        return output.failure({FailureCode::NotFound, u"nothing was ever charged with this profile"_s});

    const ledger::Verdict verdict = ledger::verify(path, profile->tillId(), head);
    const QString code = ledger::headCode(verdict.head);
    const QString remembered = head ? u"remembered head %1 is in it"_s.arg(head->seq) : u"no head was remembered to compare with"_s;
    const QString words = verdict.sound() ? u"The ledger verifies: %1 events, head %2 (%3)."_s.arg(QString::number(verdict.events), code, remembered)
                                          : u"%1 at event %2: %3"_s.arg(ledger::findingName(verdict.finding), QString::number(verdict.seq), verdict.why);
    output.object({{u"type"_s, u"verify"_s}, {u"sound"_s, verdict.sound()}, {u"finding"_s, ledger::findingName(verdict.finding)}, {u"seq"_s, verdict.seq},
                   {u"subject"_s, verdict.subject}, {u"why"_s, verdict.why}, {u"events"_s, verdict.events}, {u"head"_s, code},
                   {u"remembered"_s, head ? QJsonValue(head->seq) : QJsonValue()}},
                  words);
    return verdict.sound() ? 0 : output.failure({FailureCode::ChainBroken, ledger::findingName(verdict.finding)});
}

} // namespace

int ledgerCommand(Session session)
{
    CommandArguments arguments(u"ledger"_s, {{u"reason"_s, u"accept: why this file is right although its end is missing."_s, u"TEXT"_s}}, {u"verify|accept"_s}, 1);
    if (const auto ended = session.parse(arguments))
        return *ended;
    const QString verb = arguments.words().first();
    if (verb == "verify"_L1)
        return verify(session);
    if (verb == "accept"_L1)
        return accept(session, arguments.value(u"reason"_s));
    return session.output().failure({FailureCode::Usage, u"ledger verify, or ledger accept --reason TEXT"_s});
}

} // namespace kaunta::cli
