#pragma once

#include "core/people/people_service.h"
#include "ui/viewmodels/bar_notice.h"

#include <QObject>

namespace kaunta::ui {

//! A decision that needs a reason and a second person: what became of an unknown refund, a claim, a wrong match. It asks for the
//! approval and hands the decision to its owner; whether it is carried out is the engine's to say.
class DecisionViewModel final : public QObject
{
    Q_OBJECT
public:
    struct Question {
        QString subject;     //!< id, receipt, code … that the grant is for
        people::Purpose purpose = people::Purpose::Decide;
        QString title;       //!< "What became of this refund?"
        QString says;        //!< what the decision means; one or two sentences
        QString yes;         //!< words of the buttons
        QString no;          //!< empty: there is one choice only
        QString whatYes;     //!< what a second person is asked to allow, as a whole sentence
        QString whatNo;
    };
    struct Decision {
        QString ticket;
        QString subject;
        bool yes = false;
        QString reason;
        QString user;
        QString grant;
    };
    enum class Stage { Closed, Form, Approving, Sending };

    //! Tickets begin with `prefix`, so that owners on one service tell their answers apart.
    DecisionViewModel(const QString &prefix, const QString &user, QObject *parent = nullptr);
    void setUser(const QString &user) { m_user = user; }

    Stage stage() const { return m_stage; }
    bool isOpen() const { return m_stage != Stage::Closed; }
    bool isBusy() const { return m_stage == Stage::Approving || m_stage == Stage::Sending; }
    const Question &question() const { return m_question; }
    QString reason() const { return m_reason; }
    QString reasonProblem() const;
    bool canChoose() const;
    BarNotice notice() const { return m_notice; }   //!< why the last try did not go through

    void open(const Question &question);   //!< ignored while another one is being carried out
    void close();                          //!< likewise; a PIN that is typed afterwards decides nothing
    void setReason(const QString &typed);
    //! Asks for the second person, once; further presses are ignored until there is an answer.
    void choose(bool yes);
    void approvalGiven(const QString &ticket, const people::Grant &grant);
    void approvalCancelled(const QString &ticket);
    void refused(const QString &ticket, const Failure &failure);   //!< the engine did not do it
    void settle(const QString &subject);   //!< it is done, or there is nothing left to decide about this subject

Q_SIGNALS:
    void changed();
    void approvalWanted(const kaunta::people::ApprovalRequest &request, const QString &what);
    void decided(const kaunta::ui::DecisionViewModel::Decision &decision);

private:
    QString m_prefix;
    QString m_user;
    Question m_question;
    Stage m_stage = Stage::Closed;
    QString m_reason;
    QString m_ticket;
    bool m_yes = false;
    int m_tickets = 0;
    BarNotice m_notice;
};

} // namespace kaunta::ui
