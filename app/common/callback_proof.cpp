#include "app/common/callback_proof.h"

#include "core/callbacks/path_receiver.h"
#include "core/profile/callback_path.h"

namespace kaunta::app {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

const QString kSetting = u"callback-proven"_s;

} // namespace

CallbackProof::CallbackProof(const Profile &profile, net::Transport &transport, RandomSource &random, ledger::Ledger *ledger, QObject *parent)
    : QObject(parent), m_profile(profile), m_transport(transport), m_ledger(ledger), m_token(randomHex128(random))
{
}

bool CallbackProof::isProven() const
{
    if (m_profile.environment == Environment::Practice || m_provenNow)
        return true;
    // What was proven once holds while the till listens and the address stays the same.
    return m_ledger != nullptr && !m_profile.listen.isEmpty() && m_ledger->setting(kSetting) == m_profile.effectiveCallbackUrl().toString();
}

void CallbackProof::prove()
{
    if (std::exchange(m_provenNow, true) || m_ledger == nullptr)
        return;
    m_ledger->setSetting(kSetting, m_profile.effectiveCallbackUrl().toString());
}

void CallbackProof::selfTested(const QString &token)
{
    if (token == m_token)
        prove();
}

void CallbackProof::run(QObject *context, Told done)
{
    net::Request request;
    request.verb = net::Verb::Post;
    request.url = callbackUrlFor(m_profile, m_token);
    request.body = R"({"kaunta":"self-test"})";
    request.deadline = 10s;
    m_provenNow = false;
    m_transport.send(request, context, [this, done = std::move(done)](const net::Reply &reply) {
        const QString answered = reply.status == 0 ? reply.detail : u"HTTP %1, answered by something else"_s.arg(reply.status);
        if (!m_provenNow && m_ledger != nullptr)
            m_ledger->setSetting(kSetting, {});   // it worked once, and does not any more
        done(m_provenNow, m_provenNow ? QString() : answered);
    });
}

callbacks::Answer SelfTestReceiver::receive(const callbacks::Incoming &incoming)
{
    if (const auto token = callbacks::tokenOf(incoming.path))
        m_proof.selfTested(*token);
    return {200, "{}"};
}

} // namespace kaunta::app
