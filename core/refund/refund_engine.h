#pragma once

#include "core/base/send_permits.h"
#include "core/enquiry/questions.h"
#include "core/people/approvals.h"
#include "core/refund/refund_journal.h"
#include "core/refund/refund_snapshots.h"
#include "core/refund/refund_watch.h"

namespace kaunta::refund {

//! What the engine works with. All of it comes from outside and must outlive the engine; everything is used on the thread that
//! the engine lives on.
struct RefundParts {
    Profile profile;
    ledger::Ledger &ledger;
    providers::PaymentProvider &provider;
    const Clock &clock;
    RandomSource &random;
    people::Approvals &approvals;
    enquiry::Questions &questions;   //!< the listener for Kind::RefundStatus is the engine's
};

//! Runs the refunds: takes the second person's grant, journals, sends once, listens to results, asks by conversation id, and tells
//! what it knows. Holds no timer: whoever owns it calls tick() at nextWake().
class RefundEngine final : public RefundService
{
    Q_OBJECT
public:
    explicit RefundEngine(RefundParts parts, QObject *parent = nullptr);

    void mayRefund(const QString &receipt) override;
    void refund(const RefundOrder &order) override;
    void checkNow(const QString &refundId) override;
    void listRefunds(const QDateTime &since) override;
    void decide(const QString &ticket, const QString &refundId, bool moneyWentBack, const QString &reason, const QString &user, const QString &grant) override;
    void askInitiator() override;
    void allowInitiator(const QString &ticket, const QString &reason, const QString &user, const QString &grant) override;

    std::optional<callbacks::PathKind> kindOf(const QString &token) const;
    //! callbacks::InboxReader::Interpreter.
    bool interpret(const callbacks::Arrived &arrived, const callbacks::InboxReader::Saved &saved);

    //! What a restart does: journaled refunds become unknown, and M-PESA is asked about what is unknown. Sends nothing anew.
    void resumeOpen();
    //! When tick() has something to do next, on Clock::sinceBoot(); nothing: nullopt. It may be in the past.
    std::optional<milliseconds> nextWake() const;
    void tick();

Q_SIGNALS:
    //! nextWake() may have changed.
    void wakeChanged();

private:
    RefundOffer offer(const QString &receipt) const;
    std::optional<Failure> ledgerNotReady();
    Result<people::Grant, Failure> cash(const QString &grant, people::Purpose purpose, const QString &subject, const QString &user);
    Result<ledger::RefundRecord, Failure> open(const RefundOrder &order, const ledger::PaymentRecord &payment, const people::Grant &grant);

    void feed(Happening happening);
    void drain();
    void tell(const QString &refundId);
    void carryOut(const Recorded &recorded);
    void send(const ledger::RefundRecord &refund);
    void onAnswer(const QString &refundId, const providers::AskAnswer &answer);
    void askNext();
    void onQuestionChanged(const ledger::EnquiryRecord &question);
    void onStatus(const ledger::EnquiryRecord &question, const callbacks::AsyncResult &result, const callbacks::InboxReader::Saved &saved);
    bool oursBefore(const ledger::RefundRecord &refund) const;

    RefundParts m_parts;
    RefundJournal m_journal;
    RefundWatch m_watch;
    RefundSnapshots m_snapshots;
    SendPermits m_permits;
    milliseconds m_retryAt{0};
    bool m_draining = false;
};

} // namespace kaunta::refund
