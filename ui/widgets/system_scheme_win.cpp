#include "ui/widgets/system_scheme.h"

#include <QSettings>
#include <QTimer>

namespace kaunta::ui {

using namespace Qt::StringLiterals;

SystemScheme::SystemScheme(QObject *parent) : QObject(parent) {}

void SystemScheme::watch()
{
    QTimer::singleShot(0, this, &SystemScheme::ask);
}

// Windows tells of changes by a window message; the till asks at start, which is when it matters.
void SystemScheme::onSettingChanged(const QString &, const QString &) {}

void SystemScheme::ask()
{
    const QSettings settings(uR"(HKEY_CURRENT_USER\Software\Microsoft\Windows\CurrentVersion\Themes\Personalize)"_s, QSettings::NativeFormat);
    Q_EMIT darkChanged(settings.value(u"AppsUseLightTheme"_s, 1).toInt() == 0);
}

} // namespace kaunta::ui
