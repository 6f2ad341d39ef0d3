# KCB's answer that says no is taken for proof that no prompt went out, whatever the profile says.
set(FILE core/providers/kcb_buni/kcb_buni_provider.cpp)
set(INVARIANT 2)
set(WAS_1 "nonzeroProves && fault.detail == kSaysNo")
set(BECOMES_1 "(nonzeroProves || fault.detail == kSaysNo)")
