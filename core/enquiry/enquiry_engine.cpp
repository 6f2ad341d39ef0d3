#include "core/enquiry/enquiry_engine.h"

#include "core/enquiry/answer_json.h"

#include <algorithm>

namespace kaunta::enquiry {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using Kind = ledger::EnquiryRecord::Kind;

namespace {

constexpr int kMostListed = 500;
constexpr milliseconds kSoon = 30s;
constexpr milliseconds kBetweenPulls = 2min;   //!< of those that the till makes by itself
constexpr int kMostDoublings = 5;              //!< of that, while the list cannot be read

providers::ResultKind resultKind(Kind kind)
{
    return kind == Kind::Balance ? providers::ResultKind::Balance : providers::ResultKind::Status;
}

} // namespace

EnquiryEngine::EnquiryEngine(EnquiryParts parts, QObject *parent)
    : AccountService(parent), m_parts(std::move(parts)), m_pull(m_parts.provider, m_parts.found, this)
{
    connect(&m_parts.questions, &Questions::changed, this, &EnquiryEngine::onQuestionChanged);
    connect(&m_pull, &PullRun::changed, this, &EnquiryEngine::onPullChanged);
    m_parts.questions.listen(Kind::Status, [this](const ledger::EnquiryRecord &question, const callbacks::AsyncResult &result, const callbacks::InboxReader::Saved &saved) {
        onStatus(question, result);
        saved();
    });
}

void EnquiryEngine::refuse(const QString &ticket, const Failure &failure)
{
    QMetaObject::invokeMethod(this, [this, ticket, failure] { Q_EMIT accountRefused(ticket, failure); }, Qt::QueuedConnection);
}

// ---- balance and status ----

void EnquiryEngine::askBalance(const QString &ticket, const QString &user)
{
    if (!m_parts.approvals.allows(user, people::Permission::SeeBalance))
        return refuse(ticket, {FailureCode::NotAllowed, user});
    ask(ticket, {Kind::Balance, {}, {}, user});
}

void EnquiryEngine::askStatus(const QString &ticket, const QString &receipt, const QString &user)
{
    if (receipt.isEmpty())
        return refuse(ticket, {FailureCode::CodeInvalid, {}});
    ask(ticket, {Kind::Status, receipt, {}, user});
}

void EnquiryEngine::ask(const QString &ticket, const Question &question)
{
    // A second click joins the question that is under way: each one signs in as the shop's operator.
    const auto open = m_parts.ledger.openEnquiries();
    const auto same = std::find_if(open.begin(), open.end(), [&](const ledger::EnquiryRecord &other) { return other.kind == question.kind && other.subject == question.subject; });
    if (same == open.end()) {
        const auto asked = m_parts.questions.ask(question);
        if (!asked)
            return refuse(ticket, asked.error());
        m_tickets[asked->id] << ticket;
        QMetaObject::invokeMethod(this, [this, record = *asked] { tell(record); }, Qt::QueuedConnection);
        return;
    }
    m_tickets[same->id] << ticket;
    QMetaObject::invokeMethod(this, [this, id = same->id] {
        if (const auto record = m_parts.ledger.enquiry(id))
            tell(*record);
    }, Qt::QueuedConnection);
}

void EnquiryEngine::listBalances(const QString &user, int limit)
{
    if (!m_parts.approvals.allows(user, people::Permission::SeeBalance))
        return refuse({}, {FailureCode::NotAllowed, user});
    QList<BalanceSnapshot> shots;
    const auto questions = m_parts.ledger.enquiriesOf(Kind::Balance, std::clamp(limit, 0, kMostListed));
    for (const ledger::EnquiryRecord &question : questions) {
        shots << balanceSnapshot(question);
        shots.last().explanation = explain(providers::ResultKind::Balance, question);
    }
    QMetaObject::invokeMethod(this, [this, shots] { Q_EMIT balancesListed(shots); }, Qt::QueuedConnection);
}

providers::Explanation EnquiryEngine::explain(providers::ResultKind kind, const ledger::EnquiryRecord &question) const
{
    QString text;
    if (!question.reason.isEmpty()) {
        const auto events = m_parts.ledger.eventsOf(question.id);
        for (const ledger::EventRecord &event : events)
            if (event.payload.value("code"_L1).toString() == question.reason)
                text = event.payload.value("text"_L1).toString();
    }
    return m_parts.provider.explainResult(kind, question.reason, text);
}

//! To everybody who asked; a late answer of an earlier run's question has no ticket and goes out without one.
void EnquiryEngine::tell(const ledger::EnquiryRecord &question)
{
    QStringList tickets = m_tickets.value(question.id);
    if (tickets.isEmpty())
        tickets << QString();
    for (const QString &ticket : std::as_const(tickets)) {
        if (question.kind == Kind::Balance) {
            BalanceSnapshot shot = balanceSnapshot(question);
            shot.explanation = explain(resultKind(question.kind), question);
            Q_EMIT balanceChanged(ticket, shot);
        } else {
            StatusSnapshot shot = statusSnapshot(question);
            shot.explanation = explain(resultKind(question.kind), question);
            shot.counterparty = m_payers.value(question.id);
            Q_EMIT statusChanged(ticket, shot);
        }
    }
}

void EnquiryEngine::onQuestionChanged(const ledger::EnquiryRecord &question)
{
    if (question.kind == Kind::RefundStatus)
        return;
    tell(question);
    const AskState state = askState(question.state);
    if (state == AskState::Asked || state == AskState::Accepted)
        return;
    const auto over = std::stable_partition(m_lookups.begin(), m_lookups.end(), [&](const Lookup &lookup) { return lookup.questionId != question.id; });
    const std::vector<Lookup> ended(std::make_move_iterator(over), std::make_move_iterator(m_lookups.end()));
    m_lookups.erase(over, m_lookups.end());
    for (const Lookup &lookup : ended)
        finish(lookup, m_paidToUs.contains(question.id) ? Outcome::Found : Outcome::NotFound);
}

//! "600134 - Safaricom157": is that this shop?
bool EnquiryEngine::isOurs(const QString &party) const
{
    const QString number = party.section(u'-', 0, 0).trimmed();
    return !number.isEmpty() && (number == m_parts.profile.shortCode || number == m_parts.profile.till);
}

void EnquiryEngine::onStatus(const ledger::EnquiryRecord &question, const callbacks::AsyncResult &result)
{
    const callbacks::StatusResult status = callbacks::readStatus(result, m_parts.profile.currency());
    m_payers.insert(question.id, status.counterparty);
    // "Completed" is true of every payment in the country: of what the shop paid out, and of what a customer paid elsewhere. Only
    // one that names this shop as its receiver, and its amount, is money of ours.
    if (!status.isCompleted || status.receipt != question.subject || !status.amount || !isOurs(result.value("CreditPartyName"_L1)))
        return;
    m_paidToUs.insert(question.id);
    m_parts.found.takeCompleted({status.receipt, *status.amount, status.finalizedAt, status.counterparty, {}});
}

// ---- M-PESA's list ----

void EnquiryEngine::pull(const QString &ticket, int hours, const QString &)
{
    if (!canPull())
        return refuse(ticket, {FailureCode::NotSupported, {}});
    if (hours < 1 || hours > PullRun::kMostHours)
        return refuse(ticket, {FailureCode::Usage, u"hours"_s});
    m_pullTickets << ticket;
    if (!m_pull.isRunning())
        return startPull(hours);
    QMetaObject::invokeMethod(this, [this, ticket] { Q_EMIT pullChanged(ticket, m_pull.snapshot()); }, Qt::QueuedConnection);
}

void EnquiryEngine::startPull(int hours)
{
    m_pullAt.reset();
    m_pulledAt = m_parts.clock.sinceBoot();
    // Queued, because a run tells at once that it is running.
    QMetaObject::invokeMethod(this, [this, hours] {
        if (!m_pull.isRunning())
            m_pull.start(m_parts.clock.nowUtc(), hours);
    }, Qt::QueuedConnection);
}

void EnquiryEngine::pullNow()
{
    if (canPull() && !m_pull.isRunning())
        startPull(PullRun::kMostHours);
}

void EnquiryEngine::pullSoon()
{
    if (!canPull() || m_pullAt)
        return;
    m_pullAt = m_parts.clock.sinceBoot() + kSoon;
    if (m_pulledAt)
        m_pullAt = std::max(*m_pullAt, *m_pulledAt + kBetweenPulls * (1 << std::clamp(m_failedPulls - 1, 0, kMostDoublings)));
    Q_EMIT wakeChanged();
}

void EnquiryEngine::tick()
{
    if (m_pullAt && m_parts.clock.sinceBoot() >= *m_pullAt) {
        m_pullAt.reset();
        pullNow();
    }
    Q_EMIT wakeChanged();
}

void EnquiryEngine::onPullChanged()
{
    const QStringList tickets = m_pull.isRunning() ? m_pullTickets : std::exchange(m_pullTickets, {});
    if (tickets.isEmpty())
        Q_EMIT pullChanged({}, m_pull.snapshot());
    for (const QString &ticket : tickets)
        Q_EMIT pullChanged(ticket, m_pull.snapshot());
    if (m_pull.isRunning())
        return;
    m_failedPulls = m_pull.snapshot().outcome == PullSnapshot::Outcome::Failed ? m_failedPulls + 1 : 0;
    if (m_failedPulls > 0 && tickets.isEmpty())   // who asked for it sees that it failed; else only this list tells of some payments
        pullSoon();
    const auto waiting = std::stable_partition(m_lookups.begin(), m_lookups.end(), [](const Lookup &lookup) { return !lookup.questionId.isEmpty(); });
    std::vector<Lookup> ended(std::make_move_iterator(waiting), std::make_move_iterator(m_lookups.end()));
    m_lookups.erase(waiting, m_lookups.end());
    for (Lookup &lookup : ended) {
        if (m_pull.saw(lookup.receipt)) {
            finish(lookup, Outcome::Found);
            continue;
        }
        lookup.listAsked = m_pull.snapshot().outcome == PullSnapshot::Outcome::Done;
        lookOn(std::move(lookup));
    }
}

// ---- looking one receipt up ----

void EnquiryEngine::lookUp(const QString &receipt, const QString &user, QObject *context, LookedUp done)
{
    Lookup lookup{receipt, user, context, std::move(done), {}, false};
    if (!canPull())
        return lookOn(std::move(lookup));
    m_lookups.push_back(std::move(lookup));
    if (!m_pull.isRunning())
        startPull(PullRun::kMostHours);
}

void EnquiryEngine::lookOn(Lookup lookup)
{
    const auto open = m_parts.ledger.openEnquiries();
    const auto same = std::find_if(open.begin(), open.end(), [&](const ledger::EnquiryRecord &other) { return other.kind == Kind::Status && other.subject == lookup.receipt; });
    if (same != open.end()) {
        lookup.questionId = same->id;
    } else {
        const auto asked = m_parts.questions.ask({Kind::Status, lookup.receipt, {}, lookup.user});
        if (!asked)
            return finish(lookup, lookup.listAsked ? Outcome::NotFound : Outcome::NotAsked);
        lookup.questionId = asked->id;
    }
    m_lookups.push_back(std::move(lookup));
}

void EnquiryEngine::finish(const Lookup &lookup, Outcome outcome)
{
    if (lookup.context)
        QMetaObject::invokeMethod(lookup.context, [done = lookup.done, outcome] { done(outcome); }, Qt::QueuedConnection);
}

// ---- QR ----

void EnquiryEngine::makeQr(const QString &ticket, const Money &amount, const QString &reference)
{
    if (!m_parts.provider.capabilities().testFlag(providers::Capability::Qr))
        return refuse(ticket, {FailureCode::NotSupported, {}});
    if (!amount.isWhole() || amount.whole() < m_parts.profile.payments().least || amount.whole() > m_parts.profile.payments().most)
        return refuse(ticket, {FailureCode::AmountInvalid, amount.toPlain()});
    if (reference.isEmpty() || reference.size() > 12)
        return refuse(ticket, {FailureCode::ReferenceInvalid, reference});
    providers::QrRequest request;
    request.amount = amount;
    request.reference = reference;
    request.merchant = m_parts.profile.shopName();
    m_parts.provider.makeQr(request, this, [this, ticket](const providers::QrAnswer &answer) {
        if (answer.png.isEmpty())
            Q_EMIT accountRefused(ticket, {FailureCode::RequestFailed, answer.code});
        else
            Q_EMIT qrMade(ticket, answer.png);
    });
}

} // namespace kaunta::enquiry
