#pragma once

#include "core/daraja/ask_accepted.h"
#include "core/daraja/initiation.h"

namespace kaunta::daraja {

//! How an organisation is named in IdentifierType.
enum class Party { Till = 2, ShortCode = 4 };

//! Asks what became of one transaction, by its receipt or by the ConversationID of the acknowledgement that began it.
struct TransactionStatus {
    using Response = AskAccepted;
    static constexpr EndpointSpec spec{"transaction-status", "/mpesa/transactionstatus/v1/query", net::Verb::Post, Repeat::Safe, std::chrono::milliseconds{20'000}};

    Initiation by;
    QString receipt;          //!< one of the two, or both
    QString conversationId;   //!< goes out as OriginalConversationID
    QString shortCode;
    Party party = Party::ShortCode;

    Result<Done, FieldFault> validate() const;
    QJsonObject toJson() const;
};
static_assert(Endpoint<TransactionStatus>);

} // namespace kaunta::daraja
