#pragma once

#include "core/daraja/stk_push.h"

#include <QList>
#include <utility>

namespace kaunta::providers::mpesa_ethiopia {

enum class PasswordForm { Plain, Sha256, Fixed };

//! The Password field of a prompt. Plain: base64(short code + passkey + timestamp); Sha256: base64 of the hex of the SHA-256 of the same;
//! Fixed: the passkey as it is.
QString passwordOf(PasswordForm form, const QString &shortCode, const QByteArray &passkey, const QString &timestamp);

//! UssdPushRequest: asks a customer's phone for a PIN. Moves money: never repeated by itself, although the caller's own MerchantRequestID
//! would let M-PESA notice a repeat; that it does is promised nowhere. Source: the SDK's document (tests/…/mpesa_ethiopia/data/sdk.md).
struct UssdPush {
    using Response = daraja::StkPushAccepted;
    static constexpr daraja::EndpointSpec spec{"et-ussd-push", "/mpesa/stkpush/v3/processrequest", net::Verb::Post, daraja::Repeat::Never, std::chrono::milliseconds{25'000}};
    using Reference = std::pair<QString, QString>;   //!< Key and Value: "ThirdPartyReference" …

    QString version = QStringLiteral("v3");
    QString merchantRequestId;   //!< ours, unique
    QString shortCode;
    QString till;                //!< for toTill
    bool toTill = false;
    QByteArray passkey;
    PasswordForm passwordForm = PasswordForm::Plain;
    QString timestamp;           //!< yyyyMMddHHmmss; the very text that is in the password
    Money amount;                //!< whole ETB
    QString phone;               //!< 2517 and eight digits
    QUrl callbackUrl;
    QString reference;           //!< 1 to 12 characters
    QString description;         //!< 1 to 13 characters
    QList<Reference> referenceData;

    Result<Done, daraja::FieldFault> validate() const;
    QJsonObject toJson() const;
    QUrl url(const QUrl &base) const;
};
static_assert(daraja::Endpoint<UssdPush>);

} // namespace kaunta::providers::mpesa_ethiopia
