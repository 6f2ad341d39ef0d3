#pragma once

#include "core/refund/refund_service.h"
#include "tests/support/test_clock.h"

#include <QStringList>

namespace kaunta::test {

//! Remembers what was asked; a test answers by emitting the signals.
class ListRefunds final : public refund::RefundService
{
public:
    using RefundService::RefundService;
    void mayRefund(const QString &receipt) override { asked << QStringLiteral("may ") + receipt; }
    void refund(const refund::RefundOrder &order) override
    {
        asked << QStringLiteral("refund ") + order.receipt;
        orders << order;
    }
    void checkNow(const QString &refundId) override { asked << QStringLiteral("check ") + refundId; }
    void listRefunds(const QDateTime &) override { asked << QStringLiteral("list"); }
    void decide(const QString &ticket, const QString &refundId, bool moneyWentBack, const QString &reason, const QString &user, const QString &grant) override
    {
        asked << QStringLiteral("decide %1 %2 %3 %4 %5").arg(refundId, moneyWentBack ? QStringLiteral("back") : QStringLiteral("not back"), reason, user, grant);
        decisionTicket = ticket;
    }
    void askInitiator() override { asked << QStringLiteral("initiator"); }
    void allowInitiator(const QString &ticket, const QString &reason, const QString &user, const QString &grant) override
    {
        asked << QStringLiteral("allow %1 %2 %3").arg(reason, user, grant);
        decisionTicket = ticket;
    }

    QStringList asked;
    QList<refund::RefundOrder> orders;
    QString decisionTicket;
};

//! 2026-11-22 11:00 in the shop: the test clock's start.
inline QDateTime refundNoon()
{
    return QDateTime(QDate(2026, 11, 22), QTime(8, 0), Qt::UTC);
}

inline refund::RefundOffer someOffer(const QString &receipt = QStringLiteral("TESTK01QX1"))
{
    refund::RefundOffer offer;
    offer.receipt = receipt;
    offer.saleId = QStringLiteral("s1");
    offer.saleNumber = QStringLiteral("A1-0142");
    offer.amount = Money::fromWhole(1250);
    offer.phoneMasked = QStringLiteral("0722 … 000");
    offer.paidAt = refundNoon().addSecs(-1800);
    offer.possible = true;
    return offer;
}

//! An invented refund, asked for `minutesAgo` and in a state that goes with its times.
inline refund::RefundSnapshot someRefund(const QString &id, refund::Status status, qint64 shillings = 1250, int minutesAgo = 5)
{
    using refund::Status;
    refund::RefundSnapshot refund;
    refund.refundId = id;
    refund.saleId = QStringLiteral("sale-") + id;
    refund.saleNumber = QStringLiteral("A1-0") + id.right(3).rightJustified(3, u'0');
    refund.receipt = QStringLiteral("TESTK") + id.rightJustified(5, u'0');
    refund.amount = Money::fromWhole(shillings);
    refund.phoneMasked = QStringLiteral("0722 … 000");
    refund.reason = QStringLiteral("Goods returned");
    refund.requestedBy = QStringLiteral("amina");
    refund.approvedBy = QStringLiteral("njeri");
    refund.state.status = status;
    refund.state.attempt = 1;
    refund.canAsk = true;
    refund.journaledAt = refundNoon().addSecs(-60 * minutesAgo);
    refund.timeline = {{refund.journaledAt, QStringLiteral("refund.approved"), {}, {}}};
    if (status != Status::Journaled && status != Status::NotSent) {
        refund.acceptedAt = refund.journaledAt.addSecs(1);
        refund.timeline << sale::TimelineEntry{refund.acceptedAt, QStringLiteral("refund.accepted"), QStringLiteral("0"), QStringLiteral("Accept the service request successfully.")};
    }
    if (!refund::isOpen(status))
        refund.settledAt = refund.journaledAt.addSecs(40);
    if (status == Status::Done) {
        refund.state.evidence = refund::Evidence::Result;
        refund.state.reversalReceipt = QStringLiteral("TESTR") + id.rightJustified(5, u'0');
        refund.timeline << sale::TimelineEntry{refund.settledAt, QStringLiteral("refund.done"), QStringLiteral("0"), {}};
    }
    if (status == Status::Refused) {
        refund.state.evidence = refund::Evidence::Result;
        refund.state.reason = QStringLiteral("1");
        refund.explanation.says = "The shop's M-PESA account has too little money.";
        refund.explanation.next = "Put money in, then start the refund again.";
        refund.timeline << sale::TimelineEntry{refund.settledAt, QStringLiteral("refund.refused"), QStringLiteral("1"), QStringLiteral("The balance is insufficient for the transaction.")};
    }
    if (status == Status::Accepted || status == Status::Unknown)
        refund.nextCheckAt = refundNoon().addSecs(18);
    return refund;
}

} // namespace kaunta::test
