#pragma once

#include "core/base/clock.h"
#include "core/direct/direct_service.h"
#include "ui/viewmodels/decision_view_model.h"
#include "ui/viewmodels/direct_words.h"
#include "ui/viewmodels/payments_view_model.h"
#include "ui/viewmodels/way.h"

#include <QAbstractTableModel>
#include <QList>

namespace kaunta::ui {

//! A customer shows a code: it is checked for form, looked up, and stays "claimed, not verified" until M-PESA's own record is
//! there or a manager decides. As a table: the claims that are open, oldest first.
class ClaimsViewModel final : public QAbstractTableModel
{
    Q_OBJECT
public:
    enum Column { Time, Code, Sale, ClaimedBy, State, ColumnCount };
    enum Role { CodeRole = PaymentsViewModel::ChargeIdRole, ToneRole = PaymentsViewModel::ToneRole, GlyphRole = PaymentsViewModel::GlyphRole };
    static constexpr int kCodeLength = 10;
    enum class Stage { Closed, Form, Asking };

    ClaimsViewModel(direct::DirectService &direct, const Clock &clock, const QString &user, Way way, QObject *parent = nullptr);
    void setUser(const QString &user);

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;
    int rowOf(const QString &code) const;
    QString limitsWords() const { return cannotLookUpWords(m_way); }   //!< when a code can be claimed and not looked up; empty
    bool offersLookUp() const { return limitsWords().isEmpty(); }
    QString emptyWords() const;

    Stage stage() const { return m_stage; }
    bool isOpen() const { return m_stage != Stage::Closed; }
    void open(const QString &saleNumber = {});   //!< a new code, for this sale if it is known already
    void close();                                //!< what was asked goes on
    QString sale() const { return m_sale; }
    QString code() const { return m_code; }
    void setSale(const QString &typed);
    void setCode(const QString &typed);
    QString codeProblem() const;        //!< what can never become a code; empty while it may
    QString codeHelp() const;           //!< "7 of 10"
    bool canClaim() const;
    void claim();                       //!< once; further presses are ignored until there is an answer
    void lookAgain(const QString &code);   //!< an open claim: M-PESA is asked once more
    BarNotice notice() const { return m_notice; }

    //! A manager's decision about an open claim.
    DecisionViewModel &decision() { return m_decision; }
    void openDecision(const QString &code);
    void refresh();

Q_SIGNALS:
    void changed();
    void listChanged();

private:
    void ask(const QString &code, const QString &sale);
    void onFound(const QString &ticket, const direct::DirectPayment &payment, const direct::SaleBalance &sale);
    void onRefused(const QString &ticket, const Failure &failure);
    void answered(const BarNotice &notice, bool codeDone);
    const direct::Claim *find(const QString &code) const;
    QString cell(const direct::Claim &claim, int column) const;

    direct::DirectService &m_direct;
    const Clock &m_clock;
    Way m_way;
    QString m_user;
    DecisionViewModel m_decision;
    QList<direct::Claim> m_claims;
    Stage m_stage = Stage::Closed;
    QString m_sale;
    QString m_code;
    QString m_asked;      //!< the code that is being looked up
    QString m_ticket;
    int m_tickets = 0;
    BarNotice m_notice;
    bool m_loaded = false;
};

} // namespace kaunta::ui
