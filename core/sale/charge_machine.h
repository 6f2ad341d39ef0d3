#pragma once

#include "core/base/certainty.h"

#include <QStringList>
#include <variant>
#include <vector>

namespace kaunta::sale {

//! Where a charge stands. Stored by name (statusName), so that a restart goes on where the power went off.
enum class Status {
    Draft,              //!< in memory only; nobody was asked for money
    Journaled,          //!< the intent is on disk; the request may be on its way
    Prompted,           //!< the provider accepted the prompt; nothing is known about the money
    Unknown,            //!< not known whether money moved; followed until it is
    Paid,               //!< proven by `evidence`
    Declined,           //!< proven by `evidence` (None: refused before any prompt) that this prompt moved no money
    NotSent,            //!< proven that the request never left
    Conflict,           //!< evidence contradicts evidence; counts as unknown; a manager resolves it
    AcceptedByManager,  //!< never counted or shown as Paid
    ClosedByManager,
};

enum class Evidence { None, Callback, Query, Pull, StatusResult, C2b };

//! What remains to be asked although a status was reached.
enum class Check {
    Nothing,
    AskAgain,   //!< declined by a query alone: asked once more 60 s later
    Confirm,    //!< paid by an unsigned callback: confirmed by one query, where the provider has one
};

struct ChargeState {
    Status status = Status::Draft;
    int attempt = 0;              //!< 1, or 2 after the gateway refused the token of the first
    Evidence evidence = Evidence::None;
    Check check = Check::Nothing;
    bool stopped = false;         //!< the cashier pressed Esc: nobody waits at the counter any more
    QString receipt;              //!< known receipt, else empty
    QString reason;               //!< provider's code, "refused", "not-sent" …; verbatim, for the log and small print
    bool operator==(const ChargeState &) const = default;
};

namespace event {
struct Confirmed {};                                          //!< the cashier pressed Charge
struct PushAccepted {};
struct PushFailed { Certainty certainty; bool tokenRejected; QString code; };
//! Authentic success: callback, Pull, status result, C2B. `canBeConfirmed`: the provider answers queries.
struct ProofOfPayment { Evidence source; QString receipt; bool canBeConfirmed = true; };
struct CallbackDeclined { QString code; };                    //!< authentic callback with a code of the table
struct CallbackUnclear { QString code; };                     //!< authentic callback with a code in no table
//! Authentic success that cannot be right as it stands: another amount, or (reason "receipt-used") a receipt that pays
//! another sale already.
struct CallbackOtherAmount { QString receipt; QString reason = QStringLiteral("other-amount"); };
struct QueryPaid {};
struct QueryDeclined { QString code; bool aMinuteLater; };    //!< aMinuteLater: asked 60 s or more after the first such answer
struct QueryPending {};
struct QueryUnclear { QString code; };                        //!< a result code in no table; empty: no answer, nothing learned
struct PromptWindowOver {};                                   //!< ten minutes after the acknowledgement
struct Restarted {};
struct StoppedWaiting {};                                     //!< Esc
struct ManagerAccepted {};
struct ManagerClosed {};
} // namespace event

using Event = std::variant<event::Confirmed, event::PushAccepted, event::PushFailed, event::ProofOfPayment, event::CallbackDeclined,
                           event::CallbackUnclear, event::CallbackOtherAmount, event::QueryPaid, event::QueryDeclined, event::QueryPending,
                           event::QueryUnclear, event::PromptWindowOver, event::Restarted, event::StoppedWaiting, event::ManagerAccepted,
                           event::ManagerClosed>;

enum class Action {
    SendPrompt,          //!< the only action that can move money; the new state is on disk before it is carried out
    CancelSend,          //!< withdraw the permission to send, if no byte was asked for yet
    BookPayment,         //!< one receipt pays one sale
    BookDirectPayment,   //!< a second receipt for a charge that is paid already
    AlertLateMoney,      //!< money came for a charge that a person believed unpaid
    AlertConflict,
    AlertSecondReceipt,
};

struct Step {
    ChargeState state;
    std::vector<Action> actions;
    bool changed = false;   //!< false: the event taught nothing new (it is still journaled when it came from outside)
};

//! Pure: no clock, no network, no database. Every rule about money is a line in here and a row in its test table.
Step next(const ChargeState &state, const Event &event);

//! Prompted, unknown or journaled, or a conflict: money may still come or have come.
bool isOpen(Status status);
//! Nothing more will be asked about it by itself.
bool isFinal(const ChargeState &state);
//! Is there still a question to ask the provider?
bool wantsQuery(const ChargeState &state);

QString statusName(Status status);        //!< "not_sent", "accepted_by_manager" …: in the ledger and in state lines
Status statusFromName(const QString &name);
QString evidenceName(Evidence evidence);  //!< "callback" …; empty for None
Evidence evidenceFromName(const QString &name);
QStringList alertNames(const Step &step);   //!< of its actions: those that a person must be told. "late-money", "conflict", "second-receipt"
Action alertNamed(const QString &name);
QString eventName(const Event &event);    //!< "charge.push_accepted" …: the journal's kind

} // namespace kaunta::sale
