// What is posted to the path of a charge, or names its reference: in Safaricom's envelope, or flat where a provider may post so.
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
    const bool isOurs = expected.checkoutRequestId.isEmpty() || read->namesNoPrompt || read->checkoutRequestId == expected.checkoutRequestId;
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
           one.phone == other.phone && one.namesNoPrompt == other.namesNoPrompt;
}

void check(const QByteArray &body, StkForm form, const std::optional<StkCallback> &read)
{
    if (read) {
        HOLDS(!read->code.isEmpty() && body.size() <= kMaxBody);
        HOLDS(!read->amount || read->amount->minor() >= 0);
        HOLDS(!read->namesNoPrompt || (form == StkForm::EnvelopeOrFlat && read->checkoutRequestId.isEmpty()));
    }
    if (read && body.size() % 4 == 0) { // blanks and the order of keys mean nothing; one in four has to do
        const QByteArray written = QJsonDocument::fromJson(body).toJson();
        const auto again = parseStkCallback(written, form);
        HOLDS(again && same(*read, *again) && transactionReferenceIn(written) == transactionReferenceIn(body));
    }
    const Money told = read && read->amount && read->amount->minor() > 0 ? *read->amount : Money::fromWhole(1);
    checkVerdict({body.size() % 2 == 0 ? kId : QString(), told, form}, body, read);
    if (read && read->amount)
        checkVerdict({{}, Money::fromMinor(told.minor() + 1), form}, body, read);
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const QByteArray body = fuzz::bytesOf(data, size);
    const auto enveloped = parseStkCallback(body, StkForm::Envelope);
    const auto either = parseStkCallback(body, StkForm::EnvelopeOrFlat);
    if (enveloped) {
        HOLDS(either && same(*enveloped, *either) && !either->namesNoPrompt);
        check(body, StkForm::Envelope, enveloped);
    } else {
        check(body, StkForm::EnvelopeOrFlat, either);
    }
    return 0;
}
