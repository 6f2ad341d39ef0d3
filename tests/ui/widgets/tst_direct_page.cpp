#include "tests/ui/support/counter_sales.h"
#include "tests/ui/support/direct_fakes.h"
#include "tests/ui/support/page_shots.h"
#include "tests/ui/support/ways.h"
#include "ui/widgets/direct_page.h"
#include "ui/widgets/inline_bar.h"
#include "ui/widgets/main_window.h"
#include "ui/widgets/nav_item.h"
#include "ui/widgets/state_badge.h"

#include <QLabel>
#include <QPushButton>
#include <QTableView>
#include <QTest>

using namespace kaunta;
using namespace Qt::StringLiterals;
using test::onSale;
using test::someBalanceOf;
using test::someClaim;
using test::someDirect;

namespace {

QList<direct::DirectPayment> somePayments()
{
    const char *names[] = {"JOHN", "WANJIKU", "AMINA", "OTIENO", "", "NJERI"};
    const qint64 amounts[] = {300, 1250, 80, 250000, 45, 300};
    QList<direct::DirectPayment> payments;
    for (int i = 0; i < 6; ++i) {
        payments << someDirect(u"TESTK0000"_s + QString::number(i + 1), amounts[i], i * i * 30);
        payments.last().payer = QString::fromLatin1(names[i]);
        payments.last().phoneEnd = QString::number(126 + 71 * i);
        payments.last().billReference = i % 2 == 0 ? QString() : u"INV%1"_s.arg(i);
    }
    payments[2].held = true;
    return payments;
}

//! The page over services that the test plays; everything is in sight and the lists are read.
struct Counter {
    explicit Counter(const QSize &size = {1150, 680})
    {
        for (ui::DecisionViewModel *decision : {&model.undo(), &claims.decision()})
            QObject::connect(decision, &ui::DecisionViewModel::approvalWanted, &page, [this](const people::ApprovalRequest &request) { requests << request; });
        page.resize(size);
        page.show();
        page.activateWindow();
    }
    bool ready(const QList<direct::DirectPayment> &payments = somePayments())
    {
        const bool active = QTest::qWaitForWindowActive(&page);
        list(payments);
        return active;
    }
    void list(const QList<direct::DirectPayment> &payments)
    {
        model.refresh();
        for (int question = 0; question < 3; ++question)   // one that was on its way, this one, and the badge's
            Q_EMIT direct.directListed(payments);
    }
    template <class W>
    W *find(const QString &name) const { return page.findChild<W *>(name); }
    QString word() const { return find<ui::StateBadge>(u"directState"_s)->word(); }
    QString bar(const QString &part) const
    {
        const auto *bar = find<QWidget>(part)->findChild<ui::InlineBar *>();
        return bar && bar->isShown() ? bar->text() : QString();
    }
    QString said() const
    {
        const auto *bar = find<ui::InlineBar>(u"directBar"_s);
        return bar->isShown() ? bar->text() : QString();
    }
    void press(Qt::Key key, Qt::KeyboardModifiers modifiers = Qt::NoModifier) { QTest::keyClick(page.focusWidget() ? page.focusWidget() : &page, key, modifiers); }
    void type(const QString &text) { QTest::keyClicks(page.focusWidget(), text); }

    test::TestClock clock;
    test::ListDirect direct;
    test::CounterSales sales;
    ui::DirectViewModel model{direct, sales, clock, u"amina"_s, test::kenya()};
    ui::ClaimsViewModel claims{direct, clock, u"amina"_s, test::kenya()};
    ui::DirectPage page{model, claims};
    QList<people::ApprovalRequest> requests;
};

} // namespace

class TestDirectPage : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { test::useTheme(ui::Scheme::Light); }

    void aPaymentIsPutOnASaleByKeyboardAlone()
    {
        Counter counter;
        QVERIFY(counter.ready());
        auto *table = counter.find<QTableView>(u"directTable"_s);
        auto *sale = counter.find<QLineEdit>(u"saleEdit"_s);
        QVERIFY(table->hasFocus());
        counter.press(Qt::Key_Return);   // asks for the sale, and matches nothing yet
        QVERIFY(sale->hasFocus());
        QVERIFY(counter.direct.orders().isEmpty());
        counter.press(Qt::Key_Return);   // on which?
        QVERIFY(counter.direct.orders().isEmpty());
        counter.type(u"a1-0142"_s);
        QCOMPARE(counter.find<QPushButton>(u"matchButton"_s)->text(), u"Put on A1-0142"_s);
        counter.list(somePayments());
        counter.press(Qt::Key_Return);
        counter.press(Qt::Key_Return);
        QCOMPARE(counter.direct.orders(), QStringList{u"match TESTK00001 A1-0142 amina"_s});
        Q_EMIT counter.direct.directMatched(counter.direct.ticket, onSale(somePayments().first()), someBalanceOf(u"A1-0142"_s, 350, 300));
        QVERIFY2(counter.said().contains(u"still lacks KES 50"_s), qPrintable(counter.said()));
        counter.list(somePayments().mid(1));
        QVERIFY(table->hasFocus());   // not the field: another Enter must not take the next payment
        counter.press(Qt::Key_Return);
        QCOMPARE(counter.direct.orders().size(), 1);
        QCOMPARE(sale->text().toUpper(), u"A1-0142"_s);   // several may go to one sale
        QVERIFY(sale->hasFocus());
        counter.press(Qt::Key_Escape);
        QVERIFY(table->hasFocus());
        counter.press(Qt::Key_Return);
        counter.press(Qt::Key_Down);   // the list can be walked from the field
        QCOMPARE(counter.word(), u"Held"_s);
        QVERIFY(table->hasFocus());    // which a held payment does not have
        counter.press(Qt::Key_Return);
        QCOMPARE(counter.direct.orders().size(), 1);
        QVERIFY(!counter.find<QPushButton>(u"matchButton"_s)->isVisible());
    }

    void aNewSaleIsMadeOfAPayment()
    {
        Counter counter;
        QVERIFY(counter.ready());
        counter.press(Qt::Key_N, Qt::ControlModifier);
        QCOMPARE(counter.direct.orders(), QStringList{u"new TESTK00001 Sale amina"_s});
        Q_EMIT counter.direct.directMatched(counter.direct.ticket, onSale(somePayments().first(), u"A1-0150"_s), someBalanceOf(u"A1-0150"_s, 300, 300));
        QVERIFY(counter.said().contains(u"Sale A1-0150 is paid"_s));
    }

    void aMatchIsUndoneWithASecondPerson()
    {
        Counter counter;
        QVERIFY(counter.ready());
        counter.press(Qt::Key_F6);   // it is on no sale
        QVERIFY(!counter.model.undo().isOpen());
        auto payments = somePayments();
        payments[0] = onSale(payments[0]);
        counter.list(payments);
        QVERIFY(counter.find<QPushButton>(u"undoButton"_s)->isVisible());
        QVERIFY(!counter.find<QLineEdit>(u"saleEdit"_s)->isVisible());
        QVERIFY(counter.find<QLabel>(u"directMatched"_s)->text().contains(u"amina"_s));
        counter.press(Qt::Key_F6);
        auto *reason = counter.find<QWidget>(u"directDetail"_s)->findChild<QLineEdit *>(u"decisionReason"_s);
        QVERIFY(reason->isVisible() && reason->hasFocus());
        counter.type(u"wrong customer"_s);
        QTest::mouseClick(counter.find<QWidget>(u"directDetail"_s)->findChild<QPushButton *>(u"decisionYes"_s), Qt::LeftButton);
        QCOMPARE(counter.requests.size(), 1);
        counter.model.undo().approvalGiven(counter.requests.first().ticket, {u"g1"_s, u"njeri"_s, false});
        QCOMPARE(counter.direct.orders(), QStringList{u"undo TESTK00001 wrong customer amina g1"_s});
        Q_EMIT counter.direct.directMatched(counter.direct.ticket, somePayments().first(), {});
        QVERIFY(counter.find<QTableView>(u"directTable"_s)->hasFocus());
        QCOMPARE(counter.word(), u"On no sale"_s);
        QVERIFY(counter.said().contains(u"on no sale now"_s));
    }

    void ctrlZUndoesWhatWasJustPutOnASale()
    {
        Counter counter;
        QVERIFY(counter.ready());
        counter.press(Qt::Key_Z, Qt::ControlModifier);   // there is nothing yet
        QCOMPARE(counter.find<QComboBox>(u"whichBox"_s)->currentIndex(), 0);
        counter.press(Qt::Key_N, Qt::ControlModifier);
        const auto matched = onSale(somePayments().first(), u"A1-0150"_s);
        Q_EMIT counter.direct.directMatched(counter.direct.ticket, matched, someBalanceOf(u"A1-0150"_s, 300, 300));
        counter.list(somePayments().mid(1));   // it is out of sight
        counter.press(Qt::Key_Z, Qt::ControlModifier);
        QVERIFY(!counter.model.undo().isOpen());   // the list is on its way
        counter.list(somePayments().mid(1) + QList{matched});
        QCOMPARE(counter.model.undo().question().subject, u"TESTK00001"_s);
        QVERIFY(counter.model.undo().isOpen());
        QVERIFY(counter.find<QWidget>(u"directDetail"_s)->findChild<QLineEdit *>(u"decisionReason"_s)->hasFocus());
        counter.press(Qt::Key_Escape);
        QVERIFY(!counter.model.undo().isOpen());
        QCOMPARE(counter.word(), u"On A1-0150"_s);
    }

    void typingSearchesAndEscShowsAllAgain()
    {
        Counter counter;
        QVERIFY(counter.ready());
        auto *filter = counter.find<QLineEdit>(u"filterEdit"_s);
        QTest::keyClick(counter.find<QTableView>(u"directTable"_s), Qt::Key_W);
        QVERIFY(filter->hasFocus());
        QCOMPARE(counter.direct.asked.last(), u"list 'w' for ''"_s);
        counter.list({somePayments().at(1)});
        counter.press(Qt::Key_Return);
        QVERIFY(counter.find<QTableView>(u"directTable"_s)->hasFocus());
        counter.press(Qt::Key_Escape);
        QVERIFY(filter->text().isEmpty());
        counter.find<QComboBox>(u"whichBox"_s)->setCurrentIndex(1);
        counter.list(somePayments());
        QVERIFY(counter.direct.asked.contains(u"list '' for '' all"_s));
    }

    void theChosenPaymentStaysWhenAnotherArrives()
    {
        Counter counter;
        QVERIFY(counter.ready());
        counter.press(Qt::Key_Down);
        const QString amount = counter.find<QWidget>(u"directAmount"_s)->accessibleName();
        counter.list(QList{someDirect(u"TESTK00099"_s, 7, 0)} + somePayments());
        QCOMPARE(counter.find<QWidget>(u"directAmount"_s)->accessibleName(), amount);
        QCOMPARE(counter.find<QTableView>(u"directTable"_s)->currentIndex().row(), 2);
    }

    void aCodeForASaleFromAnotherPageIsLookedUpByKeyboardAlone()
    {
        Counter counter;
        QVERIFY(counter.ready());
        counter.page.openFor(u"A1-0142"_s);
        QCOMPARE(counter.model.sale(), u"A1-0142"_s);
        auto *code = counter.find<QLineEdit>(u"codeEdit"_s);
        QVERIFY(code->isVisible() && code->hasFocus());
        QCOMPARE(counter.find<QLineEdit>(u"claimSaleEdit"_s)->text(), u"A1-0142"_s);
        counter.type(u"ske52"_s);
        counter.press(Qt::Key_Return);
        QVERIFY(counter.direct.orders().isEmpty());
        QVERIFY(counter.bar(u"claimPage"_s).contains(u"ten letters"_s));
        counter.type(u"pawr9"_s);
        counter.press(Qt::Key_Return);
        counter.press(Qt::Key_Return);
        QCOMPARE(counter.direct.orders(), QStringList{u"claim SKE52PAWR9 A1-0142 amina"_s});
        QVERIFY(!code->isEnabled());
        Q_EMIT counter.direct.claimOpen(counter.direct.ticket, someClaim(u"SKE52PAWR9"_s));
        Q_EMIT counter.direct.claimsListed({someClaim(u"SKE52PAWR9"_s)});
        QVERIFY(counter.bar(u"claimPage"_s).startsWith(u"Claimed, not verified"_s));
        QVERIFY(code->hasFocus());
        counter.press(Qt::Key_F5);
        QCOMPARE(counter.direct.orders().size(), 2);
        counter.direct.refuse(FailureCode::PaymentUsed, u"A1-0099 2026-11-22T07:40:00.000Z"_s);
        QVERIFY2(counter.bar(u"claimPage"_s).contains(u"sale A1-0099, 10:40"_s), qPrintable(counter.bar(u"claimPage"_s)));
        counter.press(Qt::Key_Escape);
        QVERIFY(counter.find<QTableView>(u"directTable"_s)->hasFocus());
        QCOMPARE(counter.find<QPushButton>(u"codeButton"_s)->text(), u"Customer shows code (1)"_s);
    }

    void aManagerDecidesAboutACode()
    {
        Counter counter;
        QVERIFY(counter.ready());
        counter.press(Qt::Key_F7);
        QVERIFY(counter.find<QLineEdit>(u"claimSaleEdit"_s)->hasFocus());   // no sale is known yet
        Q_EMIT counter.direct.claimsListed({someClaim(u"SKE52PAWR9"_s), someClaim(u"TESTK00077"_s)});
        counter.find<QTableView>(u"claimsTable"_s)->selectRow(1);
        counter.press(Qt::Key_F6);
        auto *page = counter.find<QWidget>(u"claimPage"_s);
        auto *reason = page->findChild<QLineEdit *>(u"decisionReason"_s);
        QVERIFY(reason->isVisible() && reason->hasFocus());
        counter.type(u"seen in the portal"_s);
        counter.press(Qt::Key_Return);   // no choice has Enter
        QVERIFY(counter.requests.isEmpty());
        QTest::mouseClick(page->findChild<QPushButton *>(u"decisionNo"_s), Qt::LeftButton);
        QCOMPARE(counter.requests.size(), 1);
        QCOMPARE(counter.requests.first().subject, u"TESTK00077"_s);
        counter.claims.decision().approvalGiven(counter.requests.first().ticket, {u"g1"_s, u"njeri"_s, false});
        QCOMPARE(counter.direct.orders(), QStringList{u"decide TESTK00077 no seen in the portal amina g1"_s});
        Q_EMIT counter.direct.claimDecided(counter.direct.ticket, someClaim(u"TESTK00077"_s), false);
        QVERIFY(!reason->isVisible());
    }

    void anArrivalIsToldOnEveryPageButItsOwn()
    {
        test::TestClock clock;
        test::CounterSales sales;
        test::ListDirect direct;
        ui::SaleFlow flow(sales, clock, {test::kenya(), u"amina"_s, {}});
        ui::FrameViewModel frame(sales, clock);
        ui::DirectNews news(direct, sales);
        ui::DirectViewModel model(direct, sales, clock, u"amina"_s, test::kenya());
        ui::ClaimsViewModel claims(direct, clock, u"amina"_s, test::kenya());
        ui::MainWindow window({flow, frame, &news}, {Environment::Practice, {}, u"Mama Njeri Stores"_s, u"A1"_s, u"amina"_s});
        window.setPage(ui::MainWindow::Page::Direct, new ui::DirectPage(model, claims));
        QObject::connect(&model, &ui::DirectViewModel::unmatchedChanged, &window, [&] { window.setUnmatchedCount(model.unmatchedCount()); });
        window.resize(1024, 600);
        window.show();
        window.activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(&window));
        auto *bar = window.findChild<ui::InlineBar *>(u"alertBar"_s);
        Q_EMIT direct.directArrived(someDirect(u"TESTK00001"_s));
        Q_EMIT direct.directListed({someDirect(u"TESTK00001"_s)});
        QCOMPARE(bar->text(), u"KES 300 came from JOHN …126 without being asked for. Put it on a sale."_s);
        QCOMPARE(window.findChild<ui::NavItem *>(u"directNavItem"_s)->badge(), 1);
        test::saveShot(window, u"direct-news"_s, u"light"_s, test::kShots[0]);

        Q_EMIT sales.alertRaised({sale::AlertKind::LedgerTrouble, {}, {}, {}});
        QVERIFY(bar->text().contains(u"ledger"_s));   // goes before
        Q_EMIT sales.alertRaised({sale::AlertKind::LedgerWorksAgain, {}, {}, {}});
        frame.dismissAlert();
        QVERIFY(bar->text().startsWith(u"KES 300"_s));
        QTest::keyClick(&window, Qt::Key_F2);
        QCOMPARE(window.page(), ui::MainWindow::Page::Direct);
        QVERIFY(!bar->isShown());   // it stands in the list
        QVERIFY(window.findChild<QTableView *>(u"directTable"_s)->hasFocus());   // the next key belongs to it
        Q_EMIT direct.directArrived(someDirect(u"TESTK00002"_s));
        QVERIFY(!bar->isShown());
        Q_EMIT direct.matchOvertaken(onSale(someDirect(u"TESTK00001"_s), u"A1-0150"_s), u"A1-0142"_s);
        QVERIFY(bar->text().contains(u"A1-0150"_s) && bar->text().contains(u"A1-0142"_s));
        test::saveShot(window, u"direct-overtaken"_s, u"light"_s, test::kShots[0]);
        QTest::mouseClick(bar->findChild<QPushButton *>(u"barCloseButton"_s), Qt::LeftButton);
        QVERIFY(!bar->isShown());
    }

    void everyControlHasAName()
    {
        Counter counter;
        QVERIFY(counter.ready());
        QCOMPARE(test::namelessControls(counter.page), QStringList());
        counter.press(Qt::Key_F7);
        QCOMPARE(test::namelessControls(counter.page), QStringList());
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
            Counter counter(room);
            const auto save = [&](const QString &name) {
                QCoreApplication::processEvents();
                QCOMPARE(counter.page.size(), room);   // nothing demands more room than there is
                test::saveShot(counter.page, name, scheme, shot);
            };
            QVERIFY(counter.ready({}));
            save(u"direct-empty"_s);
            auto payments = somePayments();
            payments.move(5, 0);
            payments[0].exact = true;
            Q_EMIT counter.direct.claimsListed({someClaim(u"SKE52PAWR9"_s), someClaim(u"TESTK00077"_s, u"A1-0150"_s, 90)});
            counter.model.setSale(u"A1-0142"_s);
            counter.list(payments);
            counter.press(Qt::Key_Return);
            save(u"direct"_s);
            counter.press(Qt::Key_Return);
            Q_EMIT counter.direct.directMatched(counter.direct.ticket, onSale(payments.first()), someBalanceOf(u"A1-0142"_s, 350, 300));
            counter.find<QComboBox>(u"whichBox"_s)->setCurrentIndex(1);
            payments[0] = onSale(payments[0]);
            counter.list(payments);
            save(u"direct-matched"_s);
            counter.press(Qt::Key_F6);
            counter.type(u"wrong customer"_s);
            save(u"direct-undo"_s);
            counter.model.undo().close();
            counter.find<QTableView>(u"directTable"_s)->selectRow(3);
            save(u"direct-held"_s);
            counter.page.openFor(u"A1-0142"_s);
            counter.type(u"ske52pa"_s);
            save(u"claim-form"_s);
            counter.type(u"wr9"_s);
            counter.press(Qt::Key_Return);
            Q_EMIT counter.direct.claimOpen(counter.direct.ticket, someClaim(u"SKE52PAWR9"_s));
            Q_EMIT counter.direct.claimsListed({someClaim(u"TESTK00077"_s, u"A1-0150"_s, 90), someClaim(u"SKE52PAWR9"_s)});
            save(u"claim-open"_s);
            counter.press(Qt::Key_F6);
            save(u"claim-decision"_s);
        }
        test::useTheme(ui::Scheme::Light);
    }
};

QTEST_MAIN(TestDirectPage)
#include "tst_direct_page.moc"
