// kauntactl: parses what every command shares and hands over.
#include "app/cli/commands.h"
#include "app/common/failures.h"
#include "core/base/console.h"
#include "core/base/redaction.h"
#include "core/ledger/ledger_failure.h"
#include "core/ledger/sqlite_ledger.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <cstdio>
#include <iostream>

namespace kaunta::cli {

using namespace Qt::StringLiterals;

std::optional<int> Session::parse(CommandArguments &arguments)
{
    const auto parsed = arguments.parse(invocation);
    if (!parsed)
        return output().failure(parsed.error());
    if (!invocation.help)
        return std::nullopt;
    output().words(arguments.help());
    return 0;
}

Result<DataDir, Failure> Session::dataDir() const
{
    auto dir = DataDir::open(invocation.globals.dataDir);
    if (!dir)
        return Fail{app::failureOf(dir.error(), invocation.globals.dataDir)};
    return *dir;
}

Result<Profile, Failure> Session::profile(const DataDir &dir) const
{
    QString name = invocation.globals.profile;
    if (name.isEmpty())
        name = qEnvironmentVariable("KAUNTA_PROFILE");
    if (name.isEmpty()) {
        if (!dir.profileNames().isEmpty())
            return Fail{Failure{FailureCode::ProfileNeeded, dir.profileNames().join(u", "_s)}};
        name = u"practice"_s;
    }
    auto profile = dir.load(name);
    if (!profile)
        return Fail{app::failureOf(profile.error(), name)};
    return *profile;
}

Result<std::unique_ptr<ledger::LedgerReader>, Failure> Session::reader() const
{
    const auto dir = dataDir();
    if (!dir)
        return Fail{dir.error()};
    const auto chosen = profile(*dir);
    if (!chosen)
        return Fail{chosen.error()};
    const QString path = dir->booksDir(*chosen) + u"/ledger.sqlite"_s;
    if (!QFileInfo::exists(path))
        return std::unique_ptr<ledger::LedgerReader>();
    auto reader = ledger::SqliteLedger::openReader(path, chosen->tillId());
    if (!reader)
        return Fail{ledger::failureOf(reader.error())};
    return std::move(reader).value();
}

QByteArray readLine()
{
    std::string line;
    std::getline(std::cin, line);
    if (!line.empty() && line.back() == '\r')
        line.pop_back();
    return QByteArray::fromStdString(line);
}

namespace {

struct Command {
    const char *name;
    int (*run)(Session);
    const char *does;
};

constexpr Command kCommands[] = {
    {"charge", chargeCommand, "ask a customer for money and wait for the outcome"},
    {"resume", resumeCommand, "ask about everything that is open; sends nothing anew"},
    {"pending", pendingCommand, "list what is not settled"},
    {"sale", saleCommand, "sale list | sale show ID"},
    {"profile", profileCommand, "profile add | list | set | remove | test"},
    {"secret", secretCommand, "secret set KEY | secret clear KEY (the value is read from standard input)"},
    {"refund", refundCommand, "send a payment back; the approver's PIN is the first line of standard input"},
    {"balance", balanceCommand, "what is on the shop's M-PESA account"},
    {"status", statusCommand, "status RECEIPT: what M-PESA says about one payment"},
    {"pull", pullCommand, "read M-PESA's own list of the last 48 hours"},
    {"c2b", c2bCommand, "c2b register | c2b simulate (direct payments)"},
    {"qr", qrCommand, "make a QR code for an amount"},
    {"user", userCommand, "user add | list | disable (PINs are read from standard input)"},
    {"ledger", ledgerCommand, "ledger verify | ledger accept --reason TEXT (after a backup was put back)"},
};

QString helpText()
{
    QString text = u"kauntactl [--data-dir DIR] [--profile NAME] [--user NAME] [--json] COMMAND …\n\nCommands:\n"_s;
    for (const Command &command : kCommands)
        text += u"  "_s + QString::fromLatin1(command.name).leftJustified(9) + QString::fromUtf8(command.does) + u'\n';
    text += u"\nExit codes: 0 done (paid, refunded, answered) · 10 declined or refused · 11 unknown, conflict or still pending: look again with resume ·\n"
            "12 proven not sent, or held by the resend guard · 2 usage · 3 set-up or secret missing · 4 nothing was sent because the\n"
            "ledger could not be written or is in use · 5 not allowed · 6 the ledger does not verify\n"
            "\nkauntactl COMMAND --help tells more about a command."_s;
    return text;
}

int run(const QStringList &arguments)
{
    auto parsed = parseInvocation(arguments);
    if (!parsed)
        return Output(arguments.contains(u"--json"_s)).failure(parsed.error());
    Session session{*parsed};
    const Output output = session.output();
    if (session.invocation.version) {
        output.words(u"kauntactl " KAUNTA_VERSION ""_s);
        return 0;
    }
    for (const Command &command : kCommands)
        if (session.invocation.command == QLatin1StringView(command.name))
            return command.run(std::move(session));
    if (session.invocation.help) {
        output.words(helpText());
        return 0;
    }
    const QString command = session.invocation.command;
    return output.failure({FailureCode::Usage, command.isEmpty() ? u"no command was given"_s : redacted(u"there is no command "_s + command)});
}

} // namespace

} // namespace kaunta::cli

int main(int argc, char **argv)
{
    const kaunta::Utf8Console console;
    kaunta::installRedactingLog();
    const QCoreApplication app(argc, argv);
    QCoreApplication::setApplicationName(QStringLiteral("kauntactl"));
    return kaunta::cli::run(QCoreApplication::arguments());
}
