#include "core/daraja/sync_error.h"

#include "core/daraja/json_text.h"
#include "core/daraja/sync_code.h"

#include <QJsonDocument>
#include <QLocale>
#include <algorithm>

namespace kaunta::daraja {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype kLongestText = 500;

enum class Looks { Json, Html, Nothing };

Looks bodyLooks(const QByteArray &body)
{
    const QByteArray start = body.trimmed().left(512).toLower();
    if (start.startsWith('{'))
        return Looks::Json;
    return start.startsWith("<!doctype html") || start.contains("<html") ? Looks::Html : Looks::Nothing;
}

//! JSON that says it is a web page, or a web page that says it is JSON: somebody in between is not what he seems.
bool typeLies(const net::Reply &reply, Looks looks)
{
    const QByteArray type = reply.header("Content-Type").toLower();
    return (looks == Looks::Json && type.contains("html")) || (looks == Looks::Html && type.contains("json"));
}

//! The HTTP status must be of the code's own class: "404.001.03" under a 4xx. A gateway that contradicts itself proves nothing.
bool statusFits(int status, const QString &code)
{
    if (code.startsWith("4"_L1))
        return status >= 400 && status < 500;
    if (code.startsWith("5"_L1))
        return (status >= 500 && status < 600) || status == 429;
    return status >= 400;
}

std::optional<std::chrono::seconds> retryAfter(const net::Reply &reply)
{
    constexpr qint64 kLongestWait = 3600;
    const QByteArray header = reply.header("Retry-After").trimmed();
    bool isNumber = false;
    qint64 seconds = header.toLongLong(&isNumber);
    if (!isNumber) {
        const QDateTime now = serverTime(reply);
        const QDateTime until = QLocale::c().toDateTime(QString::fromLatin1(header), u"ddd, dd MMM yyyy hh:mm:ss 'GMT'"_s);
        if (!now.isValid() || !until.isValid())
            return std::nullopt;
        seconds = now.secsTo(QDateTime(until.date(), until.time(), Qt::UTC));
    }
    return std::chrono::seconds(std::clamp<qint64>(seconds, 0, kLongestWait));
}

//! `{"Envelope":{"Body":{"Fault":{"faultstring":…}}}}`: an inner SOAP service's fault, passed through as JSON.
QString soapFault(const QJsonObject &json)
{
    const QJsonValue fault = json.value("Envelope"_L1).toObject().value("Body"_L1).toObject().value("Fault"_L1);
    const QString words = scalarText(fault.toObject().value("faultstring"_L1));
    return fault.isUndefined() || !words.isEmpty() ? words : u"SOAP fault"_s;
}

CallFault readError(const net::Reply &reply, const QJsonObject &json)
{
    CallFault fault;
    fault.code = scalarText(json.value("errorCode"_L1));
    fault.text = scalarText(json.value("errorMessage"_L1));
    const QJsonObject gateway = json.value("fault"_L1).toObject();
    if (!fault.code.isEmpty()) {
        const SyncCode *row = findSyncCode(fault.code, fault.text);
        if (row != nullptr && row->sent == Sent::No && statusFits(reply.status, fault.code)) {
            fault.certainty = Certainty::Refused;
            fault.tokenRejected = row->tokenRejected;
        }
    } else if (!gateway.isEmpty()) {   // Apigee in front of Daraja
        fault.text = scalarText(gateway.value("faultstring"_L1));
        fault.code = scalarText(gateway.value("detail"_L1).toObject().value("errorcode"_L1));
        if (reply.status == 429) {
            fault.code = u"429"_s;
            fault.certainty = Certainty::Refused;
        }
    } else {
        fault.text = soapFault(json);
    }
    return fault;
}

} // namespace

QDateTime serverTime(const net::Reply &reply)
{
    const QDateTime when = QLocale::c().toDateTime(QString::fromLatin1(reply.header("Date").trimmed()), u"ddd, dd MMM yyyy hh:mm:ss 'GMT'"_s);
    return when.isValid() ? QDateTime(when.date(), when.time(), Qt::UTC) : QDateTime();
}

Result<QJsonObject, CallFault> judge(const net::Reply &reply)
{
    using Reached = net::Reply::Reached;
    CallFault fault;
    fault.detail = reply.detail;
    if (reply.reached != Reached::Answered) {
        fault.certainty = reply.reached == Reached::NotSent ? Certainty::NotSent : Certainty::Unknown;
        return Fail{fault};
    }
    const Looks looks = bodyLooks(reply.body);
    const QJsonDocument document = QJsonDocument::fromJson(reply.body);
    if (document.isObject()) {
        const QJsonObject json = document.object();
        const bool isError = json.contains("errorCode"_L1) || json.contains("fault"_L1) || json.contains("Envelope"_L1);
        if (!isError && reply.status >= 200 && reply.status < 300)
            return json;
        fault = readError(reply, json);
    } else if (looks == Looks::Html && reply.status == 403) {
        fault.certainty = Certainty::Refused;
        fault.code = u"403"_s;
    } else {
        fault.detail = u"the answer is not a JSON object"_s;
    }
    if (typeLies(reply, looks)) {
        fault.certainty = Certainty::Unknown;
        fault.tokenRejected = false;
        fault.detail = u"the answer's Content-Type contradicts its body"_s;
    }
    fault.status = reply.status;
    fault.text.truncate(kLongestText);
    fault.retryAfter = retryAfter(reply);
    fault.serverTime = serverTime(reply);
    return Fail{fault};
}

} // namespace kaunta::daraja
