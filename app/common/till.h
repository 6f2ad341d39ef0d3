#pragma once

#include "core/base/failure.h"
#include "core/callbacks/path_receiver.h"
#include "core/practice/practice_driver.h"
#include "core/providers/payment_provider.h"
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

    sale::ChargeEngine *engine() const;             //!< null before ready() and without a ledger
    providers::PaymentProvider *provider() const;   //!< null before ready()
    practice::PracticeDriver *practice() const;     //!< null outside practice

Q_SIGNALS:
    void ready();
    void failed(const kaunta::Failure &failure);
    void closed();

private:
    struct Parts;
    std::optional<Failure> openFiles();
    std::optional<Failure> judgeHead(const std::optional<ledger::Head> &remembered);
    void loadSecrets();
    void onSecrets(const QList<QByteArray> &secrets);
    void buildWire(const QList<QByteArray> &secrets);
    void buildEngine();
    void fail(const Failure &failure);

    TillOptions m_options;
    std::unique_ptr<Parts> m_parts;
};

} // namespace kaunta::app
