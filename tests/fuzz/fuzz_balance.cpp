// The text with which M-PESA tells the balances of an account: "Working Account|KES|700000.00|700000.00|0.00|0.00&…".
#include "core/callbacks/async_result.h"
#include "tests/fuzz/fuzz.h"

using namespace kaunta;
using namespace kaunta::callbacks;
using namespace Qt::StringLiterals;

namespace {

AsyncResult told(const QString &text)
{
    AsyncResult result;
    result.code = u"0"_s;
    result.type = u"0"_s;
    result.parameters = {{u"accountbalance"_s, text}, {u"bocompletedtime"_s, u"20200109125710"_s}};
    return result;
}

void checkFigure(const std::optional<Money> &figure, Currency currency)
{
    constexpr qint64 kMost = 999'999'999'999'999; // 13 digits and cents
    HOLDS(!figure || (figure->currency() == currency && figure->minor() >= -kMost && figure->minor() <= kMost));
}

QString written(const std::optional<Money> &figure)
{
    return figure ? figure->toPlain() : u"-"_s; // not told
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const QString text = fuzz::textOf(data, size);
    const BalanceResult read = readBalance(told(text));
    HOLDS(read.accounts.size() + read.leftOut == text.split(u'&', Qt::SkipEmptyParts).size());
    QStringList records;
    for (const BalanceAccount &account : read.accounts) {
        HOLDS(!account.name.isEmpty() && account.name == account.name.trimmed());
        HOLDS(account.current || account.available);
        const Currency currency = account.current ? account.current->currency() : account.available->currency();
        for (const auto &figure : {account.current, account.available, account.reserved, account.uncleared})
            checkFigure(figure, currency);
        records << QStringList{account.name,
                               currencyCode(currency),
                               written(account.current),
                               written(account.available),
                               written(account.reserved),
                               written(account.uncleared)}
                       .join(u'|');
    }
    const BalanceResult again = readBalance(told(records.join(u'&')));
    HOLDS(again.accounts == read.accounts && again.leftOut == 0);
    return 0;
}
