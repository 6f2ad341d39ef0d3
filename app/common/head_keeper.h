#pragma once

#include "core/base/clock.h"
#include "core/ledger/ledger.h"
#include "core/secrets/secret_store.h"

#include <QObject>
#include <optional>

namespace kaunta::app {

//! Remembers, outside the ledger's file, where its chain ends: in the keychain, or for practice (which has no keychain) in a
//! small file beside. Written at most once a minute and at exit, so a cut tail or yesterday's file is found.
class HeadKeeper final : public QObject
{
    Q_OBJECT
public:
    using Told = std::function<void(const std::optional<ledger::Head> &)>;

    //! `store` null: `practiceFile` is used. Both must outlive the keeper.
    HeadKeeper(secrets::SecretStore *store, const QString &profileId, const QString &practiceFile, const Clock &clock, QObject *parent = nullptr);

    void load(QObject *context, Told told);
    //! To be called after changes; writes when a minute has passed since the last time.
    void note(const ledger::Head &head);
    //! Writes now. `done` runs when it is kept, or could not be.
    void flush(const ledger::Head &head, QObject *context, std::function<void()> done);

private:
    secrets::SecretStore *m_store;
    QString m_entry;
    QString m_file;
    const Clock &m_clock;
    std::optional<milliseconds> m_writtenAt;
    ledger::Head m_written;
};

} // namespace kaunta::app
