#include "app/cli/profile_guard.h"

#include "app/common/failures.h"
#include "core/ledger/ledger_failure.h"
#include "core/ledger/sqlite_ledger.h"
#include "core/people/people_engine.h"
#include "core/people/pepper_keeper.h"
#include "core/profile/writer_lock.h"
#include "core/secrets/keychain_store.h"

#include <QCoreApplication>
#include <QFileInfo>

namespace kaunta::cli {

using namespace Qt::StringLiterals;
using people::PeopleService;

namespace {

//! A shop whose people guard its profile.
struct Guard {
    Profile shop;
    QStringList mayAllow;   //!< empty: nobody is there yet
};

Result<Guard, Failure> guardOf(const DataDir &dir, const Profile &shop)
{
    const QString path = dir.profileDir(shop.name) + u"/ledger.sqlite"_s;
    Guard guard{shop, {}};
    if (!QFileInfo::exists(path))
        return guard;
    const auto reader = ledger::SqliteLedger::openReader(path, shop.tillId());
    if (!reader)
        return Fail{ledger::failureOf(reader.error())};
    for (const ledger::UserRecord &user : (*reader)->users())
        if (!user.disabled && people::may(user.role, people::Permission::ManageProfiles))
            guard.mayAllow << user.name;
    if (const auto unread = (*reader)->readFault())   // then "nobody" proves nothing
        return Fail{ledger::failureOf(*unread)};
    return guard;
}

//! Whose people allow it.
Result<Guard, Failure> guardFor(const Session &session, const DataDir &dir, const QString &subject, bool isNew)
{
    QList<Guard> guards;
    for (const QString &name : isNew ? dir.profileNames() : QStringList{subject}) {
        const auto profile = dir.loadForEditing(name);
        if (!profile)
            return Fail{app::failureOf(profile.error(), name)};
        const auto guard = guardOf(dir, *profile);
        if (!guard)
            return guard;
        if (!guard->mayAllow.isEmpty() && (name == session.invocation.globals.profile || !isNew))
            return guard;
        if (!guard->mayAllow.isEmpty())
            guards << *guard;
    }
    if (guards.size() > 1)
        return Fail{Failure{FailureCode::Usage, u"--profile NAME: the shop whose manager allows it"_s}};
    return guards.isEmpty() ? Guard{} : guards.first();
}

int approve(const Session &session, const DataDir &dir, const Profile &shop, const QString &subject, const QString &approver)
{
    const Output output = session.output();
    const secrets::SecretBytes pin(readLine());
    LockTrouble trouble{};
    const QString folder = dir.profileDir(shop.name);
    const auto lock = WriterLock::take(folder, &trouble);
    if (!lock)
        return output.failure({trouble == LockTrouble::TillRunning ? FailureCode::TillRunning : FailureCode::LedgerReadOnly, folder});
    SystemClock clock;
    SystemRandom random;
    ledger::SqliteLedgerOptions options;
    options.path = folder + u"/ledger.sqlite"_s;
    options.till = shop.tillId();
    const auto ledger = ledger::SqliteLedger::open(options, clock, random);
    if (!ledger)
        return output.failure(ledger::failureOf(ledger.error()));

    secrets::KeychainStore keychain(dir.secretNamesFile());
    people::PepperKeeper pepper(keychain, random, shop.id);
    std::unique_ptr<people::ScryptHasher> hasher;
    std::unique_ptr<people::PeopleEngine> people;
    std::optional<Failure> refused;
    QObject context;
    pepper.load(&context, [&](const Result<QByteArray, secrets::SecretError> &loaded) {
        if (!loaded) {
            refused = app::failureOf(loaded.error(), QString::fromLatin1(people::kPinPepper));
            return QCoreApplication::quit();
        }
        hasher = std::make_unique<people::ScryptHasher>(*loaded);
        people = std::make_unique<people::PeopleEngine>(people::PeopleParts{**ledger, clock, random, *hasher});
        QObject::connect(people.get(), &PeopleService::approved, &context, [] { QCoreApplication::quit(); });
        QObject::connect(people.get(), &PeopleService::refused, &context, [&refused](const QString &, const Failure &failure) {
            refused = failure;
            QCoreApplication::quit();
        });
        people->approve({u"kauntactl"_s, people::Purpose::Profiles, subject, session.user()}, approver, pin.bytes());
    });
    QCoreApplication::exec();
    return refused ? output.failure(*refused) : 0;
}

} // namespace

std::optional<int> profilesNotAllowed(const Session &session, const DataDir &dir, const QString &subject, bool isNew, const QString &approver)
{
    const Output output = session.output();
    const auto guard = guardFor(session, dir, subject, isNew);
    if (!guard)
        return output.failure(guard.error());
    if (guard->mayAllow.isEmpty())
        return std::nullopt;
    if (approver.isEmpty() && guard->mayAllow.size() > 1)
        return output.failure({FailureCode::Usage, u"--approver: one of "_s + guard->mayAllow.join(", "_L1)});
    const int exitCode = approve(session, dir, guard->shop, subject, approver.isEmpty() ? guard->mayAllow.first() : approver);
    return exitCode == 0 ? std::nullopt : std::optional(exitCode);
}

} // namespace kaunta::cli
