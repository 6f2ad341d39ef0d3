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

//! Money that nobody asked for, of a person whose number M-PESA hides.
inline PaymentRecord direct(const QString &receipt = u"SKD1ABCDEF"_s, const QString &personId = {})
{
    PaymentRecord record = payment(receipt, {}, {});
    record.evidence = sale::Evidence::C2b;
    record.paidAt = at(8);
    record.personId = personId;
    record.billReference = u"INV S1"_s;
    return record;
}

inline PersonRecord payer(const QString &id = u"D1"_s)
{
    return {id, {}, u"ACHIENG"_s, u"2547 ***** 126"_s};
}

inline RefundRecord reversal(const QString &id = u"F1"_s, const QString &receipt = u"SKL1ABCDEF"_s)
{
    RefundRecord record;
    record.id = id;
    record.receipt = receipt;
    record.saleId = u"S1"_s;
    record.amount = Money::fromMinor(125000);
    record.reason = u"Wrong size"_s;
    record.requestedBy = u"cashier"_s;
    record.approvedBy = u"manager"_s;
    record.state.status = refund::Status::Journaled;
    record.state.attempt = 1;
    record.resultToken = u"result-"_s + id;
    record.timeoutToken = u"timeout-"_s + id;
    record.journaledAt = at(20);
    return record;
}

inline EnquiryRecord enquiry(const QString &id = u"Q1"_s, EnquiryRecord::Kind kind = EnquiryRecord::Kind::Status)
{
    EnquiryRecord record;
    record.id = id;
    record.kind = kind;
    record.subject = kind == EnquiryRecord::Kind::Status ? u"SKL1ABCDEF"_s : QString();
    record.askedBy = u"manager"_s;
    record.resultToken = u"result-"_s + id;
    record.timeoutToken = u"timeout-"_s + id;
    record.askedAt = at(30);
    return record;
}

inline UserRecord user(const QString &id = u"U1"_s, const QString &name = u"wanjiku"_s)
{
    return {id, name, people::Role::Manager, false, 0, {}, at(0)};
}

inline ClaimRecord claim(const QString &code = u"SKX1ABCDEF"_s, const QString &saleId = u"S1"_s)
{
    return {code, saleId, {}, ClaimRecord::State::Open, u"cashier"_s, at(40), {}, {}};
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

inline Change about(const PaymentRecord &payment)
{
    return {happened(payment.receipt, u"payment.arrived"_s), {}, {}, payment, {}};
}

inline Change about(const PaymentRecord &payment, const PersonRecord &person)
{
    return {happened(payment.receipt, u"payment.arrived"_s), {}, {}, payment, person};
}

inline Change about(const RefundRecord &refund)
{
    return {.event = happened(refund.id, u"refund.approved"_s), .sale = {}, .charge = {}, .payment = {}, .person = {}, .refund = refund};
}

inline Change about(const EnquiryRecord &enquiry)
{
    return {.event = happened(enquiry.id, u"enquiry.asked"_s), .sale = {}, .charge = {}, .payment = {}, .person = {}, .enquiry = enquiry};
}

inline Change about(const UserRecord &user)
{
    return {.event = happened(user.id, u"user.added"_s), .sale = {}, .charge = {}, .payment = {}, .person = {}, .user = user};
}

inline Change about(const ClaimRecord &claim)
{
    return {.event = happened(claim.code, u"claim.opened"_s), .sale = {}, .charge = {}, .payment = {}, .person = {}, .claim = claim};
}

inline Change about(const PinRecord &pin)
{
    return {.event = happened(pin.userId, u"user.pin_changed"_s), .sale = {}, .charge = {}, .payment = {}, .person = {}, .pin = pin};
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
    QString somePerson() { return (m_dice.bounded(2) == 0 ? u"P%1"_s : u"D%1"_s).arg(m_dice.bounded(kPersons)); }
    int dice(int sides) { return m_dice.bounded(sides); }
    QStringList chargeIds() const { return m_charges.keys(); }

    static constexpr int kPersons = 12;
    static constexpr int kDirect = 40; //!< receipts of direct payments

private:
    Change one()
    {
        if (m_charges.isEmpty() || m_dice.bounded(4) == 0)
            return saleAndCharge();
        if (m_dice.bounded(2) == 0)
            return somethingElse();
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
    Change somethingElse()
    {
        switch (m_dice.bounded(6)) {
        case 0:
        case 1:
            return directPayment();
        case 2:
            return someRefund();
        case 3:
            return someEnquiry();
        case 4: {
            const int n = m_dice.bounded(8);
            UserRecord user = ledger::test::user(u"U%1"_s.arg(n), u"user%1"_s.arg(m_dice.bounded(6) == 0 ? 0 : n));
            user.role = static_cast<people::Role>(m_dice.bounded(5));
            user.wrongTries = m_dice.bounded(4);
            Change change = about(user);
            if (m_dice.bounded(2) == 0)
                change.pin = PinRecord{u"U%1"_s.arg(m_dice.bounded(8)), QByteArray(16, 's'), QByteArray(32, static_cast<char>('a' + n))};
            return change;
        }
        default: {
            ClaimRecord claim = ledger::test::claim(u"K%1"_s.arg(m_dice.bounded(20)), someCharge().saleId);
            claim.state = static_cast<ClaimRecord::State>(m_dice.bounded(4));
            if (m_dice.bounded(2) == 0)
                claim.saleId = u"S1"_s;
            return about(claim);
        }
        }
    }
    Change directPayment()
    {
        const int n = m_dice.bounded(kDirect);
        const int who = n % kPersons;
        PaymentRecord payment = direct(u"DR%1"_s.arg(n), u"D%1"_s.arg(who));
        payment.amount = Money::fromMinor(m_dice.bounded(12) == 0 ? 7 : 1000 + n);
        payment.at = m_dice.bounded(9) == 0 ? QDateTime() : at(m_dice.bounded(5000));
        payment.billReference = m_dice.bounded(3) == 0 ? directPhone(who) : u"A%1"_s.arg(n);
        const ChargeRecord charge = someCharge();
        if (m_dice.bounded(3) == 0) {
            payment.saleId = charge.saleId;
            payment.matchedBy = u"cashier"_s;
            payment.matchedAt = at(++m_second);
        }
        if (m_dice.bounded(5) == 0) { // a charge takes it over
            payment.saleId = charge.saleId;
            payment.chargeId = charge.id;
        }
        const PersonRecord person{payment.personId, who % 2 == 0 ? QString() : directPhone(who), u"NAME %1"_s.arg(m_dice.bounded(3)),
                                  m_dice.bounded(2) == 0 ? QString() : u"2547 ***** %1"_s.arg(who)};
        return about(payment, person);
    }
    Change someRefund()
    {
        const int n = m_dice.bounded(kDirect);
        RefundRecord refund = reversal(u"F%1"_s.arg(m_dice.bounded(8) == 0 ? m_dice.bounded(kDirect) : n), u"DR%1"_s.arg(n));
        refund.saleId.clear();
        refund.amount = Money::fromMinor(m_dice.bounded(12) == 0 ? 7 : 1000 + n);
        refund.state.status = static_cast<refund::Status>(m_dice.bounded(10));
        refund.state.evidence = static_cast<refund::Evidence>(m_dice.bounded(3));
        refund.journaledAt = m_dice.bounded(9) == 0 ? QDateTime() : at(m_dice.bounded(5000));
        refund.reason = u"for "_s + directPhone(n % kPersons);
        if (m_dice.bounded(4) == 0)
            refund.earlierResultToken = u"T%1"_s.arg(m_dice.bounded(40));
        return about(refund);
    }
    Change someEnquiry()
    {
        const int n = m_dice.bounded(kDirect);
        EnquiryRecord enquiry = ledger::test::enquiry(u"Q%1"_s.arg(m_dice.bounded(30)));
        enquiry.kind = static_cast<EnquiryRecord::Kind>(m_dice.bounded(3));
        enquiry.state = static_cast<EnquiryRecord::State>(m_dice.bounded(5));
        enquiry.subject = (enquiry.kind == EnquiryRecord::Kind::RefundStatus ? u"F%1"_s : u"DR%1"_s).arg(n);
        if (m_dice.bounded(3) == 0)
            enquiry.timeoutToken = u"T%1"_s.arg(m_dice.bounded(40));
        enquiry.answer = {{u"counterparty"_s, u"NAME %1"_s.arg(m_dice.bounded(3))}, {u"status"_s, u"Completed"_s}, {u"text"_s, directPhone(n % kPersons)}};
        return about(enquiry);
    }
    QString directPhone(int who) const { return u"25411%1"_s.arg(1'000'000 + who * 7919); }
    ChargeRecord someCharge()
    {
        const QStringList ids = m_charges.keys();
        return m_charges.value(ids[m_dice.bounded(static_cast<int>(ids.size()))]);
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
