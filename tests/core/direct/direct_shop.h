#pragma once

#include "core/direct/direct_engine.h"
#include "tests/core/sale/shop_floor.h"

namespace kaunta::test {

//! Answers as M-PESA's records would, when the test says so.
class FakeLookup final : public enquiry::ReceiptLookup
{
public:
    void lookUp(const QString &receipt, const QString &, QObject *, LookedUp done) override
    {
        asked << receipt;
        m_done = std::move(done);
    }
    void answer(Outcome outcome) { std::exchange(m_done, {})(outcome); }
    QStringList asked;

private:
    LookedUp m_done;
};

//! A shop that takes direct payments too.
class DirectShop : public ShopFloor
{
public:
    explicit DirectShop(const std::function<void(Profile &)> &tune = {}) : ShopFloor(tune)
    {
        whenOpened = [this] { openDirect(); };
        whenClosing = [this] { m_direct.reset(); };
        openDirect();
    }
    direct::DirectEngine &direct() { return *m_direct; }

    struct C2b {
        QByteArray receipt = "SKE52PAWR9";
        QByteArray amount = "100.00";
        QByteArray reference = "";
        QByteArray phone = "2547 ***** 000";
        QByteArray time = "20261122110000";   // the test's clock starts at 08:00 UTC, which is 11:00 in Nairobi
    };
    //! A C2B confirmation as Safaricom would post it.
    void c2b(const C2b &told)
    {
        const QByteArray body = R"({"TransactionType":"Pay Bill","TransID":")" + told.receipt + R"(","TransTime":")" + told.time + R"(","TransAmount":")" + told.amount
            + R"(","BusinessShortCode":"174379","BillRefNumber":")" + told.reference
            + R"(","InvoiceNumber":"","OrgAccountBalance":"","ThirdPartyTransID":"","MSISDN":")" + told.phone
            + R"(","FirstName":"JOHN","MiddleName":"","LastName":""})";
        if (!inbox().store(m_direct->confirmationToken(), body, u"test"_s))
            qFatal("the inbox does not take a confirmation");
        settle();
    }
    providers::PulledPayment pulled(const QString &receipt = u"SKE52PAWR9"_s, const QString &phone = u"254722000000"_s, const QString &reference = {}, qint64 shillings = 100)
    {
        return {receipt, clock.nowUtc(), Money::fromWhole(shillings), phone, u"JOHN"_s, reference};
    }
    enquiry::PullOutcome pull(const QList<providers::PulledPayment> &records)
    {
        const auto outcome = m_direct->takePulled(records);
        settle();
        return outcome;
    }
    //! A prompt that M-PESA took.
    QString prompted(const QString &phone = u"0722000000"_s, qint64 shillings = 100)
    {
        const QString id = charge(phone, shillings);
        accept();
        return id;
    }
    QByteArray wireReference(const QString &chargeId) const { return ledger.charge(chargeId)->wireReference.toLatin1(); }
    QString saleOf(const QString &chargeId) const { return ledger.charge(chargeId)->saleId; }
    //! A sale that its customer has not paid: the prompt was declined.
    QString unpaidSale(const QString &phone = u"0733000000"_s, qint64 shillings = 100)
    {
        const QString id = prompted(phone, shillings);
        callback(id, "1032");
        return saleOf(id);
    }
    direct::DirectPayment shown(const QString &receipt)
    {
        listed.clear();
        m_direct->list({receipt, {}, true, 200});
        return listed.isEmpty() ? direct::DirectPayment{} : listed.first();
    }
    FailureCode lastRefusal() const { return refused.isEmpty() ? FailureCode::Usage : refused.last().code; }

    FakeLookup lookup;
    QList<direct::DirectPayment> listed;
    QList<direct::DirectPayment> arrived;
    QList<std::pair<direct::DirectPayment, direct::SaleBalance>> matched;
    QList<std::pair<QString, QString>> overtaken;   // receipt, from sale number
    QList<std::pair<QString, direct::SaleBalance>> found;   // ticket
    QList<direct::Claim> open;
    QList<std::pair<direct::Claim, bool>> decided;
    QList<Failure> refused;

private:
    void openDirect()
    {
        using direct::DirectService;
        m_direct = std::make_unique<direct::DirectEngine>(direct::DirectParts{profile, ledger, reader(), engine(), clock, random, &approvals});
        m_direct->askThrough(&lookup);
        QObject::connect(m_direct.get(), &DirectService::directListed, [this](const QList<direct::DirectPayment> &payments) { listed = payments; });
        QObject::connect(m_direct.get(), &DirectService::directArrived, [this](const direct::DirectPayment &payment) { arrived << payment; });
        QObject::connect(m_direct.get(), &DirectService::directMatched,
                         [this](const QString &, const direct::DirectPayment &payment, const direct::SaleBalance &sale) { matched << std::pair(payment, sale); });
        QObject::connect(m_direct.get(), &DirectService::matchOvertaken,
                         [this](const direct::DirectPayment &payment, const QString &from) { overtaken << std::pair(payment.receipt, from); });
        QObject::connect(m_direct.get(), &DirectService::claimFound,
                         [this](const QString &ticket, const direct::DirectPayment &, const direct::SaleBalance &sale) { found << std::pair(ticket, sale); });
        QObject::connect(m_direct.get(), &DirectService::claimOpen, [this](const QString &, const direct::Claim &claim) { open << claim; });
        QObject::connect(m_direct.get(), &DirectService::claimDecided, [this](const QString &, const direct::Claim &claim, bool yes) { decided << std::pair(claim, yes); });
        QObject::connect(m_direct.get(), &DirectService::directRefused, [this](const QString &, const Failure &failure) { refused << failure; });
    }

    std::unique_ptr<direct::DirectEngine> m_direct;
};

} // namespace kaunta::test
