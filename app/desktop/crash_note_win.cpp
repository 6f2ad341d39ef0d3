#include "app/desktop/crash_note.h"

#include <QDir>

#include <windows.h>

#include <array>
#include <csignal>
#include <cstdio>
#include <string>

namespace kaunta::desktop {

namespace {

std::wstring noteFile;   // prepared: a process that broke may have no memory left
std::array<char, 128> firstLine{};

void leaveNote(unsigned long code, const void *address)
{
    const HANDLE file = CreateFileW(noteFile.c_str(), GENERIC_WRITE, 0, nullptr, CREATE_NEW, FILE_ATTRIBUTE_NORMAL, nullptr);
    if (file == INVALID_HANDLE_VALUE)
        return;
    const auto place = static_cast<const char *>(address) - reinterpret_cast<const char *>(GetModuleHandleW(nullptr));
    std::array<char, 256> text{};
    const int size = std::snprintf(text.data(), text.size(), "%scode %08lx\nat kaunta.exe%+lld\n", firstLine.data(), code, static_cast<long long>(place));
    DWORD written = 0;
    if (size > 0)
        WriteFile(file, text.data(), static_cast<DWORD>(size), &written, nullptr);
    CloseHandle(file);
}

LONG WINAPI onException(EXCEPTION_POINTERS *what)
{
    leaveNote(what->ExceptionRecord->ExceptionCode, what->ExceptionRecord->ExceptionAddress);
    return EXCEPTION_CONTINUE_SEARCH;
}

extern "C" void onAbort(int)
{
    leaveNote(STATUS_FATAL_APP_EXIT, __builtin_return_address(0));
}

} // namespace

void armCrashNote(const QString &dataDir, const QString &version)
{
    noteFile = QDir::toNativeSeparators(nextCrashNote(dataDir)).toStdWString();
    std::snprintf(firstLine.data(), firstLine.size(), "Kaunta %s\n", qPrintable(version));
    SetUnhandledExceptionFilter(onException);
    std::signal(SIGABRT, onAbort);
}

} // namespace kaunta::desktop
