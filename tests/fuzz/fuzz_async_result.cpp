// What is posted to the path of a reversal, of a question or of a pay-out.
#include "core/callbacks/async_result.h"
#include "core/callbacks/receiver.h"
#include "core/callbacks/wire_values.h"
#include "core/daraja/explain_result.h"
#include "tests/fuzz/fuzz.h"

#include <QJsonDocument>
#include <QRegularExpression>

using namespace kaunta;
using namespace kaunta::callbacks;
using namespace Qt::StringLiterals;

namespace {

bool isReceiptOrNothing(const QString &text)
{
    return receiptOrNothing(text) == text;
}

void checkStatus(const AsyncResult &result)
{
    static const QRegularExpression number(u"[0-9](?: ?[0-9]){4}"_s);
    const StatusResult status = readStatus(result, Currency::KES);
    if (status.isCompleted)
        HOLDS(result.type == "0"_L1 && result.code == "0"_L1 && status.status.toLower() == "completed"_L1);
    HOLDS(isReceiptOrNothing(status.receipt) && (!status.amount || status.amount->minor() >= 0));
    HOLDS(!number.match(status.counterparty).hasMatch()); // a name, never a number
}

void checkMeaning(const AsyncResult &result)
{
    using providers::ResultKind;
    using providers::ResultMeaning;
    for (const ResultKind kind : {ResultKind::Reversal, ResultKind::Status, ResultKind::Balance}) {
        const ResultMeaning meaning = daraja::meaningOf(kind, result.code);
        HOLDS((meaning == ResultMeaning::Done) == (result.code == "0"_L1));
        HOLDS(meaning != ResultMeaning::AlreadyReversed || result.code == "R000001"_L1);
        const auto words = daraja::explainResult(kind, result.code, result.text);
        HOLDS(words.says[0] != '\0');
        if (kind == ResultKind::Reversal && meaning == ResultMeaning::Unclear)
            HOLDS(words.moved != providers::Explanation::Moved::Yes);
    }
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const QByteArray body = fuzz::bytesOf(data, size);
    const auto read = parseAsyncResult(body);
    if (!read)
        return 0;
    HOLDS(!read->code.isEmpty() && body.size() <= kMaxBody && isReceiptOrNothing(read->transactionId));
    HOLDS(read->isCompleted() == (read->type == "0"_L1));
    for (const auto &[name, value] : read->parameters)
        HOLDS(!name.isEmpty() && name == name.toLower() && !name.contains(u' ') && value == value.trimmed());
    const ReversalResult reversal = readReversal(*read, Currency::KES);
    HOLDS(isReceiptOrNothing(reversal.receipt) && isReceiptOrNothing(reversal.originalReceipt) &&
          (!reversal.amount || reversal.amount->minor() >= 0));
    HOLDS(!reversal.completedAt.isValid() || reversal.completedAt.timeSpec() == Qt::UTC);
    checkStatus(*read);
    checkMeaning(*read);
    for (const BalanceAccount &account : readBalance(*read).accounts)
        HOLDS(!account.name.isEmpty() && (account.current || account.available));
    if (body.size() % 4 != 0) // blanks and the order of keys mean nothing; one in four has to do
        return 0;
    const auto again = parseAsyncResult(QJsonDocument::fromJson(body).toJson());
    HOLDS(again && again->code == read->code && again->type == read->type && again->parameters == read->parameters);
    return 0;
}
