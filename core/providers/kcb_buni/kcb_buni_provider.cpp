#include "core/providers/kcb_buni/kcb_buni_provider.h"

#include "core/base/redaction.h"
#include "core/daraja/explain.h"
#include "core/daraja/stk_result.h"
#include "core/daraja/sync_code.h"
#include "core/providers/daraja_setup.h"
#include "core/providers/kcb_buni/gateway_error.h"
#include "core/providers/kcb_buni/stk_push.h"

#include <QCoreApplication>

namespace kaunta::providers::kcb_buni {

using namespace Qt::StringLiterals;
using daraja::CallFault;

namespace {

daraja::TokenEndpoint tokensOf(const Profile &profile)
{
    daraja::TokenEndpoint endpoint{net::Verb::Post, QUrl(profile.setting("token-url"_L1)), "application/x-www-form-urlencoded"};
    if (endpoint.url.isEmpty()) {
        endpoint.url = profile.effectiveBaseUrl();
        endpoint.url.setPath(endpoint.url.path() + u"/token"_s);
    }
    endpoint.url.setQuery(u"grant_type=client_credentials"_s);
    return endpoint;
}

PushAnswer readPush(const daraja::Client::Outcome<StkPush> &outcome, bool nonzeroProves)
{
    if (outcome)
        return PushAccepted{outcome->merchantRequestId, outcome->checkoutRequestId};
    const CallFault &fault = outcome.error();
    const bool refused = nonzeroProves && fault.detail == kSaysNo;
    return PushFailed{refused ? Certainty::Refused : fault.certainty, fault.tokenRejected, fault.code, fault.text};
}

Explanation explained(const QString &code, const QString &text)
{
    if (const GatewayCode *row = findGatewayCode(code))
        return row->explanation;
    // Safaricom's results and acknowledgements come through KCB; the errors of Safaricom's own gateway do not.
    return daraja::findSyncCode(code, text) == nullptr ? daraja::explain(code, text) : daraja::explain({}, {});
}

SetupLine passkeyLine(bool shared)
{
    using Line = SetupLine;
    if (shared)
        return {Line::Item::Passkey, Line::Verdict::Ok, QT_TRANSLATE_NOOP("Setup", "Money goes to KCB's own paybill: no passkey is needed."), {}};
    return {Line::Item::Passkey, Line::Verdict::Untried, QT_TRANSLATE_NOOP("Setup", "KCB has no way to try the passkey without a payment request. Charge your own phone a small amount."), {}};
}

} // namespace

KcbBuniProvider::KcbBuniProvider(const ProviderGround &ground)
    : m_profile(ground.profile), m_passkey(ground.secrets.value(u"passkey"_s)), m_clock(ground.clock),
      m_tokens(ground.tokens.get(tokensOf(ground.profile), ground.secrets.value(u"consumer-key"_s), ground.secrets.value(u"consumer-secret"_s))),
      m_client(ground.transport, m_tokens, ground.profile.effectiveBaseUrl(), judge)
{
    for (const QByteArray &secret : ground.secrets)
        neverLog(secret);
}

bool KcbBuniProvider::isShared() const
{
    return m_profile.setting("shared-short-code"_L1) == "on"_L1;
}

void KcbBuniProvider::push(const PushRequest &request, QObject *context, PushDone done)
{
    const bool shared = isShared();
    const StkPush push{.routeCode = m_profile.setting("route-code"_L1),
                       .messageId = request.attemptId,
                       .phone = request.phone.digits(),
                       .amount = request.amount,
                       .invoiceNumber = shared ? m_profile.setting("till-account"_L1) + u'-' + request.reference : request.reference,
                       .longestInvoice = m_profile.setting("invoice-length"_L1).toInt(),
                       .sharedShortCode = shared,
                       .shortCode = m_profile.shortCode,
                       .passkey = m_passkey,
                       .callbackUrl = request.callbackUrl,
                       .description = request.description};
    const bool nonzeroProves = m_profile.setting("nonzero-code"_L1) == "refused"_L1;
    m_client.call<StkPush>(push, context, [nonzeroProves, done = std::move(done)](const auto &outcome) { done(readPush(outcome, nonzeroProves)); }, request.mayStart);
}

Explanation KcbBuniProvider::explain(const QString &code, const QString &text) const
{
    return explained(code, text);
}

bool KcbBuniProvider::meansDeclined(const QString &resultCode) const
{
    return daraja::isDeclined(resultCode);
}

std::chrono::seconds KcbBuniProvider::lockAfter(const QString &code, const QString &text) const
{
    return daraja::lockAfter(code, text);
}

void KcbBuniProvider::checkSetup(QObject *context, SetupDone done)
{
    m_tokens->renew(context, [shared = isShared(), &clock = m_clock, done = std::move(done)](const Result<daraja::Token, CallFault> &token) {
        if (token)
            done({clockLine(token->serverTime, token->receivedAt), tokenGiven(), passkeyLine(shared)});
        else
            done({clockLine(token.error().serverTime, clock.nowUtc()), tokenRefused(token.error()), passkeyLine(shared)});
    });
}

extern const ProviderWords words;
const ProviderWords words{explained, [](ResultKind, const QString &code, const QString &text) { return explained(code, text); }};

std::unique_ptr<PaymentProvider> make(const ProviderGround &ground);
std::unique_ptr<PaymentProvider> make(const ProviderGround &ground)
{
    return std::make_unique<KcbBuniProvider>(ground);
}

} // namespace kaunta::providers::kcb_buni
