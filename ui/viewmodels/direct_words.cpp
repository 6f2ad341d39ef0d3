#include "ui/viewmodels/direct_words.h"

#include "ui/viewmodels/failure_notice.h"
#include "ui/viewmodels/refund_words.h"

#include <QCoreApplication>

namespace kaunta::ui {

using namespace Qt::StringLiterals;
using direct::DirectPayment;
using direct::SaleBalance;

namespace {

struct Tr {
    Q_DECLARE_TR_FUNCTIONS(DirectWords)
};

//! "A1-0142 2026-11-22T11:02:07.123Z", as the engine names the first sale of a code.
QString usedWords(const QString &detail, const QDateTime &nowUtc)
{
    const QDateTime at = QDateTime::fromString(detail.section(u' ', 1), Qt::ISODateWithMs);
    return at.isValid() ? Tr::tr("sale %1, %2").arg(detail.section(u' ', 0, 0), dayAndTime(at, nowUtc)) : detail;
}

} // namespace

QString payerWords(const DirectPayment &payment)
{
    QStringList words{payment.payer.simplified(), payment.phoneEnd.isEmpty() ? QString() : u'…' + payment.phoneEnd};
    words.removeAll(QString());
    return words.join(u' ');
}

ListedState directListedState(const DirectPayment &payment)
{
    if (!payment.saleId.isEmpty())
        return {{Tr::tr("On %1").arg(payment.saleNumber), Glyph::Paid, Tone::Paid}, Tr::tr("This payment counts for sale %1.").arg(payment.saleNumber)};
    if (payment.held)
        return {{Tr::tr("Held"), Glyph::Waiting, Tone::Waiting},
                Tr::tr("A request that is still open may be what this customer paid. The payment waits until that request is settled; see Pending.")};
    if (payment.exact)
        return {{Tr::tr("Exact amount"), Glyph::Check, Tone::Info}, Tr::tr("It is exactly what the sale lacks. Ask the customer for name or code to be sure.")};
    return {{Tr::tr("On no sale"), Glyph::Todo, Tone::Neutral}, Tr::tr("The money is here, but nobody has said yet what it pays for.")};
}

QString balanceWords(const SaleBalance &sale)
{
    const qint64 over = sale.paid.minor() - sale.due.minor();
    const QString difference = Money::fromMinor(qAbs(over), sale.due.currency()).toDisplay();
    switch (sale.state) {
    case SaleBalance::State::Unpaid:
    case SaleBalance::State::PartPaid: return Tr::tr("Sale %1 still lacks %2.").arg(sale.saleNumber, difference);
    case SaleBalance::State::Paid: return Tr::tr("Sale %1 is paid.").arg(sale.saleNumber);
    case SaleBalance::State::Overpaid: return Tr::tr("Sale %1 is paid, and %2 too much came: tell the manager.").arg(sale.saleNumber, difference);
    }
    Q_UNREACHABLE();
}

BarNotice directRefusal(const Failure &failure, const QDateTime &nowUtc)
{
    Failure told = failure;
    if (failure.code == FailureCode::PaymentUsed)
        told.detail = usedWords(failure.detail, nowUtc);
    else if (failure.code == FailureCode::CodeTooOld)
        told.detail = dayAndTime(QDateTime::fromString(failure.detail, Qt::ISODateWithMs), nowUtc);
    else if (const auto amount = failure.code == FailureCode::AmountDiffers ? Money::parse(failure.detail) : std::nullopt)
        told.detail = amount->toDisplay();
    return failureNotice(told);
}

QString tidySaleNumber(const QString &typed)
{
    return typed.simplified().remove(u' ').toUpper();
}

} // namespace kaunta::ui
