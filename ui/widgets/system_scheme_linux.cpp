#include "ui/widgets/system_scheme.h"

#include <QDBusConnection>
#include <QDBusMessage>
#include <QDBusPendingCallWatcher>
#include <QDBusPendingReply>
#include <QDBusVariant>
#include <QFileInfo>
#include <QTimer>

namespace kaunta::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr int kLimitMs = 500;
constexpr uint kPreferDark = 1;   // org.freedesktop.appearance color-scheme: 0 no preference, 1 dark, 2 light

const QString kService = u"org.freedesktop.portal.Desktop"_s;
const QString kPath = u"/org/freedesktop/portal/desktop"_s;
const QString kInterface = u"org.freedesktop.portal.Settings"_s;
const QString kSpace = u"org.freedesktop.appearance"_s;
const QString kKey = u"color-scheme"_s;

//! Connecting to a bus that is not there may start one or wait: look before.
bool hasSessionBus()
{
    const QString address = qEnvironmentVariable("DBUS_SESSION_BUS_ADDRESS");
    if (!address.isEmpty())
        return address.startsWith("unix:"_L1) || address.startsWith("tcp:"_L1);
    const QString runtime = qEnvironmentVariable("XDG_RUNTIME_DIR");
    return !runtime.isEmpty() && QFileInfo::exists(runtime + u"/bus"_s);
}

//! Read() wraps its variant twice, ReadOne() once; portals differ.
QVariant unwrapped(QVariant value)
{
    while (value.canConvert<QDBusVariant>())
        value = value.value<QDBusVariant>().variant();
    return value;
}

} // namespace

SystemScheme::SystemScheme(QObject *parent) : QObject(parent) {}

void SystemScheme::watch()
{
    QTimer::singleShot(0, this, [this] {
        if (!hasSessionBus())
            return;
        QDBusConnection::sessionBus().connect(kService, kPath, kInterface, u"SettingChanged"_s, this,
                                              SLOT(onSettingChanged(QString, QString)));
        ask();
    });
}

void SystemScheme::onSettingChanged(const QString &space, const QString &key)
{
    if (space == kSpace && key == kKey)
        ask();
}

void SystemScheme::ask()
{
    QDBusMessage question = QDBusMessage::createMethodCall(kService, kPath, kInterface, u"Read"_s);
    question << kSpace << kKey;
    auto *answer = new QDBusPendingCallWatcher(QDBusConnection::sessionBus().asyncCall(question, kLimitMs), this);
    connect(answer, &QDBusPendingCallWatcher::finished, this, [this](QDBusPendingCallWatcher *call) {
        call->deleteLater();
        const QDBusPendingReply<QDBusVariant> reply = *call;
        if (!reply.isError())
            Q_EMIT darkChanged(unwrapped(reply.value().variant()).toUInt() == kPreferDark);
    });
}

} // namespace kaunta::ui
