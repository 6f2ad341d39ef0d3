#include "core/daraja/field_rules.h"

#include <QHostAddress>
#include <QRegularExpression>
#include <algorithm>

namespace kaunta::daraja {

using namespace Qt::StringLiterals;
using Trouble = FieldFault::Problem;

namespace {

Problem shaped(const QString &text, const QRegularExpression &shape)
{
    if (text.isEmpty())
        return Trouble::Missing;
    return shape.match(text).hasMatch() ? Problem() : Trouble::BadCharacters;
}

bool isThisComputer(const QString &host)
{
    return host == "localhost"_L1 || QHostAddress(host).isLoopback();
}

} // namespace

QString problemName(FieldFault::Problem problem)
{
    switch (problem) {
    case Trouble::Missing: return u"missing"_s;
    case Trouble::TooLong: return u"too-long"_s;
    case Trouble::BadCharacters: return u"bad-characters"_s;
    case Trouble::OutOfRange: return u"out-of-range"_s;
    case Trouble::NotWhole: return u"not-whole"_s;
    case Trouble::WrongCurrency: return u"wrong-currency"_s;
    case Trouble::NotSecure: return u"not-secure"_s;
    }
    Q_UNREACHABLE();
}

Problem shortCodeProblem(const QString &digits)
{
    static const QRegularExpression shape(uR"(\A[1-9][0-9]{4,6}\z)"_s);
    return shaped(digits, shape);
}

Problem phoneProblem(const QString &digits)
{
    static const QRegularExpression shape(uR"(\A254[71][0-9]{8}\z)"_s);
    return shaped(digits, shape);
}

Problem textProblem(const QString &text, int longest)
{
    static const QRegularExpression shape(uR"(\A[A-Za-z0-9 .-]+\z)"_s);
    if (text.trimmed().isEmpty())
        return Trouble::Missing;
    if (text.size() > longest)
        return Trouble::TooLong;
    return shaped(text, shape);
}

Problem callbackProblem(const QUrl &url)
{
    if (url.isEmpty())
        return Trouble::Missing;
    if (!url.isValid() || url.host().isEmpty())
        return Trouble::BadCharacters;
    if (url.scheme() == "https"_L1 || (url.scheme() == "http"_L1 && isThisComputer(url.host())))
        return {};
    return Trouble::NotSecure;
}

Problem secretProblem(const QByteArray &secret)
{
    return secret.isEmpty() ? Problem(Trouble::Missing) : Problem();
}

Problem idProblem(const QString &id)
{
    static const QRegularExpression shape(uR"(\A[A-Za-z0-9_.-]+\z)"_s);
    if (id.size() > 100)
        return Trouble::TooLong;
    return shaped(id, shape);
}

Problem receiptProblem(const QString &receipt)
{
    static const QRegularExpression shape(uR"(\A[A-Z0-9]{8,20}\z)"_s);
    return shaped(receipt, shape);
}

Problem remarksProblem(const QString &text)
{
    constexpr int kShortest = 2;
    constexpr int kLongest = 100;
    static const QRegularExpression shape(uR"(\A[A-Za-z0-9 .,-]+\z)"_s);
    if (text.trimmed().size() < kShortest)
        return Trouble::Missing;
    if (text.size() > kLongest)
        return Trouble::TooLong;
    return shaped(text, shape);
}

Problem nameProblem(const QString &text, int longest)
{
    if (text.trimmed().isEmpty())
        return Trouble::Missing;
    if (text.size() > longest)
        return Trouble::TooLong;
    return std::all_of(text.begin(), text.end(), [](QChar c) { return c.isPrint(); }) ? Problem() : Trouble::BadCharacters;
}

Problem wholeAmountProblem(const Money &amount, qint64 least, qint64 most)
{
    if (amount.currency() != Currency::KES)
        return Trouble::WrongCurrency;
    if (!amount.isWhole())
        return Trouble::NotWhole;
    return amount.whole() < least || amount.whole() > most ? Problem(Trouble::OutOfRange) : Problem();
}

Result<Done, FieldFault> firstFault(const QList<NamedProblem> &problems)
{
    for (const NamedProblem &named : problems)
        if (named.problem)
            return Fail{FieldFault{named.field, *named.problem}};
    return Done{};
}

} // namespace kaunta::daraja
