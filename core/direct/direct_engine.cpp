#include "core/direct/direct_engine.h"

#include "core/direct/c2b_rule.h"
#include "core/ledger/ledger_failure.h"
#include "core/sale/cash_grant.h"
#include "core/sale/charge_order.h"

#include <QPointer>
#include <algorithm>

namespace kaunta::direct {

using namespace Qt::StringLiterals;

namespace {

//! A secret path's end that must stay the same for ever: M-PESA takes the addresses once.
const QString kConfirmation = u"c2b-confirmation-token"_s;
const QString kValidation = u"c2b-validation-token"_s;

bool keep(ledger::Ledger &ledger, const QString &setting, const QString &token)
{
    if (ledger.setting(setting) != token)
        ledger.setSetting(setting, token);
    return ledger.setting(setting) == token;
}

QString keptToken(ledger::Ledger &ledger, RandomSource &random, const QString &setting)
{
    QString token = ledger.setting(setting);
    if (token.isEmpty()) {
        token = randomHex128(random);
        keep(ledger, setting, token);
    }
    return token;
}

} // namespace

DirectEngine::DirectEngine(DirectParts parts, QObject *parent)
    : DirectService(parent), m_parts(std::move(parts)), m_finder(m_parts.profile, m_parts.ledger, m_parts.clock), m_views(m_parts.ledger, m_finder),
      m_confirmationToken(keptToken(m_parts.ledger, m_parts.random, kConfirmation)),
      m_validationToken(keptToken(m_parts.ledger, m_parts.random, kValidation))
{
    m_parts.inbox.add([engine = QPointer(this)](const callbacks::Arrived &arrived, const callbacks::InboxReader::Saved &saved) {
        return engine && engine->interpret(arrived, saved);
    });
    connect(&m_parts.charges, &sale::SaleService::chargeChanged, this, &DirectEngine::onChargeChanged);
    connect(&m_parts.charges, &sale::SaleService::alertRaised, this, &DirectEngine::onAlert);
    connect(&m_parts.charges, &sale::ChargeEngine::paymentTakenOver, this, &DirectEngine::onTakenOver);
}

DirectEngine::~DirectEngine() = default;

bool DirectEngine::keepTokens()
{
    return keep(m_parts.ledger, kConfirmation, m_confirmationToken) && keep(m_parts.ledger, kValidation, m_validationToken);
}

std::optional<callbacks::PathKind> DirectEngine::kindOf(const QString &token) const
{
    if (token == m_confirmationToken)
        return callbacks::PathKind::C2bConfirmation;
    return token == m_validationToken ? std::optional(callbacks::PathKind::C2bValidation) : std::nullopt;
}

callbacks::ValidationReply DirectEngine::validate(const callbacks::C2bPayment &payment) const
{
    const auto due = openDueOf(payment.billReference, m_parts.profile, m_parts.ledger, m_finder);
    const Money amount = Money::fromMinor(payment.amount.minor(), m_parts.profile.currency());
    return judgeC2b(m_parts.profile, amount, due, !m_parts.ledger.readFault());
}

void DirectEngine::list(const Search &search)
{
    Q_EMIT directListed(m_views.list(search));
}

void DirectEngine::refuse(const QString &ticket, FailureCode code, const QString &detail)
{
    Q_EMIT directRefused(ticket, {code, detail});
}

bool DirectEngine::write(const ledger::Change &change, const QString &ticket)
{
    const auto written = m_parts.ledger.append({change});
    if (!written)
        Q_EMIT directRefused(ticket, ledger::failureOf(written.error()));
    return written ? true : false;
}

void DirectEngine::toldMatch(const QString &ticket, const QString &receipt)
{
    const auto payment = m_parts.ledger.payment(receipt);
    if (!payment)
        return;
    const auto sale = payment->saleId.isEmpty() ? std::nullopt : m_parts.ledger.sale(payment->saleId);
    Q_EMIT directMatched(ticket, m_views.of(*payment), sale ? m_views.balanceOf(*sale) : SaleBalance{});
}

std::optional<Failure> DirectEngine::cannotMatch(const ledger::PaymentRecord &payment, const ledger::SaleRecord &sale) const
{
    if (!payment.saleId.isEmpty())   // first come: it is on that sale for everybody
        return Failure{FailureCode::PaymentUsed, m_views.whereUsed(payment)};
    if (m_views.goesBack(payment.receipt))
        return Failure{FailureCode::RefundExists, payment.receipt};
    if (payment.amount.currency() != sale.due.currency())
        return Failure{FailureCode::AmountDiffers, payment.amount.toPlain()};
    const Place place = m_finder.placeOf(payment);
    const auto elsewhere = std::find_if(place.mayBelongTo.begin(), place.mayBelongTo.end(),
                                        [&](const ledger::ChargeRecord &charge) { return charge.saleId != sale.id; });
    if (elsewhere != place.mayBelongTo.end()) {
        const auto other = m_parts.ledger.sale(elsewhere->saleId);
        return Failure{FailureCode::PaymentHeld, other ? other->number : QString()};
    }
    return std::nullopt;
}

void DirectEngine::match(const QString &ticket, const QString &receipt, const QString &saleIdOrNumber, const QString &user)
{
    if (m_parts.approvals && !m_parts.approvals->allows(user, people::Permission::Charge))
        return refuse(ticket, FailureCode::NotAllowed, user);
    const auto payment = m_parts.ledger.payment(receipt);
    if (!payment)
        return refuse(ticket, FailureCode::ReceiptUnknown, receipt);
    const auto sale = m_parts.ledger.sale(saleIdOrNumber);
    if (!sale)
        return refuse(ticket, FailureCode::NotFound, saleIdOrNumber);
    if (const auto cannot = cannotMatch(*payment, *sale))
        return refuse(ticket, cannot->code, cannot->detail);
    const SaleBalance balance = m_views.balanceOf(*sale);
    if (balance.paid.minor() >= balance.due.minor())
        return refuse(ticket, FailureCode::SaleSettled, sale->number);
    if (m_finder.placeOf(*payment).kind != Place::Kind::Alone)   // it may be this very sale's charge that it belongs to
        return refuse(ticket, FailureCode::PaymentHeld, sale->number);

    ledger::PaymentRecord row = *payment;
    row.saleId = sale->id;
    row.matchedBy = user;
    row.matchedAt = m_parts.clock.nowUtc();
    ledger::Change change{{user, receipt, u"payment.matched"_s, {}}, {}, {}, row, {}};
    if (write(change, ticket))
        toldMatch(ticket, receipt);
}

void DirectEngine::matchNewSale(const QString &ticket, const QString &receipt, const QString &reference, const QString &user)
{
    if (m_parts.approvals && !m_parts.approvals->allows(user, people::Permission::Charge))
        return refuse(ticket, FailureCode::NotAllowed, user);
    const auto payment = m_parts.ledger.payment(receipt);
    if (!payment)
        return refuse(ticket, FailureCode::ReceiptUnknown, receipt);
    if (!sale::isReference(reference))
        return refuse(ticket, FailureCode::ReferenceInvalid, reference);
    const auto sale = sale::newSale(m_parts.profile, m_parts.ledger, m_parts.clock, m_parts.random, payment->amount, payment->personId, {user, reference, {}});
    if (const auto cannot = cannotMatch(*payment, sale))
        return refuse(ticket, cannot->code, cannot->detail);
    ledger::PaymentRecord row = *payment;
    row.saleId = sale.id;
    row.matchedBy = user;
    row.matchedAt = m_parts.clock.nowUtc();
    ledger::Change change{{user, receipt, u"payment.matched"_s, {}}, sale, {}, row, {}};
    if (write(change, ticket))
        toldMatch(ticket, receipt);
}

void DirectEngine::undo(const QString &ticket, const QString &receipt, const QString &reason, const QString &user, const QString &grant)
{
    const auto payment = m_parts.ledger.payment(receipt);
    if (!payment || payment->saleId.isEmpty())
        return refuse(ticket, FailureCode::ReceiptUnknown, receipt);
    if (!payment->chargeId.isEmpty())   // M-PESA's own evidence put it there
        return refuse(ticket, FailureCode::PaymentUsed, m_views.whereUsed(*payment));
    if (m_views.goesBack(receipt))
        return refuse(ticket, FailureCode::RefundExists, receipt);
    const auto details = sale::cashGrant(m_parts.approvals, grant, people::Purpose::UndoMatch, receipt, reason);
    if (!details)
        return refuse(ticket, details.error().code, details.error().detail);
    QJsonObject trace = *details;
    trace.insert(u"from"_s, payment->saleId);
    ledger::PaymentRecord row = *payment;
    row.saleId.clear();
    row.matchedBy.clear();
    row.matchedAt = {};
    if (write({{user, receipt, u"payment.unmatched"_s, trace}, {}, {}, row, {}}, ticket))
        toldMatch(ticket, receipt);
}

void DirectEngine::onTakenOver(const QString &receipt, const QString &fromSaleId)
{
    const auto payment = m_parts.ledger.payment(receipt);
    const auto from = fromSaleId.isEmpty() ? std::nullopt : m_parts.ledger.sale(fromSaleId);
    if (payment && from && payment->saleId != fromSaleId)
        Q_EMIT matchOvertaken(m_views.of(*payment), from->number);
}

} // namespace kaunta::direct
