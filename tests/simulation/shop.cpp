#include "tests/simulation/shop.h"

#include "tests/simulation/log_watch.h"

#include <QCoreApplication>

namespace kaunta::sim {

namespace {

constexpr qint64 kSecond = 1000;
constexpr qint64 kMinute = 60 * kSecond;
constexpr qint64 kHour = 60 * kMinute;

} // namespace

Shop::Shop(World &world, Storage storage, Provider provider)
    : m_world(world),
      m_mpesa(world, provider, u"600100"_s, [this](const QString &url, const QByteArray &body, qint64 after, const Mpesa::Kept &kept) { post(url, body, after, kept); }),
      m_witness(world, m_mpesa), m_storage(storage)
{
    const qint64 customers = world.chance.between(2, 12);
    for (qint64 i = 0; i < customers; ++i)
        m_customers << (m_mpesa.isEthiopian() ? u"2517"_s : u"2547"_s) + QString::number(22'000'000 + i * 37);
    m_ordersLeft = static_cast<int>(world.chance.between(3, 60));
    m_mpesa.mood = [this] {
        static constexpr std::array kMoods{Mood::Pays, Mood::Pays, Mood::Pays, Mood::Pays, Mood::Pays, Mood::PaysAtOnce, Mood::PaysAtOnce, Mood::PaysAtOnce,
                                           Mood::Cancels, Mood::Ignores, Mood::WrongPin, Mood::NoFunds, Mood::Unreachable, Mood::Ignores};
        return m_world.fires(Fault::UnknownCode) ? Mood::OddCode : m_world.chance.oneOf(kMoods);
    };
    m_mpesa.echoesReference = !world.chance.perMille(400);
    m_mpesa.uniqueReferences = !world.chance.perMille(250);
    m_mpesa.asksAboutSales = world.chance.perMille(300);
    m_mpesa.masksNumbers = world.chance.perMille(150);
    m_mpesa.ask = [this](const QString &url, const QByteArray &body, const Paid &payment) { return validate(url, body, payment); };
    const qint64 tills = m_storage == Storage::Sqlite || world.chance.perMille(750) ? 1 : world.chance.between(2, 3);
    for (qint64 i = 1; i <= tills; ++i)
        m_tills.push_back(std::make_unique<SimTill>(world, m_mpesa, u"A%1"_s.arg(i), tills == 1, [this](SimTill &till) { m_witness.watch(till); }, m_storage));
}

Shop::~Shop()
{
    for (const auto &till : m_tills)
        till->kill(false);
}

// ---- the day ----

void Shop::open()
{
    for (const auto &till : m_tills)
        if (!till->start())
            restart(*till, kSecond);
    registerAddress();
    for (const auto &till : m_tills)
        m_world.after(m_world.chance.between(kSecond, 10 * kSecond), [this, &till = *till] { act(till); });
    m_world.after(20 * kSecond, [this] { weather(); });
}

//! Of the first till: the others have not registered an address for direct payments. Where everything comes to it, they learn nothing.
void Shop::registerAddress()
{
    SimTill &first = *m_tills.front();
    const auto &traits = first.profile().traits();
    const bool wanted = m_world.chance.perMille(traits.joinsByReference ? 950 : 800);
    const bool asked = m_world.chance.perMille(400);   // Safaricom turns that on for whoever asks for it
    if (!wanted || !first.isUp() || !traits.capabilities.testFlag(providers::Capability::DirectPayments) || !first.engines().direct.keepTokens())
        return;
    const QString base = first.profile().effectiveCallbackUrl().toString() + u'/';
    m_mpesa.registerConfirmation(base + first.engines().direct.confirmationToken());
    if (asked)
        m_mpesa.registerValidation(base + first.engines().direct.validationToken());
}

void Shop::run(std::optional<qint64> steps)
{
    open();
    live(4 * kHour, steps);
    m_world.calm = true;
    m_open = false;
    m_world.note("world", []() -> QString { return u"calms down"_s; });
    for (const auto &till : m_tills) {
        till->disk = Disk::Works;
        till->keyringLocked = false;
        till->clock().setWrongBy(0);
        if (!till->isUp()) {
            till->kill(false);
            mustStart(*till);
        }
    }
    live(m_world.now() + 20 * kMinute, std::nullopt);
    for (const auto &till : m_tills)
        m_witness.judgeSize(*till);
    for (const auto &till : m_tills) {   // the next morning
        till->kill(false);
        mustStart(*till);
    }
    qint64 end = m_world.now() + 26 * kHour;
    live(end, std::nullopt);
    while (!m_world.violation && m_lastPost > end - kHour)   // a callback can come days late: the till has an hour to make sense of it
        live(end += kHour, std::nullopt);
    for (const auto &till : m_tills)
        if (!m_world.violation)
            m_witness.judge(*till);
    if (!m_world.violation)
        m_witness.judgeShop();
}

//! Takes step after step until the time is over.
void Shop::live(qint64 until, std::optional<qint64> steps)
{
    constexpr qint64 kMostSteps = 2'000'000;
    constexpr int kHandOvers = 8;   // a queued call may queue the next one; Qt leaves that for the next time that it is asked
    int still = 0;
    while (!m_world.violation) {
        settle();
        std::optional<qint64> next = m_world.nextAt();
        SimTill *waking = nullptr;
        for (const auto &till : m_tills) {
            const auto wake = till->nextWake();
            if (wake && (!next || *wake < *next)) {
                next = wake;
                waking = till.get();
            }
        }
        if (steps && m_world.tally.steps >= *steps)
            return;
        if (!next || *next > until) {
            if (++still == kHandOvers)
                return;
            continue;
        }
        still = 0;
        if (m_world.tally.steps > kMostSteps)
            return m_world.violate(6, u"the till never comes to rest"_s, u"till"_s);
        if (waking != nullptr) {
            m_world.passTo(*next);
            waking->wake();
        } else {
            m_world.step();
        }
    }
}

//! Queued calls run until none is left; whoever died on the way is buried.
void Shop::settle()
{
    QCoreApplication::sendPostedEvents();
    if (const QString leak = takeLeak(); !leak.isEmpty())
        m_world.violate(6, u"in the log: "_s + leak, u"log"_s);
    for (const auto &till : m_tills) {
        if (!till->isDying())
            continue;
        till->kill(false);
        restart(*till, m_world.chance.between(kSecond, m_world.chance.perMille(200) ? kHour : kMinute));
    }
}

void Shop::restart(SimTill &till, qint64 after)
{
    m_world.after(after, [this, &till] {
        if (!till.isUp() && !till.start())
            restart(till, kMinute);
    });
}

//! Nothing is wrong with the disk any more.
void Shop::mustStart(SimTill &till)
{
    if (!till.start())
        m_world.violate(4, u"the files of a till that died cannot be opened"_s, till.name());
}

//! Trouble that comes by itself.
void Shop::weather()
{
    if (m_world.calm)
        return;
    for (const auto &till : m_tills) {
        const bool cut = m_world.fires(Fault::PowerCut);
        if (cut || m_world.fires(Fault::Killed)) {
            till->kill(cut);
            restart(*till, m_world.chance.between(kSecond, m_world.chance.perMille(100) ? 3 * kHour : 2 * kMinute));
        }
        const bool full = m_world.fires(Fault::DiskFull);
        if (full || m_world.fires(Fault::DiskReadOnly)) {
            till->disk = full ? Disk::Full : Disk::ReadOnly;
            m_world.after(m_world.chance.between(kSecond, 5 * kMinute), [&till = *till] { till.disk = Disk::Works; });
        }
        if (m_world.fires(Fault::KeyringLocked)) {
            till->keyringLocked = true;
            m_world.after(m_world.chance.between(kSecond, 10 * kMinute), [&till = *till] { till.keyringLocked = false; });
        }
        if (m_world.fires(Fault::ClockJumps))
            till->clock().setWrongBy(m_world.chance.perMille(500) ? 0 : m_world.chance.between(-14 * kHour, 14 * kHour));
    }
    m_world.after(m_world.chance.between(5 * kSecond, kMinute), [this] { weather(); });
}

// ---- posts ----

SimTill *Shop::tillOf(const QString &url)
{
    for (const auto &till : m_tills)
        if (url.startsWith(till->profile().effectiveCallbackUrl().toString() + u'/'))
            return till.get();
    return nullptr;
}

void Shop::post(const QString &url, const QByteArray &body, qint64 after, const Mpesa::Kept &kept)
{
    m_world.after(after, [this, url, body, kept] { deliver(url, body, kept); });
}

void Shop::deliver(const QString &url, const QByteArray &body, const Mpesa::Kept &kept)
{
    m_lastPost = m_world.now();
    SimTill *till = tillOf(url);
    const QString path = QUrl(url).path();
    const int status = till == nullptr ? 0 : till->receive(path, body).status;
    m_world.note("post", [&]() -> QString { return u"%1 … %2: %3"_s.arg(path.right(8), QString::fromUtf8(body.left(160)), QString::number(status)); });
    if (status != 200)
        return;
    if (kept)
        kept(till->name());
    m_witness.acknowledged(*till, path, body);
}

std::optional<QByteArray> Shop::validate(const QString &url, const QByteArray &body, const Paid &payment)
{
    SimTill *till = tillOf(url);
    const callbacks::Answer answer = till == nullptr ? callbacks::Answer{0, {}} : till->receive(QUrl(url).path(), body);
    m_world.note("ask", [&]() -> QString { return u"may %1 be paid for “%2”? %3 %4"_s.arg(payment.shillings).arg(payment.billReference).arg(answer.status).arg(QString::fromUtf8(answer.body)); });
    if (answer.status != 200)
        return std::nullopt;
    m_witness.validated(*till, payment, answer.body);
    return answer.body;
}

} // namespace kaunta::sim
