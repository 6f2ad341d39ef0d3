# A push without an answer is sent once more.
set(FILE core/sale/charge_machine.cpp)
set(INVARIANT 1)
set(WAS_1 [==[
    state.reason = failed.code;
    return become(std::move(state), Status::Unknown);]==])
set(BECOMES_1 [==[
    state.attempt = 2;
    return become(std::move(state), Status::Journaled, {Action::SendPrompt});]==])
