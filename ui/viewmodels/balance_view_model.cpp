#include "ui/viewmodels/balance_view_model.h"

#include "ui/viewmodels/failure_notice.h"
#include "ui/viewmodels/refund_words.h"

#include <QCoreApplication>
#include <algorithm>
#include <array>

namespace kaunta::ui {

using namespace Qt::StringLiterals;
using enquiry::AskState;
using enquiry::BalanceSnapshot;

namespace {

struct Known {
    const char *name;
    const char *meaning;
};
//! Daraja fact sheet 2.4. Others are shown as they are called.
constexpr std::array kKnown{
    Known{"Working Account", QT_TRANSLATE_NOOP("BalanceWords", "what the shop can pay out")},
    Known{"Utility Account", QT_TRANSLATE_NOOP("BalanceWords", "takings of the paybill")},
    Known{"Merchant Account", QT_TRANSLATE_NOOP("BalanceWords", "takings of the till")},
    Known{"Charges Paid Account", QT_TRANSLATE_NOOP("BalanceWords", "M-PESA's fees so far")},
};

QString figure(const std::optional<Money> &money)
{
    return money ? money->toDisplay() : QString();
}

AccountRow rowOf(const enquiry::AccountLine &account)
{
    const auto known = std::find_if(kKnown.begin(), kKnown.end(), [&](const Known &k) { return account.name == QLatin1StringView(k.name); });
    return {account.name,
            known == kKnown.end() ? QString() : QCoreApplication::translate("BalanceWords", known->meaning),
            figure(account.available),
            figure(account.current),
            figure(account.reserved),
            figure(account.uncleared)};
}

bool hasFigures(const BalanceSnapshot &balance)
{
    return balance.state == AskState::Answered && balance.asOf.isValid() && !balance.accounts.isEmpty();
}

bool isUnderWay(AskState state)
{
    return state == AskState::Asked || state == AskState::Accepted;
}

} // namespace

BalanceViewModel::BalanceViewModel(enquiry::AccountService &accounts, const Clock &clock, const QString &user, Way way, QObject *parent)
    : QObject(parent), m_service(accounts), m_clock(clock), m_way(std::move(way)), m_user(user)
{
    using Service = enquiry::AccountService;
    m_timer.setInterval(1s);
    connect(&m_timer, &QTimer::timeout, this, &BalanceViewModel::tick);
    connect(&m_service, &Service::balancesListed, this, &BalanceViewModel::onListed);
    connect(&m_service, &Service::accountRefused, this, &BalanceViewModel::onRefused);
    connect(&m_service, &Service::balanceChanged, this, [this](const QString &ticket, const BalanceSnapshot &balance) {
        if (ticket == m_ticket)
            m_ticket.clear();
        onChanged(balance);
    });
}

void BalanceViewModel::setUser(const QString &user)
{
    if (user == m_user)
        return;
    m_user = user;
    m_balances.clear();
    m_ticket.clear();
    m_refusal = {};
    m_loaded = false;
    m_allowed = true;
    rebuild();
    if (m_timer.isActive())   // the page is in sight
        refresh();
}

bool BalanceViewModel::isWaiting() const
{
    return !m_ticket.isEmpty() || (!m_balances.isEmpty() && isUnderWay(m_balances.first().state));
}

bool BalanceViewModel::canAsk() const
{
    return m_loaded && offersAsk() && !isWaiting();
}

const BalanceSnapshot *BalanceViewModel::newestAnswer() const
{
    const BalanceSnapshot *newest = nullptr;
    for (const BalanceSnapshot &balance : m_balances)   // a late answer may be older than one that was asked for after it
        if (hasFigures(balance) && (!newest || balance.asOf > newest->asOf))
            newest = &balance;
    return newest;
}

QString BalanceViewModel::asOfWords() const
{
    const BalanceSnapshot *newest = newestAnswer();
    if (!newest || !m_allowed)
        return {};
    const QString age = ageWords(newest->asOf, m_clock.nowUtc());
    const QString at = tr("As of %1").arg(dayAndTime(newest->asOf, m_clock.nowUtc()));
    return age.isEmpty() ? at : at + u" · "_s + tr("%1 ago").arg(age);
}

QList<BalanceLine> BalanceViewModel::history() const
{
    QList<BalanceLine> lines;
    if (!m_allowed)
        return lines;
    const BalanceSnapshot *newest = newestAnswer();
    for (const BalanceSnapshot &balance : m_balances)
        if (&balance != newest && !isUnderWay(balance.state))
            lines << lineOf(balance);
    return lines;
}

BalanceLine BalanceViewModel::lineOf(const BalanceSnapshot &balance) const
{
    if (!hasFigures(balance)) {
        const QString why = balance.state == AskState::Failed ? tr("M-PESA did not tell the balance.") : tr("No answer came.");
        return {dayAndTime(balance.askedAt, m_clock.nowUtc()), balance.code.isEmpty() ? why : why + u' ' + tr("Code %1.").arg(balance.code), false};
    }
    QStringList accounts;
    for (const enquiry::AccountLine &account : balance.accounts)
        if (const std::optional<Money> &main = account.available ? account.available : account.current; main && main->minor() != 0)
            accounts << account.name + u' ' + main->toDisplay().replace(u' ', QChar::Nbsp);
    return {dayAndTime(balance.asOf, m_clock.nowUtc()), accounts.isEmpty() ? tr("Nothing on any account.") : accounts.join(u'\n'), true};
}

QString BalanceViewModel::emptyWords() const
{
    if (!m_allowed)
        return tr("Your role does not see the shop's balance. Managers, owners and auditors do.");
    if (!m_accounts.isEmpty())
        return {};
    if (!offersAsk())
        return cannotBalanceWords(m_way);
    if (!m_loaded)
        return tr("Reading earlier answers…");
    return isWaiting() ? tr("The first answer is on its way.") : tr("M-PESA was not asked for the balance yet.");
}

BarNotice BalanceViewModel::notice() const
{
    if (!m_allowed)
        return {};
    if (isWaiting()) {
        const bool taken = m_ticket.isEmpty() && m_balances.first().state == AskState::Accepted;
        const QString older = m_accounts.isEmpty() ? QString() : tr("Until then the figures below are older: see their time.");
        return {Tone::Waiting, Glyph::Waiting, taken ? tr("M-PESA took the question. Its answer comes by itself, mostly within a minute.") : tr("Asking M-PESA…"), older, {}};
    }
    if (!m_refusal.isEmpty())
        return m_refusal;
    if (m_balances.isEmpty() || hasFigures(m_balances.first()))
        return {};
    const BalanceSnapshot &last = m_balances.first();
    const QString older = m_accounts.isEmpty() ? QString() : tr("The figures below are older: see their time.");
    if (last.state != AskState::Failed)
        return {Tone::Unknown, Glyph::Unknown, tr("M-PESA did not answer in time. Ask again."), older, {}};
    QString says = QCoreApplication::translate("Codes", last.explanation.says);
    if (says.isEmpty())
        says = tr("M-PESA did not tell the balance.");
    QStringList next{QCoreApplication::translate("Codes", last.explanation.next), older, last.code.isEmpty() ? QString() : tr("Code %1.").arg(last.code)};
    next.removeAll(QString());
    return {Tone::Declined, Glyph::Declined, says, next.join(u' '), {}};
}

void BalanceViewModel::refresh()
{
    m_listsFor << m_user;
    m_service.listBalances(m_user, kHistory);
}

void BalanceViewModel::ask()
{
    if (!canAsk())
        return;
    m_refusal = {};
    m_ticket = u"balance-"_s + QString::number(++m_tickets);
    Q_EMIT changed();
    m_service.askBalance(m_ticket, m_user);
}

void BalanceViewModel::onListed(const QList<BalanceSnapshot> &balances)
{
    if (!isMyList())
        return;
    m_loaded = true;
    m_allowed = true;
    m_balances = balances;
    std::stable_sort(m_balances.begin(), m_balances.end(), [](const BalanceSnapshot &a, const BalanceSnapshot &b) { return a.askedAt > b.askedAt; });
    rebuild();
}

bool BalanceViewModel::isMyList()
{
    return !m_listsFor.isEmpty() && m_listsFor.takeFirst() == m_user;
}

void BalanceViewModel::onChanged(const BalanceSnapshot &balance)
{
    if (!m_loaded || !m_allowed)   // the list that is on its way holds it, or it is not for this person's eyes
        return;
    const auto known = std::find_if(m_balances.begin(), m_balances.end(), [&](const BalanceSnapshot &other) { return other.enquiryId == balance.enquiryId; });
    if (known != m_balances.end())
        *known = balance;
    else
        m_balances.insert(std::lower_bound(m_balances.begin(), m_balances.end(), balance, [](const BalanceSnapshot &a, const BalanceSnapshot &b) { return a.askedAt > b.askedAt; }), balance);
    m_refusal = {};
    rebuild();
}

void BalanceViewModel::onRefused(const QString &ticket, const Failure &failure)
{
    if (ticket.isEmpty() ? !isMyList() : ticket != m_ticket)   // a list has no ticket
        return;
    m_ticket.clear();
    if (failure.code == FailureCode::NotAllowed) {
        m_allowed = false;
        m_balances.clear();
    } else {
        m_refusal = failureNotice(failure);
    }
    m_loaded = true;
    rebuild();
}

void BalanceViewModel::rebuild()
{
    m_accounts.clear();
    if (const BalanceSnapshot *newest = newestAnswer())
        for (const enquiry::AccountLine &account : newest->accounts)
            m_accounts << rowOf(account);
    m_asOfShown = asOfWords();
    Q_EMIT changed();
}

void BalanceViewModel::tick()
{
    if (asOfWords() == m_asOfShown)
        return;
    m_asOfShown = asOfWords();
    Q_EMIT changed();
}

void BalanceViewModel::setLive(bool live)
{
    if (!live) {
        m_timer.stop();
        return;
    }
    tick();
    m_timer.start();
}

} // namespace kaunta::ui
