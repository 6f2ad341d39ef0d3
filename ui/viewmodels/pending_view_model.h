#pragma once

#include "core/base/clock.h"
#include "ui/viewmodels/charge_words.h"

#include <QHash>
#include <QList>
#include <QObject>
#include <QTimer>

namespace kaunta::ui {

//! One open charge as the Pending page shows it. Every text is ready to be set on a label.
struct PendingRow {
    QString chargeId;
    QString number;        //!< "A1-0142"
    QString amount;        //!< "KES 1,250"
    QString phone;         //!< "0722 … 000"
    QString reference;
    QString user;
    QString age;           //!< "Asked 12 min ago"
    ListedState state;
    QString lastCheck;     //!< "Last check 14:02:17", or that there was none
    QString nextCheck;     //!< "Next check in 18 s", "Asking M-PESA now…", or that none is planned and why
    bool offersCheck = false;   //!< there is a question to ask M-PESA about it
    bool canCheck = false;      //!< and it was not asked a moment ago
    bool operator==(const PendingRow &) const = default;
};

//! Everything whose outcome is not known or whose receipt is missing, newest first: unknown, waiting, conflict, receipt
//! awaited. Rows come and go only by what the SaleService says; the view model never decides that a charge is settled.
class PendingViewModel : public QObject
{
    Q_OBJECT
public:
    PendingViewModel(sale::SaleService &sales, const Clock &clock, QObject *parent = nullptr);

    const QList<PendingRow> &rows() const { return m_rows; }
    bool isLoaded() const { return m_loaded; }                //!< false until the first list came: an empty list is not "nothing open" yet
    qsizetype count() const { return m_charges.size(); }      //!< the badge
    QString badge() const;                                    //!< "3", "99+", empty for none
    QString summary() const;                                  //!< "Conflict 1 · Unknown 2 · Waiting 1"; empty for none
    //! Announces to a screen reader, and as the page's heading for its state.
    QString headline() const;

    void refresh();                             //!< asks for the whole list
    void checkNow(const QString &chargeId);     //!< once; further presses are ignored until the answer or 30 s are over
    void tick();                                //!< brings ages and countdowns up to date; the page's timer calls it
    void setLive(bool live);                    //!< ticks once a second while the page is visible

Q_SIGNALS:
    void countChanged();
    void rowInserted(int row);
    void rowRemoved(int row);
    void rowChanged(int row);
    void reset();

private:
    void onListed(const QList<sale::ChargeSnapshot> &charges);
    void onChanged(const sale::ChargeSnapshot &charge);
    PendingRow describe(const sale::ChargeSnapshot &charge) const;
    bool isAsking(const sale::ChargeSnapshot &charge) const;
    QString nextCheckWords(const sale::ChargeSnapshot &charge, bool asking) const;
    void replaceRow(qsizetype row);

    struct Asked {
        milliseconds at{0};       //!< monotonic
        QDateTime lastCheckAt;    //!< as it was when the button was pressed
    };

    sale::SaleService &m_sales;
    const Clock &m_clock;
    QTimer m_timer;
    QList<sale::ChargeSnapshot> m_charges;   //!< newest first, parallel to m_rows
    QList<PendingRow> m_rows;
    QHash<QString, Asked> m_asked;
    bool m_loaded = false;
};

} // namespace kaunta::ui
