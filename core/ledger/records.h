#pragma once

#include "core/base/money.h"
#include "core/sale/charge_machine.h"

#include <QDateTime>
#include <QJsonObject>
#include <QList>
#include <QString>
#include <optional>

namespace kaunta::ledger {

//! What the customer owes. `number` is what people see ("A1-0142").
struct SaleRecord {
    QString id;
    QString number;
    Money due;
    QString user;
    QString reference; //!< as the cashier typed it
    QString description;
    QString personId; //!< whose phone; the number itself is in `person`, outside the chain
    QDateTime createdAt;
    bool operator==(const SaleRecord &) const = default;
};

//! One prompt of a sale. Also the machine's state, so that a restart finds everything here.
struct ChargeRecord {
    QString id;
    QString saleId;
    QString key; //!< idempotency key of the caller; empty or unique in the ledger
    QString personId;
    Money amount;
    sale::ChargeState state;
    QString wireReference; //!< AccountReference as sent; unique for 90 days
    QString callbackToken; //!< 32 hex digits of the current attempt's secret path
    QString earlierToken;  //!< the first attempt's, when there were two
    QString merchantRequestId;
    QString checkoutRequestId;
    QDateTime journaledAt; //!< of the current attempt
    QDateTime acceptedAt;
    QDateTime settledAt;
    QDateTime lastAskedAt;       //!< of the last question that changed something; all of them are in the journal
    QString bootId; //!< Clock::bootId() and sinceBoot() when journaled: countdowns survive a changed wall clock
    qint64 journaledSinceBootMs = 0;
    bool operator==(const ChargeRecord &) const = default;
};

//! Money that came. One receipt, one row, for ever; saleId is empty for a direct payment.
struct PaymentRecord {
    QString receipt;
    QString saleId;
    QString chargeId;
    Money amount;
    sale::Evidence evidence = sale::Evidence::None;
    QDateTime at;
    bool operator==(const PaymentRecord &) const = default;
};

//! A phone number under a random id; can be erased without touching the chain.
struct PersonRecord {
    QString id;
    QString msisdn;
    QString name;
    bool operator==(const PersonRecord &) const = default;
};

//! One line of the journal as it was written.
struct EventRecord {
    qint64 seq = 0;
    QDateTime at;
    QString actor;   //!< user name, or "till" for what the program learned by itself
    QString subject; //!< id of the charge, sale … that it is about
    QString kind;    //!< "charge.confirmed", "charge.query_paid", …
    int version = 1;
    QJsonObject payload;
    QByteArray hash;
};

} // namespace kaunta::ledger
