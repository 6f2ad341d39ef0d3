#include "core/providers/mpesa_ethiopia/field_rules.h"

#include "core/providers/traits/provider_traits.h"

#include <QRegularExpression>

namespace kaunta::providers::mpesa_ethiopia {

using namespace Qt::StringLiterals;
using Trouble = daraja::FieldFault::Problem;

extern const ProviderTraits traits;

namespace {

Problem shaped(const QString &text, const QRegularExpression &shape)
{
    if (text.isEmpty())
        return Trouble::Missing;
    return shape.match(text).hasMatch() ? Problem() : Trouble::BadCharacters;
}

} // namespace

Problem shortCodeProblem(const QString &digits)
{
    static const QRegularExpression shape(uR"(\A[1-9][0-9]{3,6}\z)"_s);
    return shaped(digits, shape);
}

Problem phoneProblem(const QString &digits)
{
    static const QRegularExpression shape(uR"(\A2517[0-9]{8}\z)"_s);
    return shaped(digits, shape);
}

Problem anyPhoneProblem(const QString &digits)
{
    static const QRegularExpression shape(uR"(\A251[0-9]{9}\z)"_s);
    return shaped(digits, shape);
}

Problem amountProblem(const Money &amount)
{
    if (amount.currency() != Currency::ETB)
        return Trouble::WrongCurrency;
    if (!amount.isWhole())
        return Trouble::NotWhole;
    return amount.whole() < traits.payments.least || amount.whole() > traits.payments.most ? Problem(Trouble::OutOfRange) : Problem();
}

Problem callerIdProblem(const QString &id)
{
    static const QRegularExpression shape(uR"(\A[A-Za-z0-9_-]+\z)"_s);
    constexpr qsizetype kLongest = 50;
    return id.size() > kLongest ? Problem(Trouble::TooLong) : shaped(id, shape);
}

} // namespace kaunta::providers::mpesa_ethiopia
