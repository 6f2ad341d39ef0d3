#pragma once

#include "core/base/clock.h"
#include "core/direct/direct_service.h"
#include "core/sale/sale_service.h"
#include "ui/viewmodels/decision_view_model.h"
#include "ui/viewmodels/direct_words.h"
#include "ui/viewmodels/way.h"
#include "ui/viewmodels/payments_view_model.h"

#include <QAbstractTableModel>
#include <QList>

namespace kaunta::ui {

//! The direct payment that is selected, in full.
struct DirectDetail {
    QString receipt;
    QString amount;
    ListedState state;
    QString payer;      //!< "JOHN …126"
    QString facts;      //!< "Came 14:02 · account INV9"
    QString matched;    //!< "Put there by amina, 14:05"; empty on no sale
    QString source;     //!< how M-PESA told it: small print
    bool offersMatch = false;   //!< it is on no sale, and not held
    bool offersUndo = false;
    bool operator==(const DirectDetail &) const = default;
};

//! Payments that nobody asked for, and the sale that they are to be put on. One payment goes to one sale; several may go to the
//! same. The engine searches, marks what is exact and refuses what is not free; a second person undoes.
class DirectViewModel final : public QAbstractTableModel
{
    Q_OBJECT
public:
    enum Column { Time, Amount, Payer, Receipt, Reference, State, ColumnCount };
    //! The same numbers as in PaymentsViewModel: one delegate paints both.
    enum Role { ReceiptRole = PaymentsViewModel::ChargeIdRole, ToneRole = PaymentsViewModel::ToneRole, GlyphRole = PaymentsViewModel::GlyphRole };
    static constexpr int kMostListed = 500;   //!< what the engine lists at most

    DirectViewModel(direct::DirectService &direct, sale::SaleService &sales, const Clock &clock, const QString &user, Way way, QObject *parent = nullptr);
    void setUser(const QString &user);

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

    bool isLoaded() const { return m_loaded; }
    int unmatchedCount() const { return m_unmatched; }   //!< for a badge, whatever the list is narrowed to
    QString emptyWords() const;
    QString limitWords() const;
    void setFilter(const QString &typed);
    QString filter() const { return m_filter; }
    void setMatchedToo(bool matchedToo);
    bool matchedToo() const { return m_matchedToo; }

    //! Number of the sale that a payment is to be put on: typed, or set from another page.
    QString sale() const { return m_sale; }
    void setSale(const QString &typed);

    DirectDetail detail(const QString &receipt) const;   //!< empty receipt when it is not listed
    int rowOf(const QString &receipt) const;

    bool isBusy() const { return !m_ticket.isEmpty(); }
    BarNotice notice() const { return m_notice; }        //!< what the last order came to
    QString lastMatched() const { return m_lastMatched; }   //!< code of the payment that the notice offers to undo; empty: none
    void dismissNotice();
    void match(const QString &receipt);                  //!< on sale(); once, further presses are ignored until there is an answer
    void matchNewSale(const QString &receipt);           //!< on a new sale of its own amount
    //! Takes it off its sale: a reason and a supervisor's PIN.
    DecisionViewModel &undo() { return m_undo; }
    void openUndo(const QString &receipt);
    void refresh();

Q_SIGNALS:
    void changed();        //!< sale, order, notice
    void listChanged();    //!< words around the list
    void unmatchedChanged();

private:
    enum class Asked { Nothing, Shown, Count };
    void onListed(const QList<direct::DirectPayment> &payments);
    void onMatched(const QString &ticket, const direct::DirectPayment &payment, const direct::SaleBalance &sale);
    void onRefused(const QString &ticket, const Failure &failure);
    bool isFree(const direct::DirectPayment &payment) const { return payment.saleId.isEmpty() && !payment.held; }
    const direct::DirectPayment *find(const QString &receipt) const;
    QString cell(const direct::DirectPayment &payment, int column) const;
    QString beginOrder();
    void countFrom(const QList<direct::DirectPayment> &payments);

    direct::DirectService &m_direct;
    const Clock &m_clock;
    Way m_way;
    QString m_user;
    DecisionViewModel m_undo;
    QList<direct::DirectPayment> m_payments;   //!< as the engine ordered them
    QString m_filter;
    bool m_matchedToo = false;
    QString m_sale;
    QString m_ticket;        //!< of the order that is on its way
    int m_tickets = 0;
    BarNotice m_notice;
    QString m_lastMatched;
    Asked m_asked = Asked::Nothing;   //!< answers carry no mark: one question at a time
    bool m_askAgain = false;
    int m_unmatched = 0;
    bool m_loaded = false;
};

} // namespace kaunta::ui
