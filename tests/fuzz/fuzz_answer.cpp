// What the gateway answers, through the provider that the till uses: "CALL STATUS CONTENT-TYPE RETRY-AFTER" in the first line, the body after it.
#include "core/daraja/ask_accepted.h"
#include "core/daraja/stk_result.h"
#include "core/daraja/sync_code.h"
#include "core/daraja/sync_error.h"
#include "core/providers/daraja_provider.h"
#include "tests/fuzz/gateway_answer.h"
#include "tests/support/test_clock.h"

using namespace kaunta;
using namespace kaunta::fuzz;
using namespace kaunta::providers;
using namespace Qt::StringLiterals;

namespace {

const QString kId = QStringLiteral("ws_CO_191220191020363925");

struct Bench {
    Bench()
    {
        Profile profile;
        profile.provider = u"daraja"_s;
        profile.environment = Environment::Custom;
        profile.baseUrl = QUrl(u"https://sandbox.example"_s);
        profile.shortCode = u"174379"_s;
        provider = std::make_unique<DarajaProvider>(profile, DarajaCredentials{"key", "secret", "passkey"}, wire, caches, clock);
    }
    template <class Answer, class Call>
    Answer answerOf(Call &&call)
    {
        return wire.answerOf<Answer>([&](auto done) { call(&context, done); });
    }

    int argc = 0;
    QCoreApplication app{argc, nullptr};
    QObject context;
    test::TestClock clock;
    OneAnswer wire{2};   // once more when its token was refused
    daraja::TokenCaches caches{wire, clock};
    std::unique_ptr<DarajaProvider> provider;
};

void checkPush(Bench &bench, const Told &told)
{
    const auto answer = bench.answerOf<PushAnswer>([&](QObject *context, auto done) {
        bench.provider->push(
            {*Msisdn::parse(u"0722000000"_s), Money::fromWhole(10), u"INV-1"_s, u"Payment"_s, {}, QUrl(u"https://till.example/r/1"_s), {}}, context,
            done);
    });
    const auto *accepted = std::get_if<PushAccepted>(&answer);
    HOLDS((accepted != nullptr) == (told.isSuccess() && told.text("ResponseCode"_L1) == "0"_L1 && !told.text("CheckoutRequestID"_L1).isEmpty()));
    if (accepted != nullptr) {
        HOLDS(accepted->checkoutRequestId == told.text("CheckoutRequestID"_L1));
        return;
    }
    // The request went out: it was refused in a way that is in a table, or nothing is known.
    const auto &failed = std::get<PushFailed>(answer);
    HOLDS(failed.certainty != Certainty::NotSent && (!failed.tokenRejected || failed.certainty == Certainty::Refused));
    HOLDS(failed.text.size() <= 500 || told.isSuccess());
    if (failed.certainty == Certainty::Refused) {
        const auto *row = daraja::findSyncCode(failed.code, failed.text);
        const bool listed = row != nullptr && row->sent == daraja::Sent::No && told.status >= 400;
        HOLDS(listed || daraja::isRefusingAck(failed.code) || (failed.code == "403"_L1 && told.status == 403) ||
              (failed.code == "429"_L1 && told.status == 429));
    }
}

void checkQuery(Bench &bench, const Told &told)
{
    const std::chrono::seconds age(told.json.size() % 2 == 0 ? 5 : 600);
    const auto answer = bench.answerOf<QueryAnswer>([&](QObject *context, auto done) { bench.provider->query(kId, age, context, done); });
    const QString response = told.text("ResponseCode"_L1);
    const QString id = told.text("CheckoutRequestID"_L1);
    const bool isOurs = told.isSuccess() && (response.isEmpty() || response == "0"_L1) && (id.isEmpty() || id == kId);
    const bool declines = bench.provider->meansDeclined(told.text("ResultCode"_L1));
    HOLDS((answer.kind == QueryAnswer::Kind::Paid) == (isOurs && told.text("ResultCode"_L1) == "0"_L1));
    HOLDS((answer.kind == QueryAnswer::Kind::Declined) == (isOurs && declines));
    HOLDS(!answer.retryAfter || (answer.retryAfter->count() >= 0 && answer.retryAfter->count() <= 3600));
}

void checkPull(Bench &bench, const Told &told)
{
    const QDateTime now = bench.clock.nowUtc();
    const auto answer = bench.answerOf<PullAnswer>([&](QObject *context, auto done) {
        bench.provider->pull({now.addDays(-2), now, 0}, context, done);
    });
    for (const PulledPayment &payment : answer.records) {
        HOLDS(!payment.receipt.isEmpty() && payment.amount.minor() >= 0 && payment.amount.minor() <= 999'999'999'999);
        HOLDS(!payment.at.isValid() || payment.at.timeSpec() == Qt::UTC);
    }
    HOLDS((answer.kind == PullAnswer::Kind::Records) == !answer.records.isEmpty());
    const QString code = told.text("ResponseCode"_L1);
    HOLDS(answer.kind == PullAnswer::Kind::Failed || (told.isSuccess() && (code == "1000"_L1 || code == "1001"_L1)));
}

void checkPullRegistration(Bench &bench, const Told &told)
{
    const QUrl url(u"https://till.example/r/1"_s);
    const auto pull = bench.answerOf<PlainAnswer>(
        [&](QObject *context, auto done) { bench.provider->registerPull(*Msisdn::parse(u"0722000000"_s), url, context, done); });
    const QString status = told.text("Response Status"_L1);
    HOLDS(pull.done == (told.isSuccess() && (status == "1000"_L1 || status == "1001"_L1)) && (!pull.wasDoneBefore || pull.done));
}

void checkUrlRegistration(Bench &bench, const Told &told)
{
    const QUrl url(u"https://till.example/r/1"_s);
    const auto urls = bench.answerOf<PlainAnswer>([&](QObject *context, auto done) { bench.provider->registerUrls({url, url}, context, done); });
    HOLDS(!urls.done || urls.wasDoneBefore || (told.isSuccess() && told.text("ResponseCode"_L1) == "0"_L1));
    HOLDS(!urls.wasDoneBefore || told.text("errorCode"_L1) == "500.003.1001"_L1);
}

void checkPicture(Bench &bench, const Told &told)
{
    const auto qr = bench.answerOf<QrAnswer>([&](QObject *context, auto done) {
        bench.provider->makeQr({Money::fromWhole(10), u"INV-1"_s, u"Duka"_s}, context, done);
    });
    HOLDS(qr.png.isEmpty() || (told.isSuccess() && qr.png.startsWith("\x89PNG\r\n\x1a\n")));
}

void checkOrganisation(Bench &bench, const Told &told)
{
    const auto shop = bench.answerOf<OrganisationAnswer>([&](QObject *context, auto done) { bench.provider->askOrganisation(context, done); });
    HOLDS(shop.name.isEmpty() == !(told.isSuccess() && !told.text("OrganizationName"_L1).isEmpty()));
}

//! The acknowledgement of a reversal or a question. The credential before it is RSA, and not what is looked at here.
void checkAsk(const Told &told)
{
    const auto read = daraja::AskAccepted::fromJson(told.json);
    const bool hasId = !told.text("ConversationID"_L1).isEmpty() || !told.text("OriginatorConversationID"_L1).isEmpty();
    HOLDS(static_cast<bool>(read) == (told.text("ResponseCode"_L1) == "0"_L1 && hasId));
    HOLDS(read || read.error().certainty != Certainty::Refused || daraja::isRefusingAck(read.error().code));
}

void checkToken(Bench &bench, const Told &told)
{
    const QByteArray text = told.text("access_token"_L1).toUtf8();
    if (text.size() > 3) // each longer one is remembered for the logs, for as long as the process lives
        return;
    bench.wire.answersTokens = true;
    const auto cache = bench.caches.get(QUrl(u"https://token.example"_s), "key", "secret");
    const auto token = bench.answerOf<Result<daraja::Token, daraja::CallFault>>([&](QObject *context, auto done) { cache->renew(context, done); });
    bench.wire.answersTokens = false;
    if (token)
        HOLDS(told.isSuccess() && !token->value.isEmpty() && token->value == text &&
              std::all_of(text.begin(), text.end(), [](char c) { return c > ' ' && c < '\x7f'; }));
    else
        HOLDS(token.error().certainty == Certainty::NotSent && !token.error().code.isEmpty());
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    static Bench &bench = *new Bench; // outlives everything
    const auto [head, body] = split(bytesOf(data, size));
    const QList<QByteArray> words = head.split(' ');
    const QByteArray call = words.value(0);
    const Told told(words.value(1).toInt(), body);
    bench.wire.answer.reached = net::Reply::Reached::Answered;
    bench.wire.answer.status = told.status;
    bench.wire.answer.headers = {{"Content-Type", words.value(2)}};
    if (words.size() > 3)
        bench.wire.answer.headers += {{"Retry-After", words.mid(3).join(' ')}, {"Date", "Sun, 22 Nov 2026 08:00:00 GMT"}};
    bench.wire.answer.body = body;
    if (call == "push")
        checkPush(bench, told);
    else if (call == "query")
        checkQuery(bench, told);
    else if (call == "pull")
        checkPull(bench, told);
    else if (call == "pull-register")
        checkPullRegistration(bench, told);
    else if (call == "register")
        checkUrlRegistration(bench, told);
    else if (call == "qr")
        checkPicture(bench, told);
    else if (call == "shop")
        checkOrganisation(bench, told);
    else if (call == "ask")
        checkAsk(told);
    else if (call == "token")
        checkToken(bench, told);
    else
        HOLDS(daraja::judge(bench.wire.answer) || !told.isSuccess() || body.isEmpty() || told.json.isEmpty());
    return 0;
}
