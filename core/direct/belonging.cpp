#include "core/direct/belonging.h"

#include <QCryptographicHash>
#include <QRegularExpression>
#include <algorithm>
#include <cstdlib>

namespace kaunta::direct {

using namespace Qt::StringLiterals;
using sale::Status;

namespace {

constexpr qint64 kBeforeMs = 2 * 60'000;   // the two clocks need not agree
constexpr qint64 kAfterMs = 10 * 60'000;   // a prompt's life, and the time that M-PESA takes

QString reference(const QString &typed)
{
    QString plain = typed.toUpper();
    static const QRegularExpression blanks(u"\\s"_s);
    return plain.remove(blanks);
}

QString digitsOf(const QString &text)
{
    QString digits;
    std::copy_if(text.begin(), text.end(), std::back_inserter(digits), [](QChar c) { return c >= u'0' && c <= u'9'; });
    return digits;
}

bool isMask(QChar c)
{
    return c == u'*' || c == u'x' || c == u'X';
}

//! No, or as good as the time was told: out of the window speaks against a charge, a time that was not told proves nothing.
PhoneFit timeFit(const QDateTime &at, const QDateTime &prompted)
{
    if (!at.isValid())
        return PhoneFit::Maybe;
    const qint64 after = prompted.msecsTo(at);
    return after >= -kBeforeMs && after <= kAfterMs ? PhoneFit::Yes : PhoneFit::No;
}

//! What speaks for a charge besides names and time: amount, subscriber, and with a paybill that no other reference was written.
PhoneFit payerFit(const MoneyIn &money, const Candidate &candidate, const Profile &profile)
{
    const ledger::ChargeRecord &charge = candidate.charge;
    const bool otherReference = !money.billReference.isEmpty() && reference(money.billReference) != reference(charge.wireReference);
    if (money.amount != charge.amount || (otherReference && profile.type == AccountType::Paybill))
        return PhoneFit::No;
    return phoneFit(money.phone, candidate.msisdn, profile.country());
}

Fit fitByPhone(const MoneyIn &money, const Candidate &candidate, const Profile &profile)
{
    const PhoneFit payer = payerFit(money, candidate, profile);
    const PhoneFit time = timeFit(money.at, candidate.charge.journaledAt);
    if (payer == PhoneFit::No || time == PhoneFit::No)
        return Fit::No;
    return payer == PhoneFit::Yes && time == PhoneFit::Yes ? Fit::ByPhone : Fit::Possible;
}

bool hadPrompt(Status status)
{
    return status != Status::Draft && status != Status::NotSent;
}

//! May the record be this charge's, however it ended and whatever the till's clock said? A prompt that was declined or paid may have
//! been delivered a second time; a clock that was set wrong for an hour puts a charge where its payment seems not to belong.
bool mayRival(const MoneyIn &money, const Candidate &candidate, const Profile &profile)
{
    const ledger::ChargeRecord &charge = candidate.charge;
    if (!hadPrompt(charge.state.status) || payerFit(money, candidate, profile) == PhoneFit::No)
        return false;
    return looksForMoney(charge.state) || !money.at.isValid() || std::abs(charge.journaledAt.msecsTo(money.at)) <= kClockWrongMs;
}

bool isManagers(Status status)
{
    return status == Status::AcceptedByManager || status == Status::ClosedByManager;
}

} // namespace

bool isReceiptCode(const QString &text)
{
    static const QRegularExpression shape(uR"(\A[A-Z0-9]{10}\z)"_s);
    return shape.match(text).hasMatch();
}

PhoneFit phoneFit(const QString &told, const QString &msisdn, Country country)
{
    const QString text = told.trimmed();
    if (text.isEmpty() || msisdn.isEmpty())
        return PhoneFit::Maybe;
    static const QRegularExpression hash(uR"(\A[0-9a-fA-F]{64}\z)"_s);
    if (hash.match(text).hasMatch()) {
        const QByteArray ours = QCryptographicHash::hash(msisdn.toLatin1(), QCryptographicHash::Sha256).toHex();
        return text.toLower() == QString::fromLatin1(ours) ? PhoneFit::Yes : PhoneFit::Maybe;
    }
    const auto first = std::find_if(text.begin(), text.end(), isMask);
    if (first != text.end()) {
        const auto last = std::find_if(text.rbegin(), text.rend(), isMask);
        const QString head = digitsOf(text.left(first - text.begin()));
        const QString tail = digitsOf(text.right(last - text.rbegin()));
        const bool headFits = head.startsWith(u'0') || msisdn.startsWith(head);   // a local form is not compared
        return headFits && msisdn.endsWith(tail) ? PhoneFit::Maybe : PhoneFit::No;
    }
    const auto full = Msisdn::parse(text, country);
    if (!full)
        return PhoneFit::Maybe;
    return full->digits() == msisdn ? PhoneFit::Yes : PhoneFit::No;
}

Fit fitOf(const MoneyIn &money, const Candidate &candidate, const Profile &profile)
{
    const ledger::ChargeRecord &charge = candidate.charge;
    if (money.amount != charge.amount)
        return Fit::No;
    const bool named = !money.billReference.isEmpty() && reference(money.billReference) == reference(charge.wireReference);
    if ((named && profile.referenceSuffix()) || money.receipt == charge.state.receipt)
        return Fit::ByName;
    if (!charge.state.receipt.isEmpty())
        return Fit::No;   // its own payment is known
    return fitByPhone(money, candidate, profile);
}

bool mightStillBePaid(const sale::ChargeState &state)
{
    if (sale::isOpen(state.status) || isManagers(state.status))
        return true;
    if (state.status == Status::Paid)
        return state.receipt.isEmpty();
    return state.status == Status::Declined && state.evidence == sale::Evidence::Query;
}

bool looksForMoney(const sale::ChargeState &state)
{
    return sale::isOpen(state.status) || (state.status == Status::Paid && state.receipt.isEmpty())
        || (state.status == Status::Declined && state.check == sale::Check::AskAgain);
}

Place placeOf(const MoneyIn &money, const QList<Candidate> &candidates, const QList<MoneyIn> &others, const Profile &profile)
{
    Place place;
    QList<Candidate> named;
    QList<Candidate> fitting;
    bool byPhone = false;
    int prompts = 0;   // that the record may answer
    for (const Candidate &candidate : candidates) {
        const Fit fit = fitOf(money, candidate, profile);
        if (fit == Fit::ByName)
            named << candidate;
        prompts += mayRival(money, candidate, profile);
        if (fit == Fit::No || !mightStillBePaid(candidate.charge.state))
            continue;
        byPhone = fit == Fit::ByPhone;
        fitting << candidate;
        if (looksForMoney(candidate.charge.state))
            place.mayBelongTo << candidate.charge;
    }
    if (named.size() == 1)
        return {Place::Kind::Charge, named.first().charge.id, true, {named.first().charge}};
    if (named.isEmpty() && fitting.size() == 1 && byPhone && prompts == 1 && !profile.sharesShortCode()) {
        const Candidate &only = fitting.first();
        const bool rival = std::any_of(others.begin(), others.end(), [&](const MoneyIn &other) {
            return other.receipt != money.receipt && (fitOf(other, only, profile) != Fit::No || mayRival(other, only, profile));
        });
        if (!rival && (looksForMoney(only.charge.state) || isManagers(only.charge.state.status)))
            return {Place::Kind::Charge, only.charge.id, false, {only.charge}};
    }
    place.kind = place.mayBelongTo.isEmpty() ? Place::Kind::Alone : Place::Kind::Held;
    return place;
}

std::optional<ledger::ChargeRecord> onlyPrompt(const MoneyIn &money, const QList<Candidate> &candidates, const Profile &profile)
{
    const auto answers = [&](const Candidate &candidate) { return mayRival(money, candidate, profile); };
    if (std::count_if(candidates.begin(), candidates.end(), answers) != 1)
        return std::nullopt;
    const Candidate &only = *std::find_if(candidates.begin(), candidates.end(), answers);
    const bool takesIt = looksForMoney(only.charge.state) && fitOf(money, only, profile) != Fit::No;
    return takesIt ? std::optional(only.charge) : std::nullopt;
}

} // namespace kaunta::direct
