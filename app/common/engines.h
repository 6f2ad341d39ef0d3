#pragma once

#include "app/common/callback_proof.h"
#include "core/callbacks/inbox_reader.h"
#include "core/callbacks/path_receiver.h"
#include "core/direct/direct_engine.h"
#include "core/enquiry/enquiry_engine.h"
#include "core/people/people_engine.h"
#include "core/refund/refund_engine.h"
#include "core/sale/charge_engine.h"

namespace kaunta::app {

//! What the engines of one shop share. All of it must outlive them.
struct EngineGround {
    const Profile &profile;
    ledger::Ledger &ledger;
    callbacks::CallbackInbox &inbox;
    providers::PaymentProvider &provider;
    const Clock &clock;
    RandomSource &random;
    const people::PinHasher &hasher;
    CallbackProof &proof;
    std::function<bool()> initiatorSet;
};

//! The engines of one shop, wired to each other: one inbox, one receiver, one book of approvals. In the order in which they need
//! one another. Lives on the engine thread.
class Engines
{
public:
    explicit Engines(const EngineGround &ground);
    Engines(const Engines &) = delete;
    Engines &operator=(const Engines &) = delete;

    //! What a restart does: takes up everything that is open and reads M-PESA's own list. Sends nothing anew.
    void resumeOpen();

    callbacks::InboxReader reader;
    people::PeopleEngine people;
    sale::ChargeEngine charges;
    direct::DirectEngine direct;
    enquiry::Questions questions;
    refund::RefundEngine refunds;
    enquiry::EnquiryEngine account;
    callbacks::PathReceiver receiver;

private:
    std::optional<callbacks::PathKind> kindOf(const QString &token) const;

    const CallbackProof &m_proof;
};

} // namespace kaunta::app
