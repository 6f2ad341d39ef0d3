#pragma once

#include "core/base/money.h"
#include "core/base/msisdn.h"
#include "core/base/result.h"
#include "core/providers/traits/provider_traits.h"

#include <QMap>
#include <QString>
#include <QStringList>
#include <QUrl>

namespace kaunta {

enum class Environment { Practice, Sandbox, Production, Custom };
enum class AccountType { Paybill, Till };

QString environmentName(Environment environment);   //!< "practice", "sandbox", …: on the command line and in state lines
QString accountTypeName(AccountType type);          //!< "paybill", "till"

//! How one shop reaches M-PESA. A plain value without secrets: those live in the keychain under `id`.
struct Profile {
    QString id;            //!< random, names the secrets; made once
    QString name;          //!< [a-z0-9-]{1,32}; the folder's name. "practice" is the built-in shop's
    QString provider;      //!< one of providers::providerNames()
    Environment environment = Environment::Practice;
    QUrl baseUrl;          //!< set for Custom; otherwise follows from the environment
    QString shortCode;     //!< paybill, or the store / head-office number of a till; 5 to 7 digits, or as the provider has them
    QString till;          //!< till number (PartyB) when type is Till; likewise
    AccountType type = AccountType::Paybill;
    QUrl callbackUrl;      //!< base; "/" and 32 hex digits are appended for each attempt
    QString listen;        //!< HOST:PORT of the receiver; empty: off
    QString initiator;
    QString certificate;   //!< path of the imported security certificate
    QMap<QString, QString> settings;   //!< "till-id" (A1), "shop" (shown in the prompt), "reference-suffix" (on|off), "short-code-shared" (on|off), and the provider's own

    //! The provider's row; a provider that is not known counts as M-PESA Kenya that can nothing, and no till opens for it.
    const providers::ProviderTraits &traits() const;
    Currency currency() const { return traits().currency; }
    Country country() const { return traits().country; }
    const providers::PaymentRules &payments() const { return traits().payments; }
    //! Has the provider's API this at all? False for a provider that is not known.
    bool can(providers::Capability capability) const { return traits().capabilities.testFlag(capability); }
    //! The value that counts of a setting of the provider's own: the profile's, else the default; empty when there is neither.
    QString setting(QLatin1StringView key) const { return providers::settingOf(traits(), settings, key); }
    //! Where requests go, without a trailing slash. Practice has a name that can never resolve (RFC 6761, ".invalid"): its
    //! transport answers in process, and should a request ever slip out it reaches nobody.
    QUrl effectiveBaseUrl() const;
    //! Where results come back, without a trailing slash; for practice a name of the same kind.
    QUrl effectiveCallbackUrl() const;
    QString tillId() const;   //!< two characters [A-Z0-9], "A1" by default
    QString shopName() const; //!< setting "shop", else the profile's name
    bool referenceSuffix() const;   //!< setting "reference-suffix"; on unless it says off
    //! Setting "short-code-shared": another till or a web shop may take money on the same short code, so that phone and amount prove
    //! nothing about whose a payment is. On unless it says off; the practice shop has its number for itself.
    bool sharesShortCode() const;

    bool operator==(const Profile &) const = default;
};

enum class ProfileError { NotFound, Exists, Invalid, Unreadable, Unwritable };

struct ProfileFault {
    ProfileError error = ProfileError::Invalid;
    QString detail;   //!< which field and why, in words for people
};
inline Fail<ProfileFault> invalidProfile(const QString &detail) { return Fail{ProfileFault{ProfileError::Invalid, detail}}; }

//! The built-in practice shop: short code 600000, no URL, no secrets of its own.
Profile practiceProfile();

//! True for [a-z0-9-]{1,32} that no system reserves ("con", "nul", …): safe as a folder's name everywhere.
bool isProfileName(const QString &name);

//! Checks every field against the rules above and design rules (https except on loopback; callback URL required outside
//! practice; no callback word that Safaricom refuses). Done, or the first fault.
Result<Done, ProfileFault> validate(const Profile &profile);

} // namespace kaunta
