#include "core/base/console.h"

#include <qt_windows.h>

namespace kaunta {

Utf8Console::Utf8Console() : m_before(GetConsoleOutputCP())
{
    if (m_before != 0)
        SetConsoleOutputCP(CP_UTF8);
}

Utf8Console::~Utf8Console()
{
    if (m_before != 0)
        SetConsoleOutputCP(m_before);
}

bool standardErrorIsRead()
{
    const HANDLE stream = GetStdHandle(STD_ERROR_HANDLE);
    return stream != nullptr && stream != INVALID_HANDLE_VALUE && GetFileType(stream) != FILE_TYPE_UNKNOWN;
}

} // namespace kaunta
