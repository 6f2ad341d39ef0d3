#pragma once

#include "core/base/clock.h"
#include "core/base/random.h"
#include "core/base/send_permits.h"
#include "core/callbacks/inbox_reader.h"
#include "core/callbacks/path_kind.h"
#include "core/callbacks/stk_callback.h"
#include "core/ledger/ledger.h"
#include "core/people/approvals.h"
#include "core/sale/charge_journal.h"
#include "core/sale/follow_up.h"
#include "core/sale/resend_guard.h"
#include "core/sale/sale_service.h"
#include "core/sale/snapshots.h"

#include <QSet>
#include <memory>

namespace kaunta::sale {

//! What the engine works with. All of it comes from outside and must outlive the engine; everything is used on the thread
//! that the engine lives on.
struct EngineParts {
    Profile profile;
    ledger::Ledger &ledger;
    callbacks::InboxReader &inbox;
    providers::PaymentProvider &provider;
    const Clock &clock;
    RandomSource &random;
    people::Approvals *approvals = nullptr;   //!< null: nobody can approve anything
};

//! What a record of M-PESA's own says about a charge that it belongs to.
struct RecordProof {
    QString chargeId;
    Evidence source = Evidence::None;   //!< Pull, StatusResult or C2b
    QString receipt;
    Money amount;                       //!< another one than the charge's is a conflict
    QDateTime paidAt;
    std::function<void()> saved = {};   //!< runs once its effect is on disk
};

//! Runs the charges: journals, sends once, asks, listens to callbacks, and tells what it knows. Holds no timer: whoever owns
//! it calls tick() at nextWake() (EngineTimer in a program, the test's own loop in a test).
class ChargeEngine final : public SaleService
{
    Q_OBJECT
public:
    explicit ChargeEngine(EngineParts parts, QObject *parent = nullptr);
    ~ChargeEngine() override;

    void charge(const ChargeOrder &order) override;
    void stopWaiting(const QString &chargeId) override;
    void checkNow(const QString &chargeId) override;
    void listPending() override;
    void listSince(const QDateTime &since) override;
    void askResend(const QString &chargeId) override;
    void decide(const QString &ticket, const QString &chargeId, bool acceptAsPaid, const QString &reason, const QString &user, const QString &grant) override;

    //! Whoever calls has made sure that the record belongs to the charge (core/direct/belonging.h has the rule).
    void takeProof(const RecordProof &proof);

    //! What a restart does: interprets callbacks that were left in the inbox, turns journaled charges into unknown ones, and
    //! asks about everything that is open. Sends nothing anew.
    void resumeOpen();

    //! When tick() has something to do next, on Clock::sinceBoot(); nothing: nullopt. It may be in the past.
    std::optional<milliseconds> nextWake() const;
    void tick();

    //! StkCallback for the token of one of our attempts.
    std::optional<callbacks::PathKind> kindOf(const QString &token) const;
    //! Answers that could not be written yet are kept in memory: new charges are refused until they are on disk.
    bool ledgerInTrouble() const { return m_journal.stuck(); }

Q_SIGNALS:
    //! nextWake() may have changed.
    void wakeChanged();
    //! A payment without a charge turned out to be a charge's, and is on that charge's sale now. `fromSaleId`: the sale that a
    //! person had put it on; empty: none.
    void paymentTakenOver(const QString &receipt, const QString &fromSaleId);

private:
    bool canQuery() const;
    Result<Done, Failure> readyToCharge();
    //! The id of the open charge over which the order wants to prompt; empty: there is none in the way.
    Result<QString, Refusal> passGuard(const ChargeOrder &order, const QString &personId) const;
    QList<EarlierCharge> earlierOn(const QString &personId) const;
    GuardTime guardTime() const;
    bool answeredByKey(const ChargeOrder &order);
    bool isSameOrder(const ChargeOrder &order, const ledger::ChargeRecord &first) const;
    std::optional<Failure> cannotSendAgain(const ChargeOrder &order, const ledger::PersonRecord &person) const;
    Result<ledger::ChargeRecord, Failure> open(const ChargeOrder &order, const ledger::PersonRecord &person, const QJsonObject &details);

    void takeUp(const ledger::ChargeRecord &charge);
    void feed(Happening happening);
    void drain();
    void tell(const QString &chargeId);
    void carryOut(const Recorded &recorded);
    void raise(Action alert, const ledger::ChargeRecord &charge, const QString &receipt);
    void raiseOwed();   //!< of an earlier run
    void send(const ledger::ChargeRecord &charge);
    void onPushAnswer(const QString &chargeId, const providers::PushAnswer &answer);
    void askNext();
    void onQueryAnswer(const QString &chargeId, const providers::QueryAnswer &answer);
    bool interpret(const callbacks::Arrived &arrived, const callbacks::InboxReader::Saved &saved);
    void tellOnline(bool online);
    void rememberBudget();

    EngineParts m_parts;
    ChargeJournal m_journal;
    FollowUp m_followUp;
    Snapshots m_snapshots;
    SendPermits m_permits;   //!< by charge
    milliseconds m_startedAt;
    milliseconds m_retryAt{0};
    bool m_draining = false;
    bool m_troubleTold = false;
    std::optional<bool> m_online;
    callbacks::StkForm m_form;
};

} // namespace kaunta::sale
