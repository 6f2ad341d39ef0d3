#include "tests/core/sale/shop_floor.h"

#include <QTest>

using namespace kaunta;
using namespace kaunta::sale;
using namespace kaunta::test;
using namespace std::chrono_literals;

class TestChargeEngine : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void nobodyHearsOfAnOldStateAfterANewOne()
    {
        ShopFloor shop;
        const QString id = shop.charge();
        shop.accept();
        bool proofIsThere = true;
        QObject::connect(&shop.engine(), &SaleService::chargeChanged, &shop.engine(), [&](const ChargeSnapshot &) {
            if (std::exchange(proofIsThere, false))   // as direct payments do, when a charge may have become the only one that a payment fits
                shop.engine().takeProof({id, Evidence::Pull, u"SKE52PAWR9"_s, Money::fromWhole(100), shop.clock.nowUtc(), {}});
        });
        QList<Status> heard;
        QObject::connect(&shop.engine(), &SaleService::chargeChanged, &shop.engine(), [&](const ChargeSnapshot &charge) { heard << charge.state.status; });
        shop.engine().checkNow(id);
        QCOMPARE(heard, (QList{Status::Prompted, Status::Paid}));
    }

    void theIntentIsOnDiskBeforeTheFirstByteLeaves()
    {
        ShopFloor shop;
        const QString id = shop.charge();
        QCOMPARE(shop.wire.onTheWire(kPush), 0);   // the request is asked for, nothing was answered yet
        QCOMPARE(shop.status(id), Status::Journaled);
        const auto request = shop.wire.peek(kPush).json();
        const auto charge = shop.ledger.charge(id);
        QCOMPARE(request.value(u"CallBackURL"_s).toString(), u"https://shop.test/cb/"_s + charge->callbackToken);
        QCOMPARE(request.value(u"AccountReference"_s).toString(), charge->wireReference);
        QVERIFY(charge->wireReference.startsWith(u"INV1A1"_s));
        QCOMPARE(charge->wireReference.size(), 10);
        QCOMPARE(request.value(u"Amount"_s).toInt(), 100);
    }

    void whoMayNotChargeChargesNobody()
    {
        ShopFloor shop;
        ChargeOrder order;
        order.phone = *Msisdn::parse(u"0722000000"_s);
        order.amount = Money::fromWhole(100);
        order.reference = u"INV1"_s;
        order.user = u"auditor"_s;
        QVERIFY(shop.charge(order).isEmpty());
        QCOMPARE(shop.refusals.last().failure.code, FailureCode::NotAllowed);
        QCOMPARE(shop.refusals.last().failure.detail, u"auditor"_s);
        QCOMPARE(shop.wire.waiting(kPush), 0);
        QVERIFY(shop.ledger.pendingCharges().isEmpty());
        QVERIFY(!shop.charge().isEmpty());   // somebody else may
    }

    void aChargeIsPaidByItsCallbackAndConfirmedByOneQuery()
    {
        ShopFloor shop;
        const QString id = shop.charge();
        shop.accept();
        QCOMPARE(shop.status(id), Status::Prompted);
        QCOMPARE(shop.callback(id, "0"), 200);
        QCOMPARE(shop.status(id), Status::Paid);
        QCOMPARE(shop.state(id).receipt, u"SKE52PAWR9"_s);
        QVERIFY(!isFinal(shop.state(id)));
        shop.pass(1s);
        QCOMPARE(shop.wire.waiting(kQuery), 1);
        shop.answerQuery("0");
        QVERIFY(isFinal(shop.state(id)));
        QCOMPARE(shop.ledger.payment(u"SKE52PAWR9"_s)->chargeId, id);
        shop.pass(24h);
        QCOMPARE(shop.wire.onTheWire(kQuery), 1);
        QCOMPARE(shop.wire.onTheWire(kPush), 1);
    }

    void aCallbackThatAQueryContradictsIsAConflictThatAManagerSees()
    {
        ShopFloor shop;
        const QString id = shop.charge();
        shop.accept();
        shop.callback(id, "0");
        shop.pass(1s);
        shop.answerQuery("1032");
        QCOMPARE(shop.status(id), Status::Conflict);
        QCOMPARE(shop.alerts.size(), 1);
        QCOMPARE(shop.alerts.first().kind, AlertKind::Conflict);
    }

    void aCallbackMayComeBeforeTheAcknowledgement()
    {
        ShopFloor shop;
        const QString id = shop.charge();
        shop.callback(id, "0");
        QCOMPARE(shop.status(id), Status::Paid);
        shop.accept();
        QCOMPARE(shop.status(id), Status::Paid);
        QCOMPARE(shop.ledger.charge(id)->checkoutRequestId, u"ws_CO_1"_s);
    }

    void withoutACallbackTheQuestionsFollowThePlan()
    {
        ShopFloor shop;
        const QString id = shop.charge();
        shop.accept();
        QList<qint64> asked;
        const auto start = shop.clock.sinceBoot();
        while (shop.clock.sinceBoot() - start < 11min) {
            shop.pass(1s);
            if (shop.wire.waiting(kQuery) > 0) {
                asked << (shop.clock.sinceBoot() - start) / 1s;
                shop.wire.answer(kQuery, 500, R"({"requestId":"r","errorCode":"500.001.1001","errorMessage":"The transaction is being processed"})");
                shop.settle();
            }
        }
        QCOMPARE(asked, (QList<qint64>{8, 20, 35, 50, 65, 90, 120, 180, 300, 600}));
        QCOMPARE(shop.status(id), Status::Unknown);   // ten minutes are over, and nothing is known
        shop.pass(5min);
        QCOMPARE(shop.wire.waiting(kQuery), 1);
        shop.answerQuery("0");
        QCOMPARE(shop.status(id), Status::Paid);
        QCOMPARE(shop.state(id).evidence, Evidence::Query);
        QVERIFY(shop.state(id).receipt.isEmpty());
        QVERIFY(!shop.ledger.pendingCharges().isEmpty());   // the receipt is awaited
    }

    void theWholePlanEndsAfterADay()
    {
        ShopFloor shop;
        shop.charge();
        shop.accept();
        int asked = 0;
        for (int i = 0; i < 26 * 60; ++i) {
            shop.pass(1min);
            while (shop.wire.waiting(kQuery) > 0) {
                ++asked;
                shop.answerQuery("4999");
            }
        }
        QVERIFY(asked > 90 && asked <= 10 + 96);
        QVERIFY(!shop.engine().nextWake());
    }

    void aDeclineByQueryIsAskedOnceMoreAMinuteLater()
    {
        ShopFloor shop;
        const QString id = shop.charge();
        shop.accept();
        shop.pass(8s);
        shop.answerQuery("1032");
        QCOMPARE(shop.status(id), Status::Declined);
        QVERIFY(!isFinal(shop.state(id)));
        shop.pass(59s);
        QCOMPARE(shop.wire.waiting(kQuery), 0);
        shop.pass(2s);
        shop.answerQuery("1032");
        QVERIFY(isFinal(shop.state(id)));
    }

    void lateMoneyAfterADeclineIsPaidWithAnAlert()
    {
        ShopFloor shop;
        const QString id = shop.charge();
        shop.accept();
        shop.pass(8s);
        shop.answerQuery("1032");
        shop.callback(id, "0");
        QCOMPARE(shop.status(id), Status::Paid);
        QCOMPARE(shop.alerts.size(), 1);
        QCOMPARE(shop.alerts.first().kind, AlertKind::LateMoney);
    }

    void anotherAmountOnATruePathIsAConflict()
    {
        ShopFloor shop;
        const QString id = shop.charge();
        shop.accept();
        shop.callback(id, "0", "1.00");
        QCOMPARE(shop.status(id), Status::Conflict);
        QVERIFY(!shop.ledger.payment(u"SKE52PAWR9"_s));
    }

    void aForgedCallbackMovesNothing()
    {
        ShopFloor shop;
        const QString id = shop.charge();
        shop.accept();
        QCOMPARE(shop.callback(id, "0", "100.00", "SKE52PAWR9", "ws_CO_other"), 200);
        QCOMPARE(shop.status(id), Status::Prompted);
    }

    void aReceiptPaysOneSale()
    {
        ShopFloor shop;
        const QString first = shop.charge();
        shop.accept();
        shop.callback(first, "0");
        shop.pass(1s);
        shop.answerQuery("0");
        const QString second = shop.charge(u"0733000000"_s);
        shop.accept("ws_CO_2");
        shop.callback(second, "0", "100.00", "SKE52PAWR9", "ws_CO_2");
        QCOMPARE(shop.status(second), Status::Conflict);
        QCOMPARE(shop.state(second).reason, u"receipt-used"_s);
        QCOMPARE(shop.ledger.payment(u"SKE52PAWR9"_s)->chargeId, first);
    }

    void anUnknownCodeIsShownVerbatimAndStaysUnknown()
    {
        ShopFloor shop;
        const QString id = shop.charge();
        shop.accept();
        shop.callback(id, "7777");
        QCOMPARE(shop.status(id), Status::Unknown);
        QCOMPARE(shop.changes.last().state.reason, u"7777"_s);
        QVERIFY(shop.changes.last().explanation.remedy == providers::Explanation::Remedy::DoNotAskAgain);
    }

    void aRefusedTokenIsRefreshedAndTheSecondAttemptIsJournaledFirst()
    {
        ShopFloor shop;
        const QString id = shop.charge();
        const QString firstPath = shop.ledger.charge(id)->callbackToken;
        shop.wire.answer(kPush, 404, R"({"requestId":"r","errorCode":"404.001.03","errorMessage":"Invalid Access Token"})");
        shop.settle();
        const auto charge = shop.ledger.charge(id);
        QCOMPARE(charge->state.attempt, 2);
        QCOMPARE(charge->state.status, Status::Journaled);
        QCOMPARE(charge->earlierToken, firstPath);
        QVERIFY(charge->callbackToken != firstPath);
        QCOMPARE(shop.wire.waiting(kPush), 1);
        // Refused again: never a third one.
        shop.wire.answer(kPush, 404, R"({"requestId":"r","errorCode":"404.001.03","errorMessage":"Invalid Access Token"})");
        shop.settle();
        QCOMPARE(shop.status(id), Status::Declined);
        QCOMPARE(shop.wire.waiting(kPush), 0);
    }

    void aLostAnswerIsUnknownAndIsNotRepeated()
    {
        ShopFloor shop;
        const QString id = shop.charge();
        shop.wire.answer(kPush, net::Reply{net::Reply::Reached::MaybeSent, 0, {}, {}, u"closed"_s});
        shop.settle();
        QCOMPARE(shop.status(id), Status::Unknown);
        shop.pass(25h);
        QCOMPARE(shop.wire.onTheWire(kPush), 1);
        QCOMPARE(shop.wire.waiting(kPush), 0);
        QCOMPARE(shop.wire.waiting(kQuery), 0);   // no CheckoutRequestID: M-PESA cannot be asked
        shop.callback(id, "0");                   // but its callback settles it, whenever it comes
        QCOMPARE(shop.status(id), Status::Paid);
    }

    void aPromptThatWouldLeaveTooLateIsProvenNotSent()
    {
        ShopFloor shop;
        shop.giveTokens = false;
        const QString id = shop.charge();
        shop.clock.advance(21s);   // the PC was suspended while the token was fetched
        shop.giveTokens = true;
        shop.settle();
        shop.accept();
        QCOMPARE(shop.wire.onTheWire(kPush), 0);
        QCOMPARE(shop.status(id), Status::NotSent);
    }

    void escBeforeTheFirstByteWithdrawsThePrompt()
    {
        ShopFloor shop;
        const QString id = shop.charge();
        shop.engine().stopWaiting(id);
        shop.accept();
        QCOMPARE(shop.wire.onTheWire(kPush), 0);
        QCOMPARE(shop.status(id), Status::NotSent);
    }

    void escWhileWaitingFollowsTheSaleOnAndBooksLateMoneyWithAnAlert()
    {
        ShopFloor shop;
        const QString id = shop.charge();
        shop.accept();
        shop.engine().stopWaiting(id);
        QCOMPARE(shop.status(id), Status::Prompted);
        QCOMPARE(shop.ledger.pendingCharges().size(), 1);
        shop.pass(3min);
        shop.callback(id, "0");
        QCOMPARE(shop.status(id), Status::Paid);
        QCOMPARE(shop.alerts.last().kind, AlertKind::LateMoney);
        QVERIFY(shop.ledger.payment(u"SKE52PAWR9"_s).has_value());
    }

    void aRestartAsksAboutEverythingOpenAndSendsNothing()
    {
        ShopFloor shop;
        const QString lost = shop.charge(u"0733000000"_s);   // the program dies before an answer comes
        const QString open = shop.charge();
        shop.wire.answer(kPush, net::Reply{net::Reply::Reached::MaybeSent, 0, {}, {}, {}});
        shop.settle();
        shop.accept();
        QCOMPARE(shop.status(open), Status::Prompted);
        shop.restart();
        QCOMPARE(shop.status(lost), Status::Unknown);
        QCOMPARE(shop.status(open), Status::Prompted);
        QCOMPARE(shop.wire.waiting(kPush), 0);
        QCOMPARE(shop.wire.waiting(kQuery), 1);
        shop.answerQuery("0");
        QCOMPARE(shop.status(open), Status::Paid);
    }

    void aCallbackThatWasStoredButNotInterpretedIsInterpretedAfterARestart()
    {
        ShopFloor shop;
        const QString id = shop.charge();
        shop.accept();
        shop.ledger.failAppends(ledger::LedgerError::Full);
        QCOMPARE(shop.callback(id, "0"), 200);
        QCOMPARE(shop.status(id), Status::Prompted);
        QVERIFY(shop.changes.isEmpty() || shop.changes.last().state.status != Status::Paid);   // not on disk, so not on a screen
        shop.ledger.failAppends(std::nullopt);
        shop.restart();
        QCOMPARE(shop.status(id), Status::Paid);
    }

    void anAnswerThatCannotBeWrittenIsKeptAndNewChargesStop()
    {
        ShopFloor shop;
        const QString id = shop.charge();
        shop.ledger.failAppends(ledger::LedgerError::Full);
        shop.accept();
        QCOMPARE(shop.alerts.last().kind, AlertKind::LedgerTrouble);
        QVERIFY(shop.charge(u"0733000000"_s).isEmpty());
        QCOMPARE(shop.refusals.last().failure.code, FailureCode::LedgerFull);
        QCOMPARE(shop.wire.waiting(kPush), 0);
        shop.pass(5s);
        QCOMPARE(shop.status(id), Status::Journaled);
        shop.ledger.failAppends(std::nullopt);
        shop.pass(3s);
        QCOMPARE(shop.status(id), Status::Prompted);
        QCOMPARE(shop.alerts.last().kind, AlertKind::LedgerWorksAgain);
        QCOMPARE(shop.ledger.charge(id)->checkoutRequestId, u"ws_CO_1"_s);
    }

    void aLedgerThatCannotBeWrittenStopsBeforeAnythingIsSent_data()
    {
        QTest::addColumn<int>("error");
        QTest::addColumn<int>("failure");
        using E = ledger::LedgerError;
        QTest::newRow("full") << int(E::Full) << int(FailureCode::LedgerFull);
        QTest::newRow("read-only") << int(E::ReadOnly) << int(FailureCode::LedgerReadOnly);
        QTest::newRow("other writer") << int(E::Busy) << int(FailureCode::TillRunning);
        QTest::newRow("corrupt") << int(E::Corrupt) << int(FailureCode::LedgerCorrupt);
        QTest::newRow("newer") << int(E::Newer) << int(FailureCode::LedgerNewer);
    }
    void aLedgerThatCannotBeWrittenStopsBeforeAnythingIsSent()
    {
        QFETCH(int, error);
        QFETCH(int, failure);
        for (const bool atTheCheck : {true, false}) {
            ShopFloor shop;
            if (atTheCheck)
                shop.ledger.failReadyToCharge(ledger::LedgerError(error));
            else
                shop.ledger.failAppends(ledger::LedgerError(error));
            QVERIFY(shop.charge().isEmpty());
            QCOMPARE(int(shop.refusals.last().failure.code), failure);
            QCOMPARE(shop.wire.waiting(kPush) + shop.wire.waiting(kToken), 0);
        }
    }

    void theSameKeyNeverPromptsTwice()
    {
        ShopFloor shop;
        const QString id = shop.charge(u"0722000000"_s, 100, u"order-7"_s);
        shop.accept();
        QCOMPARE(shop.charge(u"0722000000"_s, 100, u"order-7"_s), id);
        QVERIFY(shop.charge(u"0722000000"_s, 200, u"order-7"_s).isEmpty());
        QCOMPARE(shop.refusals.last().failure.code, FailureCode::KeyReused);
        QCOMPARE(shop.wire.onTheWire(kPush) + shop.wire.waiting(kPush), 1);
    }

    void anOpenChargeOnThePhoneIsShownFirst()
    {
        ShopFloor shop;
        const QString open = shop.charge();
        shop.accept();
        QVERIFY(shop.charge(u"+254 722 000 000"_s, 555).isEmpty());
        QCOMPARE(shop.refusals.last().failure.code, FailureCode::GuardOpenCharge);
        QCOMPARE(shop.refusals.last().openCharge.chargeId, open);
        QCOMPARE(shop.wire.waiting(kPush), 0);
    }

    void sendAgainWaitsForItsCountdownAndIsANewChargeOfTheSameSale()
    {
        ShopFloor shop;
        const QString first = shop.charge();
        shop.accept();
        shop.callback(first, "1032");
        QList<ResendState> told;
        connect(&shop.engine(), &SaleService::resendStateTold, this, [&](const QString &, const ResendState &state) { told << state; });
        shop.engine().askResend(first);
        QVERIFY(told.last().offered);
        QVERIFY(told.last().countdown > 100s);

        ChargeOrder again;
        again.phone = *Msisdn::parse(u"0722000000"_s);
        again.amount = Money::fromWhole(100);
        again.reference = u"INV1"_s;
        again.user = u"cashier"_s;
        again.saleId = shop.ledger.charge(first)->saleId;
        QVERIFY(shop.charge(again).isEmpty());
        QCOMPARE(shop.refusals.last().failure.code, FailureCode::GuardCountdown);
        shop.pass(121s);
        const QString second = shop.charge(again);
        QVERIFY(!second.isEmpty());
        QCOMPARE(shop.ledger.charge(second)->saleId, again.saleId);
        QCOMPARE(shop.ledger.chargesOfSale(again.saleId).size(), 2);

        // Once it is paid, there is nothing to send again.
        shop.accept("ws_CO_2");
        shop.callback(second, "0", "100.00", "SKE52PAWR9", "ws_CO_2");
        shop.pass(200s);
        while (shop.wire.waiting(kQuery) > 0)
            shop.answerQuery("0");
        QVERIFY(shop.charge(again).isEmpty());
        QCOMPARE(shop.refusals.last().failure.code, FailureCode::SaleSettled);
    }

    void theQuestionAfterThePromptsEndGoesFirstAndThereIsOneBudget()
    {
        ShopFloor shop;
        QStringList ids;
        for (int i = 0; i < 20; ++i) {
            ids << shop.charge(u"07220001%1"_s.arg(i, 2, 10, QLatin1Char('0')), 10 + i);
            shop.accept("ws_CO_" + QByteArray::number(i));
        }
        QList<std::chrono::milliseconds> asked;
        const auto start = shop.clock.sinceBoot();
        while (shop.clock.sinceBoot() - start < 3min) {
            shop.pass(500ms);
            while (shop.wire.waiting(kQuery) > 0) {
                asked << shop.clock.sinceBoot();
                shop.answerQuery("4999");
            }
        }
        QVERIFY(asked.size() >= 14 && asked.size() <= 20);
        for (int i = 1; i < asked.size(); ++i)   // twelve seconds apart, a little closer with each minute without a 429
            QVERIFY2(asked.at(i) - asked.at(i - 1) >= (i < 5 ? 12s : 7s), qPrintable(QString::number(i)));
    }

    void a429IsHonoured()
    {
        ShopFloor shop;
        shop.charge();
        shop.accept();
        shop.pass(8s);
        shop.wire.answer(kQuery, net::Reply{net::Reply::Reached::Answered, 429, {{"Retry-After", "40"}}, R"({"fault":{"faultstring":"Spike arrest"}})", {}});
        shop.settle();
        shop.pass(39s);
        QCOMPARE(shop.wire.waiting(kQuery), 0);
        shop.pass(2s);
        QCOMPARE(shop.wire.waiting(kQuery), 1);
    }

    void fieldsAreCheckedBeforeAnythingIsWritten()
    {
        ShopFloor shop;
        for (const qint64 amount : {qint64(0), qint64(250'001)})
            QVERIFY(shop.charge(u"0722000000"_s, amount).isEmpty());
        ChargeOrder order;
        order.phone = *Msisdn::parse(u"0722000000"_s);
        order.amount = Money::fromMinor(1050);
        order.reference = u"INV1"_s;
        QVERIFY(shop.charge(order).isEmpty());
        order.amount = Money::fromWhole(10);
        for (const QString &reference : {u""_s, u"Thirteen-char"_s, u"INV#1"_s, u"   "_s, u"Ünit"_s}) {
            order.reference = reference;
            QVERIFY2(shop.charge(order).isEmpty(), qPrintable(reference));
        }
        QCOMPARE(shop.refusals.size(), 8);
        QCOMPARE(shop.ledger.saleCount(), 0);
        QCOMPARE(shop.wire.waiting(kPush) + shop.wire.waiting(kToken), 0);
    }
};

QTEST_GUILESS_MAIN(TestChargeEngine)
#include "tst_charge_engine.moc"
