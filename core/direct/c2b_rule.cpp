#include "core/direct/c2b_rule.h"

#include "core/sale/sale_money.h"

#include <QRegularExpression>
#include <algorithm>

namespace kaunta::direct {

using namespace Qt::StringLiterals;
using callbacks::ValidationReply;

namespace {

QString plain(const QString &typed)
{
    QString text = typed.toUpper();
    static const QRegularExpression others(u"[^A-Z0-9]"_s);
    return text.remove(others);
}

std::optional<Money> lackOf(const ledger::LedgerReader &ledger, const std::optional<ledger::SaleRecord> &sale)
{
    const qint64 lacks = sale ? sale->due.minor() - sale::paidOn(ledger, *sale).minor() : 0;
    return lacks > 0 ? std::optional(Money::fromMinor(lacks, sale->due.currency())) : std::nullopt;
}

//! "A10142" is sale A1-0142.
QString saleNumberIn(const QString &typed, const QString &tillId)
{
    static const QRegularExpression digits(uR"(\A0*([0-9]{1,9})\z)"_s);
    const auto match = digits.match(typed.mid(tillId.size()));
    return typed.startsWith(tillId) && match.hasMatch() ? tillId + u'-' + match.captured(1).rightJustified(4, u'0') : QString();
}

} // namespace

ValidationReply judgeC2b(const Profile &profile, Money amount, const std::optional<OpenDue> &due, bool readable)
{
    if (profile.settings.value(u"c2b-validation"_s) != "open-sales"_L1 || profile.type == AccountType::Till)
        return ValidationReply::Accept;
    if (!readable)
        return ValidationReply::Refuse;
    if (!due)
        return ValidationReply::WrongReference;
    const bool fits = due->exactly ? amount == due->lacks : amount.currency() == due->lacks.currency() && amount.minor() <= due->lacks.minor();
    return fits ? ValidationReply::Accept : ValidationReply::WrongAmount;
}

std::optional<OpenDue> openDueOf(const QString &accountNumber, const Profile &profile, const ledger::LedgerReader &ledger, const ChargeFinder &finder)
{
    const QString wanted = plain(accountNumber);
    if (wanted.isEmpty())
        return std::nullopt;
    const auto pending = ledger.pendingCharges();
    const auto prompt = std::find_if(pending.begin(), pending.end(), [&](const ledger::ChargeRecord &charge) { return plain(charge.wireReference) == wanted; });
    if (prompt != pending.end())
        return OpenDue{prompt->amount, true};
    if (const auto earlier = finder.byReference(accountNumber); earlier && lackOf(ledger, ledger.sale(earlier->saleId)))
        return OpenDue{earlier->amount, true};   // a prompt that was thought dead, and its customer approves it after all
    const QString number = saleNumberIn(wanted, profile.tillId());
    const auto lacks = number.isEmpty() ? std::nullopt : lackOf(ledger, ledger.sale(number));
    return lacks ? std::optional(OpenDue{*lacks, false}) : std::nullopt;
}

} // namespace kaunta::direct
