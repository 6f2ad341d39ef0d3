#pragma once

#include "core/base/money.h"
#include "core/base/msisdn.h"
#include "core/providers/traits/capability.h"

#include <QLatin1StringView>
#include <QMap>
#include <QStringList>
#include <span>

namespace kaunta {
struct Profile;
}

namespace kaunta::providers {

//! A key of `profile set --set KEY=VALUE` that only one provider knows. Where sources disagree about an API, the choice is one of
//! these, and its default is told where it is declared.
struct ProviderSetting {
    QLatin1StringView key;
    const char *form;              //!< the whole value, as a regular expression
    QLatin1StringView rule;        //!< what it must be, for people; ends with a full stop
    QLatin1StringView fallback;    //!< what counts when the profile does not set it; empty: nothing
    const char *label = "";        //!< of its field in Settings, for people. Source string for tr(), context "ProviderSettings", as `help`
    const char *help = "";         //!< one line under the field
    bool upFront = false;          //!< a shop has to look at it; the others have a default that mostly does
    QLatin1StringView practice = {};   //!< what the practice shop has where there is no default

    //! The values that there are, when `form` lists them; empty: it is typed.
    QStringList choices() const;
};

//! Where a shop finds one of its secrets.
struct SecretPlace {
    const char *key;
    const char *where;             //!< one line. Source string for tr(), context "Secrets"
};

//! What a prompt may carry. Amounts are whole units of the currency.
struct PaymentRules {
    qint64 least = 1;
    qint64 most = 250'000;         //!< M-PESA's own limit in Kenya
    int longestReference = 12;
    int longestDescription = 13;
};

//! Everything about a provider that is not a call: the row of a table. Plain data and two pure functions, so that a profile can be
//! checked without the wire.
struct ProviderTraits {
    QLatin1StringView name = {};   //!< "kcb-buni": in profile.json and on the command line
    QLatin1StringView title = {};  //!< "KCB Buni": its own name, never translated
    Country country = Country::Kenya;
    Currency currency = Currency::KES;
    Capabilities capabilities = {};    //!< what its API has. A profile may have less: see PaymentProvider::capabilities()
    QLatin1StringView practiceUrl = {};   //!< a name that never resolves (RFC 6761); empty: cannot be practised
    QLatin1StringView sandboxUrl = {};    //!< empty: it has no sandbox
    QLatin1StringView productionUrl = {};
    bool postsFromSafaricom = false;   //!< production callbacks come from Safaricom Kenya's published addresses
    bool flatCallbacks = false;        //!< its posts are shown nowhere, or differ between sources: the flat form is taken as well
    bool joinsByReference = false;     //!< posts everything to one address of the shop; our transactionReference tells which prompt it is about
    bool oneRefusal = false;           //!< a validation may be answered with C2B00011 and with no other refusal
    bool kenyanCertificate = false;    //!< passwords of operators are encrypted with what Safaricom Kenya publishes
    bool thirdPartyInReply = false;    //!< an answer to a validation names its ThirdPartyTransID
    const char *shortCodeForm = "[0-9]{5,7}";   //!< the whole number, as a regular expression; tills as well
    QLatin1StringView shortCodeRule = QLatin1StringView("5 to 7 digits.");
    bool needsShortCode = true;        //!< false: may be left out, and `fault` says when
    bool hasTills = true;              //!< false: type till does not exist there
    PaymentRules payments = {};
    std::span<const ProviderSetting> settings = {};
    //! Keychain entries without which the till does not open, in a fixed order.
    QStringList (*secrets)(const Profile &profile) = nullptr;
    std::span<const SecretPlace> secretPlaces = {};   //!< for those that are in `secrets`, and "initiator-password" where there is one
    //! What is wrong with a profile beyond the common rules, "field: words."; empty: nothing. May be null.
    QString (*fault)(const Profile &profile) = nullptr;
};

//! Do some of its calls need an operator of the shop's M-PESA portal, with a password and a certificate?
bool needsInitiator(const ProviderTraits &traits);
//! Of a provider that is not known: can nothing, M-PESA Kenya's currency and country, no address.
const ProviderTraits &noProvider();
//! nullptr: this version knows no such provider.
const ProviderTraits *findProvider(const QString &name);
//! In the order of registration.
QStringList providerNames();
//! The value that counts: the profile's own, else the setting's default.
QString settingOf(const ProviderTraits &traits, const QMap<QString, QString> &settings, QLatin1StringView key);

} // namespace kaunta::providers
