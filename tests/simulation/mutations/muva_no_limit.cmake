# MuvaTech's word that it takes no more requests is not heeded.
set(FILE core/providers/muvatech/access.cpp)
set(INVARIANT 6)
set(RUN_AS --provider muvatech)
set(WAS_1 "now < m_notBefore || ")
set(BECOMES_1 "")
