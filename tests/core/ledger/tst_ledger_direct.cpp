#include "tests/core/ledger/both_ledgers.h"

using namespace kaunta;
using namespace kaunta::ledger;
using namespace kaunta::ledger::test;

//! What every ledger must do with payments that nobody asked for and with codes that customers show.
class TestLedgerDirect final : public BothLedgersTest
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase_data() { bothKinds(); }
    void init() { openLedger(); }

    void aDirectPaymentIsMatchedTakenBackAndTakenOver()
    {
        put({newSale(u"1"_s), newSale(u"2"_s), about(direct(u"SKD1ABCDEF"_s, u"D1"_s), payer())});
        QCOMPARE(ledger().payment(u"SKD1ABCDEF"_s), std::optional(direct(u"SKD1ABCDEF"_s, u"D1"_s)));
        QCOMPARE(ledger().person(u"D1"_s), std::optional(payer()));
        QVERIFY(!ledger().personByMsisdn({}));
        PaymentRecord payment = direct(u"SKD1ABCDEF"_s, u"D1"_s);
        payment.saleId = u"S1"_s;
        payment.matchedBy = u"cashier"_s;
        payment.matchedAt = at(50);
        put({about(payment)});
        QCOMPARE(ledger().payment(payment.receipt), std::optional(payment));
        QCOMPARE(ids(ledger().paymentsOfSale(u"S1"_s)), QStringList{payment.receipt});
        payment.saleId = u"S2"_s; // to another sale
        put({about(payment)});
        QCOMPARE(ids(ledger().paymentsOfSale(u"S2"_s)), QStringList{payment.receipt});
        QVERIFY(ledger().paymentsOfSale(u"S1"_s).isEmpty());
        put({about(direct(u"SKD1ABCDEF"_s, u"D1"_s))}); // undone
        QVERIFY(ledger().paymentsOfSale(u"S2"_s).isEmpty());
        put({about(payment)});
        payment.saleId = u"S1"_s; // its own charge names the receipt: that is stronger
        payment.chargeId = u"C1"_s;
        payment.matchedBy.clear();
        payment.matchedAt = {};
        put({about(payment)});
        QCOMPARE(ledger().payment(payment.receipt), std::optional(payment));
        QCOMPARE(ids(ledger().paymentsOfSale(u"S1"_s)), QStringList{payment.receipt});
        QVERIFY(ledger().directPayments(at(0), 10, true).isEmpty());
        for (const auto &[saleId, chargeId] : {std::pair{u"S2"_s, u"C1"_s}, {u"S1"_s, u"C2"_s}, {u"S1"_s, QString()}, {QString(), u"C1"_s}}) {
            PaymentRecord other = payment; // and from then on it stays where it is
            other.saleId = saleId;
            other.chargeId = chargeId;
            refused({about(other)}, LedgerError::Conflict);
        }
        QCOMPARE(ledger().payment(payment.receipt), std::optional(payment));
    }

    void aReceiptKeepsItsAmount()
    {
        put({newSale(u"1"_s), about(direct())});
        PaymentRecord other = direct();
        other.amount = Money::fromMinor(125001);
        refused({about(other)}, LedgerError::Conflict);
        other.amount = Money::fromMinor(125000, Currency::ETB);
        refused({about(other)}, LedgerError::Conflict);
        other = direct();
        other.saleId = u"S1"_s;
        other.chargeId = u"C1"_s;
        other.amount = Money::fromMinor(1);
        refused({about(other)}, LedgerError::Conflict);
        other = direct();
        other.saleId = u"S9"_s;
        refused({about(other)}, LedgerError::Other);
    }

    void directPaymentsAreListedNewestFirst()
    {
        paidSale();
        const auto arrived = [](const QString &receipt, int second, const QString &saleId = {}) {
            PaymentRecord payment = direct(receipt);
            payment.at = second < 0 ? QDateTime() : at(second);
            payment.saleId = saleId;
            return about(payment);
        };
        put({arrived(u"A"_s, 100), arrived(u"B"_s, 300), arrived(u"C"_s, 200, u"S1"_s), arrived(u"D"_s, 200), arrived(u"E"_s, -1)});
        QCOMPARE(ids(ledger().directPayments(at(0), 10, false)), (QStringList{u"B"_s, u"D"_s, u"A"_s}));
        QCOMPARE(ids(ledger().directPayments(at(0), 10, true)), (QStringList{u"B"_s, u"D"_s, u"C"_s, u"A"_s}));
        QCOMPARE(ids(ledger().directPayments(at(200), 10, true)), (QStringList{u"B"_s, u"D"_s, u"C"_s}));
        QCOMPARE(ids(ledger().directPayments(at(201), 10, true)), (QStringList{u"B"_s}));
        QCOMPARE(ids(ledger().directPayments(at(0), 2, false)), (QStringList{u"B"_s, u"D"_s}));
        QCOMPARE(ids(ledger().paymentsOfSale(u"S1"_s)), (QStringList{u"SKL1ABCDEF"_s, u"C"_s}));
        put({arrived(u"B"_s, 50)}); // better known: it was earlier
        QCOMPARE(ids(ledger().directPayments(at(0), 10, false)), (QStringList{u"D"_s, u"A"_s, u"B"_s}));
    }

    void aCodeIsClaimedForOneSale()
    {
        paidSale();
        paidSale(u"2"_s, u"SKL2ABCDEF"_s);
        ClaimRecord claim = ledger::test::claim();
        claim.chargeId = u"C1"_s;
        put({about(claim), about(ledger::test::claim(u"B"_s)), about(ledger::test::claim(u"A"_s))});
        QCOMPARE(ledger().claim(u"SKX1ABCDEF"_s), std::optional(claim));
        QCOMPARE(ids(ledger().claims(ClaimRecord::State::Open, 10)), (QStringList{u"SKX1ABCDEF"_s, u"B"_s, u"A"_s}));
        QCOMPARE(ids(ledger().claims(ClaimRecord::State::Open, 1)), QStringList{u"SKX1ABCDEF"_s});
        refused({about(ledger::test::claim(u"SKX1ABCDEF"_s, u"S2"_s))}, LedgerError::Conflict);
        claim.state = ClaimRecord::State::Rejected;
        claim.decidedBy = u"manager"_s;
        claim.decidedAt = at(60);
        put({about(claim)});
        QCOMPARE(ledger().claims(ClaimRecord::State::Rejected, 10), QList{claim});
        QCOMPARE(ids(ledger().claims(ClaimRecord::State::Open, 10)), (QStringList{u"B"_s, u"A"_s}));
        refused({about(ledger::test::claim(u"C"_s, u"S9"_s))}, LedgerError::Other);
        claim = ledger::test::claim(u"C"_s);
        claim.chargeId = u"C9"_s;
        refused({about(claim)}, LedgerError::Other);
        refused({about(ledger::test::claim({}))}, LedgerError::Other);
    }
};

QTEST_GUILESS_MAIN(TestLedgerDirect)
#include "tst_ledger_direct.moc"
