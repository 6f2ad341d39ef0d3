#include "core/providers/muvatech/muvatech_provider.h"

#include "core/daraja/explain.h"
#include "core/daraja/stk_result.h"
#include "core/daraja/sync_code.h"

#include <QCoreApplication>

namespace kaunta::providers::muvatech {

using namespace Qt::StringLiterals;

namespace {

PushAnswer readPush(const QString &reference, const daraja::Client::Outcome<StkPush> &outcome, bool nonzeroProves)
{
    if (!outcome) {
        const daraja::CallFault &fault = outcome.error();
        return PushFailed{fault.certainty, fault.tokenRejected, fault.code, fault.text};
    }
    PushFailed failed{Certainty::Unknown, false, {}, outcome->message};
    if (outcome->reference != reference) {   // it speaks of something else, or of nothing
        failed.text = u"the answer is about another transactionReference"_s;
        return failed;
    }
    if (outcome->code == "0"_L1)
        return PushAccepted{};   // no id of M-PESA's is told: nothing can be asked. The reference stays out of the ledger's words, because
                                 // whoever reads it could post a payment that never was
    failed.code = u"answer "_s + outcome->code;   // "1" alone is a result's code, and would be explained as one: no funds
    failed.certainty = nonzeroProves ? Certainty::Refused : Certainty::Unknown;
    return failed;
}

Explanation explained(const QString &code, const QString &text)
{
    return daraja::findSyncCode(code, text) == nullptr && daraja::findAckCode(code) == nullptr ? daraja::explain(code, text) : daraja::explain({}, {});
}

} // namespace

MuvatechProvider::MuvatechProvider(const ProviderGround &ground)
    : m_nonzeroProves(ground.profile.setting("nonzero-code"_L1) == "refused"_L1), m_hasToken(!ground.secrets.value(u"bearer-token"_s).isEmpty()),
      m_access(std::make_shared<Access>(ground.secrets.value(u"bearer-token"_s), ground.clock)),
      m_client(ground.transport, m_access, ground.profile.effectiveBaseUrl(), [access = m_access](const net::Reply &reply) {
          access->learn(reply);
          return judge(reply);
      })
{
}

void MuvatechProvider::push(const PushRequest &request, QObject *context, PushDone done)
{
    StkPush push;
    push.phone = request.phone.digits();
    push.amount = request.amount;
    push.reference = request.callbackUrl.path().section(u'/', -1);
    m_client.call<StkPush>(push, context, [reference = push.reference, proves = m_nonzeroProves, done = std::move(done)](const auto &outcome) {
        done(readPush(reference, outcome, proves));
    }, request.mayStart);
}

Explanation MuvatechProvider::explain(const QString &code, const QString &text) const
{
    return explained(code, text);
}

bool MuvatechProvider::meansDeclined(const QString &resultCode) const
{
    return daraja::isDeclined(resultCode);
}

std::chrono::seconds MuvatechProvider::lockAfter(const QString &code, const QString &text) const
{
    return daraja::lockAfter(code, text);
}

void MuvatechProvider::checkSetup(QObject *context, SetupDone done)
{
    using Line = SetupLine;
    const QList<SetupLine> lines{
        {Line::Item::Clock, Line::Verdict::Untried, QT_TRANSLATE_NOOP("Setup", "M-PESA's time is not known, so this computer's clock could not be compared."), {}},
        m_hasToken ? Line{Line::Item::Token, Line::Verdict::Untried, QT_TRANSLATE_NOOP("Setup", "MuvaTech has no way to try the token without a payment request. Charge your own phone a small amount."), {}}
                   : Line{Line::Item::Token, Line::Verdict::Failed, QT_TRANSLATE_NOOP("Setup", "No token is stored. MuvaTech gives it; store it as it is."), {}},
        {Line::Item::Passkey, Line::Verdict::Ok, QT_TRANSLATE_NOOP("Setup", "MuvaTech needs no passkey."), {}},
    };
    QMetaObject::invokeMethod(context, [lines, done = std::move(done)] { done(lines); }, Qt::QueuedConnection);
}

extern const ProviderWords words;
const ProviderWords words{explained, [](ResultKind, const QString &code, const QString &text) { return explained(code, text); }};

std::unique_ptr<PaymentProvider> make(const ProviderGround &ground);
std::unique_ptr<PaymentProvider> make(const ProviderGround &ground)
{
    return std::make_unique<MuvatechProvider>(ground);
}

} // namespace kaunta::providers::muvatech
