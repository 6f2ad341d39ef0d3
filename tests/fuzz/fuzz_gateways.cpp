// What the other gateways answer, through the provider that the till uses: "GATEWAY CALL STATUS CONTENT-TYPE LIMIT REMAINING RETRY-AFTER" in the
// first line, the body after it. GATEWAY: kcb, kcb-own (a short code of the shop's own), muva, ethiopia, kenyan (Ethiopia with Kenya's codes trusted).
#include "core/daraja/oauth.h"
#include "core/daraja/sync_code.h"
#include "core/providers/kcb_buni/gateway_error.h"
#include "core/providers/provider_factory.h"
#include "tests/fuzz/gateway_answer.h"
#include "tests/support/test_clock.h"

#include <map>

using namespace kaunta;
using namespace kaunta::fuzz;
using namespace kaunta::providers;
using namespace Qt::StringLiterals;

namespace {

const QString kReference(32, u'a');

//! One gateway, as a shop has it.
struct Shop {
    Shop(const QString &provider, const QMap<QString, QString> &settings)
    {
        Profile profile;
        profile.provider = provider;
        profile.environment = Environment::Custom;
        profile.baseUrl = QUrl(u"https://gateway.example"_s);
        profile.shortCode = u"174379"_s;
        profile.settings = settings;
        const QMap<QString, QByteArray> secrets{{u"consumer-key"_s, "key"}, {u"consumer-secret"_s, "secret"}, {u"passkey"_s, "passkey"}, {u"bearer-token"_s, "bearer"}};
        gateway = makeProvider({profile, secrets, wire, caches, clock});
    }
    QObject context;
    test::TestClock clock;
    OneAnswer wire{1};   // what may move money is never repeated
    daraja::TokenCaches caches{wire, clock};
    std::unique_ptr<PaymentProvider> gateway;
};

bool saysYes(const QString &gateway, const Told &told)
{
    if (!told.isSuccess())
        return false;
    if (gateway.startsWith("kcb"_L1))
        return told.text("header"_L1, "statusCode"_L1) == "0"_L1 && told.text("response"_L1, "ResponseCode"_L1) == "0"_L1 &&
               !told.text("response"_L1, "CheckoutRequestID"_L1).isEmpty();
    if (gateway == "muva"_L1)
        return told.text("responseCode"_L1) == "0"_L1 && told.text("transactionReference"_L1) == kReference;
    return told.text("ResponseCode"_L1) == "0"_L1 && !told.text("CheckoutRequestID"_L1).isEmpty();
}

//! Whether this gateway is known to mean "nothing was done" by it.
bool isKnownRefusal(const QString &gateway, const Told &told, const net::Reply &reply, const PushFailed &failed)
{
    if (gateway == "muva"_L1)
        return told.status == 429 && !reply.header("X-RateLimit-Limit").isEmpty();
    if (gateway.startsWith("kcb"_L1)) {
        const auto *row = kcb_buni::findGatewayCode(failed.code);
        return (row != nullptr && row->status == told.status) || (told.isSuccess() && daraja::isRefusingAck(failed.code));
    }
    if (gateway == "ethiopia"_L1)
        return false;
    const auto *row = daraja::findSyncCode(failed.code, failed.text);
    return (row != nullptr && row->sent == daraja::Sent::No && told.status >= 400) || daraja::isRefusingAck(failed.code) ||
           (failed.code == "403"_L1 && told.status == 403) || (failed.code == "429"_L1 && told.status == 429);
}

void checkPush(Shop &shop, const QString &gateway, const Told &told)
{
    PushRequest request{*Msisdn::parse(u"0722000000"_s), Money::fromWhole(10), u"INV1"_s, u"Payment"_s, u"K1A1"_s, QUrl(u"https://till.example/r/"_s + kReference), {}};
    if (gateway == "ethiopia"_L1 || gateway == "kenyan"_L1) {
        request.phone = *Msisdn::parse(u"0712345678"_s, Country::Ethiopia);
        request.amount = Money::fromWhole(10, Currency::ETB);
    }
    const auto answer = shop.wire.answerOf<PushAnswer>([&](auto done) { shop.gateway->push(request, &shop.context, done); });
    HOLDS(shop.wire.sent == 1);
    HOLDS(std::holds_alternative<PushAccepted>(answer) == saysYes(gateway, told));
    if (std::holds_alternative<PushAccepted>(answer))
        return;
    const auto &failed = std::get<PushFailed>(answer);
    HOLDS(failed.certainty != Certainty::NotSent && (!failed.tokenRejected || failed.certainty == Certainty::Refused));
    HOLDS(failed.certainty != Certainty::Refused || isKnownRefusal(gateway, told, shop.wire.answer, failed));
    // What proves nothing is never explained as something that does.
    HOLDS(failed.certainty != Certainty::Unknown || shop.gateway->explain(failed.code, failed.text).moved != Explanation::Moved::No);
}

void checkPlain(Shop &shop, const QString &gateway, const Told &told, bool simulates)
{
    const QUrl url(u"https://till.example/r/1"_s);
    const auto answer = shop.wire.answerOf<PlainAnswer>([&](auto done) {
        if (simulates)
            shop.gateway->simulatePayment({*Msisdn::parse(u"0712345678"_s, Country::Ethiopia), Money::fromWhole(10, Currency::ETB), u"INV1"_s}, &shop.context, done);
        else
            shop.gateway->registerUrls({url, url}, &shop.context, done);
    });
    if (gateway != "ethiopia"_L1 && gateway != "kenyan"_L1) {
        HOLDS(!answer.done && answer.code == "unsupported"_L1 && shop.wire.sent == 0);
        return;
    }
    QString code;
    for (const auto name : {"responseCode"_L1, "ResponseCode"_L1, "resultCode"_L1, "ResultCode"_L1})
        if (code.isEmpty())
            code = told.text(name);
    HOLDS(answer.done == (told.isSuccess() && (code == "0"_L1 || code == "200"_L1)));
    HOLDS(answer.done || answer.certainty != Certainty::NotSent);
    HOLDS(gateway != "ethiopia"_L1 || answer.done || answer.certainty == Certainty::Unknown);
}

Shop *shopOf(const QString &gateway)
{
    static int argc = 0;
    static QCoreApplication &app = *new QCoreApplication(argc, nullptr);
    Q_UNUSED(app)
    static std::map<QString, Shop *> &shops = *new std::map<QString, Shop *>{
        {u"kcb"_s, new Shop(u"kcb-buni"_s, {{u"till-account"_s, u"1234567"_s}})},
        {u"kcb-own"_s, new Shop(u"kcb-buni"_s, {{u"shared-short-code"_s, u"off"_s}})},
        {u"muva"_s, new Shop(u"muvatech"_s, {})},
        {u"ethiopia"_s, new Shop(u"mpesa-ethiopia"_s, {})},
        {u"kenyan"_s, new Shop(u"mpesa-ethiopia"_s, {{u"kenyan-error-codes"_s, u"on"_s}})},
    };
    const auto found = shops.find(gateway);
    return found == shops.end() ? nullptr : found->second;
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const auto [head, body] = split(bytesOf(data, size));
    const QList<QByteArray> words = head.split(' ');
    const QString gateway = QString::fromLatin1(words.value(0));
    Shop *shop = shopOf(gateway);
    if (shop == nullptr)
        return 0;
    const Told told(words.value(2).toInt(), body);
    net::Reply &answer = shop->wire.answer;
    answer.reached = net::Reply::Reached::Answered;
    answer.status = told.status;
    answer.headers = {{"Content-Type", words.value(3)}};
    constexpr std::array<const char *, 3> kLimits{"X-RateLimit-Limit", "X-RateLimit-Remaining", "Retry-After"};
    for (qsizetype i = 0; i < 3 && words.size() > 4 + i; ++i)
        answer.headers += {{kLimits.at(static_cast<std::size_t>(i)), words.at(4 + i)}};
    answer.body = body;
    if (gateway == "muva"_L1)
        shop->clock.advance(std::chrono::hours(1));   // the longest that it may ask us to wait
    if (words.value(1) == "push")
        checkPush(*shop, gateway, told);
    else if (words.value(1) == "register" || words.value(1) == "simulate")
        checkPlain(*shop, gateway, told, words.value(1) == "simulate");
    return 0;
}
