#pragma once

#include "core/base/money.h"
#include "core/daraja/ask_accepted.h"
#include "core/daraja/initiation.h"

namespace kaunta::providers::mpesa_ethiopia {

// What is asked in the name of an API operator and answered later, by a call to its ResultURL. Fields: the SDK's document, spelt as the
// official code spells them on the wire.

//! TransactionStatusRequest: what became of one transaction, by its receipt or by the conversation that began it.
struct TransactionStatus {
    using Response = daraja::AskAccepted;
    static constexpr daraja::EndpointSpec spec{"et-transaction-status", "/mpesa/transactionstatus/v1/query", net::Verb::Post, daraja::Repeat::Safe, std::chrono::milliseconds{20'000}};

    daraja::Initiation by;
    QString originatorConversationId;   //!< ours
    QString receipt;                    //!< one of the two, or both; "0" goes out for none, as in the document
    QString originalConversationId;     //!< likewise
    QString originalIdField = QStringLiteral("OriginalConcersationID");
    QString shortCode;
    QString identifierType = QStringLiteral("4");
    QString occasion;

    Result<Done, daraja::FieldFault> validate() const;
    QJsonObject toJson() const;
};
static_assert(daraja::Endpoint<TransactionStatus>);

//! TransactionReversalRequest: sends one payment back. Moves money: never repeated.
struct Reversal {
    using Response = daraja::AskAccepted;
    static constexpr daraja::EndpointSpec spec{"et-reversal", "/mpesa/reversal/v2/request", net::Verb::Post, daraja::Repeat::Never, std::chrono::milliseconds{25'000}};

    QString version = QStringLiteral("v2");
    daraja::Initiation by;
    QString originatorConversationId;   //!< ours, unique
    QString originalConversationId;     //!< of the payment; "0" goes out where it is not known
    QString originalIdField = QStringLiteral("OriginalConcersationID");
    QString receipt;
    Money amount;                       //!< whole ETB; goes out as text
    QString receiverType = QStringLiteral("11");   //!< goes out as RecieverIdentifierType
    QString receiver;                   //!< the short code that received the payment
    QString occasion;

    Result<Done, daraja::FieldFault> validate() const;
    QJsonObject toJson() const;
    QUrl url(const QUrl &base) const;
};
static_assert(daraja::Endpoint<Reversal>);

//! AccountBalanceRequest.
struct AccountBalance {
    using Response = daraja::AskAccepted;
    static constexpr daraja::EndpointSpec spec{"et-account-balance", "/mpesa/accountbalance/v2/query", net::Verb::Post, daraja::Repeat::Safe, std::chrono::milliseconds{20'000}};

    QString version = QStringLiteral("v2");
    daraja::Initiation by;
    QString originatorConversationId;   //!< ours
    QString shortCode;
    QString identifierType = QStringLiteral("4");

    Result<Done, daraja::FieldFault> validate() const;
    QJsonObject toJson() const;
    QUrl url(const QUrl &base) const;
};
static_assert(daraja::Endpoint<AccountBalance>);

//! PayOutRequest (B2C): pays a person. Moves money: never repeated. Typed and held against the document; nothing calls it: paying out
//! needs a machine and two people of its own.
struct PayOut {
    using Response = daraja::AskAccepted;
    static constexpr daraja::EndpointSpec spec{"et-b2c", "/mpesa/b2c/v2/paymentrequest", net::Verb::Post, daraja::Repeat::Never, std::chrono::milliseconds{25'000}};
    enum class Command { BusinessPayment, SalaryPayment, PromotionPayment };

    QString version = QStringLiteral("v2");
    daraja::Initiation by;
    QString originatorConversationId;   //!< ours, unique for ever
    Command command = Command::BusinessPayment;
    QString shortCode;
    QString phone;                      //!< 2517 and eight digits
    Money amount;                       //!< whole ETB; goes out as a number
    QString occasion;

    Result<Done, daraja::FieldFault> validate() const;
    QJsonObject toJson() const;
    QUrl url(const QUrl &base) const;
};
static_assert(daraja::Endpoint<PayOut>);

} // namespace kaunta::providers::mpesa_ethiopia
