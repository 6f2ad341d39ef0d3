#pragma once

#include "tests/support/test_clock.h"
#include "core/sale/sale_service.h"

#include <QStringList>

namespace kaunta::test {

//! The till's service as the counter sees it: keeps every order, and answers when and as the test says.
class CounterSales final : public sale::SaleService
{
public:
    using SaleService::SaleService;
    void charge(const sale::ChargeOrder &order) override { orders << order; }
    void stopWaiting(const QString &id) override { asked << QStringLiteral("stop ") + id; }
    void checkNow(const QString &id) override { asked << QStringLiteral("check ") + id; }
    void listPending() override { asked << QStringLiteral("pending"); }
    void listSince(const QDateTime &) override { asked << QStringLiteral("since"); }
    void askResend(const QString &id) override { asked << QStringLiteral("resend ") + id; }

    //! Journaled, on its way.
    sale::ChargeSnapshot accept(const Clock &clock, const QString &id = QStringLiteral("c1"))
    {
        const sale::ChargeOrder &order = orders.last();
        sale::ChargeSnapshot charge;
        charge.chargeId = id;
        charge.saleId = order.saleId.isEmpty() ? QStringLiteral("s1") : order.saleId;
        charge.saleNumber = QStringLiteral("A1-0142");
        charge.amount = order.amount;
        charge.phoneMasked = order.phone.masked();
        charge.reference = order.reference;
        charge.user = order.user;
        charge.state.status = sale::Status::Journaled;
        charge.state.attempt = 1;
        charge.journaledAt = clock.nowUtc();
        charge.timeline = {{clock.nowUtc(), QStringLiteral("charge.confirmed"), {}, {}}};
        Q_EMIT charged(order.ticket, charge);
        return charge;
    }
    //! M-PESA took the prompt.
    sale::ChargeSnapshot prompt(sale::ChargeSnapshot charge, const Clock &clock)
    {
        charge.state.status = sale::Status::Prompted;
        charge.hasCheckoutId = true;
        charge.acceptedAt = clock.nowUtc();
        charge.nextCheckAt = clock.nowUtc().addSecs(8);
        charge.timeline << sale::TimelineEntry{clock.nowUtc(), QStringLiteral("charge.push_accepted"), {}, {}};
        Q_EMIT chargeChanged(charge);
        return charge;
    }
    sale::ChargeSnapshot settle(sale::ChargeSnapshot charge, const Clock &clock, sale::Status status, const QString &receipt = {})
    {
        charge.state.status = status;
        charge.state.receipt = receipt;
        if (status == sale::Status::Paid)
            charge.state.evidence = receipt.isEmpty() ? sale::Evidence::Query : sale::Evidence::Callback;
        charge.settledAt = clock.nowUtc();
        Q_EMIT chargeChanged(charge);
        return charge;
    }
    void refuse(FailureCode code, std::chrono::seconds countdown = std::chrono::seconds{0}, const sale::ChargeSnapshot &open = {})
    {
        Q_EMIT refused({orders.last().ticket, {code, {}}, open, countdown});
    }

    QList<sale::ChargeOrder> orders;
    QStringList asked;
};

} // namespace kaunta::test
