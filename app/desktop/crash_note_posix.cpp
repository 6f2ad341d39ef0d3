#include "app/desktop/crash_note.h"

#include <QFile>

#include <execinfo.h>
#include <fcntl.h>
#include <unistd.h>

#include <array>
#include <csignal>
#include <cstdio>
#include <ctime>

namespace kaunta::desktop {

namespace {

// A signal handler may call little, and allocate nothing: what it needs is prepared here.
std::array<char, 4096> noteFile{};
std::array<char, 128> firstLine{};
std::array<char, 64 * 1024> spareStack;   // a recursion without end leaves no room on its own

void writeAll(int fd, const char *text, std::size_t size)
{
    while (size > 0) {
        const auto written = ::write(fd, text, size);
        if (written <= 0)
            return;
        text += written;
        size -= static_cast<std::size_t>(written);
    }
}

void writeNumber(int fd, const char *label, long long number)
{
    std::array<char, 24> digits{};
    std::size_t at = digits.size();
    digits[--at] = '\n';
    do
        digits[--at] = static_cast<char>('0' + number % 10);
    while ((number /= 10) > 0);
    writeAll(fd, label, std::char_traits<char>::length(label));
    writeAll(fd, digits.data() + at, digits.size() - at);
}

extern "C" void leaveNote(int signal)
{
    const int fd = ::open(noteFile.data(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0600);
    if (fd >= 0) {
        writeAll(fd, firstLine.data(), std::char_traits<char>::length(firstLine.data()));
        writeNumber(fd, "signal ", signal);
        writeNumber(fd, "seconds since 1970 ", static_cast<long long>(::time(nullptr)));
        std::array<void *, 64> frames{};
        ::backtrace_symbols_fd(frames.data(), ::backtrace(frames.data(), static_cast<int>(frames.size())), fd);
        ::close(fd);
    }
    ::raise(signal);   // SA_RESETHAND: this time it ends the process
}

} // namespace

void armCrashNote(const QString &dataDir, const QString &version)
{
    const QByteArray file = QFile::encodeName(nextCrashNote(dataDir));
    if (static_cast<std::size_t>(file.size()) >= noteFile.size())
        return;
    std::copy(file.begin(), file.end(), noteFile.begin());
    std::snprintf(firstLine.data(), firstLine.size(), "Kaunta %s\n", qPrintable(version));
    std::array<void *, 1> frame{};
    ::backtrace(frame.data(), 1);   // loads what the handler must not load

    stack_t stack{};
    stack.ss_sp = spareStack.data();
    stack.ss_size = spareStack.size();
    ::sigaltstack(&stack, nullptr);   // of this thread; the others have room enough as they are
    struct sigaction action{};
    action.sa_handler = leaveNote;
    action.sa_flags = static_cast<int>(SA_RESETHAND | SA_ONSTACK | SA_NODEFER);
    for (const int signal : {SIGSEGV, SIGABRT, SIGBUS, SIGFPE, SIGILL})
        ::sigaction(signal, &action, nullptr);
}

} // namespace kaunta::desktop
