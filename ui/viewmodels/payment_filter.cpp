#include "ui/viewmodels/payment_filter.h"

#include <algorithm>

namespace kaunta::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype kVisibleEnd = 3;   // digits of a phone that a masked one still shows

bool isDigits(const QString &text)
{
    return !text.isEmpty() && std::all_of(text.cbegin(), text.cend(), [](QChar c) { return c >= u'0' && c <= u'9'; });
}

bool fitsPhone(const QString &masked, const QString &term)
{
    QString digits = term;
    digits.remove(u'+');
    if (!isDigits(digits))
        return false;
    if (digits.size() <= kVisibleEnd)
        return masked.endsWith(digits);
    const auto whole = Msisdn::parse(term);
    if (whole)
        return whole->masked() == masked;
    return masked.section(u' ', 0, 0).startsWith(digits);   // "0722"
}

bool fitsAmount(const Money &amount, QString term)
{
    term.remove(u',');
    if (term.contains(u'.'))
        return amount.toPlain().startsWith(term);
    return isDigits(term) && QString::number(amount.whole()).startsWith(term);
}

} // namespace

QStringList filterTerms(const QString &typed)
{
    const QStringList terms = typed.simplified().split(u' ', Qt::SkipEmptyParts);
    return terms.size() > 1 && Msisdn::parse(typed) ? QStringList{typed.simplified().remove(u' ')} : terms;
}

bool fitsTerm(const sale::ChargeSnapshot &charge, const QString &term)
{
    const auto starts = [&term](const QString &text) { return text.startsWith(term, Qt::CaseInsensitive); };
    return starts(charge.state.receipt) || starts(charge.reference) || starts(charge.saleNumber)
           || starts(charge.saleNumber.section(u'-', 1)) || fitsPhone(charge.phoneMasked, term) || fitsAmount(charge.amount, term);
}

bool fitsTerm(const refund::RefundSnapshot &refund, const QString &term)
{
    const auto starts = [&term](const QString &text) { return text.startsWith(term, Qt::CaseInsensitive); };
    return starts(refund.receipt) || starts(refund.state.reversalReceipt) || starts(refund.saleNumber) || starts(refund.saleNumber.section(u'-', 1))
           || starts(refund.requestedBy) || starts(refund.approvedBy) || refund.reason.contains(term, Qt::CaseInsensitive)
           || fitsPhone(refund.phoneMasked, term) || fitsAmount(refund.amount, term);
}

} // namespace kaunta::ui
