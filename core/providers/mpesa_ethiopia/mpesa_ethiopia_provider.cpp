#include "core/providers/mpesa_ethiopia/mpesa_ethiopia_provider.h"

#include "core/base/redaction.h"
#include "core/daraja/explain.h"
#include "core/daraja/explain_result.h"
#include "core/daraja/password.h"
#include "core/daraja/stk_result.h"
#include "core/providers/daraja_setup.h"
#include "core/providers/mpesa_ethiopia/api_error.h"
#include "core/providers/mpesa_ethiopia/direct.h"
#include "core/providers/mpesa_ethiopia/questions.h"
#include "core/providers/mpesa_ethiopia/ussd_push.h"

#include <QCoreApplication>
#include <QCryptographicHash>

namespace kaunta::providers::mpesa_ethiopia {

using namespace Qt::StringLiterals;
using daraja::CallFault;

namespace {

daraja::TokenEndpoint tokensOf(const Profile &profile)
{
    daraja::TokenEndpoint endpoint{net::Verb::Get, profile.effectiveBaseUrl()};
    endpoint.url.setPath(endpoint.url.path() + u"/v1/token/generate"_s);
    endpoint.url.setQuery(u"grant_type=client_credentials"_s);
    return endpoint;
}

PasswordForm passwordForm(const QString &setting)
{
    if (setting == "sha256"_L1)
        return PasswordForm::Sha256;
    return setting == "fixed"_L1 ? PasswordForm::Fixed : PasswordForm::Plain;
}

//! An id of ours for a request that is answered later: the same for the same attempt, another for every other, and no way back to the
//! secret path that it is made from.
QString callerId(const QUrl &resultUrl)
{
    const QString secret = resultUrl.path().section(u'/', -1);
    return u"K"_s + QString::fromLatin1(QCryptographicHash::hash(secret.toUtf8(), QCryptographicHash::Sha256).toHex().left(31));
}

AskFailed failedFor(const QString &code, const QString &text)
{
    AskFailed failed;
    failed.certainty = Certainty::NotSent;
    failed.code = code;
    failed.text = text;
    return failed;
}

SetupLine passkeyLine()
{
    using Line = SetupLine;
    return {Line::Item::Passkey, Line::Verdict::Untried, QT_TRANSLATE_NOOP("Setup", "M-PESA Ethiopia has no way to try the passkey without a payment request. Charge your own phone a small amount."), {}};
}

} // namespace

MpesaEthiopiaProvider::MpesaEthiopiaProvider(const ProviderGround &ground)
    : m_profile(ground.profile), m_consumerKey(ground.secrets.value(u"consumer-key"_s)), m_passkey(ground.secrets.value(u"passkey"_s)), m_clock(ground.clock),
      m_initiator(ground.initiator), m_kenyanCodes(ground.profile.setting("kenyan-error-codes"_L1) == "on"_L1),
      m_tokens(ground.tokens.get(tokensOf(ground.profile), m_consumerKey, ground.secrets.value(u"consumer-secret"_s))),
      m_client(ground.transport, m_tokens, ground.profile.effectiveBaseUrl(), judge)
{
    for (const QByteArray &secret : ground.secrets)
        neverLog(secret);
}

Capabilities MpesaEthiopiaProvider::capabilities() const
{
    Capabilities all = m_profile.traits().capabilities;
    all.setFlag(Capability::Simulate, m_profile.environment != Environment::Production);
    return all;
}

QString MpesaEthiopiaProvider::timestamp() const
{
    const QDateTime now = m_clock.nowUtc();
    return m_profile.setting("timestamp-zone"_L1) == "utc"_L1 ? now.toString(u"yyyyMMddHHmmss"_s) : daraja::timestamp(now);
}

void MpesaEthiopiaProvider::push(const PushRequest &request, QObject *context, PushDone done)
{
    const UssdPush push{.version = m_profile.setting("stk-version"_L1),
                        .merchantRequestId = request.attemptId,
                        .shortCode = m_profile.shortCode,
                        .till = m_profile.till,
                        .toTill = isTill(),
                        .passkey = m_passkey,
                        .passwordForm = passwordForm(m_profile.setting("password-form"_L1)),
                        .timestamp = timestamp(),
                        .amount = request.amount,
                        .phone = request.phone.digits(),
                        .callbackUrl = request.callbackUrl,
                        .reference = request.reference,
                        .description = request.description,
                        .referenceData = {{u"ThirdPartyReference"_s, request.reference}}};
    m_client.call<UssdPush>(push, context, [kenyan = m_kenyanCodes, done = std::move(done)](const auto &outcome) {
        if (outcome)
            return done(PushAccepted{outcome->merchantRequestId, outcome->checkoutRequestId});
        const CallFault fault = proven(outcome.error(), kenyan);
        done(PushFailed{fault.certainty, fault.tokenRejected, fault.code, fault.text});
    }, request.mayStart);
}

template <class R>
void MpesaEthiopiaProvider::ask(R request, QObject *context, AskDone done, const std::function<bool()> &mayStart) const
{
    request.by.initiator = m_initiator.name;
    request.originatorConversationId = callerId(request.by.resultUrl);
    makeCredential(m_initiator, context, [client = m_client, request = std::move(request), context, done = std::move(done), mayStart, kenyan = m_kenyanCodes](const Result<QByteArray, QString> &made) {
        if (!made)
            return done(failedFor(u"credential"_s, made.error()));
        R signedRequest = request;
        signedRequest.by.credential = *made;
        client.template call<R>(signedRequest, context, [done, kenyan, credential = *made](const auto &outcome) {
            if (outcome)
                return done(AskAccepted{outcome->conversationId, outcome->originatorConversationId});
            const CallFault fault = proven(outcome.error(), kenyan);
            QString text = fault.text;
            text.replace(QString::fromLatin1(credential), "***"_L1);   // refusals are known to repeat what they refuse
            done(AskFailed{fault.certainty, fault.tokenRejected, fault.code, text});
        }, mayStart);
    });
}

void MpesaEthiopiaProvider::reverse(const ReversalRequest &request, QObject *context, AskDone done)
{
    Reversal reversal;
    reversal.version = m_profile.setting("reversal-version"_L1);
    reversal.by = {.remarks = request.remarks, .resultUrl = request.resultUrl, .timeoutUrl = request.timeoutUrl};
    reversal.originalIdField = m_profile.setting("original-id-field"_L1);
    reversal.receipt = request.receipt;
    reversal.amount = request.amount;
    reversal.receiverType = m_profile.setting("reversal-receiver-type"_L1);
    reversal.receiver = m_profile.shortCode;
    reversal.occasion = u"Refund"_s;
    ask(reversal, context, std::move(done), request.mayStart);
}

void MpesaEthiopiaProvider::askStatus(const StatusRequest &request, QObject *context, AskDone done)
{
    TransactionStatus status;
    status.by = {.remarks = u"Status"_s, .resultUrl = request.resultUrl, .timeoutUrl = request.timeoutUrl};
    status.receipt = request.receipt;
    status.originalConversationId = request.conversationId;
    status.originalIdField = m_profile.setting("original-id-field"_L1);
    status.shortCode = m_profile.shortCode;
    status.identifierType = isTill() ? u"2"_s : u"4"_s;
    status.occasion = u"Status"_s;
    ask(status, context, std::move(done));
}

void MpesaEthiopiaProvider::askBalance(const BalanceRequest &request, QObject *context, AskDone done)
{
    AccountBalance balance;
    balance.version = m_profile.setting("balance-version"_L1);
    balance.by = {.remarks = u"Balance"_s, .resultUrl = request.resultUrl, .timeoutUrl = request.timeoutUrl};
    balance.shortCode = m_profile.shortCode;
    balance.identifierType = isTill() ? u"2"_s : u"4"_s;
    ask(balance, context, std::move(done));
}

template <class R>
void MpesaEthiopiaProvider::tell(const R &request, QObject *context, PlainDone done) const
{
    m_client.call<R>(request, context, [kenyan = m_kenyanCodes, done = std::move(done)](const auto &outcome) {
        PlainAnswer answer;
        answer.done = static_cast<bool>(outcome);
        if (!outcome) {
            const CallFault fault = proven(outcome.error(), kenyan);
            answer.certainty = fault.certainty;
            answer.code = fault.code;
            answer.text = fault.text;
        }
        done(answer);
    });
}

void MpesaEthiopiaProvider::registerUrls(const RegisterUrls &urls, QObject *context, PlainDone done)
{
    tell(RegisterUrl{.consumerKey = m_consumerKey, .shortCode = m_profile.shortCode, .acceptWhenSilent = urls.acceptWhenSilent,
                     .confirmationUrl = urls.confirmation, .validationUrl = urls.validation},
         context, std::move(done));
}

void MpesaEthiopiaProvider::simulatePayment(const SimulatedPayment &payment, QObject *context, PlainDone done)
{
    if (!capabilities().testFlag(Capability::Simulate))
        return PaymentProvider::simulatePayment(payment, context, std::move(done));
    tell(Simulate{.underC2b = m_profile.setting("simulate-path"_L1) == "c2b"_L1, .toTill = isTill(), .amount = payment.amount, .phone = payment.phone.digits(),
                  .billReference = payment.billReference, .shortCode = isTill() ? m_profile.till : m_profile.shortCode},
         context, std::move(done));
}

Explanation MpesaEthiopiaProvider::explain(const QString &code, const QString &text) const
{
    return explained(code, text);
}

// What a prompt, a reversal, a question ended with is told by M-PESA's core, not by its gateway: the codes are Kenya's, as far as the
// official code shows them.
bool MpesaEthiopiaProvider::meansDeclined(const QString &resultCode) const
{
    return daraja::isDeclined(resultCode);
}

std::chrono::seconds MpesaEthiopiaProvider::lockAfter(const QString &code, const QString &text) const
{
    return daraja::lockAfter(code, text);
}

ResultMeaning MpesaEthiopiaProvider::meaningOf(ResultKind kind, const QString &code, const QString &) const
{
    return daraja::meaningOf(kind, code);
}

Explanation MpesaEthiopiaProvider::explainResult(ResultKind kind, const QString &code, const QString &text) const
{
    return daraja::explainResult(kind, code, text);
}

void MpesaEthiopiaProvider::checkSetup(QObject *context, SetupDone done)
{
    m_tokens->renew(context, [&clock = m_clock, done = std::move(done)](const Result<daraja::Token, CallFault> &token) {
        if (token)
            done({clockLine(token->serverTime, token->receivedAt), tokenGiven(), passkeyLine()});
        else
            done({clockLine(token.error().serverTime, clock.nowUtc()), tokenRefused(token.error()), passkeyLine()});
    });
}

extern const ProviderWords words;
const ProviderWords words{explained, daraja::explainResult};

std::unique_ptr<PaymentProvider> make(const ProviderGround &ground);
std::unique_ptr<PaymentProvider> make(const ProviderGround &ground)
{
    return std::make_unique<MpesaEthiopiaProvider>(ground);
}

} // namespace kaunta::providers::mpesa_ethiopia
