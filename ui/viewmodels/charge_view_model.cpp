#include "ui/viewmodels/charge_view_model.h"

#include "ui/viewmodels/state_words.h"

#include <QCoreApplication>

namespace kaunta::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype kRemembered = 20;   // orders whose phone may be needed for Send again

} // namespace

ChargeViewModel::ChargeViewModel(sale::SaleService &sales, const Clock &clock, Setup setup, QObject *parent)
    : QObject(parent), m_sales(sales), m_clock(clock), m_setup(std::move(setup))
{
    m_phone = readPhone({}, m_setup.country);
    resetReference();
    connect(&m_sales, &sale::SaleService::charged, this, &ChargeViewModel::onCharged);
    connect(&m_sales, &sale::SaleService::refused, this, &ChargeViewModel::onRefused);
}

void ChargeViewModel::setAmount(const QString &typed)
{
    m_amount = readAmount(typed, m_setup.currency);
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
    m_phone = readPhone(typed, m_setup.country);
    announce();
}

void ChargeViewModel::setReference(const QString &typed)
{
    m_reference = typed;
    m_referenceHint = checkReference(typed);
    announce();
}

bool ChargeViewModel::canCharge() const
{
    return !m_busy && !m_stopped && amountReady() && phoneReady() && !m_referenceHint.bad && countdown().count() == 0;
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
    m_sent.insert(charge.chargeId, m_order);
    m_sentOrder << charge.chargeId;
    if (m_sentOrder.size() > kRemembered)
        m_sent.remove(m_sentOrder.takeFirst());
    announce();
    Q_EMIT started(charge);
}

void ChargeViewModel::onRefused(const sale::Refusal &refusal)
{
    if (!m_busy || refusal.ticket != m_order.ticket)
        return;
    m_busy = false;
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
    m_phone = readPhone({}, m_setup.country);
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
    m_referenceHint = checkReference(m_reference);
}

} // namespace kaunta::ui
