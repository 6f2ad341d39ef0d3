#pragma once

#include <QString>
#include <functional>
#include <optional>

namespace kaunta::callbacks {

//! What a secret path of ours is for. The same 32 hex digits never serve two purposes.
enum class PathKind {
    StkCallback,
    Result,             //!< of a reversal, balance or status
    QueueTimeout,       //!< never settles anything, whatever it carries
    C2bValidation,      //!< answered by the shop's rule, not only acknowledged
    C2bConfirmation,
    SelfTest,           //!< our own call to our own address, to see that it comes back
};

//! Nothing: the path is nobody's. Asked for well-formed tokens only; reads, and never writes.
using KindOf = std::function<std::optional<PathKind>(const QString &token)>;

} // namespace kaunta::callbacks
