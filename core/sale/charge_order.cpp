#include "core/sale/charge_order.h"

#include "core/base/ulid.h"

#include <QRegularExpression>

namespace kaunta::sale {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype kKeyLength = 64;

bool isPlain(const QString &text, qsizetype most)
{
    static const QRegularExpression shape(u"^[A-Za-z0-9 .-]+$"_s);
    return text.size() <= most && shape.match(text).hasMatch() && !text.trimmed().isEmpty();
}

} // namespace

bool isReference(const QString &text)
{
    return isPlain(text, 12);
}

bool isReason(const QString &text)
{
    static const QRegularExpression shape(uR"(\A[\p{L}\p{N} .,-]{2,100}\z)"_s);
    return shape.match(text).hasMatch() && text.trimmed().size() >= 2;
}

ledger::SaleRecord newSale(const Profile &profile, const ledger::LedgerReader &ledger, const Clock &clock, RandomSource &random, Money due,
                           const QString &personId, const SaleText &text)
{
    const QString number = profile.tillId() + u'-' + QString::number(ledger.saleCount() + 1).rightJustified(4, u'0');
    return {makeUlid(clock, random), number, due, text.user, text.reference, text.description, personId, clock.nowUtc()};
}

Result<Done, Failure> checkOrder(const ChargeOrder &order, const Profile &profile)
{
    if (order.phone.isEmpty())
        return Fail{Failure{FailureCode::PhoneInvalid, {}}};
    const providers::PaymentRules rules = profile.payments();
    if (order.amount.currency() != profile.currency() || !order.amount.isWhole() || order.amount.whole() < rules.least || order.amount.whole() > rules.most)
        return Fail{Failure{FailureCode::AmountInvalid, order.amount.toPlain()}};
    if (!isPlain(order.reference, rules.longestReference) || (!order.description.isEmpty() && !isPlain(order.description, rules.longestDescription)))
        return Fail{Failure{FailureCode::ReferenceInvalid, order.reference}};
    if (order.key.size() > kKeyLength)
        return Fail{Failure{FailureCode::Usage, u"key"_s}};
    return Done{};
}

QString makeWireReference(const QString &reference, const Profile &profile, RandomSource &random,
                          const std::function<bool(const QString &)> &taken)
{
    if (!profile.referenceSuffix())
        return reference;
    QString stem = reference.toUpper();
    static const QRegularExpression others(u"[^A-Z0-9]"_s);
    stem.remove(others);
    stem = stem.left(6) + profile.tillId();
    QString wire;
    do {   // 32^4 codes for each stem: a second round is rare, a third one next to impossible
        wire = stem + randomCode(random, 4);
    } while (taken(wire));
    return wire;
}

} // namespace kaunta::sale
