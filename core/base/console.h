#pragma once

namespace kaunta {

//! A program that prints UTF-8 holds one of these while it prints: on Windows a console that was set to another code page shows it
//! rightly, and gets its own back at the end. What goes into a file or a pipe is UTF-8 anyway. Elsewhere it does nothing.
class Utf8Console
{
public:
    Utf8Console();
    ~Utf8Console();
    Utf8Console(const Utf8Console &) = delete;
    Utf8Console &operator=(const Utf8Console &) = delete;

private:
    [[maybe_unused]] unsigned m_before = 0;   // the code page; elsewhere than on Windows there is none
};

//! Whether somebody can read standard error: not where a program with a window was started without a console.
bool standardErrorIsRead();

} // namespace kaunta
