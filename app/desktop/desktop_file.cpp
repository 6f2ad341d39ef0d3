#include "app/desktop/desktop_file.h"

#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSaveFile>

namespace kaunta::desktop {

using namespace Qt::StringLiterals;

namespace {

QString fileName(const QString &dataDir)
{
    return dataDir + u"/desktop.json"_s;
}

constexpr const char *kSchemes[] = {"system", "light", "dark"};

} // namespace

DesktopChoices loadChoices(const QString &dataDir)
{
    DesktopChoices choices;
    QFile file(fileName(dataDir));
    if (!file.open(QIODevice::ReadOnly))
        return choices;
    const QJsonObject json = QJsonDocument::fromJson(file.readAll()).object();
    choices.profile = json.value("profile"_L1).toString(choices.profile);
    choices.appearance.reduceMotion = json.value("reduceMotion"_L1).toBool();
    const int percent = json.value("textPercent"_L1).toInt();
    choices.appearance.textPercent = percent >= 100 && percent <= 200 ? percent : 0;
    choices.appearance.autoLockMinutes = qBound(0, json.value("autoLockMinutes"_L1).toInt(), 24 * 60);
    for (int i = 0; i < 3; ++i)
        if (json.value("scheme"_L1).toString() == QLatin1StringView(kSchemes[i]))
            choices.appearance.scheme = static_cast<Appearance::Scheme>(i);
    return choices;
}

bool saveChoices(const QString &dataDir, const DesktopChoices &choices)
{
    const QJsonObject json{{u"profile"_s, choices.profile},
                           {u"scheme"_s, QString::fromLatin1(kSchemes[static_cast<int>(choices.appearance.scheme)])},
                           {u"reduceMotion"_s, choices.appearance.reduceMotion},
                           {u"textPercent"_s, choices.appearance.textPercent},
                           {u"autoLockMinutes"_s, choices.appearance.autoLockMinutes}};
    QSaveFile file(fileName(dataDir));
    return file.open(QIODevice::WriteOnly) && file.write(QJsonDocument(json).toJson()) >= 0 && file.commit();
}

} // namespace kaunta::desktop
