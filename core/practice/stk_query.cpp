#include "core/practice/answers.h"
#include "core/practice/endpoints.h"
#include "core/practice/request_checks.h"

namespace kaunta::practice {

using namespace Qt::StringLiterals;

namespace {

HttpAnswer resultAnswer(const PushRecord &push, const QString &result)
{
    return jsonAnswer(200, {{u"ResponseCode"_s, u"0"_s},
                            {u"ResponseDescription"_s, u"The service request has been accepted successfully"_s},
                            {u"MerchantRequestID"_s, push.merchantId},
                            {u"CheckoutRequestID"_s, push.checkoutId},
                            {u"ResultCode"_s, result},
                            {u"ResultDesc"_s, resultText(result)}});
}

HttpAnswer pendingAnswer(Backstage &stage, const PushRecord &push)
{
    switch (push.pending) {
    case Behaviour::Pending::EmptyText:
        return errorAnswer(stage.random, 500, u"500.001.1001"_s, QString());
    case Behaviour::Pending::Code4999:
        return resultAnswer(push, u"4999"_s);
    case Behaviour::Pending::InvalidId:
        return errorAnswer(stage.random, 400, u"400.002.02"_s, u"Invalid CheckoutRequestID"_s);
    case Behaviour::Pending::BeingProcessed:
        break;
    }
    return errorAnswer(stage.random, 500, u"500.001.1001"_s, u"The transaction is being processed"_s);
}

} // namespace

HttpAnswer stkQuery(Backstage &stage, const Call &call)
{
    const auto [fields, wrongField] = checkQuery(call.body);
    if (!wrongField.isEmpty())
        return invalidField(stage.random, wrongField);
    if (!passwordFits(call.body, fields.shortCode, stage.options.passkey))
        return errorAnswer(stage.random, 500, u"500.001.1001"_s, u"[MerchantValidate] - Wrong credentials"_s);
    const std::optional<PushRecord> push = stage.store.push(fields.checkoutId);
    if (!push || push->shortCode != fields.shortCode)   // another shop's prompt does not exist for this one
        return errorAnswer(stage.random, 500, u"500.001.1001"_s, u"The transaction does not exist"_s);
    if (stage.store.useLimitedQuery(push->checkoutId))
        return spikeArrest();
    const qint64 now = stage.now();
    if (const QString result = push->resultNow(now); !result.isEmpty())
        return resultAnswer(*push, result);
    if (!push->earlyResult.isEmpty() && now >= push->earlyFrom)
        return resultAnswer(*push, push->earlyResult);
    return pendingAnswer(stage, *push);
}

} // namespace kaunta::practice
