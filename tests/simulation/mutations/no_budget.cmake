# Questions are asked without looking at the budget.
set(FILE core/sale/follow_up.cpp)
set(INVARIANT 6)
set(WAS_1 [==[
    if (!m_budget.mayAsk(now))
        return std::nullopt;
]==])
set(BECOMES_1 [==[
]==])
