#include "core/providers/provider_factory.h"

namespace kaunta::providers::tiny {

using namespace Qt::StringLiterals;

namespace {

Explanation explained(const QString &, const QString &)
{
    return {"It is not clear.", "Wait.", Explanation::Moved::Unknown, Explanation::Remedy::DoNotAskAgain};
}

//! Prompts, and nothing else: everything that it lacks it has from PaymentProvider.
class TinyProvider final : public PaymentProvider
{
public:
    explicit TinyProvider(const ProviderGround &ground) : m_good(ground.profile.setting("mood"_L1) == "good"_L1) {}
    Capabilities capabilities() const override { return Capability::Push; }
    void push(const PushRequest &request, QObject *context, PushDone done) override
    {
        const PushAnswer answer = m_good ? PushAnswer(PushAccepted{request.attemptId, {}}) : PushAnswer(PushFailed{Certainty::Refused, false, u"no"_s, {}});
        QMetaObject::invokeMethod(context, [answer, done = std::move(done)] { done(answer); }, Qt::QueuedConnection);
    }
    Explanation explain(const QString &code, const QString &text) const override { return explained(code, text); }
    bool meansDeclined(const QString &resultCode) const override { return resultCode == "no"_L1; }
    std::chrono::seconds lockAfter(const QString &, const QString &) const override { return {}; }
    void checkSetup(QObject *context, SetupDone done) override
    {
        QMetaObject::invokeMethod(context, [done = std::move(done)] { done({}); }, Qt::QueuedConnection);
    }

private:
    bool m_good;
};

} // namespace

extern const ProviderWords words;
const ProviderWords words{explained, [](ResultKind, const QString &code, const QString &text) { return explained(code, text); }};

std::unique_ptr<PaymentProvider> make(const ProviderGround &ground);
std::unique_ptr<PaymentProvider> make(const ProviderGround &ground)
{
    return std::make_unique<TinyProvider>(ground);
}

} // namespace kaunta::providers::tiny
