#pragma once

#include "core/direct/direct_service.h"
#include "core/sale/sale_service.h"
#include "ui/viewmodels/bar_notice.h"

#include <QList>

namespace kaunta::ui {

//! What must be told on every page: money came without being asked for, or M-PESA's evidence took a payment away from the sale
//! that a person had put it on. Arrivals share one line, so that a busy hour does not leave a heap of bars to close.
class DirectNews final : public QObject
{
    Q_OBJECT
public:
    DirectNews(direct::DirectService &direct, sale::SaleService &sales, QObject *parent = nullptr);

    BarNotice notice() const;
    bool isUrgent() const { return !m_overtaken.isEmpty(); }   //!< a sale that counted as paid may not be any more
    void dismiss();   //!< what notice() says was read
    void seen();      //!< the page of direct payments is open: arrivals stand there

Q_SIGNALS:
    void changed();

private:
    struct Overtaken {
        direct::DirectPayment payment;
        QString fromSaleNumber;
    };
    void forget(const QString &receipt);

    QList<direct::DirectPayment> m_arrived;   //!< oldest first
    QList<Overtaken> m_overtaken;
    QStringList m_second;                     //!< receipts that an alert of their own has told
};

} // namespace kaunta::ui
