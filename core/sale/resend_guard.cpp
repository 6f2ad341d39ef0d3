#include "core/sale/resend_guard.h"

#include <algorithm>

namespace kaunta::sale {

using namespace std::chrono_literals;

namespace {

constexpr milliseconds kSameAmount = 120s;

milliseconds elapsedSince(const ledger::ChargeRecord &charge, const GuardTime &now)
{
    if (now.bootId.isEmpty())
        return now.sinceStart;
    const milliseconds then(charge.journaledSinceBootMs);
    return charge.bootId == now.bootId && then <= now.sinceBoot ? now.sinceBoot - then : now.sinceBoot;
}

bool stillOpen(const ChargeState &state)
{
    return isOpen(state.status) || (state.status == Status::Declined && state.check == Check::AskAgain);
}

} // namespace

GuardVerdict mayPrompt(const QList<EarlierCharge> &onThisPhone, Money amount, const GuardTime &now, const QString &overlooked)
{
    milliseconds rest{0};
    for (auto it = onThisPhone.rbegin(); it != onThisPhone.rend(); ++it) {
        const ledger::ChargeRecord &charge = it->charge;
        if (stillOpen(charge.state) && charge.id != overlooked)
            return {GuardVerdict::Kind::OpenCharge, charge.id, {}};
        const milliseconds elapsed = elapsedSince(charge, now);
        // A prompt that never existed (not sent, refused at the gateway) is no repeat for M-PESA.
        const bool existed = charge.state.status != Status::NotSent
            && !(charge.state.status == Status::Declined && charge.state.evidence == Evidence::None);
        if (existed && charge.amount == amount)
            rest = std::max(rest, kSameAmount - elapsed);
        if (it->lock > 0s) {
            const milliseconds settledAfter(std::clamp<qint64>(charge.journaledAt.msecsTo(charge.settledAt), 0, 600'000));
            rest = std::max(rest, milliseconds(it->lock) + settledAfter - elapsed);
        }
    }
    if (rest > 0ms)
        return {GuardVerdict::Kind::Countdown, {}, std::chrono::ceil<std::chrono::seconds>(rest)};
    return {};
}

} // namespace kaunta::sale
