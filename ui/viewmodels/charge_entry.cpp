#include "ui/viewmodels/charge_entry.h"

#include <QCoreApplication>
#include <QRegularExpression>
#include <algorithm>

namespace kaunta::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype kMostDigits = 9;   // more can only be a slip: a scanner or a leaned-on key
constexpr qsizetype kNational = 9;

struct Tr {
    Q_DECLARE_TR_FUNCTIONS(ChargeEntry)
};

FieldHint problem(const QString &text)
{
    return {text, Tone::Declined, true};
}

QString grouped(const QString &digits)
{
    QString text = digits;
    for (qsizetype at = text.size() - 3; at > 0; at -= 3)
        text.insert(at, u',');
    return text;
}

QString withoutLeadingZeros(const QString &digits)
{
    const auto first = std::find_if(digits.begin(), digits.end(), [](QChar c) { return c != u'0'; });
    return digits.mid(first - digits.begin());
}

QString onlyDigits(const QString &typed)
{
    QString digits;
    std::copy_if(typed.begin(), typed.end(), std::back_inserter(digits), [](QChar c) { return c >= u'0' && c <= u'9'; });
    return digits;
}

//! How many digits are still to come; counts from the start of the national number.
qsizetype missingDigits(const QString &typed, Country country)
{
    const QString code = country == Country::Kenya ? u"254"_s : u"251"_s;
    QString digits = onlyDigits(typed);
    if (digits.startsWith("00"_L1))
        digits.remove(0, 2);
    if (digits.startsWith(code))
        digits.remove(0, code.size());
    else if (digits.startsWith(u'0'))
        digits.remove(0, 1);
    else if (typed.trimmed().startsWith(u'+') || code.startsWith(digits))
        digits.clear();   // the country code is still being typed
    return std::max<qsizetype>(0, kNational - digits.size());
}

//! "0722 00": spaces where people expect them, for a local number that is typed from the left.
QString groupedLocal(const QString &typed)
{
    static const QRegularExpression local(u"^0[0-9 ]*$"_s);
    if (!local.match(typed).hasMatch())
        return typed;
    QString digits = onlyDigits(typed);
    if (digits.size() > 7)
        digits.insert(7, u' ');
    if (digits.size() > 4)
        digits.insert(4, u' ');
    return digits;
}

FieldHint phoneProblem(MsisdnProblem why, const QString &typed, Country country)
{
    const QString forms = country == Country::Kenya ? Tr::tr("07… or 01…") : Tr::tr("07…");
    switch (why) {
    case MsisdnProblem::Empty: return {Tr::tr("The customer's mobile number: %1").arg(forms), Tone::Neutral, false};
    case MsisdnProblem::TooShort: {
        const qsizetype missing = missingDigits(typed, country);
        return {missing == 1 ? Tr::tr("One more digit") : Tr::tr("%1 more digits").arg(missing), Tone::Neutral, false};
    }
    case MsisdnProblem::TooLong: return problem(Tr::tr("This number has too many digits."));
    case MsisdnProblem::NotDigits: return problem(Tr::tr("A phone number has digits only."));
    case MsisdnProblem::NotThisCountry: return problem(Tr::tr("This is a number of another country."));
    case MsisdnProblem::NotMobile: return problem(Tr::tr("This is not a mobile number. Those start with %1").arg(forms));
    }
    Q_UNREACHABLE();
}

FieldHint networkWords(const Msisdn &phone)
{
    const QString network = phone.networkHint();
    if (network.isEmpty())
        return {Tr::tr("Number complete"), Tone::Paid, false};
    if (network.startsWith("Safaricom"_L1))
        return {Tr::tr("Safaricom number"), Tone::Paid, false};
    // Numbers move between networks with their prefix: a warning, never a refusal.
    return {Tr::tr("Looks like %1: ask whether it has M-PESA.").arg(network), Tone::Waiting, false};
}

} // namespace

AmountEntry readAmount(const QString &typed, Currency currency, const providers::PaymentRules &rules)
{
    static const QRegularExpression prefix(u"^(KES|KSH|KSHS|ETB|BIRR)[.:]?\\s*"_s, QRegularExpression::CaseInsensitiveOption);
    static const QRegularExpression slash(u"/[-=]?$"_s);   // "500/-" as on paper
    static const QRegularExpression typing(u"^[0-9, ]*$"_s);
    QString text = typed.trimmed();
    text.remove(prefix).remove(slash);
    QString digits;
    if (typing.match(text).hasMatch()) {
        digits = withoutLeadingZeros(onlyDigits(text)).left(kMostDigits);
    } else if (const auto money = Money::parse(text, currency); money && money->isWhole()) {
        digits = withoutLeadingZeros(QString::number(money->whole()));   // "0.00" is as empty as "0"
    } else {
        const bool cents = money.has_value() || text.contains(u'.');
        return {typed, std::nullopt, problem(cents ? Tr::tr("M-PESA takes whole amounts, no cents.") : Tr::tr("An amount has digits only."))};
    }
    if (digits.isEmpty())
        return {{}, std::nullopt, {}};
    const qint64 whole = digits.toLongLong();
    if (whole > rules.most)
        return {grouped(digits), std::nullopt, problem(Tr::tr("M-PESA takes at most %1 at once.").arg(Money::fromWhole(rules.most, currency).toDisplay()))};
    if (whole < rules.least)   // may become right by typing on
        return {grouped(digits), std::nullopt, {Tr::tr("M-PESA takes %1 or more.").arg(Money::fromWhole(rules.least, currency).toDisplay()), Tone::Neutral, false}};
    return {grouped(digits), Money::fromWhole(whole, currency), {}};
}

PhoneEntry readPhone(const QString &typed, Country country)
{
    const auto parsed = Msisdn::parse(typed, country);
    if (parsed)
        return {parsed->local(), *parsed, networkWords(*parsed)};
    return {groupedLocal(typed), {}, phoneProblem(parsed.error(), typed, country)};
}

FieldHint checkReference(const QString &typed, int longest)
{
    static const QRegularExpression allowed(u"^[A-Za-z0-9 .-]*$"_s);
    const QString text = typed.trimmed();
    if (text.isEmpty())
        return problem(Tr::tr("M-PESA needs a reference: an invoice number, or simply Sale."));
    if (!allowed.match(text).hasMatch())
        return problem(Tr::tr("Letters, digits, space, dot and dash only."));
    if (text.size() > longest)
        return problem(Tr::tr("At most %1 characters.").arg(longest));
    return {};
}

} // namespace kaunta::ui
