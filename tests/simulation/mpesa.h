#pragma once

#include "tests/simulation/provider.h"
#include "tests/simulation/world.h"

#include <QByteArray>
#include <QDateTime>
#include <QHash>
#include <QJsonObject>
#include <deque>
#include <memory>
#include <set>

namespace kaunta::sim {

class Api;

//! What a customer does with a prompt.
enum class Mood { Pays, PaysAtOnce, Cancels, Ignores, WrongPin, NoFunds, Unreachable, OddCode };

//! One prompt on a customer's phone.
struct Prompt {
    QString key;            //!< 32 hex digits: of the path that its outcome is posted to, or what was sent along in their place
    QString reference;      //!< AccountReference as it came; empty where the API has none
    QString phone;
    qint64 shillings = 0;
    QString callbackUrl;    //!< empty where the API has none
    QString merchantId;
    QString checkoutId = {};
    qint64 at = 0;
    bool isOpen = true;
    QString code = {};      //!< final ResultCode; "0" once paid
    QString receipt = {};   //!< of the first payment
    bool deliveredTwice = false;
    bool queryLied = false;      //!< a query has said "declined" of it although it was paid
    bool queryClaimed = false;   //!< a query has said "paid" of it although it was not
    QSet<QString> outcomeKept = {};   //!< tills that have acknowledged the post of an outcome
};

//! Money that a customer paid into the shop's account: the truth.
struct Paid {
    QString receipt;
    QString phone;
    qint64 shillings = 0;
    qint64 at = 0;
    QString billReference;
    int prompt = -1;             //!< index; -1: paid straight to the shop
    QString reversalReceipt;     //!< not empty: it went back
    QSet<QString> outcomeKept = {};        //!< tills that have acknowledged its callback
    QSet<QString> confirmationKept = {};   //!< and its confirmation
};

//! A reversal that M-PESA took.
struct Reversal {
    QString receipt;
    qint64 shillings = 0;
    QString resultUrl;
    QString timeoutUrl;
    QString originatorId = {};   //!< the caller's own where the API has it
    QString conversationId = {};
    enum class State { Waiting, Done, Refused } state = State::Waiting;
    QString code = {};
    QString reversalReceipt = {};
};

//! A question that is answered later. One of receipt and conversation is set for a status, none for the balance.
struct StatusQuestion {
    QString receipt;
    QString conversation;
    QString resultUrl;
    QString originatorId = {};   //!< the caller's own where the API has it
    QString conversationId = {};
};

//! A small model of M-PESA, written from the facts and not from the practice simulator. It knows the true state of every customer's
//! money, which is what the till's words are held against. How a provider speaks of it is the Api's.
class Mpesa
{
public:
    //! Told what became of a post: whom it came to, and that he keeps it.
    using Kept = std::function<void(const QString &till)>;
    //! Delivers a post to the shop's address some time later.
    using Post = std::function<void(const QString &url, const QByteArray &body, qint64 after, const Kept &kept)>;
    Mpesa(World &world, Provider provider, QString shortCode, Post post);
    ~Mpesa();
    Mpesa(const Mpesa &) = delete;
    Mpesa &operator=(const Mpesa &) = delete;

    Api &api() const { return *m_api; }
    Provider provider() const { return m_provider; }
    void payDirectly(const QString &phone, qint64 shillings, const QString &billReference);
    void registerConfirmation(const QString &url) { m_confirmationUrl = url; }
    void registerValidation(const QString &url) { m_validationUrl = url; }
    const QString &confirmationUrl() const { return m_confirmationUrl; }

    const std::vector<Prompt> &prompts() const { return m_prompts; }
    const std::vector<Paid> &payments() const { return m_payments; }
    const std::vector<Reversal> &reversals() const { return m_reversals; }
    const Prompt *promptOf(const QString &key) const;
    const Paid *payment(const QString &receipt) const;
    //! How many pushes with this key got through the gateway: M-PESA itself answered them.
    int pushesOf(const QString &key) const { return m_pushes.value(key); }
    QDateTime wallTime(qint64 at) const { return QDateTime::fromMSecsSinceEpoch(m_epoch + at, Qt::UTC); }
    qint64 epoch() const { return m_epoch; }
    const QString &shortCode() const { return m_shortCode; }
    bool isEthiopian() const { return m_provider == Provider::Ethiopia; }

    // ---- for the Api ----

    //! `asked`: key, reference, phone, amount, address, the caller's id. Nothing: the subscriber has a prompt already.
    const Prompt *prompt(Prompt asked);
    Prompt *promptByCheckout(const QString &id);
    Reversal reverse(Reversal asked);
    StatusQuestion askStatus(StatusQuestion asked);
    StatusQuestion askBalance(StatusQuestion asked);
    QString eat(qint64 at, const QString &format) const;
    QString echoed(const Paid &paid) const { return echoesReference ? paid.billReference : QString(); }
    QString number() { return QString::number(++m_numbers); }

    bool pullWorks = true;
    bool echoesReference = true;   //!< false for a till (Buy Goods): neither list nor confirmation names the sale
    bool uniqueReferences = true;  //!< false: the shop leaves its suffix out, and two sales may have one reference
    bool asksAboutSales = false;   //!< the shop takes only payments for open sales
    bool masksNumbers = false;     //!< in the list; confirmations always do
    //! What the list tells of a payment is enough to know whose it is.
    bool namesSales() const { return echoesReference && uniqueReferences; }
    bool listTells() const { return pullWorks && namesSales(); }
    std::function<Mood()> mood;   //!< of the next customer
    //! The shop's answer to a question about a payment that has not been made; nothing: none came.
    std::function<std::optional<QByteArray>(const QString &url, const QByteArray &body, const Paid &payment)> ask;
    //! What was told of the account that customers pay into, in shillings.
    const std::set<qint64> &toldBalances() const { return m_toldBalances; }

private:
    void onHandset(int prompt, Mood reaction, bool second);
    void pay(int prompt);
    void fail(int prompt, const QString &code);
    void tellOutcome(int prompt, const QString &code, int paid);
    void tellConfirmation(int paid);
    int book(const Paid &paid);
    void settle(const Paid &payment);
    void carryOut(int reversal);
    void tellBalance(const StatusQuestion &asked);
    void tellStatus(const StatusQuestion &asked);
    void tellResult(const QString &url, const QByteArray &body);
    void forge(const Prompt &prompt);
    QString newReceipt();

    World &m_world;
    Provider m_provider;
    QString m_shortCode;
    Post m_post;
    QString m_confirmationUrl;
    QString m_validationUrl;
    std::set<qint64> m_toldBalances;
    std::vector<Prompt> m_prompts;
    std::vector<Paid> m_payments;
    std::vector<Reversal> m_reversals;
    QHash<QString, int> m_pushes;       //!< by key
    QHash<QString, int> m_promptByCheckout;
    QHash<QString, int> m_promptByKey;
    QHash<QString, int> m_paymentByReceipt;
    qint64 m_numbers = 0;
    qint64 m_epoch = 0;
    std::unique_ptr<Api> m_api;
};

} // namespace kaunta::sim
