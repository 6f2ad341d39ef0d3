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

Profile toProfile(const ProfileForm &form, const Profile &base)
{
    Profile profile = base;
    profile.name = form.name.trimmed();
    profile.environment = form.environment;
    profile.baseUrl = form.environment == Environment::Custom ? typedUrl(form.baseUrl) : QUrl();
    profile.type = form.type;
    profile.shortCode = form.shortCode.trimmed();
    profile.till = form.type == AccountType::Till ? form.till.trimmed() : QString();
    profile.callbackUrl = typedUrl(form.callbackUrl);
    profile.listen = form.listen.trimmed();
    profile.initiator = form.initiator.trimmed();
    profile.certificate = form.certificate.trimmed();
    setSetting(profile.settings, u"shop"_s, form.shop);
    setSetting(profile.settings, u"till-id"_s, form.tillId.toUpper());
    return profile;
}

ProfileForm toForm(const Profile &profile)
{
    ProfileForm form;
    form.name = profile.name;
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
