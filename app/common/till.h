#pragma once

#include "core/base/failure.h"
#include "core/direct/direct_engine.h"
#include "core/enquiry/enquiry_engine.h"
#include "core/people/people_engine.h"
#include "core/practice/practice_driver.h"
#include "core/providers/daraja_initiator.h"
#include "core/providers/payment_provider.h"
#include "core/refund/refund_engine.h"
#include "core/sale/charge_engine.h"
#include "core/secrets/secret_store.h"

#include <QObject>
#include <memory>

namespace kaunta {
class DataDir;
}

namespace kaunta::app {

struct TillOptions {
    QString profileDir = {};   //!< made already
    QString secretNamesFile = {};
    Profile profile = {};
    bool handsetAsks = false;  //!< practice: unscripted prompts wait for the virtual handset
    bool withLedger = true;    //!< false: only provider and secrets, for `profile test`
    //! A person's reason to go on with a ledger that does not hold its remembered head (a backup was put back). Journaled.
    //! Empty: such a ledger is refused, because what it has forgotten could be charged a second time.
    QString acceptLedger = {};
    QString user = {};         //!< who gives that reason
};

//! Everything that runs one profile, put together: files and their lock, secrets, wire, engine. The one place that names
//! concrete classes; window and command line share it. Lives on one thread, which needs an event loop.
class Till final : public QObject
{
    Q_OBJECT
public:
    explicit Till(TillOptions options, QObject *parent = nullptr);
    ~Till() override;

    //! Takes the lock, opens the files, reads the secrets. Ends in ready() or failed(), later than the call returns.
    void open();
    //! Remembers the ledger's head and lets go of everything; then closed().
    void close();

    const Profile &profile() const { return m_options.profile; }
    // Null before ready() and without a ledger.
    sale::ChargeEngine *engine() const;
    refund::RefundEngine *refunds() const;
    enquiry::EnquiryEngine *account() const;
    direct::DirectEngine *direct() const;
    people::PeopleEngine *people() const;
    const ledger::LedgerReader &ledger() const;     //!< after ready(), with a ledger
    providers::PaymentProvider *provider() const;   //!< null before ready()
    practice::PracticeDriver *practice() const;     //!< null outside practice

    //! What a restart does: takes up everything that is open. Sends nothing anew.
    void resumeOpen();
    //! Where customers' own payments are told, and what goes to one address of the shop alone. For a provider without a registration:
    //! to be handed over by a person. Fails while they are not on disk: nobody may be told of them before.
    Result<providers::RegisterUrls, Failure> directAddresses();
    //! Tells M-PESA where customers' own payments are to be told: once for a short code.
    void registerDirectPayments(providers::PaymentProvider::PlainDone done);
    //! Calls the shop's own address and sees whether the call comes back here. `done` as in checkSetup().
    void testCallback(QObject *context, std::function<void(const providers::SetupLine &line)> done);

Q_SIGNALS:
    //! The till works, but M-PESA's results cannot reach it: payments go on, refunds and balances do not.
    void receiverFailed(const kaunta::Failure &failure);
    void ready();
    void failed(const kaunta::Failure &failure);
    void closed();

private:
    struct Parts;
    std::optional<Failure> openFiles();
    std::optional<Failure> judgeHead(const std::optional<ledger::Head> &remembered);
    void loadSecrets();
    void onSecrets(const QMap<QString, QByteArray> &secrets);
    void buildWire(const QMap<QString, QByteArray> &secrets);
    void loadPepper();
    void buildEngines(const QByteArray &pepper);
    void listen();
    providers::DarajaInitiator initiator();
    bool initiatorSet() const;
    void fail(const Failure &failure);

    TillOptions m_options;
    std::unique_ptr<Parts> m_parts;
};

} // namespace kaunta::app
