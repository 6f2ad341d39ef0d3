#include "ui/viewmodels/pending_rows.h"

#include <QCoreApplication>

namespace kaunta::ui {

using namespace Qt::StringLiterals;
using sale::ChargeSnapshot;
using sale::Status;

namespace {

struct Tr {
    Q_DECLARE_TR_FUNCTIONS(Pending)
};

QString ageSentence(const QDateTime &since, const QDateTime &nowUtc)
{
    const QString age = ageWords(since, nowUtc);
    return age.isEmpty() ? Tr::tr("Asked just now") : Tr::tr("Asked %1 ago").arg(age);
}

QString countdownWords(const QDateTime &at, const QDateTime &nowUtc)
{
    const qint64 seconds = nowUtc.secsTo(at);
    if (seconds <= 0)
        return Tr::tr("Next check now");
    return Tr::tr("Next check in %1").arg(seconds < 60 ? Tr::tr("%1 s").arg(seconds) : Tr::tr("%1 min").arg((seconds + 30) / 60));
}

QString nextCheckWords(const ChargeSnapshot &charge, const QDateTime &nowUtc, bool asking)
{
    if (asking)
        return Tr::tr("Asking M-PESA…");
    if (!isPending(charge.state))
        return {};
    if (isReceiptAwaited(charge.state))
        return Tr::tr("The receipt code comes with M-PESA's report.");
    if (charge.state.status == Status::Conflict)
        return Tr::tr("Nothing more is asked by itself.");
    if (!charge.hasCheckoutId && charge.state.status != Status::Journaled)
        return Tr::tr("M-PESA cannot be asked about it.");
    if (!charge.nextCheckAt.isValid())
        return charge.state.status == Status::Journaled ? QString() : Tr::tr("No further check is planned.");
    return countdownWords(charge.nextCheckAt, nowUtc);
}

} // namespace

bool isPending(const sale::ChargeState &state)
{
    // A decline by query alone is asked about once more: until then it could still turn out paid.
    return sale::isOpen(state.status) || isReceiptAwaited(state) || (state.status == Status::Declined && state.check == sale::Check::AskAgain);
}

bool wantsDecision(const sale::ChargeState &state)
{
    return state.status == Status::Unknown || state.status == Status::Conflict;
}

PendingRow pendingRow(const ChargeSnapshot &charge, const QDateTime &nowUtc, bool asking, const Way &way)
{
    const bool sent = isPending(charge.state) && charge.state.status != Status::Journaled;
    PendingRow row;
    row.chargeId = charge.chargeId;
    row.number = charge.saleNumber;
    row.amount = charge.amount.toDisplay();
    row.phone = charge.phoneMasked;
    row.reference = charge.reference;
    row.user = charge.user;
    row.age = ageSentence(charge.journaledAt, nowUtc);
    row.state = listedState(charge, nowUtc);
    if (charge.lastCheckAt.isValid())
        row.lastCheck = Tr::tr("Last check %1").arg(exactTime(charge.lastCheckAt));
    else if (way.has(providers::Capability::Query))
        row.lastCheck = Tr::tr("Not asked yet");
    row.nextCheck = nextCheckWords(charge, nowUtc, asking);
    row.canCheck = charge.hasCheckoutId && sale::wantsQuery(charge.state) && !asking;
    row.canLook = sent && way.has(providers::Capability::Pull);
    row.canShowCode = sent && charge.state.status != Status::Paid;
    row.canDecide = wantsDecision(charge.state);
    return row;
}

PendingRow pendingRow(const refund::RefundSnapshot &refund, const QDateTime &nowUtc)
{
    PendingRow row;
    row.refundId = refund.refundId;
    row.number = refund.saleNumber;
    row.amount = refund.amount.toDisplay();
    row.phone = refund.phoneMasked;
    row.reference = Tr::tr("Refund of %1").arg(refund.receipt);
    row.user = refund.requestedBy;
    row.age = ageSentence(refund.journaledAt, nowUtc);
    row.state = {refundBesidePayment(refund.state.status), refundListedState(refund).says};
    if (refund.nextCheckAt.isValid())
        row.nextCheck = countdownWords(refund.nextCheckAt, nowUtc);
    return row;
}

QString pendingSummary(const QList<ChargeSnapshot> &charges, const QList<refund::RefundSnapshot> &refunds)
{
    int conflict = 0, unknown = 0, waiting = 0, receipt = 0, twice = 0, goingBack = 0, unsure = 0;
    for (const ChargeSnapshot &charge : charges) {
        const sale::ChargeState &state = charge.state;
        if (!isPending(state))
            continue;
        ++(state.status == Status::Conflict    ? conflict
           : state.status == Status::Unknown   ? unknown
           : isReceiptAwaited(state)           ? receipt
           : state.status == Status::Declined  ? twice
                                               : waiting);
    }
    for (const refund::RefundSnapshot &refund : refunds)
        ++(wantsDecision(refund.state) ? unsure : goingBack);
    QStringList parts;
    const auto add = [&parts](int count, const QString &words) {
        if (count > 0)
            parts << words.arg(count);
    };
    add(conflict, Tr::tr("Conflict %1"));
    add(unknown, Tr::tr("Unknown %1"));
    add(waiting, Tr::tr("Waiting %1"));
    add(receipt, Tr::tr("Receipt awaited %1"));
    add(twice, Tr::tr("Not paid, asked once more %1"));
    add(unsure, Tr::tr("Refund unknown %1"));
    add(goingBack, Tr::tr("Refund pending %1"));
    return parts.join(u" · "_s);
}

} // namespace kaunta::ui
