#pragma once

#include "core/base/money.h"
#include "core/daraja/endpoint.h"

#include <QDateTime>
#include <QList>
#include <optional>

namespace kaunta::daraja {

//! One payment of M-PESA's own list, as it came.
struct PullRecord {
    QString receipt;          //!< never empty
    QString time;             //!< "2020-08-05T10:13:00Z": see pulledAt() for what that Z is worth
    Money amount;             //!< exact
    QString phone;            //!< full, masked, hashed or empty. Never to be logged
    QString name;             //!< the wire's "sender"
    QString billReference;
};

struct PullPage {
    QString code;             //!< 1000, or 1001: none in the period, or a short code that may not ask
    QString text;
    QList<PullRecord> records;
    int unreadable = 0;       //!< records without a receipt or an amount
    //! Reads the list whether it is an array in an array, as documented, or a plain array. A fault for every other code, for a
    //! 1000 without a list, and when no record of a list could be read.
    static Result<PullPage, CallFault> fromJson(const QJsonObject &json);
};

//! Asks for the payments into a short code, pushed ones among them, of at most 48 hours, which is how long M-PESA keeps them.
struct PullQuery {
    using Response = PullPage;
    static constexpr EndpointSpec spec{"pull-query", "/pulltransactions/v1/query", net::Verb::Post, Repeat::Safe, std::chrono::milliseconds{25'000}};

    QString shortCode;
    QDateTime from;
    QDateTime to;
    int offset = 0;           //!< how many records to skip

    Result<Done, FieldFault> validate() const;
    QJsonObject toJson() const;   //!< times are Kenyan ones; OffSetValue is spelt so, and a number
};
static_assert(Endpoint<PullQuery>);

//! How the "Z" of a page's times is to be read. It says UTC, but the other times of this API are Kenyan, so Kenyan it is, unless the
//! page proves otherwise: a record that lies before the period that was asked for when read as Kenyan, and within it as UTC.
enum class PullZone { Kenya, Utc };
PullZone zoneOf(const PullPage &page, const PullQuery &query);

//! A record's time in UTC; invalid when it cannot be read. An offset that is spelt out ("+03:00") counts as it stands.
QDateTime pulledAt(const PullRecord &record, PullZone zone);

} // namespace kaunta::daraja
