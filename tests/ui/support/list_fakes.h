#pragma once

#include "core/practice/handset.h"
#include "core/profile/settings_service.h"
#include "core/sale/sale_service.h"
#include "tests/support/test_clock.h"

#include <QStringList>

namespace kaunta::test {

//! Remembers what was asked; a test answers by emitting the signals.
class ListSales final : public sale::SaleService
{
public:
    using SaleService::SaleService;
    void charge(const sale::ChargeOrder &) override { asked << QStringLiteral("charge"); }
    void stopWaiting(const QString &id) override { asked << QStringLiteral("stop ") + id; }
    void checkNow(const QString &id) override { asked << QStringLiteral("check ") + id; }
    void listPending() override { asked << QStringLiteral("pending"); }
    void listSince(const QDateTime &since) override
    {
        asked << QStringLiteral("since");
        sinceAsked = since;
    }
    void askResend(const QString &id) override { asked << QStringLiteral("resend ") + id; }
    void decide(const QString &ticket, const QString &chargeId, bool acceptAsPaid, const QString &reason, const QString &user, const QString &grant) override
    {
        asked << QStringLiteral("decide %1 %2 %3 %4 %5").arg(chargeId, acceptAsPaid ? QStringLiteral("accept") : QStringLiteral("close"), reason, user, grant);
        decisionTicket = ticket;
    }

    QStringList asked;
    QDateTime sinceAsked;
    QString decisionTicket;
};

//! An invented charge, settled as told. `minutesAgo` counts from 2026-11-22 08:00 UTC, the test clock's start.
inline sale::ChargeSnapshot someCharge(const QString &id, sale::Status status, qint64 shillings = 1250, int minutesAgo = 5)
{
    const QDateTime now(QDate(2026, 11, 22), QTime(8, 0), Qt::UTC);
    sale::ChargeSnapshot charge;
    charge.chargeId = id;
    charge.saleId = QStringLiteral("sale-") + id;
    charge.saleNumber = QStringLiteral("A1-0") + id.right(3).rightJustified(3, u'0');
    charge.amount = Money::fromWhole(shillings);
    charge.phoneMasked = QStringLiteral("0722 … 000");
    charge.reference = QStringLiteral("INV") + id;
    charge.user = QStringLiteral("cashier");
    charge.state.status = status;
    charge.state.attempt = 1;
    charge.hasCheckoutId = true;
    charge.journaledAt = now.addSecs(-60 * minutesAgo);
    charge.acceptedAt = charge.journaledAt.addSecs(1);
    return charge;
}

class ListSettings final : public SettingsService
{
public:
    using SettingsService::SettingsService;
    QString keychainName() const override { return QStringLiteral("GNOME Keyring"); }
    void listProfiles() override { asked << QStringLiteral("list"); }
    void loadProfile(const QString &name) override { asked << QStringLiteral("load ") + name; }
    void saveProfile(const Profile &profile, bool isNew) override
    {
        asked << (isNew ? QStringLiteral("add ") : QStringLiteral("save ")) + profile.name;
        saved = profile;
    }
    void selectProfile(const QString &name) override { asked << QStringLiteral("select ") + name; }
    void listSecrets(const QString &profile) override { asked << QStringLiteral("secrets ") + profile; }
    void storeSecret(const QString &profile, const QString &key, const QByteArray &value) override
    {
        asked << QStringLiteral("store %1 %2").arg(profile, key);
        lastSecret = value;
    }
    void clearSecret(const QString &profile, const QString &key) override { asked << QStringLiteral("clear %1 %2").arg(profile, key); }
    void runTests(const QString &profile) override { asked << QStringLiteral("test ") + profile; }
    void askAppearance() override { asked << QStringLiteral("appearance"); }
    void setAppearance(const Appearance &appearance) override
    {
        asked << QStringLiteral("look");
        Q_EMIT appearanceTold(appearance);
    }

    QStringList asked;
    Profile saved;
    QByteArray lastSecret;
};

//! A sandbox shop that validate() accepts.
inline Profile someProfile()
{
    Profile profile;
    profile.id = QStringLiteral("0123456789abcdef0123456789abcdef");
    profile.name = QStringLiteral("duka");
    profile.provider = QStringLiteral("daraja");
    profile.environment = Environment::Sandbox;
    profile.shortCode = QStringLiteral("174379");
    profile.callbackUrl = QUrl(QStringLiteral("https://pay.duka.example/hooks"));
    profile.settings = {{QStringLiteral("shop"), QStringLiteral("Mama Njeri Stores")}, {QStringLiteral("till-id"), QStringLiteral("A1")}};
    return profile;
}

class ListHandset final : public practice::Handset
{
public:
    using Handset::Handset;
    QList<practice::Prompt> prompts() const override { return waiting; }
    void answer(const QString &id, practice::HandsetAnswer given) override
    {
        answeredIds << id;
        answers << given;
    }
    void payShop(const QString &phone, qint64 amount, const QString &reference) override { paid << QStringLiteral("%1 %2 '%3'").arg(phone).arg(amount).arg(reference); }
    void set(const QList<practice::Prompt> &prompts)
    {
        waiting = prompts;
        Q_EMIT promptsChanged();
    }

    QList<practice::Prompt> waiting;
    QStringList answeredIds;
    QList<practice::HandsetAnswer> answers;
    QStringList paid;
};

inline practice::Prompt somePrompt(const QString &id, const QString &amount = QStringLiteral("100"))
{
    practice::Prompt prompt;
    prompt.id = id;
    prompt.phone = QStringLiteral("254722000000");
    prompt.amount = amount;
    prompt.shop = QStringLiteral("Duka la Mazoezi");
    prompt.reference = QStringLiteral("INV1A17QX2");
    prompt.endsAt = QDateTime(QDate(2026, 11, 22), QTime(8, 1), Qt::UTC);
    return prompt;
}

} // namespace kaunta::test
