#include "core/providers/daraja_provider.h"

#include "core/base/redaction.h"
#include "core/daraja/explain.h"
#include "core/daraja/stk_push.h"
#include "core/daraja/stk_result.h"
#include "core/providers/daraja_setup.h"

namespace kaunta::providers {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using daraja::CallFault;
using daraja::StkPush;
using daraja::StkQuery;
using Kind = QueryAnswer::Kind;

namespace {

constexpr auto kUnknownIdMayBeTooYoung = 120s;

PushAnswer readPush(const daraja::Client::Outcome<StkPush> &outcome)
{
    if (outcome)
        return PushAccepted{outcome->merchantRequestId, outcome->checkoutRequestId};
    const CallFault &fault = outcome.error();
    return PushFailed{fault.certainty, fault.tokenRejected, fault.code, fault.text};
}

//! 500.001.1001 means five things: only these two mean "still running".
bool saysStillRunning(const QString &text)
{
    return text.isEmpty() || text.contains("being processed"_L1, Qt::CaseInsensitive);
}

Kind kindOf(const CallFault &fault, std::chrono::seconds age)
{
    if (fault.at == CallFault::At::Field)
        return Kind::Unclear;
    if (fault.status == 429 || fault.code == "500.003.02"_L1 || fault.code == "500.003.03"_L1)
        return Kind::Limited;
    if (fault.at == CallFault::At::Token)
        return Kind::Unclear;
    if (fault.status == 500 && fault.code == "500.001.1001"_L1 && saysStillRunning(fault.text))
        return Kind::Pending;
    if (fault.status == 400 && fault.text.contains("Invalid CheckoutRequestID"_L1, Qt::CaseInsensitive) && age < kUnknownIdMayBeTooYoung)
        return Kind::Pending;
    return Kind::Unclear;
}

QueryAnswer readResult(const QString &askedFor, const daraja::StkQueryAnswer &answer)
{
    if (!answer.checkoutRequestId.isEmpty() && answer.checkoutRequestId != askedFor)
        return {Kind::Unclear, {}, u"the answer is about another prompt"_s, {}};
    QueryAnswer read{Kind::UnknownCode, answer.resultCode, answer.resultText, {}};
    if (const auto *row = daraja::findStkResult(answer.resultCode)) {
        switch (row->outcome) {
        case daraja::StkResult::Outcome::Paid: read.kind = Kind::Paid; break;
        case daraja::StkResult::Outcome::Declined: read.kind = Kind::Declined; break;
        case daraja::StkResult::Outcome::Pending: read.kind = Kind::Pending; break;
        case daraja::StkResult::Outcome::Unclear: break;
        }
    } else if (answer.resultCode == "500.001.1001"_L1) {   // the error's code has been seen where the result's should be
        read.kind = saysStillRunning(answer.resultText) ? Kind::Pending : Kind::Unclear;
    }
    return read;
}

QueryAnswer readQuery(const QString &askedFor, std::chrono::seconds age, const daraja::Client::Outcome<StkQuery> &outcome)
{
    if (outcome)
        return readResult(askedFor, *outcome);
    const CallFault &fault = outcome.error();
    return {kindOf(fault, age), fault.code, fault.text, fault.retryAfter};
}

} // namespace

DarajaProvider::DarajaProvider(const Profile &profile, const DarajaCredentials &credentials, net::Transport &transport, daraja::TokenCaches &tokens,
                               const Clock &clock, DarajaInitiator initiator)
    : m_profile(profile), m_passkey(credentials.passkey), m_clock(clock), m_initiator(std::move(initiator)),
      m_tokens(tokens.get(profile.effectiveBaseUrl(), credentials.consumerKey, credentials.consumerSecret)),
      m_client(transport, m_tokens, profile.effectiveBaseUrl())
{
    for (const QByteArray &secret : {credentials.consumerKey, credentials.consumerSecret, credentials.passkey})
        neverLog(secret);
}

Capabilities DarajaProvider::capabilities() const
{
    Capabilities all{Capability::Push,    Capability::Query,          Capability::Pull, Capability::Reversal, Capability::Status,
                     Capability::Balance, Capability::DirectPayments, Capability::Qr,   Capability::RegisterUrls};
    all.setFlag(Capability::Simulate, m_profile.environment != Environment::Production);
    return all;
}

void DarajaProvider::push(const PushRequest &request, QObject *context, PushDone done)
{
    const StkPush push{.shortCode = m_profile.shortCode,
                       .till = m_profile.till,
                       .type = isTill() ? StkPush::Type::Till : StkPush::Type::Paybill,
                       .passkey = m_passkey,
                       .phone = request.phone.digits(),
                       .amount = request.amount,
                       .reference = request.reference,
                       .description = request.description,
                       .callbackUrl = request.callbackUrl,
                       .when = m_clock.nowUtc()};
    m_client.call<StkPush>(push, context, [done = std::move(done)](const auto &outcome) { done(readPush(outcome)); }, request.mayStart);
}

StkQuery DarajaProvider::question(const QString &checkoutRequestId) const
{
    return {.shortCode = m_profile.shortCode, .passkey = m_passkey, .checkoutRequestId = checkoutRequestId, .when = m_clock.nowUtc()};
}

void DarajaProvider::query(const QString &checkoutRequestId, std::chrono::seconds age, QObject *context, QueryDone done)
{
    m_client.call<StkQuery>(question(checkoutRequestId), context, [checkoutRequestId, age, done = std::move(done)](const auto &outcome) {
        done(readQuery(checkoutRequestId, age, outcome));
    });
}

Explanation DarajaProvider::explain(const QString &code, const QString &text) const
{
    return daraja::explain(code, text);
}

bool DarajaProvider::meansDeclined(const QString &resultCode) const
{
    return daraja::isDeclined(resultCode);
}

std::chrono::seconds DarajaProvider::lockAfter(const QString &code, const QString &text) const
{
    return daraja::lockAfter(code, text);
}

void DarajaProvider::checkSetup(QObject *context, SetupDone done)
{
    checkDarajaSetup(m_client, *m_tokens, question(kMadeUpCheckoutId), m_clock, context, std::move(done));
}

} // namespace kaunta::providers
