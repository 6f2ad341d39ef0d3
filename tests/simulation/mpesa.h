#pragma once

#include "tests/simulation/world.h"

#include <QByteArray>
#include <QDateTime>
#include <QHash>
#include <QJsonObject>
#include <deque>
#include <set>

namespace kaunta::sim {

//! What a customer does with a prompt.
enum class Mood { Pays, PaysAtOnce, Cancels, Ignores, WrongPin, NoFunds, Unreachable, OddCode };

//! An answer of the gateway or of M-PESA behind it, as HTTP.
struct HttpAnswer {
    int status = 200;
    QByteArray body;
    QByteArray type = "application/json";
    QByteArray retryAfter = {};
};

//! One prompt on a customer's phone.
struct Prompt {
    QString checkoutId;
    QString merchantId;
    QString reference;      //!< AccountReference as it came
    QString phone;
    qint64 shillings = 0;
    QString callbackUrl;
    qint64 at = 0;
    bool isOpen = true;
    QString code;           //!< final ResultCode; "0" once paid
    QString receipt;        //!< of the first payment
    bool deliveredTwice = false;
    bool queryLied = false;      //!< a query has said "declined" of it although it was paid
    bool queryClaimed = false;   //!< a query has said "paid" of it although it was not
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
};

//! A reversal that M-PESA took.
struct Reversal {
    QString receipt;
    qint64 shillings = 0;
    QString resultUrl;
    QString timeoutUrl;
    QString conversationId;
    QString originatorId;
    enum class State { Waiting, Done, Refused } state = State::Waiting;
    QString code;
    QString reversalReceipt;
};

//! A small model of M-PESA and the Daraja API, written from the facts and not from the practice simulator. It knows the true state
//! of every customer's money, which is what the till's words are held against.
class Mpesa
{
public:
    //! Delivers a post to the shop's address some time later.
    using Post = std::function<void(const QString &url, const QByteArray &body, qint64 after)>;
    Mpesa(World &world, QString shortCode, Post post);

    //! Carries a request out. `token`: of the Authorization header.
    HttpAnswer handle(const QString &path, const QByteArray &token, const QByteArray &body);
    void payDirectly(const QString &phone, qint64 shillings, const QString &billReference);
    void registerConfirmation(const QString &url) { m_confirmationUrl = url; }
    void revokeToken() { m_token.clear(); }

    const std::vector<Prompt> &prompts() const { return m_prompts; }
    const std::vector<Paid> &payments() const { return m_payments; }
    const std::vector<Reversal> &reversals() const { return m_reversals; }
    const Prompt *promptOf(const QString &reference) const;
    const Paid *payment(const QString &receipt) const;
    //! Some payment came for a prompt with this reference.
    bool isPaid(const QString &reference) const;
    //! A push or reversal with this reference or receipt got through the gateway: M-PESA itself answered it.
    int pushesOf(const QString &reference) const { return m_pushes.value(reference); }
    QDateTime wallTime(qint64 at) const { return QDateTime::fromMSecsSinceEpoch(m_epoch + at, Qt::UTC); }

    bool pullWorks = true;
    bool echoesReference = true;   //!< false for a till (Buy Goods): neither list nor confirmation names the sale
    bool masksNumbers = false;     //!< in the list; confirmations always do
    //! What the list tells of a payment is enough to know whose it is.
    bool listTells() const { return pullWorks && echoesReference; }
    std::function<Mood()> mood;   //!< of the next customer
    QString nextPhone;

private:
    HttpAnswer giveToken();
    HttpAnswer push(const QJsonObject &request);
    HttpAnswer query(const QJsonObject &request);
    HttpAnswer pull(const QJsonObject &request);
    HttpAnswer reverse(const QJsonObject &request);
    HttpAnswer status(const QJsonObject &request);
    bool queriedTooOften();

    void onHandset(int prompt, Mood reaction, bool second);
    void pay(int prompt);
    void fail(int prompt, const QString &code);
    void tellCallback(const QString &url, const QByteArray &body);
    void tellConfirmation(const Paid &paid);
    void carryOut(int reversal);
    void tellResult(const QString &url, const QByteArray &body);
    QByteArray stkBody(const Prompt &prompt, const QString &code, const Paid *paid) const;
    void forge(const Prompt &prompt);
    QString newReceipt();
    QString number() { return QString::number(++m_numbers); }
    QString echoed(const Paid &paid) const { return echoesReference ? paid.billReference : QString(); }
    QString eat(qint64 at, const QString &format) const;

    World &m_world;
    QString m_shortCode;
    Post m_post;
    QByteArray m_token;
    qint64 m_tokenUntil = 0;
    QString m_confirmationUrl;
    std::vector<Prompt> m_prompts;
    std::vector<Paid> m_payments;
    std::vector<Reversal> m_reversals;
    QHash<QString, int> m_pushes;       //!< by reference
    QHash<QString, int> m_reversalAsks; //!< by result address
    QHash<QString, int> m_promptByCheckout;
    QHash<QString, int> m_promptByReference;
    QHash<QString, int> m_paymentByReceipt;
    std::deque<qint64> m_queries;       //!< when M-PESA was asked, the last minute
    int m_queriesPerMinute = 60;
    qint64 m_numbers = 0;
    qint64 m_epoch = 0;
};

} // namespace kaunta::sim
