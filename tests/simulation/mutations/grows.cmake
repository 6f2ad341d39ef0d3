# Every answer to a question leaves an object behind for as long as the program runs.
set(FILE core/sale/engine_wire.cpp)
set(INVARIANT 6)
set(WAS_1 [==[
    using Kind = providers::QueryAnswer::Kind;]==])
set(BECOMES_1 [==[
    new QObject(this);
    using Kind = providers::QueryAnswer::Kind;]==])
