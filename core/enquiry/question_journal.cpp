#include "core/enquiry/question_journal.h"

#include "core/base/ulid.h"

namespace kaunta::enquiry {

using namespace Qt::StringLiterals;
using State = ledger::EnquiryRecord::State;
using What = QuestionNews::What;

namespace {

QString eventName(What what)
{
    static constexpr const char *kNames[] = {"enquiry.accepted", "enquiry.lost", "enquiry.failed", "enquiry.answered", "enquiry.silent"};
    return QString::fromLatin1(kNames[static_cast<std::size_t>(what)]);
}

ledger::EnquiryRecord rowAfter(ledger::EnquiryRecord row, const QuestionNews &news, const Clock &clock)
{
    const State after = nextState(row.state, news.what);
    if (row.conversationId.isEmpty())
        row.conversationId = news.conversationId;
    if (row.originatorConversationId.isEmpty())
        row.originatorConversationId = news.originatorConversationId;
    if (after == row.state)
        return row;
    if (after == State::Answered) {
        row.answer = news.answer;
        row.answeredAt = clock.nowUtc();
    }
    row.reason = after == State::Failed ? news.code : QString();
    row.state = after;
    return row;
}

} // namespace

State nextState(State state, What what)
{
    const bool waits = state == State::Asked || state == State::Accepted;
    switch (what) {
    case What::Accepted:
        return state == State::Asked || state == State::Failed ? State::Accepted : state;
    case What::Lost:
        return state;
    case What::Failed:
        return waits || state == State::Silent ? State::Failed : state;
    case What::Answered:
        return State::Answered;
    case What::Silent:
        return waits ? State::Silent : state;
    }
    Q_UNREACHABLE();
}

Result<ledger::EnquiryRecord, ledger::LedgerFault> QuestionJournal::open(ledger::EnquiryRecord::Kind kind, const QString &subject, const QString &askedBy)
{
    ledger::EnquiryRecord question;
    question.id = makeUlid(m_clock, m_random);
    question.kind = kind;
    question.subject = subject;
    question.askedBy = askedBy;
    question.resultToken = randomHex128(m_random);
    question.timeoutToken = randomHex128(m_random);
    question.askedAt = m_clock.nowUtc();
    ledger::Change change;
    change.event = {askedBy, question.id, u"enquiry.asked"_s, {}};
    change.enquiry = question;
    if (const auto written = m_ledger.append({change}); !written)
        return Fail{written.error()};
    return question;
}

std::optional<ledger::EnquiryRecord> QuestionJournal::writeNext()
{
    while (!m_waiting.empty()) {
        const QuestionNews &news = m_waiting.front();
        const auto before = m_ledger.enquiry(news.questionId);
        if (!before) {   // nobody tells of a question that was never journaled; a damaged file might
            m_waiting.pop_front();
            continue;
        }
        const ledger::EnquiryRecord after = rowAfter(*before, news, m_clock);
        ledger::Change change;
        change.event = {u"till"_s, before->id, eventName(news.what), {}};
        if (!news.code.isEmpty())
            change.event.payload.insert(u"code"_s, news.code);
        if (!news.text.isEmpty())
            change.event.payload.insert(u"text"_s, news.text);
        if (after != *before)
            change.enquiry = after;
        if (const auto written = m_ledger.append({change}); !written) {
            m_fault = written.error();
            m_stuck = true;
            return std::nullopt;
        }
        m_stuck = false;
        const auto saved = std::move(news.saved);
        m_waiting.pop_front();
        if (saved)
            saved();
        return after;
    }
    m_stuck = false;
    return std::nullopt;
}

} // namespace kaunta::enquiry
