#pragma once

#include "core/base/clock.h"
#include "core/base/random.h"
#include "core/callbacks/inbox.h"
#include "core/ledger/ledger.h"
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
    callbacks::CallbackInbox &inbox;
    providers::PaymentProvider &provider;
    const Clock &clock;
    RandomSource &random;
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

    //! What a restart does: interprets callbacks that were left in the inbox, turns journaled charges into unknown ones, and
    //! asks about everything that is open. Sends nothing anew.
    void resumeOpen();

    //! When tick() has something to do next, on Clock::sinceBoot(); nothing: nullopt. It may be in the past.
    std::optional<milliseconds> nextWake() const;
    void tick();

    //! True for the token of one of our attempts.
    bool isOurs(const QString &callbackToken) const;
    //! Answers that could not be written yet are kept in memory: new charges are refused until they are on disk.
    bool ledgerInTrouble() const { return m_journal.stuck(); }

Q_SIGNALS:
    //! nextWake() may have changed.
    void wakeChanged();

private:
    struct SendPermit;
    Result<Done, Failure> readyToCharge();
    std::optional<Refusal> heldByGuard(const ChargeOrder &order, const QString &personId) const;
    QList<EarlierCharge> earlierOn(const QString &personId) const;
    GuardTime guardTime() const;
    bool answeredByKey(const ChargeOrder &order);
    bool isSameOrder(const ChargeOrder &order, const ledger::ChargeRecord &first) const;
    std::optional<Failure> cannotSendAgain(const ChargeOrder &order, const ledger::PersonRecord &person) const;
    Result<ledger::ChargeRecord, Failure> open(const ChargeOrder &order, ledger::PersonRecord person);

    void takeUp(const ledger::ChargeRecord &charge);
    void feed(Happening happening);
    void drain();
    void carryOut(const Recorded &recorded);
    void send(const ledger::ChargeRecord &charge);
    void onPushAnswer(const QString &chargeId, const providers::PushAnswer &answer);
    void askNext();
    void onQueryAnswer(const QString &chargeId, const providers::QueryAnswer &answer);
    void readInbox();
    void interpret(const callbacks::Arrived &arrived);
    void tellOnline(bool online);
    void rememberBudget();

    EngineParts m_parts;
    ChargeJournal m_journal;
    FollowUp m_followUp;
    Snapshots m_snapshots;
    QHash<QString, std::shared_ptr<SendPermit>> m_permits;
    milliseconds m_startedAt;
    milliseconds m_retryAt{0};
    qint64 m_lastInterpreted = 0;
    bool m_draining = false;
    bool m_troubleTold = false;
    std::optional<bool> m_online;
};

} // namespace kaunta::sale
