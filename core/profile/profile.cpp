#include "core/profile/profile.h"

#include <QRegularExpression>

namespace kaunta {

using namespace Qt::StringLiterals;

QString environmentName(Environment environment)
{
    switch (environment) {
    case Environment::Practice: return u"practice"_s;
    case Environment::Sandbox: return u"sandbox"_s;
    case Environment::Production: return u"production"_s;
    case Environment::Custom: return u"custom"_s;
    }
    Q_UNREACHABLE();
}

QString accountTypeName(AccountType type)
{
    return type == AccountType::Till ? u"till"_s : u"paybill"_s;
}

namespace {

QUrl withoutTrailingSlash(QUrl url)
{
    QString path = url.path(QUrl::FullyEncoded);
    while (path.endsWith(u'/'))
        path.chop(1);
    url.setPath(path, QUrl::StrictMode);
    return url;
}

} // namespace

QUrl Profile::effectiveBaseUrl() const
{
    const auto address = [this](QLatin1StringView providers::ProviderTraits::*which) { return QUrl(traits().*which); };
    switch (environment) {
    case Environment::Practice: return address(&providers::ProviderTraits::practiceUrl);
    case Environment::Sandbox: return address(&providers::ProviderTraits::sandboxUrl);
    case Environment::Production: return address(&providers::ProviderTraits::productionUrl);
    case Environment::Custom: return withoutTrailingSlash(baseUrl);
    }
    Q_UNREACHABLE();
}

QUrl Profile::effectiveCallbackUrl() const
{
    if (environment == Environment::Practice)
        return QUrl(u"https://till.practice.invalid/results"_s);
    return withoutTrailingSlash(callbackUrl);
}

const providers::ProviderTraits &Profile::traits() const
{
    const auto *known = providers::findProvider(provider);
    return known ? *known : providers::noProvider();
}

QString Profile::tillId() const
{
    return settings.value(u"till-id"_s, u"A1"_s);
}

QString Profile::shopName() const
{
    return settings.value(u"shop"_s, environment == Environment::Practice ? u"Practice shop"_s : name);
}

bool Profile::referenceSuffix() const
{
    return settings.value(u"reference-suffix"_s) != "off"_L1;
}

bool Profile::sharesShortCode() const
{
    return environment != Environment::Practice && settings.value(u"short-code-shared"_s) != "off"_L1;
}

Profile practiceProfile()
{
    Profile profile;
    profile.id = u"practice"_s;
    profile.name = u"practice"_s;
    profile.provider = providers::providerNames().constFirst();
    profile.environment = Environment::Practice;
    profile.shortCode = u"600000"_s;
    return profile;
}

bool isProfileName(const QString &name)
{
    static const QRegularExpression allowed(uR"(\A[a-z0-9-]{1,32}\z)"_s);
    static const QRegularExpression reserved(uR"(\A(con|prn|aux|nul|com[0-9]|lpt[0-9])\z)"_s);   // devices on Windows
    return allowed.match(name).hasMatch() && !reserved.match(name).hasMatch();
}

} // namespace kaunta
