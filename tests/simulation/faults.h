#pragma once

#include <array>
#include <cstddef>

namespace kaunta::sim {

//! Where a run keeps its ledger and inbox: in memory, or in real SQLite files on a disk that fails.
enum class Storage { Memory, Sqlite };

//! What can go wrong in the simulated world. Grades and sources: the fact sheet on Daraja.
enum class Fault {
    ConnectionRefused, ConnectionSlow, RequestLost, AnswerLost, AnswerCut, AnswerLate, AnswerHtml,
    Storm429, Storm5xx, ErrorAfterwards, TokenRevoked, Firewall, SlowAck,
    CallbackNever, CallbackLate, CallbackDaysLate, CallbackTwice, CallbackForged, ConfirmationNever,
    QueryLies, QueryUnclear, QueryClaimsPaid, PromptTwice, UnknownCode,
    ResultNever, ResultLate, ResultTwice, QueueTimeout, ReversalRefused,
    KilledAtWrite, Killed, PowerCut, WriteFails, DiskFull, DiskReadOnly, InboxFull, KeyringLocked, ClockJumps,
    Count
};
inline constexpr std::size_t kFaults = static_cast<std::size_t>(Fault::Count);

inline constexpr std::array<const char *, kFaults> kFaultNames{
    "connection refused", "connection slow", "request lost", "answer lost", "answer cut", "answer late", "answer is HTML",
    "429", "5xx", "error after it was done", "token revoked", "firewall", "acknowledgement after the callback",
    "callback never", "callback late", "callback days late", "callback twice", "callback forged", "confirmation never",
    "query lies", "query unclear", "query claims paid", "prompt delivered twice", "unknown code",
    "result never", "result late", "result twice", "queue timeout", "reversal refused",
    "killed at a write", "killed", "power cut", "write fails", "disk full", "disk read-only", "inbox full", "keyring locked", "clock jumps"};

//! How often each fault happens in a run, in thousandths. Drawn anew for every run (swarm testing): most faults off, some rare, some
//! all the time, because a fault that always happens hides what comes after it.
struct FaultPlan {
    std::array<int, kFaults> perMille{};
    int &operator[](Fault fault) { return perMille[static_cast<std::size_t>(fault)]; }
    int operator[](Fault fault) const { return perMille[static_cast<std::size_t>(fault)]; }
};

} // namespace kaunta::sim
