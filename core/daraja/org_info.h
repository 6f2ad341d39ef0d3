#pragma once

#include "core/daraja/transaction_status.h"

namespace kaunta::daraja {

struct Organisation {
    QString name;   //!< never empty
    //! Succeeds when there is a name: 4000 means success in the documents' sample, 0 in their table.
    static Result<Organisation, CallFault> fromJson(const QJsonObject &json);
};

//! Asks whose a short code or a till is.
struct OrgInfo {
    using Response = Organisation;
    static constexpr EndpointSpec spec{"org-info", "/sfcverify/v1/query/info", net::Verb::Post, Repeat::Safe, std::chrono::milliseconds{15'000}};

    Party party = Party::ShortCode;
    QString number;

    Result<Done, FieldFault> validate() const;
    QJsonObject toJson() const;
};
static_assert(Endpoint<OrgInfo>);

} // namespace kaunta::daraja
