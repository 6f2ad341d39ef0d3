#pragma once

#include "core/ledger/ledger.h"

namespace kaunta::ledger {

//! The few things that neither Qt nor SQLite does about files. One implementation for each system.

Result<Done, LedgerFault> createPrivateFile(const QString &path); //!< mode 0600, empty, must not exist
Result<Done, LedgerFault> makePrivateFolder(const QString &path); //!< mode 0700; may exist
bool restrictToOwner(const QString &path);                        //!< an existing file: mode 0600
//! Writes a file of that many bytes whose blocks really are on the disk (not a hole), mode 0600. Full when they do not fit;
//! then no file is left.
Result<Done, LedgerFault> allocateFile(const QString &path, qint64 bytes);
qint64 allocatedBytes(const QString &path);   //!< blocks on the disk; 0 when there is no such file
QByteArray fileIdentity(const QString &path); //!< changes when another file takes the name; empty: none
bool folderTakesFiles(const QString &path);   //!< false: read-only for us
void syncFolder(const QString &path);         //!< makes new names in it durable

} // namespace kaunta::ledger
