#pragma once

#include "core/ledger/ledger.h"

namespace kaunta::ledger {

//! Of the payload. 1: sales, charges, payments. 2: payments know payer and match; refunds, enquiries, users, claims. Old ones are
//! read for ever (record_json.h).
inline constexpr int kEventVersion = 2;

//! One row of the event table, column by column.
struct JournalEvent {
    QString till;
    qint64 seq = 0; //!< 1, 2, 3 … without a gap, one chain per till
    QString atUtc;  //!< "2026-11-22T11:02:07.123Z"
    QString actor;
    QString subject;
    QString kind;
    int version = kEventVersion;
    QByteArray payload;  //!< compact JSON
    QByteArray prevHash; //!< hash of seq − 1; empty for seq 1
    QByteArray hash;     //!< eventHash()
    bool operator==(const JournalEvent &) const = default;
};

//! SHA-256 over nine fields, each written as its length in bytes (4 bytes, big endian) followed by its bytes:
//!
//!   prev_hash (the 32 raw bytes, or none for seq 1), till, seq, at_utc, actor, subject, kind, v, payload
//!
//! Texts are UTF-8; seq and v are decimal ASCII digits without sign or leading zero; payload is exactly what the column
//! holds. Test vector (also in tests/core/ledger/tst_journal_event.cpp, where it was computed without this code):
//!   prev_hash none, till "A1", seq 1, at_utc "2026-11-22T11:02:07.123Z", actor "wanjikũ", subject "01JD",
//!   kind "charge.confirmed", v 1, payload {"code":"0"}
//!   bytes: 00000000 00000002 4131 00000001 31 00000018 323032362d… 00000008 77616e6a696bc5a9 …
//!   hash:  d0c850e8bb59e58d06a4cf24305c7f7340c16c0e4f5ce3f3d52b927be534b3fc
QByteArray eventHash(const JournalEvent &event);

//! The event that follows `head`, hash included. Texts are made well-formed first, so that what is hashed is what any
//! database gives back. (The payload is taken as it is.)
JournalEvent nextEvent(const Head &head, const QString &till, const QDateTime &at, const NewEvent &event);

EventRecord recordOf(const JournalEvent &event);

//! A head as it is kept outside the file (in the keychain): "kaunta-head 1 <seq> <64 hex digits or ->".
QByteArray encodeHead(const Head &head);
//! Nothing when the bytes are no such text: a head that cannot be read is not an empty journal.
std::optional<Head> decodeHead(const QByteArray &bytes);
//! What stands on receipts and exports: the first 8 hex digits of the hash; "00000000" for an empty journal.
QString headCode(const Head &head);

} // namespace kaunta::ledger
