#pragma once

#include "ui/viewmodels/settings_view_model.h"
#include "ui/viewmodels/people_waits.h"

#include <QObject>

namespace kaunta::ui {

//! A second person's PIN, in place: who stands at the till stays there. One request at a time; a further one is cancelled at
//! once, so that the words never change under somebody's fingers.
class ApprovalViewModel final : public QObject
{
    Q_OBJECT
public:
    ApprovalViewModel(people::PeopleService &people, const Clock &clock, QObject *parent = nullptr);

    bool isOpen() const { return m_open; }
    QString title() const;                //!< "A second person's PIN"
    QString what() const { return m_what; }
    QString askedBy() const;              //!< "achieng asks for it."
    //! Who may approve it; empty while that is not known, or when there is nobody.
    QList<people::UserLine> approvers() const { return m_approvers; }
    QString approver() const { return m_approver; }
    void choose(const QString &name);
    bool isChecking() const { return !m_ticket.isEmpty(); }
    bool canApprove() const;              //!< a PIN may be typed now
    Notice notice() const;
    QString countdown() const;            //!< "0:10" until the next PIN is looked at; empty: now

    //! `what`: a sentence for the approver, with the amount. Ends in exactly one of given() and cancelled() with its ticket.
    void ask(const people::ApprovalRequest &request, const QString &what);
    void approve(QByteArray pin);         //!< the bytes are wiped, the caller's copies with them
    void cancel();
    void tick();

Q_SIGNALS:
    void changed();
    void opened();
    void closed();
    void pinForgotten();                  //!< the typed PIN is used up: the field may be emptied
    void given(const QString &ticket, const kaunta::people::Grant &grant);
    void cancelled(const QString &ticket);

private:
    void onListed(const QList<people::UserLine> &users);
    void onRefused(const QString &ticket, const Failure &failure, std::chrono::seconds wait);
    QString close();

    people::PeopleService &m_people;
    PeopleWaits m_waits;
    people::ApprovalRequest m_request;
    QString m_what;
    QList<people::UserLine> m_approvers;
    QString m_approver;
    QString m_ticket;          //!< of the PIN that is being looked at: ours, so that a late answer is recognised
    QString m_counted;         //!< countdown as last shown
    std::optional<Failure> m_failure;
    int m_tickets = 0;
    bool m_open = false;
    bool m_listed = false;
    bool m_again = false;      //!< the shop's one person: the second time
};

} // namespace kaunta::ui
