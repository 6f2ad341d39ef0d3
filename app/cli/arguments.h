#pragma once

#include "core/base/failure.h"
#include "core/base/result.h"

#include <QCommandLineParser>
#include <QStringList>
#include <chrono>
#include <optional>

namespace kaunta::cli {

//! What stands before, or between, the words of a command: kauntactl [--data-dir DIR] [--profile NAME] [--user NAME] [--json].
struct GlobalOptions {
    QString dataDir;
    QString profile;
    QString user;
    bool json = false;
};

//! A command line split into globals, command and the rest.
struct Invocation {
    GlobalOptions globals;
    QString command;    //!< "charge", "profile", …; empty: none was given
    QStringList rest;   //!< what stands after it
    bool help = false;
    bool version = false;
};

Result<Invocation, Failure> parseInvocation(const QStringList &arguments);

//! Parses the rest of one command. Global options may stand here as well and overrule the earlier ones.
class CommandArguments
{
public:
    //! `words`: positional arguments, for the help text ("NAME"); `least` of them must be there.
    CommandArguments(const QString &command, const QList<QCommandLineOption> &options, const QStringList &words = {}, int least = 0);

    Result<Done, Failure> parse(Invocation &invocation);
    bool has(const QString &option) const { return m_parser.isSet(option); }
    QString value(const QString &option) const { return m_parser.value(option); }
    QStringList values(const QString &option) const { return m_parser.values(option); }
    QStringList words() const { return m_parser.positionalArguments(); }
    QString help() const { return m_parser.helpText(); }

private:
    QCommandLineParser m_parser;
    qsizetype m_least;
    qsizetype m_most;
};

//! The value of --wait in seconds; nullopt: not a number from 0 to 86400.
std::optional<std::chrono::seconds> parseWait(const QString &text);

} // namespace kaunta::cli
