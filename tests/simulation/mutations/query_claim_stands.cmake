# Paid by a query's word alone stands, whatever M-PESA's own report says against it.
set(FILE core/sale/charge_machine.cpp)
set(INVARIANT 2)
set(WAS_1 [==[
        return state.evidence == Evidence::Query ? conflict(state, code) : stay(state);   // paid by an authentic record is sticky]==])
set(BECOMES_1 [==[
        return stay(state);]==])
