#include "ui/viewmodels/result_view_model.h"

#include "ui/viewmodels/state_words.h"

namespace kaunta::ui {

using namespace Qt::StringLiterals;
using sale::Status;

namespace {

constexpr std::chrono::seconds kAskAgainAfter{15};

bool mayBeSentAgain(Status status)
{
    return status == Status::Declined || status == Status::NotSent;
}

} // namespace

ResultViewModel::ResultViewModel(sale::SaleService &sales, const Clock &clock, Way way, QObject *parent)
    : QObject(parent), m_sales(sales), m_clock(clock), m_way(std::move(way))
{
    connect(&m_sales, &sale::SaleService::resendStateTold, this, &ResultViewModel::onResendTold);
}

void ResultViewModel::show(const sale::ChargeSnapshot &charge)
{
    m_asking = false;
    m_charge = {};
    take(charge);
}

void ResultViewModel::update(const sale::ChargeSnapshot &charge)
{
    if (charge.chargeId == m_charge.chargeId)
        take(charge);
}

void ResultViewModel::take(const sale::ChargeSnapshot &charge)
{
    const bool news = charge.chargeId != m_charge.chargeId || charge.state.status != m_charge.state.status;
    if (charge.lastCheckAt != m_charge.lastCheckAt)
        m_asking = false;
    m_charge = charge;
    m_words = resultWords(charge);
    if (news) {
        m_shownAt = m_clock.sinceBoot();
        m_resend.reset();
    }
    if (mayBeSentAgain(charge.state.status))
        m_sales.askResend(charge.chargeId);
    else
        m_resend.reset();
    announce();
}

QString ResultViewModel::detailText() const
{
    const QDateTime at = m_charge.settledAt.isValid() ? m_charge.settledAt : m_charge.journaledAt;
    return m_charge.phoneMasked + u" · "_s + m_charge.reference + u" · "_s + m_charge.saleNumber + u" · "_s + shortTime(at);
}

bool ResultViewModel::mayLeave() const
{
    return m_clock.sinceBoot() - m_shownAt >= kReadingTime;
}

void ResultViewModel::onResendTold(const QString &chargeId, const sale::ResendState &state)
{
    if (chargeId != m_charge.chargeId || !mayBeSentAgain(m_charge.state.status))
        return;
    m_resend = state;
    m_resendFrom = m_clock.sinceBoot();
    announce();
}

std::chrono::seconds ResultViewModel::countdown() const
{
    if (!m_resend)
        return std::chrono::seconds{0};
    const auto left = m_resend->countdown - (m_clock.sinceBoot() - m_resendFrom);
    return std::chrono::ceil<std::chrono::seconds>(std::max(milliseconds{0}, std::chrono::duration_cast<milliseconds>(left)));
}

QString ResultViewModel::countdownText() const
{
    const auto left = countdown();
    return left.count() > 0 ? minutesSeconds(left) : QString();
}

bool ResultViewModel::offersCode() const
{
    return !isPaid() && m_charge.state.status != Status::AcceptedByManager && !m_charge.saleNumber.isEmpty();
}

bool ResultViewModel::offersCheck() const
{
    return sale::wantsQuery(m_charge.state) && m_charge.hasCheckoutId;
}

bool ResultViewModel::canCheck() const
{
    return offersCheck() && !m_asking;
}

void ResultViewModel::check()
{
    if (!canCheck())
        return;
    m_asking = true;
    m_askedAt = m_clock.sinceBoot();
    announce();
    m_sales.checkNow(m_charge.chargeId);
}

void ResultViewModel::stopWaiting()
{
    if (isOpen())
        m_sales.stopWaiting(m_charge.chargeId);
}

void ResultViewModel::announce()
{
    m_countdownShown = countdownText();
    Q_EMIT changed();
}

void ResultViewModel::tick()
{
    const bool tired = m_asking && m_clock.sinceBoot() - m_askedAt >= kAskAgainAfter;
    if (tired)
        m_asking = false;
    const QString now = countdownText();
    if (tired || now != m_countdownShown)
        announce();
}

} // namespace kaunta::ui
