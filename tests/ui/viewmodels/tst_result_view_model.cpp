#include "ui/viewmodels/result_view_model.h"

#include "tests/ui/support/counter_sales.h"
#include "tests/ui/support/ways.h"

#include <QSignalSpy>
#include <QTest>

using namespace kaunta;
using namespace kaunta::ui;
using namespace Qt::StringLiterals;
using providers::Explanation;
using sale::Status;

class TestResultViewModel final : public QObject
{
    Q_OBJECT

    static sale::ChargeSnapshot ended(Status status)
    {
        sale::ChargeSnapshot charge;
        charge.chargeId = u"c1"_s;
        charge.saleNumber = u"A1-0142"_s;
        charge.amount = Money::fromWhole(1250);
        charge.phoneMasked = u"0722 … 000"_s;
        charge.reference = u"INV1"_s;
        charge.state.status = status;
        charge.hasCheckoutId = true;
        charge.settledAt = QDateTime(QDate(2026, 11, 22), QTime(11, 2), Qt::UTC);
        return charge;
    }
    static QString allWords(const ResultWords &words) { return words.word + u'|' + words.says + u'|' + words.group + u'|' + words.next + u'|' + words.say; }

private Q_SLOTS:
    void paidShowsItsReceipt()
    {
        auto charge = ended(Status::Paid);
        charge.state.receipt = u"SKE52PAWR9"_s;
        const ResultWords words = resultWords(charge);
        QCOMPARE(words.word, u"Paid"_s);
        QCOMPARE(words.tone, Tone::Paid);
        QVERIFY(words.says.contains(u"SKE52PAWR9"_s));
    }

    void paidWithoutReceiptSaysThatItIsAwaited()
    {
        const ResultWords words = resultWords(ended(Status::Paid));
        QCOMPARE(words.word, u"Paid"_s);
        QCOMPARE(words.says, u"Receipt awaited"_s);
        QVERIFY(words.next.contains(u"Pending"_s));
    }

    void onlyPaidIsEverGreenOrCalledPaid_data()
    {
        QTest::addColumn<Status>("status");
        for (const Status status : {Status::Draft, Status::Journaled, Status::Prompted, Status::Unknown, Status::Declined, Status::NotSent, Status::Conflict,
                                    Status::AcceptedByManager, Status::ClosedByManager})
            QTest::newRow(qPrintable(sale::statusName(status))) << status;
    }
    void onlyPaidIsEverGreenOrCalledPaid()
    {
        QFETCH(Status, status);
        const ResultWords words = resultWords(ended(status));
        QVERIFY(words.tone != Tone::Paid);
        QVERIFY(words.glyph != Glyph::Paid);
        QVERIFY(words.word != u"Paid"_s);
        QVERIFY(!words.word.isEmpty() && !words.says.isEmpty());
        QVERIFY2(!allWords(words).contains(u"fail"_s, Qt::CaseInsensitive), qPrintable(allWords(words)));
    }

    void unknownAndConflictAreVioletAndForbidAskingAgain()
    {
        for (const Status status : {Status::Unknown, Status::Conflict}) {
            const ResultWords words = resultWords(ended(status));
            QCOMPARE(words.tone, Tone::Unknown);
            QCOMPARE(words.says, u"We don't know yet. Do not ask again."_s);
        }
    }

    void declinedFallsIntoOneOfThreeGroups_data()
    {
        QTest::addColumn<int>("remedy");
        QTest::addColumn<QString>("group");
        QTest::newRow("customer") << static_cast<int>(Explanation::Remedy::CustomerCanFix) << u"The customer can fix this"_s;
        QTest::newRow("wait") << static_cast<int>(Explanation::Remedy::WaitAndSendAgain) << u"Wait, then send again"_s;
        QTest::newRow("shop") << static_cast<int>(Explanation::Remedy::ShopMustFix) << u"The shop must fix this: call the manager"_s;
    }
    void declinedFallsIntoOneOfThreeGroups()
    {
        QFETCH(int, remedy);
        QFETCH(QString, group);
        auto charge = ended(Status::Declined);
        charge.explanation = {"The customer cancelled.", "Ask whether to try again.", Explanation::Moved::No, static_cast<Explanation::Remedy>(remedy)};
        charge.state.reason = u"1032"_s;
        charge.providerText = u"Request cancelled by user"_s;
        ResultWords words = resultWords(charge);
        QCOMPARE(words.word, u"Not paid"_s);
        QCOMPARE(words.says, u"The customer cancelled."_s);
        QCOMPARE(words.next, u"Ask whether to try again."_s);
        QCOMPARE(words.group, group);
        QVERIFY(!words.say.isEmpty());
        QCOMPARE(resultSmallPrint(charge), u"M-PESA code 1032: Request cancelled by user"_s);
        // Nothing is promised to the customer while an earlier request may have been paid, or while we still ask.
        charge.explanation.moved = Explanation::Moved::ThisOneNo_EarlierMaybe;
        QVERIFY(resultWords(charge).say.isEmpty());
        charge.explanation.moved = Explanation::Moved::No;
        charge.state.check = sale::Check::AskAgain;
        words = resultWords(charge);
        QVERIFY(words.say.isEmpty());
        QVERIFY(words.next.contains(u"once more"_s));
    }

    void sendAgainFollowsTheServicesCountdown()
    {
        test::TestClock clock;
        test::CounterSales sales;
        ResultViewModel model(sales, clock, test::kenya());
        model.show(ended(Status::Declined));
        QCOMPARE(sales.asked, QStringList{u"resend c1"_s});
        QVERIFY(!model.offersSendAgain());
        Q_EMIT sales.resendStateTold(u"another"_s, {true, std::chrono::seconds{0}});
        QVERIFY(!model.offersSendAgain());
        Q_EMIT sales.resendStateTold(u"c1"_s, {true, std::chrono::seconds{90}});
        QVERIFY(model.offersSendAgain());
        QVERIFY(!model.canSendAgain());
        QCOMPARE(model.countdownText(), u"1:30"_s);
        clock.jumpWallClock(std::chrono::hours{1});
        QVERIFY(!model.canSendAgain());
        clock.advance(std::chrono::seconds{90});
        model.tick();
        QVERIFY(model.canSendAgain());
        // Later evidence takes the offer away at once.
        auto late = ended(Status::Paid);
        late.state.receipt = u"SKE52PAWR9"_s;
        model.update(late);
        QVERIFY(!model.offersSendAgain());
        Q_EMIT sales.resendStateTold(u"c1"_s, {true, std::chrono::seconds{0}});
        QVERIFY(!model.offersSendAgain());
    }

    void checkingIsOfferedOnlyWhereAQuestionCanTeachSomething()
    {
        test::TestClock clock;
        test::CounterSales sales;
        ResultViewModel model(sales, clock, test::kenya());
        model.show(ended(Status::Conflict));   // a manager's to resolve
        QVERIFY(!model.offersCheck());
        auto awaited = ended(Status::Paid);    // a query never tells a receipt
        awaited.state.evidence = sale::Evidence::Query;
        awaited.state.receipt.clear();
        model.show(awaited);
        QVERIFY(!model.offersCheck());
    }

    void unknownNeverOffersSendAgain()
    {
        test::TestClock clock;
        test::CounterSales sales;
        ResultViewModel model(sales, clock, test::kenya());
        model.show(ended(Status::Unknown));
        Q_EMIT sales.resendStateTold(u"c1"_s, {true, std::chrono::seconds{0}});
        QVERIFY(!model.offersSendAgain());
        QVERIFY(sales.asked.isEmpty());
        QVERIFY(model.canCheck());
        model.check();
        model.check();
        QCOMPARE(sales.asked, QStringList{u"check c1"_s});
    }

    void aRefundIsOfferedWithAReceiptAndACodeWhereNothingIsProven()
    {
        test::CounterSales sales;
        test::TestClock clock;
        ResultViewModel model(sales, clock, test::kenya());
        auto paid = ended(Status::Paid);
        model.show(paid);
        QVERIFY(!model.offersRefund() && !model.offersCode());   // the receipt that a refund needs is awaited
        paid.state.receipt = u"SKE52PAWR9"_s;
        model.update(paid);
        QVERIFY(model.offersRefund() && !model.offersCode());
        for (const Status status : {Status::Unknown, Status::Conflict, Status::Declined, Status::NotSent, Status::ClosedByManager}) {
            model.show(ended(status));
            QVERIFY(!model.offersRefund() && model.offersCode());
        }
        model.show(ended(Status::AcceptedByManager));
        QVERIFY(!model.offersRefund() && !model.offersCode());
    }
};
QTEST_GUILESS_MAIN(TestResultViewModel)
#include "tst_result_view_model.moc"
