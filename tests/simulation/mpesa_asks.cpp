// What M-PESA is asked for and answers later: reversals, and the status of something.
#include "tests/simulation/api.h"

namespace kaunta::sim {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 kSecond = 1000;

} // namespace

Reversal Mpesa::reverse(Reversal asked)
{
    asked.conversationId = u"AG_20261122_"_s + number();
    if (asked.originatorId.isEmpty())
        asked.originatorId = u"16740-"_s + number() + u"-1"_s;
    m_world.note("mpesa", [&]() -> QString { return u"reversal asked for %1"_s.arg(asked.receipt); });
    const int index = static_cast<int>(m_reversals.size());
    m_reversals.push_back(asked);
    if (m_world.fires(Fault::QueueTimeout))
        m_post(asked.timeoutUrl, R"({"Result":{"ResultType":1,"ResultCode":"1","ResultDesc":"The service request timed out.","OriginatorConversationID":")"
                   + asked.originatorId.toUtf8() + R"(","ConversationID":")" + asked.conversationId.toUtf8() + R"("}})", m_world.chance.between(1000, 30 * kSecond), {});
    m_world.after(m_world.chance.between(200, 20 * kSecond), [this, index] { carryOut(index); });
    return asked;
}

void Mpesa::carryOut(int index)
{
    Reversal &reversal = m_reversals[static_cast<std::size_t>(index)];
    const auto found = m_paymentByReceipt.constFind(reversal.receipt);
    Paid *paid = found == m_paymentByReceipt.cend() ? nullptr : &m_payments[static_cast<std::size_t>(*found)];
    if (paid == nullptr || paid->shillings != reversal.shillings)
        reversal.code = u"R000002"_s;
    else if (!paid->reversalReceipt.isEmpty())
        reversal.code = u"R000001"_s;
    else if (m_world.fires(Fault::ReversalRefused))
        reversal.code = u"1"_s;
    else
        reversal.code = u"0"_s;
    const bool done = reversal.code == "0"_L1;
    reversal.state = done ? Reversal::State::Done : Reversal::State::Refused;
    QByteArray body = R"({"Result":{"ResultType":0,"ResultCode":)" + (reversal.code.front() == u'R' ? jsonText(reversal.code) : reversal.code.toUtf8())
        + R"(,"ResultDesc":"Told","OriginatorConversationID":)" + jsonText(reversal.originatorId) + R"(,"ConversationID":)" + jsonText(reversal.conversationId);
    if (done) {
        reversal.reversalReceipt = newReceipt();
        paid->reversalReceipt = reversal.reversalReceipt;
        body += R"(,"TransactionID":)" + jsonText(reversal.reversalReceipt) + R"(,"ResultParameters":{"ResultParameter":[{"Key":"Amount","Value":)"
            + QByteArray::number(reversal.shillings) + R"(.00},{"Key":"TransCompletedTime","Value":)" + eat(m_world.now(), u"yyyyMMddHHmmss"_s).toUtf8()
            + R"(},{"Key":"OriginalTransactionID","Value":)" + jsonText(reversal.receipt) + R"(},{"Key":"Charge","Value":0.00}]})";
    } else {
        body += R"(,"TransactionID":"SKE0000000")";
    }
    m_world.note("mpesa", [&]() -> QString { return u"reversal of %1: %2"_s.arg(reversal.receipt, reversal.code); });
    tellResult(reversal.resultUrl, body + "}}");
}

StatusQuestion Mpesa::askStatus(StatusQuestion asked)
{
    asked.conversationId = u"AG_20261122_S"_s + number();
    if (asked.originatorId.isEmpty())
        asked.originatorId = u"10816-"_s + number() + u"-2"_s;
    m_world.note("mpesa", [&]() -> QString { return u"status asked for %1%2"_s.arg(asked.conversation, asked.receipt); });
    m_world.after(m_world.chance.between(200, 4000), [this, asked] { tellStatus(asked); });
    return asked;
}

StatusQuestion Mpesa::askBalance(StatusQuestion asked)
{
    asked.conversationId = u"AG_20261122_B"_s + number();
    if (asked.originatorId.isEmpty())
        asked.originatorId = u"16917-"_s + number() + u"-3"_s;
    m_world.note("mpesa", []() -> QString { return u"balance asked"_s; });
    m_world.after(m_world.chance.between(200, 4000), [this, asked] { tellBalance(asked); });
    return asked;
}

void Mpesa::tellBalance(const StatusQuestion &asked)
{
    qint64 total = 0;
    for (const Paid &paid : m_payments)
        total += paid.reversalReceipt.isEmpty() ? paid.shillings : 0;
    m_toldBalances.insert(total);
    const QByteArray currency = isEthiopian() ? "ETB" : "KES";
    const auto account = [&](const QByteArray &name, qint64 holds) -> QByteArray {
        const QByteArray figure = QByteArray::number(holds) + ".00|";
        return name + '|' + currency + '|' + figure + figure + "0.00|0.00";
    };
    tellResult(asked.resultUrl, R"({"Result":{"ResultType":"0","ResultCode":"0","ResultDesc":"Told","OriginatorConversationID":)" + jsonText(asked.originatorId)
                   + R"(,"ConversationID":)" + jsonText(asked.conversationId) + R"(,"TransactionID":"OA90000000","ResultParameters":{"ResultParameter":[{"Key":"AccountBalance","Value":")"
                   + account("Working Account", 0) + '&' + account("Utility Account", total) + '&' + account("Charges Paid Account", -15) + R"("},{"Key":"BOCompletedTime","Value":")"
                   + eat(m_world.now(), u"yyyyMMddHHmmss"_s).toUtf8() + R"("}]}}})");
}

void Mpesa::tellStatus(const StatusQuestion &asked)
{
    const auto tell = [&](const QByteArray &code, const QByteArray &parameters) {
        tellResult(asked.resultUrl, R"({"Result":{"ResultType":0,"ResultCode":)" + code + R"(,"ResultDesc":"Told","OriginatorConversationID":)" + jsonText(asked.originatorId)
                       + R"(,"ConversationID":)" + jsonText(asked.conversationId) + R"(,"TransactionID":"LGR0000000")" + parameters + "}}");
    };
    const auto parameters = [this](const QString &receipt, qint64 shillings, const char *state, const QString &of, const QString &ofOriginator, qint64 at) -> QByteArray {
        return R"(,"ResultParameters":{"ResultParameter":[{"Key":"ReceiptNo","Value":)" + jsonText(receipt) + R"(},{"Key":"Conversation ID","Value":)" + jsonText(of)
            + R"(},{"Key":"FinalisedTime","Value":)" + eat(at, u"yyyyMMddHHmmss"_s).toUtf8() + R"(},{"Key":"Amount","Value":)" + QByteArray::number(shillings)
            + R"(},{"Key":"TransactionStatus","Value":")" + state + R"("},{"Key":"ReasonType","Value":"Pay Bill Online"},{"Key":"Originator Conversation ID","Value":)"
            + jsonText(ofOriginator) + R"(},{"Key":"CreditPartyName","Value":")" + m_shortCode.toUtf8() + R"( - Duka"},{"Key":"DebitPartyName","Value":"JOHN"}]})";
    };
    for (const Reversal &reversal : m_reversals) {
        if (asked.conversation.isEmpty() || (reversal.conversationId != asked.conversation && reversal.originatorId != asked.conversation))
            continue;
        const bool done = reversal.state == Reversal::State::Done;
        const char *state = reversal.state == Reversal::State::Waiting ? "Initiated" : done ? "Completed" : "Declined";
        return tell("0", parameters(done ? reversal.reversalReceipt : QString(), reversal.shillings, state, reversal.conversationId, reversal.originatorId, m_world.now()));
    }
    if (const Paid *paid = payment(asked.receipt))
        return tell("0", parameters(paid->receipt, paid->shillings, "Completed", {}, {}, paid->at));
    tell("2033", {});
}

} // namespace kaunta::sim
