#include "app/common/till.h"

#include "app/common/callback_proof.h"
#include "app/common/engines.h"
#include "app/common/failures.h"
#include "app/common/head_keeper.h"
#include "core/callbacks/http/http_front.h"
#include "core/callbacks/inbox.h"
#include "core/daraja/oauth.h"
#include "core/ledger/journal_event.h"
#include "core/ledger/ledger_failure.h"
#include "core/ledger/sqlite_ledger.h"
#include "core/net/qt_transport.h"
#include "core/people/pepper_keeper.h"
#include "core/practice/practice_transport.h"
#include "core/practice/simulator.h"
#include "core/profile/callback_path.h"
#include "core/profile/writer_lock.h"
#include "core/providers/daraja_certificate.h"
#include "core/providers/provider_factory.h"
#include "core/secrets/keychain_store.h"

namespace kaunta::app {

using namespace Qt::StringLiterals;

namespace {

QStringList secretKeys(const Profile &profile)
{
    const auto *traits = providers::findProvider(profile.provider);
    return traits && traits->secrets ? traits->secrets(profile) : QStringList();
}

QMap<QString, QByteArray> practiceSecrets()
{
    const auto options = practice::practiceOptions();
    return {{u"consumer-key"_s, options.consumerKey.toUtf8()}, {u"consumer-secret"_s, options.consumerSecret.toUtf8()}, {u"passkey"_s, options.passkey.toUtf8()},
            {u"bearer-token"_s, options.bearerToken.toUtf8()}};
}

//! What stands for the shop's one address until its ledger is open: the practice M-PESA is there earlier.
const QString kOneAddress = u"/confirmation"_s;

const QString kRegistered = u"c2b-registered"_s;

} // namespace

//! In the order in which they are made; taken apart in the opposite one.
struct Till::Parts {
    SystemClock clock;
    SystemRandom random;
    std::unique_ptr<WriterLock> lock;
    std::unique_ptr<ledger::Ledger> ledger;
    std::unique_ptr<callbacks::CallbackInbox> inbox;
    std::unique_ptr<secrets::KeychainStore> keychain;   // null in practice
    std::unique_ptr<HeadKeeper> head;
    std::unique_ptr<practice::Simulator> simulator;
    std::unique_ptr<net::Transport> transport;
    std::unique_ptr<daraja::TokenCaches> tokens;
    std::unique_ptr<providers::PaymentProvider> provider;
    std::unique_ptr<CallbackProof> proof;
    std::unique_ptr<people::PepperKeeper> pepper;
    std::unique_ptr<people::ScryptHasher> hasher;
    std::unique_ptr<Engines> engines;
    std::unique_ptr<callbacks::Receiver> selfTestOnly;   // without a ledger
    std::unique_ptr<callbacks::HttpFront> front;
    QString frontProblem;
    std::unique_ptr<practice::PracticeDriver> driver;
};

Till::Till(TillOptions options, QObject *parent) : QObject(parent), m_options(std::move(options)), m_parts(std::make_unique<Parts>()) {}

Till::~Till() = default;

sale::ChargeEngine *Till::engine() const
{
    return m_parts->engines ? &m_parts->engines->charges : nullptr;
}

refund::RefundEngine *Till::refunds() const
{
    return m_parts->engines ? &m_parts->engines->refunds : nullptr;
}

enquiry::EnquiryEngine *Till::account() const
{
    return m_parts->engines ? &m_parts->engines->account : nullptr;
}

direct::DirectEngine *Till::direct() const
{
    return m_parts->engines ? &m_parts->engines->direct : nullptr;
}

people::PeopleEngine *Till::people() const
{
    return m_parts->engines ? &m_parts->engines->people : nullptr;
}

const ledger::LedgerReader &Till::ledger() const
{
    return *m_parts->ledger;
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
    if (providers::findProvider(m_options.profile.provider) == nullptr)
        return fail({FailureCode::ProviderMissing, m_options.profile.provider});
    if (const auto valid = validate(m_options.profile); !valid)
        return fail(failureOf(valid.error(), m_options.profile.name));
    if (const auto sources = callbacks::SourceRule::make(callbacks::SourceRule::From::Anybody, m_options.profile.settings.value(u"trusted-proxy"_s)); !sources)
        return fail({FailureCode::ProfileInvalid, sources.error()});
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
    const QStringList keys = secretKeys(m_options.profile);
    QStringList entries;
    for (const QString &key : keys)
        entries << secrets::entryName(m_options.profile.id, key);
    secrets::loadAll(*m_parts->keychain, entries, this, [this, keys](const Result<QList<QByteArray>, secrets::LoadFault> &loaded) {
        if (!loaded)
            return fail(failureOf(loaded.error().error, loaded.error().name.section(u'/', -1)));
        QMap<QString, QByteArray> values;
        for (qsizetype at = 0; at < keys.size(); ++at)
            values.insert(keys.at(at), loaded->at(at));
        onSecrets(values);
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

void Till::onSecrets(const QMap<QString, QByteArray> &secrets)
{
    buildWire(secrets);
    Parts &parts = *m_parts;
    parts.proof = std::make_unique<CallbackProof>(m_options.profile, *parts.transport, parts.random, parts.ledger.get());
    if (m_options.withLedger)
        return loadPepper();
    parts.selfTestOnly = std::make_unique<SelfTestReceiver>(*parts.proof);
    Q_EMIT ready();
}

void Till::loadPepper()
{
    if (!m_parts->keychain) {
        buildEngines(people::practicePepper());
        return;
    }
    m_parts->pepper = std::make_unique<people::PepperKeeper>(*m_parts->keychain, m_parts->random, m_options.profile.id);
    m_parts->pepper->load(this, [this](const Result<QByteArray, secrets::SecretError> &pepper) {
        if (!pepper)
            return fail(failureOf(pepper.error(), QString::fromLatin1(people::kPinPepper)));
        buildEngines(*pepper);
    });
}

bool Till::initiatorSet() const
{
    if (!m_parts->keychain)
        return true;
    return !m_options.profile.initiator.isEmpty() && providers::hasCertificate(m_options.profile)
        && m_parts->keychain->wasStored(secrets::entryName(m_options.profile.id, u"initiator-password"_s));
}

providers::DarajaInitiator Till::initiator()
{
    Parts &parts = *m_parts;
    if (!parts.keychain) {
        const auto options = practice::practiceOptions();
        return {options.initiator, [&parts] { return parts.simulator->certificatePem(); },
                [password = options.initiatorPassword.toUtf8()](QObject *context, std::function<void(std::optional<QByteArray>)> done) {
                    QMetaObject::invokeMethod(context, [password, done = std::move(done)] { done(QByteArray(password.constData(), password.size())); }, Qt::QueuedConnection);
                }};
    }
    return {m_options.profile.initiator,
            [profile = m_options.profile] { return providers::certificateFile(profile); },
            [&parts, entry = secrets::entryName(m_options.profile.id, u"initiator-password"_s)](QObject *context, std::function<void(std::optional<QByteArray>)> done) {
                parts.keychain->load(entry, context, [done = std::move(done)](const Result<QByteArray, secrets::SecretError> &loaded) {
                    done(loaded ? std::optional(*loaded) : std::nullopt);
                });
            }};
}

void Till::buildWire(const QMap<QString, QByteArray> &secrets)
{
    Parts &parts = *m_parts;
    if (m_options.profile.environment == Environment::Practice) {
        auto options = practice::practiceOptions();
        options.shop = m_options.profile.shopName();
        options.handsetAsks = m_options.handsetAsks;
        options.provider = m_options.profile.provider;
        options.confirmationUrl = m_options.profile.effectiveCallbackUrl().toString() + kOneAddress;
        options.storePath = m_options.withLedger ? m_options.profileDir + u"/practice.sqlite"_s : QString();
        // What goes over HTTP elsewhere is handed over here byte for byte: path and body.
        const auto post = [&parts](const QUrl &url, const QByteArray &body) {
            if (!parts.engines)
                return callbacks::Answer{503, {}};
            const QString path = url.path().endsWith(kOneAddress) ? u'/' + parts.engines->direct.confirmationToken() : url.path();
            return parts.engines->receiver.receive({path, body, u"practice"_s});
        };
        parts.simulator = std::make_unique<practice::Simulator>(options, parts.clock, parts.random, [post](const QUrl &url, const QByteArray &body) { post(url, body); });
        parts.simulator->onValidation([post](const QUrl &url, const QByteArray &body, const practice::Simulator::Answered &answered) {
            const callbacks::Answer answer = post(url, body);
            answered(answer.status == 200 ? std::optional(answer.body) : std::nullopt);
        });
        if (!parts.simulator->problem().isEmpty())
            qWarning("Practice cannot be kept beyond this run: %s", qUtf8Printable(parts.simulator->problem()));
        parts.transport = std::make_unique<practice::PracticeTransport>(*parts.simulator);
    } else {
        parts.transport = std::make_unique<net::QtTransport>();
    }
    parts.tokens = std::make_unique<daraja::TokenCaches>(*parts.transport, parts.clock);
    parts.provider = providers::makeProvider({m_options.profile, secrets, *parts.transport, *parts.tokens, parts.clock, initiator()});
}

void Till::buildEngines(const QByteArray &pepper)
{
    Parts &parts = *m_parts;
    parts.hasher = std::make_unique<people::ScryptHasher>(pepper);
    parts.engines = std::make_unique<Engines>(EngineGround{m_options.profile, *parts.ledger, *parts.inbox, *parts.provider, parts.clock, parts.random,
                                                           *parts.hasher, *parts.proof, [this] { return initiatorSet(); }});
    const auto note = [&parts] { parts.head->note(parts.ledger->head()); };
    connect(&parts.engines->charges, &sale::SaleService::chargeChanged, this, note);
    connect(&parts.engines->refunds, &refund::RefundService::refundChanged, this, note);
    connect(&parts.engines->direct, &direct::DirectService::directArrived, this, note);
    connect(&parts.engines->direct, &direct::DirectService::directMatched, this, note);
    connect(&parts.engines->questions, &enquiry::Questions::changed, this, note);
    connect(&parts.engines->people, &people::PeopleService::userChanged, this, note);
    if (parts.simulator)   // last: what is overdue is delivered as soon as the loop runs
        parts.driver = std::make_unique<practice::PracticeDriver>(*parts.simulator, parts.clock);
    listen();
    Q_EMIT ready();
}

void Till::listen()
{
    Parts &parts = *m_parts;
    const Profile &profile = m_options.profile;
    if (profile.environment == Environment::Practice || profile.listen.isEmpty() || parts.front)
        return;
    callbacks::Receiver *receiver = parts.engines ? &parts.engines->receiver : parts.selfTestOnly.get();
    auto front = std::make_unique<callbacks::HttpFront>(*receiver);
    if (const auto port = front->listen(profile.listen); !port) {
        parts.frontProblem = port.error();
        QMetaObject::invokeMethod(this, [this] { Q_EMIT receiverFailed({FailureCode::ReceiverFailed, m_parts->frontProblem}); }, Qt::QueuedConnection);
        return;
    }
    parts.front = std::move(front);
    if (!parts.engines)
        return;
    connect(parts.inbox.get(), &callbacks::CallbackInbox::arrived, this, [&parts] { parts.proof->cameIn(); });
    if (!parts.proof->isProven())
        parts.proof->run(parts.proof.get(), [](bool, const QString &) {});
}

void Till::resumeOpen()
{
    if (m_parts->simulator && m_parts->ledger->setting(kRegistered).isEmpty())   // in practice customers may pay by themselves from the start
        registerDirectPayments([](const providers::PlainAnswer &) {});
    m_parts->engines->resumeOpen();
}

Result<providers::RegisterUrls, Failure> Till::directAddresses()
{
    direct::DirectEngine &direct = m_parts->engines->direct;
    if (!direct.keepTokens())
        return Fail{Failure{FailureCode::LedgerUnwritable, u"the addresses for direct payments are not on disk"_s}};
    const auto addressOf = [this](const QString &token) { return callbackUrlFor(m_options.profile, token); };
    return providers::RegisterUrls{addressOf(direct.confirmationToken()), addressOf(direct.validationToken()), true};
}

void Till::registerDirectPayments(providers::PaymentProvider::PlainDone done)
{
    const auto addresses = directAddresses();
    if (!addresses)
        return done({false, false, Certainty::NotSent, QString::fromLatin1(wordsFor(addresses.error().code).name), addresses.error().detail});
    m_parts->provider->registerUrls(*addresses, this, [this, done = std::move(done)](const providers::PlainAnswer &answer) {
        if (answer.done || answer.wasDoneBefore)
            m_parts->ledger->setSetting(kRegistered, toIso(m_parts->clock.nowUtc()));
        done(answer);
    });
}

void Till::testCallback(QObject *context, std::function<void(const providers::SetupLine &line)> done)
{
    using Line = providers::SetupLine;
    const auto tell = [context, done = std::move(done)](Line::Verdict verdict, const char *says, const QString &detail) {
        QMetaObject::invokeMethod(context, [done, line = Line{Line::Item::Callback, verdict, says, detail}] { done(line); }, Qt::QueuedConnection);
    };
    if (m_options.profile.listen.isEmpty() && !m_options.profile.can(providers::Capability::Query))
        return tell(Line::Verdict::Failed, QT_TRANSLATE_NOOP("Setup", "The till does not listen for reports, and nothing else tells it of a payment. Set where it listens, and do not charge before."), {});
    if (m_options.profile.listen.isEmpty())
        return tell(Line::Verdict::Unknown, QT_TRANSLATE_NOOP("Setup", "The till does not listen for M-PESA's results: payments are followed by questions, refunds and balances are not possible. Set where it listens."), {});
    listen();
    if (!m_parts->front)
        return tell(Line::Verdict::Unknown, QT_TRANSLATE_NOOP("Setup", "The till cannot listen at its address; perhaps another Kaunta does. Close it, or choose another port."), m_parts->frontProblem);
    m_parts->proof->run(context, [tell](bool proven, const QString &detail) {
        if (proven)
            tell(Line::Verdict::Ok, QT_TRANSLATE_NOOP("Setup", "M-PESA's results find their way to this till."), {});
        else
            tell(Line::Verdict::Failed, QT_TRANSLATE_NOOP("Setup", "A call to the callback address did not come back to this till. Lead that address to where the till listens."), detail);
    });
}

void Till::close()
{
    if (!m_parts->engines) {   // never got ready: there is nothing new to remember, and a broken chain must stay found
        QMetaObject::invokeMethod(this, &Till::closed, Qt::QueuedConnection);
        return;
    }
    m_parts->head->flush(m_parts->ledger->head(), this, [this] {
        m_parts = std::make_unique<Parts>();
        Q_EMIT closed();
    });
}

} // namespace kaunta::app
