#include "app/desktop/threaded_settings.h"

namespace kaunta::desktop {

ThreadedSettings::ThreadedSettings(SettingsService &worker, QString keychainName, QObject *parent)
    : SettingsService(parent), m_worker(worker), m_keychainName(std::move(keychainName))
{
    connect(&worker, &SettingsService::profilesListed, this, &SettingsService::profilesListed);
    connect(&worker, &SettingsService::profileLoaded, this, &SettingsService::profileLoaded);
    connect(&worker, &SettingsService::profileSaved, this, &SettingsService::profileSaved);
    connect(&worker, &SettingsService::certificateTold, this, &SettingsService::certificateTold);
    connect(&worker, &SettingsService::profileSelected, this, &SettingsService::profileSelected);
    connect(&worker, &SettingsService::secretsListed, this, &SettingsService::secretsListed);
    connect(&worker, &SettingsService::secretStored, this, &SettingsService::secretStored);
    connect(&worker, &SettingsService::secretCleared, this, &SettingsService::secretCleared);
    connect(&worker, &SettingsService::checkTold, this, &SettingsService::checkTold);
    connect(&worker, &SettingsService::testsFinished, this, &SettingsService::testsFinished);
    connect(&worker, &SettingsService::appearanceTold, this, &SettingsService::appearanceTold);
    connect(&worker, &SettingsService::failed, this, &SettingsService::failed);
}

void ThreadedSettings::listProfiles()
{
    post([](SettingsService &worker) { worker.listProfiles(); });
}

void ThreadedSettings::loadProfile(const QString &name)
{
    post([name](SettingsService &worker) { worker.loadProfile(name); });
}

void ThreadedSettings::saveProfile(const Profile &profile, bool isNew)
{
    post([profile, isNew](SettingsService &worker) { worker.saveProfile(profile, isNew); });
}

void ThreadedSettings::selectProfile(const QString &name)
{
    post([name](SettingsService &worker) { worker.selectProfile(name); });
}

void ThreadedSettings::listSecrets(const QString &profile)
{
    post([profile](SettingsService &worker) { worker.listSecrets(profile); });
}

void ThreadedSettings::storeSecret(const QString &profile, const QString &key, const QByteArray &value)
{
    post([profile, key, value](SettingsService &worker) { worker.storeSecret(profile, key, value); });
}

void ThreadedSettings::clearSecret(const QString &profile, const QString &key)
{
    post([profile, key](SettingsService &worker) { worker.clearSecret(profile, key); });
}

void ThreadedSettings::runTests(const QString &profile)
{
    post([profile](SettingsService &worker) { worker.runTests(profile); });
}

void ThreadedSettings::askAppearance()
{
    post([](SettingsService &worker) { worker.askAppearance(); });
}

void ThreadedSettings::setAppearance(const Appearance &appearance)
{
    post([appearance](SettingsService &worker) { worker.setAppearance(appearance); });
}

} // namespace kaunta::desktop
