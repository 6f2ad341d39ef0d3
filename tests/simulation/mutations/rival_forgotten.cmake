# A prompt that was declined or paid is no rival for a record without a reference.
set(FILE core/direct/belonging.cpp)
set(INVARIANT 3)
set(WAS_1 " && prompts == 1")
set(BECOMES_1 "")
set(RUN_AS --provider daraja --seed 7120)   # a list without references, and a prompt that comes twice
