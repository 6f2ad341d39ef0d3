#include "ui/viewmodels/settings_view_model.h"

#include <QCoreApplication>
#include <algorithm>

namespace kaunta::ui {

using namespace Qt::StringLiterals;

namespace {

//! validate() says "callback-url: …"; the form shows the sentence at that field.
QString nameOf(ProfileField field)
{
    static const QHash<ProfileField, QString> names{
        {ProfileField::Name, u"name"_s},     {ProfileField::Provider, u"provider"_s},          {ProfileField::Environment, u"environment"_s}, {ProfileField::Type, u"type"_s},
        {ProfileField::BaseUrl, u"base-url"_s}, {ProfileField::ShortCode, u"shortcode"_s},     {ProfileField::Till, u"till"_s},
        {ProfileField::CallbackUrl, u"callback-url"_s}, {ProfileField::Shop, u"shop"_s},       {ProfileField::Listen, u"listen"_s},
        {ProfileField::Initiator, u"initiator"_s}, {ProfileField::Certificate, u"certificate"_s}, {ProfileField::TillId, u"till-id"_s},
        {ProfileField::Shared, u"short-code-shared"_s}};
    return names.value(field);
}

bool isFieldName(const QString &name, const providers::ProviderTraits &traits)
{
    for (int field = 0; field < static_cast<int>(ProfileField::Other); ++field)
        if (nameOf(static_cast<ProfileField>(field)) == name)
            return true;
    return std::any_of(traits.settings.begin(), traits.settings.end(), [&](const providers::ProviderSetting &setting) { return setting.key == name; });
}

QString failureText(const Failure &failure)
{
    const FailureWords &words = wordsFor(failure.code);
    QStringList parts{QCoreApplication::translate("Failures", words.says), failure.detail, QCoreApplication::translate("Failures", words.next)};
    parts.removeAll(QString());
    return parts.join(u' ');
}

} // namespace

SettingsViewModel::SettingsViewModel(SettingsService &service, QObject *parent) : QObject(parent), m_service(service)
{
    connect(&m_service, &SettingsService::profilesListed, this, [this](const QList<ProfileEntry> &profiles, const QString &selected, const QString &inUse) {
        m_profiles = profiles;
        m_selected = selected;
        m_inUse = inUse;
        Q_EMIT profilesChanged();
        Q_EMIT changed();
        if (!m_loaded && !m_isNew && !profiles.isEmpty())
            m_service.loadProfile(selected.isEmpty() ? profiles.first().name : selected);
    });
    connect(&m_service, &SettingsService::profileLoaded, this, [this](const Profile &profile) { show(profile, false); });
    connect(&m_service, &SettingsService::profileSaved, this, [this](const Profile &profile) {
        m_saving = false;
        show(profile, false);
        say(Tone::Paid, Glyph::Check, profile.name == m_inUse ? tr("Saved. This till uses it from its next start.") : tr("Saved."));
        m_service.listProfiles();
    });
    connect(&m_service, &SettingsService::certificateTold, this, [this](const QString &profile, const CertificateLine &certificate) {
        if (profile != m_saved.name)
            return;
        m_certificate = certificate;
        Q_EMIT changed();
    });
    connect(&m_service, &SettingsService::profileSelected, this, [this](const QString &name) {
        m_saving = false;
        m_selected = name;
        Q_EMIT profilesChanged();
        Q_EMIT changed();
    });
    connect(&m_service, &SettingsService::secretsListed, this, &SettingsViewModel::onSecrets);
    const auto settled = [this](const QString &profile, const QString &key) {
        if (profile != m_saved.name)
            return;
        m_busySecrets.remove(key);
        m_service.listSecrets(profile);   // what the keychain says now, not what we believe
        forgetTests();
    };
    connect(&m_service, &SettingsService::secretStored, this, [this, settled](const QString &profile, const QString &key) {
        settled(profile, key);
        Q_EMIT secretAccepted(key);
    });
    connect(&m_service, &SettingsService::secretCleared, this, settled);
    connect(&m_service, &SettingsService::checkTold, this, [this](const QString &profile, const CheckLine &line) {
        if (profile != m_saved.name || !m_testing)
            return;
        m_lines.insert(line.check, line);
        Q_EMIT testsChanged();
    });
    connect(&m_service, &SettingsService::testsFinished, this, [this](const QString &profile) {
        if (profile != m_saved.name)
            return;
        m_testing = false;
        Q_EMIT testsChanged();
        Q_EMIT changed();
    });
    connect(&m_service, &SettingsService::appearanceTold, this, [this](const Appearance &appearance) {
        m_appearance = appearance;
        Q_EMIT appearanceChanged();
    });
    connect(&m_service, &SettingsService::failed, this, &SettingsViewModel::onFailed);
}

void SettingsViewModel::open()
{
    m_service.listProfiles();
    m_service.askAppearance();
    if (m_loaded && !m_isNew)
        m_service.listSecrets(m_saved.name);
}

void SettingsViewModel::choose(const QString &name)
{
    if (name == current() || m_saving)
        return;
    if (isDirty()) {
        say(Tone::Waiting, Glyph::Info, tr("Save or undo your changes first."));
        Q_EMIT profilesChanged();   // the list shows the profile that is still in the form
        return;
    }
    m_service.loadProfile(name);
}

void SettingsViewModel::startNew()
{
    if (isDirty() || m_saving) {
        say(Tone::Waiting, Glyph::Info, tr("Save or undo your changes first."));
        return;
    }
    Profile fresh;
    fresh.provider = providers::providerNames().constFirst();
    fresh.environment = Environment::Sandbox;
    show(fresh, true);
    Q_EMIT profilesChanged();
}

void SettingsViewModel::show(const Profile &profile, bool isNew)
{
    const bool same = m_loaded && !isNew && !m_isNew && profile.id == m_saved.id;
    m_saved = profile;
    m_savedForm = toForm(profile);
    m_form = m_savedForm;
    m_isNew = isNew;
    m_loaded = true;
    m_left.clear();
    if (!same)
        m_certificate = {};
    m_banner = {};
    if (!same) {
        m_presence.clear();
        m_secretProblems.clear();
        m_busySecrets.clear();
    }
    forgetTests();
    check();
    Q_EMIT formReset();
    Q_EMIT changed();
    Q_EMIT secretsChanged();
    if (!isNew)
        m_service.listSecrets(profile.name);
}

void SettingsViewModel::setForm(const ProfileForm &form)
{
    ProfileForm wanted = withProvider(form);
    if (isPractice()) {   // what is practised is all that can be chosen there
        ProfileForm practice = m_form;
        practice.provider = wanted.provider;
        practice.settings = wanted.settings;
        wanted = practice;
    }
    if (wanted == m_form)
        return;
    const bool another = providers::findProvider(wanted.provider) != &traits();
    m_form = wanted;
    m_banner = {};
    check();
    Q_EMIT changed();
    if (another)
        Q_EMIT formReset();      // other fields, other choices
    Q_EMIT secretsChanged();     // others are needed, perhaps
    Q_EMIT testsChanged();       // the test is for what is stored
}

void SettingsViewModel::leaveField(ProfileField field)
{
    m_left.insert(nameOf(field));
    Q_EMIT changed();
}

void SettingsViewModel::check()
{
    m_fault.clear();
    m_faultName.clear();
    const auto valid = validate(draft());
    if (valid)
        return;
    const QString detail = valid.error().detail;
    if (const QString name = detail.section(u": "_s, 0, 0); isFieldName(name, traits()))
        m_faultName = name;
    m_fault = m_faultName.isEmpty() ? detail : detail.section(u": "_s, 1);
    if (!m_fault.isEmpty())
        m_fault[0] = m_fault.at(0).toUpper();
}

QString SettingsViewModel::problem(ProfileField field) const
{
    return settingProblem(nameOf(field));
}

void SettingsViewModel::save()
{
    if (!canSave())
        return;
    check();
    if (!m_fault.isEmpty()) {
        m_left.insert(m_faultName);
        say(Tone::Declined, Glyph::Declined, m_faultName.isEmpty() ? m_fault : tr("Not saved: correct the marked field first."));
        return;
    }
    m_banner = {};
    begin(Work::Save, m_isNew ? tr("A new profile: %1.").arg(m_form.name.trimmed()) : tr("The profile %1 shall be changed.").arg(m_saved.name));
}

void SettingsViewModel::undo()
{
    if (m_saving)
        return;
    if (m_isNew) {   // back to the profile that is selected
        m_isNew = false;
        m_loaded = false;
        m_form = m_savedForm = {};
        m_service.listProfiles();
        return;
    }
    show(m_saved, false);
}

bool SettingsViewModel::canSelect() const
{
    return m_loaded && !m_isNew && !isDirty() && !m_saving && m_saved.name != m_selected;
}

void SettingsViewModel::select()
{
    if (canSelect())
        begin(Work::Select, tr("From its next start on this till shall charge for %1.").arg(m_saved.name));
}

Notice SettingsViewModel::usage() const
{
    if (m_inUse.isEmpty())
        return {};
    if (m_selected != m_inUse && !m_selected.isEmpty())
        return {Tone::Waiting, Glyph::Info, tr("This till still charges for “%1”. Close and start Kaunta to change to “%2”.").arg(m_inUse, m_selected)};
    return {Tone::Neutral, Glyph::Info, tr("This till charges for “%1”.").arg(m_inUse)};
}

void SettingsViewModel::onFailed(SettingsRequest request, const QString &subject, const Failure &failure)
{
    const bool secret = request == SettingsRequest::StoreSecret || request == SettingsRequest::ClearSecret;
    if (secret) {
        m_busySecrets.remove(subject);
        m_secretProblems.insert(subject, failureText(failure));
        Q_EMIT secretsChanged();
        return;
    }
    if (request == SettingsRequest::Save || request == SettingsRequest::Select)
        m_saving = false;
    if (request == SettingsRequest::Test)
        m_testing = false;
    say(Tone::Declined, Glyph::Declined, failureText(failure));
    Q_EMIT profilesChanged();   // a profile that could not be loaded is not the one in the form
    Q_EMIT testsChanged();
}

void SettingsViewModel::say(Tone tone, Glyph glyph, const QString &text)
{
    m_banner = {tone, glyph, text};
    Q_EMIT changed();
}

void SettingsViewModel::setAppearance(const Appearance &appearance)
{
    if (appearance != m_appearance)
        m_service.setAppearance(appearance);
}

} // namespace kaunta::ui
