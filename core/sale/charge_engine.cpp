#include "core/sale/charge_engine.h"

#include "core/base/ulid.h"
#include "core/ledger/ledger_failure.h"
#include "core/sale/cash_grant.h"
#include "core/sale/charge_order.h"
#include "core/sale/sale_money.h"

#include <QPointer>

namespace kaunta::sale {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr milliseconds kRetryWrite = 2s;
constexpr int kMostListed = 500;
const QString kBudgetSetting = u"query-budget"_s;

} // namespace

ChargeEngine::ChargeEngine(EngineParts parts, QObject *parent)
    : SaleService(parent), m_parts(std::move(parts)), m_journal(m_parts.ledger, m_parts.clock, m_parts.random),
      m_followUp(m_parts.clock, QueryBudget::fromText(m_parts.ledger.setting(kBudgetSetting), m_parts.clock.bootId()), canQuery()),
      m_snapshots(m_parts.profile, m_parts.ledger, [this](const QString &code, const QString &text) { return m_parts.provider.explain(code, text); }, &m_followUp),
      m_permits(m_parts.clock), m_startedAt(m_parts.clock.sinceBoot()),
      m_form(m_parts.profile.traits().flatCallbacks ? callbacks::StkForm::EnvelopeOrFlat : callbacks::StkForm::Envelope)
{
    m_parts.inbox.add([engine = QPointer(this)](const callbacks::Arrived &arrived, const callbacks::InboxReader::Saved &saved) {
        return engine && engine->interpret(arrived, saved);
    });
}

ChargeEngine::~ChargeEngine() = default;

bool ChargeEngine::canQuery() const
{
    return m_parts.provider.capabilities().testFlag(providers::Capability::Query);
}

// ---- orders ----

void ChargeEngine::charge(const ChargeOrder &order)
{
    const auto refuse = [&](const Failure &failure) { Q_EMIT refused({order.ticket, failure, {}, {}}); };
    if (const auto fine = checkOrder(order, m_parts.profile); !fine)
        return refuse(fine.error());
    if (m_parts.approvals && !m_parts.approvals->allows(order.user, people::Permission::Charge))
        return refuse({FailureCode::NotAllowed, order.user});
    if (answeredByKey(order))
        return;
    if (const auto ready = readyToCharge(); !ready)
        return refuse(ready.error());

    const auto known = m_parts.ledger.personByMsisdn(order.phone.digits());
    QString over;
    if (known) {
        const auto passed = passGuard(order, known->id);
        if (!passed) {
            Q_EMIT refused(passed.error());
            return;
        }
        over = *passed;
    }
    if (const auto unread = m_parts.ledger.readFault())   // then "no open charge" and "no such key" prove nothing
        return refuse(ledger::failureOf(*unread));
    const auto person = known.value_or(ledger::PersonRecord{makeUlid(m_parts.clock, m_parts.random), order.phone.digits(), {}});
    if (const auto cannot = order.saleId.isEmpty() ? std::nullopt : cannotSendAgain(order, person))
        return refuse(*cannot);
    if (over.isEmpty() && !order.grant.isEmpty())   // allowed over an open charge that is open no more: perhaps it was paid just now
        return refuse({FailureCode::OpenChargeEnded, order.reference});
    QJsonObject details;
    if (!over.isEmpty()) {   // last, because a grant is used up by looking at it
        const auto cashed = cashGrant(m_parts.approvals, order.grant, people::Purpose::Resend, over, order.grantReason);
        if (!cashed)
            return refuse(cashed.error());
        details = *cashed;
        details.insert(u"over"_s, over);
    }
    const auto opened = open(order, person, details);
    if (!opened)
        return refuse(opened.error());
    m_followUp.watch(*opened);
    Q_EMIT charged(order.ticket, m_snapshots.of(*opened));
    send(*opened);
    Q_EMIT wakeChanged();
}

bool ChargeEngine::answeredByKey(const ChargeOrder &order)
{
    const auto first = order.key.isEmpty() ? std::nullopt : m_parts.ledger.chargeByKey(order.key);
    if (!first)
        return false;
    if (!isSameOrder(order, *first)) {
        Q_EMIT refused({order.ticket, {FailureCode::KeyReused, order.key}, m_snapshots.of(*first), {}});
        return true;
    }
    if (!m_followUp.watches(first->id)) {   // an earlier run's: whoever repeats the order wants to know what became of it
        m_parts.inbox.read();
        takeUp(m_parts.ledger.charge(first->id).value_or(*first));
    }
    Q_EMIT charged(order.ticket, m_snapshots.of(m_parts.ledger.charge(first->id).value_or(*first)));
    askNext();
    Q_EMIT wakeChanged();
    return true;
}

bool ChargeEngine::isSameOrder(const ChargeOrder &order, const ledger::ChargeRecord &first) const
{
    const auto sale = m_parts.ledger.sale(first.saleId);
    const auto person = m_parts.ledger.person(first.personId);
    return sale && person && person->msisdn == order.phone.digits() && first.amount == order.amount && sale->reference == order.reference
        && sale->description == order.description;
}

Result<Done, Failure> ChargeEngine::readyToCharge()
{
    if (m_journal.stuck())
        return Fail{ledger::failureOf(m_journal.fault())};
    if (const auto ready = m_parts.ledger.readyToCharge(); !ready)
        return Fail{ledger::failureOf(ready.error())};
    return Done{};
}

GuardTime ChargeEngine::guardTime() const
{
    const milliseconds now = m_parts.clock.sinceBoot();
    return {now, m_parts.clock.bootId(), now - m_startedAt};
}

QList<EarlierCharge> ChargeEngine::earlierOn(const QString &personId) const
{
    QList<EarlierCharge> earlier;
    const auto add = [&](const ledger::ChargeRecord &charge) {
        const QString &reason = charge.state.reason;   // only a refusal locks: the story of the others need not be read
        earlier << EarlierCharge{charge, reason.isEmpty() ? 0s : m_parts.provider.lockAfter(reason, m_snapshots.of(charge).providerText)};
    };
    // Open ones of any age, and whatever the countdowns may still concern. A wall clock that was set back must not hide one.
    const QDateTime since = m_parts.clock.nowUtc().addDays(-2);
    const auto pending = m_parts.ledger.pendingCharges();
    for (const ledger::ChargeRecord &charge : pending)
        if (charge.personId == personId && charge.journaledAt < since)
            add(charge);
    const auto recent = m_parts.ledger.chargesOfPerson(personId, since);
    for (const ledger::ChargeRecord &charge : recent)
        add(charge);
    return earlier;
}

Result<QString, Refusal> ChargeEngine::passGuard(const ChargeOrder &order, const QString &personId) const
{
    const auto earlier = earlierOn(personId);
    QString over;
    GuardVerdict verdict = mayPrompt(earlier, order.amount, guardTime());
    if (verdict.kind == GuardVerdict::Kind::OpenCharge && !order.grant.isEmpty()) {
        over = verdict.openChargeId;
        verdict = mayPrompt(earlier, order.amount, guardTime(), over);
    }
    switch (verdict.kind) {
    case GuardVerdict::Kind::Go:
        return over;
    case GuardVerdict::Kind::OpenCharge: {
        const auto open = m_parts.ledger.charge(verdict.openChargeId);
        const ChargeSnapshot shot = open ? m_snapshots.of(*open) : ChargeSnapshot{};
        return Fail{Refusal{order.ticket, {FailureCode::GuardOpenCharge, shot.saleNumber}, shot, {}}};
    }
    case GuardVerdict::Kind::Countdown:
        return Fail{Refusal{order.ticket, {FailureCode::GuardCountdown, QString::number(verdict.countdown.count())}, {}, verdict.countdown}};
    }
    Q_UNREACHABLE();
}

std::optional<Failure> ChargeEngine::cannotSendAgain(const ChargeOrder &order, const ledger::PersonRecord &person) const
{
    const auto sale = m_parts.ledger.sale(order.saleId);
    if (!sale || sale->personId != person.id)
        return Failure{FailureCode::NotFound, order.saleId};
    const auto charges = m_parts.ledger.chargesOfSale(sale->id);
    const bool paid = std::any_of(charges.begin(), charges.end(), [](const ledger::ChargeRecord &charge) { return charge.state.status == Status::Paid; });
    const qint64 lacks = sale->due.minor() - paidOn(m_parts.ledger, *sale).minor();   // a direct payment may have paid it, or a part
    if (paid || lacks <= 0)
        return Failure{FailureCode::SaleSettled, sale->number};
    if (order.amount != Money::fromMinor(lacks, sale->due.currency()))
        return Failure{FailureCode::NotFound, order.saleId};
    return std::nullopt;
}

Result<ledger::ChargeRecord, Failure> ChargeEngine::open(const ChargeOrder &order, const ledger::PersonRecord &person, const QJsonObject &details)
{
    const QDateTime now = m_parts.clock.nowUtc();
    std::optional<ledger::SaleRecord> sale;
    if (order.saleId.isEmpty())
        sale = newSale(m_parts.profile, m_parts.ledger, m_parts.clock, m_parts.random, order.amount, person.id, {order.user, order.reference, order.description});

    const Step step = next(ChargeState{}, event::Confirmed{});
    ledger::ChargeRecord charge;
    charge.id = makeUlid(m_parts.clock, m_parts.random);
    charge.saleId = sale ? sale->id : order.saleId;
    charge.key = order.key;
    charge.personId = person.id;
    charge.amount = order.amount;
    charge.state = step.state;
    charge.wireReference = makeWireReference(order.reference, m_parts.profile, m_parts.random, [&](const QString &reference) {
        return m_parts.ledger.wireReferenceUsed(reference, now.addDays(-90));
    });
    charge.callbackToken = randomHex128(m_parts.random);
    charge.journaledAt = now;
    charge.bootId = m_parts.clock.bootId();
    charge.journaledSinceBootMs = m_parts.clock.sinceBoot().count();

    const ledger::Change change{{order.user, charge.id, eventName(event::Confirmed{}), details}, sale, charge, {}, person};
    if (const auto written = m_parts.ledger.append({change}); !written)
        return Fail{ledger::failureOf(written.error())};
    return charge;
}

void ChargeEngine::stopWaiting(const QString &chargeId)
{
    feed({.chargeId = chargeId, .event = event::StoppedWaiting{}, .actor = u"till"_s});
}

void ChargeEngine::checkNow(const QString &chargeId)
{
    m_followUp.askSoon(chargeId);
    askNext();
    tell(chargeId);   // its next check moved
    Q_EMIT wakeChanged();
}

void ChargeEngine::listPending()
{
    Q_EMIT pendingListed(m_snapshots.of(m_parts.ledger.pendingCharges()));
}

void ChargeEngine::listSince(const QDateTime &since)
{
    Q_EMIT paymentsListed(m_snapshots.of(m_parts.ledger.chargesSince(since, kMostListed)));
}

void ChargeEngine::askResend(const QString &chargeId)
{
    ResendState state;
    const auto charge = m_parts.ledger.charge(chargeId);
    if (charge && (charge->state.status == Status::NotSent || charge->state.status == Status::Declined)) {
        const GuardVerdict verdict = mayPrompt(earlierOn(charge->personId), charge->amount, guardTime());
        state.offered = verdict.kind != GuardVerdict::Kind::OpenCharge;
        state.countdown = verdict.countdown;
    }
    Q_EMIT resendStateTold(chargeId, state);
}

// ---- what happens to charges ----

void ChargeEngine::feed(Happening happening)
{
    m_journal.add(std::move(happening));
    drain();
}

void ChargeEngine::drain()
{
    if (m_draining)   // a slot of ours fed something while we were publishing: the loop below takes it
        return;
    m_draining = true;
    while (const auto recorded = m_journal.writeNext()) {
        m_followUp.watch(recorded->after);
        carryOut(*recorded);
        m_journal.told(*recorded);
        if (recorded->overtaken)
            Q_EMIT paymentTakenOver(recorded->receipt, recorded->overtaken->saleId);
        if (recorded->saved)
            recorded->saved();
        Q_EMIT chargeChanged(m_snapshots.of(recorded->after));
    }
    m_draining = false;
    if (m_journal.stuck())
        m_retryAt = m_parts.clock.sinceBoot() + kRetryWrite;
    if (m_journal.stuck() != m_troubleTold) {
        m_troubleTold = m_journal.stuck();
        Q_EMIT alertRaised({m_troubleTold ? AlertKind::LedgerTrouble : AlertKind::LedgerWorksAgain, {}, m_parts.clock.nowUtc(), {}});
    }
    Q_EMIT wakeChanged();
}

//! A charge as it stands. What a listener feeds meanwhile waits, or the next listener would hear of the old state after the new one.
void ChargeEngine::tell(const QString &chargeId)
{
    const auto charge = m_parts.ledger.charge(chargeId);
    if (!charge)
        return;
    const bool draining = std::exchange(m_draining, true);
    Q_EMIT chargeChanged(m_snapshots.of(*charge));
    m_draining = draining;
    drain();
}

void ChargeEngine::carryOut(const Recorded &recorded)
{
    for (const Action action : recorded.step.actions) {
        switch (action) {
        case Action::SendPrompt:
            send(recorded.after);
            break;
        case Action::CancelSend:
            m_permits.withdraw(recorded.after.id);   // the permission is gone, so the body refuses its first read
            break;
        case Action::BookPayment:
        case Action::BookDirectPayment:
            break;   // written with the happening, in its transaction
        case Action::AlertLateMoney:
        case Action::AlertConflict:
        case Action::AlertSecondReceipt:
            raise(action, recorded.after, recorded.receipt);
            break;
        }
    }
}

void ChargeEngine::resumeOpen()
{
    raiseOwed();
    m_parts.inbox.read();
    const auto pending = m_parts.ledger.pendingCharges();
    for (const ledger::ChargeRecord &charge : pending)
        takeUp(charge);
    askNext();
    Q_EMIT wakeChanged();
}

void ChargeEngine::takeUp(const ledger::ChargeRecord &charge)
{
    m_followUp.watch(charge);
    if (charge.state.status == Status::Journaled)
        feed({.chargeId = charge.id, .event = event::Restarted{}, .actor = u"till"_s});
    m_followUp.askSoon(charge.id);
}

std::optional<milliseconds> ChargeEngine::nextWake() const
{
    return m_journal.stuck() ? m_retryAt : m_followUp.nextWake();
}

void ChargeEngine::tick()
{
    if (m_journal.stuck() && m_parts.clock.sinceBoot() >= m_retryAt)
        drain();
    if (!m_journal.stuck()) {
        const QStringList over = m_followUp.windowsOver();
        for (const QString &chargeId : over)
            feed({.chargeId = chargeId, .event = event::PromptWindowOver{}, .actor = u"till"_s});
    }
    askNext();
    Q_EMIT wakeChanged();
}

void ChargeEngine::rememberBudget()
{
    m_parts.ledger.setSetting(kBudgetSetting, m_followUp.budget().toText(m_parts.clock.bootId()));
}

} // namespace kaunta::sale
