#include "tests/core/ledger/both_ledgers.h"

#include <QJsonArray>

using namespace kaunta;
using namespace kaunta::ledger;
using namespace kaunta::ledger::test;

//! What every ledger must do with refunds and with questions to M-PESA.
class TestLedgerRefunds final : public BothLedgersTest
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase_data() { bothKinds(); }
    void init() { openLedger(); }

    void aNewLedgerKnowsNoneOfThem()
    {
        QVERIFY(ledger().paymentsOfSale(u"S1"_s).isEmpty() && ledger().paymentsOfSale({}).isEmpty());
        QVERIFY(ledger().directPayments(at(0), 10, true).isEmpty());
        QVERIFY(!ledger().refund({}) && !ledger().refund(u"F1"_s) && !ledger().refundByToken({}) && !ledger().refundByToken(u"x"_s));
        QVERIFY(ledger().refundsOfReceipt(u"R"_s).isEmpty() && ledger().openRefunds().isEmpty() && ledger().refundsSince(at(0), 10).isEmpty());
        QVERIFY(!ledger().enquiry({}) && !ledger().enquiryByToken({}) && ledger().openEnquiries().isEmpty());
        QVERIFY(ledger().enquiriesOf(EnquiryRecord::Kind::Balance, 10).isEmpty());
        QVERIFY(ledger().users().isEmpty() && !ledger().user({}) && !ledger().pin({}));
        QVERIFY(!ledger().claim({}) && ledger().claims(ClaimRecord::State::Open, 10).isEmpty());
        QVERIFY(!ledger().readFault());
    }

    void aRefundIsFoundByEverythingItHas()
    {
        paidSale();
        RefundRecord refund = reversal();
        put({about(refund)});
        QCOMPARE(ledger().refund(u"F1"_s), std::optional(refund));
        refund.earlierResultToken = refund.resultToken;
        refund.earlierTimeoutToken = refund.timeoutToken;
        refund.resultToken = u"result 2"_s;
        refund.timeoutToken = u"timeout 2"_s;
        refund.state = {refund::Status::Done, 2, refund::Evidence::Result, u"SKR1"_s, u"0"_s};
        refund.conversationId = u"AG_254722000001_0722000001"_s; // looks like a number, and is none
        refund.originatorConversationId = u"o"_s;
        refund.acceptedAt = at(21);
        refund.settledAt = at(22);
        refund.singlePerson = true;
        put({about(refund)});
        for (const QString &token : {u"result-F1"_s, u"timeout-F1"_s, u"result 2"_s, u"timeout 2"_s})
            QCOMPARE(ledger().refundByToken(token), std::optional(refund));
        QCOMPARE(ledger().refundsOfReceipt(u"SKL1ABCDEF"_s), QList{refund});
        QCOMPARE(ledger().refundsSince(at(20), 10), QList{refund});
        QVERIFY(ledger().refundsSince(at(21), 10).isEmpty() && ledger().refundsSince(at(0), 0).isEmpty());
        QVERIFY(!ledger().enquiryByToken(u"result 2"_s));
        QVERIFY(!ledger().refundByToken({}) && !ledger().readFault());
    }

    void aReceiptIsRefundedOnce_data()
    {
        // Spelled out by hand for every status; the rule in the code is not asked.
        QTest::addColumn<int>("status");
        QTest::addColumn<bool>("another");
        const QStringList over{u"not_sent"_s, u"refused"_s, u"closed_by_manager"_s};
        for (int status = 0; status < 10; ++status) {
            const QString name = refund::statusName(static_cast<refund::Status>(status));
            QTest::addRow("%s", qPrintable(name)) << status << over.contains(name);
        }
    }
    void aReceiptIsRefundedOnce()
    {
        QFETCH(int, status);
        QFETCH(bool, another);
        paidSale();
        paidSale(u"2"_s, u"SKL2ABCDEF"_s);
        put({about(reversal())});
        RefundRecord first = reversal();
        first.state.status = static_cast<refund::Status>(status);
        put({about(first), about(first)}); // again the same one is no second one
        if (another) {
            put({about(reversal(u"F2"_s))});
            QCOMPARE(ids(ledger().refundsOfReceipt(u"SKL1ABCDEF"_s)), (QStringList{u"F1"_s, u"F2"_s}));
            first.state.status = refund::Status::Unknown;
            refused({about(first)}, LedgerError::Conflict); // nor may the first come back to life beside it
        } else {
            refused({about(reversal(u"F2"_s))}, LedgerError::Conflict);
            RefundRecord refusedOne = reversal(u"F2"_s);
            refusedOne.state.status = refund::Status::NotSent;
            put({about(refusedOne)});
            refused({about(reversal(u"F2"_s))}, LedgerError::Conflict);
        }
        put({about(reversal(u"F3"_s, u"SKL2ABCDEF"_s))}); // another receipt is free
    }

    void aRefundIsOfAPaymentAndOfAllOfIt()
    {
        refused({about(reversal())}, LedgerError::Other);
        paidSale();
        RefundRecord wrong = reversal();
        wrong.amount = Money::fromMinor(124999);
        refused({about(wrong)}, LedgerError::Other);
        wrong.amount = Money::fromMinor(125000, Currency::ETB);
        refused({about(wrong)}, LedgerError::Other);
        wrong = reversal();
        wrong.saleId = u"S9"_s;
        refused({about(wrong)}, LedgerError::Other);
        wrong = reversal();
        wrong.id.clear();
        refused({about(wrong)}, LedgerError::Other);
        paidSale(u"2"_s, u"SKL2ABCDEF"_s);
        put({about(reversal())});
        refused({about(reversal(u"F1"_s, u"SKL2ABCDEF"_s))}, LedgerError::Other);
        Change together = about(reversal(u"F2"_s, u"SKD1ABCDEF"_s));
        together.payment = direct();
        put({together}); // the payment may come with it
        QCOMPARE(ledger().refund(u"F2"_s)->receipt, u"SKD1ABCDEF"_s);
    }

    void openRefundsAreThoseWhoseMoneyIsNotSettled()
    {
        const QStringList open{u"journaled"_s, u"accepted"_s, u"unknown"_s, u"conflict"_s};
        QStringList expected;
        for (int status = 0; status < 10; ++status) {
            const QString n = QString::number(status + 1);
            paidSale(n, u"SKL"_s + n);
            RefundRecord refund = reversal(u"F"_s + n, u"SKL"_s + n);
            refund.state.status = static_cast<refund::Status>(status);
            refund.journaledAt = status == 3 ? QDateTime() : at(status % 4);
            put({about(refund)});
            if (open.contains(refund::statusName(refund.state.status)))
                expected += refund.id;
            QCOMPARE(refund::isOpen(refund.state.status), open.contains(refund::statusName(refund.state.status)));
        }
        QCOMPARE(expected.size(), 4);
        QCOMPARE(ids(ledger().openRefunds()), expected);
        QCOMPARE(ids(ledger().refundsSince(at(2), 10)), (QStringList{u"F8"_s, u"F7"_s, u"F3"_s}));
        QCOMPARE(ids(ledger().refundsSince(at(0), 2)), (QStringList{u"F8"_s, u"F7"_s}));
        for (const QString &id : expected) {
            RefundRecord refund = *ledger().refund(id);
            refund.state.status = refund::Status::Refused;
            put({about(refund)});
        }
        QVERIFY(ledger().openRefunds().isEmpty());
    }

    void anEnquiryIsFoundByEverythingItHas()
    {
        EnquiryRecord enquiry = ledger::test::enquiry(u"Q1"_s, EnquiryRecord::Kind::Balance);
        put({about(enquiry)});
        QCOMPARE(ledger().openEnquiries(), QList{enquiry});
        enquiry.state = EnquiryRecord::State::Accepted;
        enquiry.conversationId = u"c"_s;
        enquiry.originatorConversationId = u"o"_s;
        put({about(enquiry)});
        QCOMPARE(ledger().openEnquiries(), QList{enquiry});
        enquiry.state = EnquiryRecord::State::Answered;
        enquiry.reason = u"0"_s;
        enquiry.answeredAt = at(31);
        enquiry.answer = {{u"accounts"_s, QJsonArray{QJsonObject{{u"name"_s, u"Working Account"_s}, {u"currentMinor"_s, qint64(9'007'199'254'740'993)}}}}};
        put({about(enquiry)});
        QCOMPARE(ledger().enquiry(u"Q1"_s), std::optional(enquiry));
        QCOMPARE(ledger().enquiryByToken(u"result-Q1"_s), std::optional(enquiry));
        QCOMPARE(ledger().enquiryByToken(u"timeout-Q1"_s), std::optional(enquiry));
        QVERIFY(ledger().openEnquiries().isEmpty());
        put({about(ledger::test::enquiry(u"Q2"_s)), about(ledger::test::enquiry(u"Q3"_s, EnquiryRecord::Kind::Balance))});
        QCOMPARE(ids(ledger().enquiriesOf(EnquiryRecord::Kind::Balance, 10)), (QStringList{u"Q3"_s, u"Q1"_s}));
        QCOMPARE(ids(ledger().enquiriesOf(EnquiryRecord::Kind::Balance, 1)), (QStringList{u"Q3"_s}));
        QCOMPARE(ids(ledger().enquiriesOf(EnquiryRecord::Kind::Status, 10)), (QStringList{u"Q2"_s}));
        QCOMPARE(ids(ledger().openEnquiries()), (QStringList{u"Q2"_s, u"Q3"_s}));
        EnquiryRecord late = ledger::test::enquiry(u"Q2"_s);
        late.state = EnquiryRecord::State::Silent;
        put({about(late)});
        QCOMPARE(ids(ledger().openEnquiries()), (QStringList{u"Q3"_s}));
    }

    void aTokenLeadsToOneThing()
    {
        paidSale();
        paidSale(u"2"_s, u"SKL2ABCDEF"_s);
        RefundRecord first = reversal();
        first.earlierResultToken = u"earlier-result"_s;
        first.earlierTimeoutToken = u"earlier-timeout"_s;
        put({about(first), about(enquiry())});
        const QStringList taken{u"result-F1"_s, u"timeout-F1"_s, u"earlier-result"_s, u"earlier-timeout"_s, u"result-Q1"_s, u"timeout-Q1"_s};
        for (const QString &token : taken) {
            for (QString RefundRecord::*where : {&RefundRecord::resultToken, &RefundRecord::timeoutToken, &RefundRecord::earlierResultToken,
                                                 &RefundRecord::earlierTimeoutToken}) {
                RefundRecord second = reversal(u"F2"_s, u"SKL2ABCDEF"_s);
                second.*where = token;
                refused({about(second)}, LedgerError::Conflict);
            }
            for (QString EnquiryRecord::*where : {&EnquiryRecord::resultToken, &EnquiryRecord::timeoutToken}) {
                EnquiryRecord second = enquiry(u"Q2"_s);
                second.*where = token;
                refused({about(second)}, LedgerError::Conflict);
            }
        }
        RefundRecord twice = reversal(u"F2"_s, u"SKL2ABCDEF"_s);
        twice.timeoutToken = twice.resultToken;
        refused({about(twice)}, LedgerError::Conflict);
        twice.resultToken.clear();
        twice.timeoutToken.clear();
        EnquiryRecord without = enquiry(u"Q2"_s);
        without.resultToken.clear();
        without.timeoutToken.clear();
        put({about(twice), about(without)}); // nothing is not taken by nothing
    }

    void anAppendOfAllOfThemIsAllOrNothing()
    {
        paidSale();
        put({about(user()), about(direct())});
        RefundRecord taken = reversal(u"F2"_s);
        PaymentRecord matched = direct();
        matched.saleId = u"S1"_s;
        UserRecord other = user();
        other.wrongTries = 1;
        refused({about(reversal()), about(enquiry()), about(claim()), about(matched), about(other), about(direct(u"SKD2"_s), payer()), about(taken)},
                LedgerError::Conflict);
        QVERIFY(!ledger().refund(u"F1"_s) && !ledger().enquiry(u"Q1"_s) && !ledger().claim(u"SKX1ABCDEF"_s) && !ledger().payment(u"SKD2"_s));
        QVERIFY(!ledger().person(u"D1"_s) && !ledger().refundByToken(u"result-F1"_s) && !ledger().enquiryByToken(u"result-Q1"_s));
        QCOMPARE(ledger().payment(u"SKD1ABCDEF"_s), std::optional(direct()));
        QCOMPARE(ids(ledger().directPayments(at(0), 10, false)), QStringList{u"SKD1ABCDEF"_s});
        QCOMPARE(ledger().users(), QList{user()});
        put({about(reversal()), about(enquiry()), about(claim()), about(matched)}); // nothing was left behind that would be in the way
    }
};

QTEST_GUILESS_MAIN(TestLedgerRefunds)
#include "tst_ledger_refunds.moc"
