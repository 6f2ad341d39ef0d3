#include "core/people/people_service.h"

namespace kaunta::people {

QString purposeName(Purpose purpose)
{
    static constexpr const char *kNames[] = {"refund", "resend", "undo-match", "decide", "users", "profiles"};
    return QString::fromLatin1(kNames[static_cast<std::size_t>(purpose)]);
}

} // namespace kaunta::people
