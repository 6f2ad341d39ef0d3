// How M-PESA writes single values: amounts, balances, receipts and times, as text and as JSON numbers.
#include "core/callbacks/wire_values.h"
#include "core/daraja/json_text.h"
#include "core/daraja/kenya_time.h"
#include "core/daraja/pull_query.h"
#include "tests/fuzz/fuzz.h"

#include <QJsonArray>
#include <QJsonDocument>

using namespace kaunta;
using namespace Qt::StringLiterals;

namespace {

void checkAmount(const QString &text)
{
    const auto amount = callbacks::exactAmount(text, Currency::KES);
    HOLDS(daraja::exactAmount(text) == amount);
    const auto balance = callbacks::exactBalance(text, Currency::KES);
    HOLDS(!amount || balance == amount);
    if (balance)
        HOLDS(callbacks::exactBalance(balance->toPlain(), Currency::KES) == balance);
    if (!amount)
        return;
    HOLDS(amount->minor() >= 0 && amount->minor() <= 999'999'999'999);
    HOLDS(callbacks::exactAmount(amount->toPlain(), Currency::KES) == amount);
    // The same digits as a JSON number, which passes through a double.
    const QJsonDocument number = QJsonDocument::fromJson('[' + text.toUtf8() + ']');
    if (number.array().size() == 1)
        HOLDS(callbacks::exactAmount(daraja::scalarText(number.array().first()), Currency::KES) == amount);
}

void checkScalar(const QByteArray &bytes)
{
    const QJsonDocument document = QJsonDocument::fromJson('[' + bytes + ']');
    for (const auto &value : document.array()) {
        const QString text = daraja::scalarText(value);
        HOLDS(text == text.trimmed());
        if (value.isDouble() && value.toDouble() == 0.0)
            HOLDS(text == "0"_L1);
        if (value.isDouble() && text == "0"_L1) // a code of 0 is the one that says "paid"
            HOLDS(value.toDouble() == 0.0);
        HOLDS(daraja::scalarText(QJsonValue(text)) == text);
    }
}

void checkTimes(const QString &text)
{
    if (const QDateTime at = callbacks::shopTime(text); at.isValid()) {
        HOLDS(at.timeSpec() == Qt::UTC);
        HOLDS(daraja::toKenya(at).toString(text.contains(u'.') ? u"dd.MM.yyyy HH:mm:ss"_s : u"yyyyMMddHHmmss"_s) == text);
    }
    daraja::PullRecord record;
    record.time = text;
    const QDateTime kenyan = daraja::pulledAt(record, daraja::PullZone::Kenya);
    const QDateTime utc = daraja::pulledAt(record, daraja::PullZone::Utc);
    HOLDS(kenyan.isValid() == utc.isValid());
    if (!utc.isValid())
        return;
    HOLDS(kenyan.timeSpec() == Qt::UTC && utc.timeSpec() == Qt::UTC);
    HOLDS(kenyan == utc || kenyan.secsTo(utc) == 3 * 3600);
    if (kenyan != utc)
        HOLDS(utc.toString(u"yyyy-MM-dd HH:mm:ss"_s) == QString(text.left(19)).replace(10, 1, u" "_s));
}

void checkReceipt(const QString &text)
{
    const QString receipt = callbacks::receiptOrNothing(text);
    HOLDS(receipt.isEmpty() || receipt == text);
    HOLDS(receipt.isEmpty() || (receipt.size() >= 8 && receipt.size() <= 20 && !receipt.endsWith("0000000"_L1)));
    for (const QChar c : receipt)
        HOLDS((c >= u'A' && c <= u'Z') || (c >= u'0' && c <= u'9'));
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const QString text = fuzz::textOf(data, size);
    checkAmount(text);
    checkScalar(fuzz::bytesOf(data, size));
    checkTimes(text);
    checkReceipt(text);
    return 0;
}
