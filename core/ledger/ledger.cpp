#include "core/ledger/ledger.h"

namespace kaunta::ledger {

bool isPending(const sale::ChargeState &state)
{
    return sale::isOpen(state.status) || state.check != sale::Check::Nothing || (state.status == sale::Status::Paid && state.receipt.isEmpty());
}

// A ledger of one sale knows none of these.
QList<PaymentRecord> LedgerReader::paymentsOfSale(const QString &) const { return {}; }
QList<PaymentRecord> LedgerReader::directPayments(const QDateTime &, int, bool) const { return {}; }
std::optional<RefundRecord> LedgerReader::refund(const QString &) const { return {}; }
std::optional<RefundRecord> LedgerReader::refundByToken(const QString &) const { return {}; }
QList<RefundRecord> LedgerReader::refundsOfReceipt(const QString &) const { return {}; }
QList<RefundRecord> LedgerReader::openRefunds() const { return {}; }
QList<RefundRecord> LedgerReader::refundsSince(const QDateTime &, int) const { return {}; }
std::optional<EnquiryRecord> LedgerReader::enquiry(const QString &) const { return {}; }
std::optional<EnquiryRecord> LedgerReader::enquiryByToken(const QString &) const { return {}; }
QList<EnquiryRecord> LedgerReader::openEnquiries() const { return {}; }
QList<EnquiryRecord> LedgerReader::enquiriesOf(EnquiryRecord::Kind, int) const { return {}; }
QList<UserRecord> LedgerReader::users() const { return {}; }
std::optional<UserRecord> LedgerReader::user(const QString &) const { return {}; }
std::optional<PinRecord> LedgerReader::pin(const QString &) const { return {}; }
std::optional<ClaimRecord> LedgerReader::claim(const QString &) const { return {}; }
QList<ClaimRecord> LedgerReader::claims(ClaimRecord::State, int) const { return {}; }

} // namespace kaunta::ledger
