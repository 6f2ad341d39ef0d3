# Phone and amount prove a payment although other tills take money on the short code.
set(FILE core/direct/belonging.cpp)
set(INVARIANT 3)
set(WAS_1 " && !profile.sharesShortCode()")
set(BECOMES_1 "")
