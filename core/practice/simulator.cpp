#include "core/practice/simulator.h"

#include "core/base/msisdn.h"
#include "core/practice/answers.h"
#include "core/practice/dialect.h"
#include "core/practice/endpoints.h"
#include "core/practice/post_office.h"
#include "core/practice/request_checks.h"

#include <QLocale>
#include <utility>

namespace kaunta::practice {

using namespace Qt::StringLiterals;

namespace {

using Kind = Misbehaviour::Kind;

constexpr qint64 kHandsetToCallbackMs = 1000;
constexpr qint64 kMostAtOnce = 250'000;
constexpr qsizetype kLongestReference = 20;

} // namespace

struct Simulator::Private {
    Options options;
    const Clock &clock;
    RandomSource &random;
    Database database;
    Books books;
    Store store;
    InitiatorKey key;
    Backstage stage{options, clock, random, store, books, key};
    std::unique_ptr<Dialect> dialect;   // null: Daraja itself
    PostOffice post;
    Script script;
    std::function<void()> listener;

    Private(Options given, const Clock &aClock, RandomSource &aRandom, Deliver deliver)
        : options(std::move(given)), clock(aClock), random(aRandom), database(options.storePath), books(database),
          store(database, books, clock.nowUtc().toMSecsSinceEpoch()), key(database),
          dialect(Dialect::named(options.provider, {options, clock, [this](const HttpRequest &request) { return answer(request); }})),
          post(stage, [this, deliver = std::move(deliver)](const QUrl &url, const QByteArray &body) { handOn(deliver, url, body); }, [this] { tellChange(); })
    {
    }

    //! What M-PESA posts goes out in the words of whoever hands it on.
    void handOn(const Deliver &deliver, const QUrl &url, const QByteArray &body) const
    {
        const Dialect::Post told = dialect ? dialect->outward(url, body) : Dialect::Post{url, body};
        deliver(told.url, told.body);
    }

    //! What is known of a request before anything checks it.
    struct Asked {
        QUrl url;
        const Route *route = nullptr;
        std::optional<QJsonObject> body;
        QString phone;
        Behaviour behaviour;
    };

    Asked look(const HttpRequest &request) const
    {
        Asked asked{.url = QUrl::fromEncoded(request.target, QUrl::StrictMode), .route = nullptr, .body = {}, .phone = {}, .behaviour = {}};
        asked.route = routeOf(asked.url);
        asked.body = jsonBody(request);
        if (!asked.route || !asked.body)
            return asked;
        asked.phone = phoneOf(store, books, asked.route->endpoint, *asked.body);
        return asked;
    }

    //! The rule's behaviour, else the phone's own; only a push has one.
    static Behaviour behaviourOf(const Asked &asked, const Rule *rule)
    {
        if (asked.route->endpoint != Endpoint::Push || !asked.body)
            return {};
        return rule && rule->behaviour ? *rule->behaviour : behaviourOfPhone(asked.phone);
    }

    //! The rule's outcome, else what the phone that paid wants of a reversal.
    static std::optional<Outcome> outcomeOf(const Asked &asked, const Rule *rule)
    {
        if (rule && rule->outcome)
            return rule->outcome;
        return asked.route->endpoint == Endpoint::Reversal ? std::optional(behaviourOfPhone(asked.phone).reversal) : std::nullopt;
    }

    //! How the connection breaks for this request, whatever the answer will be.
    static Misbehaviour misbehaviourOf(const Asked &asked, const Rule *rule)
    {
        if (rule && rule->misbehaviour)
            return *rule->misbehaviour;
        const Misbehaviour own = behaviourOf(asked, rule).onPush;
        return own.kind == Kind::RefuseConnection || own.kind == Kind::LoseRequest ? own : Misbehaviour{};
    }

    HttpAnswer answer(const HttpRequest &request)
    {
        Asked asked = look(request);
        if (!asked.route)
            return errorAnswer(random, 404, u"404.001.01"_s, u"Resource not found"_s);
        const std::optional<Rule> taken = script.take(asked.route->endpoint, asked.phone);
        const Rule *rule = taken ? &*taken : nullptr;
        asked.behaviour = behaviourOf(asked, rule);
        const Misbehaviour misbehaviour = misbehaviourOf(asked, rule);
        if (misbehaviour.kind == Kind::RefuseConnection || misbehaviour.kind == Kind::LoseRequest)
            return {.status = 0, .headers = {}, .body = {}, .misbehaviour = misbehaviour};

        HttpAnswer answer = rule && rule->answer ? *rule->answer : pastTheGateway(request, asked, outcomeOf(asked, rule));
        answer.delay = rule ? rule->answerAfter : std::chrono::milliseconds{0};
        answer.misbehaviour = misbehaviour;
        if (misbehaviour.kind == Kind::None && !(rule && rule->misbehaviour) && answer.status == 200)
            answer.misbehaviour = asked.behaviour.onPush;
        return answer;
    }

    HttpAnswer pastTheGateway(const HttpRequest &request, const Asked &asked, const std::optional<Outcome> &outcome)
    {
        const Route &route = *asked.route;
        if (asked.behaviour.push == Behaviour::Push::Firewall)
            return firewallPage();
        if (request.method != route.method) {
            const bool readInsteadOfWrite = request.method == "GET";   // Daraja's odd words for the commonest mistake
            return readInsteadOfWrite ? errorAnswer(random, 404, u"404.001.04"_s, u"Invalid Authentication Header"_s)
                                      : errorAnswer(random, 405, u"405.001"_s, u"Method Not Allowed"_s);
        }
        if (route.needsToken) {
            const QByteArray authorization = headerOf(request, "Authorization");
            const QString token = authorization.startsWith("Bearer ") ? QString::fromUtf8(authorization.mid(7)) : QString();
            if (tokenExpiresNow(stage, asked.behaviour, asked.phone) || !store.tokenIsValid(token, stage.now()))
                return route.refuseToken ? route.refuseToken(random, token) : invalidToken(random);
            if (!asked.body)
                return errorAnswer(random, 400, u"400.002.05"_s, u"Invalid Request Payload"_s);
        }
        return route.answer(stage, {request, asked.url, asked.body.value_or(QJsonObject()), asked.behaviour, outcome});
    }

    //! A prompt that nobody answered ends after a minute, also when no program was running then.
    void endPrompts()
    {
        const qint64 now = stage.now();
        for (const PushRecord &push : store.waitingPrompts())
            if (push.endsAt <= now)
                store.settle(push.checkoutId, u"1037"_s, {}, push.endsAt, push.endsAt);
    }

    void tellChange() const
    {
        if (listener)
            listener();
    }
};

Simulator::Simulator(Options options, const Clock &clock, RandomSource &random, Deliver deliver)
    : d(std::make_unique<Private>(std::move(options), clock, random, std::move(deliver)))
{
}

Simulator::~Simulator() = default;

QString Simulator::problem() const
{
    return d->database.problem();
}

HttpAnswer Simulator::handle(const HttpRequest &request)
{
    d->endPrompts();
    HttpAnswer answer = d->dialect ? d->dialect->handle(request) : d->answer(request);
    if (answer.status != 0)   // from which a till learns whether its own clock is right
        answer.headers.emplaceBack("Date", QLocale::c().toString(d->clock.nowUtc(), u"ddd, dd MMM yyyy hh:mm:ss 'GMT'"_s).toLatin1());
    d->tellChange();
    return answer;
}

bool Simulator::refuses(const HttpRequest &request) const
{
    const auto inner = d->dialect ? d->dialect->inner(request) : std::optional(request);
    if (!inner)
        return false;
    const Private::Asked asked = d->look(*inner);
    return asked.route && Private::misbehaviourOf(asked, d->script.peek(asked.route->endpoint, asked.phone)).kind == Kind::RefuseConnection;
}

std::optional<QDateTime> Simulator::nextDue() const
{
    const std::optional<qint64> due = d->post.nextDue();
    return due ? std::optional(QDateTime::fromMSecsSinceEpoch(*due, Qt::UTC)) : std::nullopt;
}

void Simulator::tick()
{
    d->endPrompts();
    d->post.work();
    d->tellChange();
}

QList<Prompt> Simulator::prompts() const
{
    QList<Prompt> waiting;
    const qint64 now = d->stage.now();
    for (const PushRecord &push : d->store.waitingPrompts())
        if (!push.ignored && push.endsAt > now)
            waiting.append({push.checkoutId, push.phone, push.amount, d->options.shop, push.reference,
                            QDateTime::fromMSecsSinceEpoch(push.endsAt, Qt::UTC), push.triesLeft});
    return waiting;
}

void Simulator::answerPrompt(const QString &id, HandsetAnswer answer)
{
    d->endPrompts();
    const qint64 now = d->stage.now();
    const auto settle = [&](const QString &result) { d->store.settle(id, result, receiptFor(d->stage, result), now, now + kHandsetToCallbackMs); };
    switch (answer) {
    case HandsetAnswer::AcceptWithPin:
        settle(u"0"_s);
        break;
    case HandsetAnswer::Cancel:
        settle(u"1032"_s);
        break;
    case HandsetAnswer::Ignore:
        d->store.noteIgnored(id);
        break;
    case HandsetAnswer::WrongPin:
        if (d->store.noteWrongPin(id) && d->store.push(id).value_or(PushRecord()).triesLeft == 0)
            settle(u"2001"_s);
        break;
    }
    d->tellChange();
}

bool Simulator::payShop(const QString &phone, qint64 amount, const QString &reference)
{
    const auto payer = Msisdn::parse(phone);
    const std::optional<ShopUrls> registered = d->books.latestUrls();
    const QString shop = registered ? registered->shortCode : d->books.lastAsking();
    if (!payer || shop.isEmpty() || amount < 1 || amount > kMostAtOnce || reference.size() > kLongestReference)
        return false;
    const std::optional<Rule> rule = d->script.take(Endpoint::C2bSimulate, payer->digits());
    const QString till = d->books.tillOf(shop);
    const bool taken = startDirect(d->stage, till.isEmpty() ? shop : till, !till.isEmpty(), payer->digits(), amount, reference, rule ? rule->outcome : std::nullopt).has_value();
    d->tellChange();
    return taken;
}

void Simulator::onShopPaid(ShopPaid listener)
{
    d->post.onShopPaid(std::move(listener));
}

void Simulator::onValidation(AskShop ask)
{
    d->post.onValidation([this, ask = std::move(ask)](const QUrl &url, const QByteArray &body, Answered answered) {
        const Dialect::Post told = d->dialect ? d->dialect->outward(url, body) : Dialect::Post{url, body};
        ask(told.url, told.body, std::move(answered));
    });
}

QByteArray Simulator::certificatePem()
{
    return d->key.certificatePem();
}

void Simulator::onChange(std::function<void()> listener)
{
    d->listener = std::move(listener);
}

bool Simulator::loadScript(const QByteArray &json, QString *problem)
{
    std::optional<Script> script = Script::parse(json, problem);
    if (!script)
        return false;
    d->script = std::move(*script);
    return true;
}

Simulator::Options practiceOptions()
{
    return {.consumerKey = u"practice-consumer-key"_s,
            .consumerSecret = u"practice-consumer-secret"_s,
            .passkey = u"bfb279f9aa9bdbcf158e97dd71a467cd2e0c893059b10f78e6b72ada1ed2c919"_s,   // Safaricom's public sandbox one
            .initiator = u"testapi"_s,
            .initiatorPassword = u"Safaricom999!*!"_s};   // in many a README
}

} // namespace kaunta::practice
