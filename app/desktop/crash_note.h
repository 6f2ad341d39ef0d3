#pragma once

#include <QString>

namespace kaunta::desktop {

//! What a till that broke off by itself leaves behind: crash/<when it started>.txt in the data directory, with the version, the
//! signal and where in the program it was. No memory, no log: nothing in it can be a secret or a customer's number. Not for kill -9
//! or a power cut, which leave nothing behind.
//!
//! armCrashNote() once, in the window's thread, before others start: from then on a crash of any thread writes the note and then ends
//! the process as it would have ended without.
void armCrashNote(const QString &dataDir, const QString &version);

//! The note that was left since the last call: its file; empty: none. Older than the newest ten are deleted.
QString takeCrashNote(const QString &dataDir);

//! For each system's armCrashNote(): makes the folder, and says which file the next note is to be.
QString nextCrashNote(const QString &dataDir);

//! Where notes lie, and how a new one is called until it was told.
QString crashFolder(const QString &dataDir);
inline constexpr QLatin1StringView kNewCrash{".new"};

} // namespace kaunta::desktop
