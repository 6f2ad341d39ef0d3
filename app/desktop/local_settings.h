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
    //! `inUse` as the running till took it when it started.
    LocalSettings(DataDir dir, Profile inUse);
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

public Q_SLOTS:
    //! The running till is open: from here on it has the port of its profile, so that it must test the address itself.
    void onTillReady() { m_tillRuns = true; }
    void onTillTested(const kaunta::providers::SetupLine &line);

Q_SIGNALS:
    //! Answered by onTillTested().
    void tillTestWanted();

private:
    std::optional<Profile> profileFor(SettingsRequest request, const QString &name, const QString &subject);
    void lookAtSecret(const Profile &profile, qsizetype index, QList<SecretStatus> found);
    void tellChecks(const QString &profile, const QList<providers::SetupLine> &lines);
    void testCallback(const Profile &profile);
    void tellCallback(const Profile &profile, const providers::SetupLine &line);
    void tellEverywhere(const QString &profile, Finding finding);
    void tellCertificate(const Profile &profile);
    void endTests();

    DataDir m_dir;
    Profile m_inUse;
    bool m_tillRuns = false;
    bool m_asksTill = false;   //!< the last line of the test is the running till's to say
    secrets::KeychainStore m_keychain;
    std::unique_ptr<app::Till> m_testing;
};

} // namespace kaunta::desktop
