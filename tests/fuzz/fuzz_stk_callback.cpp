// What is posted to the path of a charge.
#include "core/callbacks/receiver.h"
#include "core/callbacks/stk_callback.h"
#include "core/callbacks/wire_values.h"
#include "core/daraja/stk_result.h"
#include "tests/fuzz/fuzz.h"

#include <QJsonDocument>

using namespace kaunta;
using namespace kaunta::callbacks;
using namespace Qt::StringLiterals;
using Kind = StkVerdict::Kind;

namespace {

const QString kId = QStringLiteral("ws_CO_191220191020363925");

bool declines(const QString &code)
{
    const auto *row = daraja::findStkResult(code);
    return row != nullptr && row->outcome == daraja::StkResult::Outcome::Declined;
}

void checkVerdict(const StkExpectation &expected, const QByteArray &body, const std::optional<StkCallback> &read)
{
    const StkVerdict verdict = judgeStkCallback(expected, body, declines);
    HOLDS((verdict.kind == Kind::Unreadable) == !read);
    HOLDS((verdict.kind == Kind::Unreadable) == verdict.code.isEmpty());
    if (!read)
        return;
    const bool isOurs = expected.checkoutRequestId.isEmpty() || read->checkoutRequestId == expected.checkoutRequestId;
    HOLDS((verdict.kind == Kind::NotForThisCharge) == !isOurs);
    const bool saysPaid = isOurs && read->code == "0"_L1;
    HOLDS((verdict.kind == Kind::Declined) == (isOurs && declines(read->code)));
    const bool rightAmount = read->amount && read->amount->minor() == expected.amount.minor();
    HOLDS((verdict.kind == Kind::Paid) == (saysPaid && rightAmount && !read->receipt.isEmpty()));
    HOLDS((verdict.kind == Kind::PaidOtherAmount) == (saysPaid && read->amount && !rightAmount));
    HOLDS(saysPaid || (verdict.receipt.isEmpty() && !verdict.amount));
    if (verdict.kind == Kind::Paid)
        HOLDS(verdict.amount == expected.amount && verdict.amount->minor() > 0 && receiptOrNothing(verdict.receipt) == verdict.receipt);
}

bool same(const StkCallback &one, const StkCallback &other)
{
    return one.merchantRequestId == other.merchantRequestId && one.checkoutRequestId == other.checkoutRequestId && one.code == other.code &&
           one.text == other.text && one.amount == other.amount && one.receipt == other.receipt && one.transactionDate == other.transactionDate &&
           one.phone == other.phone;
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const QByteArray body = fuzz::bytesOf(data, size);
    const auto read = parseStkCallback(body);
    if (read) {
        HOLDS(!read->code.isEmpty() && body.size() <= kMaxBody);
        HOLDS(!read->amount || read->amount->minor() >= 0);
    }
    if (read && body.size() % 4 == 0) { // blanks and the order of keys mean nothing; one in four has to do
        const auto again = parseStkCallback(QJsonDocument::fromJson(body).toJson());
        HOLDS(again && same(*read, *again));
    }
    const Money told = read && read->amount && read->amount->minor() > 0 ? *read->amount : Money::fromWhole(1);
    checkVerdict({size % 2 == 0 ? kId : QString(), told}, body, read);
    if (read && read->amount)
        checkVerdict({{}, Money::fromMinor(told.minor() + 1)}, body, read);
    return 0;
}
