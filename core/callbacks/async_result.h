#pragma once

#include "core/base/money.h"

#include <QByteArray>
#include <QDateTime>
#include <QList>
#include <QString>
#include <QStringList>
#include <optional>
#include <utility>

namespace kaunta::callbacks {

//! The envelope in which Daraja answers a reversal, a status or balance question, a pay-out. Nothing in it is believed yet: the
//! caller has matched the path's token and compares the conversation ids, receipt and amount with what was asked.
//! Shapes: facts of the asynchronous results. Codes, types and values come as numbers or as text; parameters as a list, as one
//! bare object, or not at all; names with or without blanks ("Conversation ID") and in two spellings ("FinalisedTime").
struct AsyncResult {
    QString code;                    //!< ResultCode, never empty; verbatim ("0", "R000002", "SFC_IC0003")
    QString type;                    //!< ResultType: "0" completed, "1" waiting
    QString text;                    //!< ResultDesc, verbatim. Says "success" beside a code that is none: the code counts
    QString conversationId;
    QString originatorConversationId;
    QString transactionId;           //!< empty: none, not the shape of a receipt, or one of the dummies ("SKE0000000")
    QList<std::pair<QString, QString>> parameters;   //!< as they came, with the name made plain; a missing Value is empty

    //! False for a result that says "waiting", or not what it is: a queue timeout has this shape, and its code "1" is no answer
    //! of the account ("insufficient balance"). Such a result proves nothing, whatever its code.
    bool isCompleted() const { return type == QLatin1StringView("0"); }
    //! Every value of that name that is not empty, in order. `name` in any of its spellings.
    QStringList values(QLatin1StringView name) const;
    //! The one value of that name. Empty: there is none, or there are two that disagree.
    QString value(QLatin1StringView name) const;
};

//! Nothing: longer than kMaxBody, not JSON, or no Result object with a ResultCode in it.
std::optional<AsyncResult> parseAsyncResult(const QByteArray &body);

//! Of a reversal's own result. On failure only the ids of the envelope are told.
struct ReversalResult {
    QString receipt;                 //!< of the reversal itself; empty: not told
    QString originalReceipt;         //!< of the payment that went back; empty: not told
    std::optional<Money> amount;     //!< nothing: not told, or not exact to the cent. In the shop's currency; the wire names none
    QDateTime completedAt;           //!< UTC; invalid: not told
};
ReversalResult readReversal(const AsyncResult &result, Currency currency);

//! Of a transaction status. The envelope's code 0 means only that the question was answered; `status` is the money fact.
struct StatusResult {
    QString status;                  //!< "Completed", "Cancelled", "Pending Authorized" …, verbatim; empty: not told
    bool isCompleted = false;        //!< the envelope is a completed success, and the status is Completed, whatever its case
    QString receipt;                 //!< of the transaction that was asked about; empty: not told
    std::optional<Money> amount;
    QDateTime initiatedAt;           //!< UTC; invalid: not told
    QDateTime finalizedAt;
    QString reason;                  //!< ReasonType: "Pay Bill Online", "Salary Payment via API" …
    QString counterparty;            //!< the other side's name; never a number
    QString conversationId;          //!< of the transaction that was asked about, not of the question
    QString originatorConversationId;
};
StatusResult readStatus(const AsyncResult &result, Currency currency);

//! One account of a balance answer. What was not told, or not told exactly, stays empty; of the two leading figures at least one
//! is there. Two documents give the columns different names: the first two are read as current and available, and the others
//! only where there are four or more (three may be either of the two).
struct BalanceAccount {
    QString name;                    //!< as M-PESA calls it; any name
    std::optional<Money> current;
    std::optional<Money> available;
    std::optional<Money> reserved;
    std::optional<Money> uncleared;
    bool operator==(const BalanceAccount &) const = default;
};
struct BalanceResult {
    QList<BalanceAccount> accounts;  //!< in the order in which they were told
    int leftOut = 0;                 //!< records that could not be read
    QDateTime asOf;                  //!< BOCompletedTime in UTC; invalid: not told
};
BalanceResult readBalance(const AsyncResult &result);

} // namespace kaunta::callbacks
