#pragma once

#include "core/ledger/ledger.h"
#include "tests/support/test_clock.h"

#include <QRandomGenerator>
#include <QTest>

namespace kaunta::ledger::test {

using namespace Qt::StringLiterals;

inline QDateTime at(int second)
{
    return QDateTime(QDate(2026, 11, 22), QTime(8, 0), Qt::UTC).addSecs(second);
}

inline PersonRecord person(const QString &id = u"P1"_s, const QString &msisdn = u"254722000001"_s)
{
    return {id, msisdn, u"Wanjikũ"_s};
}

inline SaleRecord sale(const QString &id = u"S1"_s, const QString &personId = u"P1"_s)
{
    return {id, u"A1-"_s + id, Money::fromWhole(1250), u"cashier"_s, u"INV "_s + id, u"Payment"_s, personId, at(0)};
}

inline ChargeRecord charge(const QString &id = u"C1"_s, const QString &saleId = u"S1"_s, const QString &personId = u"P1"_s)
{
    ChargeRecord record;
    record.id = id;
    record.saleId = saleId;
    record.personId = personId;
    record.amount = Money::fromMinor(125000);
    record.state.status = sale::Status::Journaled;
    record.state.attempt = 1;
    record.wireReference = u"INVA1"_s + id;
    record.callbackToken = u"token-"_s + id;
    record.journaledAt = at(1);
    record.bootId = u"boot-1"_s;
    record.journaledSinceBootMs = 3'600'000;
    return record;
}

inline PaymentRecord payment(const QString &receipt = u"SKL1ABCDEF"_s, const QString &saleId = u"S1"_s, const QString &chargeId = u"C1"_s)
{
    return {receipt, saleId, chargeId, Money::fromMinor(125000), sale::Evidence::Callback, at(9)};
}

inline NewEvent happened(const QString &subject = u"C1"_s, const QString &kind = u"charge.confirmed"_s, const QJsonObject &payload = {})
{
    return {u"cashier"_s, subject, kind, payload};
}

//! A sale with its first charge, as a till journals it.
inline Change newSale(const QString &n, const QString &personId = u"P1"_s, const QString &msisdn = u"254722000001"_s)
{
    return {happened(u"C"_s + n), sale(u"S"_s + n, personId), charge(u"C"_s + n, u"S"_s + n, personId), {}, person(personId, msisdn)};
}

inline Change about(const ChargeRecord &charge, const QString &kind = u"charge.push_accepted"_s)
{
    return {happened(charge.id, kind), {}, charge, {}, {}};
}

//! A shop that does what comes into its head, from a seed: the same changes for every ledger. Some of them are refused.
class RandomShop
{
public:
    explicit RandomShop(quint32 seed) : m_dice(seed) {}

    QList<Change> next()
    {
        QList<Change> changes;
        const int count = m_dice.bounded(10) == 0 ? 3 : 1;
        for (int i = 0; i < count; ++i)
            changes.append(one());
        return changes;
    }
    //! Takes over what a successful append() stored.
    void stored(const QList<Change> &changes)
    {
        for (const Change &change : changes) {
            if (change.charge)
                m_charges[change.charge->id] = *change.charge;
        }
    }
    QString phoneOf(int person) const { return u"2547%1"_s.arg(10'000'000 + person * 7919); }
    QString somePerson() { return u"P%1"_s.arg(m_dice.bounded(kPersons)); }
    int dice(int sides) { return m_dice.bounded(sides); }
    QStringList chargeIds() const { return m_charges.keys(); }

    static constexpr int kPersons = 12;

private:
    Change one()
    {
        if (m_charges.isEmpty() || m_dice.bounded(4) == 0)
            return saleAndCharge();
        const QStringList ids = m_charges.keys();
        ChargeRecord charge = m_charges.value(ids[m_dice.bounded(static_cast<int>(ids.size()))]);
        Change change;
        shake(charge);
        change.charge = charge;
        const QString text = u"Tell "_s + phoneOf(3);
        change.event = happened(charge.id, u"charge.shaken"_s, QJsonObject{{u"code"_s, QString::number(m_dice.bounded(2000))}, {u"text"_s, text}});
        if (m_dice.bounded(3) == 0) {
            const QString receipt = u"R%1"_s.arg(m_dice.bounded(400)); // few enough to meet again
            change.charge->state.receipt = receipt;
            change.payment = PaymentRecord{
                receipt, m_dice.bounded(4) == 0 ? QString() : charge.saleId, charge.id, charge.amount, sale::Evidence::Callback, at(m_second)};
        }
        return change;
    }
    Change saleAndCharge()
    {
        const QString n = QString::number(++m_sales);
        const int who = m_dice.bounded(kPersons);
        Change change = newSale(n, u"P%1"_s.arg(who), phoneOf(who));
        change.sale->number = m_dice.bounded(30) == 0 ? u"A1-S1"_s : change.sale->number; // taken, mostly
        change.sale->reference = m_dice.bounded(5) == 0 ? phoneOf(who) : change.sale->reference;
        change.charge->key = m_dice.bounded(3) == 0 ? u"key-%1"_s.arg(m_dice.bounded(200)) : QString();
        change.charge->amount = Money::fromMinor(m_dice.bounded(1, 100'000));
        shake(*change.charge);
        return change;
    }
    void shake(ChargeRecord &charge)
    {
        ++m_second;
        charge.state.status = static_cast<sale::Status>(m_dice.bounded(10));
        charge.state.evidence = static_cast<sale::Evidence>(m_dice.bounded(6));
        charge.state.check = static_cast<sale::Check>(m_dice.bounded(3));
        charge.state.stopped = m_dice.bounded(2) == 0;
        charge.state.attempt = m_dice.bounded(1, 3);
        charge.state.receipt = m_dice.bounded(2) == 0 ? QString() : u"R%1"_s.arg(m_dice.bounded(400));
        charge.state.reason = m_dice.bounded(2) == 0 ? QString() : u"1032"_s;
        charge.checkoutRequestId = u"ws_CO_221120261102071237%1"_s.arg(phoneOf(charge.personId.mid(1).toInt()).right(9));
        charge.journaledAt = m_dice.bounded(9) == 0 ? QDateTime() : at(m_dice.bounded(5000));
        charge.settledAt = at(m_second);
        charge.wireReference = u"INV%1"_s.arg(m_dice.bounded(300));
        if (m_dice.bounded(4) == 0) {
            charge.earlierToken = charge.callbackToken;
            charge.callbackToken = u"token-%1-%2"_s.arg(charge.id).arg(m_second);
        }
    }

    QRandomGenerator m_dice;
    QMap<QString, ChargeRecord> m_charges;
    int m_sales = 0;
    int m_second = 0;
};

//! Everything that the interface tells, as text: two ledgers that agree give the same lines.
QStringList everythingIn(const LedgerReader &ledger, const RandomShop &shop);

} // namespace kaunta::ledger::test
