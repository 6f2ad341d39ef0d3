// secret set KEY | secret clear KEY
#include "app/cli/commands.h"
#include "app/common/failures.h"
#include "core/secrets/keychain_store.h"

#include <QCoreApplication>
#include <algorithm>

namespace kaunta::cli {

using namespace Qt::StringLiterals;

namespace {

bool isKey(const QString &word)
{
    return std::any_of(std::begin(secrets::kKeys), std::end(secrets::kKeys), [&](const char *key) { return word == QLatin1StringView(key); });
}

} // namespace

int secretCommand(Session session)
{
    CommandArguments arguments(u"secret"_s, {}, {u"set|clear"_s, u"KEY"_s}, 2);
    if (const auto ended = session.parse(arguments))
        return *ended;
    const Output output = session.output();
    const QString verb = arguments.words().at(0);
    const QString key = arguments.words().at(1);
    if ((verb != "set"_L1 && verb != "clear"_L1) || !isKey(key))
        return output.failure({FailureCode::Usage, u"secret set|clear consumer-key|consumer-secret|passkey|initiator-password|bearer-token"_s});
    const auto dir = session.dataDir();
    if (!dir)
        return output.failure(dir.error());
    const auto profile = session.profile(*dir);
    if (!profile)
        return output.failure(profile.error());
    if (profile->environment == Environment::Practice)
        return output.failure({FailureCode::Usage, u"the practice shop needs no secrets"_s});

    secrets::KeychainStore keychain(dir->secretNamesFile());
    const QString entry = secrets::entryName(profile->id, key);
    int exitCode = 0;
    QObject context;
    const auto done = [&](const Result<Done, secrets::SecretError> &saved) {
        if (!saved)
            exitCode = output.failure(app::failureOf(saved.error(), key));
        else
            output.object({{u"type"_s, u"secret"_s}, {u"key"_s, key}, {u"state"_s, verb == "set"_L1 ? u"stored"_s : u"cleared"_s}, {u"in"_s, keychain.displayName()}},
                          (verb == "set"_L1 ? u"%1: stored in %2"_s : u"%1: cleared from %2"_s).arg(key, keychain.displayName()));
        QCoreApplication::quit();
    };
    if (verb == "set"_L1) {
        secrets::SecretBytes value(readLine());
        if (value.isEmpty())
            return output.failure({FailureCode::Usage, u"the value is read from standard input, and there was none"_s});
        keychain.save(entry, value.bytes(), &context, done);
        QCoreApplication::exec();
    } else {
        keychain.remove(entry, &context, done);
        QCoreApplication::exec();
    }
    return exitCode;
}

} // namespace kaunta::cli
