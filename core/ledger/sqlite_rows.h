#pragma once

#include "core/ledger/journal_event.h"
#include "core/ledger/phone_veil.h"

#include <QVariantList>

class QSqlQuery;

namespace kaunta::ledger {

//! Records as rows: values in the order of the columns in sqlite_statements.h. Reading says nothing when a row cannot be
//! understood (an unknown status, an unknown currency): the file is damaged then.
QVariantList valuesOf(const SaleRecord &record);
QVariantList valuesOf(const ChargeRecord &record);
QVariantList valuesOf(const PaymentRecord &record);
QVariantList valuesOf(const StoredPerson &person);
QVariantList valuesOf(const JournalEvent &event);
QVariantList valuesOf(const StoredRefund &refund);
QVariantList valuesOf(const StoredEnquiry &enquiry);
QVariantList valuesOf(const UserRecord &record);
QVariantList valuesOf(const PinRecord &record);
QVariantList valuesOf(const ClaimRecord &record);

std::optional<SaleRecord> saleOf(const QSqlQuery &row);
std::optional<ChargeRecord> chargeOf(const QSqlQuery &row);
bool storedPending(const QSqlQuery &chargeRow);
std::optional<PaymentRecord> paymentOf(const QSqlQuery &row);
std::optional<StoredPerson> personOf(const QSqlQuery &row);
std::optional<JournalEvent> eventOf(const QSqlQuery &row);
std::optional<StoredRefund> refundOf(const QSqlQuery &row);
std::optional<StoredEnquiry> enquiryOf(const QSqlQuery &row);
std::optional<UserRecord> userOf(const QSqlQuery &row);
std::optional<PinRecord> pinOf(const QSqlQuery &row);
std::optional<ClaimRecord> claimOf(const QSqlQuery &row);

QVariant boundText(const QString &text);   //!< never NULL: Qt binds a null QString as NULL
QVariant boundTime(const QDateTime &time); //!< milliseconds since 1970 UTC; NULL for none

} // namespace kaunta::ledger
