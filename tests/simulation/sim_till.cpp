#include "tests/simulation/sim_till.h"

#include "core/daraja/oauth.h"

#include <QCoreApplication>
#include <QCryptographicHash>
#include <QThread>

namespace kaunta::sim {

using namespace std::chrono_literals;

namespace {

const QByteArray kPin = "222222";
const QMap<QString, QByteArray> kSecrets{{u"consumer-key"_s, "consumer-key"}, {u"consumer-secret"_s, "consumer-secret"}, {u"passkey"_s, "sim-passkey"},
                                         {u"bearer-token"_s, "muva-bearer"}};
constexpr Disk kSound = Disk::Works;   // files have a layer of their own that fails

//! A PIN is not what is tried here, so it need not take long.
class QuickHasher final : public people::PinHasher
{
public:
    QByteArray hash(const QByteArray &pin, const QByteArray &salt) const override { return QCryptographicHash::hash(QByteArray(pin + salt), QCryptographicHash::Sha256); }
};

//! Carries a key and no more, as Safaricom's does. The private key was thrown away.
constexpr char kCertificate[] = R"(
-----BEGIN CERTIFICATE-----
MIIDFzCCAf+gAwIBAgIUZPOqahuH1HXXuOUWa2Z0hRFCKpEwDQYJKoZIhvcNAQEL
BQAwGzEZMBcGA1UEAwwQc2ltdWxhdGVkIE0tUEVTQTAeFw0yNjExMjYxNzMwMTda
Fw0zNjExMjMxNzMwMTdaMBsxGTAXBgNVBAMMEHNpbXVsYXRlZCBNLVBFU0EwggEi
MA0GCSqGSIb3DQEBAQUAA4IBDwAwggEKAoIBAQCtgLgBsAS9xnNUzhO/xOEbSywo
TeUdg/3UtUO7gUgqwI4qYEcBZ+6fZpFdQerQ7LxhjeB+l+hKh6kGkEt7j9DeLIZb
JentQywUv8xQTFFhy1Ia9hGDtC282DGz4JiHqAV2fug1qe4xgOl+CTvlUNGAump/
/SeE1uL3N5M1OPsk7Vj2zKPaq45wGQNzxjcJUeSXiXiB7du4hjcpffQa/At8TzFT
bnrtYbrD8nAq1X5EwSUMdIN3vQyMP+wZsnF6iVHG7EGpQEDW+lVK7MdrVTBb1jA5
Ke620+KNER1EKD/TDfA2P8v7jRHsxZZ+Trj02dLlplOxfn/U2FtNKuqG9NJHAgMB
AAGjUzBRMB0GA1UdDgQWBBRCxSP0kfYXbmLi/IgjM/kFnURvkDAfBgNVHSMEGDAW
gBRCxSP0kfYXbmLi/IgjM/kFnURvkDAPBgNVHRMBAf8EBTADAQH/MA0GCSqGSIb3
DQEBCwUAA4IBAQBq/scR+y8LE6ghLP/QiyDIZFzDfqIkLpRRyvLFKMA8b/qPZ0/p
oYovp+//VWv6/dNO3JkG/8BF6/ZPfg/gWR1OSMoGIDVjlV+xPeCnOsevckOf1u80
pv0jUrpNjFqUpZIWVx9SVh5NCflub6qpRKnK/cObK5R9qkhL9eRySdT78GIv1Xdj
h4so3/jkDI+SPjUWvu0qJvD/agoSQhfUC7j6fjLVcZ8H/fcKnUKwv5COehXojw4T
RrGL2+jZigZkxzLPnwvqEJxwoEC2VMes0XLRL+mub9kwlt3gJsGDl/MRDQaRgih1
+/4ugpe9ivINU6X3Q3pQAITV3kk7mnkEOcU1
-----END CERTIFICATE-----
)";

Profile profileOf(const Mpesa &mpesa, const QString &tillId, bool isAlone)
{
    Profile profile;
    profile.id = u"sim"_s;
    profile.name = u"duka"_s;
    profile.provider = QString::fromLatin1(nameOf(mpesa.provider()));
    profile.environment = Environment::Production;
    profile.shortCode = u"600100"_s;
    if (!mpesa.echoesReference && profile.traits().hasTills) {
        profile.type = AccountType::Till;
        profile.till = u"700200"_s;
    }
    profile.callbackUrl = QUrl(u"https://pos.duka.co.ke/"_s + tillId.toLower());
    profile.listen = u"127.0.0.1:8443"_s;
    profile.initiator = u"apiop"_s;
    profile.settings = mpesa.api().settings();
    profile.settings.insert(u"till-id"_s, tillId);
    if (mpesa.asksAboutSales)
        profile.settings.insert(u"c2b-validation"_s, u"open-sales"_s);
    if (!mpesa.uniqueReferences)
        profile.settings.insert(u"reference-suffix"_s, u"off"_s);
    if (isAlone)
        profile.settings.insert(u"short-code-shared"_s, u"off"_s);
    return profile;
}

} // namespace

struct SimTill::Life {
    Life(SimTill &till, std::shared_ptr<Door> door)
        : network(till.m_world, till.m_mpesa, door, till.m_name), tokens(network, till.m_clock),
          ledger(till.m_world, door, till.ledger(), till.m_sqlite ? kSound : till.disk), memoryInbox(till.m_world, door, till.m_inbox, till.m_clock, till.disk),
          inbox(till.m_fileInbox ? *till.m_fileInbox : static_cast<callbacks::CallbackInbox &>(memoryInbox)),
          provider(providers::makeProvider({till.m_profile, kSecrets, network, tokens, till.m_clock, till.initiator()})),
          proof(till.m_profile, network, till.m_random, &ledger),
          engines({till.m_profile, ledger, inbox, *provider, till.m_clock, till.m_random, hasher, proof, [] { return true; }})
    {
    }

    SimNetwork network;
    daraja::TokenCaches tokens;
    DoorLedger ledger;
    MemoryInbox memoryInbox;
    callbacks::CallbackInbox &inbox;
    std::unique_ptr<providers::PaymentProvider> provider;
    QuickHasher hasher;
    app::CallbackProof proof;
    app::Engines engines;
};

SimTill::SimTill(World &world, Mpesa &mpesa, const QString &tillId, bool isAlone, Born born, Storage storage)
    : m_world(world), m_mpesa(mpesa), m_name(tillId), m_born(std::move(born)), m_profile(profileOf(mpesa, tillId, isAlone)), m_clock(world, mpesa), m_random(world.chance.fork()),
      m_storage(storage), m_memory(m_clock, m_random, tillId)
{
    if (m_storage == Storage::Sqlite) {
        m_folder = std::make_unique<QTemporaryDir>();
        m_files = std::make_unique<SimDisk>(world, disk);
    } else {
        hirePeople();
    }
}

SimTill::~SimTill()
{
    if (m_door)
        m_door->shut = true;
    m_life.reset();
    m_fileInbox.reset();
    m_sqlite.reset();
}

bool SimTill::openFiles()
{
    m_files->setDoor(m_door);
    auto opened = ledger::SqliteLedger::open({.path = ledgerPath(), .till = m_name, .reserveBytes = 64 * 1024}, m_clock, m_random);
    if (!opened)
        return false;
    m_sqlite = std::move(opened).value();
    auto inbox = callbacks::CallbackInbox::open(m_folder->filePath(u"inbox.sqlite"_s), m_clock);
    if (!inbox) {
        m_sqlite.reset();
        return false;
    }
    m_fileInbox = std::move(inbox).value();
    if (m_sqlite->users().isEmpty())
        hirePeople();
    return true;
}

void SimTill::hirePeople()
{
    const auto hire = [this](const QString &name, people::Role role) {
        ledger::UserRecord user;
        user.id = u"user-"_s + name;
        user.name = name;
        user.role = role;
        user.createdAt = m_clock.nowUtc();
        const QByteArray salt = m_random.bytes(16);
        ledger::Change change{{u"manager"_s, user.id, u"user.added"_s, {}}, {}, {}, {}, {}};
        change.user = user;
        change.pin = ledger::PinRecord{user.id, salt, QuickHasher().hash(kPin, salt)};
        if (!ledger().append({change}))
            m_world.note("till", [&]() -> QString { return name + u" cannot be hired yet"_s; });
    };
    hire(u"manager"_s, people::Role::Owner);
    hire(u"cashier"_s, people::Role::Cashier);
    ledger().setSetting(u"callback-proven"_s, m_profile.effectiveCallbackUrl().toString());
}

providers::DarajaInitiator SimTill::initiator()
{
    return {m_profile.initiator, [] { return QByteArray(kCertificate).trimmed(); }, [this](QObject *, const std::function<void(std::optional<QByteArray>)> &done) {
                done(keyringLocked ? std::nullopt : std::optional(QByteArray("initiator-password")));
            }};
}

template <class Engine>
void SimTill::listen(std::size_t index, Engine &engine)
{
    m_alarms[index] = {[&engine] { return engine.nextWake(); }, [&engine] { engine.tick(); }, true, std::nullopt};
    QObject::connect(&engine, &Engine::wakeChanged, &engine, [this, index] { m_alarms[index].stale = true; });
}

bool SimTill::start()
{
    m_door = std::make_shared<Door>();
    if (m_storage == Storage::Sqlite && !openFiles()) {
        m_world.note("till", [&]() -> QString { return m_name + u" cannot open its files"_s; });
        m_door->shut = true;
        return false;
    }
    m_life = std::make_unique<Life>(*this, m_door);
    m_world.note("till", [&]() -> QString { return m_name + u" starts"_s; });
    app::Engines &engines = m_life->engines;
    listen(0, engines.charges);
    listen(1, engines.direct);
    listen(2, engines.questions);
    listen(3, engines.refunds);
    listen(4, engines.account);
    QObject::connect(&engines.people, &people::PeopleService::approved, &engines.people, [this](const QString &, const people::Grant &grant) {
        m_grant = grant.id;
        m_approvalAnswered = true;
    });
    QObject::connect(&engines.people, &people::PeopleService::refused, &engines.people, [this] { m_approvalAnswered = true; });
    m_objectsAtBirth = objects();
    m_born(*this);
    engines.resumeOpen();
    return true;
}

void SimTill::kill(bool powerCut)
{
    if (m_life == nullptr)
        return;
    const bool reboots = powerCut || m_door->powerCut;
    m_world.note("till", [&]() -> QString { return m_name + (reboots ? u" loses power"_s : u" is killed"_s); });
    m_door->shut = true;
    m_life.reset();
    m_fileInbox.reset();
    m_sqlite.reset();
    if (m_files && reboots)
        m_files->cutPower();
    m_alarms = {};
    if (reboots)
        m_clock.boot(m_world.chance.between(1000, 60'000));
}

app::Engines &SimTill::engines()
{
    return m_life->engines;
}

std::optional<qint64> SimTill::nextWake()
{
    if (!isUp())
        return std::nullopt;
    std::optional<qint64> next;
    for (Alarm &alarm : m_alarms) {
        if (std::exchange(alarm.stale, false)) {
            const auto wake = alarm.when();
            alarm.at = wake ? std::optional(std::max(m_clock.bootedAt() + wake->count(), m_world.now() + 1)) : std::nullopt;
        }
        if (alarm.at)
            next = next ? std::min(*next, *alarm.at) : *alarm.at;
    }
    return next;
}

void SimTill::wake()
{
    for (Alarm &alarm : m_alarms) {
        if (!isUp() || !alarm.at || *alarm.at > m_world.now())
            continue;
        alarm.at.reset();
        alarm.stale = true;
        alarm.ring();
    }
}

int SimTill::exchanges() const
{
    return m_life->network.open();
}

qsizetype SimTill::objects() const
{
    const app::Engines &engines = m_life->engines;
    qsizetype count = 0;
    for (const QObject *engine : std::initializer_list<const QObject *>{&engines.reader, &engines.people, &engines.charges, &engines.direct, &engines.questions, &engines.refunds, &engines.account})
        count += engine->findChildren<QObject *>().size();
    return count;
}

callbacks::Answer SimTill::receive(const QString &path, const QByteArray &body)
{
    if (!isUp())
        return {0, {}};
    const callbacks::Answer answer = m_life->engines.receiver.receive({path, body, u"196.201.214.200"_s});
    return m_door->shut ? callbacks::Answer{0, {}} : answer;
}

QString SimTill::approve(people::Purpose purpose, const QString &subject, const QString &requester)
{
    m_grant.clear();
    m_approvalAnswered = false;
    m_life->engines.people.approve({u"approval"_s, purpose, subject, requester}, u"manager"_s, kPin);
    // The PIN is looked at on a thread of its own. Nothing else happens in this world until it has been.
    while (!m_approvalAnswered) {
        QCoreApplication::sendPostedEvents();
        QThread::yieldCurrentThread();
    }
    return m_grant;
}

} // namespace kaunta::sim
