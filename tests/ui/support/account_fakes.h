#pragma once

#include "core/enquiry/account_service.h"

#include <QStringList>

namespace kaunta::test {

//! Remembers what was asked; a test answers by emitting the signals.
class ListAccounts final : public enquiry::AccountService
{
public:
    using AccountService::AccountService;
    void askBalance(const QString &ticket, const QString &user) override
    {
        asked << QStringLiteral("balance ") + user;
        lastTicket = ticket;
    }
    void listBalances(const QString &user, int limit) override { asked << QStringLiteral("list %1 %2").arg(user).arg(limit); }
    void askStatus(const QString &ticket, const QString &receipt, const QString &) override
    {
        asked << QStringLiteral("status ") + receipt;
        lastTicket = ticket;
    }
    void pull(const QString &ticket, int hours, const QString &) override
    {
        asked << QStringLiteral("pull %1").arg(hours);
        lastTicket = ticket;
    }
    void makeQr(const QString &ticket, const Money &amount, const QString &reference) override
    {
        asked << QStringLiteral("qr %1 %2").arg(amount.toPlain(), reference);
        lastTicket = ticket;
    }

    QStringList asked;
    QString lastTicket;
};

inline enquiry::AccountLine someAccount(const QString &name, qint64 shillings, qint64 reserved = 0)
{
    return {name, Money::fromWhole(shillings), Money::fromWhole(shillings), Money::fromWhole(reserved), Money::fromWhole(0)};
}

//! An answer of M-PESA, `minutesAgo` before 2026-11-22 08:00 UTC, the test clock's start.
inline enquiry::BalanceSnapshot someBalance(const QString &id, int minutesAgo = 4, enquiry::AskState state = enquiry::AskState::Answered)
{
    const QDateTime now(QDate(2026, 11, 22), QTime(8, 0), Qt::UTC);
    enquiry::BalanceSnapshot balance;
    balance.enquiryId = id;
    balance.state = state;
    balance.askedBy = QStringLiteral("njeri");
    balance.askedAt = now.addSecs(-60 * minutesAgo - 12);
    if (state != enquiry::AskState::Answered)
        return balance;
    balance.asOf = now.addSecs(-60 * minutesAgo);
    balance.accounts = {someAccount(QStringLiteral("Working Account"), 700000 - minutesAgo), someAccount(QStringLiteral("Float Account"), 0),
                        someAccount(QStringLiteral("Utility Account"), 228037, 1250), someAccount(QStringLiteral("Charges Paid Account"), -1540),
                        someAccount(QStringLiteral("Organization Settlement Account"), 0)};
    return balance;
}

} // namespace kaunta::test
