#include "tests/support/test_clock.h"
#include "tests/ui/support/account_fakes.h"
#include "tests/ui/support/ways.h"
#include "ui/viewmodels/balance_view_model.h"

#include <QSignalSpy>
#include <QTest>

using namespace kaunta;
using namespace Qt::StringLiterals;
using enquiry::AskState;
using test::someBalance;
using Model = ui::BalanceViewModel;

namespace {

struct Shop {
    void list(const QList<enquiry::BalanceSnapshot> &balances)
    {
        model.refresh();
        Q_EMIT accounts.balancesListed(balances);
    }
    test::TestClock clock;
    test::ListAccounts accounts;
    Model model{accounts, clock, u"njeri"_s, test::kenya()};
};

} // namespace

class TestBalanceViewModel : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void figuresComeWithTheirTime()
    {
        Shop shop;
        shop.list({someBalance(u"b2"_s, 4), someBalance(u"b1"_s, 3 * 24 * 60)});
        QCOMPARE(shop.accounts.asked, QStringList{u"list njeri 20"_s});
        QCOMPARE(shop.model.asOfWords(), u"As of 10:56 · 4 min ago"_s);
        const QList<ui::AccountRow> rows = shop.model.accounts();
        QCOMPARE(rows.size(), 5);
        QCOMPARE(rows.at(2).name, u"Utility Account"_s);
        QCOMPARE(rows.at(2).available, u"KES 228,037"_s);
        QCOMPARE(rows.at(2).reserved, u"KES 1,250"_s);
        QVERIFY(!rows.at(2).meaning.isEmpty());
        QCOMPARE(rows.at(3).available, u"KES -1,540"_s);
        QVERIFY(rows.at(4).meaning.isEmpty());   // no account is explained by guessing
        QCOMPARE(shop.model.history().size(), 1);
        QCOMPARE(shop.model.history().first().time, u"19 Nov 11:00"_s);
        QVERIFY(shop.model.history().first().says.contains(u"Utility Account KES\u00a0228,037"_s));
        shop.clock.advance(60min);
        shop.model.tick();
        QCOMPARE(shop.model.asOfWords(), u"As of 10:56 · 1 h 4 min ago"_s);
    }

    void anAnswerWithoutATimeShowsNoFigure()
    {
        Shop shop;
        auto timeless = someBalance(u"b1"_s);
        timeless.asOf = {};
        shop.list({timeless});
        QVERIFY(shop.model.accounts().isEmpty());
        QVERIFY(shop.model.asOfWords().isEmpty());
        QVERIFY(!shop.model.history().first().says.contains(u"KES"_s));
    }

    void whatWasNotToldStaysEmpty()
    {
        Shop shop;
        auto balance = someBalance(u"b1"_s);
        balance.accounts = {{u"New Account"_s, Money::fromWhole(7), {}, {}, {}}};
        shop.list({balance});
        QCOMPARE(shop.model.accounts().first().current, u"KES 7"_s);
        QVERIFY(shop.model.accounts().first().available.isEmpty() && shop.model.accounts().first().uncleared.isEmpty());
    }

    void askingWaitsForTheAnswerAndIsNotRepeated()
    {
        Shop shop;
        shop.model.ask();   // nothing is known of this person yet
        QVERIFY(shop.accounts.asked.isEmpty());
        shop.list({someBalance(u"b1"_s, 90)});
        shop.accounts.asked.clear();
        shop.model.ask();
        shop.model.ask();
        QCOMPARE(shop.accounts.asked, QStringList{u"balance njeri"_s});
        QVERIFY(shop.model.isWaiting() && !shop.model.canAsk());
        QCOMPARE(shop.model.notice().tone, ui::Tone::Waiting);
        QVERIFY(shop.model.notice().next.contains(u"older"_s));
        QCOMPARE(shop.model.asOfWords(), u"As of 09:30 · 1 h 30 min ago"_s);   // what is known stays, with its time
        const QString ticket = shop.accounts.lastTicket;
        Q_EMIT shop.accounts.balanceChanged(ticket, someBalance(u"b2"_s, 0, AskState::Asked));
        Q_EMIT shop.accounts.balanceChanged(ticket, someBalance(u"b2"_s, 0, AskState::Accepted));
        QVERIFY(shop.model.isWaiting());
        shop.model.ask();
        QCOMPARE(shop.accounts.asked.size(), 1);
        Q_EMIT shop.accounts.balanceChanged(ticket, someBalance(u"b2"_s, 0));
        QVERIFY(!shop.model.isWaiting() && shop.model.canAsk());
        QVERIFY(shop.model.notice().isEmpty());
        QCOMPARE(shop.model.asOfWords(), u"As of 11:00"_s);
        QCOMPARE(shop.model.history().size(), 1);
    }

    void silenceAndFailureLeaveTheOlderFiguresWithTheirTime()
    {
        Shop shop;
        shop.list({someBalance(u"b2"_s, 2, AskState::Silent), someBalance(u"b1"_s, 90)});
        QCOMPARE(shop.model.notice().tone, ui::Tone::Unknown);
        QCOMPARE(shop.model.asOfWords(), u"As of 09:30 · 1 h 30 min ago"_s);
        QVERIFY(shop.model.canAsk());
        auto failed = someBalance(u"b3"_s, 1, AskState::Failed);
        failed.code = u"21"_s;
        failed.explanation.says = "This M-PESA user may not see the balance.";
        Q_EMIT shop.accounts.balanceChanged(u"x"_s, failed);
        QCOMPARE(shop.model.notice().tone, ui::Tone::Declined);
        QVERIFY(shop.model.notice().says.contains(u"may not see"_s) && shop.model.notice().next.contains(u"21"_s));
        QCOMPARE(shop.model.history().size(), 2);
        Q_EMIT shop.accounts.balanceChanged(u"y"_s, someBalance(u"b2"_s, 2));   // the silent one's answer came late
        QCOMPARE(shop.model.asOfWords(), u"As of 10:58 · 2 min ago"_s);
    }

    void aLateAnswerNeverHidesANewerOne()
    {
        Shop shop;
        shop.list({someBalance(u"b2"_s, 1), someBalance(u"b1"_s, 60, AskState::Silent)});
        Q_EMIT shop.accounts.balanceChanged({}, someBalance(u"b1"_s, 60));
        QCOMPARE(shop.model.asOfWords(), u"As of 10:59 · 1 min ago"_s);
    }

    void whoMayNotSeeItSeesNothing()
    {
        Shop shop;
        shop.model.refresh();
        Q_EMIT shop.accounts.accountRefused({}, {FailureCode::NotAllowed, {}});
        QVERIFY(shop.model.isLoaded() && !shop.model.isAllowed() && !shop.model.canAsk());
        QVERIFY(shop.model.emptyWords().contains(u"does not see"_s));
        Q_EMIT shop.accounts.balanceChanged(u"t"_s, someBalance(u"b1"_s));   // somebody else's question
        QVERIFY(shop.model.accounts().isEmpty() && shop.model.history().isEmpty() && shop.model.asOfWords().isEmpty());
        shop.accounts.asked.clear();
        shop.model.ask();
        QVERIFY(shop.accounts.asked.isEmpty());
    }

    void anotherPersonDoesNotInheritTheFigures()
    {
        Shop shop;
        shop.list({someBalance(u"b1"_s)});
        shop.model.refresh();                                       // njeri's second list is on its way
        shop.model.setUser(u"amina"_s);
        QVERIFY(shop.model.accounts().isEmpty());
        Q_EMIT shop.accounts.balancesListed({someBalance(u"b1"_s)});   // and comes when she has left
        QVERIFY(shop.model.accounts().isEmpty() && !shop.model.isLoaded());
        shop.model.refresh();
        QCOMPARE(shop.accounts.asked.last(), u"list amina 20"_s);
        Q_EMIT shop.accounts.accountRefused({}, {FailureCode::NotAllowed, {}});
        QVERIFY(!shop.model.isAllowed());
        shop.model.setUser(u"njeri"_s);
        shop.model.refresh();
        Q_EMIT shop.accounts.balancesListed({someBalance(u"b1"_s)});
        QVERIFY(shop.model.isAllowed() && !shop.model.accounts().isEmpty());
    }

    void aRefusedQuestionSaysWhy()
    {
        Shop shop;
        shop.list({});
        QVERIFY(!shop.model.emptyWords().isEmpty());
        shop.model.ask();
        Q_EMIT shop.accounts.accountRefused(u"pull-1"_s, {FailureCode::NotSupported, {}});   // another question's
        QVERIFY(shop.model.isWaiting());
        Q_EMIT shop.accounts.accountRefused(shop.accounts.lastTicket, {FailureCode::CallbackNotTested, {}});
        QVERIFY(!shop.model.isWaiting() && shop.model.canAsk());
        QVERIFY(shop.model.notice().says.contains(u"nothing was sent"_s));
        shop.model.ask();
        QVERIFY(shop.model.notice().tone == ui::Tone::Waiting);   // not the old trouble
    }

    void aBalanceThatNobodyTellsIsNotAskedFor()
    {
        test::TestClock clock;
        test::ListAccounts accounts;
        Model model(accounts, clock, u"njeri"_s, test::muva());
        model.refresh();
        Q_EMIT accounts.balancesListed({});
        QVERIFY(!model.offersAsk() && !model.canAsk());
        QVERIFY(model.emptyWords().startsWith(u"MuvaTech does not tell the till"_s));
        const QStringList before = accounts.asked;
        model.ask();
        QCOMPARE(accounts.asked, before);
    }
};

QTEST_GUILESS_MAIN(TestBalanceViewModel)
#include "tst_balance_view_model.moc"
