#pragma once

#include "core/base/result.h"
#include "core/callbacks/inbox.h"

#include <QSqlDatabase>
#include <QSqlQuery>

namespace kaunta::callbacks {

//! How soon a commit is on disk: Durable before it returns, Lazy some time later (a power cut may lose it, but breaks nothing).
enum class Commit { Durable, Lazy };

//! One SQLite connection to inbox.sqlite. Closes itself.
class InboxFile
{
public:
    //! Makes the file (mode 0600) and its tables if they are not there.
    static Result<std::unique_ptr<InboxFile>, InboxFault> open(const QString &path, Commit commit);
    ~InboxFile();
    InboxFile(const InboxFile &) = delete;
    InboxFile &operator=(const InboxFile &) = delete;

    //! A query that was prepared and run; inactive after an error.
    QSqlQuery run(const QString &sql, const QVariantList &values = {}) const;
    bool begin() const;
    bool commit() const;
    void rollBack() const;
    QString lastError() const { return m_lastError; }

private:
    explicit InboxFile(const QSqlDatabase &database) : m_database(database) {}
    bool prepare(Commit commit);

    QSqlDatabase m_database;
    mutable QString m_lastError;
};

} // namespace kaunta::callbacks
