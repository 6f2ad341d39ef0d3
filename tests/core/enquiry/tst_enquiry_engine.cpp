#include "tests/core/enquiry/account_desk.h"

#include "core/enquiry/threaded_account_service.h"

#include <QSignalSpy>
#include <QTest>

using namespace kaunta;
using namespace kaunta::enquiry;
using namespace kaunta::test;
using namespace std::chrono_literals;
using State = ledger::EnquiryRecord::State;

class TestEnquiryEngine : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    // ---- balance ----

    void aBalanceIsAskedWaitedForAndShownWithItsTime()
    {
        AccountDesk desk;
        desk.engine->askBalance(u"t"_s, u"manager"_s);
        desk.settle();
        QCOMPARE(desk.balance().state, State::Asked);   // on disk before M-PESA is asked
        QCOMPARE(desk.provider.balances.front().request.resultUrl.toString(), u"https://shop.test/cb/"_s + desk.balance().resultToken);
        desk.accept();
        desk.post(desk.balance().resultToken, balanceBody());
        const auto [ticket, shot] = desk.balances.last();
        QCOMPARE(ticket, u"t"_s);
        QCOMPARE(shot.state, AskState::Answered);
        QCOMPARE(shot.accounts.size(), 3);
        QCOMPARE(shot.accounts.at(1).name, u"Utility Account"_s);
        QCOMPARE(shot.accounts.at(1).available, Money::fromWhole(228000));
        QCOMPARE(shot.accounts.at(2).current, Money::fromWhole(-1540));
        QCOMPARE(shot.asOf, QDateTime(QDate(2026, 11, 22), QTime(7, 59), Qt::UTC));
        desk.restart();
        desk.engine->listBalances(u"manager"_s, 10);
        desk.settle();
        QCOMPARE(desk.listed.size(), 1);
        QCOMPARE(desk.listed.first().accounts, shot.accounts);
        QCOMPARE(desk.listed.first().asOf, shot.asOf);
    }

    void whoMaySeeItIsARole()
    {
        AccountDesk desk;
        desk.engine->askBalance(u"t"_s, u"cashier"_s);
        desk.engine->listBalances(u"cashier"_s, 10);
        desk.settle();
        QCOMPARE(desk.refusals.size(), 2);
        QCOMPARE(desk.refusals.first().second.code, FailureCode::NotAllowed);
        QVERIFY(desk.provider.balances.empty());
        QVERIFY(desk.ledger.openEnquiries().isEmpty());
    }

    void whyNotIsToldAndNothingIsAsked()
    {
        AccountDesk desk;
        const auto why = [&desk] {
            desk.engine->askBalance(u"t"_s, u"manager"_s);
            desk.settle();
            return desk.refusals.last().second.code;
        };
        desk.resultsComeBack = false;
        QCOMPARE(why(), FailureCode::CallbackNotTested);
        desk.initiatorSet = false;
        QCOMPARE(why(), FailureCode::InitiatorMissing);
        desk.provider.can = {};
        QCOMPARE(why(), FailureCode::NotSupported);
        desk.engine->pull(u"t"_s, 48, u"manager"_s);
        desk.engine->makeQr(u"t"_s, Money::fromWhole(10), u"INV1"_s);
        desk.settle();
        QCOMPARE(desk.refusals.size(), 5);
        QVERIFY(desk.provider.balances.empty() && desk.provider.pulls.empty() && desk.provider.qrs.empty());
    }

    void aSecondClickJoinsTheQuestionThatIsUnderWay()
    {
        AccountDesk desk;
        desk.engine->askBalance(u"one"_s, u"manager"_s);
        desk.engine->askBalance(u"two"_s, u"manager"_s);
        desk.settle();
        QCOMPARE(desk.provider.balances.size(), size_t(1));
        desk.accept();
        desk.balances.clear();
        desk.post(desk.balance().resultToken, balanceBody());
        QCOMPARE(desk.balances.size(), 2);
        QCOMPARE(desk.balances.at(0).first, u"one"_s);
        QCOMPARE(desk.balances.at(1).first, u"two"_s);
    }

    void anAnswerMayBeEarlyLateOrDoubledAndCountsOnce()
    {
        AccountDesk early;
        early.engine->askBalance(u"t"_s, u"manager"_s);
        early.post(early.balance().resultToken, balanceBody());
        QCOMPARE(early.balance().state, State::Answered);
        early.accept();
        QCOMPARE(early.balance().state, State::Answered);

        AccountDesk late;
        late.engine->askBalance(u"t"_s, u"manager"_s);
        late.accept();
        late.pass(1min + 59s);
        QCOMPARE(late.balance().state, State::Accepted);
        late.pass(2s);
        QCOMPARE(late.balance().state, State::Silent);
        QCOMPARE(late.balances.last().second.state, AskState::Silent);
        late.restart();
        late.post(late.balance().resultToken, balanceBody());
        QCOMPARE(late.balance().state, State::Answered);
        const auto once = late.balance();
        late.clock.advance(1h);
        late.post(late.balance().resultToken, balanceBody() + ' ');
        QCOMPARE(late.balance().answer, once.answer);
        QCOMPARE(late.balance().answeredAt, once.answeredAt);
    }

    void whatIsNotTheAnswerIsNoAnswer_data()
    {
        QTest::addColumn<QByteArray>("body");
        QTest::newRow("garbage") << QByteArray("<html>");
        QTest::newRow("another conversation") << balanceBody("AG_OTHER");
        QTest::newRow("waiting") << balanceBody().replace(R"("ResultType":0)", R"("ResultType":1)");
    }
    void whatIsNotTheAnswerIsNoAnswer()
    {
        QFETCH(QByteArray, body);
        AccountDesk desk;
        desk.engine->askBalance(u"t"_s, u"manager"_s);
        desk.accept();
        desk.post(desk.balance().resultToken, body);
        QCOMPARE(desk.balance().state, State::Accepted);
        desk.post(desk.balance().timeoutToken, balanceBody());
        QCOMPARE(desk.balance().state, State::Accepted);
        QVERIFY(!desk.inbox->next());   // and it does not come back for ever
    }

    void aRefusalIsShownVerbatimAndTheOperatorsStopsTheRest()
    {
        AccountDesk desk;
        desk.engine->askBalance(u"t"_s, u"manager"_s);
        desk.accept();
        desk.post(desk.balance().resultToken, resultBody("21"));
        QCOMPARE(desk.balance().state, State::Failed);
        QCOMPARE(desk.balances.last().second.code, u"21"_s);
        desk.engine->askBalance(u"t"_s, u"manager"_s);
        desk.settle();
        HeldProvider::answer(desk.provider.balances, providers::AskAnswer(HeldProvider::failed(Certainty::Refused, u"2001"_s)));
        desk.settle();
        QCOMPARE(desk.balances.last().second.code, u"2001"_s);
        desk.engine->askStatus(u"t"_s, u"SKC82PACB8"_s, u"manager"_s);
        desk.settle();
        QCOMPARE(desk.refusals.last().second.code, FailureCode::InitiatorRefused);
        QVERIFY(desk.provider.statuses.empty());
        desk.questions->initiatorStop().lift();   // the set-up was changed
        desk.engine->askStatus(u"t"_s, u"SKC82PACB8"_s, u"manager"_s);
        QCOMPARE(desk.provider.statuses.size(), size_t(1));
    }

    void aLostAcknowledgementGoesOnWaiting()
    {
        AccountDesk desk;
        desk.engine->askBalance(u"t"_s, u"manager"_s);
        HeldProvider::answer(desk.provider.balances, providers::AskAnswer(HeldProvider::failed(Certainty::Unknown, {})));
        QCOMPARE(desk.balance().state, State::Asked);
        desk.post(desk.balance().resultToken, balanceBody());
        QCOMPARE(desk.balance().state, State::Answered);
    }

    void aLedgerThatCannotBeWrittenKeepsTheAnswerAndTriesAgain()
    {
        AccountDesk desk;
        desk.engine->askBalance(u"t"_s, u"manager"_s);
        desk.accept();
        desk.ledger.failAppends(ledger::LedgerError::Full);
        desk.post(desk.balance().resultToken, balanceBody());
        QCOMPARE(desk.balance().state, State::Accepted);
        QVERIFY(desk.inbox->next().has_value());
        desk.engine->askStatus(u"s"_s, u"SKC82PACB8"_s, u"manager"_s);
        desk.settle();
        QCOMPARE(desk.refusals.last().second.code, FailureCode::LedgerFull);
        QVERIFY(desk.provider.statuses.empty());
        desk.ledger.failAppends(std::nullopt);
        desk.pass(3s);
        QCOMPARE(desk.balance().state, State::Answered);
        QVERIFY(!desk.inbox->next());
    }

    // ---- status ----

    void aStatusThatNamesThisShopIsHandedOnAndTheNameStaysOutOfTheLedger()
    {
        AccountDesk desk;
        desk.engine->askStatus(u"t"_s, u"SKC82PACB8"_s, u"cashier"_s);
        desk.settle();
        QCOMPARE(desk.provider.statuses.front().request.receipt, u"SKC82PACB8"_s);
        desk.acceptStatus();
        desk.post(desk.status().resultToken, statusBody("Completed", "SKC82PACB8"));
        const auto shot = desk.statuses.last().second;
        QVERIFY(shot.isCompleted);
        QCOMPARE(shot.amount, Money::fromWhole(100));
        QCOMPARE(shot.counterparty, u"John Doe"_s);
        QCOMPARE(desk.found.completed.size(), 1);
        QCOMPARE(desk.found.completed.first().receipt, u"SKC82PACB8"_s);
        QCOMPARE(desk.found.completed.first().amount, Money::fromWhole(100));
        for (const auto &event : desk.ledger.events())
            QVERIFY(!event.payload.contains("John"));
    }

    void moneyOfOthersIsNeverOurs_data()
    {
        QTest::addColumn<QByteArray>("body");
        QTest::newRow("paid to another shop") << statusBody("Completed", "SKC82PACB8", "100", "AG_1", "600001 - Another shop");
        QTest::newRow("paid out by this shop") << statusBody("Completed", "SKC82PACB8", "100", "AG_1", "254722000000 - John Doe");
        QTest::newRow("paid to nobody named") << statusBody("Completed", "SKC82PACB8", "100", "AG_1", "");
        QTest::newRow("not finished") << statusBody("Authorized", "SKC82PACB8");
        QTest::newRow("another receipt") << statusBody("Completed", "SKC00PACB9");
        QTest::newRow("no amount") << statusBody("Completed", "SKC82PACB8", "");
        QTest::newRow("question failed") << resultBody("2033", {}, "LGR0000000", "AG_Q", "orig-Q");
    }
    void moneyOfOthersIsNeverOurs()
    {
        QFETCH(QByteArray, body);
        AccountDesk desk;
        QList<ReceiptLookup::Outcome> outcomes;
        desk.provider.can.setFlag(providers::Capability::Pull, false);
        desk.engine->lookUp(u"SKC82PACB8"_s, u"cashier"_s, this, [&](ReceiptLookup::Outcome outcome) { outcomes << outcome; });
        desk.acceptStatus();
        desk.post(desk.status().resultToken, body);
        QVERIFY(desk.found.completed.isEmpty());
        QCOMPARE(outcomes, QList{ReceiptLookup::Outcome::NotFound});
    }

    // ---- M-PESA's list ----

    void aPullGoesOnUntilAPageBringsNothingNew()
    {
        AccountDesk desk;
        desk.engine->pull(u"t"_s, 48, u"cashier"_s);
        desk.settle();
        QCOMPARE(desk.pulls.last().second.outcome, PullSnapshot::Outcome::Running);
        const auto request = desk.provider.pulls.front().request;
        QVERIFY(request.from.secsTo(request.to) < 48 * 3600);   // M-PESA refuses more than it keeps, and clocks differ
        QVERIFY(request.from.secsTo(request.to) > 47 * 3600);
        desk.answerPull({u"SKC82PACB1"_s, u"SKC82PACB2"_s});
        QCOMPARE(desk.provider.pulls.front().request.offset, 2);
        QCOMPARE(desk.provider.pulls.front().request.to, request.to);
        desk.answerPull({u"SKC82PACB2"_s, u"SKC82PACB3"_s});   // the list grew at its head while we read
        QCOMPARE(desk.provider.pulls.front().request.offset, 4);
        desk.answerPull({});
        const auto shot = desk.pulls.last().second;
        QCOMPARE(shot.outcome, PullSnapshot::Outcome::Done);
        QCOMPARE(shot.records, 3);
        QCOMPARE(shot.newDirectPayments, 3);
        QCOMPARE(shot.receiptsFound, 2);
        QCOMPARE(desk.found.pages.size(), 2);
        QVERIFY(desk.provider.pulls.empty());
    }

    void aListThatNeverEndsOrRepeatsItselfComesToAnEnd()
    {
        AccountDesk same;
        same.engine->pull(u"t"_s, 1, u"cashier"_s);
        same.settle();
        same.answerPull({u"SKC82PACB1"_s});
        same.answerPull({u"SKC82PACB1"_s});
        QCOMPARE(same.pulls.last().second.outcome, PullSnapshot::Outcome::Done);

        AccountDesk endless;
        endless.engine->pull(u"t"_s, 1, u"cashier"_s);
        endless.settle();
        int pages = 0;
        while (!endless.provider.pulls.empty())
            endless.answerPull({u"SKC%1"_s.arg(++pages, 7, 10, QLatin1Char('0'))});
        QCOMPARE(pages, PullRun::kMostPages);
        QCOMPARE(endless.pulls.last().second.outcome, PullSnapshot::Outcome::Failed);
    }

    void noDataIsNeverZeroPayments()
    {
        AccountDesk desk;
        desk.engine->pull(u"t"_s, 48, u"cashier"_s);
        desk.settle();
        desk.answerPull({});
        QCOMPARE(desk.pulls.last().second.outcome, PullSnapshot::Outcome::NoData);
        QCOMPARE(desk.pulls.last().second.code, u"1001"_s);
    }

    void aPullThatFailsKeepsWhatItFoundAndIsNotRepeatedByItself()
    {
        AccountDesk desk;
        desk.engine->pull(u"one"_s, 48, u"cashier"_s);
        desk.engine->pull(u"two"_s, 48, u"cashier"_s);   // joins
        desk.settle();
        QCOMPARE(desk.provider.pulls.size(), size_t(1));
        desk.answerPull({u"SKC82PACB1"_s});
        desk.pulls.clear();
        HeldProvider::answer(desk.provider.pulls, providers::PullAnswer{providers::PullAnswer::Kind::Failed, {}, u"500"_s, {}, Certainty::Unknown});
        desk.settle();
        QCOMPARE(desk.pulls.size(), 2);
        QCOMPARE(desk.pulls.last().second.outcome, PullSnapshot::Outcome::Failed);
        QCOMPARE(desk.pulls.last().second.records, 1);
        desk.pass(1h);
        QVERIFY(desk.provider.pulls.empty());
        for (const int hours : {0, 49, -1})
            desk.engine->pull(u"t"_s, hours, u"cashier"_s);
        desk.settle();
        QCOMPARE(desk.refusals.size(), 3);
    }

    void atStartAndAfterAnUnknownTheListIsReadByItselfButNotAllTheTime()
    {
        AccountDesk desk;
        desk.engine->pullNow();
        desk.settle();
        desk.answerPull({});
        QCOMPARE(desk.pulls.last().first, QString());
        for (int i = 0; i < 10; ++i)
            desk.engine->pullSoon();
        desk.pass(1min + 59s);
        QVERIFY(desk.provider.pulls.empty());
        desk.pass(2s);
        QCOMPARE(desk.provider.pulls.size(), size_t(1));
        desk.answerPull({});
        desk.pass(10min);
        QVERIFY(desk.provider.pulls.empty());
        desk.engine->pullSoon();
        desk.pass(31s);
        QCOMPARE(desk.provider.pulls.size(), size_t(1));
    }

    void aListThatCouldNotBeReadIsReadAgainAndLessAndLessOften()
    {
        AccountDesk desk;
        const auto fail = [&desk] {
            HeldProvider::answer(desk.provider.pulls, providers::PullAnswer{providers::PullAnswer::Kind::Failed, {}, u"token"_s, {}, Certainty::NotSent});
            desk.settle();
        };
        desk.engine->pullNow();
        desk.settle();
        for (const auto pause : {2min, 4min, 8min, 16min, 32min, 64min, 64min}) {
            fail();
            desk.pass(pause - 10s);   // counted from when it was asked for
            QVERIFY(desk.provider.pulls.empty());
            desk.pass(11s);
            QCOMPARE(desk.provider.pulls.size(), size_t(1));
        }
        desk.answerPull({});
        desk.pass(3h);
        QVERIFY(desk.provider.pulls.empty());
    }

    // ---- a code that a customer shows ----

    void aCodeIsLookedUpInTheListAndThenByStatus()
    {
        AccountDesk desk;
        QList<ReceiptLookup::Outcome> outcomes;
        const auto note = [&](ReceiptLookup::Outcome outcome) { outcomes << outcome; };
        desk.engine->lookUp(u"SKC82PACB1"_s, u"cashier"_s, this, note);
        desk.engine->lookUp(u"SKC82PACB8"_s, u"cashier"_s, this, note);
        desk.settle();
        desk.answerPull({u"SKC82PACB1"_s});
        desk.answerPull({});
        QCOMPARE(outcomes, QList{ReceiptLookup::Outcome::Found});
        desk.acceptStatus();
        desk.post(desk.status().resultToken, statusBody("Completed", "SKC82PACB8"));
        QCOMPARE(outcomes, (QList{ReceiptLookup::Outcome::Found, ReceiptLookup::Outcome::Found}));
        QCOMPARE(desk.found.completed.size(), 1);
    }

    void aLookUpEndsEvenIfNobodyAnswers()
    {
        AccountDesk silent;
        QList<ReceiptLookup::Outcome> outcomes;
        const auto note = [&](ReceiptLookup::Outcome outcome) { outcomes << outcome; };
        silent.provider.can.setFlag(providers::Capability::Pull, false);
        silent.engine->lookUp(u"SKC82PACB8"_s, u"cashier"_s, this, note);
        silent.acceptStatus();
        silent.pass(2min + 1s);
        QCOMPARE(outcomes, QList{ReceiptLookup::Outcome::NotFound});
        // The late answer still reaches whoever books payments.
        silent.post(silent.status().resultToken, statusBody("Completed", "SKC82PACB8"));
        QCOMPARE(silent.found.completed.size(), 1);
        QCOMPARE(outcomes.size(), 1);

        AccountDesk cannot;
        outcomes.clear();
        cannot.provider.can = {};
        cannot.engine->lookUp(u"SKC82PACB8"_s, u"cashier"_s, this, note);
        cannot.settle();
        QCOMPARE(outcomes, QList{ReceiptLookup::Outcome::NotAsked});
        {
            QObject gone;
            cannot.engine->lookUp(u"SKC82PACB8"_s, u"cashier"_s, &gone, note);
        }
        cannot.settle();
        QCOMPARE(outcomes.size(), 1);
    }

    // ---- QR ----

    void aQrCodeIsMadeForAWholeAmount()
    {
        AccountDesk desk;
        desk.engine->makeQr(u"t"_s, Money::fromWhole(150), u"INV1"_s);
        QCOMPARE(desk.provider.qrs.front().request.amount, Money::fromWhole(150));
        HeldProvider::answer(desk.provider.qrs, providers::QrAnswer{"png", {}, {}});
        QCOMPARE(desk.qrs, QList<QByteArray>{"png"});
        desk.engine->makeQr(u"t"_s, Money::fromWhole(150), u"INV1"_s);
        HeldProvider::answer(desk.provider.qrs, providers::QrAnswer{{}, u"500.001.1001"_s, {}});
        QCOMPARE(desk.refusals.last().second.code, FailureCode::RequestFailed);
        QCOMPARE(desk.refusals.last().second.detail, u"500.001.1001"_s);
        for (const Money &amount : {Money::fromWhole(0), Money::fromMinor(1050), Money::fromWhole(250'001)})
            desk.engine->makeQr(u"t"_s, amount, u"INV1"_s);
        desk.engine->makeQr(u"t"_s, Money::fromWhole(1), {});
        desk.engine->makeQr(u"t"_s, Money::fromWhole(1), u"Thirteen-char"_s);
        desk.settle();
        QCOMPARE(desk.refusals.size(), 6);
        QVERIFY(desk.provider.qrs.empty());
    }

    // ---- from the window ----

    void callsBeforeTheEngineRunsAreKeptAndWithoutOneRefused()
    {
        AccountDesk desk;
        ThreadedAccountService service;
        QSignalSpy balance(&service, &AccountService::balanceChanged);
        service.askBalance(u"t"_s, u"manager"_s);
        desk.settle();
        QVERIFY(desk.provider.balances.empty());
        service.attach(*desk.engine);
        QTRY_COMPARE(balance.size(), 1);
        QCOMPARE(balance.first().first().toString(), u"t"_s);
        QCOMPARE(balance.first().at(1).value<BalanceSnapshot>().state, AskState::Asked);

        ThreadedAccountService lost;
        QSignalSpy refused(&lost, &AccountService::accountRefused);
        lost.askBalance(u"early"_s, u"manager"_s);
        lost.giveUp({FailureCode::TillRunning, {}});
        lost.askStatus(u"s"_s, u"SKC82PACB8"_s, u"manager"_s);
        lost.pull(u"p"_s, 1, u"manager"_s);
        lost.makeQr(u"q"_s, Money::fromWhole(1), u"R"_s);
        QTRY_COMPARE(refused.size(), 4);
        QCOMPARE(refused.first().first().toString(), u"early"_s);
        QCOMPARE(refused.last().at(1).value<Failure>().code, FailureCode::TillRunning);
    }
};

QTEST_GUILESS_MAIN(TestEnquiryEngine)
#include "tst_enquiry_engine.moc"
