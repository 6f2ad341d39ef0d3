#pragma once

#include "ui/viewmodels/people_waits.h"
#include "ui/viewmodels/settings_view_model.h"

#include <QObject>

namespace kaunta::ui {

//! Who stands at the till. Practice opens for its cashier without a PIN; a shop with people starts locked; a shop without an
//! owner asks for one first, and may be used without (nothing can be approved then).
class LockViewModel final : public QObject
{
    Q_OBJECT
public:
    enum class Stage {
        Starting,   //!< who is in this shop is not known yet
        Owner,      //!< first run outside practice: the owner is to be added
        Locked,     //!< name and PIN
        Open,
    };
    //! `somebody`: who works at a till without people, and in practice.
    LockViewModel(people::PeopleService &people, const Clock &clock, bool practice, const QString &somebody, QObject *parent = nullptr);

    Stage stage() const { return m_stage; }
    QString user() const { return m_user; }             //!< who is signed in, or was last
    people::Role role() const { return m_role; }
    bool isPractice() const { return m_practice; }
    QList<people::UserLine> users() const { return m_users; }   //!< active ones
    QString chosen() const { return m_chosen; }
    void choose(const QString &name);
    bool isChecking() const { return !m_ticket.isEmpty(); }
    bool canSignIn() const;
    Notice notice() const;
    QString countdown() const;                          //!< "0:10" until the next PIN is looked at; empty: now

    void start();                                       //!< asks who is there
    //! Does not wait for the answer: practice guards nothing, and a till that could not open its files has nothing to guard.
    void openAtOnce();
    void signIn(QByteArray pin);                        //!< the bytes are wiped, the caller's copies with them
    void lock();                                        //!< ignored where nobody could open it again
    void goOnWithoutOwner();                            //!< "Not now"

    //! Locks after so many minutes without a key or a touch; 0: never.
    int autoLockMinutes() const { return m_autoLock; }
    void setAutoLockMinutes(int minutes);
    void noteInput() { m_lastInput = m_clock.sinceBoot(); }
    void tick();

Q_SIGNALS:
    void changed();
    void stageChanged(kaunta::ui::LockViewModel::Stage stage);
    void pinForgotten();
    void signedIn(const QString &name, kaunta::people::Role role);
    void autoLockChanged(int minutes);                  //!< to be kept for the next start

private:
    void go(Stage stage);
    void open(const QString &name, people::Role role);
    void onListed(const QList<people::UserLine> &users);

    people::PeopleService &m_people;
    const Clock &m_clock;
    PeopleWaits m_waits;
    bool m_practice;
    Stage m_stage = Stage::Starting;
    QString m_user;
    people::Role m_role = people::Role::Cashier;
    QList<people::UserLine> m_users;
    QString m_chosen;
    QString m_ticket;
    QString m_counted;
    std::optional<Failure> m_failure;
    milliseconds m_lastInput;
    int m_autoLock = 0;
    int m_tickets = 0;
};

} // namespace kaunta::ui
