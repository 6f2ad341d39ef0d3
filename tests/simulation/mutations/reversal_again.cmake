# A reversal without an answer is sent once more.
set(FILE core/refund/refund_machine.cpp)
set(INVARIANT 1)
set(WAS_1 [==[
    return settle(state, Status::Unknown, Evidence::None, failed.code);   // no conversation id]==])
set(BECOMES_1 [==[
    state.attempt = 2;
    return become(std::move(state), Status::Journaled, {Action::SendReversal});   // no conversation id]==])
