#include "core/ledger/involved.h"

#include <algorithm>

namespace kaunta::ledger {

namespace {

//! Rows of the change stand in for those of the ledger.
class Around
{
public:
    Around(const Change &change, const LedgerReader &ledger) : m_change(change), m_ledger(ledger) {}

    QString ofReceipt(const QString &receipt) const
    {
        const auto payment = m_change.payment && m_change.payment->receipt == receipt ? m_change.payment : m_ledger.payment(receipt);
        if (!payment)
            return {};
        const QString ofCharge = personOfCharge(payment->chargeId); // known by the whole number, so it is looked at first
        return ofCharge.isEmpty() ? payment->personId : ofCharge;
    }
    QString ofEnquiry(const EnquiryRecord &enquiry) const
    {
        switch (enquiry.kind) {
        case EnquiryRecord::Kind::Status:
            return ofReceipt(enquiry.subject);
        case EnquiryRecord::Kind::RefundStatus:
            return ofRefundId(enquiry.subject);
        case EnquiryRecord::Kind::Balance:
            break;
        }
        return {};
    }
    QString ofSubject(const QString &subject) const
    {
        QString person = personOfCharge(subject);
        if (person.isEmpty())
            person = ofReceipt(subject);
        if (person.isEmpty())
            person = ofRefundId(subject);
        const auto enquiry = person.isEmpty() ? m_ledger.enquiry(subject) : std::nullopt;
        return enquiry ? ofEnquiry(*enquiry) : person;
    }

private:
    QString personOfCharge(const QString &id) const
    {
        const auto charge = m_change.charge && m_change.charge->id == id ? m_change.charge : m_ledger.charge(id);
        return charge ? charge->personId : QString();
    }
    QString ofRefundId(const QString &id) const
    {
        const auto refund = m_ledger.refund(id);
        return refund ? ofReceipt(refund->receipt) : QString();
    }

    const Change &m_change;
    const LedgerReader &m_ledger;
};

} // namespace

Involved involvedIn(const Change &change, const LedgerReader &ledger)
{
    const Around around(change, ledger);
    Involved involved;
    if (!change.charge || change.charge->id != change.event.subject) // most events: the row itself names the person
        involved.subject = around.ofSubject(change.event.subject);
    if ((change.refund || change.enquiry) && change.person)
        involved.payer = change.person->id;
    else if (change.refund)
        involved.payer = around.ofReceipt(change.refund->receipt);
    else if (change.enquiry)
        involved.payer = around.ofEnquiry(*change.enquiry);
    return involved;
}

bool hasOpenRefund(const QString &personId, const LedgerReader &ledger)
{
    const auto refunds = ledger.openRefunds();
    return std::any_of(refunds.begin(), refunds.end(), [&](const RefundRecord &refund) {
        const auto payment = ledger.payment(refund.receipt);
        const auto charge = payment ? ledger.charge(payment->chargeId) : std::nullopt;
        return (payment && payment->personId == personId) || (charge && charge->personId == personId);
    });
}

} // namespace kaunta::ledger
