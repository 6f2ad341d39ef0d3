#pragma once

#include "core/base/failure.h"
#include "core/callbacks/async_result.h"
#include "core/callbacks/inbox_reader.h"
#include "core/callbacks/path_kind.h"
#include "core/enquiry/initiator_stop.h"
#include "core/enquiry/question_journal.h"
#include "core/profile/profile.h"
#include "core/providers/payment_provider.h"

#include <QHash>
#include <chrono>

namespace kaunta::enquiry {

//! What questions work with. All of it comes from outside and must outlive them; everything is used on the engine's thread.
struct QuestionParts {
    Profile profile;
    ledger::Ledger &ledger;
    providers::PaymentProvider &provider;
    const Clock &clock;
    RandomSource &random;
    std::function<bool()> resultsComeBack;   //!< is a working way for M-PESA's results proven (the profile's callback test)?
    std::function<bool()> initiatorSet;      //!< are the operator's name, password and certificate there?
};

struct Question {
    ledger::EnquiryRecord::Kind kind = ledger::EnquiryRecord::Kind::Balance;
    QString subject;          //!< Status: the receipt; RefundStatus: the refund's id
    QString conversationId;   //!< RefundStatus: of the request that is asked about
    QString askedBy;
};

//! Questions that M-PESA answers later by a call into the shop's address: journaled, asked once, waited for, answered. Holds no
//! timer: see nextWake(). Shared by the refund engine and the account engine.
class Questions final : public QObject
{
    Q_OBJECT
public:
    using Kind = ledger::EnquiryRecord::Kind;
    //! An answer of M-PESA to a question, every time it comes: its own path, and the conversation it was promised under. `saved`
    //! must be called once what it teaches is on disk.
    using Listener = std::function<void(const ledger::EnquiryRecord &question, const callbacks::AsyncResult &result, const callbacks::InboxReader::Saved &saved)>;
    static constexpr std::chrono::minutes kPatience{2};   //!< then a question is silent; a late answer still counts

    explicit Questions(QuestionParts parts, QObject *parent = nullptr);

    //! Why nothing that signs in as the operator and is answered later can be asked now: NotSupported, InitiatorMissing,
    //! InitiatorRefused, CallbackNotTested.
    std::optional<Failure> cannot(providers::Capability capability) const;
    //! On disk and on its way when it returns a value. Besides cannot(): the ledger's failures.
    Result<ledger::EnquiryRecord, Failure> ask(const Question &question);
    void listen(Kind kind, Listener listener) { m_listeners.insert(static_cast<int>(kind), std::move(listener)); }

    std::optional<callbacks::PathKind> kindOf(const QString &token) const;
    //! callbacks::InboxReader::Interpreter.
    bool interpret(const callbacks::Arrived &arrived, const callbacks::InboxReader::Saved &saved);

    //! What a restart does: those that were under way fall silent when their time is over. Asks nothing anew.
    void resumeOpen();
    std::optional<milliseconds> nextWake() const;   //!< on Clock::sinceBoot(); nothing: nullopt. May be in the past
    void tick();

    InitiatorStop &initiatorStop() { return m_stop; }

Q_SIGNALS:
    //! Something about a question changed (or was said once more); it is on disk already.
    void changed(const kaunta::ledger::EnquiryRecord &question);
    void initiatorStopChanged();
    void wakeChanged();

private:
    void send(const ledger::EnquiryRecord &question, const QString &conversationId);
    void onAnswer(const QString &questionId, const providers::AskAnswer &answer);
    void tell(QuestionNews news);
    void drain();

    QuestionParts m_parts;
    QuestionJournal m_journal;
    InitiatorStop m_stop;
    QHash<int, Listener> m_listeners;
    QHash<QString, milliseconds> m_waitsSince;   //!< by id, on Clock::sinceBoot()
    milliseconds m_retryAt{0};
    bool m_draining = false;
};

//! Do the conversation ids that were told fit those that are known? Nothing known yet: the secret path alone must do. Once one is
//! known, it must be told again, and none may differ.
bool conversationAgrees(const QString &knownConversation, const QString &knownOriginator, const QString &toldConversation, const QString &toldOriginator);

} // namespace kaunta::enquiry
