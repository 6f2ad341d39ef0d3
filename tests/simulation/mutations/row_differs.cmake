# A charge's row in the database is not what its event says.
set(FILE core/ledger/sqlite_writer.cpp)
set(INVARIANT 4)
set(RUN_AS --storage sqlite)
set(WAS_1 [==[
    return putOr(sql::kPutCharge, valuesOf(charge),]==])
set(BECOMES_1 [==[
    ChargeRecord late = charge;
    late.settledAt = {};
    return putOr(sql::kPutCharge, valuesOf(late),]==])
