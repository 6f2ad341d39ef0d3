#include "tests/ui/support/direct_fakes.h"
#include "tests/ui/support/list_fakes.h"
#include "tests/ui/support/ways.h"
#include "ui/viewmodels/direct_news.h"
#include "ui/viewmodels/direct_view_model.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

using namespace kaunta;
using namespace Qt::StringLiterals;
using test::onSale;
using test::someBalanceOf;
using test::someDirect;
using Model = ui::DirectViewModel;

namespace {

struct Desk {
    test::ListDirect direct;
    test::ListSales sales;
    test::TestClock clock;
    Model model{direct, sales, clock, u"amina"_s, test::kenya()};
    QAbstractItemModelTester tester{&model};

    void list(const QList<direct::DirectPayment> &payments)
    {
        model.refresh();
        for (int question = 0; question < 3; ++question)   // one that was on its way, this one, and the badge's
            Q_EMIT direct.directListed(payments);
        direct.asked.clear();
    }
    QString word(const QString &receipt) const { return model.detail(receipt).state.state.word; }
};

QStringList receipts(const Model &model)
{
    QStringList found;
    for (int row = 0; row < model.rowCount(); ++row)
        found << model.index(row, 0).data(Model::ReceiptRole).toString();
    return found;
}

sale::Alert secondReceipt(const QString &receipt)
{
    sale::Alert alert;
    alert.kind = sale::AlertKind::SecondReceipt;
    alert.receipt = receipt;
    return alert;
}

} // namespace

class TestDirectViewModel : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void everyRowSaysWhatItIs()
    {
        Desk desk;
        auto held = someDirect(u"TESTK00002"_s, 100);
        held.held = true;
        auto exact = someDirect(u"TESTK00003"_s, 250);
        exact.exact = true;
        auto nameless = someDirect(u"TESTK00004"_s, 40, 3 * 24 * 60);
        nameless.payer.clear();
        nameless.billReference = u"INV9"_s;
        desk.list({exact, someDirect(u"TESTK00001"_s), held, nameless});
        QCOMPARE(receipts(desk.model), (QStringList{u"TESTK00003"_s, u"TESTK00001"_s, u"TESTK00002"_s, u"TESTK00004"_s}));   // as the engine orders them
        QCOMPARE(desk.word(u"TESTK00001"_s), u"On no sale"_s);
        QCOMPARE(desk.word(u"TESTK00002"_s), u"Held"_s);
        QVERIFY(desk.model.detail(u"TESTK00002"_s).state.says.contains(u"still open"_s));
        QCOMPARE(desk.word(u"TESTK00003"_s), u"Exact amount"_s);
        QCOMPARE(desk.model.index(1, Model::Payer).data().toString(), u"JOHN …126"_s);
        QCOMPARE(desk.model.index(3, Model::Payer).data().toString(), u"…126"_s);
        QCOMPARE(desk.model.detail(u"TESTK00004"_s).facts, u"Came 19 Nov 11:00 · Account INV9"_s);
        QCOMPARE(desk.model.unmatchedCount(), 4);
    }

    void theEngineSearchesAndOneQuestionIsAskedAtATime()
    {
        Desk desk;
        desk.list({someDirect(u"TESTK00001"_s), someDirect(u"TESTK00002"_s)});
        desk.model.setFilter(u"j"_s);
        desk.model.setFilter(u"jo"_s);
        desk.model.setFilter(u"john "_s);
        QCOMPARE(desk.direct.asked, QStringList{u"list 'j' for ''"_s});
        Q_EMIT desk.direct.directListed({});   // of "j": nobody wants it any more
        QCOMPARE(desk.model.rowCount(), 2);
        QCOMPARE(desk.direct.asked.last(), u"list 'john' for ''"_s);
        Q_EMIT desk.direct.directListed({someDirect(u"TESTK00002"_s)});
        QCOMPARE(receipts(desk.model), QStringList{u"TESTK00002"_s});
        QCOMPARE(desk.direct.asked.last(), u"list '' for ''"_s);   // the badge counts whatever the list is narrowed to
        Q_EMIT desk.direct.directListed({someDirect(u"TESTK00001"_s), someDirect(u"TESTK00002"_s), someDirect(u"TESTK00003"_s)});
        QCOMPARE(desk.model.unmatchedCount(), 3);
        QCOMPARE(desk.model.rowCount(), 1);
        Q_EMIT desk.direct.directListed({});   // an answer to somebody else's question
        QCOMPARE(desk.model.rowCount(), 1);
    }

    void aSaleIsTidiedAndMarksWhatIsExactForIt()
    {
        Desk desk;
        desk.list({});
        desk.model.setSale(u" a1-0142 "_s);
        QCOMPARE(desk.model.sale(), u"A1-0142"_s);
        QCOMPARE(desk.direct.asked, QStringList{u"list '' for 'A1-0142'"_s});
        Q_EMIT desk.direct.directListed({});
        desk.model.setMatchedToo(true);
        QCOMPARE(desk.direct.asked.last(), u"list '' for 'A1-0142' all"_s);
    }

    void matchesOnceHoweverOftenEnterIsPressed()
    {
        Desk desk;
        desk.list({someDirect(u"TESTK00001"_s)});
        desk.model.match(u"TESTK00001"_s);   // on which sale?
        QVERIFY(desk.direct.orders().isEmpty());
        desk.model.setSale(u"A1-0142"_s);
        Q_EMIT desk.direct.directListed({someDirect(u"TESTK00001"_s)});
        desk.model.match(u"TESTK00001"_s);
        desk.model.match(u"TESTK00001"_s);
        QCOMPARE(desk.direct.orders(), QStringList{u"match TESTK00001 A1-0142 amina"_s});
        QVERIFY(desk.model.isBusy());
        Q_EMIT desk.direct.directMatched(desk.direct.ticket, onSale(someDirect(u"TESTK00001"_s)), someBalanceOf(u"A1-0142"_s, 300, 300));
        desk.model.match(u"TESTK00001"_s);   // the list is not read again yet
        QCOMPARE(desk.direct.orders().size(), 1);
        QCOMPARE(desk.model.notice().says, u"KES 300 is on sale A1-0142 now."_s);
        QCOMPARE(desk.model.notice().next, u"Sale A1-0142 is paid."_s);
        QVERIFY(desk.model.sale().isEmpty());   // the next payment is for another sale
    }

    void severalPaymentsGoToOneSaleAndWhatItLacksIsSaid()
    {
        Desk desk;
        desk.list({someDirect(u"TESTK00001"_s, 250), someDirect(u"TESTK00002"_s, 60)});
        desk.model.setSale(u"A1-0142"_s);
        Q_EMIT desk.direct.directListed({someDirect(u"TESTK00001"_s, 250), someDirect(u"TESTK00002"_s, 60)});
        desk.model.match(u"TESTK00001"_s);
        Q_EMIT desk.direct.directMatched(desk.direct.ticket, onSale(someDirect(u"TESTK00001"_s, 250)), someBalanceOf(u"A1-0142"_s, 300, 250));
        QCOMPARE(desk.model.notice().next, u"Sale A1-0142 still lacks KES 50."_s);
        QCOMPARE(desk.model.notice().tone, ui::Tone::Waiting);   // never green before it is paid
        QCOMPARE(desk.model.sale(), u"A1-0142"_s);
        desk.model.match(u"TESTK00002"_s);
        QCOMPARE(desk.direct.orders().last(), u"match TESTK00002 A1-0142 amina"_s);
        Q_EMIT desk.direct.directMatched(desk.direct.ticket, onSale(someDirect(u"TESTK00002"_s, 60)), someBalanceOf(u"A1-0142"_s, 300, 310));
        QVERIFY(desk.model.notice().next.contains(u"KES 10 too much"_s));
    }

    void whatIsHeldOrTakenCannotBeMatched()
    {
        Desk desk;
        auto held = someDirect(u"TESTK00001"_s);
        held.held = true;
        desk.model.setSale(u"A1-0142"_s);
        desk.list({held, onSale(someDirect(u"TESTK00002"_s))});
        QCOMPARE(desk.model.rowCount(), 2);
        for (const QString &receipt : {u"TESTK00001"_s, u"TESTK00002"_s}) {
            desk.model.match(receipt);
            desk.model.matchNewSale(receipt);
        }
        QVERIFY(desk.direct.orders().isEmpty());
    }

    void aHeldPaymentIsReadAgainWhenARequestEnds()
    {
        Desk desk;
        desk.list({someDirect(u"TESTK00001"_s)});
        Q_EMIT desk.sales.chargeChanged(test::someCharge(u"1"_s, sale::Status::Paid));
        QVERIFY(desk.direct.asked.isEmpty());   // nothing waits for a request
        auto held = someDirect(u"TESTK00001"_s);
        held.held = true;
        desk.list({held});
        Q_EMIT desk.sales.chargeChanged(test::someCharge(u"1"_s, sale::Status::Prompted));
        QVERIFY(desk.direct.asked.isEmpty());
        Q_EMIT desk.sales.chargeChanged(test::someCharge(u"1"_s, sale::Status::Declined));
        QCOMPARE(desk.direct.asked.size(), 1);
    }

    void aNewSaleTakesTheAccountThatWasTypedIfItIsAReference()
    {
        Desk desk;
        auto typed = someDirect(u"TESTK00001"_s);
        typed.billReference = u"INV9"_s;
        auto long_ = someDirect(u"TESTK00002"_s);
        long_.billReference = u"water for the house"_s;
        desk.list({typed, long_, someDirect(u"TESTK00003"_s)});
        for (const auto &[receipt, reference] : {std::pair(u"TESTK00001"_s, u"INV9"_s), {u"TESTK00002"_s, u"Sale"_s}, {u"TESTK00003"_s, u"Sale"_s}}) {
            desk.model.matchNewSale(receipt);
            QCOMPARE(desk.direct.orders().last(), u"new %1 %2 amina"_s.arg(receipt, reference));
            desk.direct.refuse(FailureCode::LedgerFull);
        }
    }

    void aRefusalNamesSaleAndTimeAsACashierReadsThem()
    {
        Desk desk;
        desk.model.setSale(u"A1-0150"_s);
        desk.list({someDirect(u"TESTK00001"_s)});
        desk.model.match(u"TESTK00001"_s);
        Q_EMIT desk.direct.directRefused(u"somebody-else"_s, {FailureCode::LedgerFull, {}});
        QVERIFY(desk.model.isBusy());
        desk.direct.refuse(FailureCode::PaymentUsed, u"A1-0142 2026-11-22T07:40:00.000Z"_s);
        QVERIFY(!desk.model.isBusy());
        QVERIFY2(desk.model.notice().says.endsWith(u"(sale A1-0142, 10:40)"_s), qPrintable(desk.model.notice().says));
        QCOMPARE(desk.model.notice().tone, ui::Tone::Declined);
        QCOMPARE(desk.model.sale(), u"A1-0150"_s);   // what was typed stays
    }

    void undoNeedsAReasonAndASecondPerson()
    {
        Desk desk;
        QList<people::ApprovalRequest> requests;
        QStringList sentences;
        connect(&desk.model.undo(), &ui::DecisionViewModel::approvalWanted, &desk.model, [&](const people::ApprovalRequest &request, const QString &what) {
            requests << request;
            sentences << what;
        });
        desk.list({someDirect(u"TESTK00002"_s), onSale(someDirect(u"TESTK00001"_s))});
        desk.model.openUndo(u"TESTK00002"_s);   // it is on no sale
        QVERIFY(!desk.model.undo().isOpen());
        desk.model.openUndo(u"TESTK00001"_s);
        desk.model.undo().choose(true);   // without a reason
        QVERIFY(requests.isEmpty());
        desk.model.undo().setReason(u"wrong customer"_s);
        desk.model.undo().choose(true);
        QCOMPARE(requests.size(), 1);
        QCOMPARE(requests.first().purpose, people::Purpose::UndoMatch);
        QCOMPARE(requests.first().subject, u"TESTK00001"_s);
        QCOMPARE(sentences.first(), u"Take KES 300 (code TESTK00001) off sale A1-0142."_s);
        QVERIFY(desk.direct.orders().isEmpty());
        desk.model.undo().approvalGiven(requests.first().ticket, {u"g1"_s, u"njeri"_s, false});
        QCOMPARE(desk.direct.orders(), QStringList{u"undo TESTK00001 wrong customer amina g1"_s});
        desk.direct.refuse(FailureCode::RefundExists, u"TESTK00001"_s);
        QVERIFY(!desk.model.undo().notice().isEmpty());
        desk.model.undo().choose(true);
        desk.model.undo().approvalGiven(requests.last().ticket, {u"g2"_s, u"njeri"_s, false});
        Q_EMIT desk.direct.directMatched(desk.direct.ticket, someDirect(u"TESTK00001"_s), {});
        QVERIFY(!desk.model.undo().isOpen());
        QCOMPARE(desk.model.notice().says, u"KES 300 (code TESTK00001) is on no sale now."_s);
        QVERIFY(desk.model.detail(u"TESTK00001"_s).offersMatch);
    }

    void anArrivalIsToldAndManyShareOneLine()
    {
        test::ListDirect direct;
        test::ListSales sales;
        ui::DirectNews news(direct, sales);
        QVERIFY(news.notice().isEmpty());
        Q_EMIT direct.directArrived(someDirect(u"TESTK00001"_s));
        QCOMPARE(news.notice().says, u"KES 300 came from JOHN …126 without being asked for."_s);
        QCOMPARE(news.notice().next, u"Put it on a sale."_s);
        QVERIFY(!news.isUrgent());
        Q_EMIT direct.directArrived(someDirect(u"TESTK00002"_s, 40));
        QCOMPARE(news.notice().says, u"2 payments came without being asked for, the last one KES 40."_s);
        Q_EMIT direct.directMatched({}, onSale(someDirect(u"TESTK00002"_s, 40)), {});
        QVERIFY(news.notice().says.startsWith(u"KES 300"_s));
        news.seen();
        QVERIFY(news.notice().isEmpty());
    }

    void aSecondReceiptIsToldOnceByItsOwnAlert()
    {
        test::ListDirect direct;
        test::ListSales sales;
        ui::DirectNews news(direct, sales);
        Q_EMIT direct.directArrived(someDirect(u"TESTK00001"_s));
        Q_EMIT sales.alertRaised(secondReceipt(u"TESTK00001"_s));
        QVERIFY(news.notice().isEmpty());
        Q_EMIT sales.alertRaised(secondReceipt(u"TESTK00002"_s));
        Q_EMIT direct.directArrived(someDirect(u"TESTK00002"_s));
        QVERIFY(news.notice().isEmpty());
    }

    void anOvertakenMatchNamesBothSalesAndStaysUntilItIsRead()
    {
        test::ListDirect direct;
        test::ListSales sales;
        ui::DirectNews news(direct, sales);
        Q_EMIT direct.directArrived(someDirect(u"TESTK00009"_s));
        Q_EMIT direct.matchOvertaken(onSale(someDirect(u"TESTK00001"_s), u"A1-0150"_s), u"A1-0142"_s);
        QVERIFY(news.isUrgent());
        QCOMPARE(news.notice().says, u"M-PESA proved that KES 300 (TESTK00001) belongs to sale A1-0150. It was taken off sale A1-0142."_s);
        news.seen();   // the page alone does not show it
        QVERIFY(news.isUrgent());
        news.dismiss();
        QVERIFY(news.notice().isEmpty());
    }
};

QTEST_GUILESS_MAIN(TestDirectViewModel)
#include "tst_direct_view_model.moc"
