# Now and then an event does not name the fingerprint of the one before it.
set(FILE core/ledger/journal_event.cpp)
set(INVARIANT 4)
set(WAS_1 [==[
    next.prevHash = head.hash;]==])
set(BECOMES_1 [==[
    next.prevHash = next.seq % 50 == 0 ? QByteArray(head.hash.size(), '\0') : head.hash;]==])
