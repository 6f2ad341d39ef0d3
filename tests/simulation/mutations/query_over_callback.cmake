# A query that says declined overwrites a payment.
set(FILE core/sale/charge_machine.cpp)
set(INVARIANT 2)
set(WAS_1 [==[
        if (state.check == Check::Confirm || state.evidence == Evidence::Query)
            return conflict(state, declined.code);
        return stay(state);]==])
set(BECOMES_1 [==[
        return settle(state, Status::Declined, Evidence::Query, Check::AskAgain, declined.code);]==])
