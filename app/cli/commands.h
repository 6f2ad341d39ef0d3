#pragma once

#include "app/cli/arguments.h"
#include "app/cli/output.h"
#include "core/ledger/ledger.h"
#include "core/profile/data_dir.h"

#include <memory>
#include <optional>

namespace kaunta::cli {

//! What every command works with.
struct Session {
    Invocation invocation;

    Output output() const { return Output(invocation.globals.json); }
    QString user() const { return invocation.globals.user.isEmpty() ? QStringLiteral("cashier") : invocation.globals.user; }
    //! Parses the command's own arguments. A value: the command has ended (--help, or a usage error) with this exit code.
    std::optional<int> parse(CommandArguments &arguments);
    Result<DataDir, Failure> dataDir() const;
    //! The profile that --profile or KAUNTA_PROFILE names, or practice while there is no other.
    Result<Profile, Failure> profile(const DataDir &dir) const;
    //! The chosen profile's ledger, for reading: needs no lock, so it works while the till runs. Null: there is none yet.
    Result<std::unique_ptr<ledger::LedgerReader>, Failure> reader() const;
};

// Each returns kauntactl's exit code.
int chargeCommand(Session session);
int resumeCommand(Session session);
int pendingCommand(Session session);
int saleCommand(Session session);
int profileCommand(Session session);
int secretCommand(Session session);
int ledgerCommand(Session session);
int refundCommand(Session session);
int balanceCommand(Session session);
int statusCommand(Session session);
int pullCommand(Session session);
int qrCommand(Session session);
int c2bCommand(Session session);
int userCommand(Session session);

//! The next line of standard input, without its end; empty at the end.
QByteArray readLine();

} // namespace kaunta::cli
