#pragma once

#include "core/practice/database.h"

#include <QList>
#include <QString>
#include <optional>
#include <vector>

namespace kaunta::practice {

//! The accounts of a shop that practice money moves through. Stored by number.
enum class Account {
    Working,       //!< pays other businesses
    Utility,       //!< what a paybill takes, pays customers
    Merchant,      //!< what a till takes
    ChargesPaid,   //!< below zero
};

//! Money that moved. Amounts are whole shillings, times milliseconds since the epoch, UTC.
struct Deal {
    enum class Kind { Prompted, Direct, Reversal, Payout, Transfer };   //!< stored by number
    QString receipt;
    Kind kind = Kind::Prompted;
    qint64 at = 0;                  //!< from when it is true; may be to come
    QString shortCode;
    QString till = {};              //!< the till that was paid; empty for a paybill
    QString phone = {};             //!< the customer, 2547…; a business's number for a Transfer
    qint64 amount = 0;
    QString reference = {};
    QString thirdParty = {};        //!< what the shop's validation called it
    QString conversationId = {};    //!< of the request that moved it
    QString original = {};          //!< receipt that a Reversal takes back

    bool fromCustomer() const { return kind == Kind::Prompted || kind == Kind::Direct; }
    Account account() const { return till.isEmpty() ? Account::Utility : Account::Merchant; }
};

struct Movement {
    QString shortCode;
    Account account = Account::Utility;
    qint64 amount = 0;   //!< negative: away from it
};

//! A request whose result comes later, as it was taken.
struct Ask {
    enum class Kind { Reversal, Status, Balance, Payout, Transfer };   //!< stored by number
    QString conversationId;
    QString originatorId;     //!< unique
    Kind kind = Kind::Reversal;
    QString shortCode;
    qint64 amount = 0;
    QString phone = {};       //!< the other side
    qint64 createdAt = 0;
    qint64 doneAt = 0;        //!< from when `result` is true
    QString result = {};
    QString receipt = {};     //!< of the deal that it made
};

//! Where M-PESA tells a shop of its customers' payments.
struct ShopUrls {
    QString shortCode;
    int version = 2;          //!< 1: hashed phones; 2: masked ones
    bool completes = true;    //!< what happens when validation is not answered
    QString confirmation;
    QString validation;
};

//! A customer's own payment that the shop may still refuse.
struct DirectPayment {
    QString receipt;
    QString shortCode;
    bool till = false;
    QString phone;
    qint64 amount = 0;
    QString reference;
    qint64 createdAt = 0;
    QList<qint64> confirmAfter = {0};   //!< ms from acceptance to each confirmation
};

//! The world behind the calls: payments, what was taken back, balances that follow from them, and who is told. Part of
//! practice.sqlite. A failed write returns false.
class Books
{
public:
    explicit Books(Database &database) : m_db(database) {}

    bool atomically(const std::function<bool()> &work) { return m_db.atomically(work); }

    //! False also when `original` was taken back before.
    bool record(const Deal &deal, const QList<Movement> &movements);
    std::optional<Deal> deal(const QString &receipt) const;             //!< true now or later
    std::optional<Deal> reversalOf(const QString &receipt) const;       //!< likewise
    bool receiptExists(const QString &receipt) const;
    //! What customers paid to a short code or a till in [from, to], oldest first.
    std::vector<Deal> takings(const QString &shopNumber, qint64 from, qint64 to, int offset, int limit) const;
    qint64 balance(const QString &shortCode, Account account, qint64 at) const;
    //! Without what is promised to others already.
    qint64 available(const QString &shortCode, Account account, qint64 at) const;
    //! The short code behind a till that was paid before; any other number is its own.
    QString ownerOf(const QString &shopNumber) const;
    QString tillOf(const QString &shopNumber) const;   //!< the till that this shop takes payments with; empty: a paybill
    QString lastAsking() const;                        //!< the short code that pushed last; empty: nobody did

    bool addAsk(const Ask &ask);
    std::optional<Ask> ask(const QString &conversationId) const;
    bool originatorIsKnown(const QString &originatorId) const;

    bool registerUrls(const ShopUrls &urls, qint64 now);
    std::optional<ShopUrls> urls(const QString &shopNumber) const;
    std::optional<ShopUrls> latestUrls() const;

    bool addDirect(const DirectPayment &payment);
    std::vector<DirectPayment> waitingDirect() const;                   //!< oldest first
    bool removeDirect(const QString &receipt);                          //!< false: it was not waiting any more

private:
    std::optional<Deal> oneDeal(const QString &where, const QVariantList &values) const;
    std::vector<Deal> deals(const QString &where, const QVariantList &values) const;
    std::optional<ShopUrls> oneUrls(const QString &where, const QVariantList &values) const;

    Database &m_db;
};

} // namespace kaunta::practice
