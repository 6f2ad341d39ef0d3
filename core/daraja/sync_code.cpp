#include "core/daraja/sync_code.h"

#include <QCoreApplication>
#include <array>

namespace kaunta::daraja {

using namespace Qt::StringLiterals;
using Moved = providers::Explanation::Moved;
using Remedy = providers::Explanation::Remedy;

namespace {

constexpr const char *kNotSent = QT_TRANSLATE_NOOP("Codes", "M-PESA did not take the request. The customer was not asked for money.");
constexpr const char *kRefusedWords = QT_TRANSLATE_NOOP("Codes", "M-PESA refused what the till sent. The customer was not asked for money.");
constexpr const char *kCallSupport = QT_TRANSLATE_NOOP("Codes", "Take the payment another way and call support.");
constexpr const char *kCheckKeys = QT_TRANSLATE_NOOP("Codes", "Take the payment another way. The manager must check the consumer key and secret in Settings.");
constexpr const char *kTokenSays = QT_TRANSLATE_NOOP("Codes", "M-PESA did not accept the till's access. The customer was not asked for money.");
constexpr const char *kTokenNext = QT_TRANSLATE_NOOP("Codes", "Send again once. If it stays so, the manager must check in Settings that the keys and the environment belong together, and on the Daraja portal that M-PESA Express is switched on.");
constexpr const char *kBusySays = QT_TRANSLATE_NOOP("Codes", "M-PESA has too many requests at the moment. The customer was not asked for money.");
constexpr const char *kBusyNext = QT_TRANSLATE_NOOP("Codes", "Wait half a minute, then send again.");
constexpr const char *kMaybeSays = QT_TRANSLATE_NOOP("Codes", "M-PESA had a fault and did not say whether it took the request.");
constexpr const char *kMaybeNext = QT_TRANSLATE_NOOP("Codes", "Do not ask for payment again. Kaunta goes on checking; see Pending.");

constexpr providers::Explanation kBug{kRefusedWords, kCallSupport, Moved::No, Remedy::ShopMustFix};
constexpr providers::Explanation kToken{kTokenSays, kTokenNext, Moved::No, Remedy::ShopMustFix};
constexpr providers::Explanation kBusy{kBusySays, kBusyNext, Moved::No, Remedy::WaitAndSendAgain};
constexpr providers::Explanation kMaybe{kMaybeSays, kMaybeNext, Moved::Unknown, Remedy::DoNotAskAgain};
constexpr providers::Explanation kKeys{QT_TRANSLATE_NOOP("Codes", "M-PESA does not accept the till's keys. The customer was not asked for money."), kCheckKeys, Moved::No, Remedy::ShopMustFix};
constexpr providers::Explanation kPending{QT_TRANSLATE_NOOP("Codes", "M-PESA is still working on this payment."),
                                          QT_TRANSLATE_NOOP("Codes", "Wait. Do not ask for payment again."), Moved::Unknown, Remedy::DoNotAskAgain};

// Order matters where one code has several messages: the first row that fits counts.
constexpr std::array kSyncCodes{
    SyncCode{"400.002.02", "Invalid CheckoutRequestID", Sent::No, false, "query: asked too early, or unknown id",
             {QT_TRANSLATE_NOOP("Codes", "M-PESA does not know this payment request yet."), QT_TRANSLATE_NOOP("Codes", "Wait. Do not ask for payment again."), Moved::Unknown, Remedy::DoNotAskAgain}},
    SyncCode{"400.002.02", "", Sent::No, false, "Bad Request - Invalid <Field>", kBug},
    SyncCode{"400.002.05", "", Sent::No, false, "Invalid request payload", kBug},
    SyncCode{"400.003.01", "", Sent::No, true, "Invalid access token", kToken},
    SyncCode{"400.003.02", "", Sent::No, false, "Bad request", kBug},
    SyncCode{"400.008.01", "", Sent::No, false, "OAuth: invalid authentication type", kKeys},
    SyncCode{"400.008.02", "", Sent::No, false, "OAuth: invalid grant type", kKeys},
    SyncCode{"401.003.01", "apiproduct", Sent::No, true, "no API product match: product not on the app",
             {QT_TRANSLATE_NOOP("Codes", "M-PESA Express is not switched on for this shop's Daraja app. The customer was not asked for money."),
              QT_TRANSLATE_NOOP("Codes", "Take the payment another way. The manager must add M-PESA Express to the app on the Daraja portal."), Moved::No, Remedy::ShopMustFix}},
    SyncCode{"401.*", "", Sent::No, true, "Invalid access token", kToken},
    SyncCode{"403.002.1001", "", Sent::No, false, "Not authorised to initiate",
             {QT_TRANSLATE_NOOP("Codes", "This shop may not make such requests. The customer was not asked for money."), kCallSupport, Moved::No, Remedy::ShopMustFix}},
    SyncCode{"404.001.03", "", Sent::No, true, "Invalid access token: expired, wrong environment, or product not on the app", kToken},
    SyncCode{"404.001.04", "", Sent::No, false, "Invalid authentication header, or wrong HTTP verb", kBug},
    SyncCode{"404.001.01", "", Sent::No, false, "Resource not found", kBug},
    SyncCode{"404.002.01", "", Sent::No, false, "Resource not found", kBug},
    SyncCode{"404.003.01", "", Sent::No, false, "Resource not found", kBug},
    SyncCode{"405.001", "", Sent::No, false, "Method not allowed", kBug},
    SyncCode{"500.001.1001", "Merchant does not exist", Sent::No, false, "short code, environment or go-live",
             {QT_TRANSLATE_NOOP("Codes", "M-PESA does not know this shop's number. The customer was not asked for money."),
              QT_TRANSLATE_NOOP("Codes", "Take the payment another way. The manager must check the short code and the environment in Settings."), Moved::No, Remedy::ShopMustFix}},
    SyncCode{"500.001.1001", "Wrong credentials", Sent::No, false, "passkey, or Timestamp does not match Password",
             {QT_TRANSLATE_NOOP("Codes", "The shop's passkey is not right. The customer was not asked for money."),
              QT_TRANSLATE_NOOP("Codes", "Take the payment another way. The manager must store the passkey again in Settings."), Moved::No, Remedy::ShopMustFix}},
    SyncCode{"500.001.1001", "Unable to lock subscriber", Sent::No, false, "another transaction of this subscriber is in process",
             {QT_TRANSLATE_NOOP("Codes", "The customer's phone has another M-PESA request open. This request was not shown."),
              QT_TRANSLATE_NOOP("Codes", "Check whether an earlier payment came. Wait two minutes, then send again."), Moved::ThisOneNo_EarlierMaybe, Remedy::WaitAndSendAgain}},
    SyncCode{"500.001.1001", "being processed", Sent::Maybe, false, "query: still running", kPending},
    SyncCode{"500.001.1001", "transaction does not exist", Sent::Maybe, false, "query: unknown id",
             {QT_TRANSLATE_NOOP("Codes", "M-PESA finds no trace of this payment request."), kMaybeNext, Moved::Unknown, Remedy::DoNotAskAgain}},
    SyncCode{"500.001.1001", "", Sent::Maybe, false, "no or unknown message", kMaybe},
    SyncCode{"500.002.1001", "", Sent::Maybe, false, "Duplicate OriginatorConversationID: the first one counts", kMaybe},
    SyncCode{"500.003.02", "", Sent::No, false, "System is busy, or spike arrest violation", kBusy},
    SyncCode{"500.003.03", "", Sent::No, false, "Quota violation",
             {kBusySays, QT_TRANSLATE_NOOP("Codes", "Wait five minutes, then send again."), Moved::No, Remedy::WaitAndSendAgain}},
    SyncCode{"500.003.1001", "", Sent::Maybe, false, "Internal server error", kMaybe},
    SyncCode{"00.002.1001", "", Sent::No, false, "Under maintenance",
             {QT_TRANSLATE_NOOP("Codes", "M-PESA is closed for maintenance. The customer was not asked for money."),
              QT_TRANSLATE_NOOP("Codes", "Take the payment another way, or try again later."), Moved::No, Remedy::WaitAndSendAgain}},
};

constexpr providers::Explanation kAckRefused{kNotSent, kBusyNext, Moved::No, Remedy::WaitAndSendAgain};
constexpr std::array kAckCodes{
    SyncCode{"15", "", Sent::No, false, "duplicate detected", kAckRefused},
    SyncCode{"18", "", Sent::No, false, "initiator credential check failure", kBug},
    SyncCode{"19", "", Sent::No, false, "message sequencing failure", kAckRefused},
    SyncCode{"20", "", Sent::No, false, "unresolved initiator", kBug},
    SyncCode{"21", "", Sent::No, false, "initiator to primary party permission failure", kBug},
    SyncCode{"22", "", Sent::No, false, "initiator to receiver party permission failure", kBug},
    SyncCode{"24", "", Sent::No, false, "missing mandatory fields", kBug},
    SyncCode{"25", "", Sent::No, false, "invalid request parameters", kBug},
    SyncCode{"26", "", Sent::No, false, "traffic blocking condition in place", kBusy},
    SyncCode{"29", "", Sent::No, false, "invalid command", kBug},
    SyncCode{"100000000", "", Sent::Maybe, false, "cached, waiting to be resent", kMaybe},
    SyncCode{"100000001", "", Sent::No, false, "overload", kBusy},
    SyncCode{"100000002", "", Sent::No, false, "throttled", kBusy},
    SyncCode{"100000004", "", Sent::No, false, "internal error of the gateway", kAckRefused},
    SyncCode{"100000005", "", Sent::No, false, "bad input", kBug},
    SyncCode{"100000007", "", Sent::No, false, "abnormal service status", kAckRefused},
    SyncCode{"100000009", "", Sent::No, false, "abnormal API status", kAckRefused},
    SyncCode{"100000010", "", Sent::No, false, "insufficient permission", kBug},
    SyncCode{"100000011", "", Sent::No, false, "request rate exceeded", kBusy},
};

bool fits(const SyncCode &row, const QString &code, const QString &message)
{
    const QLatin1StringView pattern(row.code);
    const bool codeFits = pattern.endsWith(u'*') ? code.startsWith(pattern.chopped(1)) : code == pattern;
    return codeFits && message.contains(QLatin1StringView(row.message), Qt::CaseInsensitive);
}

} // namespace

std::span<const SyncCode> syncCodes()
{
    return kSyncCodes;
}

std::span<const SyncCode> ackCodes()
{
    return kAckCodes;
}

const SyncCode *findSyncCode(const QString &code, const QString &message)
{
    for (const SyncCode &row : kSyncCodes)
        if (fits(row, code, message))
            return &row;
    return nullptr;
}

const SyncCode *findAckCode(const QString &responseCode)
{
    for (const SyncCode &row : kAckCodes)
        if (responseCode == QLatin1StringView(row.code))
            return &row;
    return nullptr;
}

bool isRefusingAck(const QString &responseCode)
{
    const SyncCode *row = findAckCode(responseCode);
    return row != nullptr && row->sent == Sent::No;
}

} // namespace kaunta::daraja
