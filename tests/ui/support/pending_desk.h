#pragma once

#include "tests/ui/support/account_fakes.h"
#include "tests/ui/support/list_fakes.h"
#include "tests/ui/support/refund_fakes.h"
#include "tests/ui/support/ways.h"
#include "ui/viewmodels/pending_view_model.h"

namespace kaunta::test {

//! The Pending list over services that the test plays.
struct PendingDesk {
    TestClock clock;
    ListSales sales;
    ListRefunds refunds;
    ListAccounts account;
    ui::PendingViewModel model{{sales, refunds, account}, clock, QStringLiteral("amina"), kenya()};

    //! Both lists came.
    void list(const QList<sale::ChargeSnapshot> &charges, const QList<refund::RefundSnapshot> &goingBack = {})
    {
        Q_EMIT sales.pendingListed(charges);
        Q_EMIT refunds.refundsListed(goingBack);
    }
};

} // namespace kaunta::test
