# Money that comes after a sale was shown as not paid is booked, and nobody is told.
set(FILE core/sale/engine_alerts.cpp)
set(INVARIANT 2)
set(WAS_1 [==[
    const AlertKind kind = alert]==])
set(BECOMES_1 [==[
    if (alert == Action::AlertLateMoney)
        return;
    const AlertKind kind = alert]==])
