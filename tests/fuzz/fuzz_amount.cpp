// What people and scripts write for an amount: Money::parse and the amount field of the till.
#include "core/base/money.h"
#include "tests/fuzz/fuzz.h"
#include "ui/viewmodels/charge_entry.h"

#include <algorithm>

using namespace kaunta;
using namespace Qt::StringLiterals;

namespace {

//! The reader that needs no grammar: the digits that stand there, one after the other.
QString digitsIn(const QString &text)
{
    QString digits;
    std::copy_if(text.begin(), text.end(), std::back_inserter(digits), [](QChar c) { return c >= u'0' && c <= u'9'; });
    while (digits.size() > 1 && digits.startsWith(u'0'))
        digits.remove(0, 1);
    return digits;
}

void checkParse(const QString &text, Currency currency)
{
    const auto money = Money::parse(text, currency);
    if (!money)
        return;
    HOLDS(money->currency() == currency);
    HOLDS(money->minor() >= 0 && money->minor() <= 999'999'999'999);
    HOLDS(digitsIn(text) == QString::number(text.contains(u'.') ? money->minor() : money->whole()));
    HOLDS(Money::parse(money->toPlain(), currency) == money);
    HOLDS(Money::parse(money->toDisplay().mid(4), currency) == money); // without "KES "
}

void checkField(const QString &text, Currency currency)
{
    const ui::AmountEntry entry = ui::readAmount(text, currency, {});
    if (!entry.amount) {
        HOLDS(entry.hint.bad || entry.text.isEmpty());
        return;
    }
    HOLDS(!entry.hint.bad && entry.amount->currency() == currency);
    HOLDS(entry.amount->isWhole() && entry.amount->whole() >= 1 && entry.amount->whole() <= 250'000);
    const QString whole = QString::number(entry.amount->whole());
    HOLDS(digitsIn(text) == whole || digitsIn(text) == whole + u"00"_s); // "250.00"
    // What the field shows is what is charged, and it stays so.
    const ui::AmountEntry again = ui::readAmount(entry.text, currency, {});
    HOLDS(again.amount == entry.amount && again.text == entry.text);
    HOLDS(Money::parse(entry.text, currency) == entry.amount);
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const QString text = fuzz::textOf(data, size);
    for (const Currency currency : {Currency::KES, Currency::ETB})
        checkParse(text, currency);
    checkField(text, Currency::KES);
    return 0;
}
