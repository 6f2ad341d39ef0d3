#include "tests/core/ledger/both_ledgers.h"

#include <QJsonArray>

using namespace kaunta;
using namespace kaunta::ledger;
using namespace kaunta::ledger::test;

//! What every ledger must do with the people of the shop and with those who pay.
class TestLedgerPeople final : public BothLedgersTest
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase_data() { bothKinds(); }
    void init() { openLedger(); }

    void usersHaveOneNameAndTheirPinStaysOutsideTheChain()
    {
        UserRecord first = user();
        Change change = about(first);
        change.pin = PinRecord{u"U1"_s, QByteArray(16, 's'), QByteArray(32, 'h')};
        put({change, about(user(u"U2"_s, u"otieno"_s))});
        QCOMPARE(ledger().user(u"wanjiku"_s), std::optional(first));
        QCOMPARE(ledger().pin(u"U1"_s), change.pin);
        QVERIFY(!ledger().pin(u"U2"_s));
        const QString chain = chainOf(u"U1"_s);
        QVERIFY2(!chain.contains("ssssssss"_L1) && !chain.contains("pin"_L1) && !chain.contains(QString::fromLatin1(QByteArray(32, 'h').toHex())) &&
                     !chain.contains(QString::fromLatin1(QByteArray(32, 'h').toBase64())),
                 qPrintable(chain));
        first.disabled = true;
        first.wrongTries = 3;
        first.lastWrongAt = at(7);
        first.role = people::Role::Owner;
        put({about(first), about(PinRecord{u"U1"_s, QByteArray(16, 't'), QByteArray(32, 'i')})});
        QCOMPARE(ledger().users(), (QList{first, user(u"U2"_s, u"otieno"_s)}));
        QCOMPARE(ledger().pin(u"U1"_s)->salt, QByteArray(16, 't'));
        refused({about(user(u"U3"_s))}, LedgerError::Conflict);
        refused({about(user(u"U2"_s))}, LedgerError::Conflict);
        refused({about(user(u"U3"_s, {}))}, LedgerError::Other);
        refused({about(PinRecord{u"U9"_s, "s", "h"})}, LedgerError::Other);
    }

    void aPinThatWasRefusedLeavesTheOldOne()
    {
        put({about(user()), about(PinRecord{u"U1"_s, "old", "old"})});
        refused({about(PinRecord{u"U1"_s, "new", "new"}), about(user(u"U3"_s))}, LedgerError::Conflict);
        QCOMPARE(ledger().pin(u"U1"_s)->salt, QByteArray("old"));
    }

    void noNumberAndNoNameOfAPayerEntersTheChain()
    {
        paidSale();
        PersonRecord known = payer();
        known.msisdn = u"254733000126"_s;
        PaymentRecord payment = direct(u"SKD1ABCDEF"_s, u"D1"_s);
        payment.billReference = u"0733000126 ROOM 4"_s;
        RefundRecord refund = reversal();
        refund.reason = u"call 0722000001"_s;
        refund.state.reason = u"254722000001 is barred"_s;
        EnquiryRecord enquiry = ledger::test::enquiry();
        enquiry.subject = u"SKD1ABCDEF"_s;
        enquiry.state = EnquiryRecord::State::Answered;
        enquiry.answer = {{u"counterparty"_s, u"ACHIENG"_s}, {u"parties"_s, QJsonArray{u"254733000126"_s, u"ACHIENG"_s}}, {u"status"_s, u"Completed"_s}};
        Change asked = about(enquiry);
        asked.event.payload = {{u"text"_s, u"Paid by Achieng, 2547 ***** 126, 0733-000-126"_s}};
        put({about(payment, known), about(refund), asked});
        QCOMPARE(ledger().payment(u"SKD1ABCDEF"_s), std::optional(payment)); // what is needed to go on is all there
        QCOMPARE(ledger().refund(u"F1"_s), std::optional(refund));
        QCOMPARE(ledger().enquiry(u"Q1"_s), std::optional(enquiry));
        QString chain = chainOf(u"SKD1ABCDEF"_s) + chainOf(u"F1"_s) + chainOf(u"Q1"_s);
        QVERIFY(chain.contains("0{phone} ROOM 4"_L1));
        QVERIFY(chain.contains(R"("counterparty":"{name}")"_L1));
        chain.remove(u' ').remove(u'-');
        for (const auto hidden : {"733000126"_L1, "722000001"_L1, "*126"_L1})
            QVERIFY2(!chain.contains(hidden), qPrintable(chain));
        QVERIFY2(!chain.contains("achieng"_L1, Qt::CaseInsensitive), qPrintable(chain));
    }

    void aNameOrNumberThatStandsWithNoPersonIsNotKept()
    {
        paidSale();
        PaymentRecord payment = direct();
        payment.billReference = u"0733000126"_s; // whose number that is nobody knows
        EnquiryRecord enquiry = ledger::test::enquiry();
        enquiry.subject = u"SKX9"_s;
        enquiry.answer = {{u"counterparty"_s, u"ACHIENG"_s}, {u"status"_s, u"Completed"_s}};
        put({about(payment), about(enquiry)});
        QVERIFY(!ledger().payment(u"SKD1ABCDEF"_s)->billReference.contains("733000126"_L1));
        QVERIFY(ledger().payment(u"SKD1ABCDEF"_s)->billReference.endsWith("126"_L1));
        QCOMPARE(ledger().enquiry(u"Q1"_s)->answer, (QJsonObject{{u"counterparty"_s, QString()}, {u"status"_s, u"Completed"_s}}));
        const QString chain = chainOf(u"SKD1ABCDEF"_s) + chainOf(u"Q1"_s);
        QVERIFY(!chain.contains("ACHIENG"_L1));
        Change withPerson = about(enquiry); // told together with whose name it is, it can be kept
        withPerson.person = payer(u"D7"_s);
        put({withPerson});
        QCOMPARE(ledger().enquiry(u"Q1"_s), std::optional(enquiry));
    }

    void anErasedPayerIsGoneFromPaymentsRefundsAndAnswers()
    {
        paidSale();
        PersonRecord known = payer();
        known.msisdn = u"254733000126"_s;
        PaymentRecord payment = direct(u"SKD1ABCDEF"_s, u"D1"_s);
        payment.billReference = u"0733000126"_s;
        RefundRecord refund = reversal(u"F1"_s, u"SKD1ABCDEF"_s);
        refund.reason = u"for 0733000126"_s;
        EnquiryRecord enquiry = ledger::test::enquiry();
        enquiry.subject = u"SKD1ABCDEF"_s;
        enquiry.answer = {{u"counterparty"_s, u"ACHIENG"_s}};
        put({about(payment, known), about(refund), about(enquiry)});
        QVERIFY(!ledger().erasePerson(u"D1"_s, u"manager"_s)); // the refund may still need the number
        refund.state.status = refund::Status::Done;
        put({about(refund)});
        QVERIFY(ledger().erasePerson(u"D1"_s, u"manager"_s));
        QVERIFY(!ledger().person(u"D1"_s) && !ledger().personByMsisdn(u"254733000126"_s));
        QCOMPARE(ledger().payment(u"SKD1ABCDEF"_s)->billReference, u"0{phone}"_s);
        QCOMPARE(ledger().payment(u"SKD1ABCDEF"_s)->amount, payment.amount);
        QCOMPARE(ledger().refund(u"F1"_s)->reason, u"for 0{phone}"_s);
        QCOMPARE(ledger().enquiry(u"Q1"_s)->answer.value("counterparty"_L1).toString(), QString());
        put({about(*ledger().refund(u"F1"_s)), about(*ledger().payment(u"SKD1ABCDEF"_s))}); // late evidence
        QVERIFY(!ledger().readFault());
    }

    void aPersonOfAChargeWhoseRefundIsOpenStays()
    {
        paidSale();
        put({about(reversal())});
        QVERIFY(!ledger().erasePerson(u"P1"_s, u"manager"_s));
        RefundRecord over = reversal();
        over.state.status = refund::Status::Refused;
        put({about(over)});
        QVERIFY(ledger().erasePerson(u"P1"_s, u"manager"_s));
    }

    void aNameThatChangesChangesNoRow()
    {
        EnquiryRecord enquiry = ledger::test::enquiry();
        enquiry.subject = u"SKD1ABCDEF"_s;
        enquiry.answer = {{u"counterparty"_s, u"ACHIENG"_s}};
        put({about(direct(u"SKD1ABCDEF"_s, u"D1"_s), payer()), about(enquiry)});
        PersonRecord renamed = payer();
        renamed.name = u"ACHIENG OTIENO"_s;
        renamed.phoneHint = u"abc"_s;
        put({{happened(), {}, {}, {}, renamed}});
        QCOMPARE(ledger().person(u"D1"_s), std::optional(renamed));
        QCOMPARE(ledger().enquiry(u"Q1"_s)->answer.value("counterparty"_L1).toString(), u"ACHIENG OTIENO"_s);
    }
};

QTEST_GUILESS_MAIN(TestLedgerPeople)
#include "tst_ledger_people.moc"
