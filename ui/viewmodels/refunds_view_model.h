#pragma once

#include "core/base/clock.h"
#include "ui/viewmodels/decision_view_model.h"
#include "ui/viewmodels/payments_view_model.h"
#include "ui/viewmodels/refund_words.h"

#include <QAbstractTableModel>
#include <QHash>
#include <QList>
#include <QTimer>

namespace kaunta::ui {

//! The refund that is selected, in full.
struct RefundDetail {
    QString refundId;
    QString amount;
    ListedState state;
    QString payment;       //!< "Receipt SKE52PAWR9 · Sale A1-0142 · 0722 … 000"
    QString reason;
    QString people;        //!< "Asked for by amina, approved by njeri"
    QString nextCheck;     //!< "Next check in 18 s", "Asking M-PESA…"; empty for a settled one
    QList<PaymentDetail::Line> timeline;
    QString smallPrint;
    bool offersCheck = false;
    bool canCheck = false;
    bool offersDecision = false;
    bool operator==(const RefundDetail &) const = default;
};

//! The shop's refunds, newest first. What is open stays in sight whatever period is chosen, and counts as refunded nowhere.
class RefundsViewModel final : public QAbstractTableModel
{
    Q_OBJECT
public:
    enum Column { Time, Number, Amount, Phone, Receipt, AskedBy, State, ColumnCount };
    //! The same numbers as in PaymentsViewModel: one delegate paints both.
    enum Role { RefundIdRole = PaymentsViewModel::ChargeIdRole, ToneRole = PaymentsViewModel::ToneRole, GlyphRole = PaymentsViewModel::GlyphRole };
    enum class Period { Today, Week, All };
    static constexpr int kMostListed = 500;   //!< what the engine lists at most

    RefundsViewModel(refund::RefundService &refunds, const Clock &clock, const QString &user, Way way, QObject *parent = nullptr);
    void setUser(const QString &user) { m_decision.setUser(user); }

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

    bool isLoaded() const { return m_loaded; }
    int openCount() const;                        //!< for a badge: the outcome is not known yet
    Period period() const { return m_period; }
    void setPeriod(Period period);
    //! Of the chosen period and what is open. Refunded stands first and holds nothing but what is proven.
    QList<DayTotal> totals() const { return m_totals; }
    bool offersNew() const { return m_way.has(providers::Capability::Reversal); }   //!< money can be sent back from here at all
    QString emptyWords() const;
    QString limitWords() const;                   //!< set when the list is longer than what is read
    //! Words separated by blanks, all of which must fit.
    void setFilter(const QString &typed);
    QString filter() const { return m_filter; }

    RefundDetail detail(const QString &refundId) const;   //!< empty refundId when it is not known
    int rowOf(const QString &refundId) const;             //!< -1 when it is not shown
    //! Brings one into the list whatever filter and period say.
    void reveal(const QString &refundId);

    void checkNow(const QString &refundId);       //!< once; further presses are ignored until there is news or 30 s are over
    //! A manager's decision about an unknown one or a conflict.
    DecisionViewModel &decision() { return m_decision; }
    void openDecision(const QString &refundId);

    void refresh();
    void tick();
    void setLive(bool live);

Q_SIGNALS:
    void totalsChanged();
    void openCountChanged();
    void refundUpdated(const QString &refundId);

private:
    void onListed(const QList<refund::RefundSnapshot> &refunds);
    void onChanged(const refund::RefundSnapshot &refund);
    void rebuild();
    void recount();
    bool isListed(const refund::RefundSnapshot &refund) const;   //!< by the period
    bool matches(const refund::RefundSnapshot &refund) const;    //!< by the period and what is typed
    bool isAsking(const refund::RefundSnapshot &refund) const;
    const refund::RefundSnapshot *find(const QString &refundId) const;
    QString cell(const refund::RefundSnapshot &refund, int column) const;
    QString nextCheckWords(const refund::RefundSnapshot &refund) const;

    refund::RefundService &m_refunds;
    const Clock &m_clock;
    Way m_way;
    DecisionViewModel m_decision;
    QTimer m_timer;
    QDateTime m_dayStart;
    Period m_period = Period::Week;
    QList<refund::RefundSnapshot> m_all;   //!< newest first
    QList<int> m_shown;                    //!< rows: indexes into m_all
    QList<DayTotal> m_totals;
    QString m_filter;
    QStringList m_terms;
    QHash<QString, milliseconds> m_asked;  //!< when M-PESA was last asked by hand, monotonic; forgotten on news
    bool m_loaded = false;
};

} // namespace kaunta::ui
