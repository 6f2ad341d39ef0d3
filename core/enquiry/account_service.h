#pragma once

#include "core/base/failure.h"
#include "core/base/money.h"
#include "core/providers/payment_provider.h"

#include <QDateTime>
#include <QList>
#include <QObject>
#include <optional>

namespace kaunta::enquiry {

//! One account of a balance answer. Signed: charges paid are negative. What was not told stays empty.
struct AccountLine {
    QString name;                     //!< as M-PESA calls it: "Working Account", "Utility Account", "Merchant Account" …
    std::optional<Money> current;
    std::optional<Money> available;
    std::optional<Money> reserved;
    std::optional<Money> uncleared;
    bool operator==(const AccountLine &) const = default;
};

enum class AskState { Asked, Accepted, Answered, Failed, Silent };

struct BalanceSnapshot {
    QString enquiryId;
    AskState state = AskState::Asked;
    QString askedBy;
    QDateTime askedAt;
    QDateTime asOf;                   //!< M-PESA's own time of the figures, else when the answer came
    QList<AccountLine> accounts;      //!< of an answered one
    QString code;                     //!< of a failed one
    providers::Explanation explanation;
};

//! What M-PESA says about one receipt.
struct StatusSnapshot {
    QString enquiryId;
    AskState state = AskState::Asked;
    QString receipt;
    QDateTime askedAt;
    QDateTime answeredAt;
    QString status;                   //!< "Completed", "Cancelled" …: the money fact; empty: not told
    bool isCompleted = false;         //!< status is Completed and the receipt is the one that was asked about
    std::optional<Money> amount;
    QDateTime at;                     //!< when it was finished
    QString counterparty;             //!< name; no number
    QString code;
    providers::Explanation explanation;
};

//! How a run through M-PESA's own list ended.
struct PullSnapshot {
    enum class Outcome { Running, Done, NoData, Failed };
    Outcome outcome = Outcome::Running;
    QDateTime from;
    QDateTime to;
    int records = 0;
    int newDirectPayments = 0;
    int receiptsFound = 0;            //!< charges that were paid without a receipt, or unknown, and have one now
    QString code;
    QString text;
};

//! The shop's account and M-PESA's own records, as a screen or a command sees them. Answers of M-PESA come by a call into the
//! shop's address (balance, status) or at once (pull, QR). Every call returns at once and ends in a signal or in accountRefused().
class AccountService : public QObject
{
    Q_OBJECT
public:
    using QObject::QObject;

    //! Needs Permission::SeeBalance, or a shop without users. Answered by balanceChanged(), several times.
    virtual void askBalance(const QString &ticket, const QString &user) = 0;
    //! The latest ones, newest first. Answered by balancesListed().
    virtual void listBalances(const QString &user, int limit) = 0;
    //! Answered by statusChanged(), several times.
    virtual void askStatus(const QString &ticket, const QString &receipt, const QString &user) = 0;
    //! Reads M-PESA's list of the last `hours` (1 to 48). What it finds fills awaited receipts and becomes direct payments.
    //! Answered by pullChanged(), several times.
    virtual void pull(const QString &ticket, int hours, const QString &user) = 0;
    //! Answered by qrMade().
    virtual void makeQr(const QString &ticket, const kaunta::Money &amount, const QString &reference) = 0;

Q_SIGNALS:
    void balanceChanged(const QString &ticket, const kaunta::enquiry::BalanceSnapshot &balance);
    void balancesListed(const QList<kaunta::enquiry::BalanceSnapshot> &balances);
    void statusChanged(const QString &ticket, const kaunta::enquiry::StatusSnapshot &status);
    void pullChanged(const QString &ticket, const kaunta::enquiry::PullSnapshot &pull);
    void qrMade(const QString &ticket, const QByteArray &png);
    //! NotAllowed, NotSupported, CallbackNotTested, InitiatorMissing, RequestFailed …: nothing is under way.
    void accountRefused(const QString &ticket, const kaunta::Failure &failure);
};

} // namespace kaunta::enquiry
