# A callback is believed by its CheckoutRequestID, whatever path it came by.
set(FILE core/sale/engine_wire.cpp)
set(INVARIANT 2)
set(WAS_1 [==[
    return m_parts.ledger.chargeByToken(token) ? std::optional(callbacks::PathKind::StkCallback) : std::nullopt;]==])
set(BECOMES_1 [==[
    Q_UNUSED(token)
    return callbacks::PathKind::StkCallback;]==])
set(WAS_2 [==[
    const auto charge = m_parts.ledger.chargeByToken(arrived.token);
    if (!charge)
        return false;]==])
set(BECOMES_2 [==[
    auto charge = m_parts.ledger.chargeByToken(arrived.token);
    const auto pending = m_parts.ledger.pendingCharges();
    for (const ledger::ChargeRecord &other : pending)
        if (!charge && !other.checkoutRequestId.isEmpty() && arrived.body.contains(other.checkoutRequestId.toUtf8()))
            charge = other;
    if (!charge)
        return false;]==])
