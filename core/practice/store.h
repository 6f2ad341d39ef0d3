#pragma once

#include "core/practice/behaviour.h"

#include <QSqlDatabase>
#include <QString>
#include <functional>
#include <optional>
#include <vector>

namespace kaunta::practice {

//! One accepted push and what becomes of it. Times are milliseconds since the epoch, UTC.
struct PushRecord {
    QString checkoutId;
    QString merchantId;
    QString phone;
    QString amount;
    QString shortCode;
    QString reference;
    QString callbackUrl;
    qint64 createdAt = 0;
    qint64 endsAt = 0;                   //!< the prompt's end
    QString result;                      //!< empty: the handset has not answered
    std::optional<qint64> resultAt;      //!< from when `result` is true
    Behaviour::Pending pending = Behaviour::Pending::BeingProcessed;
    QString earlyResult;
    qint64 earlyFrom = 0;
    int limitedLeft = 0;                 //!< so many queries are still answered 429
    QString receipt;                     //!< of a paid one
    int triesLeft = 3;
    bool ignored = false;                //!< the customer put the phone away

    //! What is true at `now`; empty while it is not known yet.
    QString resultNow(qint64 now) const { return resultAt && *resultAt <= now ? result : QString(); }
};

struct DueCallback {
    qint64 id = 0;
    QString checkoutId;
};

//! practice.sqlite: everything that a later process needs. Each call is one transaction of its own; several processes may
//! use the file at once. One thread only. A failed write returns false and changes nothing.
class Store
{
public:
    //! Empty path: memory. Otherwise the file is made with mode 0600.
    explicit Store(const QString &path, qint64 now);
    ~Store();
    Store(const Store &) = delete;
    Store &operator=(const Store &) = delete;

    QString problem() const { return m_problem; }   //!< why the file could not be opened; the store is then in memory

    bool addToken(const QString &token, qint64 expiresAt, qint64 now);
    bool tokenIsValid(const QString &token, qint64 now) const;
    bool dropTokens();

    //! Only if no prompt is alive on that phone: nullopt then, false when the disk said no.
    std::optional<bool> addPush(const PushRecord &push, const QList<qint64> &callbacksAt);
    bool promptIsAlive(const QString &phone, qint64 now) const;
    std::optional<PushRecord> push(const QString &checkoutId) const;
    bool receiptExists(const QString &receipt) const;
    bool useLimitedQuery(const QString &checkoutId);
    std::vector<PushRecord> waitingPrompts() const;   //!< not answered by the handset, oldest first, ended ones too
    //! Ends a waiting prompt and orders its callback. False: it was not waiting any more.
    bool settle(const QString &checkoutId, const QString &result, const QString &receipt, qint64 at, qint64 callbackAt);
    bool noteWrongPin(const QString &checkoutId);
    bool noteIgnored(const QString &checkoutId);

    std::vector<DueCallback> dueCallbacks(qint64 now) const;
    bool markDelivered(qint64 callbackId);
    std::optional<qint64> nextDue() const;

    qint64 counter(const QString &name) const;
    bool raiseCounter(const QString &name);

private:
    bool open(const QString &path);
    bool atomically(const std::function<bool()> &work);
    bool run(const QString &sql, const QVariantList &values = {}) const;
    int changed(const QString &sql, const QVariantList &values) const;
    std::vector<PushRecord> pushes(const QString &where, const QVariantList &values) const;

    QString m_connection;
    QString m_problem;
    QSqlDatabase m_db;
};

} // namespace kaunta::practice
