#include "core/enquiry/questions.h"

#include "core/enquiry/answer_json.h"
#include "core/ledger/ledger_failure.h"
#include "core/profile/callback_path.h"

#include <algorithm>

namespace kaunta::enquiry {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using State = ledger::EnquiryRecord::State;
using What = QuestionNews::What;

namespace {

constexpr milliseconds kRetryWrite = 2s;

providers::Capability capabilityFor(Questions::Kind kind)
{
    return kind == Questions::Kind::Balance ? providers::Capability::Balance : providers::Capability::Status;
}

} // namespace

bool conversationAgrees(const QString &knownConversation, const QString &knownOriginator, const QString &toldConversation, const QString &toldOriginator)
{
    const auto differs = [](const QString &known, const QString &told) { return !known.isEmpty() && !told.isEmpty() && known != told; };
    const auto same = [](const QString &known, const QString &told) { return !known.isEmpty() && known == told; };
    if (knownConversation.isEmpty() && knownOriginator.isEmpty())
        return true;
    return !differs(knownConversation, toldConversation) && !differs(knownOriginator, toldOriginator)
        && (same(knownConversation, toldConversation) || same(knownOriginator, toldOriginator));
}

Questions::Questions(QuestionParts parts, QObject *parent)
    : QObject(parent), m_parts(std::move(parts)), m_journal(m_parts.ledger, m_parts.clock, m_parts.random), m_stop(m_parts.ledger, [this] { Q_EMIT initiatorStopChanged(); })
{
}

std::optional<Failure> Questions::cannot(providers::Capability capability) const
{
    if (!m_parts.provider.capabilities().testFlag(capability))
        return Failure{FailureCode::NotSupported, {}};
    if (!m_parts.initiatorSet())
        return Failure{FailureCode::InitiatorMissing, {}};
    if (m_stop.isStopped())
        return Failure{FailureCode::InitiatorRefused, m_stop.code()};
    if (!m_parts.resultsComeBack())
        return Failure{FailureCode::CallbackNotTested, {}};
    return std::nullopt;
}

Result<ledger::EnquiryRecord, Failure> Questions::ask(const Question &question)
{
    if (const auto reason = cannot(capabilityFor(question.kind)))
        return Fail{*reason};
    if (m_journal.stuck())
        return Fail{ledger::failureOf(m_journal.fault())};
    const auto opened = m_journal.open(question.kind, question.subject, question.askedBy);
    if (!opened)
        return Fail{ledger::failureOf(opened.error())};
    m_waitsSince.insert(opened->id, m_parts.clock.sinceBoot());
    send(*opened, question.conversationId);
    Q_EMIT wakeChanged();
    return *opened;
}

void Questions::send(const ledger::EnquiryRecord &question, const QString &conversationId)
{
    const QUrl result = callbackUrlFor(m_parts.profile, question.resultToken);
    const QUrl timeout = callbackUrlFor(m_parts.profile, question.timeoutToken);
    const auto answered = [this, id = question.id](const providers::AskAnswer &answer) { onAnswer(id, answer); };
    switch (question.kind) {
    case Kind::Balance:
        return m_parts.provider.askBalance({result, timeout}, this, answered);
    case Kind::Status:
        return m_parts.provider.askStatus({question.subject, {}, result, timeout}, this, answered);
    case Kind::RefundStatus:
        return m_parts.provider.askStatus({{}, conversationId, result, timeout}, this, answered);
    }
    Q_UNREACHABLE();
}

void Questions::onAnswer(const QString &questionId, const providers::AskAnswer &answer)
{
    if (const auto *accepted = std::get_if<providers::AskAccepted>(&answer))
        return tell({.questionId = questionId, .what = What::Accepted, .conversationId = accepted->conversationId,
                     .originatorConversationId = accepted->originatorConversationId});
    const auto &failed = std::get<providers::AskFailed>(answer);
    m_stop.refused(failed.code);
    tell({.questionId = questionId, .what = failed.certainty == Certainty::Unknown ? What::Lost : What::Failed,
          .code = failed.code.isEmpty() ? u"not-sent"_s : failed.code, .text = failed.text});
}

std::optional<callbacks::PathKind> Questions::kindOf(const QString &token) const
{
    const auto question = m_parts.ledger.enquiryByToken(token);
    if (!question)
        return std::nullopt;
    return token == question->timeoutToken ? callbacks::PathKind::QueueTimeout : callbacks::PathKind::Result;
}

bool Questions::interpret(const callbacks::Arrived &arrived, const callbacks::InboxReader::Saved &saved)
{
    const auto question = m_parts.ledger.enquiryByToken(arrived.token);
    if (!question)
        return false;
    const auto result = arrived.token == question->timeoutToken ? std::nullopt : callbacks::parseAsyncResult(arrived.body);
    // A queue timeout settles nothing, whatever it carries; neither does what is unreadable, waits, or belongs elsewhere. All of
    // it stays in the inbox.
    if (!result || !result->isCompleted()
        || !conversationAgrees(question->conversationId, question->originatorConversationId, result->conversationId, result->originatorConversationId)) {
        saved();
        return true;
    }
    QuestionNews news{.questionId = question->id, .what = What::Failed, .code = result->code, .text = result->text,
                      .conversationId = result->conversationId, .originatorConversationId = result->originatorConversationId};
    if (result->code == "0"_L1) {
        news.what = What::Answered;
        news.answer = question->kind == Kind::Balance ? toJson(callbacks::readBalance(*result)) : toJson(callbacks::readStatus(*result, m_parts.profile.currency()));
    } else {
        m_stop.refused(result->code);
    }
    // Done with when it is on disk here and, if somebody else cares, there: else it comes once more after a crash.
    const auto listener = m_listeners.value(static_cast<int>(question->kind));
    const auto missing = std::make_shared<int>(listener ? 2 : 1);
    const auto oneSaved = [missing, saved] {
        if (--*missing == 0)
            saved();
    };
    if (listener)
        listener(*question, *result, oneSaved);
    news.saved = oneSaved;
    tell(std::move(news));
    return true;
}

void Questions::tell(QuestionNews news)
{
    m_journal.add(std::move(news));
    drain();
}

void Questions::drain()
{
    if (m_draining)   // a slot of ours told something while we were publishing: the loop below takes it
        return;
    m_draining = true;
    while (const auto question = m_journal.writeNext()) {
        if (question->state != State::Asked && question->state != State::Accepted)
            m_waitsSince.remove(question->id);
        Q_EMIT changed(*question);
    }
    m_draining = false;
    if (m_journal.stuck())
        m_retryAt = m_parts.clock.sinceBoot() + kRetryWrite;
    Q_EMIT wakeChanged();
}

void Questions::resumeOpen()
{
    const QDateTime now = m_parts.clock.nowUtc();
    const auto open = m_parts.ledger.openEnquiries();
    for (const ledger::EnquiryRecord &question : open) {
        const milliseconds ago{std::max<qint64>(0, question.askedAt.msecsTo(now))};
        m_waitsSince.insert(question.id, m_parts.clock.sinceBoot() - ago);
    }
    tick();
}

std::optional<milliseconds> Questions::nextWake() const
{
    if (m_journal.stuck())
        return m_retryAt;
    std::optional<milliseconds> wake;
    for (const milliseconds since : m_waitsSince)
        wake = wake ? std::min(*wake, since + kPatience) : since + kPatience;
    return wake;
}

void Questions::tick()
{
    const milliseconds now = m_parts.clock.sinceBoot();
    if (m_journal.stuck() && now >= m_retryAt)
        drain();
    if (!m_journal.stuck()) {
        QStringList over;
        for (auto it = m_waitsSince.cbegin(); it != m_waitsSince.cend(); ++it)
            if (now - it.value() >= kPatience)
                over << it.key();
        for (const QString &id : over)
            tell({.questionId = id, .what = What::Silent});
    }
    Q_EMIT wakeChanged();
}

} // namespace kaunta::enquiry
