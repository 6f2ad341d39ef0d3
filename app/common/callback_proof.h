#pragma once

#include "core/base/random.h"
#include "core/callbacks/receiver.h"
#include "core/ledger/ledger.h"
#include "core/net/transport.h"
#include "core/profile/profile.h"

#include <QObject>
#include <functional>

namespace kaunta::app {

//! Knows whether what M-PESA posts finds its way to this till. Refunds, balances and status are answered in no other way, so none
//! is asked for before a way is proven: a call of our own to the shop's address came back, or something authentic came by it.
//! Remembered in the ledger for the address that it was proven for. Practice hands results over in process: always proven.
class CallbackProof final : public QObject
{
    Q_OBJECT
public:
    using Told = std::function<void(bool proven, const QString &detail)>;

    //! `ledger` null: remembered for this run only.
    CallbackProof(const Profile &profile, net::Transport &transport, RandomSource &random, ledger::Ledger *ledger, QObject *parent = nullptr);

    bool isProven() const;
    //! The 32 hex digits of the self-test's path.
    const QString &token() const { return m_token; }
    //! The receiver saw the self-test.
    void selfTested(const QString &token);
    //! The receiver took in something for a path of ours.
    void cameIn() { prove(); }
    //! Calls the shop's own address. `detail`, small print: what happened instead.
    void run(QObject *context, Told done);

private:
    void prove();

    Profile m_profile;
    net::Transport &m_transport;
    ledger::Ledger *m_ledger;
    QString m_token;
    bool m_provenNow = false;
};

//! For a test without a ledger: knows the self-test's path and no other.
class SelfTestReceiver final : public callbacks::Receiver
{
public:
    explicit SelfTestReceiver(CallbackProof &proof) : m_proof(proof) {}
    callbacks::Answer receive(const callbacks::Incoming &incoming) override;

private:
    CallbackProof &m_proof;
};

} // namespace kaunta::app
