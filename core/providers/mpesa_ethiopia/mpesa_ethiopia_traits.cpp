#include "core/profile/profile.h"
#include "core/providers/traits/provider_traits.h"

#include <QCoreApplication>

namespace kaunta::providers::mpesa_ethiopia {

using namespace Qt::StringLiterals;

namespace {

// Its official documents contradict one another. Where they do, what official code does counts before what a README says.
constexpr ProviderSetting kSettings[] = {
    // v3 in the Node, PHP and Java code, v1 in the oldest.
    {"stk-version"_L1, "v1|v3", "v1 or v3."_L1, "v3"_L1,
     QT_TRANSLATE_NOOP("ProviderSettings", "Version of the payment request"), QT_TRANSLATE_NOOP("ProviderSettings", "v3 in most of the official code, v1 in the oldest.")},
    // v2 in Node, PHP and Go; v1 in Python, Java and .NET.
    {"b2c-version"_L1, "v1|v2", "v1 or v2."_L1, "v2"_L1,
     QT_TRANSLATE_NOOP("ProviderSettings", "Version of pay-outs"), QT_TRANSLATE_NOOP("ProviderSettings", "The till does not pay out yet.")},
    // v2 in PHP, .NET and Java; v1 in Go.
    {"reversal-version"_L1, "v1|v2", "v1 or v2."_L1, "v2"_L1,
     QT_TRANSLATE_NOOP("ProviderSettings", "Version of refunds"), QT_TRANSLATE_NOOP("ProviderSettings", "v2 in most of the official code.")},
    {"balance-version"_L1, "v1|v2", "v1 or v2."_L1, "v2"_L1,
     QT_TRANSLATE_NOOP("ProviderSettings", "Version of the balance"), QT_TRANSLATE_NOOP("ProviderSettings", "v2 in most of the official code.")},
    // /mpesa/b2c/simulatetransaction/v1/request; .NET has /mpesa/c2b/v1/simulate.
    {"simulate-path"_L1, "b2c|c2b", "b2c or c2b."_L1, "b2c"_L1,
     QT_TRANSLATE_NOOP("ProviderSettings", "Path of simulated payments"), QT_TRANSLATE_NOOP("ProviderSettings", "For the test system only.")},
    // plain: base64 of short code, passkey and timestamp (Python's code). sha256: base64 of the SHA-256 of the same, in hex (the PHP
    // sample's Password is of that form). fixed: the stored passkey is the Password itself, as the portal shows it.
    {"password-form"_L1, "plain|sha256|fixed", "plain, sha256 or fixed."_L1, "plain"_L1,
     QT_TRANSLATE_NOOP("ProviderSettings", "Form of the password"), QT_TRANSLATE_NOOP("ProviderSettings", "Plain: made from short code, passkey and time. Fixed: the portal shows a password that is used as it is.")},
    // Python's code takes UTC; Kenya's API takes its own wall clock, UTC + 3 h, and so may this one.
    {"timestamp-zone"_L1, "utc|local", "utc or local."_L1, "utc"_L1,
     QT_TRANSLATE_NOOP("ProviderSettings", "Clock of the password"), QT_TRANSLATE_NOOP("ProviderSettings", "UTC in the official code; local if M-PESA refuses that.")},
    // 11 in Node, .NET and a shop's own code, as in Kenya; 4 in the PHP sample; 1 in the Java document.
    {"reversal-receiver-type"_L1, "1|4|11", "1, 4 or 11."_L1, "11"_L1,
     QT_TRANSLATE_NOOP("ProviderSettings", "Kind of receiver in a refund"), QT_TRANSLATE_NOOP("ProviderSettings", "11 in most of the official code.")},
    // Every official code spells it so on the wire; the document's own name is spelt right.
    {"original-id-field"_L1, "OriginalConcersationID|OriginalConversationID", "OriginalConcersationID or OriginalConversationID."_L1, "OriginalConcersationID"_L1,
     QT_TRANSLATE_NOOP("ProviderSettings", "Name of the field for the original conversation"), QT_TRANSLATE_NOOP("ProviderSettings", "Misspelt in all official code, and sent so.")},
    // No list of errors is published. Kenya's gateway has the same family of codes; that they prove the same is not known.
    {"kenyan-error-codes"_L1, "on|off", "on, or off: on takes the refusals that Kenya's API documents for proof that nothing was carried out."_L1, "off"_L1,
     QT_TRANSLATE_NOOP("ProviderSettings", "Trust refusals as in Kenya"), QT_TRANSLATE_NOOP("ProviderSettings", "No list of errors is published. Yes: those that Kenya's M-PESA documents prove that nothing was carried out.")},
};

constexpr SecretPlace kSecretPlaces[] = {
    {"consumer-key", QT_TRANSLATE_NOOP("Secrets", "On Safaricom Ethiopia's developer portal, in the shop's app")},
    {"consumer-secret", QT_TRANSLATE_NOOP("Secrets", "Beside the consumer key")},
    {"passkey", QT_TRANSLATE_NOOP("Secrets", "On the portal, or from Safaricom Ethiopia at go-live")},
    {"initiator-password", QT_TRANSLATE_NOOP("Secrets", "For refunds, balances and receipts only: set on M-PESA's organisation portal")},
};

} // namespace

extern const ProviderTraits traits;
const ProviderTraits traits{
    .name = "mpesa-ethiopia"_L1,
    .title = "M-PESA Ethiopia"_L1,
    .country = Country::Ethiopia,
    .currency = Currency::ETB,
    .capabilities = Capabilities{Capability::Push, Capability::Reversal, Capability::Status, Capability::Balance, Capability::DirectPayments,
                                 Capability::RegisterUrls, Capability::Simulate},
    .practiceUrl = "https://ethiopia.practice.invalid"_L1,
    .sandboxUrl = "https://apisandbox.safaricom.et"_L1,   // the READMEs' sandbox.safaricom.et is in no code
    .productionUrl = "https://api.safaricom.et"_L1,
    .thirdPartyInReply = true,
    // 1020 in the samples; Python's code wants exactly six digits, PHP's at least five.
    .shortCodeForm = "[0-9]{4,7}",
    .shortCodeRule = "4 to 7 digits."_L1,
    .settings = kSettings,
    .secrets = [](const Profile &) -> QStringList { return {u"consumer-key"_s, u"consumer-secret"_s, u"passkey"_s}; },
    .secretPlaces = kSecretPlaces,
};

} // namespace kaunta::providers::mpesa_ethiopia
