#pragma once

#include "core/profile/settings_service.h"

namespace kaunta::desktop {

//! Set-up as the GUI thread sees it: calls are queued to the worker's thread, signals come back queued.
class ThreadedSettings final : public SettingsService
{
    Q_OBJECT
public:
    //! `worker` lives on its own thread and must outlive this object. `keychainName` is its first guess.
    ThreadedSettings(SettingsService &worker, QString keychainName, QObject *parent = nullptr);

    QString keychainName() const override { return m_keychainName; }
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
    template <class F>
    void post(F call)
    {
        QMetaObject::invokeMethod(&m_worker, [worker = &m_worker, call = std::move(call)] { call(*worker); }, Qt::QueuedConnection);
    }

    SettingsService &m_worker;
    QString m_keychainName;
};

} // namespace kaunta::desktop
