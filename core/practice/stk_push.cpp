#include "core/practice/answers.h"
#include "core/practice/endpoints.h"
#include "core/practice/request_checks.h"

namespace kaunta::practice {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 kPromptMs = 60'000;

HttpAnswer locked(Backstage &stage)
{
    return errorAnswer(stage.random, 500, u"500.001.1001"_s, resultText(u"1001"_s));
}

//! "ws_CO_" ddMMyyyyHHmmss, three digits, the phone's last nine; an id that exists already is never given twice.
QString freshCheckoutId(Backstage &stage, const QString &phone)
{
    const QString stem = u"ws_CO_"_s + toEat(stage.now()).toString(u"ddMMyyyyHHmmss"_s);
    QString id;
    do {
        id = stem + randomDigits(stage.random, 3) + phone.last(9);
    } while (stage.store.push(id));
    return id;
}

PushRecord recordOf(Backstage &stage, const PushFields &fields, const Behaviour &behaviour)
{
    const qint64 now = stage.now();
    PushRecord push;
    push.checkoutId = freshCheckoutId(stage, fields.phone);
    push.merchantId = randomDigits(stage.random, 5) + u'-' + randomDigits(stage.random, 8) + u"-1"_s;
    push.phone = fields.phone;
    push.amount = fields.amount;
    push.shortCode = fields.shortCode;
    push.till = fields.till;
    push.reference = fields.reference;
    push.callbackUrl = fields.callbackUrl;
    push.createdAt = now;
    push.endsAt = now + kPromptMs;
    push.pending = behaviour.pending;
    push.limitedLeft = behaviour.limitedQueries;
    if (behaviour.asksHandset && stage.options.handsetAsks)
        return push;
    push.result = behaviour.result;
    push.resultAt = now + behaviour.resultAfter.count();
    push.earlyResult = behaviour.earlyResult;
    push.earlyFrom = now + behaviour.earlyFrom.count();
    push.receipt = receiptFor(stage, push.result);
    return push;
}

} // namespace

bool tokenExpiresNow(Backstage &stage, const Behaviour &behaviour, const QString &phone)
{
    if (behaviour.push != Behaviour::Push::ExpireToken)
        return false;
    const QString counter = u"token-expires/"_s + phone;
    if (stage.store.counter(counter) % 2 != 0)   // odd: it was refused once, and waits for the push with a fresh token
        return false;
    return stage.store.raiseCounter(counter) && stage.store.dropTokens();
}

HttpAnswer stkPush(Backstage &stage, const Call &call)
{
    const auto [fields, wrongField] = checkPush(call.body);
    if (!wrongField.isEmpty())
        return invalidField(stage.random, wrongField);
    if (!stage.options.shortCode.isEmpty() && fields.shortCode != stage.options.shortCode)
        return errorAnswer(stage.random, 500, u"500.001.1001"_s, u"Merchant does not exist"_s);
    if (!passwordFits(call.body, fields.shortCode, stage.options.passkey))
        return errorAnswer(stage.random, 500, u"500.001.1001"_s, u"[MerchantValidate] - Wrong credentials"_s);
    const Behaviour &behaviour = call.behaviour;
    if (behaviour.push == Behaviour::Push::Locked)
        return locked(stage);

    const PushRecord push = recordOf(stage, fields, behaviour);
    if (behaviour.push != Behaviour::Push::NoTrace) {
        QList<qint64> callbacksAt;
        if (push.resultAt)
            for (const auto after : behaviour.callbacks)
                callbacksAt.append(push.createdAt + after.count());
        const std::optional<bool> added = stage.store.addPush(push, callbacksAt);
        if (!added)
            return locked(stage);
        if (!*added)
            return internalError(stage.random);
    }
    if (behaviour.push == Behaviour::Push::ExpireToken && !stage.store.raiseCounter(u"token-expires/"_s + push.phone))
        return internalError(stage.random);
    return jsonAnswer(200, {{u"MerchantRequestID"_s, push.merchantId},
                            {u"CheckoutRequestID"_s, push.checkoutId},
                            {u"ResponseCode"_s, u"0"_s},
                            {u"ResponseDescription"_s, u"Success. Request accepted for processing"_s},
                            {u"CustomerMessage"_s, u"Success. Request accepted for processing"_s}});
}

QString receiptFor(Backstage &stage, const QString &result)
{
    return result == "0"_L1 ? freshReceipt(stage) : QString();
}

QString freshReceipt(Backstage &stage)
{
    QString receipt;
    do {
        receipt = u"TEST"_s + randomCode(stage.random, 6);
    } while (stage.books.receiptExists(receipt));
    return receipt;
}

QDateTime toEat(qint64 msSinceEpoch)
{
    return QDateTime::fromMSecsSinceEpoch(msSinceEpoch, Qt::OffsetFromUTC, 3 * 3600);
}

QString eatStamp(qint64 msSinceEpoch)
{
    return toEat(msSinceEpoch).toString(u"yyyyMMddHHmmss"_s);
}

} // namespace kaunta::practice
