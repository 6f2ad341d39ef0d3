#include "core/profile/profile_file.h"

#include "core/profile/profile_options.h"

#include <QJsonDocument>
#include <QJsonObject>

namespace kaunta {

using namespace Qt::StringLiterals;

namespace {

constexpr int kFormat = 1;

Fail<ProfileFault> unreadable(const QString &detail)
{
    return Fail{ProfileFault{ProfileError::Unreadable, detail}};
}

bool readSettings(const QJsonValue &value, QMap<QString, QString> &settings)
{
    if (!value.isObject())
        return false;
    const QJsonObject object = value.toObject();
    for (auto it = object.begin(); it != object.end(); ++it) {
        if (!it.value().isString())
            return false;
        settings.insert(it.key(), it.value().toString());
    }
    return true;
}

} // namespace

QByteArray toJson(const Profile &profile)
{
    QJsonObject object{{u"format"_s, kFormat}, {u"id"_s, profile.id}, {u"name"_s, profile.name}};
    for (const QString &option : profileOptionNames())
        if (const QString value = optionValue(profile, option); !value.isEmpty())
            object.insert(option, value);
    QJsonObject settings;
    for (auto it = profile.settings.begin(); it != profile.settings.end(); ++it)
        settings.insert(it.key(), it.value());
    if (!settings.isEmpty())
        object.insert(u"settings"_s, settings);
    return QJsonDocument(object).toJson();
}

Result<Profile, ProfileFault> profileFromJson(const QByteArray &json)
{
    QJsonParseError problem;
    const QJsonDocument document = QJsonDocument::fromJson(json, &problem);
    if (!document.isObject())
        return unreadable(u"The file is damaged: "_s + (document.isNull() ? problem.errorString() : u"it is not an object"_s));
    const QJsonObject object = document.object();
    if (const QJsonValue format = object.value("format"_L1); format.toInt() != kFormat)
        return unreadable(format.toInt() > kFormat ? u"The file was written by a newer Kaunta."_s : u"The file does not say its format."_s);

    Profile profile;
    const QStringList options = profileOptionNames();
    for (auto it = object.begin(); it != object.end(); ++it) {
        const QString key = it.key();
        if (key == "format"_L1)
            continue;
        if (key == "settings"_L1) {
            if (!readSettings(it.value(), profile.settings))
                return unreadable(u"The file is damaged: “settings” must hold texts."_s);
            continue;
        }
        if (!it.value().isString())
            return unreadable(u"The file is damaged: “"_s + key + u"” must be a text."_s);
        const QString value = it.value().toString();
        if (key == "id"_L1)
            profile.id = value;
        else if (key == "name"_L1)
            profile.name = value;
        else if (!options.contains(key))
            return unreadable(u"The file has a field that this version does not know: “"_s + key + u"”. Update Kaunta."_s);
        else if (const auto applied = applyOption(profile, key, value); !applied)
            return unreadable(applied.error().detail);
    }
    if (!object.contains("environment"_L1))   // its default is practice, which a damaged file must never become
        return unreadable(u"The file is damaged: it does not name its environment."_s);
    return profile;
}

} // namespace kaunta
