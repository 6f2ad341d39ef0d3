# A callback that could not be stored is acknowledged.
set(FILE core/callbacks/path_receiver.cpp)
set(INVARIANT 4)
set(WAS_1 [==[
    return stored ? answer : kNotStored;]==])
set(BECOMES_1 [==[
    return answer;]==])
