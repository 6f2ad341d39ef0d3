// The requests that M-PESA takes, once the gateway has let them through.
#include "tests/simulation/mpesa.h"

#include <QJsonDocument>

namespace kaunta::sim {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 kSecond = 1000;
constexpr qint64 kMinute = 60 * kSecond;

HttpAnswer error(int status, const char *code, const char *message)
{
    return {status, QByteArray(R"({"requestId":"1-1-1","errorCode":")") + code + R"(","errorMessage":")" + message + R"("})"};
}

QString textOf(const QJsonValue &value)
{
    return value.isDouble() ? QString::number(static_cast<qint64>(value.toDouble())) : value.toString();
}

} // namespace

HttpAnswer Mpesa::handle(const QString &path, const QByteArray &token, const QByteArray &body)
{
    if (path == "/oauth/v1/generate"_L1)
        return giveToken();
    if (m_world.fires(Fault::TokenRevoked))
        m_token.clear();
    if (m_token.isEmpty() || token != m_token || m_world.now() > m_tokenUntil) {
        m_world.note("gateway", [&]() -> QString { return u"refuses the token for "_s + path; });
        return error(404, "404.001.03", "Invalid Access Token");
    }
    const QJsonObject request = QJsonDocument::fromJson(body).object();
    if (path == "/mpesa/stkpush/v1/processrequest"_L1)
        return push(request);
    if (path == "/mpesa/stkpushquery/v1/query"_L1)
        return query(request);
    if (path == "/pulltransactions/v1/query"_L1)
        return pull(request);
    if (path == "/mpesa/reversal/v1/request"_L1)
        return reverse(request);
    if (path == "/mpesa/transactionstatus/v1/query"_L1)
        return status(request);
    return error(404, "404.001.01", "Resource not found");
}

HttpAnswer Mpesa::giveToken()
{
    // A handful of different ones for all runs: the program remembers every token that it must never log.
    m_token = "token-" + QByteArray::number(++m_numbers % 64 + 100);
    m_tokenUntil = m_world.now() + 3599 * kSecond;
    return {200, R"({"access_token":")" + m_token + R"(","expires_in":"3599"})"};
}

HttpAnswer Mpesa::push(const QJsonObject &request)
{
    const QString reference = textOf(request.value("AccountReference"_L1));
    const QString phone = textOf(request.value("PhoneNumber"_L1));
    const int pushes = ++m_pushes[reference];
    m_world.note("mpesa", [&]() -> QString { return u"push for %1"_s.arg(reference); });
    if (pushes > 1)
        m_world.violate(1, u"%1 prompts were asked for by one charge"_s.arg(pushes), reference);
    for (const Prompt &other : m_prompts)
        if (other.isOpen && other.phone == phone)
            return error(500, "500.001.1001", "Unable to lock subscriber, a transaction is already in process for the current subscriber");
    Prompt prompt;
    prompt.checkoutId = u"ws_CO_"_s + eat(m_world.now(), u"ddMMyyyyHHmmss"_s) + number() + phone.right(9);
    prompt.merchantId = u"29115-"_s + number() + u"-1"_s;
    prompt.reference = reference;
    prompt.phone = phone;
    prompt.shillings = textOf(request.value("Amount"_L1)).toLongLong();
    prompt.callbackUrl = textOf(request.value("CallBackURL"_L1));
    prompt.at = m_world.now();
    const int index = static_cast<int>(m_prompts.size());
    m_promptByCheckout.insert(prompt.checkoutId, index);
    m_promptByReference.insert(reference, index);
    const Mood first = mood ? mood() : Mood::Pays;
    prompt.deliveredTwice = m_world.fires(Fault::PromptTwice);
    m_prompts.push_back(prompt);
    onHandset(index, first, false);
    if (prompt.deliveredTwice)
        onHandset(index, m_world.chance.perMille(500) ? Mood::Pays : Mood::Cancels, true);
    if (m_world.fires(Fault::CallbackForged))
        forge(prompt);
    return {200, R"({"MerchantRequestID":")" + prompt.merchantId.toUtf8() + R"(","CheckoutRequestID":")" + prompt.checkoutId.toUtf8()
                     + R"(","ResponseCode":"0","ResponseDescription":"Success. Request accepted for processing","CustomerMessage":"Success"})"};
}

bool Mpesa::queriedTooOften()
{
    while (!m_queries.empty() && m_queries.front() <= m_world.now() - kMinute)
        m_queries.pop_front();
    m_queries.push_back(m_world.now());
    return static_cast<int>(m_queries.size()) > m_queriesPerMinute;
}

HttpAnswer Mpesa::query(const QJsonObject &request)
{
    const QString id = textOf(request.value("CheckoutRequestID"_L1));
    m_world.note("mpesa", [&]() -> QString { return u"query for %1"_s.arg(id); });
    if (queriedTooOften() || m_world.fires(Fault::Storm429))
        return {429, R"({"fault":{"faultstring":"Spike arrest violation","detail":{"errorcode":"policies.ratelimit.SpikeArrestViolation"}}})", "application/json",
                m_world.chance.perMille(300) ? QByteArray::number(m_world.chance.between(5, 120)) : QByteArray()};
    const auto found = m_promptByCheckout.constFind(id);
    if (found == m_promptByCheckout.cend())
        return error(500, "500.001.1001", "The transaction does not exist");
    Prompt &prompt = m_prompts[static_cast<std::size_t>(*found)];
    QString code = prompt.code;
    if (prompt.isOpen || (code.isEmpty())) {
        switch (m_world.fires(Fault::QueryUnclear) ? m_world.chance.between(1, 5) : 0) {
        case 0:
            return error(500, "500.001.1001", "The transaction is being processed");
        case 1:
            return error(500, "500.001.1001", "");
        case 2:
            return error(400, "400.002.02", "Bad Request - Invalid CheckoutRequestID");
        case 3:
            code = u"4999"_s;
            break;
        case 4:
            return error(500, "500.001.1001", "The transaction does not exist");
        default:
            return {200, R"({"ResponseCode":"1","ResponseDescription":"Rejected"})"};
        }
    }
    if (code == "0"_L1 && m_world.fires(Fault::QueryLies)) {
        prompt.queryLied = true;
        code = m_world.chance.perMille(500) ? u"1032"_s : u"1037"_s;
    } else if (prompt.receipt.isEmpty() && !prompt.queryClaimed && m_world.fires(Fault::QueryClaimsPaid)) {
        prompt.queryClaimed = true;
        code = u"0"_s;
    } else if (code != "0"_L1 && m_world.fires(Fault::UnknownCode)) {
        code = u"7778"_s;
    }
    return {200, R"({"ResponseCode":"0","ResponseDescription":"The service request has been accepted successsfully","MerchantRequestID":")" + prompt.merchantId.toUtf8()
                     + R"(","CheckoutRequestID":")" + prompt.checkoutId.toUtf8() + R"(","ResultCode":")" + code.toUtf8() + R"(","ResultDesc":"Told"})"};
}

HttpAnswer Mpesa::pull(const QJsonObject &request)
{
    constexpr int kPage = 50;
    const auto readTime = [&](QLatin1StringView key) {
        const QString text = textOf(request.value(key));
        const QDateTime time(QDate::fromString(text.left(10), Qt::ISODate), QTime::fromString(text.mid(11), Qt::ISODate), Qt::UTC);
        return time.toMSecsSinceEpoch() - 3 * 60 * kMinute - m_epoch;
    };
    const qint64 from = readTime("StartDate"_L1);
    const qint64 to = readTime("EndDate"_L1);
    qint64 skip = textOf(request.value("OffSetValue"_L1)).toLongLong();
    QByteArray rows;
    int count = 0;
    for (const Paid &paid : m_payments) {
        const bool listed = pullWorks && paid.at >= from && paid.at / kSecond * kSecond <= to && paid.at <= m_world.now() - 5 * kSecond;
        if (!listed || skip-- > 0 || count >= kPage)
            continue;
        ++count;
        rows += (rows.isEmpty() ? "" : ",") + QByteArray(R"({"transactionId":")") + paid.receipt.toUtf8() + R"(","trxDate":")"
            + eat(paid.at, u"yyyy-MM-ddTHH:mm:ssZ"_s).toUtf8() + R"(","msisdn":)" + (masksNumbers ? R"("2547 ***** )" + paid.phone.right(3).toUtf8() + '"' : paid.phone.toUtf8())
            + R"(,"sender":"MPESA","transactiontype":"c2b-pay-bill-debit","billreference":")" + echoed(paid).toUtf8() + R"(","amount":")"
            + QByteArray::number(paid.shillings) + R"(.00","organizationname":"Duka"})";
    }
    m_world.note("mpesa", [&]() -> QString { return u"pull: %1 records"_s.arg(count); });
    if (count == 0)
        return {200, R"({"ResponseRefID":"1","ResponseCode":"1001","ResponseMessage":"No data","Response":[[]]})"};
    return {200, R"({"ResponseRefID":"1","ResponseCode":"1000","ResponseMessage":"Success","Response":[[)" + rows + "]]}"};
}

HttpAnswer Mpesa::reverse(const QJsonObject &request)
{
    Reversal reversal;
    reversal.receipt = textOf(request.value("TransactionID"_L1));
    reversal.shillings = textOf(request.value("Amount"_L1)).toLongLong();
    reversal.resultUrl = textOf(request.value("ResultURL"_L1));
    reversal.timeoutUrl = textOf(request.value("QueueTimeOutURL"_L1));
    reversal.conversationId = u"AG_20261122_"_s + number();
    reversal.originatorId = u"16740-"_s + number() + u"-1"_s;
    m_world.note("mpesa", [&]() -> QString { return u"reversal asked for %1"_s.arg(reversal.receipt); });
    const int index = static_cast<int>(m_reversals.size());
    m_reversals.push_back(reversal);
    if (m_world.fires(Fault::QueueTimeout))
        m_post(reversal.timeoutUrl, R"({"Result":{"ResultType":1,"ResultCode":"1","ResultDesc":"The service request timed out.","OriginatorConversationID":")"
                   + reversal.originatorId.toUtf8() + R"(","ConversationID":")" + reversal.conversationId.toUtf8() + R"("}})", m_world.chance.between(1000, 30 * kSecond));
    m_world.after(m_world.chance.between(200, 20 * kSecond), [this, index] { carryOut(index); });
    return {200, R"({"OriginatorConversationID":")" + reversal.originatorId.toUtf8() + R"(","ConversationID":")" + reversal.conversationId.toUtf8()
                     + R"(","ResponseCode":"0","ResponseDescription":"Accept the service request successfully."})"};
}

HttpAnswer Mpesa::status(const QJsonObject &request)
{
    const QString conversation = textOf(request.value("OriginalConversationID"_L1));
    const QString receipt = textOf(request.value("TransactionID"_L1));
    const QString url = textOf(request.value("ResultURL"_L1));
    const QString asked = u"AG_20261122_S"_s + number();
    const QString originator = u"10816-"_s + number() + u"-2"_s;
    m_world.note("mpesa", [&]() -> QString { return u"status asked for %1%2"_s.arg(conversation, receipt); });
    const auto tell = [this, url, asked, originator](const QByteArray &code, const QByteArray &parameters) {
        tellResult(url, R"({"Result":{"ResultType":0,"ResultCode":)" + code + R"(,"ResultDesc":"Told","OriginatorConversationID":")" + originator.toUtf8()
                       + R"(","ConversationID":")" + asked.toUtf8() + R"(","TransactionID":"LGR0000000")" + parameters + "}}");
    };
    const auto parameters = [this](const QByteArray &told, qint64 shillings, const QByteArray &state, const QByteArray &of, const QByteArray &ofOriginator, qint64 at) -> QByteArray {
        return R"(,"ResultParameters":{"ResultParameter":[{"Key":"ReceiptNo","Value":")" + told + R"("},{"Key":"Conversation ID","Value":")" + of
            + R"("},{"Key":"FinalisedTime","Value":)" + eat(at, u"yyyyMMddHHmmss"_s).toUtf8() + R"(},{"Key":"Amount","Value":)" + QByteArray::number(shillings)
            + R"(},{"Key":"TransactionStatus","Value":")" + state + R"("},{"Key":"ReasonType","Value":"Pay Bill Online"},{"Key":"Originator Conversation ID","Value":")"
            + ofOriginator + R"("},{"Key":"CreditPartyName","Value":")" + m_shortCode.toUtf8() + R"( - Duka"},{"Key":"DebitPartyName","Value":"JOHN"}]})";
    };
    m_world.after(m_world.chance.between(200, 4000), [this, conversation, receipt, tell, parameters] {
        for (const Reversal &reversal : m_reversals) {
            if (conversation.isEmpty() || (reversal.conversationId != conversation && reversal.originatorId != conversation))
                continue;
            const bool done = reversal.state == Reversal::State::Done;
            if (reversal.state == Reversal::State::Waiting)
                return tell("0", parameters({}, reversal.shillings, "Initiated", reversal.conversationId.toUtf8(), reversal.originatorId.toUtf8(), m_world.now()));
            return tell("0", parameters(reversal.reversalReceipt.toUtf8(), reversal.shillings, done ? "Completed" : "Declined", reversal.conversationId.toUtf8(),
                                        reversal.originatorId.toUtf8(), m_world.now()));
        }
        if (const Paid *paid = payment(receipt))
            return tell("0", parameters(paid->receipt.toUtf8(), paid->shillings, "Completed", {}, {}, paid->at));
        tell("2033", {});
    });
    return {200, R"({"OriginatorConversationID":")" + originator.toUtf8() + R"(","ConversationID":")" + asked.toUtf8()
                     + R"(","ResponseCode":"0","ResponseDescription":"Accept the service request successfully."})"};
}

} // namespace kaunta::sim
