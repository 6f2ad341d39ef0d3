#include "core/profile/profile.h"

#include <QRegularExpression>
#include <algorithm>

namespace kaunta {

using namespace Qt::StringLiterals;

namespace {

using Checked = Result<Done, ProfileFault>;

bool matches(const QString &text, const QString &whole)
{
    return QRegularExpression(u"\\A(?:"_s + whole + u")\\z"_s).match(text).hasMatch();
}

bool isLoopback(const QUrl &url)
{
    const QString host = url.host().toLower();
    return host == "localhost"_L1 || host == "::1"_L1 || matches(host, uR"(127(\.[0-9]{1,3}){3})"_s);
}

bool hasControlCharacter(const QString &text)
{
    return std::any_of(text.begin(), text.end(), [](QChar c) { return c.category() == QChar::Other_Control; });
}

//! What both URLs must be: a whole http(s) address to which a path can be appended.
Checked checkUrl(const QUrl &url, const QString &field)
{
    if (!url.isValid() || url.host().isEmpty() || (url.scheme() != "https"_L1 && url.scheme() != "http"_L1))
        return invalidProfile(field + u": this is not a web address. It starts with https:// and a host name."_s);
    if (url.hasQuery() || url.hasFragment() || !url.userInfo().isEmpty())
        return invalidProfile(field + u": leave out user names and everything from “?” or “#” on; Kaunta appends a path of its own."_s);
    if (url.scheme() == "http"_L1 && !isLoopback(url))
        return invalidProfile(field + u": must start with https://; http is for this computer (127.0.0.1) only."_s);
    return Done{};
}

//! Safaricom refuses callback addresses with these words "or any of their variants in upper or lower case" (Daraja portal,
//! C2B page); tunnels are refused in production only. Matched anywhere, since that is how a filter sees them: being strict
//! here costs a new path, being lax costs every result.
Checked checkCallbackWords(const Profile &profile)
{
    static constexpr QLatin1StringView kRefused[] = {"m-pesa"_L1, "mpesa"_L1, "safaricom"_L1, "exec"_L1, "exe"_L1, "cmd"_L1, "sql"_L1, "query"_L1};
    static constexpr QLatin1StringView kTunnels[] = {"ngrok"_L1, "mockbin"_L1, "requestbin"_L1};
    const QString host = profile.callbackUrl.host();
    const QString path = profile.callbackUrl.path(QUrl::FullyDecoded);
    for (const QLatin1StringView word : kRefused)
        if (host.contains(word, Qt::CaseInsensitive) || path.contains(word, Qt::CaseInsensitive))
            return invalidProfile(u"callback-url: Safaricom refuses addresses that contain “"_s + word + u"”."_s);
    for (const QLatin1StringView tunnel : kTunnels)
        if (profile.environment == Environment::Production && host.contains(tunnel, Qt::CaseInsensitive))
            return invalidProfile(u"callback-url: Safaricom refuses the tunnel “"_s + tunnel + u"” in production."_s);
    return Done{};
}

Checked checkAddresses(const Profile &profile, const providers::ProviderTraits &traits)
{
    if (profile.effectiveBaseUrl().isEmpty() && profile.environment != Environment::Custom)
        return invalidProfile(u"environment: "_s + traits.title + u" has no "_s + environmentName(profile.environment) + u'.');
    if (profile.environment == Environment::Practice)
        return profile.baseUrl.isEmpty() && profile.callbackUrl.isEmpty() ? Checked(Done{}) : invalidProfile(u"The practice shop has no addresses."_s);
    if (profile.environment == Environment::Custom) {
        if (profile.baseUrl.isEmpty())
            return invalidProfile(u"base-url: required when the environment is custom."_s);
        if (const auto checked = checkUrl(profile.baseUrl, u"base-url"_s); !checked)
            return checked;
    } else if (!profile.baseUrl.isEmpty()) {
        return invalidProfile(u"base-url: only for the environment custom; it follows from "_s + environmentName(profile.environment) + u" here."_s);
    }
    if (profile.callbackUrl.isEmpty())
        return invalidProfile(u"callback-url: required. M-PESA sends results there; Kaunta never fills in an address of its own."_s);
    if (const auto checked = checkUrl(profile.callbackUrl, u"callback-url"_s); !checked)
        return checked;
    if (profile.environment != Environment::Custom && isLoopback(profile.callbackUrl))
        return invalidProfile(u"callback-url: M-PESA cannot reach this computer under that name; it must be a public https address."_s);
    return checkCallbackWords(profile);
}

Checked checkNumbers(const Profile &profile, const providers::ProviderTraits &traits)
{
    const QString digits = QString::fromLatin1(traits.shortCodeForm);
    const bool leftOut = profile.shortCode.isEmpty() && !traits.needsShortCode;
    if (!leftOut && !matches(profile.shortCode, digits))
        return invalidProfile(u"shortcode: "_s + traits.shortCodeRule);
    if (profile.type == AccountType::Till && !traits.hasTills)
        return invalidProfile(u"type: "_s + traits.title + u" takes prompts for paybills only."_s);
    if (profile.type == AccountType::Till && profile.till.isEmpty())
        return invalidProfile(u"till: required for type till; shortcode is then the store or head-office number."_s);
    if (profile.type == AccountType::Till && !matches(profile.till, digits))
        return invalidProfile(u"till: "_s + traits.shortCodeRule);
    if (profile.type == AccountType::Paybill && !profile.till.isEmpty())
        return invalidProfile(u"till: only for type till."_s);
    return Done{};
}

Checked checkListen(const QString &listen)
{
    if (listen.isEmpty())
        return Done{};
    const QUrl asUrl(u"http://"_s + listen, QUrl::StrictMode);
    if (!asUrl.isValid() || asUrl.host().isEmpty() || asUrl.port() < 1 || !asUrl.path().isEmpty() || asUrl.hasQuery() || asUrl.hasFragment()
        || !asUrl.userInfo().isEmpty())
        return invalidProfile(u"listen: an address and a port, like 127.0.0.1:8443."_s);
    return Done{};
}

using Setting = providers::ProviderSetting;
//! Those that mean the same with every provider.
constexpr Setting kSettings[] = {
    {"till-id"_L1, "[A-Z0-9]{2}", "two characters, A to Z and 0 to 9."_L1, {}},
    {"shop"_L1, "(?=.*\\S)[^\\x00-\\x1f\\x7f-\\x9f]{1,40}", "1 to 40 characters."_L1, {}},
    {"reference-suffix"_L1, "on|off", "on or off."_L1, {}},
    {"short-code-shared"_L1, "on|off", "on or off."_L1, {}},
    {"c2b-validation"_L1, "all|open-sales", "all, or open-sales: then only payments for open sales are taken."_L1, {}},
    {"trusted-proxy"_L1, "[0-9A-Fa-f.:/, ]{1,400}", "addresses or networks like 10.0.0.5 or 10.1.0.0/16, with commas between them."_L1, {}},
};

Checked checkSettings(const Profile &profile, const providers::ProviderTraits &traits)
{
    QList<Setting> allowed(std::begin(kSettings), std::end(kSettings));
    allowed.append(QList<Setting>(traits.settings.begin(), traits.settings.end()));
    for (const auto &[key, value] : profile.settings.asKeyValueRange()) {
        const auto setting = std::find_if(allowed.cbegin(), allowed.cend(), [&key = key](const Setting &known) { return key == known.key; });
        if (setting == allowed.cend()) {
            QStringList known;
            for (const Setting &other : std::as_const(allowed))
                known << other.key;
            return invalidProfile(u"There is no setting “"_s + key + u"”; there are "_s + known.join(", "_L1) + u'.');
        }
        if (!matches(value, QString::fromLatin1(setting->form)))
            return invalidProfile(setting->key + u": "_s + setting->rule);
    }
    return Done{};
}

Checked checkTexts(const Profile &profile)
{
    if (!isProfileName(profile.name))
        return invalidProfile(u"name: 1 to 32 small letters, digits and dashes."_s);
    if (!matches(profile.id, u"[a-z0-9-]{1,64}"_s))
        return invalidProfile(u"id: the profile has no identity; add it again."_s);
    if ((profile.name == "practice"_L1) != (profile.environment == Environment::Practice))
        return invalidProfile(u"name: “practice” belongs to the built-in practice shop, and to it alone."_s);
    if (profile.initiator.size() > 100 || hasControlCharacter(profile.initiator))
        return invalidProfile(u"initiator: at most 100 characters."_s);
    if (hasControlCharacter(profile.certificate))
        return invalidProfile(u"certificate: this is not a file's name."_s);
    return Done{};
}

} // namespace

Result<Done, ProfileFault> validate(const Profile &profile)
{
    const auto *traits = providers::findProvider(profile.provider);
    if (traits == nullptr)
        return invalidProfile(u"provider: one of "_s + providers::providerNames().join(", "_L1) + u'.');
    for (const Checked &checked : {checkTexts(profile), checkNumbers(profile, *traits), checkAddresses(profile, *traits), checkListen(profile.listen),
                                   checkSettings(profile, *traits)})
        if (!checked)
            return checked;
    const QString own = traits->fault ? traits->fault(profile) : QString();
    return own.isEmpty() ? Checked(Done{}) : invalidProfile(own);
}

} // namespace kaunta
