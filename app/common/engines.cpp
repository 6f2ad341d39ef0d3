#include "app/common/engines.h"

#include "core/base/engine_timer.h"
#include "core/callbacks/stk_callback.h"

namespace kaunta::app {

using namespace Qt::StringLiterals;

namespace {

callbacks::SourceRule sourcesOf(const Profile &profile)
{
    // Only Safaricom publishes from where it posts; of the others the secret path alone is known.
    const bool published = profile.traits().postsFromSafaricom && profile.environment == Environment::Production;
    const auto from = published ? callbacks::SourceRule::From::Safaricom : callbacks::SourceRule::From::Anybody;
    auto rule = callbacks::SourceRule::make(from, profile.settings.value(u"trusted-proxy"_s));
    // A till does not open with a list that cannot be read.
    return rule ? *rule : *callbacks::SourceRule::make(from, {});
}

//! Where everything comes to one address, what we sent along names the attempt: the secret part of the path that it would have had.
std::function<std::optional<QString>(const QByteArray &)> joining(const Profile &profile, const sale::ChargeEngine &charges)
{
    if (!profile.traits().joinsByReference)
        return {};
    return [&charges](const QByteArray &body) -> std::optional<QString> {
        const QString reference = callbacks::transactionReferenceIn(body);
        return charges.kindOf(reference) ? std::optional(reference) : std::nullopt;
    };
}

QStringList shortCodesOf(const Profile &profile)
{
    QStringList codes{profile.shortCode};
    if (!profile.till.isEmpty())
        codes << profile.till;
    return codes;
}

} // namespace

Engines::Engines(const EngineGround &ground)
    : reader(ground.inbox), people({ground.ledger, ground.clock, ground.random, ground.hasher, ground.profile.environment == Environment::Practice}),
      charges({ground.profile, ground.ledger, reader, ground.provider, ground.clock, ground.random, &people}),
      direct({ground.profile, ground.ledger, reader, charges, ground.clock, ground.random, &people}),
      questions({ground.profile, ground.ledger, ground.provider, ground.clock, ground.random, [&proof = ground.proof] { return proof.isProven(); }, ground.initiatorSet}),
      refunds({ground.profile, ground.ledger, ground.provider, ground.clock, ground.random, people, questions}),
      account({ground.profile, ground.ledger, ground.provider, ground.clock, people, questions, direct}),
      receiver(ground.inbox, {.kindOf = [this](const QString &token) { return kindOf(token); },
                              .knowsPaths = [&ledger = ground.ledger] { return !ledger.readFault(); },
                              .sources = sourcesOf(ground.profile),
                              .shortCodes = shortCodesOf(ground.profile),
                              .validate = [this](const callbacks::C2bPayment &payment) { return direct.validate(payment); },
                              .currency = ground.profile.currency(),
                              .oneRefusal = ground.profile.traits().oneRefusal,
                              .thirdPartyInReply = ground.profile.traits().thirdPartyInReply,
                              .attemptIn = joining(ground.profile, charges),
                              .selfTested = [&proof = ground.proof](const QString &token) { proof.selfTested(token); }}),
      m_proof(ground.proof)
{
    direct.askThrough(&account);
    reader.add([this](const callbacks::Arrived &arrived, const callbacks::InboxReader::Saved &saved) { return refunds.interpret(arrived, saved); });
    reader.add([this](const callbacks::Arrived &arrived, const callbacks::InboxReader::Saved &saved) { return questions.interpret(arrived, saved); });
    // What a customer just paid may be in M-PESA's list although nobody told the till.
    QObject::connect(&charges, &sale::SaleService::chargeChanged, &account, [this](const sale::ChargeSnapshot &charge) {
        const bool lacksReceipt = charge.state.status == sale::Status::Paid && charge.state.receipt.isEmpty();
        if (charge.state.status == sale::Status::Unknown || lacksReceipt)
            account.pullSoon();
    });
    new EngineTimer(charges, ground.clock);
    new EngineTimer(direct, ground.clock);
    new EngineTimer(questions, ground.clock);
    new EngineTimer(refunds, ground.clock);
    new EngineTimer(account, ground.clock);
}

std::optional<callbacks::PathKind> Engines::kindOf(const QString &token) const
{
    if (token == m_proof.token())
        return callbacks::PathKind::SelfTest;
    if (const auto kind = charges.kindOf(token))
        return kind;
    if (const auto kind = refunds.kindOf(token))
        return kind;
    if (const auto kind = questions.kindOf(token))
        return kind;
    return direct.kindOf(token);
}

void Engines::resumeOpen()
{
    charges.resumeOpen();   // reads the inbox first, for all of them
    questions.resumeOpen();
    refunds.resumeOpen();
    account.pullNow();
}

} // namespace kaunta::app
