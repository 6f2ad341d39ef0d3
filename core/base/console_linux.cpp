#include "core/base/console.h"

namespace kaunta {

Utf8Console::Utf8Console() = default;
Utf8Console::~Utf8Console() = default;

bool standardErrorIsRead()
{
    return true;
}

} // namespace kaunta
