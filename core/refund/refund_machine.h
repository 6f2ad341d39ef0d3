#pragma once

#include "core/base/certainty.h"

#include <QStringList>
#include <variant>
#include <vector>

namespace kaunta::refund {

//! Where a reversal stands. Stored by name (statusName).
enum class Status {
    Draft,              //!< in memory only: asked for, perhaps approved; nothing was sent
    Journaled,          //!< the intent is on disk; the request may be on its way
    Accepted,           //!< M-PESA took the request. Accepted is not done: no money is known to have gone back
    Unknown,            //!< not known whether the money went back; followed until it is
    Done,               //!< proven by `evidence`: the money is back with the customer
    Refused,            //!< proven by `evidence` (None: refused before it was taken) that this reversal moved nothing
    NotSent,            //!< proven that the request never left
    Conflict,           //!< evidence contradicts evidence; counts as unknown; a manager resolves it
    DoneByManager,      //!< a manager's decision; never counted or shown as proven
    ClosedByManager,    //!< likewise: the money did not go back
};

//! Balance and Pull are hints for a manager and never evidence (design, How a refund runs).
enum class Evidence { None, Result, StatusResult };

struct RefundState {
    Status status = Status::Draft;
    int attempt = 0;              //!< 1, or 2 after the gateway refused the token of the first
    Evidence evidence = Evidence::None;
    QString reversalReceipt;      //!< M-PESA's receipt of the reversal itself; known only with Done
    QString reason;               //!< provider's code, "not-sent", "queue-timeout" …; verbatim
    bool operator==(const RefundState &) const = default;
};

namespace event {
struct Approved {};                                            //!< two people want it, and it is about to be journaled
struct ReversalAccepted {};
struct ReversalFailed { Certainty certainty; bool tokenRejected; QString code; };
struct ResultDone { Evidence source; QString reversalReceipt; };   //!< code 0 by its own result, or proven by a status result
struct ResultRefused { Evidence source; QString code; };           //!< a code of the table that means "nothing was reversed"
//! R000001. `oursBefore`: an earlier reversal of the same receipt that is ours and not proven to have failed exists, so this
//! may be that one's success.
struct AlreadyReversed { bool oursBefore; };
struct ResultUnclear { QString code; };                        //!< a code in no table, or a success without its receipt
//! A success on its own secret path that disagrees with the request: another amount, payment or conversation.
struct ResultContradicts { QString reason; };
struct QueueTimeout {};                                        //!< proves nothing, whatever code it carries
struct WaitOver {};                                            //!< too long since the acknowledgement
struct Restarted {};
struct ManagerDone {};
struct ManagerClosed {};
} // namespace event

using Event = std::variant<event::Approved, event::ReversalAccepted, event::ReversalFailed, event::ResultDone, event::ResultRefused,
                           event::AlreadyReversed, event::ResultUnclear, event::ResultContradicts, event::QueueTimeout, event::WaitOver,
                           event::Restarted, event::ManagerDone, event::ManagerClosed>;

enum class Action {
    SendReversal,     //!< the only action that can move money; the new state is on disk before it is carried out
    AskStatus,        //!< transaction status by conversation id, when that is known
    AlertConflict,
    AlertLateRefund,  //!< money went back although a person believed it had not
};

struct Step {
    RefundState state;
    std::vector<Action> actions;
    bool changed = false;
};

//! Pure: no clock, no network, no database. Every rule about money that goes back is a line in it and a row in its test table.
Step next(const RefundState &state, const Event &event);

bool isOpen(Status status);            //!< the money may still go back, or may have gone
bool movedMoneyBack(Status status);    //!< Done alone

QString statusName(Status status);     //!< "accepted", "done_by_manager" …: in the ledger and in lines of the command line
Status statusFromName(const QString &name);
QString evidenceName(Evidence evidence);   //!< "result", "status"; empty for None
Evidence evidenceFromName(const QString &name);
QStringList alertNames(const Step &step);   //!< of its actions: those that a person must be told
QString eventName(const Event &event);     //!< "refund.accepted" …: the journal's kind

} // namespace kaunta::refund
