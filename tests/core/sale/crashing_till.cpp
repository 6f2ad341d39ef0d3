// A till that kills itself (SIGKILL, as a power cut would) at a chosen boundary. Started by tst_kill_nine.
//   crashing_till DIR URL charge|resume [POINT]
// Prints what a screen would show: "shown <state>", and at the end of `resume` one line for each charge in the ledger.
#include "core/callbacks/inbox.h"
#include "core/callbacks/stk_receiver.h"
#include "core/ledger/sqlite_ledger.h"
#include "core/net/qt_transport.h"
#include "core/providers/daraja_provider.h"
#include "core/sale/charge_engine.h"
#include "core/sale/engine_timer.h"

#include <QCoreApplication>
#include <csignal>
#include <cstdio>

using namespace kaunta;
using namespace Qt::StringLiterals;

namespace {

QString crashPoint;

void reach(const QString &point)
{
    if (point == crashPoint)
        raise(SIGKILL);
}

void say(const QString &line)
{
    std::printf("%s\n", qPrintable(line));
    std::fflush(stdout);
}

//! Dies before or after the n-th append.
class CrashingLedger final : public ledger::Ledger
{
public:
    explicit CrashingLedger(std::unique_ptr<ledger::Ledger> real) : m_real(std::move(real)) {}
    Result<Done, ledger::LedgerFault> append(const QList<ledger::Change> &changes) override
    {
        const QString number = QString::number(++m_appends);
        reach(u"before-append-"_s + number);
        auto result = m_real->append(changes);
        reach(u"after-append-"_s + number);
        return result;
    }
    Result<Done, ledger::LedgerFault> readyToCharge() override { return m_real->readyToCharge(); }
    Result<Done, ledger::LedgerFault> erasePerson(const QString &id, const QString &actor) override { return m_real->erasePerson(id, actor); }
    void setSetting(const QString &name, const QString &value) override { m_real->setSetting(name, value); }
    std::optional<ledger::SaleRecord> sale(const QString &id) const override { return m_real->sale(id); }
    std::optional<ledger::ChargeRecord> charge(const QString &id) const override { return m_real->charge(id); }
    std::optional<ledger::ChargeRecord> chargeByKey(const QString &key) const override { return m_real->chargeByKey(key); }
    std::optional<ledger::ChargeRecord> chargeByToken(const QString &token) const override { return m_real->chargeByToken(token); }
    std::optional<ledger::PersonRecord> person(const QString &id) const override { return m_real->person(id); }
    std::optional<ledger::PersonRecord> personByMsisdn(const QString &msisdn) const override { return m_real->personByMsisdn(msisdn); }
    std::optional<ledger::PaymentRecord> payment(const QString &receipt) const override { return m_real->payment(receipt); }
    QList<ledger::ChargeRecord> chargesOfSale(const QString &id) const override { return m_real->chargesOfSale(id); }
    QList<ledger::ChargeRecord> pendingCharges() const override { return m_real->pendingCharges(); }
    QList<ledger::ChargeRecord> chargesOfPerson(const QString &id, const QDateTime &since) const override { return m_real->chargesOfPerson(id, since); }
    QList<ledger::ChargeRecord> chargesSince(const QDateTime &since, int limit) const override { return m_real->chargesSince(since, limit); }
    QList<ledger::EventRecord> eventsOf(const QString &subject) const override { return m_real->eventsOf(subject); }
    bool wireReferenceUsed(const QString &reference, const QDateTime &since) const override { return m_real->wireReferenceUsed(reference, since); }
    int saleCount() const override { return m_real->saleCount(); }
    QList<ledger::PaymentRecord> paymentsOfSale(const QString &id) const override { return m_real->paymentsOfSale(id); }
    QList<ledger::PaymentRecord> directPayments(const QDateTime &since, int limit, bool matchedToo) const override
    {
        return m_real->directPayments(since, limit, matchedToo);
    }
    std::optional<ledger::RefundRecord> refund(const QString &id) const override { return m_real->refund(id); }
    std::optional<ledger::RefundRecord> refundByToken(const QString &token) const override { return m_real->refundByToken(token); }
    QList<ledger::RefundRecord> refundsOfReceipt(const QString &receipt) const override { return m_real->refundsOfReceipt(receipt); }
    QList<ledger::RefundRecord> openRefunds() const override { return m_real->openRefunds(); }
    QList<ledger::RefundRecord> refundsSince(const QDateTime &since, int limit) const override { return m_real->refundsSince(since, limit); }
    std::optional<ledger::EnquiryRecord> enquiry(const QString &id) const override { return m_real->enquiry(id); }
    std::optional<ledger::EnquiryRecord> enquiryByToken(const QString &token) const override { return m_real->enquiryByToken(token); }
    QList<ledger::EnquiryRecord> openEnquiries() const override { return m_real->openEnquiries(); }
    QList<ledger::EnquiryRecord> enquiriesOf(ledger::EnquiryRecord::Kind kind, int limit) const override { return m_real->enquiriesOf(kind, limit); }
    QList<ledger::UserRecord> users() const override { return m_real->users(); }
    std::optional<ledger::UserRecord> user(const QString &name) const override { return m_real->user(name); }
    std::optional<ledger::PinRecord> pin(const QString &userId) const override { return m_real->pin(userId); }
    std::optional<ledger::ClaimRecord> claim(const QString &code) const override { return m_real->claim(code); }
    QList<ledger::ClaimRecord> claims(ledger::ClaimRecord::State state, int limit) const override { return m_real->claims(state, limit); }
    QString setting(const QString &name) const override { return m_real->setting(name); }
    Head head() const override { return m_real->head(); }
    bool holds(const Head &head) const override { return m_real->holds(head); }

private:
    std::unique_ptr<ledger::Ledger> m_real;
    int m_appends = 0;
};

//! Dies when the first byte of a push is wanted, or when an answer has arrived that nobody has seen yet.
class CrashingTransport final : public net::Transport
{
public:
    void send(const net::Request &request, QObject *context, DoneFn done) override
    {
        const QString name = request.url.path().section(u'/', -1);   // "processrequest", "query", "generate"
        net::Request watched = request;
        if (request.mayStart)
            watched.mayStart = [name, may = request.mayStart] {
                reach(u"first-byte-"_s + name);
                return may();
            };
        m_real.send(watched, context, [name, done = std::move(done)](const net::Reply &reply) {
            reach(u"answer-"_s + name);
            done(reply);
        });
    }

private:
    net::QtTransport m_real;
};

QByteArray paidCallback()
{
    return R"({"Body":{"stkCallback":{"MerchantRequestID":"m","CheckoutRequestID":"ws_CO_1","ResultCode":0,"ResultDesc":"ok","CallbackMetadata":{"Item":[)"
           R"({"Name":"Amount","Value":100.00},{"Name":"MpesaReceiptNumber","Value":"SKE52PAWR9"},{"Name":"PhoneNumber","Value":254722000000}]}}}})";
}

} // namespace

int main(int argc, char **argv)
{
    QCoreApplication app(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    const QString dir = arguments.value(1);
    const bool charges = arguments.value(3) == "charge"_L1;
    crashPoint = arguments.value(4);

    SystemClock clock;
    SystemRandom random;
    auto opened = ledger::SqliteLedger::open({.path = dir + u"/ledger.sqlite"_s, .reserveBytes = 64 * 1024}, clock, random);
    auto inboxOpened = callbacks::CallbackInbox::open(dir + u"/inbox.sqlite"_s, clock);
    if (!opened || !inboxOpened)
        return 3;
    CrashingLedger ledger(std::move(opened).value());
    const auto inbox = std::move(inboxOpened).value();
    CrashingTransport transport;
    daraja::TokenCaches tokens(transport, clock);
    Profile profile = practiceProfile();
    profile.environment = Environment::Custom;
    profile.baseUrl = QUrl(arguments.value(2));
    profile.callbackUrl = QUrl(u"https://shop.test/cb"_s);
    providers::DarajaProvider provider(profile, {"key", "secret", "passkey"}, transport, tokens, clock);
    sale::ChargeEngine engine({profile, ledger, *inbox, provider, clock, random});
    new sale::EngineTimer(engine, clock);
    callbacks::StkReceiver receiver(*inbox, [&](const QString &token) { return engine.isOurs(token); });

    const auto settled = [&] {
        const auto pending = ledger.pendingCharges();
        return std::none_of(pending.begin(), pending.end(), [](const ledger::ChargeRecord &charge) {
            return sale::wantsQuery(charge.state) && !charge.checkoutRequestId.isEmpty();
        });
    };
    const auto onShown = [&](const sale::ChargeSnapshot &charge) {
        say(u"shown "_s + sale::statusName(charge.state.status));
        if (charges && charge.state.status == sale::Status::Prompted)   // M-PESA is quick: its callback comes with the screen
            receiver.receive({u"/cb/"_s + ledger.charge(charge.chargeId)->callbackToken, paidCallback(), u"test"_s});
        if (settled() && charge.state.status != sale::Status::Journaled)
            QMetaObject::invokeMethod(&app, &QCoreApplication::quit, Qt::QueuedConnection);
    };
    QObject::connect(&engine, &sale::SaleService::charged, &app, [&](const QString &, const sale::ChargeSnapshot &charge) { onShown(charge); });
    QObject::connect(&engine, &sale::SaleService::chargeChanged, &app, onShown);
    QTimer::singleShot(std::chrono::seconds(20), &app, [] { QCoreApplication::exit(4); });   // a hang is a failure

    if (charges) {
        sale::ChargeOrder order;
        order.phone = *Msisdn::parse(u"0722000000"_s);
        order.amount = Money::fromWhole(100);
        order.reference = u"INV1"_s;
        order.user = u"cashier"_s;
        engine.charge(order);
        return QCoreApplication::exec();
    }
    engine.resumeOpen();
    const int result = settled() ? 0 : QCoreApplication::exec();
    for (const ledger::ChargeRecord &charge : ledger.chargesSince(QDateTime::fromMSecsSinceEpoch(0, Qt::UTC), 100))
        say(u"charge "_s + charge.id + u' ' + sale::statusName(charge.state.status) + u' ' + charge.state.receipt);
    return result;
}
