#include "tests/simulation/witness.h"

namespace kaunta::sim {

using sale::Evidence;
using sale::Status;

void Witness::watch(SimTill &till)
{
    auto &engines = till.engines();
    const auto alive = [&till] { return till.isUp(); };
    QObject::connect(&engines.charges, &sale::SaleService::charged, &engines.charges, [this, &till, alive](const QString &, const sale::ChargeSnapshot &shot) {
        if (alive())
            onCharge(till, shot);
    });
    QObject::connect(&engines.charges, &sale::SaleService::chargeChanged, &engines.charges, [this, &till, alive](const sale::ChargeSnapshot &shot) {
        if (alive())
            onCharge(till, shot);
    });
    QObject::connect(&engines.charges, &sale::SaleService::alertRaised, &engines.charges, [this, alive](const sale::Alert &alert) {
        if (!alive())
            return;
        m_world.note("alert", [&]() -> QString { return u"%1 %2 %3"_s.arg(static_cast<int>(alert.kind)).arg(alert.charge.saleNumber, alert.receipt); });
        if (alert.kind == sale::AlertKind::LateMoney || alert.kind == sale::AlertKind::Conflict)
            m_shown[alert.charge.chargeId].alerted = true;
    });
    QObject::connect(&engines.refunds, &refund::RefundService::refundStarted, &engines.refunds, [this, &till, alive](const QString &, const refund::RefundSnapshot &shot) {
        if (alive())
            onRefund(till, shot);
    });
    QObject::connect(&engines.refunds, &refund::RefundService::refundChanged, &engines.refunds, [this, &till, alive](const refund::RefundSnapshot &shot) {
        if (alive())
            onRefund(till, shot);
    });
    QObject::connect(&engines.refunds, &refund::RefundService::refundAlert, &engines.refunds, [this, alive](const refund::RefundSnapshot &shot) {
        if (!alive())
            return;
        m_world.note("alert", [&]() -> QString { return u"refund of %1"_s.arg(shot.receipt); });
        m_refunds[shot.refundId].alerted = true;
    });
    QObject::connect(&engines.account, &enquiry::AccountService::balanceChanged, &engines.account, [this, &till, alive](const QString &, const enquiry::BalanceSnapshot &balance) {
        if (alive())
            onBalance(till, balance);
    });
    QObject::connect(&engines.direct, &direct::DirectService::claimDecided, &engines.direct, [this, &till, alive](const QString &, const direct::Claim &claim, bool accepted) {
        if (!alive())
            return;
        ++m_world.tally.states[accepted ? u"code accepted"_s : u"code rejected"_s];
        const auto kept = till.ledger().claim(claim.code);
        if (!kept || kept->state != (accepted ? ledger::ClaimRecord::State::Accepted : ledger::ClaimRecord::State::Rejected))
            m_world.violate(4, u"a decision on a code is shown, and that is not on disk"_s, claim.code);
    });

    const auto head = m_heads.constFind(till.name());
    if (head != m_heads.cend() && !till.ledger().holds(*head))
        m_world.violate(4, u"what was shown before the restart is not on disk any more"_s, till.name());
}

// ---- what M-PESA knows of a charge ----

const Prompt *Witness::promptOf(const ledger::ChargeRecord &charge) const
{
    const Prompt *prompt = m_mpesa.promptOf(charge.callbackToken);
    return prompt == nullptr && !charge.earlierToken.isEmpty() ? m_mpesa.promptOf(charge.earlierToken) : prompt;
}

bool Witness::isPaid(const ledger::ChargeRecord &charge) const
{
    const Prompt *prompt = promptOf(charge);
    return prompt != nullptr && !prompt->receipt.isEmpty();
}

int Witness::pushesOf(const ledger::ChargeRecord &charge) const
{
    return m_mpesa.pushesOf(charge.callbackToken) + (charge.earlierToken.isEmpty() ? 0 : m_mpesa.pushesOf(charge.earlierToken));
}

bool Witness::isOf(const Paid &paid, const ledger::ChargeRecord &charge) const
{
    if (paid.prompt < 0)
        return true;
    const QString key = m_mpesa.prompts()[static_cast<std::size_t>(paid.prompt)].key;
    return key == charge.callbackToken || key == charge.earlierToken;
}

// ---- what is shown ----

void Witness::onCharge(SimTill &till, const sale::ChargeSnapshot &shot)
{
    const auto charge = till.ledger().charge(shot.chargeId);
    if (!charge || charge->state != shot.state)
        return m_world.violate(4, u"%1 is shown as %2, and that is not on disk"_s.arg(shot.saleNumber, sale::statusName(shot.state.status)), shot.chargeId);
    Shown &shown = m_shown[charge->id];
    if (shown.status == shot.state.status && shown.receipt == shot.state.receipt)
        return;
    m_world.note("shown", [&]() -> QString {
        return u"%1 %2 %3: %4 by %5 %6 %7"_s.arg(shot.saleNumber, charge->wireReference, charge->callbackToken, sale::statusName(shot.state.status), sale::evidenceName(shot.state.evidence), shot.state.receipt,
                                             shot.state.reason);
    });
    ++m_world.tally.states[sale::statusName(shot.state.status)];
    if (shown.status == Status::Draft) {
        ++m_world.tally.charges;
        ++m_world.tally.chargesOf[static_cast<std::size_t>(m_mpesa.provider())];
    }
    if (!till.profile().can(providers::Capability::Query) && (shot.hasCheckoutId || shot.nextCheckAt.isValid()))
        m_world.violate(2, u"says that M-PESA will be asked, and nobody can be"_s, charge->wireReference);
    if (sale::isOpen(shot.state.status) && QByteArrayView(shot.explanation.says).isEmpty())
        m_world.violate(2, u"open, and without a word what is missing"_s, charge->wireReference);
    shown.status = shot.state.status;
    shown.receipt = shot.state.receipt;
    m_heads.insert(till.name(), till.ledger().head());
    checkShown(*charge);
}

void Witness::checkShown(const ledger::ChargeRecord &charge)
{
    Shown &shown = m_shown[charge.id];
    if (const int pushes = pushesOf(charge); pushes > 1)
        return m_world.violate(1, u"%1 prompts were asked for by one charge"_s.arg(pushes), charge.wireReference);
    switch (charge.state.status) {
    case Status::Paid:
        shown.everPaid = true;
        return checkPaid(charge);
    case Status::Declined:
        shown.everDenied = true;
        if (shown.everPaid && isPaid(charge))
            m_world.violate(2, u"shown as declined after it was shown as paid, and it was paid"_s, charge.wireReference);
        return checkDeclined(charge);
    case Status::NotSent:
        shown.everDenied = true;
        if (pushesOf(charge) > 0)
            m_world.violate(2, u"shown as not sent, but M-PESA saw it"_s, charge.wireReference);
        return;
    case Status::Draft:
    case Status::Journaled:
    case Status::Prompted:
    case Status::Unknown:
    case Status::Conflict:
    case Status::AcceptedByManager:
    case Status::ClosedByManager:
        return;
    }
}

void Witness::checkPaid(const ledger::ChargeRecord &charge)
{
    const Prompt *prompt = promptOf(charge);
    if (charge.state.receipt.isEmpty()) {
        const bool claimed = prompt != nullptr && prompt->queryClaimed;
        if (!claimed && !isPaid(charge))
            m_world.violate(2, u"shown as paid, and no money came"_s, charge.wireReference);
        return;
    }
    const Paid *paid = m_mpesa.payment(charge.state.receipt);
    if (paid == nullptr)
        return m_world.violate(2, u"shown as paid by a receipt that M-PESA never gave: "_s + charge.state.receipt, charge.wireReference);
    if (paid->shillings != charge.amount.whole())
        m_world.violate(2, u"shown as paid by another amount"_s, charge.wireReference);
    if (!isOf(*paid, charge))
        m_world.violate(3, u"shown as paid by the payment of another charge"_s, charge.wireReference);
}

void Witness::checkDeclined(const ledger::ChargeRecord &charge)
{
    const Prompt *prompt = promptOf(charge);
    const bool paid = isPaid(charge);
    switch (charge.state.evidence) {
    case Evidence::None:
        if (prompt != nullptr)
            m_world.violate(2, u"shown as refused, but M-PESA took it"_s, charge.wireReference);
        return;
    case Evidence::Query:
        if (paid && !prompt->queryLied && !prompt->deliveredTwice)
            m_world.violate(2, u"shown as declined, and it was paid"_s, charge.wireReference);
        return;
    case Evidence::Callback:
        if (paid && !prompt->deliveredTwice)
            m_world.violate(2, u"shown as declined, and it was paid"_s, charge.wireReference);
        return;
    case Evidence::Pull:
    case Evidence::StatusResult:
    case Evidence::C2b:
        return m_world.violate(2, u"shown as declined by a record of a payment"_s, charge.wireReference);
    }
}

void Witness::onRefund(SimTill &till, const refund::RefundSnapshot &shot)
{
    const auto refund = till.ledger().refund(shot.refundId);
    if (!refund || refund->state != shot.state)
        return m_world.violate(4, u"a refund is shown as %1, and that is not on disk"_s.arg(refund::statusName(shot.state.status)), shot.receipt);
    ShownRefund &shown = m_refunds[shot.refundId];
    if (shown.status == shot.state.status)
        return;
    shown.status = shot.state.status;
    shown.everDenied = shown.everDenied || shot.state.status == refund::Status::Refused || shot.state.status == refund::Status::NotSent
        || shot.state.status == refund::Status::ClosedByManager;
    m_world.note("shown", [&]() -> QString { return u"refund of %1: %2 %3"_s.arg(shot.receipt, refund::statusName(shot.state.status), shot.state.reason); });
    ++m_world.tally.states[u"refund "_s + refund::statusName(shot.state.status)];
    const Paid *paid = m_mpesa.payment(shot.receipt);
    if (shot.state.status == refund::Status::Done && (paid == nullptr || paid->reversalReceipt.isEmpty()))
        m_world.violate(2, u"shown as refunded, and the money is still here"_s, shot.receipt);
    const auto mine = [&](const Reversal &reversal) { return reversal.resultUrl.endsWith(refund->resultToken) && reversal.state == Reversal::State::Done; };
    if ((shot.state.status == refund::Status::Refused || shot.state.status == refund::Status::NotSent)
        && std::any_of(m_mpesa.reversals().begin(), m_mpesa.reversals().end(), mine))
        m_world.violate(2, u"shown as not refunded, and the money went back"_s, shot.receipt);
    const auto sent = std::count_if(m_mpesa.reversals().begin(), m_mpesa.reversals().end(), [&](const Reversal &reversal) {
        return reversal.resultUrl.endsWith(refund->resultToken) || (!refund->earlierResultToken.isEmpty() && reversal.resultUrl.endsWith(refund->earlierResultToken));
    });
    if (sent > 1)
        m_world.violate(1, u"%1 reversals were asked for by one refund"_s.arg(sent), shot.receipt);
}

void Witness::onBalance(const SimTill &till, const enquiry::BalanceSnapshot &balance)
{
    for (const enquiry::AccountLine &account : balance.accounts) {
        if (account.name != "Utility Account"_L1)
            continue;
        ++m_world.tally.states[u"balance shown"_s];
        const bool told = account.current && account.current == account.available && account.current->currency() == till.profile().currency()
            && m_mpesa.toldBalances().contains(account.current->whole());
        if (!told)
            m_world.violate(2, u"shows a balance that M-PESA never told"_s, balance.enquiryId);
    }
}

void Witness::validated(const SimTill &till, const Paid &payment, const QByteArray &answer)
{
    const bool accepts = answer.contains(R"("ResultCode":"0")") || answer.contains(R"("ResultCode":0)");
    ++m_world.tally.states[accepts ? u"payment let in"_s : u"payment kept out"_s];
    const bool choosy = m_mpesa.asksAboutSales && till.profile().type == AccountType::Paybill;
    if (!choosy && !accepts)
        m_world.violate(2, u"refuses a payment, and the shop takes all"_s, payment.receipt);
    if (choosy && accepts && m_mpesa.echoed(payment).isEmpty())
        m_world.violate(2, u"lets a payment in that names no sale, and the shop takes none of these"_s, payment.receipt);
}

void Witness::acknowledged(const SimTill &till, const QString &path, const QByteArray &body)
{
    static const QByteArray kSentAlong = R"("transactionReference":")";
    const qsizetype sentAlong = body.indexOf(kSentAlong);
    const bool isForAll = m_mpesa.confirmationUrl().endsWith(path);   // elsewhere, what was sent along proves nothing
    const QString token = sentAlong < 0 || !isForAll ? path.right(32) : QString::fromLatin1(body.mid(sentAlong + kSentAlong.size(), 32));
    const ledger::MemoryLedger *ledger = till.memory();
    const bool ours = ledger != nullptr && (ledger->chargeByToken(token) || ledger->refundByToken(token) || ledger->enquiryByToken(token));
    const auto &rows = till.inbox().rows;
    if (ours && std::none_of(rows.begin(), rows.end(), [&](const InboxStore::Row &row) { return row.arrived.token == token && row.arrived.body == body; }))
        m_world.violate(4, u"a callback was acknowledged and is not in the inbox"_s, token);
}

} // namespace kaunta::sim
