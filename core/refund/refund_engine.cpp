#include "core/refund/refund_engine.h"

#include "core/base/ulid.h"
#include "core/ledger/ledger_failure.h"

#include <algorithm>
#include <utility>

namespace kaunta::refund {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr milliseconds kRetryWrite = 2s;
constexpr int kMostListed = 500;

//! M-PESA's rule for Remarks, which is what a reason becomes; nothing of it needs escaping anywhere.
bool isReason(const QString &reason)
{
    const auto isPlain = [](QChar c) {
        return (c >= u'a' && c <= u'z') || (c >= u'A' && c <= u'Z') || (c >= u'0' && c <= u'9') || c == u' ' || c == u'.' || c == u',' || c == u'-';
    };
    return reason.trimmed().size() >= 2 && reason.size() <= 100 && std::all_of(reason.begin(), reason.end(), isPlain);
}

} // namespace

RefundEngine::RefundEngine(RefundParts parts, QObject *parent)
    : RefundService(parent), m_parts(std::move(parts)), m_journal(m_parts.ledger, m_parts.clock, m_parts.random), m_watch(m_parts.clock),
      m_snapshots(m_parts.profile, m_parts.ledger,
                  [this](const QString &code, const QString &text) { return m_parts.provider.explainResult(providers::ResultKind::Reversal, code, text); },
                  [this] { return !m_parts.questions.cannot(providers::Capability::Status); }, &m_watch),
      m_permits(m_parts.clock)
{
    connect(&m_parts.questions, &enquiry::Questions::changed, this, &RefundEngine::onQuestionChanged);
    connect(&m_parts.questions, &enquiry::Questions::initiatorStopChanged, this, &RefundEngine::askInitiator);
    m_parts.questions.listen(ledger::EnquiryRecord::Kind::RefundStatus,
                             [this](const ledger::EnquiryRecord &question, const callbacks::AsyncResult &result, const callbacks::InboxReader::Saved &saved) {
                                 onStatus(question, result, saved);
                             });
}

// ---- orders ----

RefundOffer RefundEngine::offer(const QString &receipt) const
{
    RefundOffer offer;
    offer.receipt = receipt;
    const auto no = [&offer](FailureCode code, const QString &detail = {}) {
        offer.failure = {code, detail};
        return offer;
    };
    if (receipt.isEmpty())   // paid, and its receipt is awaited
        return no(FailureCode::RefundNotPossible);
    const auto payment = m_parts.ledger.payment(receipt);
    if (!payment)
        return no(FailureCode::ReceiptUnknown, receipt);
    offer.saleId = payment->saleId;
    offer.amount = payment->amount;
    offer.paidAt = payment->paidAt.isValid() ? payment->paidAt : payment->at;
    offer.phoneMasked = m_snapshots.phoneOf(*payment);
    if (const auto sale = m_parts.ledger.sale(payment->saleId))
        offer.saleNumber = sale->number;
    const auto refunds = m_parts.ledger.refundsOfReceipt(receipt);
    for (const ledger::RefundRecord &other : refunds) {
        if (isLive(other.state.status)) {
            offer.refundId = other.id;
            return no(FailureCode::RefundExists, receipt);
        }
    }
    // A payment that M-PESA's own evidence contradicts may not have come at all.
    if (const auto charge = m_parts.ledger.charge(payment->chargeId); charge && charge->state.status == sale::Status::Conflict)
        return no(FailureCode::RefundNotPossible, offer.saleNumber);
    if (const auto reason = m_parts.questions.cannot(providers::Capability::Reversal)) {
        offer.failure = *reason;
        return offer;
    }
    if (const auto unread = m_parts.ledger.readFault()) {   // then "no refund of it yet" proves nothing
        offer.failure = ledger::failureOf(*unread);
        return offer;
    }
    offer.possible = true;
    return offer;
}

void RefundEngine::mayRefund(const QString &receipt)
{
    Q_EMIT refundOffered(offer(receipt));
}

std::optional<Failure> RefundEngine::ledgerNotReady()
{
    if (m_journal.stuck())
        return ledger::failureOf(m_journal.fault());
    if (const auto ready = m_parts.ledger.readyToCharge(); !ready)
        return ledger::failureOf(ready.error());
    return std::nullopt;
}

//! The second person's permission. Used up by this, whatever comes of it.
Result<people::Grant, Failure> RefundEngine::cash(const QString &grant, people::Purpose purpose, const QString &subject, const QString &user)
{
    const auto given = grant.isEmpty() ? std::nullopt : m_parts.approvals.take(grant, purpose, subject);
    if (!given)
        return Fail{Failure{FailureCode::NotAllowed, user}};
    if (given->approver == user && !given->singlePerson)
        return Fail{Failure{FailureCode::SelfApproval, user}};
    return *given;
}

void RefundEngine::refund(const RefundOrder &order)
{
    const auto refuse = [&](const Failure &failure) { Q_EMIT refundRefused(order.ticket, failure); };
    if (const RefundOffer told = offer(order.receipt); !told.possible)
        return refuse(told.failure);
    if (!isReason(order.reason))
        return refuse({FailureCode::ReasonInvalid, {}});
    if (const auto notReady = ledgerNotReady())
        return refuse(*notReady);
    const auto grant = cash(order.grant, people::Purpose::Refund, order.receipt, order.user);
    if (!grant)
        return refuse(grant.error());
    const auto opened = open(order, *m_parts.ledger.payment(order.receipt), *grant);
    if (!opened)
        return refuse(opened.error());
    m_watch.watch(*opened);
    Q_EMIT refundStarted(order.ticket, m_snapshots.of(*opened));
    send(*opened);
    Q_EMIT wakeChanged();
}

Result<ledger::RefundRecord, Failure> RefundEngine::open(const RefundOrder &order, const ledger::PaymentRecord &payment, const people::Grant &grant)
{
    ledger::RefundRecord refund;
    refund.id = makeUlid(m_parts.clock, m_parts.random);
    refund.receipt = payment.receipt;
    refund.saleId = payment.saleId;
    refund.amount = payment.amount;
    refund.reason = order.reason.trimmed();
    refund.requestedBy = order.user;
    refund.approvedBy = grant.approver;
    refund.singlePerson = grant.singlePerson;
    refund.state = next(RefundState{}, event::Approved{}).state;
    refund.resultToken = randomHex128(m_parts.random);
    refund.timeoutToken = randomHex128(m_parts.random);
    refund.journaledAt = m_parts.clock.nowUtc();
    ledger::Change change;
    change.event = {order.user, refund.id, eventName(event::Approved{}), {{u"approver"_s, grant.approver}, {u"single_person"_s, grant.singlePerson}}};
    change.refund = refund;
    if (const auto written = m_parts.ledger.append({change}); !written) {
        if (written.error().error == ledger::LedgerError::Conflict)   // another one of this receipt
            return Fail{Failure{FailureCode::RefundExists, order.receipt}};
        return Fail{ledger::failureOf(written.error())};
    }
    return refund;
}

void RefundEngine::checkNow(const QString &refundId)
{
    m_watch.askSoon(refundId);
    askNext();
    tell(refundId);   // its next check moved
}

void RefundEngine::listRefunds(const QDateTime &since)
{
    QList<RefundSnapshot> shots;
    const auto refunds = m_parts.ledger.refundsSince(since, kMostListed);
    for (const ledger::RefundRecord &refund : refunds)
        shots << m_snapshots.of(refund);
    Q_EMIT refundsListed(shots);
}

void RefundEngine::decide(const QString &ticket, const QString &refundId, bool moneyWentBack, const QString &reason, const QString &user, const QString &grant)
{
    const auto refuse = [&](const Failure &failure) { Q_EMIT refundRefused(ticket, failure); };
    const auto refund = m_parts.ledger.refund(refundId);
    if (!refund)
        return refuse({FailureCode::NotFound, refundId});
    if (refund->state.status != Status::Unknown && refund->state.status != Status::Conflict)   // nothing is left to decide, or not yet
        return refuse({FailureCode::RefundExists, refund->receipt});
    if (!isReason(reason))
        return refuse({FailureCode::ReasonInvalid, {}});
    if (const auto notReady = ledgerNotReady())
        return refuse(*notReady);
    const auto given = cash(grant, people::Purpose::Decide, refundId, user);
    if (!given)
        return refuse(given.error());
    Happening happening{.refundId = refundId, .event = event::ManagerClosed{}, .actor = user, .text = reason.trimmed(), .approver = given->approver,
                        .singlePerson = given->singlePerson};
    if (moneyWentBack)
        happening.event = event::ManagerDone{};
    feed(std::move(happening));
}

void RefundEngine::askInitiator()
{
    Q_EMIT initiatorTold(m_parts.questions.initiatorStop().code());
}

void RefundEngine::allowInitiator(const QString &ticket, const QString &reason, const QString &user, const QString &grant)
{
    const auto refuse = [&](const Failure &failure) { Q_EMIT refundRefused(ticket, failure); };
    if (!isReason(reason))
        return refuse({FailureCode::ReasonInvalid, {}});
    const auto given = cash(grant, people::Purpose::Decide, kInitiator, user);
    if (!given)
        return refuse(given.error());
    ledger::Change change;
    change.event = {user, kInitiator, u"initiator.allowed"_s,
                    {{u"approver"_s, given->approver}, {u"single_person"_s, given->singlePerson}, {u"text"_s, reason.trimmed()}}};
    if (const auto written = m_parts.ledger.append({change}); !written)
        return refuse(ledger::failureOf(written.error()));
    m_parts.questions.initiatorStop().lift();
    Q_EMIT initiatorAllowed(ticket);
}

// ---- time ----

void RefundEngine::resumeOpen()
{
    const QStringList owed = m_journal.takeOwed();
    for (const QString &refundId : owed)
        if (const auto refund = m_parts.ledger.refund(refundId))
            Q_EMIT refundAlert(m_snapshots.of(*refund));
    const auto open = m_parts.ledger.openRefunds();
    for (const ledger::RefundRecord &refund : open) {
        m_watch.watch(refund);
        if (refund.state.status == Status::Journaled)
            feed({.refundId = refund.id, .event = event::Restarted{}, .actor = u"till"_s});
        m_watch.askSoon(refund.id);   // its result may have come while nobody listened
    }
    tick();
}

std::optional<milliseconds> RefundEngine::nextWake() const
{
    return m_journal.stuck() ? m_retryAt : m_watch.nextWake();
}

void RefundEngine::tick()
{
    if (m_journal.stuck() && m_parts.clock.sinceBoot() >= m_retryAt)
        drain();
    if (!m_journal.stuck()) {
        const QStringList over = m_watch.waitsOver();
        for (const QString &refundId : over)
            feed({.refundId = refundId, .event = event::WaitOver{}, .actor = u"till"_s});
    }
    askNext();
    Q_EMIT wakeChanged();
}

// ---- what happens to refunds ----

void RefundEngine::feed(Happening happening)
{
    m_journal.add(std::move(happening));
    drain();
}

void RefundEngine::drain()
{
    if (m_draining)   // a slot of ours fed something while we were publishing: the loop below takes it
        return;
    m_draining = true;
    while (const auto recorded = m_journal.writeNext()) {
        m_watch.watch(recorded->after);
        carryOut(*recorded);
        m_journal.told(*recorded);
        if (recorded->saved)
            recorded->saved();
        Q_EMIT refundChanged(m_snapshots.of(recorded->after));
    }
    m_draining = false;
    if (m_journal.stuck())
        m_retryAt = m_parts.clock.sinceBoot() + kRetryWrite;
    askNext();
    Q_EMIT wakeChanged();
}

//! A refund as it stands. What a listener feeds meanwhile waits, or the next listener would hear of the old state after the new one.
void RefundEngine::tell(const QString &refundId)
{
    const auto refund = m_parts.ledger.refund(refundId);
    if (!refund)
        return;
    const bool draining = std::exchange(m_draining, true);
    Q_EMIT refundChanged(m_snapshots.of(*refund));
    m_draining = draining;
    drain();
}

void RefundEngine::carryOut(const Recorded &recorded)
{
    for (const Action action : recorded.step.actions) {
        switch (action) {
        case Action::SendReversal:
            send(recorded.after);
            break;
        case Action::AskStatus:
            m_watch.askSoon(recorded.after.id);
            break;
        case Action::AlertConflict:
        case Action::AlertLateRefund:
            Q_EMIT refundAlert(m_snapshots.of(recorded.after));
            break;
        }
    }
}

} // namespace kaunta::refund
