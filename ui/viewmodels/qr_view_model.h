#pragma once

#include "core/enquiry/account_service.h"
#include "ui/viewmodels/bar_notice.h"

#include <QByteArray>
#include <QObject>

namespace kaunta::ui {

//! A QR code that a customer scans to pay one amount. What comes of it is a direct payment: nothing here waits for money or says
//! that it came.
class QrViewModel final : public QObject
{
    Q_OBJECT
public:
    enum class Stage { Closed, Making, Shown, Failed };

    explicit QrViewModel(enquiry::AccountService &accounts, QObject *parent = nullptr);

    Stage stage() const { return m_stage; }
    bool isOpen() const { return m_stage != Stage::Closed; }
    bool canTryAgain() const { return m_stage == Stage::Failed; }
    QByteArray png() const { return m_png; }         //!< empty unless it is shown
    QString amountText() const { return m_amount.toDisplay(); }
    QString referenceText() const { return m_reference; }
    QString todo() const;                            //!< what to do now
    QString arrives() const;                         //!< how the money comes
    BarNotice notice() const { return m_notice; }    //!< why there is no code

    void show(const Money &amount, const QString &reference);
    void tryAgain();
    void close();

Q_SIGNALS:
    void changed();

private:
    void ask();
    void fail(const BarNotice &notice);

    enquiry::AccountService &m_accounts;
    Stage m_stage = Stage::Closed;
    Money m_amount;
    QString m_reference;
    QByteArray m_png;
    QString m_ticket;   //!< of the code that is being made
    int m_tickets = 0;
    BarNotice m_notice;
};

} // namespace kaunta::ui
