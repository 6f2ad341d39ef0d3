#pragma once

#include "core/providers/payment_provider.h"

#include <QString>
#include <span>

namespace kaunta::daraja {

//! Could a request that was answered so have been executed?
enum class Sent { No, Maybe };

//! One row of the table of synchronous errors `{requestId, errorCode, errorMessage}`: every row of the fact sheet that a
//! payment can meet, in its words.
struct SyncCode {
    const char *code;        //!< errorCode; a final '*' stands for any ending
    const char *message;     //!< must be contained in errorMessage, whatever the case; "": any message
    Sent sent;
    bool tokenRejected;      //!< refused because of the access token: a new one may help
    const char *meaning;     //!< the provider's meaning, for logs and support; not translated
    providers::Explanation explanation;
};

std::span<const SyncCode> syncCodes();

//! The first row that fits; nullptr: in no table, so nothing is known about it.
const SyncCode *findSyncCode(const QString &code, const QString &message);

//! ResponseCodes of an acknowledgement (HTTP 200) by which the gateway says that it did not pass the request on. 100000000
//! ("cached, waiting to be resent") is not among them.
bool isRefusingAck(const QString &responseCode);
//! Words for them; nullptr: in no table.
const SyncCode *findAckCode(const QString &responseCode);
std::span<const SyncCode> ackCodes();

} // namespace kaunta::daraja
