#include "core/profile/profile.h"
#include "core/providers/traits/provider_traits.h"

#include <QCoreApplication>

namespace kaunta::providers::kcb_buni {

using namespace Qt::StringLiterals;

namespace {

constexpr ProviderSetting kSettings[] = {
    // The API's own flag. On, money goes to KCB's paybill, and the invoice number begins with the shop's KCB till account.
    {"shared-short-code"_L1, "on|off", "on, or off: then the shop has a short code and a passkey of its own."_L1, "on"_L1,
     QT_TRANSLATE_NOOP("ProviderSettings", "Money goes to KCB's own paybill"), QT_TRANSLATE_NOOP("ProviderSettings", "Yes: customers are found by the KCB till number. No: the shop has a paybill and a passkey of its own."), true},
    {"till-account"_L1, "[A-Za-z0-9]{1,11}", "the shop's KCB till number, at most 11 letters and digits."_L1, {},
     QT_TRANSLATE_NOOP("ProviderSettings", "KCB till number"), QT_TRANSLATE_NOOP("ProviderSettings", "From KCB, at most 11 letters and digits. Needed while money goes to KCB's own paybill."), true, "1234567"_L1},
    // "Provider System Code eg MPESA"; the portal's example is the one value that is published.
    {"route-code"_L1, "[A-Za-z0-9_-]{1,64}", "at most 64 letters and digits; KCB gives it."_L1, "207"_L1,
     QT_TRANSLATE_NOOP("ProviderSettings", "Route code"), QT_TRANSLATE_NOOP("ProviderSettings", "KCB gives it. The one value that is published is 207.")},
    // The description's schema says at most 24 characters, its text 12. Twelve leave no room for a till account before the reference.
    {"invoice-length"_L1, "12|24", "12 or 24."_L1, "24"_L1,
     QT_TRANSLATE_NOOP("ProviderSettings", "Longest invoice number"), QT_TRANSLATE_NOOP("ProviderSettings", "KCB's description says 24 in one place and 12 in another; 12 leaves no room for the KCB till number.")},
    // Another environment of KCB's gives out tokens at https://accounts.buni.kcbgroup.com/oauth2/token. Empty: /token on the API's host.
    {"token-url"_L1, "(https://|http://(127\\.0\\.0\\.1|localhost)[:/])[^ \"?#]{1,200}", "an https address."_L1, {},
     QT_TRANSLATE_NOOP("ProviderSettings", "Address for the token"), QT_TRANSLATE_NOOP("ProviderSettings", "Empty: /token on KCB's server. Only when KCB names another one.")},
    // The description calls every code but 0 an error and does not say whether a prompt can have gone out all the same.
    {"nonzero-code"_L1, "unknown|refused", "unknown, or refused: then an answer with another code than 0 proves that no prompt went out."_L1, "unknown"_L1,
     QT_TRANSLATE_NOOP("ProviderSettings", "An answer with another code than 0"), QT_TRANSLATE_NOOP("ProviderSettings", "Unknown: nothing is concluded from it. Refused: only when KCB confirms that no request went out then.")},
};

bool isShared(const Profile &profile)
{
    return profile.settings.value(u"shared-short-code"_s) != "off"_L1;
}

QString fault(const Profile &profile)
{
    if (!isShared(profile))
        return profile.shortCode.isEmpty() ? u"shortcode: required while shared-short-code is off."_s : QString();
    if (profile.settings.value(u"till-account"_s).isEmpty())
        return u"till-account: required while shared-short-code is on: KCB finds the shop by it."_s;
    if (profile.settings.value(u"invoice-length"_s) == "12"_L1)
        return u"invoice-length: 12 leaves no room for the reference while shared-short-code is on."_s;
    return {};
}

constexpr SecretPlace kSecretPlaces[] = {
    {"consumer-key", QT_TRANSLATE_NOOP("Secrets", "On KCB's Buni portal, in the shop's application")},
    {"consumer-secret", QT_TRANSLATE_NOOP("Secrets", "Beside the consumer key")},
    {"passkey", QT_TRANSLATE_NOOP("Secrets", "From KCB or Safaricom, with the shop's own short code")},
};

} // namespace

extern const ProviderTraits traits;
const ProviderTraits traits{
    .name = "kcb-buni"_L1,
    .title = "KCB Buni"_L1,
    .capabilities = Capability::Push,
    .practiceUrl = "https://buni.practice.invalid"_L1,
    .sandboxUrl = "https://uat.buni.kcbgroup.com"_L1,
    .productionUrl = "https://api.buni.kcbgroup.com"_L1,
    .flatCallbacks = true,
    .needsShortCode = false,
    .hasTills = false,
    .settings = kSettings,
    .secrets = [](const Profile &profile) -> QStringList {
        QStringList keys{u"consumer-key"_s, u"consumer-secret"_s};
        if (!isShared(profile))
            keys << u"passkey"_s;
        return keys;
    },
    .secretPlaces = kSecretPlaces,
    .fault = fault,
};

} // namespace kaunta::providers::kcb_buni
