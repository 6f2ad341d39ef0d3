#pragma once

namespace kaunta {

//! The only question that matters after a call failed: can money have moved?
enum class Certainty {
    NotSent,   //!< proven that no byte of the request was asked for by the network stack
    Refused,   //!< the provider said no, in one of the words that are known to mean "not executed"
    Unknown,   //!< anything else, whatever the HTTP status
};

} // namespace kaunta
