# The number at the end of a CheckoutRequestID is not taken out of the journal's event.
set(FILE core/ledger/phone_veil.cpp)
set(INVARIANT 6)
set(WAS_1 [==[veiled(toJson(*change.charge), known(change.charge->personId).msisdn);]==])
set(BECOMES_1 [==[veiled(toJson(*change.charge), known(change.charge->personId).msisdn.left(0));]==])
