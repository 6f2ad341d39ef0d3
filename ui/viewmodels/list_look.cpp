#include "ui/viewmodels/list_look.h"

#include "ui/viewmodels/state_words.h"

#include <QCoreApplication>
#include <algorithm>

namespace kaunta::ui {

using namespace Qt::StringLiterals;
using enquiry::PullSnapshot;

namespace {

constexpr int kHours = 48;   // what M-PESA keeps

} // namespace

ListLook::ListLook(enquiry::AccountService &account, const Clock &clock, const QString &user, QObject *parent)
    : QObject(parent), m_account(account), m_clock(clock), m_user(user)
{
    connect(&m_account, &enquiry::AccountService::pullChanged, this, &ListLook::onPull);
    connect(&m_account, &enquiry::AccountService::accountRefused, this, &ListLook::onRefused);
}

void ListLook::look(const QString &chargeId)
{
    if (isLooking(chargeId))
        return;
    Look look;
    look.ticket = u"pending-list-"_s + QString::number(++m_tickets);
    m_looks.insert(chargeId, look);
    Q_EMIT changed(chargeId);
    m_account.pull(look.ticket, kHours, m_user);
}

bool ListLook::isLooking(const QString &chargeId) const
{
    const auto look = m_looks.constFind(chargeId);
    return look != m_looks.cend() && look->running;
}

QString ListLook::chargeOf(const QString &ticket) const
{
    const auto look = std::find_if(m_looks.cbegin(), m_looks.cend(), [&ticket](const Look &known) { return known.ticket == ticket && known.running; });
    return look == m_looks.cend() ? QString() : look.key();
}

void ListLook::onPull(const QString &ticket, const PullSnapshot &pull)
{
    const QString chargeId = chargeOf(ticket);
    if (chargeId.isEmpty())
        return;
    Look &look = m_looks[chargeId];
    look.pull = pull;
    look.at = m_clock.nowUtc();
    look.running = pull.outcome == PullSnapshot::Outcome::Running;
    Q_EMIT changed(chargeId);
}

void ListLook::onRefused(const QString &ticket, const Failure &failure)
{
    const QString chargeId = chargeOf(ticket);
    if (chargeId.isEmpty())
        return;
    Look &look = m_looks[chargeId];
    look.refused = failure;
    look.running = false;
    Q_EMIT changed(chargeId);
}

QString ListLook::words(const sale::ChargeSnapshot &charge) const
{
    const auto found = m_looks.constFind(charge.chargeId);
    if (found == m_looks.cend())
        return {};
    const Look &look = *found;
    const PullSnapshot &pull = look.pull;
    if (charge.state.status == sale::Status::Paid && !charge.state.receipt.isEmpty()) {
        return charge.state.evidence == sale::Evidence::Pull ? tr("Found in M-PESA's list. Receipt %1.").arg(charge.state.receipt)
                                                             : tr("It was paid meanwhile. Receipt %1.").arg(charge.state.receipt);
    }
    if (look.running)
        return pull.records > 0 ? tr("Looking in M-PESA's list of the last %1 hours: %2 payments so far…").arg(kHours).arg(pull.records)
                                : tr("Looking in M-PESA's list of the last %1 hours…").arg(kHours);
    if (look.refused && look.refused->code != FailureCode::NotSupported) {
        const FailureWords &words = wordsFor(look.refused->code);
        return QCoreApplication::translate("Failures", words.says) + u' ' + QCoreApplication::translate("Failures", words.next);
    }
    if (pull.outcome == PullSnapshot::Outcome::Failed)
        return tr("M-PESA's list could not be read to its end at %1. That says nothing about this payment. Try again later.").arg(shortTime(look.at));
    if (look.refused || pull.outcome == PullSnapshot::Outcome::NoData || pull.records == 0)
        return tr("M-PESA has no list for this shop, or may not be asked for it. That says nothing about this payment.");
    if (charge.journaledAt < pull.from)
        return tr("It is older than the %1 hours that M-PESA's list reaches back, so the list cannot tell.").arg(kHours);
    return tr("Looked through %1 payments of the last %2 hours at %3: it is not among them. That is no proof that it was not paid.")
        .arg(pull.records)
        .arg(kHours)
        .arg(shortTime(look.at));
}

} // namespace kaunta::ui
