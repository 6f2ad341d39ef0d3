#pragma once

#include <QFlags>

namespace kaunta::providers {

//! What a way to reach M-PESA can do. Payout: its endpoint is typed and tested, and nothing calls it yet.
enum class Capability {
    Push = 1, Query = 2, Pull = 4, Reversal = 8, Status = 16, Balance = 32, Payout = 64, DirectPayments = 128, Qr = 256, RegisterUrls = 512, Simulate = 1024
};
Q_DECLARE_FLAGS(Capabilities, Capability)

} // namespace kaunta::providers

Q_DECLARE_OPERATORS_FOR_FLAGS(kaunta::providers::Capabilities)
