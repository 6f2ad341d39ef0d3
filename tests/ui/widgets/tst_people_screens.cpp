#include "tests/support/test_clock.h"
#include "tests/ui/support/page_shots.h"
#include "tests/ui/support/people_fake.h"
#include "ui/widgets/approval_dialog.h"
#include "ui/widgets/lock_screen.h"
#include "ui/widgets/lock_shell.h"
#include "ui/widgets/owner_page.h"
#include "ui/widgets/users_card.h"

#include <QBoxLayout>
#include <QComboBox>
#include <QLabel>
#include <QPushButton>
#include <QShortcut>
#include <QSignalSpy>
#include <QTest>

using namespace kaunta;
using namespace Qt::StringLiterals;
using people::Purpose;
using people::Role;

namespace {

struct Screens {
    test::TestClock clock;
    test::FakePeople people;
    ui::ApprovalViewModel approval{people, clock};
    ui::LockViewModel lock{people, clock, false, u"cashier"_s};
    ui::UsersViewModel users{people, false};

    void list(const QList<people::UserLine> &who = test::someUsers()) { Q_EMIT people.usersListed(who); }
    void ask()
    {
        approval.ask({u"r1"_s, Purpose::Refund, u"SKE52PAWR9"_s, u"achieng"_s},
                     u"KES 1,250 goes back to 0722 … 000. Receipt SKE52PAWR9, sale A1-0142, paid 14:02. It takes seconds, sometimes hours."_s);
        list();
    }
};

QString notice(const QWidget &page, const QString &name)
{
    const auto *row = page.findChild<QWidget *>(name);
    return row && row->isVisibleTo(&page) ? row->findChild<QLabel *>(u"noticeLabel"_s)->text() : QString();
}

void showAt(QWidget &page, QSize size)
{
    page.resize(size);
    page.show();
    page.activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(&page));
}

//! No label or button is cut: each has the room that its words need.
QString cut(const QWidget &page)
{
    QStringList found;
    const auto labels = page.findChildren<QLabel *>();
    for (const QLabel *label : labels)
        if (label->isVisibleTo(&page) && !label->text().isEmpty()
            && (label->height() < label->heightForWidth(label->width()) || (!label->wordWrap() && label->width() < label->sizeHint().width())))
            found << label->text();
    const auto buttons = page.findChildren<QPushButton *>();
    for (const QPushButton *button : buttons)
        if (button->isVisibleTo(&page) && (button->width() < button->minimumSizeHint().width() || button->height() < button->minimumSizeHint().height()))
            found << button->text();
    return found.join(u" | "_s);
}

} // namespace

class TestPeopleScreens : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { test::useTheme(ui::Scheme::Light); }

    void enterApprovesAndTheDialogGoes()
    {
        Screens screens;
        ui::ApprovalDialog dialog(screens.approval);
        QVERIFY(!dialog.isVisible());
        screens.ask();
        QVERIFY(dialog.isVisible());
        QVERIFY(dialog.isModal());
        QVERIFY(QTest::qWaitForWindowActive(&dialog));
        auto *pin = dialog.findChild<QLineEdit *>(u"pinEdit"_s);
        QVERIFY(pin->hasFocus());
        QVERIFY(!dialog.findChild<QPushButton *>(u"approveButton"_s)->isEnabled());
        QTest::keyClick(pin, Qt::Key_Return);   // nothing typed yet
        QTest::keyClicks(pin, u"7a3 9152"_s);   // only digits arrive
        QTest::keyClick(pin, Qt::Key_Return);
        QTest::keyClick(pin, Qt::Key_Return);
        QCOMPARE(screens.people.count(u"approve mama"_s), 1);
        QCOMPARE(screens.people.pin, QByteArray("739152"));
        QCOMPARE(pin->text(), QString());
        Q_EMIT screens.people.approved(screens.people.ticket, {u"g1"_s, u"mama"_s, false});
        QVERIFY(!dialog.isVisible());
    }

    void escLeavesEverythingAsItWas()
    {
        Screens screens;
        ui::ApprovalDialog dialog(screens.approval);
        QSignalSpy cancelled(&screens.approval, &ui::ApprovalViewModel::cancelled);
        screens.ask();
        QVERIFY(QTest::qWaitForWindowActive(&dialog));
        auto *pin = dialog.findChild<QLineEdit *>(u"pinEdit"_s);
        QTest::keyClicks(pin, u"739"_s);
        QTest::keyClick(pin, Qt::Key_Escape);
        QCOMPARE(cancelled.size(), 1);
        QVERIFY(!dialog.isVisible());
        screens.ask();
        QCOMPARE(pin->text(), QString());   // nothing waits for the next person
    }

    void aPinIsTypedByFingerToo()
    {
        Screens screens;
        ui::ApprovalDialog dialog(screens.approval);
        screens.ask();
        QVERIFY(QTest::qWaitForWindowActive(&dialog));
        for (const QString &key : {u"key7"_s, u"key00"_s, u"eraseKey"_s, u"key3"_s})
            QTest::mouseClick(dialog.findChild<QAbstractButton *>(key), Qt::LeftButton);
        QCOMPARE(dialog.findChild<QLineEdit *>(u"pinEdit"_s)->text(), u"703"_s);
        QVERIFY(dialog.findChild<QLineEdit *>(u"pinEdit"_s)->displayText() != u"703"_s);
        dialog.findChild<QPushButton *>(u"approveButton"_s)->click();
        QCOMPARE(screens.people.pin, QByteArray("703"));
    }

    void anotherApproverIsChosenAndTheFocusGoesBackToThePin()
    {
        Screens screens;
        ui::ApprovalDialog dialog(screens.approval);
        screens.ask();
        QVERIFY(QTest::qWaitForWindowActive(&dialog));
        auto *approver = dialog.findChild<QComboBox *>(u"approverCombo"_s);
        QCOMPARE(approver->count(), 2);
        approver->setFocus();
        QTest::keyClick(approver, Qt::Key_Down);
        QVERIFY(dialog.findChild<QLineEdit *>(u"pinEdit"_s)->hasFocus());
        QCOMPARE(screens.approval.approver(), u"juma"_s);
    }

    void aLockedPinShowsItsCountdownAndTakesNone()
    {
        Screens screens;
        ui::ApprovalDialog dialog(screens.approval);
        screens.ask();
        QVERIFY(QTest::qWaitForWindowActive(&dialog));
        auto *pin = dialog.findChild<QLineEdit *>(u"pinEdit"_s);
        QTest::keyClicks(pin, u"000000"_s);
        QTest::keyClick(pin, Qt::Key_Return);
        screens.people.refuse(FailureCode::PinWrong, 5);
        QTest::keyClicks(pin, u"739152"_s);
        QCOMPARE(pin->text(), QString());
        QVERIFY(notice(dialog, u"approvalNotice"_s).contains(u"countdown"_s));
        screens.clock.advance(5s);
        QTRY_VERIFY(!pin->isReadOnly());   // the dialog's own timer asks the clock
        QVERIFY(pin->hasFocus());
    }

    void theLockOpensByPinAndItsKeysDoNotReachTheTill()
    {
        Screens screens;
        auto *till = new QWidget;
        till->setWindowTitle(u"Kaunta"_s);
        auto *shortcut = new QShortcut(Qt::Key_F1, till);
        QSignalSpy pressed(shortcut, &QShortcut::activated);
        ui::LockShell shell(till, screens.lock, screens.users);
        shell.setEnvironment(Environment::Sandbox, {});
        showAt(shell, {1024, 600});
        screens.lock.start();
        screens.list();
        QCOMPARE(shell.windowTitle(), u"Kaunta"_s);
        QVERIFY(!till->isVisible());
        auto *pin = shell.findChild<QWidget *>(u"lockScreen"_s)->findChild<QLineEdit *>(u"pinEdit"_s);
        QVERIFY(pin->hasFocus());
        QTest::keyClick(pin, Qt::Key_F1);
        QTest::keyClick(pin, Qt::Key_Escape);
        QCOMPARE(pressed.size(), 0);
        QVERIFY(!till->isVisible());
        QTest::keyClicks(pin, u"739152"_s);
        QTest::keyClick(pin, Qt::Key_Return);
        QCOMPARE(screens.people.pin, QByteArray("739152"));
        Q_EMIT screens.people.signedIn(screens.people.ticket, u"mama"_s, Role::Owner);
        QVERIFY(till->isVisible());
        QTest::keyClick(&shell, Qt::Key_F1);
        QCOMPARE(pressed.size(), 1);
    }

    void keysAndTouchesPutOffTheAutomaticLock()
    {
        Screens screens;
        ui::LockShell shell(new QLineEdit, screens.lock, screens.users);
        showAt(shell, {1024, 600});
        screens.lock.start();
        screens.list();
        screens.lock.setAutoLockMinutes(1);
        screens.lock.signIn("739152");
        Q_EMIT screens.people.signedIn(screens.people.ticket, u"mama"_s, Role::Owner);
        screens.clock.advance(59s);
        QTest::keyClick(shell.currentWidget(), Qt::Key_A);
        screens.clock.advance(59s);
        screens.lock.tick();
        QVERIFY(screens.lock.stage() == ui::LockViewModel::Stage::Open);
        screens.clock.advance(1s);
        QTRY_VERIFY(screens.lock.stage() == ui::LockViewModel::Stage::Locked);   // the shell's own timer
    }

    void theFirstOwnerIsMadeOrPutOff()
    {
        Screens screens;
        auto *till = new QWidget;
        ui::LockShell shell(till, screens.lock, screens.users);
        showAt(shell, {1024, 600});
        screens.lock.start();
        screens.list({});
        auto *name = shell.findChild<QLineEdit *>(u"ownerNameEdit"_s);
        QVERIFY(name->isVisible());
        QVERIFY(name->hasFocus());
        screens.list({});   // the page's own question
        QTest::keyClicks(name, u"Mama"_s);
        auto *create = shell.findChild<QPushButton *>(u"ownerCreateButton"_s);
        create->click();
        QVERIFY(screens.people.asked.filter(u"add"_s).isEmpty());
        QVERIFY(name->property("bad").toBool());
        name->setText(u"mama"_s);
        shell.findChild<QLineEdit *>(u"ownerPinEdit"_s)->setText(u"739152"_s);
        auto *again = shell.findChild<QLineEdit *>(u"ownerAgainEdit"_s);
        QTest::keyClicks(again, u"739152"_s);
        QTest::keyClick(again, Qt::Key_Return);
        QCOMPARE(screens.people.count(u"add mama owner "_s), 1);
        QCOMPARE(again->text(), QString());
        Q_EMIT screens.people.userChanged(screens.people.ticket, {u"mama"_s, Role::Owner});
        QVERIFY(till->isVisible());

        Screens later;
        ui::LockShell second(new QWidget, later.lock, later.users);
        showAt(second, {1024, 600});
        later.lock.start();
        later.list({});
        QTest::keyClick(second.findChild<QLineEdit *>(u"ownerNameEdit"_s), Qt::Key_Escape);
        QVERIFY(later.lock.stage() == ui::LockViewModel::Stage::Open);
    }

    void peopleAreAddedDisabledAndGetNewPins()
    {
        Screens screens;
        ui::UsersCard card(screens.users, screens.lock);
        QSignalSpy wanted(&screens.users, &ui::UsersViewModel::approvalWanted);
        showAt(card, {560, 760});
        screens.list();
        QVERIFY(card.findChild<QWidget *>(u"user-otieno"_s));
        QVERIFY(!card.findChild<QPushButton *>(u"otieno-disable"_s));   // has left already
        card.findChild<QPushButton *>(u"newUserButton"_s)->click();
        auto *name = card.findChild<QLineEdit *>(u"userNameEdit"_s);
        QVERIFY(name->hasFocus());
        name->setText(u"kamau"_s);
        card.findChild<QLineEdit *>(u"userPinEdit"_s)->setText(u"2580"_s);
        auto *again = card.findChild<QLineEdit *>(u"userAgainEdit"_s);
        QTest::keyClicks(again, u"2581"_s);
        QTest::keyClick(again, Qt::Key_Return);
        QCOMPARE(wanted.size(), 0);
        QTest::keyClick(again, Qt::Key_Backspace);
        QTest::keyClicks(again, u"0"_s);
        QTest::keyClick(again, Qt::Key_Return);
        QCOMPARE(wanted.size(), 1);
        screens.users.approvalGiven(wanted.first().first().value<people::ApprovalRequest>().ticket, {u"g1"_s, u"mama"_s, false});
        QCOMPARE(screens.people.count(u"add kamau cashier g1"_s), 1);
        Q_EMIT screens.people.userChanged(screens.people.ticket, {u"kamau"_s, Role::Cashier});
        QVERIFY(!name->isVisible());
        QCOMPARE(again->text(), QString());
        card.findChild<QPushButton *>(u"juma-disable"_s)->click();
        QCOMPARE(wanted.size(), 2);
        screens.users.approvalCancelled(wanted.last().first().value<people::ApprovalRequest>().ticket);
        card.findChild<QPushButton *>(u"juma-pin"_s)->click();
        card.findChild<QLineEdit *>(u"oldPinEdit"_s)->setText(u"482915"_s);
        card.findChild<QLineEdit *>(u"newPinEdit"_s)->setText(u"615243"_s);
        card.findChild<QLineEdit *>(u"newAgainEdit"_s)->setText(u"615243"_s);
        card.findChild<QPushButton *>(u"changePinButton"_s)->click();
        QCOMPARE(screens.people.count(u"pin juma"_s), 1);
        QCOMPARE(screens.people.pin, QByteArray("615243"));
    }

    void theAutomaticLockIsChosenInTheCard()
    {
        Screens screens;
        ui::UsersCard card(screens.users, screens.lock);
        showAt(card, {560, 760});
        auto *box = card.findChild<QComboBox *>(u"autoLockCombo"_s);
        QCOMPARE(box->currentIndex(), 0);
        box->setFocus();
        QTest::keyClick(box, Qt::Key_Down);
        QCOMPARE(screens.lock.autoLockMinutes(), 1);
    }

    void everyControlHasAName()
    {
        Screens screens;
        ui::ApprovalDialog dialog(screens.approval);
        ui::UsersCard card(screens.users, screens.lock);
        ui::LockShell shell(new QWidget, screens.lock, screens.users);
        screens.ask();
        showAt(card, {560, 760});
        screens.list();
        for (const QWidget *page : std::initializer_list<const QWidget *>{&dialog, &card, &shell})
            QCOMPARE(test::namelessControls(*page), QStringList());
    }

    void screenshots_data()
    {
        QTest::addColumn<bool>("dark");
        QTest::addColumn<int>("percent");
        QTest::addColumn<QSize>("window");
        QTest::newRow("light-100") << false << 100 << QSize(1024, 600);
        QTest::newRow("dark-100") << true << 100 << QSize(1366, 768);
        QTest::newRow("light-200") << false << 200 << QSize(1920, 1080);
    }
    void screenshots()
    {
        QFETCH(bool, dark);
        QFETCH(int, percent);
        QFETCH(QSize, window);
        test::useTheme(dark ? ui::Scheme::Dark : ui::Scheme::Light, percent);
        const QString scheme = QString::fromLatin1(QTest::currentDataTag());
        const test::Shot shot{"people", window, 1.0};
        Screens screens;
        ui::ApprovalDialog dialog(screens.approval);
        screens.ask();
        QVERIFY(QTest::qWaitForWindowActive(&dialog));
        test::saveShot(dialog, u"approval"_s, scheme, shot);
        QCOMPARE(cut(dialog), QString());
        QVERIFY2(dialog.width() <= window.width() && dialog.height() <= window.height(), qPrintable(u"%1 x %2"_s.arg(dialog.width()).arg(dialog.height())));
        screens.approval.approve("000000");
        screens.people.refuse(FailureCode::PinWrong, 5);
        QCoreApplication::processEvents();
        test::saveShot(dialog, u"approval-wrong"_s, scheme, shot);
        QCOMPARE(cut(dialog), QString());
        screens.clock.advance(5s);
        screens.approval.approve("739152");
        screens.people.refuse(FailureCode::ApproveAgain, 10);
        QCoreApplication::processEvents();
        test::saveShot(dialog, u"approval-again"_s, scheme, shot);
        QCOMPARE(cut(dialog), QString());
        screens.approval.cancel();

        ui::LockShell shell(new QWidget, screens.lock, screens.users);
        shell.setEnvironment(Environment::Sandbox, {});
        showAt(shell, window);
        screens.lock.start();
        screens.list();
        screens.lock.signIn("000000");
        screens.people.refuse(FailureCode::PinWrong);
        QCoreApplication::processEvents();
        test::saveShot(shell, u"lock"_s, scheme, shot);
        QCOMPARE(cut(*shell.currentWidget()), QString());

        Screens fresh;
        ui::LockShell first(new QWidget, fresh.lock, fresh.users);
        first.setEnvironment(Environment::Sandbox, {});
        showAt(first, window);
        fresh.lock.start();
        fresh.list({});
        first.findChild<QLineEdit *>(u"ownerNameEdit"_s)->setText(u"mama"_s);
        first.findChild<QPushButton *>(u"ownerCreateButton"_s)->click();
        QCoreApplication::processEvents();
        test::saveShot(first, u"owner"_s, scheme, shot);
        QCOMPARE(cut(*first.currentWidget()), QString());

        QWidget page;
        auto *column = new QVBoxLayout(&page);
        auto *card = new ui::UsersCard(screens.users, screens.lock);
        column->addWidget(card);
        column->addStretch();
        showAt(page, {window.width() / 2, window.height() * 2});
        auto users = test::someUsers();
        users[2].locked = std::chrono::seconds(40);
        screens.list(users);
        card->findChild<QPushButton *>(u"newUserButton"_s)->click();
        card->findChild<QPushButton *>(u"addUserButton"_s)->click();
        QCoreApplication::processEvents();
        test::saveShot(page, u"users"_s, scheme, shot);
        QCOMPARE(cut(page), QString());
        test::useTheme(ui::Scheme::Light);
    }
};

QTEST_MAIN(TestPeopleScreens)
#include "tst_people_screens.moc"
