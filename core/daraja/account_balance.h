#pragma once

#include "core/daraja/transaction_status.h"

namespace kaunta::daraja {

//! Asks how much lies in the organisation's accounts.
struct AccountBalance {
    using Response = AskAccepted;
    static constexpr EndpointSpec spec{"account-balance", "/mpesa/accountbalance/v1/query", net::Verb::Post, Repeat::Safe, std::chrono::milliseconds{20'000}};

    Initiation by;
    QString shortCode;
    Party party = Party::ShortCode;

    Result<Done, FieldFault> validate() const;
    QJsonObject toJson() const;
};
static_assert(Endpoint<AccountBalance>);

} // namespace kaunta::daraja
