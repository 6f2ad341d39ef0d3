#pragma once

#include "core/refund/refund_service.h"
#include "ui/viewmodels/charge_words.h"
#include "ui/viewmodels/step_row.h"

#include <QList>

namespace kaunta::ui {

//! A refund's state for people, the same on every page. "Refunded" is said of Done alone: accepted is not done, and what a manager
//! decided without proof has words of its own.
StateWords refundStateWords(refund::Status status);
//! The same with one plain sentence: what we know, and what to do.
ListedState refundListedState(const refund::RefundSnapshot &refund);
//! The same beside a payment, where "Unknown" alone would be the payment's: "Refund unknown", "Refund pending". Its word is empty for
//! what is known or decided to have moved nothing.
StateWords refundBesidePayment(refund::Status status);
//! Counted as refunded in a total: proven by evidence.
bool countsAsRefunded(const refund::RefundState &state);
//! Only a manager can take it farther: unknown or in conflict.
bool wantsDecision(const refund::RefundState &state);

//! The way of a refund, always four steps: asked for and approved, sent, taken, and how it ended or that it has not.
QList<StepRow> refundSteps(const refund::RefundSnapshot &refund);
//! One line of its journal in plain words. Codes are not in it.
QString refundTimelineWords(const sale::TimelineEntry &entry);
//! "01J… · result · 21 The initiator is not allowed": selectable, for support.
QString refundSmallPrint(const refund::RefundSnapshot &refund);
//! "Asked for by amina, approved by njeri."
QString refundPeople(const refund::RefundSnapshot &refund);

//! "14:02" of the shop's day, "22 Nov 14:02" of another one; empty for an invalid time.
QString dayAndTime(const QDateTime &utc, const QDateTime &nowUtc);

} // namespace kaunta::ui
