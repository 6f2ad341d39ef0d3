#pragma once

#include "core/base/clock.h"
#include "core/enquiry/account_service.h"
#include "ui/viewmodels/bar_notice.h"
#include "ui/viewmodels/way.h"

#include <QList>
#include <QObject>
#include <QStringList>
#include <QTimer>

namespace kaunta::ui {

//! One account as a card shows it. A figure that M-PESA did not tell is empty.
struct AccountRow {
    QString name;        //!< as M-PESA calls it
    QString meaning;     //!< "takings of the till"; empty for an account that we do not know
    QString available;   //!< "KES 228,037"
    QString current;
    QString reserved;
    QString uncleared;
    bool operator==(const AccountRow &) const = default;
};

//! An earlier question and what came of it, in short.
struct BalanceLine {
    QString time;        //!< "14:02", "22 Nov 14:02": of the figures, else of the question
    QString says;        //!< one account a line, "Working Account KES 700,000", or that no answer came
    bool answered = false;
    bool operator==(const BalanceLine &) const = default;
};

//! The money in the shop's M-PESA accounts, as M-PESA told it last. No figure ever stands without its time; who may not see it
//! sees none.
class BalanceViewModel final : public QObject
{
    Q_OBJECT
public:
    static constexpr int kHistory = 20;

    BalanceViewModel(enquiry::AccountService &accounts, const Clock &clock, const QString &user, Way way, QObject *parent = nullptr);
    //! Another person is at the till: what the last one saw is forgotten, and read again only if this one may see it.
    void setUser(const QString &user);

    bool isLoaded() const { return m_loaded; }
    bool isAllowed() const { return m_allowed; }
    bool isWaiting() const;          //!< M-PESA was asked, and its answer may still come
    bool offersAsk() const { return m_allowed && m_way.has(providers::Capability::Balance); }
    bool canAsk() const;
    //! "As of 14:32 · 4 min ago"; empty: there are no figures.
    QString asOfWords() const;
    QList<AccountRow> accounts() const { return m_accounts; }   //!< of the newest answer; empty together with asOfWords()
    QList<BalanceLine> history() const;                         //!< newest first, without the answer that accounts() shows
    //! Why there are no figures; empty when there are.
    QString emptyWords() const;
    //! What is going on, or why the last question came to nothing.
    BarNotice notice() const;

    void refresh();
    void ask();      //!< once; further presses are ignored while an answer may come
    void tick();
    void setLive(bool live);

Q_SIGNALS:
    void changed();

private:
    void onChanged(const enquiry::BalanceSnapshot &balance);
    void onListed(const QList<enquiry::BalanceSnapshot> &balances);
    void onRefused(const QString &ticket, const Failure &failure);
    //! Takes the answer to the oldest request for a list; false: it was made for somebody who has left the till since.
    bool isMyList();
    void rebuild();
    const enquiry::BalanceSnapshot *newestAnswer() const;
    BalanceLine lineOf(const enquiry::BalanceSnapshot &balance) const;

    enquiry::AccountService &m_service;
    const Clock &m_clock;
    Way m_way;
    QString m_user;
    QTimer m_timer;
    QList<enquiry::BalanceSnapshot> m_balances;   //!< newest question first
    QList<AccountRow> m_accounts;
    QStringList m_listsFor;  //!< for whom lists were asked that are not answered yet, oldest first
    QString m_ticket;        //!< of a question that was neither taken nor refused yet
    int m_tickets = 0;
    bool m_loaded = false;
    bool m_allowed = true;
    BarNotice m_refusal;
    QString m_asOfShown;
};

} // namespace kaunta::ui
