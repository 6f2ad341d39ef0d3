#include "core/ledger/memory_tables.h"

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

template <class Map, class Index>
bool takenByOther(const Map &map, const QString &name, const std::optional<Index> &self)
{
    const auto found = map.constFind(name);
    return !name.isEmpty() && found != map.constEnd() && (!self || *found != *self);
}

template <class Map>
std::optional<std::size_t> find(const Map &map, const QString &name)
{
    const auto found = map.constFind(name);
    return found == map.constEnd() ? std::nullopt : std::optional(*found);
}

template <class Map>
void take(Map &map, const QString &name, std::size_t at)
{
    if (!name.isEmpty())
        map.insert(name, at);
}

} // namespace

std::optional<LedgerFault> MemoryTables::putPerson(const StoredPerson &person, Undo &undo)
{
    const QString id = person.record.id;
    const QString msisdn = person.record.msisdn;
    const auto before = this->person(id);
    if (before && before->record.msisdn != msisdn)
        return nonsense("a person's number never changes");
    if (!msisdn.isEmpty() && m_personByMsisdn.value(msisdn, id) != id)
        return conflict("person.msisdn");
    m_persons[id] = person;
    if (!msisdn.isEmpty())
        m_personByMsisdn[msisdn] = id;
    undo.emplace_back([this, id, msisdn, before] {
        if (before) {
            m_persons[id] = *before;
        } else {
            m_persons.remove(id);
            m_personByMsisdn.remove(msisdn);
        }
    });
    return std::nullopt;
}

std::optional<LedgerFault> MemoryTables::putSale(const SaleRecord &record, Undo &undo)
{
    const auto at = find(m_saleById, record.id);
    if (takenByOther(m_saleByNumber, record.number, at))
        return conflict("sale.number");
    if (at) {
        undo.emplace_back([this, at = *at, before = m_sales[*at]] {
            m_saleByNumber.remove(m_sales[at].number);
            m_sales[at] = before;
            take(m_saleByNumber, before.number, at);
        });
        m_saleByNumber.remove(m_sales[*at].number);
        m_sales[*at] = record;
        take(m_saleByNumber, record.number, *at);
        return std::nullopt;
    }
    m_saleById.insert(record.id, m_sales.size());
    take(m_saleByNumber, record.number, m_sales.size());
    m_sales.push_back(record);
    undo.emplace_back([this] {
        m_saleById.remove(m_sales.back().id);
        m_saleByNumber.remove(m_sales.back().number);
        m_sales.pop_back();
    });
    return std::nullopt;
}

std::optional<LedgerFault> MemoryTables::putCharge(const ChargeRecord &record, Undo &undo)
{
    if (!m_saleById.contains(record.saleId))
        return nonsense("charge.sale_id");
    const auto at = find(m_chargeById, record.id);
    if (takenByOther(m_chargeByKey, record.key, at))
        return conflict("charge.key");
    if (takenByOther(m_chargeByToken, record.callbackToken, at) || takenByOther(m_chargeByEarlierToken, record.earlierToken, at))
        return conflict("charge.callback_token");
    if (at) {
        const ChargeRecord before = m_charges[*at];
        if (before.saleId != record.saleId || before.amount != record.amount || before.key != record.key)
            return nonsense("a charge keeps its sale, amount and key");
        const auto replace = [this, at = *at](const ChargeRecord &with) {
            unlink(at);
            m_charges[at] = with;
            link(at);
        };
        replace(record);
        undo.emplace_back([replace, before] { replace(before); });
        return std::nullopt;
    }
    m_charges.push_back(record);
    m_chargeById.insert(record.id, m_charges.size() - 1);
    link(m_charges.size() - 1);
    undo.emplace_back([this] {
        unlink(m_charges.size() - 1);
        m_chargeById.remove(m_charges.back().id);
        m_charges.pop_back();
    });
    return std::nullopt;
}

std::optional<LedgerFault> MemoryTables::putPayment(const PaymentRecord &record, Undo &undo)
{
    if (record.receipt.isEmpty())
        return nonsense("payment.receipt");
    if (!record.saleId.isEmpty() && !m_saleById.contains(record.saleId))
        return nonsense("payment.sale_id");
    if (!record.chargeId.isEmpty() && !m_chargeById.contains(record.chargeId))
        return nonsense("payment.charge_id");
    const auto at = find(m_paymentByReceipt, record.receipt);
    if (!at) {
        m_payments.push_back(record);
        m_paymentByReceipt.insert(record.receipt, m_payments.size() - 1);
        linkPayment(m_payments.size() - 1);
        undo.emplace_back([this] {
            unlinkPayment(m_payments.size() - 1);
            m_paymentByReceipt.remove(m_payments.back().receipt);
            m_payments.pop_back();
        });
        return std::nullopt;
    }
    const PaymentRecord before = m_payments[*at];
    const bool sameCharge = before.chargeId == record.chargeId && before.saleId == record.saleId;
    if (before.amount != record.amount || (!before.chargeId.isEmpty() && !sameCharge))
        return conflict("payment.receipt");
    const auto replace = [this, at = *at](const PaymentRecord &with) {
        unlinkPayment(at);
        m_payments[at] = with;
        linkPayment(at);
    };
    replace(record);
    undo.emplace_back([replace, before] { replace(before); });
    return std::nullopt;
}

void MemoryTables::linkPayment(Index at)
{
    const PaymentRecord &payment = m_payments[at];
    if (!payment.saleId.isEmpty())
        m_paymentsOfSale[payment.saleId].insert(at);
    if (payment.chargeId.isEmpty() && payment.at.isValid())
        m_direct.emplace(payment.at.toMSecsSinceEpoch(), at);
}

void MemoryTables::unlinkPayment(Index at)
{
    const PaymentRecord &payment = m_payments[at];
    m_paymentsOfSale[payment.saleId].erase(at);
    if (payment.at.isValid())
        m_direct.erase({payment.at.toMSecsSinceEpoch(), at});
}

void MemoryTables::forgetPerson(const QString &id)
{
    const auto person = m_persons.take(id);
    m_personByMsisdn.remove(person.record.msisdn);
    for (SaleRecord &sale : m_sales) {
        if (sale.personId == id)
            sale = withoutPhone(sale, person.record.msisdn);
    }
    const auto charges = m_chargesOfPerson.value(id);
    for (const Index at : charges) {
        unlink(at);
        m_charges[at] = withoutPhone(m_charges[at], person.record.msisdn);
        link(at);
    }
}

void MemoryTables::link(Index at)
{
    const ChargeRecord &charge = m_charges[at];
    take(m_chargeByKey, charge.key, at);
    take(m_chargeByToken, charge.callbackToken, at);
    take(m_chargeByEarlierToken, charge.earlierToken, at);
    m_chargesOfSale[charge.saleId].insert(at);
    m_chargesOfPerson[charge.personId].insert(at);
    m_chargesByReference[charge.wireReference].insert(at);
    if (isPending(charge.state))
        m_pending.insert(at);
    if (charge.journaledAt.isValid())
        m_byTime.emplace(charge.journaledAt.toMSecsSinceEpoch(), at);
}

void MemoryTables::unlink(Index at)
{
    const ChargeRecord &charge = m_charges[at];
    m_chargeByKey.remove(charge.key);
    m_chargeByToken.remove(charge.callbackToken);
    m_chargeByEarlierToken.remove(charge.earlierToken);
    m_chargesOfSale[charge.saleId].erase(at);
    m_chargesOfPerson[charge.personId].erase(at);
    m_chargesByReference[charge.wireReference].erase(at);
    m_pending.erase(at);
    if (charge.journaledAt.isValid())
        m_byTime.erase({charge.journaledAt.toMSecsSinceEpoch(), at});
}

std::optional<SaleRecord> MemoryTables::sale(const QString &idOrNumber) const
{
    auto at = find(m_saleById, idOrNumber);
    if (!at)
        at = find(m_saleByNumber, idOrNumber);
    return at ? std::optional(m_sales[*at]) : std::nullopt;
}

std::optional<ChargeRecord> MemoryTables::charge(const QString &id) const
{
    const auto at = find(m_chargeById, id);
    return at ? std::optional(m_charges[*at]) : std::nullopt;
}

std::optional<ChargeRecord> MemoryTables::chargeByKey(const QString &key) const
{
    const auto at = find(m_chargeByKey, key);
    return at ? std::optional(m_charges[*at]) : std::nullopt;
}

std::optional<ChargeRecord> MemoryTables::chargeByToken(const QString &token) const
{
    auto at = find(m_chargeByToken, token);
    if (!at)
        at = find(m_chargeByEarlierToken, token);
    return at ? std::optional(m_charges[*at]) : std::nullopt;
}

std::optional<StoredPerson> MemoryTables::person(const QString &id) const
{
    const auto found = m_persons.constFind(id);
    return found == m_persons.constEnd() ? std::nullopt : std::optional(*found);
}

std::optional<StoredPerson> MemoryTables::personByMsisdn(const QString &msisdn) const
{
    const auto found = m_personByMsisdn.constFind(msisdn);
    return found == m_personByMsisdn.constEnd() ? std::nullopt : person(*found);
}

std::optional<PaymentRecord> MemoryTables::payment(const QString &receipt) const
{
    const auto at = find(m_paymentByReceipt, receipt);
    return at ? std::optional(m_payments[*at]) : std::nullopt;
}

QList<PaymentRecord> MemoryTables::paymentsOfSale(const QString &saleId) const
{
    QList<PaymentRecord> payments;
    for (const Index at : m_paymentsOfSale.value(saleId))
        payments.append(m_payments[at]);
    return payments;
}

QList<PaymentRecord> MemoryTables::directPayments(const QDateTime &since, int limit, bool matchedToo) const
{
    QList<PaymentRecord> payments;
    for (auto it = m_direct.rbegin(); it != m_direct.rend() && payments.size() < limit && it->first >= since.toMSecsSinceEpoch(); ++it) {
        if (matchedToo || m_payments[it->second].saleId.isEmpty())
            payments.append(m_payments[it->second]);
    }
    return payments;
}

QList<ChargeRecord> MemoryTables::picked(const std::set<Index> &indexes) const
{
    QList<ChargeRecord> charges;
    for (const Index at : indexes)
        charges.append(m_charges[at]);
    return charges;
}

QList<ChargeRecord> MemoryTables::chargesOfSale(const QString &saleId) const
{
    return picked(m_chargesOfSale.value(saleId));
}

QList<ChargeRecord> MemoryTables::pendingCharges() const
{
    return picked(m_pending);
}

QList<ChargeRecord> MemoryTables::chargesOfPerson(const QString &personId, const QDateTime &since) const
{
    QList<ChargeRecord> charges;
    for (const ChargeRecord &charge : picked(m_chargesOfPerson.value(personId))) {
        if (charge.journaledAt.isValid() && charge.journaledAt >= since)
            charges.append(charge);
    }
    std::stable_sort(charges.begin(), charges.end(), [](const auto &a, const auto &b) { return a.journaledAt < b.journaledAt; });
    return charges;
}

QList<ChargeRecord> MemoryTables::chargesSince(const QDateTime &since, int limit) const
{
    QList<ChargeRecord> charges;
    for (auto it = m_byTime.rbegin(); it != m_byTime.rend() && charges.size() < limit && it->first >= since.toMSecsSinceEpoch(); ++it)
        charges.append(m_charges[it->second]);
    return charges;
}

bool MemoryTables::wireReferenceUsed(const QString &reference, const QDateTime &since) const
{
    const auto charges = picked(m_chargesByReference.value(reference));
    return std::any_of(charges.begin(), charges.end(),
                       [&](const ChargeRecord &charge) { return charge.journaledAt.isValid() && charge.journaledAt >= since; });
}

} // namespace kaunta::ledger
