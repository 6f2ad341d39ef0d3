#include "core/practice/books.h"

#include <QVariant>

namespace kaunta::practice {

using namespace Qt::StringLiterals;

namespace {

//! What every shop starts with, in shillings.
qint64 opening(Account account)
{
    switch (account) {
    case Account::Working:
        return 15'000;
    case Account::Utility:
    case Account::Merchant:
        return 25'000;
    case Account::ChargesPaid:
        return -120;
    }
    return 0;
}

//! A null QString would be NULL.
QVariant text(const QString &value)
{
    return value.isNull() ? u""_s : value;
}

} // namespace

bool Books::record(const Deal &deal, const QList<Movement> &movements)
{
    return m_db.atomically([&] {
        bool works = m_db.run(u"INSERT INTO deal VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"_s,
                              {deal.receipt, static_cast<int>(deal.kind), deal.at, deal.shortCode, text(deal.till), text(deal.phone), deal.amount,
                               text(deal.reference), text(deal.thirdParty), text(deal.conversationId),
                               deal.original.isEmpty() ? QVariant(QMetaType::fromType<QString>()) : QVariant(deal.original)});
        for (const Movement &movement : movements)
            works = works
                    && m_db.run(u"INSERT INTO movement VALUES(?, ?, ?, ?, ?)"_s,
                                {movement.shortCode, static_cast<int>(movement.account), deal.at, movement.amount, deal.receipt});
        return works;
    });
}

std::vector<Deal> Books::deals(const QString &where, const QVariantList &values) const
{
    std::vector<Deal> found;
    QSqlQuery query = m_db.rows(u"SELECT receipt, kind, at, short_code, till, phone, amount, reference, third_party, conversation_id, original FROM deal WHERE "_s
                                    + where,
                                values);
    while (query.next()) {
        Deal deal;
        deal.receipt = query.value(0).toString();
        deal.kind = static_cast<Deal::Kind>(query.value(1).toInt());
        deal.at = query.value(2).toLongLong();
        deal.shortCode = query.value(3).toString();
        deal.till = query.value(4).toString();
        deal.phone = query.value(5).toString();
        deal.amount = query.value(6).toLongLong();
        deal.reference = query.value(7).toString();
        deal.thirdParty = query.value(8).toString();
        deal.conversationId = query.value(9).toString();
        deal.original = query.value(10).toString();
        found.push_back(deal);
    }
    return found;
}

std::optional<Deal> Books::oneDeal(const QString &where, const QVariantList &values) const
{
    const std::vector<Deal> found = deals(where, values);
    return found.empty() ? std::optional<Deal>() : found.front();
}

std::optional<Deal> Books::deal(const QString &receipt) const
{
    return oneDeal(u"receipt = ?"_s, {receipt});
}

std::optional<Deal> Books::reversalOf(const QString &receipt) const
{
    return oneDeal(u"original = ?"_s, {receipt});
}

bool Books::receiptExists(const QString &receipt) const
{
    return m_db.rows(u"SELECT 1 FROM deal WHERE receipt = ?1 UNION ALL SELECT 1 FROM direct WHERE receipt = ?1"
                     " UNION ALL SELECT 1 FROM push WHERE receipt = ?1"_s,
                     {receipt})
        .next();
}

std::vector<Deal> Books::takings(const QString &shopNumber, qint64 from, qint64 to, int offset, int limit) const
{
    return deals(u"(short_code = ? OR till = ?) AND kind IN (0, 1) AND at BETWEEN ? AND ? ORDER BY at, receipt LIMIT ? OFFSET ?"_s,
                 {shopNumber, shopNumber, from, to, limit, offset});
}

qint64 Books::balance(const QString &shortCode, Account account, qint64 at) const
{
    QSqlQuery query = m_db.rows(u"SELECT coalesce(sum(amount), 0) FROM movement WHERE short_code = ? AND account = ? AND at <= ?"_s,
                                {shortCode, static_cast<int>(account), at});
    return opening(account) + (query.next() ? query.value(0).toLongLong() : 0);
}

qint64 Books::available(const QString &shortCode, Account account, qint64 at) const
{
    QSqlQuery query = m_db.rows(u"SELECT coalesce(sum(amount), 0) FROM movement WHERE short_code = ? AND account = ? AND (at <= ? OR amount < 0)"_s,
                                {shortCode, static_cast<int>(account), at});
    return opening(account) + (query.next() ? query.value(0).toLongLong() : 0);
}

QString Books::ownerOf(const QString &shopNumber) const
{
    const std::optional<Deal> paid = oneDeal(u"till = ? LIMIT 1"_s, {shopNumber});
    return paid ? paid->shortCode : shopNumber;
}

QString Books::tillOf(const QString &shopNumber) const
{
    QSqlQuery query = m_db.rows(u"SELECT till FROM push WHERE (short_code = ?1 OR till = ?1) AND till <> '' LIMIT 1"_s, {shopNumber});
    return query.next() ? query.value(0).toString() : QString();
}

QString Books::lastAsking() const
{
    QSqlQuery query = m_db.rows(u"SELECT short_code FROM push ORDER BY created_at DESC LIMIT 1"_s);
    return query.next() ? query.value(0).toString() : QString();
}

bool Books::addAsk(const Ask &ask)
{
    return m_db.run(u"INSERT INTO ask VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"_s,
                    {ask.conversationId, ask.originatorId, static_cast<int>(ask.kind), ask.shortCode, ask.amount, text(ask.phone), ask.createdAt, ask.doneAt,
                     text(ask.result), text(ask.receipt)});
}

std::optional<Ask> Books::ask(const QString &conversationId) const
{
    QSqlQuery query = m_db.rows(
        u"SELECT conversation_id, originator_id, kind, short_code, amount, phone, created_at, done_at, result, receipt FROM ask WHERE conversation_id = ?"_s,
        {conversationId});
    if (!query.next())
        return {};
    Ask ask;
    ask.conversationId = query.value(0).toString();
    ask.originatorId = query.value(1).toString();
    ask.kind = static_cast<Ask::Kind>(query.value(2).toInt());
    ask.shortCode = query.value(3).toString();
    ask.amount = query.value(4).toLongLong();
    ask.phone = query.value(5).toString();
    ask.createdAt = query.value(6).toLongLong();
    ask.doneAt = query.value(7).toLongLong();
    ask.result = query.value(8).toString();
    ask.receipt = query.value(9).toString();
    return ask;
}

bool Books::originatorIsKnown(const QString &originatorId) const
{
    return m_db.rows(u"SELECT 1 FROM ask WHERE originator_id = ?"_s, {originatorId}).next();
}

bool Books::registerUrls(const ShopUrls &urls, qint64 now)
{
    return m_db.run(u"INSERT OR REPLACE INTO c2b_url VALUES(?, ?, ?, ?, ?, ?)"_s,
                    {urls.shortCode, urls.version, urls.completes ? 1 : 0, urls.confirmation, urls.validation, now});
}

std::optional<ShopUrls> Books::oneUrls(const QString &where, const QVariantList &values) const
{
    QSqlQuery query = m_db.rows(u"SELECT short_code, version, completes, confirmation, validation FROM c2b_url WHERE "_s + where, values);
    if (!query.next())
        return {};
    return ShopUrls{query.value(0).toString(), query.value(1).toInt(), query.value(2).toInt() != 0, query.value(3).toString(), query.value(4).toString()};
}

std::optional<ShopUrls> Books::urls(const QString &shopNumber) const
{
    return oneUrls(u"short_code = ?"_s, {shopNumber});
}

std::optional<ShopUrls> Books::latestUrls() const
{
    return oneUrls(u"1 ORDER BY registered_at DESC LIMIT 1"_s, {});
}

bool Books::addDirect(const DirectPayment &payment)
{
    QStringList times;
    for (const qint64 after : payment.confirmAfter)
        times << QString::number(after);
    return m_db.run(u"INSERT INTO direct VALUES(?, ?, ?, ?, ?, ?, ?, ?)"_s,
                    {payment.receipt, payment.shortCode, payment.till ? 1 : 0, payment.phone, payment.amount, text(payment.reference), payment.createdAt,
                     text(times.join(u','))});
}

std::vector<DirectPayment> Books::waitingDirect() const
{
    std::vector<DirectPayment> waiting;
    QSqlQuery query = m_db.rows(u"SELECT receipt, short_code, till, phone, amount, reference, created_at, confirm_after FROM direct ORDER BY created_at, receipt"_s);
    while (query.next()) {
        DirectPayment payment;
        payment.receipt = query.value(0).toString();
        payment.shortCode = query.value(1).toString();
        payment.till = query.value(2).toInt() != 0;
        payment.phone = query.value(3).toString();
        payment.amount = query.value(4).toLongLong();
        payment.reference = query.value(5).toString();
        payment.createdAt = query.value(6).toLongLong();
        payment.confirmAfter.clear();
        const QStringList times = query.value(7).toString().split(u',', Qt::SkipEmptyParts);
        for (const QString &after : times)
            payment.confirmAfter << after.toLongLong();
        waiting.push_back(payment);
    }
    return waiting;
}

bool Books::removeDirect(const QString &receipt)
{
    return m_db.changed(u"DELETE FROM direct WHERE receipt = ?"_s, {receipt}) == 1;
}

} // namespace kaunta::practice
