#include "app/common/till.h"

#include "app/common/failures.h"
#include "app/common/head_keeper.h"
#include "core/callbacks/inbox_reader.h"
#include "core/ledger/journal_event.h"
#include "core/ledger/ledger_failure.h"
#include "core/ledger/sqlite_ledger.h"
#include "core/net/qt_transport.h"
#include "core/practice/practice_transport.h"
#include "core/practice/simulator.h"
#include "core/profile/writer_lock.h"
#include "core/providers/daraja_provider.h"
#include "core/sale/engine_timer.h"
#include "core/secrets/keychain_store.h"

namespace kaunta::app {

using namespace Qt::StringLiterals;

namespace {

const QStringList &secretKeys()
{
    static const QStringList keys{u"consumer-key"_s, u"consumer-secret"_s, u"passkey"_s};
    return keys;
}

QList<QByteArray> practiceSecrets()
{
    const auto options = practice::practiceOptions();
    return {options.consumerKey.toUtf8(), options.consumerSecret.toUtf8(), options.passkey.toUtf8()};
}

} // namespace

//! In the order in which they are made; taken apart in the opposite one.
struct Till::Parts {
    SystemClock clock;
    SystemRandom random;
    std::unique_ptr<WriterLock> lock;
    std::unique_ptr<ledger::Ledger> ledger;
    std::unique_ptr<callbacks::CallbackInbox> inbox;
    std::unique_ptr<callbacks::InboxReader> inboxReader;
    std::unique_ptr<secrets::KeychainStore> keychain;   // null in practice
    std::unique_ptr<HeadKeeper> head;
    std::unique_ptr<practice::Simulator> simulator;
    std::unique_ptr<net::Transport> transport;
    std::unique_ptr<daraja::TokenCaches> tokens;
    std::unique_ptr<providers::PaymentProvider> provider;
    std::unique_ptr<sale::ChargeEngine> engine;
    std::unique_ptr<callbacks::StkReceiver> receiver;
    std::unique_ptr<practice::PracticeDriver> driver;
};

Till::Till(TillOptions options, QObject *parent) : QObject(parent), m_options(std::move(options)), m_parts(std::make_unique<Parts>()) {}

Till::~Till() = default;

sale::ChargeEngine *Till::engine() const
{
    return m_parts->engine.get();
}

providers::PaymentProvider *Till::provider() const
{
    return m_parts->provider.get();
}

practice::PracticeDriver *Till::practice() const
{
    return m_parts->driver.get();
}

void Till::fail(const Failure &failure)
{
    QMetaObject::invokeMethod(this, [this, failure] { Q_EMIT failed(failure); }, Qt::QueuedConnection);
}

void Till::open()
{
    if (const auto valid = validate(m_options.profile); !valid)
        return fail(failureOf(valid.error(), m_options.profile.name));
    if (m_options.profile.provider != "daraja"_L1)
        return fail({FailureCode::ProviderMissing, m_options.profile.provider});
    if (m_options.withLedger) {
        if (const auto trouble = openFiles())
            return fail(*trouble);
    }
    const bool practice = m_options.profile.environment == Environment::Practice;
    if (!practice)
        m_parts->keychain = std::make_unique<secrets::KeychainStore>(m_options.secretNamesFile);
    if (!m_options.withLedger)
        return loadSecrets();
    m_parts->head = std::make_unique<HeadKeeper>(m_parts->keychain.get(), m_options.profile.id, m_options.profileDir + u"/ledger-head"_s, m_parts->clock);
    m_parts->head->load(this, [this](const std::optional<ledger::Head> &remembered) {
        if (const auto trouble = judgeHead(remembered))
            return fail(*trouble);
        loadSecrets();
    });
}

std::optional<Failure> Till::judgeHead(const std::optional<ledger::Head> &remembered)
{
    if (!remembered || m_parts->ledger->holds(*remembered))
        return std::nullopt;
    if (m_options.acceptLedger.isEmpty())
        return Failure{FailureCode::ChainBroken, u"the remembered head, event %1, is not in this file"_s.arg(remembered->seq)};
    const QJsonObject payload{{u"reason"_s, m_options.acceptLedger}, {u"missing"_s, ledger::headCode(*remembered)}, {u"missingSeq"_s, remembered->seq}};
    if (const auto written = m_parts->ledger->append({ledger::Change{{m_options.user, u"ledger"_s, u"ledger.accepted"_s, payload}, {}, {}, {}, {}}}); !written)
        return ledger::failureOf(written.error());
    return std::nullopt;
}

void Till::loadSecrets()
{
    if (!m_parts->keychain) {
        QMetaObject::invokeMethod(this, [this] { onSecrets(practiceSecrets()); }, Qt::QueuedConnection);
        return;
    }
    QStringList entries;
    for (const QString &key : secretKeys())
        entries << secrets::entryName(m_options.profile.id, key);
    secrets::loadAll(*m_parts->keychain, entries, this, [this](const Result<QList<QByteArray>, secrets::LoadFault> &loaded) {
        if (!loaded)
            return fail(failureOf(loaded.error().error, loaded.error().name.section(u'/', -1)));
        onSecrets(*loaded);
    });
}

std::optional<Failure> Till::openFiles()
{
    LockTrouble trouble{};
    m_parts->lock = WriterLock::take(m_options.profileDir, &trouble);
    if (!m_parts->lock)
        return Failure{trouble == LockTrouble::TillRunning ? FailureCode::TillRunning : FailureCode::LedgerReadOnly, m_options.profileDir};
    ledger::SqliteLedgerOptions options;
    options.path = m_options.profileDir + u"/ledger.sqlite"_s;
    options.till = m_options.profile.tillId();
    auto ledger = ledger::SqliteLedger::open(options, m_parts->clock, m_parts->random);
    if (!ledger)
        return ledger::failureOf(ledger.error());
    m_parts->ledger = std::move(ledger).value();
    auto inbox = callbacks::CallbackInbox::open(m_options.profileDir + u"/inbox.sqlite"_s, m_parts->clock);
    if (!inbox) {   // mostly the disk, and the ledger on the same disk knows what is wrong with it
        if (const auto ready = m_parts->ledger->readyToCharge(); !ready)
            return ledger::failureOf(ready.error());
        return Failure{FailureCode::LedgerUnwritable, inbox.error().detail};
    }
    m_parts->inbox = std::move(inbox).value();
    return std::nullopt;
}

void Till::onSecrets(const QList<QByteArray> &secrets)
{
    buildWire(secrets);
    if (m_options.withLedger)
        buildEngine();
    Q_EMIT ready();
}

void Till::buildWire(const QList<QByteArray> &secrets)
{
    Parts &parts = *m_parts;
    if (m_options.profile.environment == Environment::Practice) {
        auto options = practice::practiceOptions();
        options.shop = m_options.profile.shopName();
        options.handsetAsks = m_options.handsetAsks;
        options.storePath = m_options.withLedger ? m_options.profileDir + u"/practice.sqlite"_s : QString();
        // What goes over HTTP elsewhere is handed over here byte for byte: path and body.
        parts.simulator = std::make_unique<practice::Simulator>(options, parts.clock, parts.random, [&parts](const QUrl &url, const QByteArray &body) {
            if (parts.receiver)
                parts.receiver->receive({url.path(), body, u"practice"_s});
        });
        if (!parts.simulator->problem().isEmpty())
            qWarning("Practice cannot be kept beyond this run: %s", qUtf8Printable(parts.simulator->problem()));
        parts.transport = std::make_unique<practice::PracticeTransport>(*parts.simulator);
    } else {
        parts.transport = std::make_unique<net::QtTransport>();
    }
    parts.tokens = std::make_unique<daraja::TokenCaches>(*parts.transport, parts.clock);
    parts.provider = std::make_unique<providers::DarajaProvider>(m_options.profile, providers::DarajaCredentials{secrets.at(0), secrets.at(1), secrets.at(2)},
                                                                 *parts.transport, *parts.tokens, parts.clock);
}

void Till::buildEngine()
{
    Parts &parts = *m_parts;
    parts.inboxReader = std::make_unique<callbacks::InboxReader>(*parts.inbox);
    parts.engine = std::make_unique<sale::ChargeEngine>(
        sale::EngineParts{m_options.profile, *parts.ledger, *parts.inboxReader, *parts.provider, parts.clock, parts.random});
    new sale::EngineTimer(*parts.engine, parts.clock);
    connect(parts.engine.get(), &sale::SaleService::chargeChanged, this, [&parts] { parts.head->note(parts.ledger->head()); });
    parts.receiver = std::make_unique<callbacks::StkReceiver>(*parts.inbox, [&parts](const QString &token) { return parts.engine->kindOf(token).has_value(); });
    if (parts.simulator)   // last: what is overdue is delivered as soon as the loop runs
        parts.driver = std::make_unique<practice::PracticeDriver>(*parts.simulator, parts.clock);
}

void Till::close()
{
    if (!m_parts->engine) {   // never got ready: there is nothing new to remember, and a broken chain must stay found
        QMetaObject::invokeMethod(this, &Till::closed, Qt::QueuedConnection);
        return;
    }
    m_parts->head->flush(m_parts->ledger->head(), this, [this] {
        m_parts = std::make_unique<Parts>();
        Q_EMIT closed();
    });
}

} // namespace kaunta::app
