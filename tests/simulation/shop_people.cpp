// What the people of the shop do, all of it by chance and all of it through the services that a screen uses.
#include "tests/simulation/shop.h"

namespace kaunta::sim {

using sale::Status;

namespace {

constexpr qint64 kSecond = 1000;

} // namespace

void Shop::act(SimTill &till)
{
    if (!m_open)
        return;
    m_world.after(m_world.chance.between(kSecond, 40 * kSecond), [this, &till] { act(till); });
    if (!till.isUp())
        return;
    const qint64 what = m_world.chance.below(100);
    if (what < 45)
        sell(till);
    else if (what < 50)
        clickTwice(till);
    else if (what < 60)
        sendAgain(till);
    else if (what < 72)
        pressKeys(till);
    else if (what < 76)
        askManager(till);
    else if (what < 84)
        refund(till);
    else if (what < 90)
        sortDirectPayments(till);
    else if (what < 94)
        showCode(till);
    else if (what < 98)
        payDirectly(till);
    else
        askBalance(till);
}

void Shop::order(SimTill &till, const sale::ChargeOrder &order)
{
    m_world.note("cashier", [&]() -> QString { return u"charges …%1 %2 (%3) %4"_s.arg(order.phone.digits().right(3), order.amount.toPlain(), order.ticket, order.saleId); });
    till.engines().charges.charge(order);
}

void Shop::sell(SimTill &till)
{
    if (m_ordersLeft-- <= 0) {
        m_open = m_ordersLeft > -20;
        return;
    }
    static constexpr std::array<qint64, 5> kPrices{50, 100, 100, 250, 1200};
    sale::ChargeOrder order;
    order.ticket = ticket();
    order.phone = *Msisdn::parse(m_world.chance.oneOf(m_customers), till.profile().country());
    order.amount = Money::fromMinor(m_world.chance.oneOf(kPrices) * 100, till.profile().currency());
    order.reference = u"BILL%1"_s.arg(m_world.chance.between(1, 99));
    order.user = u"cashier"_s;
    if (m_world.chance.perMille(500))
        order.key = u"key-"_s + order.ticket;
    ++m_witness.ordersConfirmed;
    m_lastOrder.insert(till.name(), order);
    this->order(till, order);
}

void Shop::clickTwice(SimTill &till)
{
    if (!m_lastOrder.contains(till.name()))
        return;
    const sale::ChargeOrder again = m_lastOrder.value(till.name());
    if (again.key.isEmpty())   // two orders as far as the till can tell; the guard holds the second one while the first is open
        ++m_witness.ordersConfirmed;
    order(till, again);
}

void Shop::sendAgain(SimTill &till)
{
    const auto charges = till.ledger().chargesSince(till.clock().nowUtc().addDays(-1), 10);
    for (const ledger::ChargeRecord &charge : charges) {
        const auto person = till.ledger().person(charge.personId);
        const auto sale = till.ledger().sale(charge.saleId);
        const auto phone = person ? Msisdn::parse(person->msisdn, till.profile().country()) : Fail{MsisdnProblem::Empty};
        if (!phone || !sale || charge.state.status == Status::Paid || m_world.chance.perMille(700))
            continue;
        till.engines().charges.askResend(charge.id);
        sale::ChargeOrder again;
        again.ticket = ticket();
        again.phone = *phone;
        again.amount = charge.amount;
        again.reference = sale->reference;
        again.user = u"cashier"_s;
        again.saleId = sale->id;
        if (sale::isOpen(charge.state.status) && m_world.chance.perMille(200)) {
            again.grant = till.approve(people::Purpose::Resend, charge.id, u"cashier"_s);
            again.grantReason = u"Customer has no prompt"_s;
        }
        if (!till.isUp())
            return;
        ++m_witness.ordersConfirmed;
        return order(till, again);
    }
}

void Shop::pressKeys(SimTill &till)
{
    const auto pending = till.ledger().pendingCharges();
    if (pending.isEmpty())
        return;
    const ledger::ChargeRecord &charge = m_world.chance.oneOf(pending);
    if (m_world.chance.perMille(500)) {
        m_world.note("cashier", [&]() -> QString { return u"stops waiting for "_s + charge.wireReference; });
        till.engines().charges.stopWaiting(charge.id);
    } else {
        till.engines().charges.checkNow(charge.id);
    }
    if (till.isUp() && m_world.chance.perMille(300))
        till.engines().charges.listPending();
}

void Shop::askManager(SimTill &till)
{
    const auto pending = till.ledger().pendingCharges();
    for (const ledger::ChargeRecord &charge : pending) {
        if (charge.state.status != Status::Unknown && charge.state.status != Status::Conflict)
            continue;
        const QString grant = till.approve(people::Purpose::Decide, charge.id, u"cashier"_s);
        if (!till.isUp())
            return;
        m_world.note("manager", [&]() -> QString { return u"decides on "_s + charge.wireReference; });
        return till.engines().charges.decide(ticket(), charge.id, m_world.chance.perMille(500), u"Saw the SMS"_s, u"cashier"_s, grant);
    }
    const auto refunds = till.ledger().openRefunds();
    for (const ledger::RefundRecord &refund : refunds) {
        if (refund.state.status != refund::Status::Unknown || m_world.chance.perMille(700))
            continue;
        const QString grant = till.approve(people::Purpose::Decide, refund.id, u"cashier"_s);
        if (!till.isUp())
            return;
        return till.engines().refunds.decide(ticket(), refund.id, m_world.chance.perMille(500), u"Saw the SMS"_s, u"cashier"_s, grant);
    }
    const auto claims = till.ledger().claims(ledger::ClaimRecord::State::Open, 10);
    if (claims.isEmpty() || m_world.chance.perMille(500))
        return;
    const QString code = m_world.chance.oneOf(claims).code;
    const QString grant = till.approve(people::Purpose::Decide, code, u"cashier"_s);
    if (!till.isUp())
        return;
    m_world.note("manager", [&]() -> QString { return u"decides on the code "_s + code; });
    till.engines().direct.decideClaim(ticket(), code, m_world.chance.perMille(500), u"Saw the SMS"_s, u"cashier"_s, grant);
}

void Shop::refund(SimTill &till)
{
    const auto charges = till.ledger().chargesSince(till.clock().nowUtc().addDays(-1), 10);
    for (const ledger::ChargeRecord &charge : charges) {
        const QString receipt = charge.state.receipt;
        if (receipt.isEmpty() || m_world.chance.perMille(600))
            continue;
        const QString grant = till.approve(people::Purpose::Refund, receipt, u"cashier"_s);
        if (!till.isUp())
            return;
        m_world.note("manager", [&]() -> QString { return u"allows the refund of "_s + receipt; });
        refund::RefundOrder order{ticket(), receipt, u"Wrong goods"_s, u"cashier"_s, grant};
        till.engines().refunds.refund(order);
        if (till.isUp() && m_world.chance.perMille(200)) {   // a second click, with the used grant
            order.ticket = ticket();
            till.engines().refunds.refund(order);
        }
        return;
    }
}

void Shop::sortDirectPayments(SimTill &till)
{
    const auto direct = till.ledger().directPayments(till.clock().nowUtc().addDays(-2), 20, true);
    // Each till has a ledger of its own and sees the whole shop's payments. Until they share one, only the shop's rule can keep two
    // tills from putting the same payment on two sales: with several tills nobody does it here.
    if (direct.isEmpty() || m_tills.size() > 1)
        return;
    const ledger::PaymentRecord &payment = m_world.chance.oneOf(direct);
    auto &engine = till.engines().direct;
    if (!payment.saleId.isEmpty()) {
        const QString grant = till.approve(people::Purpose::UndoMatch, payment.receipt, u"cashier"_s);
        if (till.isUp())
            engine.undo(ticket(), payment.receipt, u"Wrong sale"_s, u"cashier"_s, grant);
        return;
    }
    const auto charges = till.ledger().chargesSince(till.clock().nowUtc().addDays(-1), 10);
    if (charges.isEmpty() || m_world.chance.perMille(300))
        engine.matchNewSale(ticket(), payment.receipt, u"SHOP"_s, u"cashier"_s);
    else
        engine.match(ticket(), payment.receipt, m_world.chance.oneOf(charges).saleId, u"cashier"_s);
}

void Shop::showCode(SimTill &till)
{
    const auto charges = till.ledger().chargesSince(till.clock().nowUtc().addDays(-1), 10);
    if (charges.isEmpty() || m_tills.size() > 1)
        return;
    const auto &paid = m_mpesa.payments();
    const QString code = paid.empty() || m_world.chance.perMille(200) ? u"SZZ%1QQQQ"_s.arg(m_world.chance.between(100, 999)) : m_world.chance.oneOf(paid).receipt;
    m_world.note("customer", [&]() -> QString { return u"shows "_s + code; });
    till.engines().direct.claim(ticket(), code, m_world.chance.oneOf(charges).saleId, u"cashier"_s);
}

void Shop::askBalance(SimTill &till)
{
    m_world.note("manager", []() -> QString { return u"asks for the balance"_s; });
    till.engines().account.askBalance(ticket(), u"manager"_s);
}

void Shop::payDirectly(SimTill &till)
{
    const auto charges = till.ledger().chargesSince(till.clock().nowUtc().addDays(-1), 5);
    const QString phone = m_world.chance.oneOf(m_customers);
    if (charges.isEmpty() || m_world.chance.perMille(500)) {
        m_mpesa.payDirectly(phone, m_world.chance.between(1, 20) * 50, u"BILL%1"_s.arg(m_world.chance.between(1, 99)));
        return;
    }
    // The customer does not wait for the prompt, or pays a second time, by hand.
    const ledger::ChargeRecord &charge = m_world.chance.oneOf(charges);
    const auto person = till.ledger().person(charge.personId);
    const auto sale = till.ledger().sale(charge.saleId);
    if (person && sale)
        m_mpesa.payDirectly(person->msisdn, charge.amount.whole(), m_world.chance.perMille(500) ? sale->number : QString());
}

} // namespace kaunta::sim
