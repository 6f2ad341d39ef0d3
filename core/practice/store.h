#pragma once

#include "core/practice/behaviour.h"
#include "core/practice/books.h"
#include "core/practice/database.h"

#include <QString>
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
    QString till;                        //!< PartyB when goods are bought; empty for a paybill
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

//! Something that is POSTed to the shop when it is due, once.
struct Notice {
    enum class Kind {
        StkCallback,    //!< `about`: CheckoutRequestID; url and body come from the push
        AsItStands,     //!< url and body
        Confirmation,   //!< `about`: receipt; posted to whoever has registered for it by then
    };
    qint64 id = 0;
    Kind kind = Kind::StkCallback;
    QString about;
    qint64 dueAt = 0;
    QString url = {};
    QByteArray body = {};
};

//! Tokens, prompts, and what is still to be posted. Each call is one transaction of its own. A failed write returns false and
//! changes nothing. What a prompt brought is in the books from the same moment.
class Store
{
public:
    //! Both must live longer. Forgets prompts and posts of more than 30 days ago.
    Store(Database &database, Books &books, qint64 now);

    bool addToken(const QString &token, qint64 expiresAt, qint64 now);
    bool tokenIsValid(const QString &token, qint64 now) const;
    bool dropTokens();

    //! Only if no prompt is alive on that phone: nullopt then, false when the disk said no.
    std::optional<bool> addPush(const PushRecord &push, const QList<qint64> &callbacksAt);
    bool promptIsAlive(const QString &phone, qint64 now) const;
    std::optional<PushRecord> push(const QString &checkoutId) const;
    bool useLimitedQuery(const QString &checkoutId);
    std::vector<PushRecord> waitingPrompts() const;   //!< not answered by the handset, oldest first, ended ones too
    //! Ends a waiting prompt and orders its callback. False: it was not waiting any more.
    bool settle(const QString &checkoutId, const QString &result, const QString &receipt, qint64 at, qint64 callbackAt);
    bool noteWrongPin(const QString &checkoutId);
    bool noteIgnored(const QString &checkoutId);

    bool order(const Notice &notice);
    std::vector<Notice> dueNotices(qint64 now) const;
    bool markDelivered(qint64 noticeId);
    std::optional<qint64> nextDue() const;

    qint64 counter(const QString &name) const;
    bool raiseCounter(const QString &name);

private:
    bool book(const PushRecord &push, const std::optional<qint64> &toldAt);
    std::vector<PushRecord> pushes(const QString &where, const QVariantList &values) const;

    Database &m_db;
    Books &m_books;
};

} // namespace kaunta::practice
