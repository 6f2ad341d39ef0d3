#pragma once

#include <QSqlDatabase>
#include <QSqlError>
#include <QSqlQuery>
#include <QVariant>
#include <QTest>

namespace kaunta::test {

using namespace Qt::StringLiterals;

//! One statement on a SQLite file, as any tool would do it: the first column of every row.
inline QList<QByteArray> sql(const QString &file, const QString &statement)
{
    QList<QByteArray> rows;
    {
        QSqlDatabase db = QSqlDatabase::addDatabase(u"QSQLITE"_s, u"test"_s);
        db.setDatabaseName(file);
        db.setConnectOptions(u"QSQLITE_BUSY_TIMEOUT=10000"_s);
        if (!db.open())
            qFatal("%s cannot be opened", qUtf8Printable(file));
        QSqlQuery query(db);
        if (!query.exec(statement))
            qFatal("%s: %s", qUtf8Printable(statement), qUtf8Printable(query.lastError().text()));
        while (query.next())
            rows << query.value(0).toByteArray();
    }
    QSqlDatabase::removeDatabase(u"test"_s);
    return rows;
}

//! How many prompts the practice M-PESA has sent for this shop.
inline int promptsIn(const QString &shop)
{
    return sql(shop + u"/profiles/practice/practice.sqlite"_s, u"SELECT count(*) FROM push"_s).constFirst().toInt();
}

//! What a shop's own files know and nobody may read on a screen: tokens, and the secret paths of callbacks.
inline QList<QByteArray> secretsOf(const QString &shop)
{
    const QString folder = shop + u"/profiles/practice"_s;
    return sql(folder + u"/practice.sqlite"_s, u"SELECT value FROM token"_s)
        + sql(folder + u"/ledger.sqlite"_s, u"SELECT callback_token FROM charge WHERE callback_token IS NOT NULL"_s)
        + QList<QByteArray>{"practice-consumer-key", "practice-consumer-secret", "bfb279f9aa9bdbcf158e97dd71a467cd2e0c893059b10f78e6b72ada1ed2c919",
                            QByteArray("practice-consumer-key:practice-consumer-secret").toBase64(), "Bearer ", "Basic "};
}

} // namespace kaunta::test
