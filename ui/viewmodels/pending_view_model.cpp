#include "ui/viewmodels/pending_view_model.h"

#include <algorithm>

namespace kaunta::ui {

using namespace Qt::StringLiterals;
using sale::ChargeSnapshot;
using sale::Status;

namespace {

//! The query budget may hold a question back for a while; after this long the button is offered again.
constexpr milliseconds kAskedFor = 30s;

bool belongsHere(const sale::ChargeState &state)
{
    // A decline by query alone is asked about once more: until then it could still turn out paid.
    return sale::isOpen(state.status) || isReceiptAwaited(state) || (state.status == Status::Declined && state.check == sale::Check::AskAgain);
}

bool newerFirst(const ChargeSnapshot &a, const ChargeSnapshot &b)
{
    return a.journaledAt != b.journaledAt ? a.journaledAt > b.journaledAt : a.chargeId > b.chargeId;
}

} // namespace

PendingViewModel::PendingViewModel(sale::SaleService &sales, const Clock &clock, QObject *parent) : QObject(parent), m_sales(sales), m_clock(clock)
{
    m_timer.setInterval(1s);
    connect(&m_timer, &QTimer::timeout, this, &PendingViewModel::tick);
    connect(&m_sales, &sale::SaleService::pendingListed, this, &PendingViewModel::onListed);
    connect(&m_sales, &sale::SaleService::chargeChanged, this, &PendingViewModel::onChanged);
    // A charge is open from the moment it is journaled, and that is told by charged().
    connect(&m_sales, &sale::SaleService::charged, this, [this](const QString &, const ChargeSnapshot &charge) { onChanged(charge); });
}

QString PendingViewModel::badge() const
{
    if (m_charges.isEmpty())
        return {};
    return m_charges.size() > 99 ? u"99+"_s : QString::number(m_charges.size());
}

QString PendingViewModel::summary() const
{
    int conflict = 0, unknown = 0, waiting = 0, receipt = 0, twice = 0;
    for (const ChargeSnapshot &charge : m_charges) {
        const sale::ChargeState &state = charge.state;
        ++(state.status == Status::Conflict    ? conflict
           : state.status == Status::Unknown   ? unknown
           : isReceiptAwaited(state)           ? receipt
           : state.status == Status::Declined  ? twice
                                               : waiting);
    }
    QStringList parts;
    if (conflict > 0)
        parts << tr("Conflict %1").arg(conflict);
    if (unknown > 0)
        parts << tr("Unknown %1").arg(unknown);
    if (waiting > 0)
        parts << tr("Waiting %1").arg(waiting);
    if (receipt > 0)
        parts << tr("Receipt awaited %1").arg(receipt);
    if (twice > 0)
        parts << tr("Not paid, asked once more %1").arg(twice);
    return parts.join(u" · "_s);
}

QString PendingViewModel::headline() const
{
    if (!m_loaded)
        return tr("Reading the list…");
    return m_charges.isEmpty() ? tr("Nothing is open") : tr("Open: %1").arg(m_charges.size());
}

void PendingViewModel::refresh()
{
    m_sales.listPending();
}

void PendingViewModel::checkNow(const QString &chargeId)
{
    for (qsizetype i = 0; i < m_charges.size(); ++i) {
        if (m_charges.at(i).chargeId != chargeId)
            continue;
        if (!m_rows.at(i).canCheck)   // a second press while M-PESA is being asked
            return;
        m_asked.insert(chargeId, {m_clock.sinceBoot(), m_charges.at(i).lastCheckAt});
        m_sales.checkNow(chargeId);
        replaceRow(i);
        return;
    }
}

void PendingViewModel::tick()
{
    for (qsizetype i = 0; i < m_charges.size(); ++i)
        replaceRow(i);
}

void PendingViewModel::setLive(bool live)
{
    if (!live) {
        m_timer.stop();
        return;
    }
    tick();
    m_timer.start();
}

void PendingViewModel::onListed(const QList<ChargeSnapshot> &charges)
{
    m_charges = charges;
    std::sort(m_charges.begin(), m_charges.end(), newerFirst);
    m_loaded = true;
    m_rows.clear();
    for (const ChargeSnapshot &charge : std::as_const(m_charges))
        m_rows << describe(charge);
    Q_EMIT reset();
    Q_EMIT countChanged();
}

void PendingViewModel::onChanged(const ChargeSnapshot &charge)
{
    const auto found = std::find_if(m_charges.cbegin(), m_charges.cend(), [&](const ChargeSnapshot &known) { return known.chargeId == charge.chargeId; });
    const qsizetype row = found - m_charges.cbegin();
    const bool known = found != m_charges.cend();
    if (!belongsHere(charge.state)) {
        m_asked.remove(charge.chargeId);
        if (!known)
            return;
        m_charges.removeAt(row);
        m_rows.removeAt(row);
        Q_EMIT rowRemoved(static_cast<int>(row));
        Q_EMIT countChanged();
        return;
    }
    if (known) {
        const bool sameWord = m_charges.at(row).state.status == charge.state.status;
        m_charges[row] = charge;
        replaceRow(row);
        if (!sameWord)
            Q_EMIT countChanged();   // the summary names the states
        return;
    }
    const qsizetype place = std::lower_bound(m_charges.cbegin(), m_charges.cend(), charge, newerFirst) - m_charges.cbegin();
    m_charges.insert(place, charge);
    m_rows.insert(place, describe(charge));
    Q_EMIT rowInserted(static_cast<int>(place));
    Q_EMIT countChanged();
}

void PendingViewModel::replaceRow(qsizetype row)
{
    PendingRow fresh = describe(m_charges.at(row));
    if (fresh == m_rows.at(row))
        return;
    m_rows[row] = std::move(fresh);
    Q_EMIT rowChanged(static_cast<int>(row));
}

bool PendingViewModel::isAsking(const ChargeSnapshot &charge) const
{
    const auto asked = m_asked.constFind(charge.chargeId);
    return asked != m_asked.cend() && asked->lastCheckAt == charge.lastCheckAt && m_clock.sinceBoot() - asked->at < kAskedFor;
}

QString PendingViewModel::nextCheckWords(const ChargeSnapshot &charge, bool asking) const
{
    if (asking)
        return tr("Asking M-PESA…");
    if (isReceiptAwaited(charge.state))
        return tr("The receipt code comes with M-PESA's report.");
    if (charge.state.status == Status::Conflict)
        return tr("Nothing more is asked by itself.");
    if (!charge.hasCheckoutId && charge.state.status != Status::Journaled)
        return tr("M-PESA cannot be asked about it.");
    if (!charge.nextCheckAt.isValid())
        return charge.state.status == Status::Journaled ? QString() : tr("No further check is planned.");
    const qint64 seconds = m_clock.nowUtc().secsTo(charge.nextCheckAt);
    if (seconds <= 0)
        return tr("Next check now");
    return tr("Next check in %1").arg(seconds < 60 ? tr("%1 s").arg(seconds) : tr("%1 min").arg((seconds + 30) / 60));
}

PendingRow PendingViewModel::describe(const ChargeSnapshot &charge) const
{
    const bool asking = isAsking(charge);
    PendingRow row;
    row.chargeId = charge.chargeId;
    row.number = charge.saleNumber;
    row.amount = charge.amount.toDisplay();
    row.phone = charge.phoneMasked;
    row.reference = charge.reference;
    row.user = charge.user;
    const QString age = ageWords(charge.journaledAt, m_clock.nowUtc());
    row.age = age.isEmpty() ? tr("Asked just now") : tr("Asked %1 ago").arg(age);
    row.state = listedState(charge, m_clock.nowUtc());
    row.lastCheck = charge.lastCheckAt.isValid() ? tr("Last check %1").arg(exactTime(charge.lastCheckAt)) : tr("Not asked yet");
    row.nextCheck = nextCheckWords(charge, asking);
    row.offersCheck = charge.hasCheckoutId && sale::wantsQuery(charge.state);
    row.canCheck = row.offersCheck && !asking;
    return row;
}

} // namespace kaunta::ui
