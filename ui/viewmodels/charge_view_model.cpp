#include "ui/viewmodels/charge_view_model.h"

#include "ui/viewmodels/state_words.h"

#include <QCoreApplication>

namespace kaunta::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype kRemembered = 20;   // orders whose phone may be needed for Send again

//! As the guard sees it: what was declined by a query alone may still turn out paid.
bool isStillOpen(const sale::ChargeState &state)
{
    return sale::isOpen(state.status) || (state.status == sale::Status::Declined && state.check == sale::Check::AskAgain);
}

} // namespace

ChargeViewModel::ChargeViewModel(sale::SaleService &sales, const Clock &clock, Setup setup, QObject *parent)
    : QObject(parent), m_sales(sales), m_clock(clock), m_setup(std::move(setup)), m_over(u"resend-"_s, m_setup.user)
{
    m_phone = readPhone({}, m_setup.way.country);
    resetReference();
    connect(&m_sales, &sale::SaleService::charged, this, &ChargeViewModel::onCharged);
    connect(&m_sales, &sale::SaleService::refused, this, &ChargeViewModel::onRefused);
    connect(&m_sales, &sale::SaleService::chargeChanged, this, &ChargeViewModel::onChargeChanged);
    connect(&m_over, &DecisionViewModel::decided, this, [this](const DecisionViewModel::Decision &decision) {
        sale::ChargeOrder order = m_overOrder;
        m_overTicket = decision.ticket;
        order.user = decision.user;
        order.grant = decision.grant;
        order.grantReason = decision.reason;
        send(order);
    });
}

void ChargeViewModel::setUser(const QString &user)
{
    m_setup.user = user;
    m_over.setUser(user);
}

void ChargeViewModel::setAmount(const QString &typed)
{
    m_amount = readAmount(typed, m_setup.way.currency, m_setup.way.payments);
    forgetRefusal();
    announce();
}

void ChargeViewModel::typeDigits(const QString &digits)
{
    setAmount(m_amount.text + digits);
}

void ChargeViewModel::eraseDigit()
{
    QString text = m_amount.text;
    text.chop(1);
    setAmount(text);
}

void ChargeViewModel::setPhone(const QString &typed)
{
    m_phone = readPhone(typed, m_setup.way.country);
    forgetRefusal();
    announce();
}

void ChargeViewModel::setReference(const QString &typed)
{
    m_reference = typed;
    m_referenceHint = checkReference(typed, m_setup.way.payments.longestReference);
    forgetRefusal();
    announce();
}

bool ChargeViewModel::canCharge() const
{
    // What was just paid is not charged again by a hand that is used to Enter: first the message has to be read and closed.
    const bool paidMeanwhile = m_openCharge && m_openCharge->state.status == sale::Status::Paid;
    return !m_busy && !m_stopped && !paidMeanwhile && amountReady() && phoneReady() && !m_referenceHint.bad && countdown().count() == 0;
}

QString ChargeViewModel::countdownText() const
{
    const auto left = countdown();
    return left.count() > 0 ? minutesSeconds(left) : QString();
}

std::chrono::seconds ChargeViewModel::countdown() const
{
    // Another phone is another customer; another amount is judged by the guard itself.
    if (m_heldPhone.isEmpty() || !(m_phone.phone == m_heldPhone))
        return std::chrono::seconds{0};
    return std::chrono::ceil<std::chrono::seconds>(std::max(milliseconds{0}, m_heldUntil - m_clock.sinceBoot()));
}

void ChargeViewModel::charge()
{
    if (!canCharge())   // a double click or a held Enter lands here
        return;
    sale::ChargeOrder order;
    order.phone = m_phone.phone;
    order.amount = *m_amount.amount;
    order.reference = m_reference.trimmed();
    order.user = m_setup.user;
    send(order);
}

void ChargeViewModel::sendAgain(const sale::ChargeSnapshot &charge)
{
    if (!canSendAgain(charge.chargeId))
        return;
    sale::ChargeOrder order = m_sent.value(charge.chargeId);
    order.saleId = charge.saleId;
    order.user = m_setup.user;
    send(order);
}

void ChargeViewModel::send(const sale::ChargeOrder &order)
{
    m_order = order;
    m_order.ticket = u"window-"_s + QString::number(++m_tickets);
    m_busy = true;
    m_notice = {};
    m_openCharge.reset();
    announce();   // first off, then out: whoever listens cannot press again
    m_sales.charge(m_order);
}

void ChargeViewModel::onCharged(const QString &ticket, const sale::ChargeSnapshot &charge)
{
    if (!m_busy || ticket != m_order.ticket)
        return;
    m_busy = false;
    sale::ChargeOrder sent = m_order;
    sent.grant.clear();   // a permission is good for once
    sent.grantReason.clear();
    m_sent.insert(charge.chargeId, sent);
    m_sentOrder << charge.chargeId;
    if (m_sentOrder.size() > kRemembered)
        m_sent.remove(m_sentOrder.takeFirst());
    announce();
    Q_EMIT started(charge);
    m_over.settle(m_overlooked.chargeId);
}

void ChargeViewModel::onRefused(const sale::Refusal &refusal)
{
    if (!m_busy || refusal.ticket != m_order.ticket)
        return;
    m_busy = false;
    if (!m_order.grant.isEmpty()) {   // its words stand in the notice
        m_over.refused(m_overTicket, refusal.failure);
        m_over.close();
    }
    const FailureWords &words = wordsFor(refusal.failure.code);
    m_notice = {Tone::Declined, Glyph::NotSent, QCoreApplication::translate("Failures", words.says),
                QCoreApplication::translate("Failures", words.next), {}};
    if (!refusal.openCharge.chargeId.isEmpty()) {
        const sale::ChargeSnapshot &open = refusal.openCharge;
        m_openCharge = open;
        m_notice.tone = Tone::Unknown;
        m_notice.glyph = Glyph::Pending;
        m_notice.says = tr("A request for %1 to %2 is still open since %3 (sale %4). Nothing was sent.")
                            .arg(open.amount.toDisplay(), open.phoneMasked, shortTime(open.journaledAt), open.saleNumber);
        m_notice.action = tr("Show it");
    }
    if (refusal.countdown.count() > 0) {
        m_heldPhone = m_order.phone;
        m_heldUntil = m_clock.sinceBoot() + refusal.countdown;
        m_notice.tone = Tone::Waiting;
        m_notice.glyph = Glyph::Waiting;
    }
    announce();
}

void ChargeViewModel::showOpenCharge()
{
    if (m_openCharge)
        Q_EMIT openChargeWanted(*m_openCharge);
}

bool ChargeViewModel::offersOver() const
{
    return m_openCharge && isStillOpen(m_openCharge->state) && !m_busy && !m_stopped;
}

void ChargeViewModel::askOver()
{
    if (offersOver())
        ask(m_order, *m_openCharge);
}

void ChargeViewModel::askOver(const sale::ChargeSnapshot &open)
{
    if (!canSendAgain(open.chargeId) || !isStillOpen(open.state))
        return;
    sale::ChargeOrder order = m_sent.value(open.chargeId);
    order.saleId = open.saleId;
    ask(order, open);
}

void ChargeViewModel::ask(const sale::ChargeOrder &order, const sale::ChargeSnapshot &open)
{
    m_overOrder = order;
    m_overlooked = open;
    const QString amount = order.amount.toDisplay();
    const QString phone = order.phone.masked();
    DecisionViewModel::Question question;
    question.subject = open.chargeId;
    question.purpose = people::Purpose::Resend;
    question.title = tr("Send a second request of %1 to %2?").arg(amount, phone);
    question.says = tr("Look at the customer's phone first. If both are answered, the money is taken twice for real, and one payment must be refunded.");
    question.yes = tr("Ask a supervisor");
    question.whatYes = tr("Send a second request of %1 to %2, although the one of sale %3 is still open. If both are answered, the customer pays twice.").arg(amount, phone, open.saleNumber);
    m_over.open(question);
}

void ChargeViewModel::onChargeChanged(const sale::ChargeSnapshot &charge)
{
    if (charge.chargeId == m_overlooked.chargeId) {
        m_overlooked = charge;
        if (!isStillOpen(charge.state))
            m_over.settle(charge.chargeId);   // a second prompt might be for money that is here now
    }
    if (!m_openCharge || charge.chargeId != m_openCharge->chargeId)
        return;
    m_openCharge = charge;
    if (!isStillOpen(charge.state)) {
        const StateWords words = stateWords(charge.state);
        m_notice = {words.tone, words.glyph, tr("The request of sale %1 has its answer now: %2. No second one was sent.").arg(charge.saleNumber, words.word),
                    charge.state.status == sale::Status::Paid ? tr("Close this message to charge once more.") : QString(), tr("Show it")};
    }
    announce();
}

void ChargeViewModel::forgetRefusal()
{
    if (!m_openCharge)
        return;
    m_openCharge.reset();
    m_notice = {};
}

void ChargeViewModel::showQr()
{
    if (canShowQr())
        Q_EMIT qrWanted(*m_amount.amount, m_reference.trimmed());
}

void ChargeViewModel::setQrOffered(bool offered)
{
    if (m_qrOffered == offered)
        return;
    m_qrOffered = offered;
    announce();
}

void ChargeViewModel::clear()
{
    m_amount = {};
    m_phone = readPhone({}, m_setup.way.country);
    m_notice = {};
    m_openCharge.reset();
    resetReference();
    announce();
}

void ChargeViewModel::tell(const BarNotice &notice)
{
    m_notice = notice;
    announce();
}

void ChargeViewModel::dismissNotice()
{
    m_notice = {};
    m_openCharge.reset();
    announce();
}

void ChargeViewModel::setStopped(bool stopped)
{
    if (m_stopped == stopped)
        return;
    m_stopped = stopped;
    announce();
}

void ChargeViewModel::announce()
{
    m_countdownShown = countdownText();
    Q_EMIT changed();
}

void ChargeViewModel::tick()
{
    const QString now = countdownText();
    if (now == m_countdownShown)
        return;
    if (now.isEmpty() && m_notice.glyph == Glyph::Waiting)
        m_notice = {};   // the wait it spoke of is over
    announce();
}

void ChargeViewModel::resetReference()
{
    m_reference = m_setup.defaultReference.isEmpty() ? tr("Sale") : m_setup.defaultReference;
    m_referenceHint = checkReference(m_reference, m_setup.way.payments.longestReference);
}

} // namespace kaunta::ui
