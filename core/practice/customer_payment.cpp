#include "core/practice/customer_payment.h"

#include "core/practice/carry_out.h"

#include <QCryptographicHash>
#include <QJsonDocument>

namespace kaunta::practice {

using namespace Qt::StringLiterals;

namespace {

//! v1 hashes the phone, v2 masks it.
QString shownPhone(const QString &phone, int version)
{
    if (version == 1)
        return QString::fromLatin1(QCryptographicHash::hash(phone.toLatin1(), QCryptographicHash::Sha256).toHex());
    return phone.left(4) + u" ***** "_s + phone.right(3);
}

QJsonObject body(const ShopUrls &urls, bool till, const QString &receipt, qint64 at, qint64 amount, const QString &phone, const QString &reference)
{
    const Person payer = personOf(phone);
    return {{u"TransactionType"_s, till ? u"Buy Goods"_s : u"Pay Bill"_s},
            {u"TransID"_s, receipt},
            {u"TransTime"_s, eatStamp(at)},
            {u"TransAmount"_s, QString(QString::number(amount) + u".00")},
            {u"BusinessShortCode"_s, urls.shortCode},
            {u"BillRefNumber"_s, till ? QString(u""_s) : reference},
            {u"InvoiceNumber"_s, u""_s},
            {u"OrgAccountBalance"_s, u""_s},
            {u"ThirdPartyTransID"_s, u""_s},
            {u"MSISDN"_s, shownPhone(phone, urls.version)},
            {u"FirstName"_s, payer.firstName},
            {u"MiddleName"_s, u""_s},
            {u"LastName"_s, payer.lastName}};
}

QJsonObject objectOf(const std::optional<QByteArray> &answer)
{
    return QJsonDocument::fromJson(answer.value_or(QByteArray())).object();
}

} // namespace

std::optional<QString> startDirect(Backstage &stage, const QString &shopNumber, bool till, const QString &phone, qint64 amount, const QString &reference,
                                   const std::optional<Outcome> &wanted)
{
    DirectPayment payment{.receipt = freshReceipt(stage), .shortCode = shopNumber, .till = till, .phone = phone, .amount = amount, .reference = reference, .createdAt = stage.now()};
    if (wanted) {
        payment.confirmAfter.clear();
        for (const auto after : wanted->results)
            payment.confirmAfter << after.count();
    }
    return stage.books.addDirect(payment) ? std::optional(payment.receipt) : std::nullopt;
}

bool isAccepted(const std::optional<ShopUrls> &urls, const std::optional<QByteArray> &answer)
{
    const QJsonValue code = objectOf(answer).value("ResultCode"_L1);
    if (code.isString() || code.isDouble())
        return code == "0"_L1 || code.toInt(-1) == 0;
    return !urls || urls->completes;
}

QString thirdPartyOf(const std::optional<QByteArray> &answer)
{
    return objectOf(answer).value("ThirdPartyTransID"_L1).toString().left(50);
}

bool acceptDirect(Backstage &stage, const DirectPayment &payment, const QString &thirdParty)
{
    const Deal deal{.receipt = payment.receipt,
                    .kind = Deal::Kind::Direct,
                    .at = stage.now(),
                    .shortCode = payment.till ? stage.books.ownerOf(payment.shortCode) : payment.shortCode,
                    .till = payment.till ? payment.shortCode : QString(),
                    .phone = payment.phone,
                    .amount = payment.amount,
                    .reference = payment.reference,
                    .thirdParty = thirdParty};
    return stage.books.atomically([&] {
        bool works = stage.books.removeDirect(payment.receipt) && stage.books.record(deal, {{deal.shortCode, deal.account(), deal.amount}});
        for (const qint64 after : payment.confirmAfter)
            works = works && stage.store.order({.kind = Notice::Kind::Confirmation, .about = deal.receipt, .dueAt = deal.at + after});
        return works;
    });
}

std::optional<ShopUrls> urlsOf(const Books &books, const Deal &payment)
{
    const std::optional<ShopUrls> ofTill = payment.till.isEmpty() ? std::nullopt : books.urls(payment.till);
    return ofTill ? ofTill : books.urls(payment.shortCode);
}

QByteArray validationBody(const ShopUrls &urls, const DirectPayment &payment, qint64 now)
{
    return QJsonDocument(body(urls, payment.till, payment.receipt, now, payment.amount, payment.phone, payment.reference)).toJson(QJsonDocument::Compact);
}

QByteArray confirmationBody(const Books &books, const ShopUrls &urls, const Deal &payment)
{
    QJsonObject told = body(urls, !payment.till.isEmpty(), payment.receipt, payment.at, payment.amount, payment.phone, payment.reference);
    told.insert(u"OrgAccountBalance"_s, QString(QString::number(books.balance(payment.shortCode, payment.account(), payment.at)) + u".00"));
    told.insert(u"ThirdPartyTransID"_s, payment.thirdParty);
    return QJsonDocument(told).toJson(QJsonDocument::Compact);
}

} // namespace kaunta::practice
