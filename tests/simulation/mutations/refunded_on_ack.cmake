# A reversal that was accepted is called done.
set(FILE core/refund/refund_machine.cpp)
set(INVARIANT 2)
set(WAS_1 [==[
        return settle(state, Status::Accepted, Evidence::None, {});]==])
set(BECOMES_1 [==[
        return settle(state, Status::Done, Evidence::Result, {});]==])
