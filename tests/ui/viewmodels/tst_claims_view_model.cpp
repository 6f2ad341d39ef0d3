#include "tests/ui/support/direct_fakes.h"
#include "tests/ui/support/ways.h"
#include "ui/viewmodels/claims_view_model.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

using namespace kaunta;
using namespace Qt::StringLiterals;
using test::onSale;
using test::someBalanceOf;
using test::someClaim;
using test::someDirect;
using Model = ui::ClaimsViewModel;

namespace {

struct Desk {
    Desk()
    {
        QObject::connect(&model.decision(), &ui::DecisionViewModel::approvalWanted, &model, [this](const people::ApprovalRequest &request, const QString &what) {
            requests << request;
            sentences << what;
        });
    }
    void ask(const QString &code, const QString &sale = u"A1-0142"_s)
    {
        model.open(sale);
        model.setCode(code);
        model.claim();
    }

    test::ListDirect direct;
    test::TestClock clock;
    Model model{direct, clock, u"amina"_s, test::kenya()};
    QAbstractItemModelTester tester{&model};
    QList<people::ApprovalRequest> requests;
    QStringList sentences;
};

} // namespace

class TestClaimsViewModel : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aCodeOfWrongFormIsRefusedBeforeAnybodyIsAsked_data()
    {
        QTest::addColumn<QString>("typed");
        QTest::newRow("too short") << u"SKE52PAWR"_s;
        QTest::newRow("too long") << u"SKE52PAWR99"_s;
        QTest::newRow("no letter of a code") << u"SKE52-AWR9"_s;
        QTest::newRow("not plain") << u"SKÉ52PAWR9"_s;
    }
    void aCodeOfWrongFormIsRefusedBeforeAnybodyIsAsked()
    {
        QFETCH(QString, typed);
        Desk desk;
        desk.ask(typed);
        QVERIFY(!desk.model.canClaim());
        QVERIFY(desk.direct.orders().isEmpty());
        QVERIFY(desk.model.notice().says.contains(u"ten letters and digits"_s));
        desk.model.setCode(u" ske5 2paw r9 "_s);   // as it stands in a message, or as a scanner sends it
        QVERIFY(desk.model.codeProblem().isEmpty());
        QCOMPARE(desk.model.code(), u"SKE52PAWR9"_s);
        QVERIFY(desk.model.canClaim());
        desk.model.setSale({});
        QVERIFY(!desk.model.canClaim());   // for which sale?
    }

    void anOIsNeverReadAsAZero()
    {
        Desk desk;
        desk.ask(u"ske52pawro"_s);
        QCOMPARE(desk.direct.orders(), QStringList{u"claim SKE52PAWRO A1-0142 amina"_s});
    }

    void asksOnceAndAFoundCodeIsOnItsSale()
    {
        Desk desk;
        desk.ask(u"SKE52PAWR9"_s, u"a1-0142"_s);
        desk.model.claim();
        desk.model.setCode(u"OTHERCODE1"_s);   // not while M-PESA is asked
        QCOMPARE(desk.direct.orders(), QStringList{u"claim SKE52PAWR9 A1-0142 amina"_s});
        QCOMPARE(desk.model.stage(), Model::Stage::Asking);
        Q_EMIT desk.direct.claimFound(desk.direct.ticket, onSale(someDirect(u"SKE52PAWR9"_s)), someBalanceOf(u"A1-0142"_s, 300, 300));
        QCOMPARE(desk.model.stage(), Model::Stage::Form);
        QCOMPARE(desk.model.notice().says, u"Found: KES 300, code SKE52PAWR9. It is on sale A1-0142."_s);
        QCOMPARE(desk.model.notice().tone, ui::Tone::Paid);
        QVERIFY(desk.model.code().isEmpty());
    }

    void whatMpesaDoesNotConfirmStaysClaimedAndIsNeverCalledPaid()
    {
        Desk desk;
        desk.ask(u"SKE52PAWR9"_s);
        Q_EMIT desk.direct.claimOpen(u"somebody-else"_s, someClaim(u"OTHERCODE1"_s));
        QCOMPARE(desk.model.stage(), Model::Stage::Asking);
        Q_EMIT desk.direct.claimOpen(desk.direct.ticket, someClaim(u"SKE52PAWR9"_s));
        QVERIFY(desk.model.notice().says.startsWith(u"Claimed, not verified"_s));
        QCOMPARE(desk.model.notice().tone, ui::Tone::Unknown);
        QVERIFY(desk.model.notice().next.contains(u"Hold the goods"_s));
        QCOMPARE(desk.direct.asked.last(), u"claims"_s);
        Q_EMIT desk.direct.claimsListed({someClaim(u"SKE52PAWR9"_s)});
        QCOMPARE(desk.model.index(0, Model::State).data().toString(), u"Not verified"_s);
        desk.model.lookAgain(u"SKE52PAWR9"_s);
        QCOMPARE(desk.direct.orders().last(), u"claim SKE52PAWR9 A1-0142 amina"_s);
    }

    void refusalsAreInWords_data()
    {
        QTest::addColumn<FailureCode>("code");
        QTest::addColumn<QString>("detail");
        QTest::addColumn<QString>("says");
        QTest::addColumn<QString>("next");
        QTest::newRow("used") << FailureCode::PaymentUsed << u"A1-0099 2026-11-21T07:40:00.000Z"_s << u"(sale A1-0099, 21 Nov 10:40)"_s << u"Do not accept the code"_s;
        QTest::newRow("amount") << FailureCode::AmountDiffers << u"250.00"_s << u"(KES 250)"_s << u"stays claimed"_s;
        QTest::newRow("old") << FailureCode::CodeTooOld << u"2026-11-22T07:40:00.000Z"_s << u"(10:40)"_s << u"stays claimed"_s;
        QTest::newRow("rejected before") << FailureCode::NotAllowed << u"SKE52PAWR9"_s << u"was rejected for this sale before"_s << u"Do not accept the code"_s;
        QTest::newRow("role") << FailureCode::NotAllowed << u"amina"_s << u"may not do that"_s << u"role"_s;
        QTest::newRow("no such sale") << FailureCode::NotFound << u"A1-0142"_s << u"A1-0142"_s << u"number"_s;
    }
    void refusalsAreInWords()
    {
        QFETCH(FailureCode, code);
        QFETCH(QString, detail);
        QFETCH(QString, says);
        QFETCH(QString, next);
        Desk desk;
        desk.ask(u"SKE52PAWR9"_s);
        desk.direct.refuse(code, detail);
        QVERIFY2(desk.model.notice().says.contains(says), qPrintable(desk.model.notice().says));
        QVERIFY2(desk.model.notice().next.contains(next), qPrintable(desk.model.notice().next));
        QCOMPARE(desk.model.notice().tone, ui::Tone::Declined);
        QCOMPARE(desk.model.code(), u"SKE52PAWR9"_s);   // to be compared with the customer's message
        QCOMPARE(desk.model.stage(), Model::Stage::Form);
        QCOMPARE(desk.direct.asked.last(), u"claims"_s);
    }

    void anAnswerThatComesAfterEscChangesNoNewForm()
    {
        Desk desk;
        desk.ask(u"SKE52PAWR9"_s);
        desk.model.close();
        QVERIFY(!desk.model.isOpen());
        desk.model.open(u"A1-0150"_s);
        QCOMPARE(desk.model.stage(), Model::Stage::Asking);   // the first one is still being looked up
        QCOMPARE(desk.model.code(), u"SKE52PAWR9"_s);
        desk.model.close();
        Q_EMIT desk.direct.claimOpen(desk.direct.ticket, someClaim(u"SKE52PAWR9"_s));
        QVERIFY(!desk.model.isOpen());
        desk.model.open(u"A1-0150"_s);
        QCOMPARE(desk.model.stage(), Model::Stage::Form);
        QCOMPARE(desk.model.sale(), u"A1-0150"_s);
        QVERIFY(desk.model.code().isEmpty() && desk.model.notice().isEmpty());
    }

    void aDecisionNeedsAReasonAndASecondPersonAndIsNoProof()
    {
        Desk desk;
        desk.model.open();
        Q_EMIT desk.direct.claimsListed({someClaim(u"SKE52PAWR9"_s)});
        desk.model.openDecision(u"NOSUCHCODE"_s);
        QVERIFY(!desk.model.decision().isOpen());
        desk.model.openDecision(u"SKE52PAWR9"_s);
        desk.model.decision().setReason(u"seen in the portal"_s);
        desk.model.decision().choose(true);
        QCOMPARE(desk.requests.size(), 1);
        QCOMPARE(desk.requests.first().purpose, people::Purpose::Decide);
        QCOMPARE(desk.requests.first().subject, u"SKE52PAWR9"_s);
        QVERIFY(desk.sentences.first().contains(u"not verified"_s));
        desk.model.decision().approvalGiven(desk.requests.first().ticket, {u"g1"_s, u"njeri"_s, false});
        QCOMPARE(desk.direct.orders(), QStringList{u"decide SKE52PAWR9 yes seen in the portal amina g1"_s});
        desk.direct.refuse(FailureCode::PaymentHeld, u"A1-0150"_s);
        QVERIFY(desk.model.decision().notice().says.contains(u"A1-0150"_s));
        desk.model.decision().choose(false);
        desk.model.decision().approvalGiven(desk.requests.last().ticket, {u"g2"_s, u"njeri"_s, false});
        QCOMPARE(desk.direct.orders().last(), u"decide SKE52PAWR9 no seen in the portal amina g2"_s);
        Q_EMIT desk.direct.claimDecided(desk.direct.ticket, someClaim(u"SKE52PAWR9"_s), false);
        QVERIFY(!desk.model.decision().isOpen());
        QVERIFY(desk.model.notice().says.contains(u"rejected"_s));
        Q_EMIT desk.direct.claimDecided({}, someClaim(u"SKE52PAWR9"_s), true);
        QVERIFY(desk.model.notice().tone != ui::Tone::Paid);
    }

    void mpesasOwnRecordEndsAClaimWhileSomebodyDecides()
    {
        Desk desk;
        desk.model.open();
        Q_EMIT desk.direct.claimsListed({someClaim(u"SKE52PAWR9"_s)});
        desk.model.openDecision(u"SKE52PAWR9"_s);
        Q_EMIT desk.direct.claimFound({}, onSale(someDirect(u"SKE52PAWR9"_s)), someBalanceOf(u"A1-0142"_s, 300, 300));
        QVERIFY(!desk.model.decision().isOpen());
        QVERIFY(desk.model.notice().says.startsWith(u"Found"_s));
        Q_EMIT desk.direct.claimsListed({});
        QCOMPARE(desk.model.rowCount(), 0);
    }
};

QTEST_GUILESS_MAIN(TestClaimsViewModel)
#include "tst_claims_view_model.moc"
