# What MuvaTech posts about a prompt is not joined with it.
set(FILE core/callbacks/path_receiver.cpp)
set(INVARIANT 4)
set(WAS_1 "m_rules.attemptIn ? m_rules.attemptIn(body) : std::nullopt")
set(BECOMES_1 "m_rules.attemptIn && body.isEmpty() ? m_rules.attemptIn(body) : std::nullopt")
