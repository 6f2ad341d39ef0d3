#include "core/callbacks/path_receiver.h"

#include "core/callbacks/inbox.h"

#include <QRegularExpression>

namespace kaunta::callbacks {

using namespace Qt::StringLiterals;

namespace {

const Answer kAccepted{200, R"({"ResultCode":0,"ResultDesc":"Success"})"};
const Answer kNotStored{503, R"({"ResultCode":1,"ResultDesc":"Not stored"})"};
const Answer kTooLong{413, R"({"ResultCode":1,"ResultDesc":"Too long"})"};

constexpr qint64 kLoggedOnceIn = 100;   // whoever floods us does not fill the log

} // namespace

std::optional<QString> tokenOf(const QString &path)
{
    static const QRegularExpression shape(uR"(/([0-9a-f]{32})\z)"_s);
    const auto match = shape.match(path);
    return match.hasMatch() ? std::optional(match.captured(1)) : std::nullopt;
}

struct PathReceiver::Post {
    const Incoming &incoming;
    QString origin;
    QString token = {};
    PathKind kind = PathKind::StkCallback;
};

PathReceiver::PathReceiver(CallbackInbox &inbox, ReceiverRules rules) : m_inbox(inbox), m_rules(std::move(rules)) {}

Answer PathReceiver::receive(const Incoming &incoming)
{
    if (incoming.body.size() > kMaxBody)
        return kTooLong;
    Post post{incoming, m_rules.sources.originOf(incoming.source, incoming.forwardedFor)};
    const auto token = tokenOf(incoming.path);
    const auto kind = token ? m_rules.kindOf(*token) : std::nullopt;
    if (!kind) {
        const Answer answer = stray(post);
        return token && m_rules.knowsPaths && !m_rules.knowsPaths() ? kNotStored : answer;
    }
    post.token = *token;
    post.kind = *kind;
    if (post.kind == PathKind::SelfTest) {
        if (m_rules.selfTested)
            m_rules.selfTested(post.token);
        return kAccepted;
    }
    if (!m_rules.sources.allows(post.origin)) {
        // The path is a secret between M-PESA and us: this is rather a proxy that nobody has named than a forger.
        if (m_wrongSources++ % kLoggedOnceIn == 0)
            qWarning("A callback came from %s, which is not an address of M-PESA's: kept, and not believed", qUtf8Printable(post.origin));
        return stray(post);
    }
    if (post.kind == PathKind::C2bConfirmation || post.kind == PathKind::C2bValidation)
        return receiveC2b(post);
    return store(post, kAccepted);
}

Answer PathReceiver::receiveC2b(const Post &post)
{
    const QByteArray &body = post.incoming.body;
    if (const auto attempt = m_rules.attemptIn ? m_rules.attemptIn(body) : std::nullopt) {
        if (const auto kind = m_rules.kindOf(*attempt)) {
            Post own{post.incoming, post.origin, *attempt, *kind};
            return store(own, kAccepted);
        }
        return stray(post);
    }
    const bool isOurs = body.size() <= kMaxC2b && m_rules.shortCodes.contains(c2bShortCode(body));
    if (post.kind == PathKind::C2bConfirmation)
        return isOurs ? store(post, kAccepted) : stray(post);
    if (!isOurs) {
        stray(post);
        return answerTo(ValidationReply::WrongShortCode, parseC2bPayment(body, m_rules.currency).value_or(C2bPayment{}).thirdPartyId);   // a bare success would let the payment through
    }
    // A payment that cannot be read now could not be booked later either.
    const auto payment = parseC2bPayment(body, m_rules.currency);
    return store(post, payment ? answerTo(m_rules.validate(*payment), payment->thirdPartyId) : answerTo(ValidationReply::Refuse, {}));
}

Answer PathReceiver::answerTo(ValidationReply reply, const QString &thirdPartyId) const
{
    const ValidationReply told = m_rules.oneRefusal && reply != ValidationReply::Accept ? ValidationReply::WrongMsisdn : reply;
    return {200, replyBody(told, m_rules.thirdPartyInReply ? std::optional(thirdPartyId) : std::nullopt)};
}

Answer PathReceiver::store(const Post &post, const Answer &answer)
{
    const auto stored = m_inbox.store(post.token, post.incoming.body, post.origin, post.kind);
    if (!stored && m_notStored++ % kLoggedOnceIn == 0)
        qWarning("A callback could not be stored and was answered 503: %s", qUtf8Printable(stored.error().detail));
    return stored ? answer : kNotStored;
}

Answer PathReceiver::stray(const Post &post)
{
    m_inbox.storeStray(post.incoming.path, post.incoming.body, post.origin);
    return kAccepted;
}

} // namespace kaunta::callbacks
