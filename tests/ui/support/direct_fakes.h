#pragma once

#include "core/direct/direct_service.h"
#include "tests/support/test_clock.h"

#include <QStringList>

namespace kaunta::test {

//! Remembers what was asked; a test answers by emitting the signals.
class ListDirect final : public direct::DirectService
{
public:
    using DirectService::DirectService;
    void list(const direct::Search &search) override
    {
        asked << QStringLiteral("list '%1' for '%2'%3").arg(search.text, search.forSale, search.matchedToo ? QStringLiteral(" all") : QString());
    }
    void match(const QString &mark, const QString &receipt, const QString &sale, const QString &user) override
    {
        note(mark, QStringLiteral("match %1 %2 %3").arg(receipt, sale, user));
    }
    void matchNewSale(const QString &mark, const QString &receipt, const QString &reference, const QString &user) override
    {
        note(mark, QStringLiteral("new %1 %2 %3").arg(receipt, reference, user));
    }
    void undo(const QString &mark, const QString &receipt, const QString &reason, const QString &user, const QString &grant) override
    {
        note(mark, QStringLiteral("undo %1 %2 %3 %4").arg(receipt, reason, user, grant));
    }
    void claim(const QString &mark, const QString &code, const QString &sale, const QString &user) override
    {
        note(mark, QStringLiteral("claim %1 %2 %3").arg(code, sale, user));
    }
    void decideClaim(const QString &mark, const QString &code, bool accept, const QString &reason, const QString &user, const QString &grant) override
    {
        note(mark, QStringLiteral("decide %1 %2 %3 %4 %5").arg(code, accept ? QStringLiteral("yes") : QStringLiteral("no"), reason, user, grant));
    }
    void listClaims() override { asked << QStringLiteral("claims"); }

    void refuse(FailureCode code, const QString &detail = {}) { Q_EMIT directRefused(ticket, {code, detail}); }
    //! What was asked beside lists.
    QStringList orders() const
    {
        QStringList found;
        for (const QString &what : asked)
            if (!what.startsWith(QStringLiteral("list ")) && what != QStringLiteral("claims"))
                found << what;
        return found;
    }

    QStringList asked;
    QString ticket;   //!< of the last order

private:
    void note(const QString &mark, const QString &what)
    {
        ticket = mark;
        asked << what;
    }
};

//! 2026-11-22 11:00 in the shop: the test clock's start.
inline QDateTime directNoon()
{
    return QDateTime(QDate(2026, 11, 22), QTime(8, 0), Qt::UTC);
}

//! On no sale; came `minutesAgo`.
inline direct::DirectPayment someDirect(const QString &receipt, qint64 shillings = 300, int minutesAgo = 5)
{
    direct::DirectPayment payment;
    payment.receipt = receipt;
    payment.amount = Money::fromWhole(shillings);
    payment.at = directNoon().addSecs(-60 * minutesAgo);
    payment.payer = QStringLiteral("JOHN");
    payment.phoneEnd = QStringLiteral("126");
    payment.evidence = sale::Evidence::C2b;
    return payment;
}

//! The same, put on a sale.
inline direct::DirectPayment onSale(direct::DirectPayment payment, const QString &number = QStringLiteral("A1-0142"))
{
    payment.saleId = QStringLiteral("sale-") + number;
    payment.saleNumber = number;
    payment.matchedBy = QStringLiteral("amina");
    payment.matchedAt = directNoon();
    return payment;
}

inline direct::SaleBalance someBalanceOf(const QString &number, qint64 due, qint64 paid)
{
    using State = direct::SaleBalance::State;
    const State state = paid == 0 ? State::Unpaid : paid < due ? State::PartPaid : paid == due ? State::Paid : State::Overpaid;
    return {QStringLiteral("sale-") + number, number, state, Money::fromWhole(due), Money::fromWhole(paid)};
}

inline direct::Claim someClaim(const QString &code, const QString &number = QStringLiteral("A1-0142"), int minutesAgo = 5)
{
    return {code, QStringLiteral("sale-") + number, number, QStringLiteral("amina"), directNoon().addSecs(-60 * minutesAgo)};
}

} // namespace kaunta::test
