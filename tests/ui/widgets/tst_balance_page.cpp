#include "tests/support/test_clock.h"
#include "tests/ui/support/account_fakes.h"
#include "tests/ui/support/page_shots.h"
#include "tests/ui/support/ways.h"
#include "ui/widgets/account_card.h"
#include "ui/widgets/balance_page.h"
#include "ui/widgets/inline_bar.h"
#include "ui/widgets/story_lines.h"

#include <QLabel>
#include <QPushButton>
#include <QTest>

using namespace kaunta;
using namespace Qt::StringLiterals;
using enquiry::AskState;
using test::someBalance;

namespace {

struct Office {
    explicit Office(const QSize &size = {1150, 680})
    {
        page.resize(size);
        page.show();
        page.activateWindow();
    }
    void list(const QList<enquiry::BalanceSnapshot> &balances) { Q_EMIT accounts.balancesListed(balances); }   // showing the page asked for it
    QString text(const QString &label) const { return page.findChild<QLabel *>(label)->text(); }
    void press(Qt::Key key) { QTest::keyClick(page.focusWidget(), key); }

    test::TestClock clock;
    test::ListAccounts accounts;
    ui::BalanceViewModel model{accounts, clock, u"njeri"_s, test::kenya()};
    ui::BalancePage page{model};
};

QList<enquiry::BalanceSnapshot> someHistory()
{
    auto failed = someBalance(u"b3"_s, 300, AskState::Failed);
    failed.code = u"21"_s;
    return {someBalance(u"b5"_s, 4), someBalance(u"b4"_s, 130), failed, someBalance(u"b2"_s, 1600), someBalance(u"b1"_s, 1700, AskState::Silent)};
}

} // namespace

class TestBalancePage : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { test::useTheme(ui::Scheme::Light); }

    void enterAsksOnceAndTheAnswerComesByItself()
    {
        Office office;
        QVERIFY(QTest::qWaitForWindowActive(&office.page));
        office.list({someBalance(u"b1"_s, 90)});
        office.accounts.asked.clear();
        auto *ask = office.page.findChild<QPushButton *>(u"askButton"_s);
        QVERIFY(ask->hasFocus());
        office.press(Qt::Key_Return);
        office.press(Qt::Key_F5);
        QCOMPARE(office.accounts.asked, QStringList{u"balance njeri"_s});
        QVERIFY(!ask->isEnabled());
        QVERIFY(office.page.findChild<ui::InlineBar *>()->isShown());
        QVERIFY(office.text(u"asOfLabel"_s).startsWith(u"As of 09:30"_s));
        Q_EMIT office.accounts.balanceChanged(office.accounts.lastTicket, someBalance(u"b2"_s, 0));
        QCOMPARE(office.text(u"asOfLabel"_s), u"As of 11:00"_s);
        QCOMPARE(office.page.findChildren<ui::AccountCard *>().size(), 5);
        QCOMPARE(office.page.findChild<ui::StoryLines *>()->count(), 1);
        QVERIFY(!office.page.findChild<ui::InlineBar *>()->isShown());
    }

    void whoMayNotSeeItReadsWhyAndSeesNoFigure()
    {
        Office office;
        Q_EMIT office.accounts.accountRefused({}, {FailureCode::NotAllowed, {}});
        QVERIFY(office.page.findChild<QLabel *>(u"emptyLabel"_s)->isVisible());
        QVERIFY(office.text(u"emptyLabel"_s).contains(u"role"_s));
        QVERIFY(!office.page.findChild<QPushButton *>(u"askButton"_s)->isVisible());
        for (const QLabel *label : office.page.findChildren<QLabel *>())
            QVERIFY(!label->isVisible() || !label->text().contains(u"KES"_s));
    }

    void figuresStandOnlyUnderTheirTime()
    {
        Office office;
        office.list(someHistory());
        QVERIFY(!office.text(u"asOfLabel"_s).isEmpty());
        office.model.setUser(u"amina"_s);
        QVERIFY(office.text(u"asOfLabel"_s).isEmpty());
        QVERIFY(office.page.findChildren<ui::AccountCard *>().isEmpty());
        QCOMPARE(office.page.findChild<ui::StoryLines *>()->count(), 0);
    }

    void everyControlHasAName()
    {
        Office office;
        office.list(someHistory());
        QCOMPARE(test::namelessControls(office.page), QStringList());
        for (const ui::AccountCard *card : office.page.findChildren<ui::AccountCard *>())
            QVERIFY(card->accessibleName().contains(u"KES"_s));
    }

    void pictures_data()
    {
        QTest::addColumn<bool>("dark");
        QTest::addColumn<int>("percent");
        QTest::newRow("light") << false << 100;
        QTest::newRow("dark") << true << 100;
        QTest::newRow("big letters") << false << 200;
    }
    void pictures()
    {
        QFETCH(bool, dark);
        QFETCH(int, percent);
        const QString scheme = percent > 100 ? u"big"_s : dark ? u"dark"_s : u"light"_s;
        test::useTheme(dark ? ui::Scheme::Dark : ui::Scheme::Light, percent);
        for (const test::Shot &shot : test::kShots) {
            if (percent > 100 && shot.window.width() < 1366)
                continue;
            const QSize room = test::pageSize(shot);
            Office office(room);
            const auto save = [&](const QString &name) {
                QCoreApplication::processEvents();
                QCOMPARE(office.page.size(), room);   // nothing demands more room than there is
                test::saveShot(office.page, name, scheme, shot);
            };
            QVERIFY(QTest::qWaitForWindowActive(&office.page));
            office.list({});
            save(u"balance-empty"_s);
            office.model.refresh();
            office.list(someHistory());
            save(u"balance"_s);
            office.press(Qt::Key_Return);
            save(u"balance-waiting"_s);
            Q_EMIT office.accounts.balanceChanged(office.accounts.lastTicket, someBalance(u"b6"_s, 0, AskState::Silent));
            save(u"balance-silent"_s);
            office.model.refresh();
            Q_EMIT office.accounts.accountRefused({}, {FailureCode::NotAllowed, {}});
            save(u"balance-not-allowed"_s);
        }
        test::useTheme(ui::Scheme::Light);
    }
};

QTEST_MAIN(TestBalancePage)
#include "tst_balance_page.moc"
