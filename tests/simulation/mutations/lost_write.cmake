# What could not be written is shown all the same.
set(FILE core/sale/charge_journal.cpp)
set(INVARIANT 4)
set(WAS_1 [==[
        if (!written) {
            m_fault]==])
set(BECOMES_1 [==[
        if (!written && m_waiting.empty()) {
            m_fault]==])
