#pragma once

#include "app/cli/commands.h"
#include "app/common/till.h"

#include <QTimer>
#include <functional>

namespace kaunta::cli {

//! One command asks one thing, so that its answer needs no name of its own.
inline const QString kTicket = QStringLiteral("kauntactl");

//! Opens a till, lets a command work with it, waits, and closes it in good order: the event loop of one command.
class WaitingTill
{
public:
    explicit WaitingTill(const Session &session) : m_session(session), m_output(session.output()) {}

    //! `work` runs once the till is ready; it or what it connects to calls finish(). Returns the exit code.
    int run(std::function<void(app::Till &)> work, const QString &acceptLedger = {});
    //! The command is done: the till is closed and run() returns `exitCode`. Later calls change nothing.
    void finish(int exitCode);
    //! Runs `then` unless the command has finished by then.
    void after(std::chrono::seconds wait, std::function<void()> then);

private:
    const Session &m_session;
    Output m_output;
    std::unique_ptr<app::Till> m_till;
    std::optional<int> m_exitCode;
};

} // namespace kaunta::cli
