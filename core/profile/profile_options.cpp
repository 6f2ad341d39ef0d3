#include "core/profile/profile_options.h"

#include <array>

namespace kaunta {

using namespace Qt::StringLiterals;

namespace {

using Checked = Result<Done, ProfileFault>;

struct Option {
    QLatin1StringView name;
    QString (*get)(const Profile &);
    Checked (*set)(Profile &, const QString &);
};

template <QString Profile::*field>
constexpr Option textOption(QLatin1StringView name)
{
    return {name, [](const Profile &profile) { return profile.*field; },
            [](Profile &profile, const QString &value) -> Checked {
                profile.*field = value;
                return Done{};
            }};
}

template <QUrl Profile::*field>
Checked setUrl(Profile &profile, const QString &value)
{
    const QUrl url(value, QUrl::StrictMode);
    if (!url.isValid() && !value.isEmpty())
        return invalidProfile(u"“"_s + value + u"” is not a web address."_s);
    profile.*field = url;
    return Done{};
}

template <QUrl Profile::*field>
constexpr Option urlOption(QLatin1StringView name)
{
    return {name, [](const Profile &profile) { return (profile.*field).toString(QUrl::FullyEncoded); }, setUrl<field>};
}

Checked setEnvironment(Profile &profile, const QString &value)
{
    for (const Environment environment : {Environment::Practice, Environment::Sandbox, Environment::Production, Environment::Custom}) {
        if (environmentName(environment) == value) {
            profile.environment = environment;
            return Done{};
        }
    }
    return invalidProfile(u"environment: sandbox, production or custom."_s);
}

Checked setType(Profile &profile, const QString &value)
{
    for (const AccountType type : {AccountType::Paybill, AccountType::Till}) {
        if (accountTypeName(type) == value) {
            profile.type = type;
            return Done{};
        }
    }
    return invalidProfile(u"type: paybill or till."_s);
}

Checked setProvider(Profile &profile, const QString &value)
{
    if (!providers::providerNames().contains(value))
        return invalidProfile(u"provider: one of "_s + providers::providerNames().join(", "_L1) + u'.');
    profile.provider = value;
    return Done{};
}

Checked setSetting(Profile &profile, const QString &keyAndValue)
{
    const qsizetype at = keyAndValue.indexOf(u'=');
    if (at < 1)
        return invalidProfile(u"set: KEY=VALUE, like till-id=B2."_s);
    const QString value = keyAndValue.mid(at + 1);
    if (value.isEmpty())
        profile.settings.remove(keyAndValue.left(at));
    else
        profile.settings.insert(keyAndValue.left(at), value);
    return Done{};
}

constexpr std::array kOptions = {
    Option{"provider"_L1, [](const Profile &profile) { return profile.provider; }, setProvider},
    Option{"environment"_L1, [](const Profile &profile) { return environmentName(profile.environment); }, setEnvironment},
    urlOption<&Profile::baseUrl>("base-url"_L1),
    textOption<&Profile::shortCode>("shortcode"_L1),
    textOption<&Profile::till>("till"_L1),
    Option{"type"_L1, [](const Profile &profile) { return accountTypeName(profile.type); }, setType},
    urlOption<&Profile::callbackUrl>("callback-url"_L1),
    textOption<&Profile::listen>("listen"_L1),
    textOption<&Profile::initiator>("initiator"_L1),
    textOption<&Profile::certificate>("certificate"_L1),
};

} // namespace

QStringList profileOptionNames()
{
    QStringList names;
    for (const Option &option : kOptions)
        names << option.name;
    return names;
}

QString optionValue(const Profile &profile, const QString &option)
{
    for (const Option &known : kOptions)
        if (known.name == option)
            return known.get(profile);
    return {};
}

Result<Done, ProfileFault> applyOption(Profile &profile, const QString &option, const QString &value)
{
    if (option == "set"_L1)
        return setSetting(profile, value);
    for (const Option &known : kOptions) {
        if (known.name != option)
            continue;
        const auto done = known.set(profile, value.trimmed());
        // Every fault starts with the option it is about.
        if (!done && !done.error().detail.startsWith(option))
            return invalidProfile(option + u": "_s + done.error().detail);
        return done;
    }
    return invalidProfile(u"There is no option “"_s + option + u"”."_s);
}

} // namespace kaunta
