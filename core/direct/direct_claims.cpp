// Codes that customers show: checked, looked up, and "claimed, not verified" until M-PESA's own record is there.
#include "core/direct/direct_engine.h"

#include "core/ledger/ledger_failure.h"
#include "core/sale/cash_grant.h"

namespace kaunta::direct {

using namespace Qt::StringLiterals;
using State = ledger::ClaimRecord::State;

namespace {

constexpr qint64 kClocksDifferMs = 2 * 60'000;
constexpr int kMostClaims = 500;

} // namespace

ledger::ClaimRecord DirectEngine::newClaim(const QString &code, const ledger::SaleRecord &sale, const QString &user) const
{
    ledger::ClaimRecord claim;
    claim.code = code;
    claim.saleId = sale.id;
    claim.claimedBy = user;
    claim.claimedAt = m_parts.clock.nowUtc();
    const auto charges = m_parts.ledger.chargesOfSale(sale.id);
    for (const ledger::ChargeRecord &charge : charges)
        if (looksForMoney(charge.state))
            claim.chargeId = charge.id;   // the newest
    return claim;
}

void DirectEngine::claim(const QString &ticket, const QString &code, const QString &saleIdOrNumber, const QString &user)
{
    const QString typed = code.trimmed().toUpper();
    if (m_parts.approvals && !m_parts.approvals->allows(user, people::Permission::Charge))
        return refuse(ticket, FailureCode::NotAllowed, user);
    if (!isReceiptCode(typed))
        return refuse(ticket, FailureCode::CodeInvalid);
    const auto sale = m_parts.ledger.sale(saleIdOrNumber);
    if (!sale)
        return refuse(ticket, FailureCode::NotFound, saleIdOrNumber);
    const auto payment = m_parts.ledger.payment(typed);
    if (payment && !payment->saleId.isEmpty()) {
        if (payment->saleId != sale->id)
            return refuse(ticket, FailureCode::PaymentUsed, m_views.whereUsed(*payment));
        Q_EMIT claimFound(ticket, m_views.of(*payment), m_views.balanceOf(*sale));
        return;
    }
    auto claimed = m_parts.ledger.claim(typed);
    if (claimed && claimed->saleId != sale->id) {
        const Claim first = m_views.claimOf(*claimed);
        return refuse(ticket, FailureCode::PaymentUsed, first.saleNumber + u' ' + toIso(first.claimedAt));
    }
    if (claimed && claimed->state == State::Rejected && !payment)   // a supervisor said no, and M-PESA has not said yes
        return refuse(ticket, FailureCode::NotAllowed, typed);
    if (!claimed) {
        claimed = newClaim(typed, *sale, user);
        ledger::Change change{{user, typed, u"claim.made"_s, {}}, {}, {}, {}, {}};
        change.claim = claimed;
        if (!write(change, ticket))
            return;
    }
    if (payment)
        pursue(*claimed, *payment, *sale, ticket);
    else
        askAbout(*claimed, ticket, user);
}

void DirectEngine::askAbout(const ledger::ClaimRecord &claim, const QString &ticket, const QString &user)
{
    if (!m_lookup || m_asking.contains(claim.code)) {   // nobody can be asked, or is being asked already
        Q_EMIT claimOpen(ticket, m_views.claimOf(claim));
        return;
    }
    m_asking.insert(claim.code, ticket);
    m_lookup->lookUp(claim.code, user, this, [this, code = claim.code, ticket](enquiry::ReceiptLookup::Outcome) {
        if (m_asking.value(code) != ticket)   // what was found has been told already
            return;
        m_asking.remove(code);
        if (const auto open = m_parts.ledger.claim(code))
            Q_EMIT claimOpen(ticket, m_views.claimOf(*open));
    });
}

std::optional<Failure> DirectEngine::claimMisfit(const ledger::PaymentRecord &payment, const ledger::SaleRecord &sale) const
{
    const SaleBalance balance = m_views.balanceOf(sale);
    if (payment.amount.minor() != balance.due.minor() - balance.paid.minor())
        return Failure{FailureCode::AmountDiffers, payment.amount.toPlain()};
    if (payment.paidAt.isValid() && payment.paidAt.msecsTo(sale.createdAt) > kClocksDifferMs)
        return Failure{FailureCode::CodeTooOld, toIso(payment.paidAt)};
    return std::nullopt;
}

void DirectEngine::pursue(const ledger::ClaimRecord &claim, const ledger::PaymentRecord &payment, const ledger::SaleRecord &sale, const QString &ticket)
{
    const auto refused = [&](const Failure &failure) {
        if (!ticket.isEmpty())   // else nobody waits: the claim stays as it is
            Q_EMIT directRefused(ticket, failure);
    };
    if (const auto cannot = cannotMatch(payment, sale))
        return refused(*cannot);
    // The customer's word chooses between a stranger's payment and this sale's own prompt, if no other was sent that the record fits
    // in amount and what is told of the phone. The claim is verified when the charge has it. Otherwise the payment is put on the sale,
    // and the charge stays open: evidence of its own may come yet.
    if (const auto only = m_finder.onlyPromptFor(payment); only && only->saleId == sale.id) {
        if (!ticket.isEmpty())
            m_asking.insert(claim.code, ticket);
        m_parts.charges.takeProof({only->id, payment.evidence, payment.receipt, payment.amount, payment.paidAt, {}});
        return;
    }
    if (const auto misfit = claimMisfit(payment, sale))
        return refused(*misfit);
    ledger::PaymentRecord moved = payment;
    moved.saleId = sale.id;
    moved.matchedBy = claim.claimedBy;
    moved.matchedAt = m_parts.clock.nowUtc();
    verify(claim, moved, ticket);
}

void DirectEngine::verify(const ledger::ClaimRecord &claim, std::optional<ledger::PaymentRecord> moved, const QString &ticket)
{
    ledger::Change change{{u"till"_s, claim.code, u"claim.verified"_s, {}}, {}, {}, std::move(moved), {}};
    change.claim = claim;
    change.claim->state = State::Verified;
    change.claim->decidedAt = m_parts.clock.nowUtc();
    if (const auto written = m_parts.ledger.append({change}); !written) {
        if (!ticket.isEmpty())
            Q_EMIT directRefused(ticket, ledger::failureOf(written.error()));
        return;
    }
    const auto payment = m_parts.ledger.payment(claim.code);
    const auto sale = m_parts.ledger.sale(claim.saleId);
    if (payment && sale)
        Q_EMIT claimFound(ticket, m_views.of(*payment), m_views.balanceOf(*sale));
}

void DirectEngine::onClaimedPaymentKnown(const QString &receipt)
{
    const auto claim = m_parts.ledger.claim(receipt);
    const auto payment = m_parts.ledger.payment(receipt);
    const auto sale = claim ? m_parts.ledger.sale(claim->saleId) : std::nullopt;
    if (!sale || !payment || claim->state == State::Verified || claim->state == State::Rejected)
        return;
    const QString ticket = m_asking.take(receipt);
    if (payment->saleId == sale->id)   // its charge has it
        verify(*claim, std::nullopt, ticket);
    else
        pursue(*claim, *payment, *sale, ticket);
}

void DirectEngine::decideClaim(const QString &ticket, const QString &code, bool accept, const QString &reason, const QString &user, const QString &grant)
{
    auto claim = m_parts.ledger.claim(code);
    if (!claim || claim->state != State::Open)
        return refuse(ticket, FailureCode::NotFound, code);
    const auto payment = m_parts.ledger.payment(code);
    const auto sale = m_parts.ledger.sale(claim->saleId);
    const bool moves = accept && payment && sale;   // M-PESA's record is there, and only amount or time did not fit
    if (const auto cannot = moves ? cannotMatch(*payment, *sale) : std::nullopt)
        return refuse(ticket, cannot->code, cannot->detail);
    const auto details = sale::cashGrant(m_parts.approvals, grant, people::Purpose::Decide, code, reason);
    if (!details)
        return refuse(ticket, details.error().code, details.error().detail);
    claim->state = accept ? State::Accepted : State::Rejected;
    claim->decidedBy = details->value(u"approver"_s).toString();
    claim->decidedAt = m_parts.clock.nowUtc();
    ledger::Change change{{user, code, accept ? u"claim.accepted"_s : u"claim.rejected"_s, *details}, {}, {}, {}, {}};
    change.claim = claim;
    if (moves) {
        change.payment = payment;
        change.payment->saleId = sale->id;
        change.payment->matchedBy = claim->decidedBy;
        change.payment->matchedAt = claim->decidedAt;
    }
    if (write(change, ticket))
        Q_EMIT claimDecided(ticket, m_views.claimOf(*claim), accept);
}

void DirectEngine::listClaims()
{
    const auto open = m_parts.ledger.claims(State::Open, kMostClaims);
    QList<Claim> claims;
    for (const ledger::ClaimRecord &claim : open)
        claims << m_views.claimOf(claim);
    Q_EMIT claimsListed(claims);
}

} // namespace kaunta::direct
