#include "core/daraja/pull_query.h"

#include "core/daraja/field_rules.h"
#include "core/daraja/json_text.h"
#include "core/daraja/kenya_time.h"

#include <QJsonArray>
#include <QRegularExpression>
#include <algorithm>

namespace kaunta::daraja {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 kLongestSeconds = 48 * 3600;

CallFault fault(const QString &code, const QString &text, const QString &detail)
{
    CallFault made;
    made.code = code;
    made.text = text;
    made.detail = detail;
    return made;
}

void readRecord(const QJsonObject &json, PullPage &page)
{
    const auto amount = exactAmount(scalarText(json.value("amount"_L1)));
    const QString receipt = scalarText(json.value("transactionId"_L1));
    if (receipt.isEmpty() || !amount) {
        ++page.unreadable;
        return;
    }
    page.records.append({.receipt = receipt,
                         .time = scalarText(json.value("trxDate"_L1)),
                         .amount = *amount,
                         .phone = scalarText(json.value("msisdn"_L1)),
                         .name = scalarText(json.value("sender"_L1)),
                         .billReference = scalarText(json.value("billreference"_L1))});
}

void readList(const QJsonArray &list, PullPage &page)
{
    for (const auto &entry : list) {
        if (entry.isArray()) {
            for (const auto &inner : entry.toArray())
                readRecord(inner.toObject(), page);
        } else {
            readRecord(entry.toObject(), page);
        }
    }
}

QString wireTime(const QDateTime &when)
{
    return toKenya(when).toString(u"yyyy-MM-dd HH:mm:ss"_s);
}

} // namespace

Result<PullPage, CallFault> PullPage::fromJson(const QJsonObject &json)
{
    PullPage page{scalarText(json.value("ResponseCode"_L1)), scalarText(json.value("ResponseMessage"_L1)), {}, 0};
    if (page.code != "1000"_L1 && page.code != "1001"_L1)
        return Fail{fault(page.code, page.text, u"the answer's ResponseCode is neither 1000 nor 1001"_s)};
    const QJsonValue list = json.value("Response"_L1);
    if (page.code == "1000"_L1 && !list.isArray())
        return Fail{fault({}, page.text, u"the answer has no list"_s)};
    readList(list.toArray(), page);
    if (page.records.isEmpty() && page.unreadable > 0)
        return Fail{fault({}, page.text, u"no record of the list could be read"_s)};
    return page;
}

Result<Done, FieldFault> PullQuery::validate() const
{
    using Trouble = FieldFault::Problem;
    const bool ordered = from.isValid() && to.isValid() && from < to && from.secsTo(to) <= kLongestSeconds;
    return firstFault({{"ShortCode", shortCodeProblem(shortCode)},
                       {"StartDate", from.isValid() ? Problem() : Trouble::Missing},
                       {"EndDate", to.isValid() ? (ordered || !from.isValid() ? Problem() : Trouble::OutOfRange) : Problem(Trouble::Missing)},
                       {"OffSetValue", offset < 0 ? Problem(Trouble::OutOfRange) : Problem()}});
}

QJsonObject PullQuery::toJson() const
{
    return {{u"ShortCode"_s, shortCode.toLongLong()}, {u"StartDate"_s, wireTime(from)}, {u"EndDate"_s, wireTime(to)}, {u"OffSetValue"_s, offset}};
}

QDateTime pulledAt(const PullRecord &record, PullZone zone)
{
    static const QRegularExpression shape(uR"(\A(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d:\d\d)(?:\.\d+)?(Z|[+-]\d\d:?\d\d)?\z)"_s);
    const auto match = shape.match(record.time);
    if (!match.hasMatch())
        return {};
    const QString offset = match.captured(3);
    if (!offset.isEmpty() && offset != "Z"_L1)
        return QDateTime::fromString(match.captured(1) + u'T' + match.captured(2) + offset, Qt::ISODate).toUTC();
    const QDate date = QDate::fromString(match.captured(1), Qt::ISODate);
    const QTime time = QTime::fromString(match.captured(2), Qt::ISODate);
    if (!date.isValid() || !time.isValid())
        return {};
    return zone == PullZone::Utc ? QDateTime(date, time, Qt::UTC) : fromKenya(date, time);
}

PullZone zoneOf(const PullPage &page, const PullQuery &query)
{
    const bool isUtc = std::any_of(page.records.begin(), page.records.end(), [&query](const PullRecord &record) {
        const QDateTime kenyan = pulledAt(record, PullZone::Kenya);
        const QDateTime utc = pulledAt(record, PullZone::Utc);
        return kenyan.isValid() && kenyan != utc && kenyan < query.from.addSecs(-60) && utc >= query.from && utc <= query.to;
    });
    return isUtc ? PullZone::Utc : PullZone::Kenya;
}

} // namespace kaunta::daraja
