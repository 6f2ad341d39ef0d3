#pragma once

#include "core/callbacks/receiver.h"

#include <functional>
#include <optional>

namespace kaunta::callbacks {

class CallbackInbox;

//! The secret part of a callback path: its last segment, if that is 32 lower-case hex digits (design.md, Callback paths).
std::optional<QString> tokenOf(const QString &path);

//! Takes in STK callbacks. Ours: stored, then 200 {"ResultCode":0,"ResultDesc":"Success"}; 503 when it could not be stored, so
//! that a sender who repeats, repeats. A path that is nobody's is answered 200 as well: it tells a prober nothing.
class StkReceiver final : public Receiver
{
public:
    //! Does this token belong to an attempt of ours? Asked for well-formed tokens only.
    using IsOurs = std::function<bool(const QString &token)>;
    StkReceiver(CallbackInbox &inbox, IsOurs isOurs) : m_inbox(inbox), m_isOurs(std::move(isOurs)) {}
    Answer receive(const Incoming &incoming) override;

private:
    CallbackInbox &m_inbox;
    IsOurs m_isOurs;
};

} // namespace kaunta::callbacks
