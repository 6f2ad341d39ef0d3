#include "core/secrets/keyring_probe.h"

#include <QDBusConnection>
#include <QDBusConnectionInterface>
#include <QDBusMessage>
#include <QDBusObjectPath>
#include <QDBusReply>
#include <QFile>
#include <QLibrary>
#include <QMap>
#include <QUuid>

namespace kaunta::secrets {

using namespace Qt::StringLiterals;

namespace {

constexpr int kPatienceMs = 5000;
const QString kSecretService = u"org.freedesktop.secrets"_s;

//! A connection of its own: the process-wide one never recovers from a bus that was not there at first.
class Bus
{
public:
    Bus() : m_name(u"kaunta-"_s + QUuid::createUuid().toString(QUuid::Id128)), m_bus(QDBusConnection::connectToBus(QDBusConnection::SessionBus, m_name)) {}
    ~Bus() { QDBusConnection::disconnectFromBus(m_name); }
    Bus(const Bus &) = delete;
    Bus &operator=(const Bus &) = delete;
    bool connected() const { return m_bus.isConnected() && m_bus.interface() != nullptr; }
    QDBusConnection &operator*() { return m_bus; }
    QDBusConnection *operator->() { return &m_bus; }

private:
    QString m_name;
    QDBusConnection m_bus;
};

} // namespace

bool keyringReachable()
{
    Bus bus;
    if (!bus.connected())
        return false;
    if (bus->interface()->isServiceRegistered(kSecretService))
        return true;
    // The name alone proves nothing: a service file may stay behind when its program is gone or may not run here.
    return bus->interface()->startService(kSecretService).isValid();
}

std::optional<bool> keyringHolds(const QString &service, const QString &entry)
{
    Bus bus;
    if (!bus.connected() || !bus->interface()->isServiceRegistered(kSecretService))
        return std::nullopt;
    // Secret Service API: attributes of locked items can be searched, only their values are shut away.
    QDBusMessage search = QDBusMessage::createMethodCall(kSecretService, u"/org/freedesktop/secrets"_s, u"org.freedesktop.Secret.Service"_s, u"SearchItems"_s);
    const QMap<QString, QString> attributes{{u"server"_s, service}, {u"user"_s, entry}};   // as QtKeychain names them
    QDBusArgument argument;
    argument << attributes;
    search << QVariant::fromValue(argument);
    const QDBusMessage answer = bus->call(search, QDBus::Block, kPatienceMs);
    if (answer.type() != QDBusMessage::ReplyMessage || answer.arguments().size() != 2)
        return std::nullopt;
    const auto unlocked = qdbus_cast<QList<QDBusObjectPath>>(answer.arguments().at(0));
    const auto locked = qdbus_cast<QList<QDBusObjectPath>>(answer.arguments().at(1));
    return !unlocked.isEmpty() || !locked.isEmpty();
}

void keyringForgetSession()
{
    // Loaded by name as QtKeychain does, so that nothing here needs libsecret to build or to start.
    static const auto disconnect = reinterpret_cast<void (*)()>(QLibrary::resolve(u"secret-1"_s, 0, "secret_service_disconnect"));
    if (disconnect != nullptr)
        disconnect();
}

QString keyringOwnerName()
{
    Bus bus;
    if (!bus.connected())
        return {};
    const QDBusReply<uint> pid = bus->interface()->servicePid(kSecretService);
    if (!pid.isValid())
        return {};
    QFile comm(u"/proc/%1/comm"_s.arg(pid.value()));
    if (!comm.open(QIODevice::ReadOnly))
        return {};
    const QByteArray program = comm.readAll().trimmed();
    if (program.startsWith("gnome-keyring"))
        return u"GNOME Keyring"_s;
    if (program.startsWith("kwallet") || program.startsWith("ksecret"))
        return u"KWallet"_s;
    if (program.startsWith("keepassxc"))
        return u"KeePassXC"_s;
    return QString::fromUtf8(program);
}

QString keyringUsualName()
{
    return qEnvironmentVariable("XDG_CURRENT_DESKTOP").split(u':').contains("KDE"_L1) ? u"KWallet"_s : u"GNOME Keyring"_s;
}

} // namespace kaunta::secrets
