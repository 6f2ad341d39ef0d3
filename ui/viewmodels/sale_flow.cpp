#include "ui/viewmodels/sale_flow.h"

namespace kaunta::ui {

using sale::Status;

namespace {

//! Still with the customer; everything else, unknown included, is something to read.
bool isWaiting(Status status)
{
    return status == Status::Draft || status == Status::Journaled || status == Status::Prompted;
}

} // namespace

SaleFlow::SaleFlow(sale::SaleService &sales, const Clock &clock, const ChargeViewModel::Setup &setup, QObject *parent)
    : QObject(parent), m_sales(sales), m_charge(sales, clock, setup), m_wait(sales, clock, setup.way), m_result(sales, clock, setup.way)
{
    connect(&m_charge, &ChargeViewModel::started, this, &SaleFlow::show);
    connect(&m_charge, &ChargeViewModel::openChargeWanted, this, &SaleFlow::show);
    connect(&m_charge.over(), &DecisionViewModel::changed, this, &SaleFlow::onOver);
    connect(&m_sales, &sale::SaleService::chargeChanged, this, &SaleFlow::onChargeChanged);
}

void SaleFlow::show(const sale::ChargeSnapshot &charge)
{
    m_current = charge.chargeId;
    m_charge.over().close();
    m_charge.dismissNotice();
    if (isWaiting(charge.state.status)) {
        m_wait.show(charge);
        go(Screen::Wait);
    } else {
        m_result.show(charge);
        go(Screen::Result);
        Q_EMIT outcomeReached(charge);
    }
}

void SaleFlow::onChargeChanged(const sale::ChargeSnapshot &charge)
{
    if (m_current.isEmpty() || charge.chargeId != m_current)
        return;
    if (isWaiting(charge.state.status)) {
        m_wait.update(charge);
        return;
    }
    if (m_screen == Screen::Over) {   // still open, and somebody decides about it just now
        m_result.update(charge);
        return;
    }
    const bool news = m_screen != Screen::Result || charge.state.status != m_result.charge().state.status;
    if (m_screen == Screen::Result)
        m_result.update(charge);
    else
        m_result.show(charge);
    go(Screen::Result);
    if (news)
        Q_EMIT outcomeReached(charge);
}

void SaleFlow::leaveWaiting()
{
    if (m_screen != Screen::Wait)
        return;
    const QString words = m_wait.leaveText();
    m_current.clear();   // first: an answer that comes at once belongs to Pending
    m_wait.leave();
    m_charge.clear();
    m_charge.tell({Tone::Waiting, Glyph::Pending, words, {}, {}});
    go(Screen::Charge);
}

void SaleFlow::newSale()
{
    if (m_screen != Screen::Result || !m_result.mayLeave())
        return;
    m_current.clear();
    m_result.stopWaiting();
    m_charge.clear();
    go(Screen::Charge);
}

void SaleFlow::newSaleWith(const QString &digits)
{
    if (m_screen != Screen::Result || !m_result.isPaid())
        return;
    newSale();
    if (m_screen == Screen::Charge)
        m_charge.typeDigits(digits);
}

void SaleFlow::sendAgain()
{
    if (m_screen == Screen::Result && m_result.canSendAgain())
        m_charge.sendAgain(m_result.charge());
}

bool SaleFlow::offersOver() const
{
    return m_charge.offersOver() || (m_screen == Screen::Result && m_result.isOpen() && knowsPhone());
}

void SaleFlow::askOver()
{
    if (m_charge.offersOver())
        m_charge.askOver();
    else if (offersOver())
        m_charge.askOver(m_result.charge());
}

void SaleFlow::onOver()
{
    const bool open = m_charge.over().isOpen();
    if (open && m_screen != Screen::Over) {
        m_before = m_screen;
        go(Screen::Over);
    } else if (!open && m_screen == Screen::Over) {
        go(m_before);
    }
}

void SaleFlow::go(Screen screen)
{
    if (m_screen == screen)
        return;
    m_screen = screen;
    Q_EMIT screenChanged(screen);
}

} // namespace kaunta::ui
