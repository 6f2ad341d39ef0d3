// profile add | list | set | remove | test
#include "app/cli/commands.h"
#include "app/cli/profile_guard.h"
#include "app/common/failures.h"
#include "app/common/till.h"
#include "core/base/random.h"
#include "core/profile/profile_options.h"
#include "core/providers/daraja_certificate.h"
#include "core/secrets/keychain_store.h"

#include <QCoreApplication>
#include <algorithm>

namespace kaunta::cli {

using namespace Qt::StringLiterals;

namespace {

void print(const Output &output, const Profile &profile)
{
    QJsonObject line{{u"type"_s, u"profile"_s}, {u"name"_s, profile.name}};
    QString words = profile.name;
    for (const QString &option : profileOptionNames()) {
        const QString value = optionValue(profile, option);
        if (value.isEmpty())
            continue;
        line.insert(option, value);
        words += u"\n    %1: %2"_s.arg(option, value);
    }
    if (const auto facts = providers::certificateFacts(profile)) {
        const QString from = facts->validFrom.date().toString(Qt::ISODate);
        const QString until = facts->validUntil.date().toString(Qt::ISODate);
        line.insert(u"certificateFingerprint"_s, facts->fingerprint);
        line.insert(u"certificatePublished"_s, facts->published);
        line.insert(u"certificateFrom"_s, from);
        line.insert(u"certificateUntil"_s, until);
        if (facts->published)
            words += u"\n    certificate: the one that Safaricom published"_s;
        words += facts->fingerprint.isEmpty() ? u"\n    The certificate's file cannot be read, or holds no RSA key."_s
                                              : u"\n    SHA-256 %1\n    dated %2 to %3 (told only: the key counts, not the date)"_s.arg(facts->fingerprint, from, until);
    }
    QJsonObject settings;
    for (auto it = profile.settings.begin(); it != profile.settings.end(); ++it) {
        settings.insert(it.key(), it.value());
        words += u"\n    %1=%2"_s.arg(it.key(), it.value());
    }
    line.insert(u"settings"_s, settings);
    output.object(line, words);
}

int add(const Output &output, const DataDir &dir, Profile profile, const CommandArguments &arguments, bool isNew)
{
    for (const QString &option : profileOptionNames()) {
        if (!arguments.has(option))
            continue;
        if (const auto applied = applyOption(profile, option, arguments.value(option)); !applied)
            return output.failure(app::failureOf(applied.error(), profile.name));
    }
    const QStringList settings = arguments.values(u"set"_s);
    for (const QString &setting : settings)
        if (const auto applied = applyOption(profile, u"set"_s, setting); !applied)
            return output.failure(app::failureOf(applied.error(), profile.name));
    if (const auto saved = dir.save(profile, isNew); !saved)
        return output.failure(app::failureOf(saved.error(), profile.name));
    print(output, profile);
    return 0;
}

int list(const Output &output, const DataDir &dir)
{
    for (const QString &name : dir.profileNames()) {
        if (const auto profile = dir.loadForEditing(name))
            print(output, *profile);
        else
            output.failure(app::failureOf(profile.error(), name));
    }
    if (dir.profileNames().isEmpty())
        output.words(u"There is only the practice shop."_s);
    return 0;
}

int remove(const Output &output, const DataDir &dir, const Profile &profile)
{
    if (const auto removed = dir.remove(profile.name); !removed)
        return output.failure(app::failureOf(removed.error(), profile.name));
    // The ledger was moved aside, never deleted. Secrets have no use any more.
    secrets::KeychainStore keychain(dir.secretNamesFile());
    QObject context;
    int waiting = 0;
    for (const char *key : secrets::kKeys) {
        const QString entry = secrets::entryName(profile.id, QString::fromLatin1(key));
        if (!keychain.wasStored(entry))
            continue;
        ++waiting;
        keychain.remove(entry, &context, [&](const Result<Done, secrets::SecretError> &cleared) {
            if (!cleared)
                output.words(u"A secret could not be removed from the keychain."_s);
            if (--waiting == 0)
                QCoreApplication::quit();
        });
    }
    if (waiting > 0)
        QCoreApplication::exec();
    output.object({{u"type"_s, u"removed"_s}, {u"name"_s, profile.name}}, u"%1 was removed; its ledger lies in the folder removed."_s.arg(profile.name));
    return 0;
}

int test(const Output &output, const DataDir &dir, const Profile &profile)
{
    static constexpr const char *kItems[] = {"clock", "token", "passkey", "callback"};
    static constexpr const char *kVerdicts[] = {"ok", "failed", "unknown", "unknown"};
    app::Till till({.secretNamesFile = dir.secretNamesFile(), .profile = profile, .withLedger = false});
    int exitCode = 0;
    const auto print = [&](const providers::SetupLine &line) {
        const QString item = QString::fromLatin1(kItems[static_cast<std::size_t>(line.item)]);
        const QString verdict = QString::fromLatin1(kVerdicts[static_cast<std::size_t>(line.verdict)]);
        const QString says = QCoreApplication::translate("Setup", line.says);
        output.object({{u"type"_s, u"check"_s}, {u"check"_s, item}, {u"result"_s, verdict}, {u"message"_s, says}, {u"detail"_s, line.detail}},
                      u"%1  %2  %3"_s.arg(item.leftJustified(8), verdict.leftJustified(8), says));
        // A till that does not listen on purpose takes payments all the same.
        const bool fine = line.verdict == providers::SetupLine::Verdict::Ok || (line.item == providers::SetupLine::Item::Callback && profile.listen.isEmpty());
        if (!fine)
            exitCode = wordsFor(FailureCode::TestFailed).exitCode;
    };
    QObject::connect(&till, &app::Till::failed, &till, [&](const Failure &failure) {
        exitCode = output.failure(failure);
        QCoreApplication::quit();
    });
    QObject::connect(&till, &app::Till::ready, &till, [&] {
        till.provider()->checkSetup(&till, [&](const QList<providers::SetupLine> &lines) {
            for (const providers::SetupLine &line : lines)
                print(line);
            till.testCallback(&till, [&](const providers::SetupLine &line) {
                print(line);
                QCoreApplication::quit();
            });
        });
    });
    till.open();
    QCoreApplication::exec();
    return exitCode;
}

} // namespace

int profileCommand(Session session)
{
    QList<QCommandLineOption> options{{u"set"_s, u"A setting: till-id, shop, reference-suffix, short-code-shared."_s, u"KEY=VALUE"_s},
                                      {u"approver"_s, u"add, set, remove: who allows it; the PIN is the first line of standard input."_s, u"USER"_s}};
    for (const QString &option : profileOptionNames())
        options << QCommandLineOption(option, {}, u"VALUE"_s);
    CommandArguments arguments(u"profile"_s, options, {u"add|list|set|remove|test"_s, u"NAME"_s}, 1);
    if (const auto ended = session.parse(arguments))
        return *ended;
    const Output output = session.output();
    const auto dir = session.dataDir();
    if (!dir)
        return output.failure(dir.error());
    const QStringList words = arguments.words();
    const QString verb = words.first();
    if (verb == "list"_L1 && words.size() == 1)
        return list(output, *dir);
    if (words.size() != 2 || !QStringList{u"add"_s, u"set"_s, u"remove"_s, u"test"_s}.contains(verb))
        return output.failure({FailureCode::Usage, u"profile list, or profile add|set|remove|test NAME"_s});
    const QString name = words.at(1);
    if (verb == "add"_L1) {
        if (const auto ended = profilesNotAllowed(session, *dir, name, true, arguments.value(u"approver"_s)))
            return *ended;
        SystemRandom random;
        Profile profile;
        profile.id = randomHex128(random);
        profile.name = name;
        profile.provider = providers::providerNames().constFirst();
        return add(output, *dir, profile, arguments, true);
    }
    const auto known = verb == "set"_L1 || verb == "remove"_L1 ? dir->loadForEditing(name) : dir->load(name);
    if (!known)
        return output.failure(app::failureOf(known.error(), name));
    if (verb != "test"_L1)
        if (const auto ended = profilesNotAllowed(session, *dir, name, false, arguments.value(u"approver"_s)))
            return *ended;
    if (verb == "set"_L1)
        return add(output, *dir, *known, arguments, false);
    return verb == "remove"_L1 ? remove(output, *dir, *known) : test(output, *dir, *known);
}

} // namespace kaunta::cli
