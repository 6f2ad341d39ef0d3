#pragma once

#include "tests/ui/support/account_fakes.h"
#include "tests/ui/support/counter_sales.h"
#include "tests/ui/support/refund_fakes.h"
#include "tests/ui/support/ways.h"
#include "ui/viewmodels/qr_view_model.h"
#include "ui/widgets/main_window.h"

namespace kaunta::test {

//! The real window of the till over a service that the test plays.
struct Till {
    TestClock clock;
    CounterSales sales;
    ui::SaleFlow flow{sales, clock, {test::kenya(), QStringLiteral("amina"), {}}};
    ui::FrameViewModel frame{sales, clock};
    ListAccounts accounts;
    ListRefunds refunds;
    ui::QrViewModel qr{accounts};
    ui::MainWindow window{{flow, frame}, {Environment::Practice, {}, QStringLiteral("Mama Njeri Stores"), QStringLiteral("A1"), QStringLiteral("amina")}};

    Till()
    {
        window.setQr(qr);
        frame.watch(refunds);
        flow.charge().setQrOffered(true);
    }
    template <class W>
    W *find(const QString &page, const QString &name) const
    {
        const auto *parent = window.findChild<QWidget *>(page);
        return parent ? parent->findChild<W *>(name) : nullptr;
    }
    //! Fills the form and charges; the prompt is with the customer afterwards.
    sale::ChargeSnapshot promptCustomer(const QString &amount = QStringLiteral("1250"))
    {
        flow.charge().setAmount(amount);
        flow.charge().setPhone(QStringLiteral("0722000000"));
        flow.charge().setReference(QStringLiteral("INV1"));
        flow.charge().charge();
        auto charge = sales.accept(clock);
        clock.advance(std::chrono::milliseconds{900});
        return sales.prompt(charge, clock);
    }
};

} // namespace kaunta::test
