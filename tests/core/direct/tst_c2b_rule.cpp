#include "core/direct/c2b_rule.h"

#include "tests/core/direct/direct_shop.h"

#include <QTest>

using namespace kaunta;
using namespace kaunta::test;
using callbacks::ValidationReply;
using namespace std::chrono_literals;

namespace {

callbacks::C2bPayment asked(const QString &reference, qint64 shillings = 100)
{
    callbacks::C2bPayment payment;
    payment.receipt = u"SKE52PAWR9"_s;
    payment.amount = Money::fromWhole(shillings);
    payment.billReference = reference;
    return payment;
}

void openSalesOnly(Profile &profile)
{
    profile.settings.insert(u"c2b-validation"_s, u"open-sales"_s);
}

} // namespace

class TestC2bRule : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void theRuleIsATable_data()
    {
        QTest::addColumn<QString>("setting");
        QTest::addColumn<bool>("till");
        QTest::addColumn<int>("lacks");   // 0: no such sale
        QTest::addColumn<bool>("exactly");
        QTest::addColumn<bool>("readable");
        QTest::addColumn<int>("reply");
        using R = ValidationReply;
        QTest::newRow("no setting takes all") << u""_s << false << 0 << false << true << int(R::Accept);
        QTest::newRow("all takes all, readable or not") << u"all"_s << false << 0 << false << false << int(R::Accept);
        QTest::newRow("a till has no references") << u"open-sales"_s << true << 0 << false << true << int(R::Accept);
        QTest::newRow("no such sale") << u"open-sales"_s << false << 0 << false << true << int(R::WrongReference);
        QTest::newRow("just what it lacks") << u"open-sales"_s << false << 100 << false << true << int(R::Accept);
        QTest::newRow("a part") << u"open-sales"_s << false << 150 << false << true << int(R::Accept);
        QTest::newRow("too much") << u"open-sales"_s << false << 99 << false << true << int(R::WrongAmount);
        QTest::newRow("a prompt is paid in full") << u"open-sales"_s << false << 150 << true << true << int(R::WrongAmount);
        QTest::newRow("cannot be looked up") << u"open-sales"_s << false << 100 << false << false << int(R::Refuse);
    }
    void theRuleIsATable()
    {
        QFETCH(QString, setting);
        QFETCH(bool, till);
        QFETCH(int, lacks);
        QFETCH(bool, exactly);
        QFETCH(bool, readable);
        QFETCH(int, reply);
        Profile profile = practiceProfile();
        profile.settings.insert(u"c2b-validation"_s, setting);
        profile.type = till ? AccountType::Till : AccountType::Paybill;
        const auto due = lacks > 0 ? std::optional(direct::OpenDue{Money::fromWhole(lacks), exactly}) : std::nullopt;
        QCOMPARE(int(direct::judgeC2b(profile, Money::fromWhole(100), due, readable)), reply);
    }

    void aPromptsOwnReferenceIsAccepted()
    {
        DirectShop shop(openSalesOnly);
        const QString id = shop.prompted();
        const QString reference = QString::fromLatin1(shop.wireReference(id));
        QCOMPARE(shop.direct().validate(asked(reference)), ValidationReply::Accept);
        QCOMPARE(shop.direct().validate(asked(reference.toLower())), ValidationReply::Accept);
        QCOMPARE(shop.direct().validate(asked(reference, 99)), ValidationReply::WrongAmount);
        QCOMPARE(shop.direct().validate(asked(u"RENT"_s)), ValidationReply::WrongReference);
        QCOMPARE(shop.direct().validate(asked({})), ValidationReply::WrongReference);
    }

    void theNumberOfASaleIsAcceptedUntilItIsPaid()
    {
        DirectShop shop(openSalesOnly);
        const QString sale = shop.unpaidSale();
        QCOMPARE(shop.ledger.sale(sale)->number, u"A1-0001"_s);
        for (const QString &typed : {u"A1-0001"_s, u"a1 1"_s, u"A10001"_s})
            QCOMPARE(shop.direct().validate(asked(typed)), ValidationReply::Accept);
        for (const QString &typed : {u"A1-0002"_s, u"A1"_s, u"0001"_s, u"A1-1X"_s})
            QCOMPARE(shop.direct().validate(asked(typed)), ValidationReply::WrongReference);
        QCOMPARE(shop.direct().validate(asked(u"A1-0001"_s, 40)), ValidationReply::Accept);
        QCOMPARE(shop.direct().validate(asked(u"A1-0001"_s, 101)), ValidationReply::WrongAmount);
        shop.c2b({});
        shop.direct().match(u"t"_s, u"SKE52PAWR9"_s, sale, u"cashier"_s);
        QCOMPARE(shop.direct().validate(asked(u"A1-0001"_s)), ValidationReply::WrongReference);
    }

    void aPromptThatWasThoughtDeadMayStillBeApproved()
    {
        DirectShop shop(openSalesOnly);
        const QString id = shop.prompted();
        shop.callback(id, "1037");
        QCOMPARE(shop.direct().validate(asked(QString::fromLatin1(shop.wireReference(id)))), ValidationReply::Accept);
    }
};

QTEST_GUILESS_MAIN(TestC2bRule)
#include "tst_c2b_rule.moc"
