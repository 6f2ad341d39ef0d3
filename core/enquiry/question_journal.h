#pragma once

#include "core/base/clock.h"
#include "core/base/random.h"
#include "core/ledger/ledger.h"

#include <deque>
#include <functional>

namespace kaunta::enquiry {

//! One thing that happened to a question.
struct QuestionNews {
    enum class What {
        Accepted,     //!< M-PESA took it; nothing is answered yet
        Lost,         //!< it may have been taken or not: its answer may still come
        Failed,       //!< proven not taken, or answered with a code that is no success
        Answered,
        Silent,       //!< no answer within its time
    };
    QString questionId;
    What what = What::Accepted;
    QString code = {};                       //!< provider's, verbatim
    QString text = {};
    QString conversationId = {};
    QString originatorConversationId = {};
    QJsonObject answer = {};
    std::function<void()> saved = {};        //!< runs once its effect is on disk
};

//! Questions as rows of the ledger: each is on disk before it is asked, and what happens to it before anybody is told. What
//! cannot be written is kept, in order, and tried again.
class QuestionJournal
{
public:
    QuestionJournal(ledger::Ledger &ledger, const Clock &clock, RandomSource &random) : m_ledger(ledger), m_clock(clock), m_random(random) {}

    //! A new question with fresh secret paths.
    Result<ledger::EnquiryRecord, ledger::LedgerFault> open(ledger::EnquiryRecord::Kind kind, const QString &subject, const QString &askedBy);
    void add(QuestionNews news) { m_waiting.push_back(std::move(news)); }
    //! Writes the oldest waiting news and gives the row as it is then, changed or not. nullopt: nothing waits, or the ledger does
    //! not take it (see stuck()).
    std::optional<ledger::EnquiryRecord> writeNext();
    bool stuck() const { return m_stuck; }
    const ledger::LedgerFault &fault() const { return m_fault; }

private:
    ledger::Ledger &m_ledger;
    const Clock &m_clock;
    RandomSource &m_random;
    std::deque<QuestionNews> m_waiting;
    bool m_stuck = false;
    ledger::LedgerFault m_fault;
};

//! What follows from a state and a piece of news. An answer is final and counts however late it comes; a failure ends only what
//! still waits; an acknowledgement or a silence never takes an answer back.
ledger::EnquiryRecord::State nextState(ledger::EnquiryRecord::State state, QuestionNews::What what);

} // namespace kaunta::enquiry
