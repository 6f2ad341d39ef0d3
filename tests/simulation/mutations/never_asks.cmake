# Nobody asks about an unknown charge.
set(FILE core/sale/charge_machine.cpp)
set(INVARIANT 5)
set(WAS_1 [==[
    return state.status == Status::Prompted || state.status == Status::Unknown || state.check != Check::Nothing;]==])
set(BECOMES_1 [==[
    return state.status == Status::Prompted || state.check != Check::Nothing;]==])
