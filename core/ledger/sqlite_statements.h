#pragma once

//! Every statement on the tables of a ledger, in one place: the tests ask SQLite how it would run them (EXPLAIN QUERY PLAN).
namespace kaunta::ledger::sql {

#define KAUNTA_SALE "SELECT id, number, due_minor, currency, user, reference, description, person_id, created_at FROM sale "
#define KAUNTA_CHARGE                                                                                                                                \
    "SELECT id, sale_id, key, person_id, amount_minor, currency, status, attempt, evidence, check_left, stopped, receipt, "                          \
    "reason, wire_reference, callback_token, earlier_token, merchant_request_id, checkout_request_id, journaled_at, "                                \
    "accepted_at, settled_at, last_asked_at, boot_id, journaled_since_boot_ms, pending FROM charge "
#define KAUNTA_PAYMENT \
    "SELECT receipt, sale_id, charge_id, amount_minor, currency, evidence, at, paid_at, person_id, bill_reference, matched_by, matched_at FROM payment "
#define KAUNTA_PERSON "SELECT id, salt, msisdn, name, phone_hint FROM person "
#define KAUNTA_EVENT "SELECT till, seq, at_utc, actor, subject, kind, v, payload, prev_hash, hash FROM event "

#define KAUNTA_REFUND                                                                                                                                \
    "SELECT id, payer_id, receipt, sale_id, amount_minor, currency, remarks, requested_by, approved_by, single_person, status, attempt, evidence, "  \
    "reversal_receipt, reason, result_token, timeout_token, earlier_result_token, earlier_timeout_token, conversation_id, "                          \
    "originator_conversation_id, journaled_at, accepted_at, settled_at FROM refund "
#define KAUNTA_ENQUIRY                                                                                                                               \
    "SELECT id, payer_id, kind, state, subject, asked_by, result_token, timeout_token, conversation_id, originator_conversation_id, reason, "        \
    "answer, asked_at, answered_at FROM enquiry "
#define KAUNTA_USER "SELECT id, name, role, disabled, wrong_tries, last_wrong_at, created_at FROM user "
#define KAUNTA_CLAIM "SELECT code, sale_id, charge_id, state, claimed_by, claimed_at, decided_by, decided_at FROM claim "

inline constexpr char kSale[] = KAUNTA_SALE "WHERE id = ? OR number = ?";
inline constexpr char kCharge[] = KAUNTA_CHARGE "WHERE id = ?";
inline constexpr char kChargeByKey[] = KAUNTA_CHARGE "WHERE key = ?";
inline constexpr char kChargeByToken[] = KAUNTA_CHARGE "WHERE callback_token = ?";
inline constexpr char kChargeByEarlierToken[] = KAUNTA_CHARGE "WHERE earlier_token = ?";
inline constexpr char kPerson[] = KAUNTA_PERSON "WHERE id = ?";
inline constexpr char kPersonByMsisdn[] = KAUNTA_PERSON "WHERE msisdn = ?";
inline constexpr char kPayment[] = KAUNTA_PAYMENT "WHERE receipt = ?";
inline constexpr char kPaymentsOfSale[] = KAUNTA_PAYMENT "WHERE sale_id = ? ORDER BY rowid";
//! The index is named: SQLite, which knows no numbers of rows here, would prefer "no charge" or "no sale" and then sort.
inline constexpr char kDirectPayments[] =
    KAUNTA_PAYMENT "INDEXED BY payment_direct WHERE charge_id IS NULL AND at >= ? ORDER BY at DESC, rowid DESC LIMIT ?";
inline constexpr char kLoosePayments[] =
    KAUNTA_PAYMENT "INDEXED BY payment_loose WHERE charge_id IS NULL AND sale_id IS NULL AND at >= ? ORDER BY at DESC, rowid DESC LIMIT ?";
inline constexpr char kRefund[] = KAUNTA_REFUND "WHERE id = ?";
inline constexpr char kRefundByToken[] =
    KAUNTA_REFUND "WHERE result_token = ? OR timeout_token = ? OR earlier_result_token = ? OR earlier_timeout_token = ?";
inline constexpr char kRefundsOfReceipt[] = KAUNTA_REFUND "WHERE receipt = ? ORDER BY nr";
//! refund::isOpen(), as the index has it.
inline constexpr char kOpenRefunds[] =
    KAUNTA_REFUND "INDEXED BY refund_open WHERE status IN ('journaled', 'accepted', 'unknown', 'conflict') ORDER BY nr";
inline constexpr char kRefundsSince[] = KAUNTA_REFUND "WHERE journaled_at >= ? ORDER BY journaled_at DESC, nr DESC LIMIT ?";
inline constexpr char kEnquiry[] = KAUNTA_ENQUIRY "WHERE id = ?";
inline constexpr char kEnquiryByToken[] = KAUNTA_ENQUIRY "WHERE result_token = ? OR timeout_token = ?";
inline constexpr char kOpenEnquiries[] = KAUNTA_ENQUIRY "INDEXED BY enquiry_open WHERE state IN ('asked', 'accepted') ORDER BY nr";
inline constexpr char kEnquiriesOf[] = KAUNTA_ENQUIRY "WHERE kind = ? ORDER BY nr DESC LIMIT ?";
inline constexpr char kUser[] = KAUNTA_USER "WHERE name = ?";
inline constexpr char kUserById[] = KAUNTA_USER "WHERE id = ?";
inline constexpr char kPin[] = "SELECT user_id, salt, hash FROM pin WHERE user_id = ?";
inline constexpr char kClaim[] = KAUNTA_CLAIM "WHERE code = ?";
inline constexpr char kClaims[] = KAUNTA_CLAIM "WHERE state = ? ORDER BY nr LIMIT ?";
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
inline constexpr char kEveryRefund[] = KAUNTA_REFUND "ORDER BY nr";
inline constexpr char kEveryEnquiry[] = KAUNTA_ENQUIRY "ORDER BY nr";
inline constexpr char kEveryUser[] = KAUNTA_USER "ORDER BY nr";
inline constexpr char kEveryClaim[] = KAUNTA_CLAIM "ORDER BY nr";
inline constexpr char kEveryPerson[] = KAUNTA_PERSON "ORDER BY id";

inline constexpr char kPutEvent[] =
    "INSERT INTO event (till, seq, at_utc, actor, subject, kind, v, payload, prev_hash, hash) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
inline constexpr char kPutPerson[] = "INSERT INTO person (id, salt, msisdn, name, phone_hint) VALUES (?, ?, ?, ?, ?) "
                                     "ON CONFLICT (id) DO UPDATE SET name = excluded.name, phone_hint = excluded.phone_hint "
                                     "WHERE msisdn IS excluded.msisdn";
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
//! Changes nothing (and the writer then says Conflict) if the receipt has another amount, or a charge and would leave it or its sale.
inline constexpr char kPutPayment[] =
    "INSERT INTO payment (receipt, sale_id, charge_id, amount_minor, currency, evidence, at, paid_at, person_id, bill_reference, matched_by, "
    "matched_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) "
    "ON CONFLICT (receipt) DO UPDATE SET sale_id = excluded.sale_id, charge_id = excluded.charge_id, evidence = excluded.evidence, at = excluded.at, "
    "paid_at = excluded.paid_at, person_id = excluded.person_id, bill_reference = excluded.bill_reference, matched_by = excluded.matched_by, "
    "matched_at = excluded.matched_at WHERE amount_minor = excluded.amount_minor AND currency = excluded.currency "
    "AND (charge_id IS NULL OR (charge_id = excluded.charge_id AND sale_id IS excluded.sale_id))";
//! Changes nothing (and the writer then refuses) if it would move a refund to another receipt.
inline constexpr char kPutRefund[] =
    "INSERT INTO refund (id, payer_id, receipt, sale_id, amount_minor, currency, remarks, requested_by, approved_by, single_person, status, attempt, "
    "evidence, reversal_receipt, reason, result_token, timeout_token, earlier_result_token, earlier_timeout_token, conversation_id, "
    "originator_conversation_id, journaled_at, accepted_at, settled_at) "
    "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) "
    "ON CONFLICT (id) DO UPDATE SET payer_id = excluded.payer_id, sale_id = excluded.sale_id, remarks = excluded.remarks, requested_by = "
    "excluded.requested_by, approved_by = excluded.approved_by, single_person = excluded.single_person, status = excluded.status, attempt = "
    "excluded.attempt, evidence = excluded.evidence, reversal_receipt = excluded.reversal_receipt, reason = excluded.reason, result_token = "
    "excluded.result_token, timeout_token = excluded.timeout_token, earlier_result_token = excluded.earlier_result_token, earlier_timeout_token = "
    "excluded.earlier_timeout_token, conversation_id = excluded.conversation_id, originator_conversation_id = "
    "excluded.originator_conversation_id, journaled_at = excluded.journaled_at, accepted_at = excluded.accepted_at, settled_at = "
    "excluded.settled_at WHERE receipt = excluded.receipt AND amount_minor = excluded.amount_minor AND currency = excluded.currency";
inline constexpr char kPutEnquiry[] =
    "INSERT INTO enquiry (id, payer_id, kind, state, subject, asked_by, result_token, timeout_token, conversation_id, originator_conversation_id, "
    "reason, answer, asked_at, answered_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) "
    "ON CONFLICT (id) DO UPDATE SET payer_id = excluded.payer_id, kind = excluded.kind, state = excluded.state, subject = excluded.subject, "
    "asked_by = excluded.asked_by, result_token = excluded.result_token, timeout_token = excluded.timeout_token, conversation_id = "
    "excluded.conversation_id, originator_conversation_id = excluded.originator_conversation_id, reason = excluded.reason, answer = "
    "excluded.answer, asked_at = excluded.asked_at, answered_at = excluded.answered_at";
inline constexpr char kPutUser[] =
    "INSERT INTO user (id, name, role, disabled, wrong_tries, last_wrong_at, created_at) VALUES (?, ?, ?, ?, ?, ?, ?) "
    "ON CONFLICT (id) DO UPDATE SET name = excluded.name, role = excluded.role, disabled = excluded.disabled, wrong_tries = excluded.wrong_tries, "
    "last_wrong_at = excluded.last_wrong_at, created_at = excluded.created_at";
inline constexpr char kPutPin[] =
    "INSERT INTO pin (user_id, salt, hash) VALUES (?, ?, ?) ON CONFLICT (user_id) DO UPDATE SET salt = excluded.salt, hash = excluded.hash";
//! Changes nothing (and the writer then says Conflict) if the code was claimed for another sale.
inline constexpr char kPutClaim[] =
    "INSERT INTO claim (code, sale_id, charge_id, state, claimed_by, claimed_at, decided_by, decided_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?) "
    "ON CONFLICT (code) DO UPDATE SET charge_id = excluded.charge_id, state = excluded.state, claimed_by = excluded.claimed_by, claimed_at = "
    "excluded.claimed_at, decided_by = excluded.decided_by, decided_at = excluded.decided_at WHERE sale_id IS excluded.sale_id";
inline constexpr char kSetSetting[] = "INSERT INTO setting (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value";
inline constexpr char kDropKey[] = "UPDATE charge SET key = NULL WHERE id = ?";
inline constexpr char kForgetPerson[] = "DELETE FROM person WHERE id = ?";
inline constexpr char kProbe[] = "UPDATE probe SET n = n + 1";

#undef KAUNTA_SALE
#undef KAUNTA_CHARGE
#undef KAUNTA_PAYMENT
#undef KAUNTA_PERSON
#undef KAUNTA_EVENT
#undef KAUNTA_REFUND
#undef KAUNTA_ENQUIRY
#undef KAUNTA_USER
#undef KAUNTA_CLAIM

} // namespace kaunta::ledger::sql
