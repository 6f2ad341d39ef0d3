#pragma once

#include "core/secrets/secret_store.h"

#include <memory>
#include <optional>

namespace QKeychain {
class Job;
}

namespace kaunta::secrets {

class KeychainState;

struct KeychainAnswer {
    std::optional<SecretError> error;
    QByteArray value;
};

//! One question to the OS keychain. QtKeychain queues all jobs of a process in one unguarded object that lives on the thread
//! of the first job, so every job runs on one thread that lives as long as the application. start() may be called from any
//! thread; finished() comes once, from that thread, and the job deletes itself.
class KeychainJob final : public QObject
{
    Q_OBJECT
public:
    enum class Kind { Read, Write, Remove };
    KeychainJob(Kind kind, QString name, QByteArray value, std::shared_ptr<KeychainState> state);
    ~KeychainJob() override;
    void start();

Q_SIGNALS:
    void finished(const kaunta::secrets::KeychainAnswer &answer);

private:
    void run();
    void onJobFinished(QKeychain::Job *job);
    KeychainAnswer judge(QKeychain::Job *job);

    const Kind m_kind;
    const QString m_name;
    QByteArray m_value;
    std::shared_ptr<KeychainState> m_state;
};

} // namespace kaunta::secrets
