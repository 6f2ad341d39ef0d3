# A second receipt for a paid charge is dropped.
set(FILE core/sale/charge_machine.cpp)
set(INVARIANT 3)
set(WAS_1 [==[
            return stay(state, {Action::BookDirectPayment, Action::AlertSecondReceipt});]==])
set(BECOMES_1 [==[
            return stay(state);]==])
