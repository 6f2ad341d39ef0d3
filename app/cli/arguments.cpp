#include "app/cli/arguments.h"

#include "core/base/redaction.h"

namespace kaunta::cli {

using namespace Qt::StringLiterals;

namespace {

QList<QCommandLineOption> globalOptions()
{
    return {{u"data-dir"_s, u"Folder of Kaunta's files."_s, u"DIR"_s},
            {u"profile"_s, u"Which shop. Default: practice, while there is no other; else KAUNTA_PROFILE."_s, u"NAME"_s},
            {u"user"_s, u"Who is at the till. Default: cashier."_s, u"NAME"_s},
            {u"json"_s, u"One JSON object a line on standard output; words for people go to standard error."_s}};
}

void apply(const QCommandLineParser &parser, GlobalOptions &globals)
{
    if (parser.isSet(u"data-dir"_s))
        globals.dataDir = parser.value(u"data-dir"_s);
    if (parser.isSet(u"profile"_s))
        globals.profile = parser.value(u"profile"_s);
    if (parser.isSet(u"user"_s))
        globals.user = parser.value(u"user"_s);
    globals.json = globals.json || parser.isSet(u"json"_s);
}

//! The parser repeats what it did not understand: a phone's number in the wrong place, for one.
Failure usage(const QString &detail)
{
    return {FailureCode::Usage, redacted(detail)};
}

} // namespace

Result<Invocation, Failure> parseInvocation(const QStringList &arguments)
{
    Invocation invocation;
    invocation.globals.json = arguments.contains(u"--json"_s);   // so that even a usage error is told as JSON
    QCommandLineParser parser;
    parser.setOptionsAfterPositionalArgumentsMode(QCommandLineParser::ParseAsPositionalArguments);
    parser.addOptions(globalOptions());
    const QCommandLineOption help = parser.addHelpOption();
    const QCommandLineOption version = parser.addVersionOption();
    if (!parser.parse(arguments))
        return Fail{usage(parser.errorText())};
    apply(parser, invocation.globals);
    invocation.help = parser.isSet(help);
    invocation.version = parser.isSet(version);
    invocation.rest = parser.positionalArguments();
    if (!invocation.rest.isEmpty())
        invocation.command = invocation.rest.takeFirst();
    return invocation;
}

CommandArguments::CommandArguments(const QString &command, const QList<QCommandLineOption> &options, const QStringList &words, int least)
    : m_least(least), m_most(words.size())
{
    m_parser.setApplicationDescription(u"kauntactl "_s + command);
    m_parser.addOptions(options);
    m_parser.addOptions(globalOptions());
    m_parser.addHelpOption();
    for (const QString &word : words)
        m_parser.addPositionalArgument(word, {});
}

Result<Done, Failure> CommandArguments::parse(Invocation &invocation)
{
    if (!m_parser.parse(QStringList{u"kauntactl"_s} + invocation.rest))
        return Fail{usage(m_parser.errorText())};
    apply(m_parser, invocation.globals);
    invocation.help = m_parser.isSet(u"help"_s);
    const qsizetype count = m_parser.positionalArguments().size();
    if (!invocation.help && (count < m_least || count > m_most))
        return Fail{usage(u"kauntactl %1: wrong number of arguments"_s.arg(invocation.command))};
    return Done{};
}

std::optional<std::chrono::seconds> parseWait(const QString &text)
{
    bool ok = false;
    const int seconds = text.toInt(&ok);
    if (!ok || seconds < 0 || seconds > 86'400)
        return std::nullopt;
    return std::chrono::seconds(seconds);
}

} // namespace kaunta::cli
