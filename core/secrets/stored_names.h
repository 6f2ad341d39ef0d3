#pragma once

#include <QMutex>
#include <QSet>
#include <QString>

namespace kaunta::secrets {

//! Remembers which secrets were stored: names, never values. A keychain that is locked says "not found", so without this a
//! locked keyring would look like a shop that was never set up. One small JSON file, replaced atomically; several processes
//! (the till, kauntactl) may use it at once. Thread-safe.
class StoredNames
{
public:
    explicit StoredNames(QString file);
    bool contains(const QString &name) const;   //!< as last read: never touches the disk
    void refresh();                             //!< reads what other processes wrote meanwhile
    void add(const QString &name);
    void remove(const QString &name);

private:
    void change(const QString &name, bool present);
    QSet<QString> read() const;
    bool write(const QSet<QString> &names) const;

    const QString m_file;
    mutable QMutex m_guard;
    QSet<QString> m_names;
};

} // namespace kaunta::secrets
