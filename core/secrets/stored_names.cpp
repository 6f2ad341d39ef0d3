#include "core/secrets/stored_names.h"

#include <QDir>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLockFile>
#include <QLoggingCategory>
#include <QSaveFile>
#include <algorithm>
#include <chrono>

namespace kaunta::secrets {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {
Q_LOGGING_CATEGORY(lcSecrets, "kaunta.secrets")
constexpr QLatin1StringView kStored = "stored"_L1;
}

StoredNames::StoredNames(QString file) : m_file(std::move(file))
{
    refresh();
}

bool StoredNames::contains(const QString &name) const
{
    const QMutexLocker lock(&m_guard);
    return m_names.contains(name);
}

void StoredNames::refresh()
{
    const QMutexLocker lock(&m_guard);
    m_names = read();
}

void StoredNames::add(const QString &name)
{
    change(name, true);
}

void StoredNames::remove(const QString &name)
{
    change(name, false);
}

void StoredNames::change(const QString &name, bool present)
{
    const QMutexLocker lock(&m_guard);
    QDir().mkpath(QFileInfo(m_file).path());
    QLockFile between(m_file + u".lock"_s);   // two processes that read, change and write must take turns
    if (!between.tryLock(1s))
        qCWarning(lcSecrets, "another process holds the list of secret names");
    QSet<QString> names = read();
    if (names.contains(name) != present) {
        present ? void(names.insert(name)) : void(names.remove(name));
        if (!write(names))
            qCWarning(lcSecrets, "cannot write the list of secret names");
    }
    m_names = names;
}

QSet<QString> StoredNames::read() const
{
    QFile file(m_file);
    if (!file.open(QIODevice::ReadOnly))
        return {};
    const QJsonArray stored = QJsonDocument::fromJson(file.readAll()).object().value(kStored).toArray();
    QSet<QString> names;
    for (const QJsonValue &name : stored)
        names.insert(name.toString());
    return names;
}

bool StoredNames::write(const QSet<QString> &names) const
{
    QStringList sorted(names.begin(), names.end());
    std::sort(sorted.begin(), sorted.end());
    QSaveFile file(m_file);
    if (!file.open(QIODevice::WriteOnly))
        return false;
    file.setPermissions(QFileDevice::ReadOwner | QFileDevice::WriteOwner);
    file.write(QJsonDocument(QJsonObject{{u"format"_s, 1}, {kStored, QJsonArray::fromStringList(sorted)}}).toJson());
    return file.commit();
}

} // namespace kaunta::secrets
