#pragma once

#include "core/base/random.h"
#include "core/callbacks/c2b_payment.h"
#include "core/callbacks/inbox_reader.h"
#include "core/callbacks/path_kind.h"
#include "core/direct/direct_views.h"
#include "core/enquiry/found_payments.h"
#include "core/people/approvals.h"
#include "core/sale/charge_engine.h"

#include <QHash>
#include <QSet>
#include <deque>

namespace kaunta::direct {

//! What the engine works with. All of it comes from outside and must outlive the engine; everything is used on the thread that
//! the engine lives on.
struct DirectParts {
    Profile profile;
    ledger::Ledger &ledger;
    callbacks::InboxReader &inbox;
    sale::ChargeEngine &charges;              //!< takes what turns out to be a charge's
    const Clock &clock;
    RandomSource &random;
    people::Approvals *approvals = nullptr;   //!< null: nobody can approve anything
};

//! Takes in payments that M-PESA tells by itself (C2B confirmations) or when asked (Pull, status): proof for a charge, held,
//! or a direct payment that a person puts on a sale. Journal first, then told. What cannot be written is kept, in order, and
//! tried again by tick(); nothing that was not written is shown.
class DirectEngine final : public DirectService, public enquiry::FoundPayments
{
    Q_OBJECT
public:
    explicit DirectEngine(DirectParts parts, QObject *parent = nullptr);
    ~DirectEngine() override;
    //! Whom to ask about a code that the ledger does not know; null (as at first): nobody. Must outlive the engine.
    void askThrough(enquiry::ReceiptLookup *lookup) { m_lookup = lookup; }

    void list(const Search &search) override;
    void match(const QString &ticket, const QString &receipt, const QString &saleIdOrNumber, const QString &user) override;
    void matchNewSale(const QString &ticket, const QString &receipt, const QString &reference, const QString &user) override;
    void undo(const QString &ticket, const QString &receipt, const QString &reason, const QString &user, const QString &grant) override;
    void claim(const QString &ticket, const QString &code, const QString &saleIdOrNumber, const QString &user) override;
    void decideClaim(const QString &ticket, const QString &code, bool accept, const QString &reason, const QString &user, const QString &grant) override;
    void listClaims() override;

    enquiry::PullOutcome takePulled(const QList<providers::PulledPayment> &records) override;
    void takeCompleted(const enquiry::FoundPayment &payment) override;

    //! Are both tokens on disk? Tries once more if they are not. Nobody outside may be told of an address before: after a restart nobody
    //! would know it, and what is paid would come to nowhere.
    bool keepTokens();
    //! The secret ends of the two addresses that are registered with M-PESA: made once for a ledger.
    QString confirmationToken() const { return m_confirmationToken; }
    QString validationToken() const { return m_validationToken; }
    //! The shop's rule for payments that have not been made yet (c2b_rule.h), answered from the ledger.
    callbacks::ValidationReply validate(const callbacks::C2bPayment &payment) const;
    //! C2bConfirmation and C2bValidation for those two.
    std::optional<callbacks::PathKind> kindOf(const QString &token) const;

    //! When tick() has something to do next, on Clock::sinceBoot(); nothing: nullopt.
    std::optional<milliseconds> nextWake() const;
    void tick();

Q_SIGNALS:
    //! nextWake() may have changed.
    void wakeChanged();

private:
    //! What a record was good for.
    enum class Taken { Nothing, Proof, Direct, Later };
    struct Incoming {
        MoneyIn money;
        callbacks::InboxReader::Saved saved;
    };
    Taken take(Incoming incoming);
    Result<Taken, ledger::LedgerFault> place(const Incoming &incoming);
    Taken toCharge(const Incoming &incoming, const QString &chargeId);
    Taken confirm(const Incoming &incoming, const ledger::PaymentRecord &known);
    Result<Done, ledger::LedgerFault> writeDirect(const MoneyIn &money);
    bool interpret(const callbacks::Arrived &arrived, const callbacks::InboxReader::Saved &saved);
    void onChargeChanged(const sale::ChargeSnapshot &charge);
    void placeHeldAgain(Money amount);
    void onAlert(const sale::Alert &alert);
    void onTakenOver(const QString &receipt, const QString &fromSaleId);

    std::optional<Failure> cannotMatch(const ledger::PaymentRecord &payment, const ledger::SaleRecord &sale) const;
    bool write(const ledger::Change &change, const QString &ticket);
    void refuse(const QString &ticket, FailureCode code, const QString &detail = {});
    void toldMatch(const QString &ticket, const QString &receipt);

    //! Puts a found payment where its claim wants it, if it fits. `ticket` empty: nobody waits for an answer.
    void pursue(const ledger::ClaimRecord &claim, const ledger::PaymentRecord &payment, const ledger::SaleRecord &sale, const QString &ticket);
    std::optional<Failure> claimMisfit(const ledger::PaymentRecord &payment, const ledger::SaleRecord &sale) const;
    void verify(const ledger::ClaimRecord &claim, std::optional<ledger::PaymentRecord> moved, const QString &ticket);
    void askAbout(const ledger::ClaimRecord &claim, const QString &ticket, const QString &user);
    void onClaimedPaymentKnown(const QString &receipt);
    ledger::ClaimRecord newClaim(const QString &code, const ledger::SaleRecord &sale, const QString &user) const;

    DirectParts m_parts;
    ChargeFinder m_finder;
    DirectViews m_views;
    enquiry::ReceiptLookup *m_lookup = nullptr;
    QString m_confirmationToken;
    QString m_validationToken;
    std::deque<Incoming> m_waiting;        // could not be written yet
    milliseconds m_retryAt{0};
    QHash<QString, QString> m_asking;      // code of a claim that somebody waits for: its ticket
    QSet<QString> m_contradicted;          // receipts whose other amount was told to a manager in this run
};

} // namespace kaunta::direct
