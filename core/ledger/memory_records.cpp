#include "core/ledger/memory_records.h"

#include <algorithm>

namespace kaunta::ledger {

using namespace Qt::StringLiterals;

namespace {

LedgerFault conflict(const char *what)
{
    return {LedgerError::Conflict, QString::fromLatin1(what)};
}

LedgerFault nonsense(const char *what)
{
    return {LedgerError::Other, QString::fromLatin1(what)};
}

template <class Row, class Fits>
QList<Row> picked(const std::vector<Row> &rows, Fits &&fits)
{
    QList<Row> list;
    std::copy_if(rows.begin(), rows.end(), std::back_inserter(list), fits);
    return list;
}

template <class Row, class Fits>
std::optional<Row> one(const std::vector<Row> &rows, Fits &&fits)
{
    const auto found = std::find_if(rows.begin(), rows.end(), fits);
    return found == rows.end() ? std::nullopt : std::optional(*found);
}

//! Over the row with the same id, or at the end.
template <class Row, class Same>
void put(std::vector<Row> &rows, const Row &row, MemoryTables::Undo &undo, Same &&same)
{
    const auto found = std::find_if(rows.begin(), rows.end(), same);
    if (found == rows.end()) {
        rows.push_back(row);
        undo.emplace_back([&rows] { rows.pop_back(); });
        return;
    }
    undo.emplace_back([&rows, at = found - rows.begin(), before = *found] { rows[static_cast<std::size_t>(at)] = before; });
    *found = row;
}

QStringList tokensOf(const RefundRecord &record)
{
    return {record.resultToken, record.timeoutToken, record.earlierResultToken, record.earlierTimeoutToken};
}

QStringList tokensOf(const EnquiryRecord &record)
{
    return {record.resultToken, record.timeoutToken};
}

bool isAsked(const EnquiryRecord &record)
{
    return record.state == EnquiryRecord::State::Asked || record.state == EnquiryRecord::State::Accepted;
}

} // namespace

bool MemoryRecords::tokensAreFree(const QStringList &tokens, const QString &owner) const
{
    for (qsizetype i = 0; i < tokens.size(); ++i) {
        if (tokens[i].isEmpty())
            continue;
        const auto ofRefund = refundByToken(tokens[i]);
        const auto ofEnquiry = enquiryByToken(tokens[i]);
        if (tokens.indexOf(tokens[i], i + 1) >= 0 || (ofRefund && ofRefund->record.id != owner) || (ofEnquiry && ofEnquiry->record.id != owner))
            return false;
    }
    return true;
}

std::optional<LedgerFault> MemoryRecords::saleIsKnown(const QString &saleId) const
{
    const auto sale = m_tables.sale(saleId);
    return saleId.isEmpty() || (sale && sale->id == saleId) ? std::nullopt : std::optional(nonsense("sale_id"));
}

std::optional<LedgerFault> MemoryRecords::putRefund(const StoredRefund &refund, Undo &undo)
{
    const RefundRecord &record = refund.record;
    const auto payment = m_tables.payment(record.receipt);
    if (record.id.isEmpty() || !payment || payment->amount != record.amount)
        return nonsense("a refund is of a payment and of its whole amount");
    if (auto fault = saleIsKnown(record.saleId))
        return fault;
    if (!tokensAreFree(tokensOf(record), record.id))
        return conflict("refund.token");
    const auto before = this->refund(record.id);
    if (before && before->record.receipt != record.receipt)
        return nonsense("a refund keeps its receipt and amount");
    const auto others = refundsOfReceipt(record.receipt);
    if (isLive(record.state.status) && std::any_of(others.begin(), others.end(), [&](const StoredRefund &other) {
            return other.record.id != record.id && isLive(other.record.state.status);
        }))
        return conflict("refund.receipt");
    put(m_refunds, refund, undo, [&](const StoredRefund &row) { return row.record.id == record.id; });
    return std::nullopt;
}

std::optional<LedgerFault> MemoryRecords::putEnquiry(const StoredEnquiry &enquiry, Undo &undo)
{
    if (enquiry.record.id.isEmpty())
        return nonsense("enquiry.id");
    if (!tokensAreFree(tokensOf(enquiry.record), enquiry.record.id))
        return conflict("enquiry.token");
    put(m_enquiries, enquiry, undo, [&](const StoredEnquiry &row) { return row.record.id == enquiry.record.id; });
    return std::nullopt;
}

std::optional<LedgerFault> MemoryRecords::putUser(const UserRecord &record, Undo &undo)
{
    if (record.id.isEmpty() || record.name.isEmpty())
        return nonsense("user.id");
    if (const auto other = user(record.name); other && other->id != record.id)
        return conflict("user.name");
    put(m_users, record, undo, [&](const UserRecord &row) { return row.id == record.id; });
    return std::nullopt;
}

std::optional<LedgerFault> MemoryRecords::putPin(const PinRecord &record, Undo &undo)
{
    if (std::none_of(m_users.begin(), m_users.end(), [&](const UserRecord &user) { return user.id == record.userId; }))
        return nonsense("pin.user_id");
    undo.emplace_back([this, id = record.userId, before = pin(record.userId)] {
        if (before)
            m_pins[id] = *before;
        else
            m_pins.remove(id);
    });
    m_pins[record.userId] = record;
    return std::nullopt;
}

std::optional<LedgerFault> MemoryRecords::putClaim(const ClaimRecord &record, Undo &undo)
{
    if (record.code.isEmpty())
        return nonsense("claim.code");
    if (const auto before = claim(record.code); before && before->saleId != record.saleId)
        return conflict("claim.code");
    if (auto fault = saleIsKnown(record.saleId))
        return fault;
    if (!record.chargeId.isEmpty() && !m_tables.charge(record.chargeId))
        return nonsense("claim.charge_id");
    put(m_claims, record, undo, [&](const ClaimRecord &row) { return row.code == record.code; });
    return std::nullopt;
}

std::optional<StoredRefund> MemoryRecords::refund(const QString &id) const
{
    return one(m_refunds, [&](const StoredRefund &row) { return row.record.id == id; });
}

std::optional<StoredRefund> MemoryRecords::refundByToken(const QString &token) const
{
    return one(m_refunds, [&](const StoredRefund &row) { return !token.isEmpty() && tokensOf(row.record).contains(token); });
}

QList<StoredRefund> MemoryRecords::refundsOfReceipt(const QString &receipt) const
{
    return picked(m_refunds, [&](const StoredRefund &row) { return row.record.receipt == receipt; });
}

QList<StoredRefund> MemoryRecords::openRefunds() const
{
    return picked(m_refunds, [](const StoredRefund &row) { return isOpen(row.record.state.status); });
}

QList<StoredRefund> MemoryRecords::refundsSince(const QDateTime &since, int limit) const
{
    auto refunds = picked(m_refunds, [&](const StoredRefund &row) { return row.record.journaledAt.isValid() && row.record.journaledAt >= since; });
    std::stable_sort(refunds.begin(), refunds.end(), [](const auto &a, const auto &b) { return a.record.journaledAt < b.record.journaledAt; });
    std::reverse(refunds.begin(), refunds.end());
    return refunds.first(qMin(qsizetype(limit), refunds.size()));
}

std::optional<StoredEnquiry> MemoryRecords::enquiry(const QString &id) const
{
    return one(m_enquiries, [&](const StoredEnquiry &row) { return row.record.id == id; });
}

std::optional<StoredEnquiry> MemoryRecords::enquiryByToken(const QString &token) const
{
    return one(m_enquiries, [&](const StoredEnquiry &row) { return !token.isEmpty() && tokensOf(row.record).contains(token); });
}

QList<StoredEnquiry> MemoryRecords::openEnquiries() const
{
    return picked(m_enquiries, [](const StoredEnquiry &row) { return isAsked(row.record); });
}

QList<StoredEnquiry> MemoryRecords::enquiriesOf(EnquiryRecord::Kind kind, int limit) const
{
    auto enquiries = picked(m_enquiries, [&](const StoredEnquiry &row) { return row.record.kind == kind; });
    std::reverse(enquiries.begin(), enquiries.end());
    return enquiries.first(qMin(qsizetype(limit), enquiries.size()));
}

std::optional<UserRecord> MemoryRecords::user(const QString &name) const
{
    return one(m_users, [&](const UserRecord &row) { return row.name == name; });
}

std::optional<PinRecord> MemoryRecords::pin(const QString &userId) const
{
    const auto found = m_pins.constFind(userId);
    return found == m_pins.constEnd() ? std::nullopt : std::optional(*found);
}

std::optional<ClaimRecord> MemoryRecords::claim(const QString &code) const
{
    return one(m_claims, [&](const ClaimRecord &row) { return row.code == code; });
}

QList<ClaimRecord> MemoryRecords::claims(ClaimRecord::State state, int limit) const
{
    const auto claims = picked(m_claims, [&](const ClaimRecord &row) { return row.state == state; });
    return claims.first(qMin(qsizetype(limit), claims.size()));
}

} // namespace kaunta::ledger
