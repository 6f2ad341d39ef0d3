#pragma once

#include "core/base/clock.h"
#include "ui/viewmodels/charge_words.h"
#include "ui/viewmodels/payment_refunds.h"
#include "ui/viewmodels/way.h"

#include <QAbstractTableModel>
#include <QList>
#include <QTimer>

namespace kaunta::ui {

//! The charge that is selected, in full.
struct PaymentDetail {
    struct Line {
        QString time;   //!< "14:02:07"
        QString says;
        QString small;  //!< provider's code and words, for support
        bool operator==(const Line &) const = default;
    };
    QString chargeId;
    QString number;
    QString amount;
    QString phone;
    QString reference;
    QString user;
    QString receipt;
    QString smallPrint;   //!< "01J… · callback · 1032 Request cancelled by user": selectable, for support
    ListedState state;
    QString cannotRefund;        //!< why a payment that is here cannot be sent back from the till; empty: it can, or there is none
    bool offersRefund = false;   //!< paid, the receipt that a refund needs is known, and there is none yet
    QString refundId;            //!< the refund that there is; empty: none
    QList<Line> timeline;
    bool operator==(const PaymentDetail &) const = default;
};

//! Today's charges (the shop's day, UTC + 3), newest first, filtered by what is typed. A table model, so that a view needs
//! to paint only what is seen.
class PaymentsViewModel : public QAbstractTableModel
{
    Q_OBJECT
public:
    enum Column { Time, Number, Amount, Phone, Reference, State, Receipt, ColumnCount };
    //! ToneRole and GlyphRole are set for State only; ChargeIdRole for every column.
    enum Role { ChargeIdRole = Qt::UserRole + 1, ToneRole, GlyphRole };
    //! What the engine lists at most; a longer day says so instead of showing a total that is too small.
    static constexpr int kMostListed = 500;

    PaymentsViewModel(sale::SaleService &sales, refund::RefundService &refunds, const Clock &clock, Way way, QObject *parent = nullptr);

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

    bool isLoaded() const { return m_loaded; }
    QString dayWords() const;                         //!< "Sunday 22 November"
    //! Paid stands first and holds nothing but what is proven; everything else has a line of its own, absent when zero. What was
    //! refunded stays in Paid and is told apart behind it; a pending refund is not refunded.
    QList<DayTotal> totals() const { return m_totals; }
    QString shownWords() const;                       //!< "12 of 140 shown"; empty without a filter
    QString emptyWords() const;                       //!< why the table is empty; empty when it is not
    QString limitWords() const;                       //!< set when the day is longer than the list

    //! Words separated by blanks, all of which must fit: start of a receipt, a reference or a sale number, start of an
    //! amount, the last digits of a phone or the whole of it.
    void setFilter(const QString &typed);
    QString filter() const { return m_filter; }

    PaymentDetail detail(const QString &chargeId) const;   //!< empty chargeId when it is not known
    const sale::ChargeSnapshot *charge(const QString &chargeId) const;
    int rowOf(const QString &chargeId) const;              //!< -1 when it is not shown

    void refresh();
    void tick();                //!< at midnight a new list begins; waiting turns into checking
    void setLive(bool live);

Q_SIGNALS:
    void totalsChanged();
    void chargeUpdated(const QString &chargeId);

private:
    void onListed(const QList<sale::ChargeSnapshot> &charges);
    void onChanged(const sale::ChargeSnapshot &charge);
    void forgetOldest();
    void onRefund(const refund::RefundSnapshot &refund);
    ListedState listed(const sale::ChargeSnapshot &charge) const;   //!< with what became of a refund
    void rebuild();                         //!< filters anew
    void recount();
    bool matches(const sale::ChargeSnapshot &charge) const;
    QString cell(const sale::ChargeSnapshot &charge, int column) const;

    sale::SaleService &m_sales;
    refund::RefundService &m_service;
    const Clock &m_clock;
    Way m_way;
    QTimer m_timer;
    QDateTime m_dayStart;
    QList<sale::ChargeSnapshot> m_charges;   //!< the day, newest first
    PaymentRefunds m_refunds;
    QList<int> m_shown;                      //!< rows: indexes into m_charges
    QList<DayTotal> m_totals;
    QString m_filter;
    QStringList m_terms;
    bool m_loaded = false;
};

} // namespace kaunta::ui
