#pragma once

#include "core/base/clock.h"
#include "core/enquiry/account_service.h"
#include "core/enquiry/found_payments.h"

#include <QPointer>
#include <QSet>
#include <functional>

namespace kaunta::enquiry {

//! One run through M-PESA's list of payments, page by page. M-PESA's documents give an offset and no size of a page, so a run
//! goes on until a page brings nothing new. Every page has been given to FoundPayments before anybody is told of it.
class PullRun final : public QObject
{
    Q_OBJECT
public:
    static constexpr int kMostHours = 48;   //!< what M-PESA keeps
    static constexpr int kMostPages = 500;  //!< no shop has more in two days: a list that never ends is an error

    PullRun(providers::PaymentProvider &provider, FoundPayments &found, QObject *parent) : QObject(parent), m_provider(provider), m_found(found) {}

    bool isRunning() const { return m_running; }
    const PullSnapshot &snapshot() const { return m_shot; }
    //! Was this receipt in the list of this run, as far as it has come?
    bool saw(const QString &receipt) const { return m_seen.contains(receipt); }
    void start(const QDateTime &now, int hours);

Q_SIGNALS:
    void changed();   //!< snapshot() did; after the last one isRunning() is false

private:
    void askPage();
    void onPage(const providers::PullAnswer &answer);
    void finish(PullSnapshot::Outcome outcome);

    providers::PaymentProvider &m_provider;
    FoundPayments &m_found;
    PullSnapshot m_shot;
    QSet<QString> m_seen;
    int m_offset = 0;
    int m_pages = 0;
    bool m_running = false;
};

} // namespace kaunta::enquiry
