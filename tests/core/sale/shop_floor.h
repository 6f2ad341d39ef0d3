#pragma once

#include "core/callbacks/inbox.h"
#include "core/callbacks/path_receiver.h"
#include "core/ledger/memory_ledger.h"
#include "core/providers/daraja_provider.h"
#include "core/sale/charge_engine.h"
#include "tests/core/sale/fake_approvals.h"
#include "tests/support/holding_transport.h"
#include "tests/support/test_clock.h"

#include <QCoreApplication>
#include <QTemporaryDir>

namespace kaunta::test {

using namespace Qt::StringLiterals;

inline constexpr auto kToken = "/oauth/v1/generate"_L1;
inline constexpr auto kPush = "/processrequest"_L1;
inline constexpr auto kQuery = "/query"_L1;

//! A whole shop without a thread, a socket or a real clock: the real engine, provider, receiver and inbox on a ledger in
//! memory. The test moves the clock and is the network.
class ShopFloor
{
public:
    struct Making {
        const Profile &profile;
        net::Transport &transport;
        daraja::TokenCaches &tokens;
        const Clock &clock;
    };
    using Maker = std::function<std::unique_ptr<providers::PaymentProvider>(const Making &)>;
    //! Where a provider posts that has one address for everything.
    static constexpr auto kFixedPath = "/cb/ffffffffffffffffffffffffffffffff"_L1;

    //! `tune` changes the shop's profile before it opens. `make`: another provider than Daraja's.
    explicit ShopFloor(const std::function<void(Profile &)> &tune = {}, Maker make = {}) : m_make(std::move(make))
    {
        profile = practiceProfile();
        profile.environment = Environment::Custom;
        profile.baseUrl = QUrl(u"https://daraja.test"_s);
        profile.shortCode = u"174379"_s;
        profile.callbackUrl = QUrl(u"https://shop.test/cb"_s);
        profile.settings.insert(u"short-code-shared"_s, u"off"_s);
        if (tune)
            tune(profile);
        open();
    }

    //! The program dies and starts again: everything but disk (ledger, inbox file) is new.
    void restart()
    {
        if (whenClosing)
            whenClosing();
        m_engine.reset();
        m_reader.reset();
        m_provider.reset();
        m_inbox.reset();
        wire = HoldingTransport{};
        open();
        m_engine->resumeOpen();
        settle();
    }

    sale::ChargeEngine &engine() { return *m_engine; }
    callbacks::CallbackInbox &inbox() { return *m_inbox; }
    callbacks::InboxReader &reader() { return *m_reader; }

    QString charge(const QString &phone = u"0722000000"_s, qint64 shillings = 100, const QString &key = {})
    {
        sale::ChargeOrder order;
        order.ticket = u"t"_s;
        order.phone = *Msisdn::parse(phone);
        order.amount = Money::fromWhole(shillings);
        order.reference = u"INV1"_s;
        order.key = key;
        order.user = u"cashier"_s;
        return charge(order);
    }
    //! The charge's id; empty when it was refused (see refusals).
    QString charge(const sale::ChargeOrder &order)
    {
        const auto before = charged.size();
        m_engine->charge(order);
        settle();
        return charged.size() > before ? charged.last().chargeId : QString();
    }

    //! Lets queued calls run, and gives a token to whoever wants one.
    void settle()
    {
        for (int i = 0; i < 10; ++i) {
            QCoreApplication::processEvents();
            for (const QLatin1StringView tokens : {kToken, "/token/generate"_L1, "/token"_L1})
                while (giveTokens && wire.waiting(tokens) > 0)
                    wire.answer(tokens, 200, R"({"access_token":"tok","expires_in":"3599"})");
        }
    }
    void accept(const QByteArray &checkoutId = "ws_CO_1")
    {
        wire.answer(kPush, 200, R"({"MerchantRequestID":"m-1","CheckoutRequestID":")" + checkoutId + R"(","ResponseCode":"0","ResponseDescription":"ok"})");
        settle();
    }
    void answerQuery(const QByteArray &resultCode)
    {
        wire.answer(kQuery, 200, R"({"ResponseCode":"0","ResponseDescription":"ok","ResultCode":")" + resultCode + R"(","ResultDesc":"as told"})");
        settle();
    }
    //! An STK callback as Safaricom would post it to the current attempt's secret path.
    int callback(const QString &chargeId, const QByteArray &code, const QByteArray &amount = "100.00", const QByteArray &receipt = "SKE52PAWR9",
                 const QByteArray &checkoutId = "ws_CO_1")
    {
        QByteArray body = R"({"Body":{"stkCallback":{"MerchantRequestID":"m-1","CheckoutRequestID":")" + checkoutId + R"(","ResultCode":)" + code
            + R"(,"ResultDesc":"as told")";
        if (code == "0")
            body += R"(,"CallbackMetadata":{"Item":[{"Name":"Amount","Value":)" + amount + R"(},{"Name":"MpesaReceiptNumber","Value":")" + receipt
                + R"("},{"Name":"Balance"},{"Name":"TransactionDate","Value":20261122110207},{"Name":"PhoneNumber","Value":254722000000}]})";
        body += "}}}";
        const auto record = ledger.charge(chargeId);
        return post(u"/cb/"_s + record->callbackToken, body);
    }
    //! Anything, posted to any path.
    int post(const QString &path, const QByteArray &body)
    {
        const int status = m_receiver->receive({path, body, u"test"_s}).status;
        settle();
        return status;
    }
    //! Moves the clock step by step, ticking whenever the engine wants to.
    void pass(std::chrono::milliseconds time)
    {
        const auto end = clock.sinceBoot() + time;
        while (clock.sinceBoot() < end) {
            const auto wake = m_engine->nextWake();
            const auto until = wake ? std::clamp(*wake, clock.sinceBoot() + std::chrono::milliseconds(1), end) : end;
            clock.advance(until - clock.sinceBoot());
            m_engine->tick();
            settle();
        }
    }
    sale::ChargeState state(const QString &chargeId) const { return ledger.charge(chargeId)->state; }
    sale::Status status(const QString &chargeId) const { return state(chargeId).status; }

    Profile profile;
    TestClock clock;
    SeededRandom random;
    ledger::MemoryLedger ledger{clock, random};
    HoldingTransport wire;
    bool giveTokens = true;
    FakeApprovals approvals;
    //! For an engine beside this one: it is there before the inbox is read, and gone before this one goes.
    std::function<void()> whenOpened;
    std::function<void()> whenClosing;

    QList<sale::ChargeSnapshot> charged;
    QList<sale::ChargeSnapshot> changes;
    QList<sale::Refusal> refusals;
    QList<sale::Alert> alerts;

private:
    void open()
    {
        m_tokens = std::make_unique<daraja::TokenCaches>(wire, clock);
        if (m_make)
            m_provider = m_make({profile, wire, *m_tokens, clock});
        else
            m_provider = std::make_unique<providers::DarajaProvider>(profile, providers::DarajaCredentials{"key", "secret", "passkey"}, wire, *m_tokens, clock);
        auto inbox = callbacks::CallbackInbox::open(m_dir.filePath(u"inbox.sqlite"_s), clock);
        if (!inbox)
            qFatal("the inbox does not open: %s", qPrintable(inbox.error().detail));
        m_inbox = std::move(inbox).value();
        m_reader = std::make_unique<callbacks::InboxReader>(*m_inbox);
        m_engine = std::make_unique<sale::ChargeEngine>(sale::EngineParts{profile, ledger, *m_reader, *m_provider, clock, random, &approvals});
        m_receiver = std::make_unique<callbacks::PathReceiver>(*m_inbox, rules());
        QObject::connect(m_engine.get(), &sale::SaleService::charged, [this](const QString &, const sale::ChargeSnapshot &shot) { charged << shot; });
        QObject::connect(m_engine.get(), &sale::SaleService::chargeChanged, [this](const sale::ChargeSnapshot &shot) { changes << shot; });
        QObject::connect(m_engine.get(), &sale::SaleService::refused, [this](const sale::Refusal &refusal) { refusals << refusal; });
        QObject::connect(m_engine.get(), &sale::SaleService::alertRaised, [this](const sale::Alert &alert) { alerts << alert; });
        if (whenOpened)
            whenOpened();
    }

    callbacks::ReceiverRules rules()
    {
        const bool joins = profile.traits().joinsByReference;
        callbacks::ReceiverRules rules{[this, joins](const QString &token) -> std::optional<callbacks::PathKind> {
            if (joins && kFixedPath.endsWith(token))
                return callbacks::PathKind::C2bConfirmation;
            return m_engine->kindOf(token);
        }};
        if (joins)
            rules.attemptIn = [this](const QByteArray &body) -> std::optional<QString> {
                const QString reference = callbacks::transactionReferenceIn(body);
                return m_engine->kindOf(reference) ? std::optional(reference) : std::nullopt;
            };
        return rules;
    }

    Maker m_make;
    QTemporaryDir m_dir;
    std::unique_ptr<daraja::TokenCaches> m_tokens;
    std::unique_ptr<providers::PaymentProvider> m_provider;
    std::unique_ptr<callbacks::CallbackInbox> m_inbox;
    std::unique_ptr<callbacks::InboxReader> m_reader;
    std::unique_ptr<sale::ChargeEngine> m_engine;
    std::unique_ptr<callbacks::PathReceiver> m_receiver;
};

} // namespace kaunta::test
