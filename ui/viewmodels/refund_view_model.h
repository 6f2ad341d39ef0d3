#pragma once

#include "core/base/clock.h"
#include "core/people/people_service.h"
#include "ui/viewmodels/bar_notice.h"
#include "ui/viewmodels/refund_words.h"

#include <QHash>
#include <QObject>
#include <QStringList>

namespace kaunta::ui {

//! One payment on its way back: what will happen, why, a second person's approval, and the refund's steps until its end. Whether
//! it may be sent back is asked before anyone types a PIN; one order is sent for one approval.
class RefundViewModel final : public QObject
{
    Q_OBJECT
public:
    enum class Stage {
        Closed,
        Choosing,      //!< a receipt is to be typed or scanned
        Looking,       //!< may it be sent back? The engine is asked
        NotPossible,   //!< and the notice says why not
        Form,          //!< what will happen, and the reason
        Approving,     //!< a second person's PIN is asked for, elsewhere
        Sending,       //!< ordered; not journaled yet
        Following,     //!< journaled; refund() tells how it stands
    };
    //! Where it was begun: who leaves it wants to be there again.
    enum class Origin { Refunds, Payments, Counter };

    RefundViewModel(refund::RefundService &refunds, const Clock &clock, const QString &user, QObject *parent = nullptr);
    void setUser(const QString &user) { m_user = user; }

    Stage stage() const { return m_stage; }
    bool isOpen() const { return m_stage != Stage::Closed; }
    const refund::RefundOffer &offer() const { return m_offer; }
    const refund::RefundSnapshot &refund() const { return m_refund; }   //!< empty id before Following
    BarNotice notice() const { return m_notice; }
    QString receipt() const { return m_receipt; }

    //! Of the payment: "KES 1,250", "to 0722 … 000", "Receipt SKE52PAWR9 · sale A1-0142 · paid 14:02".
    QString amountText() const;
    QString toWhom() const;
    QString paymentText() const;

    //! The shop's common reasons, in the words of the screen; the last is "another reason" and needs the note.
    QStringList reasons() const;
    int reasonIndex() const { return m_reasonIndex; }   //!< -1: none chosen yet
    void setReasonIndex(int index);
    QString note() const { return m_note; }
    void setNote(const QString &typed);
    bool needsNote() const;
    QString noteProblem() const;
    //! As it is journaled and sent as Remarks: English words of the list, so that M-PESA can take them, and the note.
    QString reason() const;
    bool canAskApproval() const;

    void choose();                          //!< a new refund: asks for the receipt
    void start(const QString &receipt, Origin origin = Origin::Refunds);   //!< from a payment; blanks and small letters of a typed one are put in order
    void askApproval();
    void approvalGiven(const QString &ticket, const people::Grant &grant);
    void approvalCancelled(const QString &ticket);
    void close();                           //!< leaves it; what was sent goes on. Ignored for the moment of Sending
    void showBlocking();                    //!< the refund that stands in the way
    void showListed(const QString &refundId);   //!< one that exists, instead of making another; one that is being sent stays in sight

    bool offersCheck() const;
    bool canCheck() const;                  //!< and it was not asked a moment ago
    void checkNow();
    void tick();

Q_SIGNALS:
    void changed();
    void approvalWanted(const kaunta::people::ApprovalRequest &request, const QString &what);
    //! Closed by who made it.
    void left(kaunta::ui::RefundViewModel::Origin origin);
    //! Show this refund in the list.
    void refundShown(const QString &refundId);

private:
    void onOffered(const refund::RefundOffer &offer);
    void onStarted(const QString &ticket, const refund::RefundSnapshot &refund);
    void onRefused(const QString &ticket, const Failure &failure);
    void onChanged(const refund::RefundSnapshot &refund);
    void go(Stage stage, const BarNotice &notice = {});

    refund::RefundService &m_refunds;
    const Clock &m_clock;
    QString m_user;
    Stage m_stage = Stage::Closed;
    Origin m_origin = Origin::Refunds;
    QString m_receipt;
    refund::RefundOffer m_offer;
    refund::RefundSnapshot m_refund;
    QHash<QString, refund::RefundSnapshot> m_early;   //!< news that came before the order's own answer
    BarNotice m_notice;
    int m_reasonIndex = -1;
    QString m_note;
    QString m_ticket;
    int m_tickets = 0;
    std::optional<milliseconds> m_askedAt;
};

} // namespace kaunta::ui
