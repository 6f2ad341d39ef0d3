// Between the texts of the form and the values of a profile.
#include "ui/viewmodels/settings_view_model.h"

namespace kaunta::ui {

using namespace Qt::StringLiterals;

namespace {

//! What was typed, even when it is no address: validate() shall say that it is wrong, not that it is missing.
QUrl typedUrl(const QString &typed)
{
    const QString text = typed.trimmed();
    QUrl url(text);
    if (!text.isEmpty() && url.isEmpty())
        url.setPath(text, QUrl::DecodedMode);
    return url;
}

void setSetting(QMap<QString, QString> &settings, const QString &key, const QString &typed)
{
    if (typed.trimmed().isEmpty())
        settings.remove(key);   // the default of the profile applies
    else
        settings.insert(key, typed.trimmed());
}

} // namespace

ProfileForm SettingsViewModel::withProvider(const ProfileForm &form) const
{
    ProfileForm fitting = form;
    const auto *traits = providers::findProvider(form.provider);
    if (!traits)
        return fitting;
    fitting.settings.clear();
    for (const providers::ProviderSetting &setting : traits->settings) {
        QString value = form.settings.value(setting.key).trimmed();
        if (value.isEmpty() && isPractice() && traits != &this->traits())
            value = setting.practice;
        if (!value.isEmpty() && value != setting.fallback)
            fitting.settings.insert(setting.key, value);
    }
    if (fitting.environment == Environment::Sandbox && traits->sandboxUrl.isEmpty())
        fitting.environment = Environment::Production;
    if (!traits->hasTills)
        fitting.type = AccountType::Paybill;
    return fitting;
}

Profile toProfile(const ProfileForm &form, const Profile &base)
{
    Profile profile = base;
    for (const providers::ProviderSetting &setting : base.traits().settings)
        profile.settings.remove(setting.key);
    profile.provider = form.provider;
    const providers::ProviderTraits &traits = profile.traits();
    for (const providers::ProviderSetting &setting : traits.settings)
        setSetting(profile.settings, setting.key, form.settings.value(setting.key));
    if (base.environment == Environment::Practice)   // what is practised is all that can be chosen there
        return profile;
    profile.name = form.name.trimmed();
    profile.environment = form.environment;
    profile.baseUrl = form.environment == Environment::Custom ? typedUrl(form.baseUrl) : QUrl();
    profile.type = traits.hasTills ? form.type : AccountType::Paybill;
    profile.shortCode = form.shortCode.trimmed();
    profile.till = profile.type == AccountType::Till ? form.till.trimmed() : QString();
    profile.callbackUrl = typedUrl(form.callbackUrl);
    profile.listen = form.listen.trimmed();
    profile.initiator = needsInitiator(traits) ? form.initiator.trimmed() : QString();
    profile.certificate = needsInitiator(traits) ? form.certificate.trimmed() : QString();
    setSetting(profile.settings, u"shop"_s, form.shop);
    setSetting(profile.settings, u"till-id"_s, form.tillId.toUpper());
    if (form.shared != profile.sharesShortCode())   // else as it stands, said or not
        setSetting(profile.settings, u"short-code-shared"_s, form.shared ? QString() : u"off"_s);
    return profile;
}

ProfileForm toForm(const Profile &profile)
{
    ProfileForm form;
    form.name = profile.name;
    form.provider = profile.provider;
    for (const providers::ProviderSetting &setting : profile.traits().settings)
        if (const auto own = profile.settings.constFind(setting.key); own != profile.settings.cend())
            form.settings.insert(setting.key, *own);
    form.shared = profile.sharesShortCode();
    form.environment = profile.environment;
    form.baseUrl = profile.baseUrl.toString();
    form.type = profile.type;
    form.shortCode = profile.shortCode;
    form.till = profile.till;
    form.callbackUrl = profile.callbackUrl.toString();
    form.listen = profile.listen;
    form.initiator = profile.initiator;
    form.certificate = profile.certificate;
    form.shop = profile.settings.value(u"shop"_s);
    form.tillId = profile.settings.value(u"till-id"_s);
    return form;
}

} // namespace kaunta::ui
