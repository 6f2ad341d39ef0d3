# No answer is taken for not sent.
set(FILE core/daraja/sync_error.cpp)
set(INVARIANT 2)
set(WAS_1 [==[
reply.reached == Reached::NotSent ? Certainty::NotSent : Certainty::Unknown;]==])
set(BECOMES_1 [==[
Certainty::NotSent;]==])
