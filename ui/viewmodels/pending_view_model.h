#pragma once

#include "core/base/clock.h"
#include "ui/viewmodels/decision_view_model.h"
#include "ui/viewmodels/list_look.h"
#include "ui/viewmodels/pending_rows.h"

#include <QHash>
#include <QList>
#include <QObject>
#include <QTimer>

namespace kaunta::ui {

//! Everything whose outcome is not known or whose receipt is missing: charges (unknown, waiting, conflict, receipt awaited), newest
//! first, and below them the refunds that are not settled. Rows come and go only by what the services say; the view model never
//! decides that something is settled. A charge that M-PESA's list settled while somebody looked stays to be read until refresh().
class PendingViewModel : public QObject
{
    Q_OBJECT
public:
    struct Services {
        sale::SaleService &sales;
        refund::RefundService &refunds;
        enquiry::AccountService &account;
    };
    PendingViewModel(const Services &services, const Clock &clock, const QString &user, Way way, QObject *parent = nullptr);
    void setUser(const QString &user);

    const QList<PendingRow> &rows() const { return m_rows; }
    const PendingRow *row(const QString &id) const;           //!< null when it is not here
    const sale::ChargeSnapshot *charge(const QString &chargeId) const;
    bool isLoaded() const;                                    //!< false until both lists came: an empty list is not "nothing open" yet
    qsizetype count() const;                                  //!< the badge: what is open
    QString badge() const;                                    //!< "3", "99+", empty for none
    QString summary() const { return pendingSummary(m_charges, m_refunds); }
    bool offersCheck() const { return m_way.has(providers::Capability::Query); }   //!< what this way to M-PESA has not is not on the page
    bool offersLook() const { return m_way.has(providers::Capability::Pull); }
    QString limitsWords() const { return cannotAskWords(m_way); }                  //!< what cannot be asked, and what to do instead; empty
    //! Announces to a screen reader, and as the page's heading for its state.
    QString headline() const;

    void refresh();                                   //!< asks for the whole list
    void checkNow(const QString &chargeId);           //!< once; further presses are ignored until the answer or 30 s are over
    void lookInList(const QString &chargeId);         //!< M-PESA's own list of the last 48 hours; the answer comes in the row
    //! A manager's decision about an unknown one or a conflict.
    DecisionViewModel &decision() { return m_decision; }
    void openDecision(const QString &chargeId);
    void tick();                                      //!< brings ages and countdowns up to date; the page's timer calls it
    void setLive(bool live);                          //!< ticks once a second while the page is visible

Q_SIGNALS:
    void countChanged();
    void rowInserted(int row);
    void rowRemoved(int row);
    void rowChanged(int row);
    void reset();

private:
    void onListed(const QList<sale::ChargeSnapshot> &charges);
    void onChanged(const sale::ChargeSnapshot &charge);
    void onRefundsListed(const QList<refund::RefundSnapshot> &refunds);
    void onRefundChanged(const refund::RefundSnapshot &refund);
    PendingRow describe(qsizetype row) const;
    bool isAsking(const sale::ChargeSnapshot &charge) const;
    qsizetype rowOf(const QString &chargeId) const;
    void rebuild();
    void insertRow(qsizetype row);
    void removeRow(qsizetype row);
    void replaceRow(qsizetype row);

    struct Asked {
        milliseconds at{0};       //!< monotonic
        QDateTime lastCheckAt;    //!< as it was when the button was pressed
    };

    Services m_services;
    const Clock &m_clock;
    Way m_way;
    DecisionViewModel m_decision;
    ListLook m_look;
    QTimer m_timer;
    QList<sale::ChargeSnapshot> m_charges;     //!< newest first; their rows come first in m_rows …
    QList<refund::RefundSnapshot> m_refunds;   //!< … and those of the refunds after them
    QList<PendingRow> m_rows;
    QHash<QString, Asked> m_asked;
    bool m_chargesLoaded = false;
    bool m_refundsLoaded = false;
};

} // namespace kaunta::ui
