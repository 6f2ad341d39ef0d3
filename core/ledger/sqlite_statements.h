#pragma once

//! Every statement on the tables of a ledger, in one place: the tests ask SQLite how it would run them (EXPLAIN QUERY PLAN).
namespace kaunta::ledger::sql {

#define KAUNTA_SALE "SELECT id, number, due_minor, currency, user, reference, description, person_id, created_at FROM sale "
#define KAUNTA_CHARGE                                                                                                                                \
    "SELECT id, sale_id, key, person_id, amount_minor, currency, status, attempt, evidence, check_left, stopped, receipt, "                          \
    "reason, wire_reference, callback_token, earlier_token, merchant_request_id, checkout_request_id, journaled_at, "                                \
    "accepted_at, settled_at, last_asked_at, boot_id, journaled_since_boot_ms, pending FROM charge "
#define KAUNTA_PAYMENT "SELECT receipt, sale_id, charge_id, amount_minor, currency, evidence, at FROM payment "
#define KAUNTA_PERSON "SELECT id, salt, msisdn, name FROM person "
#define KAUNTA_EVENT "SELECT till, seq, at_utc, actor, subject, kind, v, payload, prev_hash, hash FROM event "

inline constexpr char kSale[] = KAUNTA_SALE "WHERE id = ? OR number = ?";
inline constexpr char kCharge[] = KAUNTA_CHARGE "WHERE id = ?";
inline constexpr char kChargeByKey[] = KAUNTA_CHARGE "WHERE key = ?";
inline constexpr char kChargeByToken[] = KAUNTA_CHARGE "WHERE callback_token = ?";
inline constexpr char kChargeByEarlierToken[] = KAUNTA_CHARGE "WHERE earlier_token = ?";
inline constexpr char kPerson[] = KAUNTA_PERSON "WHERE id = ?";
inline constexpr char kPersonByMsisdn[] = KAUNTA_PERSON "WHERE msisdn = ?";
inline constexpr char kPayment[] = KAUNTA_PAYMENT "WHERE receipt = ?";
inline constexpr char kChargesOfSale[] = KAUNTA_CHARGE "WHERE sale_id = ? ORDER BY nr";
inline constexpr char kPendingCharges[] = KAUNTA_CHARGE "WHERE pending = 1 ORDER BY nr";
inline constexpr char kChargesOfPerson[] = KAUNTA_CHARGE "WHERE person_id = ? AND journaled_at >= ? ORDER BY journaled_at, nr";
inline constexpr char kEveryChargeOfPerson[] = KAUNTA_CHARGE "WHERE person_id = ? ORDER BY nr";
inline constexpr char kSalesOfPerson[] = KAUNTA_SALE "WHERE person_id = ? ORDER BY nr";
inline constexpr char kChargesSince[] = KAUNTA_CHARGE "WHERE journaled_at >= ? ORDER BY journaled_at DESC, nr DESC LIMIT ?";
inline constexpr char kEventsOf[] = KAUNTA_EVENT "WHERE subject = ? ORDER BY till, seq";
inline constexpr char kReferenceUsed[] = "SELECT 1 FROM charge WHERE wire_reference = ? AND journaled_at >= ? LIMIT 1";
inline constexpr char kSaleCount[] = "SELECT coalesce(max(nr), 0) FROM sale"; // sales are never deleted, and max() of a key is free
inline constexpr char kSetting[] = "SELECT value FROM setting WHERE name = ?";
inline constexpr char kHashAt[] = "SELECT hash FROM event WHERE till = ? AND seq = ?";
inline constexpr char kHead[] = "SELECT seq, hash FROM event WHERE till = ? ORDER BY seq DESC LIMIT 1";

inline constexpr char kEveryEvent[] = KAUNTA_EVENT "ORDER BY till, seq";
inline constexpr char kEverySale[] = KAUNTA_SALE "ORDER BY nr";
inline constexpr char kEveryCharge[] = KAUNTA_CHARGE "ORDER BY nr";
inline constexpr char kEveryPayment[] = KAUNTA_PAYMENT "ORDER BY receipt";
inline constexpr char kEveryPerson[] = KAUNTA_PERSON "ORDER BY id";

inline constexpr char kPutEvent[] =
    "INSERT INTO event (till, seq, at_utc, actor, subject, kind, v, payload, prev_hash, hash) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
inline constexpr char kPutPerson[] = "INSERT INTO person (id, salt, msisdn, name) VALUES (?, ?, ?, ?) "
                                     "ON CONFLICT (id) DO UPDATE SET name = excluded.name WHERE msisdn IS excluded.msisdn";
inline constexpr char kPutSale[] =
    "INSERT INTO sale (id, number, due_minor, currency, user, reference, description, person_id, created_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) "
    "ON CONFLICT (id) DO UPDATE SET number = excluded.number, due_minor = excluded.due_minor, currency = excluded.currency, user = excluded.user, "
    "reference = excluded.reference, description = excluded.description, person_id = excluded.person_id, created_at = excluded.created_at";
//! Changes nothing (and the writer then refuses) if it would move a charge to another sale, amount or key.
inline constexpr char kPutCharge[] =
    "INSERT INTO charge (id, sale_id, key, person_id, amount_minor, currency, status, attempt, evidence, check_left, stopped, receipt, reason, "
    "wire_reference, callback_token, earlier_token, merchant_request_id, checkout_request_id, journaled_at, accepted_at, settled_at, last_asked_at, "
    "boot_id, journaled_since_boot_ms, pending) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) "
    "ON CONFLICT (id) DO UPDATE SET person_id = excluded.person_id, status = excluded.status, attempt = excluded.attempt, evidence = "
    "excluded.evidence, "
    "check_left = excluded.check_left, stopped = excluded.stopped, receipt = excluded.receipt, reason = excluded.reason, "
    "wire_reference = excluded.wire_reference, callback_token = excluded.callback_token, earlier_token = excluded.earlier_token, "
    "merchant_request_id = excluded.merchant_request_id, checkout_request_id = excluded.checkout_request_id, journaled_at = excluded.journaled_at, "
    "accepted_at = excluded.accepted_at, settled_at = excluded.settled_at, last_asked_at = excluded.last_asked_at, boot_id = excluded.boot_id, "
    "journaled_since_boot_ms = excluded.journaled_since_boot_ms, pending = excluded.pending "
    "WHERE sale_id = excluded.sale_id AND key IS excluded.key AND amount_minor = excluded.amount_minor AND currency = excluded.currency";
//! Changes nothing (and the writer then says Conflict) if the receipt is booked in any other way.
inline constexpr char kPutPayment[] =
    "INSERT INTO payment (receipt, sale_id, charge_id, amount_minor, currency, evidence, at) VALUES (?, ?, ?, ?, ?, ?, ?) "
    "ON CONFLICT (receipt) DO UPDATE SET evidence = excluded.evidence, at = excluded.at "
    "WHERE sale_id IS excluded.sale_id AND charge_id IS excluded.charge_id AND amount_minor = excluded.amount_minor AND currency = excluded.currency";
inline constexpr char kSetSetting[] = "INSERT INTO setting (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value";
inline constexpr char kDropKey[] = "UPDATE charge SET key = NULL WHERE id = ?";
inline constexpr char kForgetPerson[] = "DELETE FROM person WHERE id = ?";
inline constexpr char kProbe[] = "UPDATE probe SET n = n + 1";

#undef KAUNTA_SALE
#undef KAUNTA_CHARGE
#undef KAUNTA_PAYMENT
#undef KAUNTA_PERSON
#undef KAUNTA_EVENT

} // namespace kaunta::ledger::sql
