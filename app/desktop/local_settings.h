#pragma once

#include "core/profile/data_dir.h"
#include "core/profile/settings_service.h"
#include "core/providers/payment_provider.h"
#include "core/secrets/keychain_store.h"

#include <memory>

namespace kaunta::app {
class Till;
}

namespace kaunta::desktop {

//! Set-up on this computer's disk and keychain. Lives on a worker thread with an event loop; a window reaches it through
//! ThreadedSettings.
class LocalSettings final : public SettingsService
{
    Q_OBJECT
public:
    LocalSettings(DataDir dir, QString profileInUse);
    ~LocalSettings() override;

    QString keychainName() const override { return m_keychain.displayName(); }
    void listProfiles() override;
    void loadProfile(const QString &name) override;
    void saveProfile(const Profile &profile, bool isNew) override;
    void selectProfile(const QString &name) override;
    void listSecrets(const QString &profile) override;
    void storeSecret(const QString &profile, const QString &key, const QByteArray &value) override;
    void clearSecret(const QString &profile, const QString &key) override;
    void runTests(const QString &profile) override;
    void askAppearance() override;
    void setAppearance(const Appearance &appearance) override;

private:
    std::optional<Profile> profileFor(SettingsRequest request, const QString &name, const QString &subject);
    void lookAtSecret(const Profile &profile, qsizetype index, QList<SecretStatus> found);
    void tellChecks(const QString &profile, const QList<providers::SetupLine> &lines);
    void tellSameFinding(const QString &profile, Finding finding, const QString &detail);
    void endTests();

    DataDir m_dir;
    QString m_inUse;
    secrets::KeychainStore m_keychain;
    std::unique_ptr<app::Till> m_testing;
};

} // namespace kaunta::desktop
