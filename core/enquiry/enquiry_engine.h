#pragma once

#include "core/enquiry/account_service.h"
#include "core/enquiry/found_payments.h"
#include "core/enquiry/pull_run.h"
#include "core/enquiry/questions.h"
#include "core/people/approvals.h"

#include <QPointer>
#include <vector>

namespace kaunta::enquiry {

//! What the engine works with. All of it comes from outside and must outlive the engine; everything is used on the thread that
//! the engine lives on.
struct EnquiryParts {
    Profile profile;
    const ledger::LedgerReader &ledger;
    providers::PaymentProvider &provider;
    const Clock &clock;
    people::Approvals &approvals;
    Questions &questions;      //!< the listener for Kind::Status is the engine's
    FoundPayments &found;
};

//! The shop's account and M-PESA's own records. Holds no timer: whoever owns it calls tick() at nextWake().
class EnquiryEngine final : public AccountService, public ReceiptLookup
{
    Q_OBJECT
public:
    explicit EnquiryEngine(EnquiryParts parts, QObject *parent = nullptr);

    void askBalance(const QString &ticket, const QString &user) override;
    void listBalances(const QString &user, int limit) override;
    void askStatus(const QString &ticket, const QString &receipt, const QString &user) override;
    void pull(const QString &ticket, int hours, const QString &user) override;
    void makeQr(const QString &ticket, const Money &amount, const QString &reference) override;
    void lookUp(const QString &receipt, const QString &user, QObject *context, LookedUp done) override;

    //! Reads M-PESA's list by itself, where that can be: at once (at start), or soon (after something became unknown; a customer
    //! who just paid is in the list some time later). Told by pullChanged() with no ticket. A list that could not be read is read
    //! again, each time after twice as long.
    void pullNow();
    void pullSoon();

    std::optional<milliseconds> nextWake() const { return m_pullAt; }   //!< on Clock::sinceBoot(); nothing: nullopt. May be in the past
    void tick();

Q_SIGNALS:
    void wakeChanged();

private:
    struct Lookup {
        QString receipt;
        QString user;
        QPointer<QObject> context;
        LookedUp done;
        QString questionId;   //!< empty: still in the list
        bool listAsked = false;
    };
    bool canPull() const { return m_parts.provider.capabilities().testFlag(providers::Capability::Pull); }
    void startPull(int hours);
    void refuse(const QString &ticket, const Failure &failure);
    void ask(const QString &ticket, const Question &question);
    void tell(const ledger::EnquiryRecord &question);
    void onQuestionChanged(const ledger::EnquiryRecord &question);
    void onStatus(const ledger::EnquiryRecord &question, const callbacks::AsyncResult &result);
    void onPullChanged();
    void lookOn(Lookup lookup);
    void finish(const Lookup &lookup, Outcome outcome);
    bool isOurs(const QString &party) const;
    providers::Explanation explain(providers::ResultKind kind, const ledger::EnquiryRecord &question) const;

    EnquiryParts m_parts;
    PullRun m_pull;
    QHash<QString, QStringList> m_tickets;   //!< by question
    QHash<QString, QString> m_payers;        //!< by question; names that answers of this run told, for screens only
    QSet<QString> m_paidToUs;                //!< questions whose answer said: completed, and paid to this shop
    QStringList m_pullTickets;
    std::vector<Lookup> m_lookups;
    std::optional<milliseconds> m_pullAt;
    std::optional<milliseconds> m_pulledAt;
    int m_failedPulls = 0;                   //!< one after the other
};

} // namespace kaunta::enquiry
