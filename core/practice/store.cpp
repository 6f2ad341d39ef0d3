#include "core/practice/store.h"

#include <QSqlQuery>
#include <QVariant>
#include <algorithm>

namespace kaunta::practice {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 kKeepMs = 30LL * 24 * 3600 * 1000;

const QString kPushColumns = QStringLiteral(
    "checkout_id, merchant_id, phone, amount, short_code, reference, callback_url, created_at, ends_at, result, result_at, "
    "pending, early_result, early_from, limited_left, receipt, tries_left, ignored, till");

QVariant orNull(const QString &text)
{
    return text.isEmpty() ? QVariant(QMetaType::fromType<QString>()) : QVariant(text);
}

QVariant orNull(const std::optional<qint64> &number)
{
    return number ? QVariant(*number) : QVariant(QMetaType::fromType<qint64>());
}

} // namespace

Store::Store(Database &database, Books &books, qint64 now) : m_db(database), m_books(books)
{
    m_db.run(u"DELETE FROM callback WHERE due_at < ?"_s, {now - kKeepMs});
    m_db.run(u"DELETE FROM push WHERE created_at < ?"_s, {now - kKeepMs});
}

bool Store::addToken(const QString &token, qint64 expiresAt, qint64 now)
{
    return m_db.run(u"DELETE FROM token WHERE expires_at <= ?"_s, {now}) && m_db.run(u"INSERT INTO token VALUES(?, ?)"_s, {token, expiresAt});
}

bool Store::tokenIsValid(const QString &token, qint64 now) const
{
    QSqlQuery query = m_db.rows(u"SELECT 1 FROM token WHERE value = ? AND expires_at > ?"_s, {token, now});
    return query.next();
}

bool Store::dropTokens()
{
    return m_db.run(u"DELETE FROM token"_s);
}

std::optional<bool> Store::addPush(const PushRecord &push, const QList<qint64> &callbacksAt)
{
    bool locked = false;
    const bool added = m_db.atomically([&] {
        locked = promptIsAlive(push.phone, push.createdAt);
        bool works = !locked
                     && m_db.run(u"INSERT INTO push(%1) VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"_s.arg(kPushColumns),
                            {push.checkoutId, push.merchantId, push.phone, push.amount, push.shortCode, push.reference, push.callbackUrl,
                             push.createdAt, push.endsAt, orNull(push.result), orNull(push.resultAt), static_cast<int>(push.pending),
                             orNull(push.earlyResult), push.earlyFrom, push.limitedLeft, orNull(push.receipt), push.triesLeft, push.ignored ? 1 : 0,
                             push.till.isEmpty() ? u""_s : push.till});
        for (const qint64 at : callbacksAt)
            works = works && order({.kind = Notice::Kind::StkCallback, .about = push.checkoutId, .dueAt = at});
        const auto first = std::min_element(callbacksAt.begin(), callbacksAt.end());
        return works && book(push, first == callbacksAt.end() ? std::nullopt : std::optional(*first));
    });
    if (locked)
        return {};
    return added;
}

bool Store::promptIsAlive(const QString &phone, qint64 now) const
{
    QSqlQuery query = m_db.rows(u"SELECT 1 FROM push WHERE phone = ? AND ends_at > ? AND (result_at IS NULL OR result_at > ?)"_s, {phone, now, now});
    return query.next();
}

std::vector<PushRecord> Store::pushes(const QString &where, const QVariantList &values) const
{
    std::vector<PushRecord> found;
    QSqlQuery query = m_db.rows(u"SELECT "_s + kPushColumns + u" FROM push WHERE "_s + where, values);
    while (query.next()) {
        int column = 0;
        const auto next = [&] { return query.value(column++); };
        PushRecord push;
        for (QString *text : {&push.checkoutId, &push.merchantId, &push.phone, &push.amount, &push.shortCode, &push.reference, &push.callbackUrl})
            *text = next().toString();
        push.createdAt = next().toLongLong();
        push.endsAt = next().toLongLong();
        push.result = next().toString();
        if (const QVariant at = next(); !at.isNull())
            push.resultAt = at.toLongLong();
        push.pending = static_cast<Behaviour::Pending>(next().toInt());
        push.earlyResult = next().toString();
        push.earlyFrom = next().toLongLong();
        push.limitedLeft = next().toInt();
        push.receipt = next().toString();
        push.triesLeft = next().toInt();
        push.ignored = next().toInt() != 0;
        push.till = next().toString();
        found.push_back(push);
    }
    return found;
}

std::optional<PushRecord> Store::push(const QString &checkoutId) const
{
    const std::vector<PushRecord> found = pushes(u"checkout_id = ?"_s, {checkoutId});
    return found.empty() ? std::optional<PushRecord>() : found.front();
}

bool Store::useLimitedQuery(const QString &checkoutId)
{
    return m_db.changed(u"UPDATE push SET limited_left = limited_left - 1 WHERE checkout_id = ? AND limited_left > 0"_s, {checkoutId}) == 1;
}

std::vector<PushRecord> Store::waitingPrompts() const
{
    return pushes(u"result_at IS NULL ORDER BY created_at, checkout_id"_s, {});
}

bool Store::settle(const QString &checkoutId, const QString &result, const QString &receipt, qint64 at, qint64 callbackAt)
{
    return m_db.atomically([&] {
        const bool settled = m_db.changed(u"UPDATE push SET result = ?, result_at = ?, receipt = ? WHERE checkout_id = ? AND result_at IS NULL"_s,
                                          {result, at, orNull(receipt), checkoutId})
                             == 1;
        const std::optional<PushRecord> settledPush = settled ? push(checkoutId) : std::nullopt;
        return settledPush && order({.kind = Notice::Kind::StkCallback, .about = checkoutId, .dueAt = callbackAt}) && book(*settledPush, callbackAt);
    });
}

//! A paid prompt moves money, and M-PESA confirms it like any customer's payment, when it also calls back.
bool Store::book(const PushRecord &push, const std::optional<qint64> &toldAt)
{
    if (push.receipt.isEmpty())
        return true;
    const Deal payment{.receipt = push.receipt,
                       .kind = Deal::Kind::Prompted,
                       .at = push.resultAt.value_or(push.createdAt),
                       .shortCode = push.shortCode,
                       .till = push.till,
                       .phone = push.phone,
                       .amount = push.amount.toLongLong(),
                       .reference = push.reference};
    return m_books.record(payment, {{push.shortCode, payment.account(), payment.amount}})
           && (!toldAt || order({.kind = Notice::Kind::Confirmation, .about = push.receipt, .dueAt = *toldAt}));
}

bool Store::noteWrongPin(const QString &checkoutId)
{
    return m_db.changed(u"UPDATE push SET tries_left = tries_left - 1 WHERE checkout_id = ? AND result_at IS NULL AND tries_left > 0"_s, {checkoutId}) == 1;
}

bool Store::noteIgnored(const QString &checkoutId)
{
    return m_db.changed(u"UPDATE push SET ignored = 1 WHERE checkout_id = ? AND result_at IS NULL"_s, {checkoutId}) == 1;
}

bool Store::order(const Notice &notice)
{
    return m_db.run(u"INSERT INTO callback(checkout_id, due_at, kind, url, body) VALUES(?, ?, ?, ?, ?)"_s,
                    {notice.about.isEmpty() ? u""_s : notice.about, notice.dueAt, static_cast<int>(notice.kind), orNull(notice.url), notice.body});
}

std::vector<Notice> Store::dueNotices(qint64 now) const
{
    std::vector<Notice> due;
    QSqlQuery query = m_db.rows(u"SELECT id, kind, checkout_id, due_at, url, body FROM callback WHERE delivered = 0 AND due_at <= ? ORDER BY due_at, id"_s, {now});
    while (query.next())
        due.push_back({query.value(0).toLongLong(), static_cast<Notice::Kind>(query.value(1).toInt()), query.value(2).toString(),
                       query.value(3).toLongLong(), query.value(4).toString(), query.value(5).toByteArray()});
    return due;
}

bool Store::markDelivered(qint64 noticeId)
{
    return m_db.changed(u"UPDATE callback SET delivered = 1 WHERE id = ?"_s, {noticeId}) == 1;
}

std::optional<qint64> Store::nextDue() const
{
    QSqlQuery query = m_db.rows(u"SELECT min(at) FROM (SELECT min(due_at) AS at FROM callback WHERE delivered = 0"
                               " UNION ALL SELECT min(ends_at) FROM push WHERE result_at IS NULL)"_s,
                               {});
    if (!query.next() || query.value(0).isNull())
        return {};
    return query.value(0).toLongLong();
}

qint64 Store::counter(const QString &name) const
{
    QSqlQuery query = m_db.rows(u"SELECT value FROM counter WHERE name = ?"_s, {name});
    return query.next() ? query.value(0).toLongLong() : 0;
}

bool Store::raiseCounter(const QString &name)
{
    return m_db.run(u"INSERT INTO counter VALUES(?, 1) ON CONFLICT(name) DO UPDATE SET value = value + 1"_s, {name});
}

} // namespace kaunta::practice
