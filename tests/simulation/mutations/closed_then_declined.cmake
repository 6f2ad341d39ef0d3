# A report of "not paid" overrules a manager who closed a contradiction: declined, although the money is there.
set(FILE core/sale/charge_machine.cpp)
set(INVARIANT 2)
set(WAS_1 [==[
    case Status::NotSent:
        return settle(state, Status::Declined, Evidence::Callback, Check::Nothing, code);]==])
set(BECOMES_1 [==[
    case Status::NotSent:
    case Status::ClosedByManager:
        return settle(state, Status::Declined, Evidence::Callback, Check::Nothing, code);]==])
set(WAS_2 "    case Status::ClosedByManager:   // says what the manager said, who may have decided a contradiction: of that it proves nothing\n")
set(BECOMES_2 "")
set(RUN_AS --provider daraja --seed 5080)   # a manager who closes a contradiction, and a prompt that comes twice
