#pragma once

#include "core/ledger/ledger.h"

namespace kaunta::ledger {

enum class Finding {
    Sound,
    CannotRead,    //!< no such file, no right to read it, another program's file: see `fault`
    Damaged,       //!< SQLite's own check failed
    BrokenLink,    //!< event `seq` was changed, taken out or put in
    CutTail,       //!< the events end before the remembered head, and the rows know more than they
    OlderFile,     //!< the file agrees with itself, but ends before the remembered head: a copy was put back
    OtherChain,    //!< the file has another event where the remembered head was: rewritten, or another till's file
    RowsDiffer,    //!< sales, charges, payments, refunds … are not what the events say: `subject`
    PersonDiffers, //!< a phone number, hint or name is not the one that was journaled: `subject`
};

//! What `ledger verify` prints.
struct Verdict {
    Finding finding = Finding::Sound;
    qint64 seq = 0;    //!< of the first bad event; for CutTail and OlderFile the last one that is there
    QString till;      //!< whose chain `seq` counts in
    QString subject;   //!< id of the row, receipt or person that differs
    QString why;       //!< one technical sentence, no phone number
    LedgerFault fault; //!< for CannotRead and Damaged
    qint64 events = 0; //!< how many were walked, of all tills
    Head head;         //!< of the till that was asked about
    bool sound() const { return finding == Finding::Sound; }
};

//! Walks every chain in the file, read-only and in one snapshot (a till may go on writing): hashes, links, gaps; the
//! remembered head must be in the chain or its end; sales, charges, payments, refunds, enquiries, users and claims must be what
//! the events say, persons must match their last digest. PINs are outside. The first problem is named. Takes some 70 µs an event and some 100 bytes of memory a row.
Verdict verify(const QString &path, const QString &till, const std::optional<Head> &remembered = std::nullopt);

QString findingName(Finding finding); //!< "sound", "cut-tail" …: for scripts

} // namespace kaunta::ledger
