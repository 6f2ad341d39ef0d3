#include "tests/ui/support/list_fakes.h"
#include "tests/ui/support/page_shots.h"
#include "ui/widgets/settings_page.h"

#include <QCheckBox>
#include <QLabel>
#include <QPushButton>
#include <QRadioButton>
#include <QScrollBar>
#include <QScrollArea>
#include <QTest>

using namespace kaunta;
using namespace Qt::StringLiterals;
using test::someProfile;

namespace {

struct Page {
    test::ListSettings service;
    ui::SettingsViewModel model{service};
    ui::SettingsPage page{model};

    explicit Page(QSize size = {1158, 680})
    {
        page.resize(size);
        page.show();
        page.activateWindow();
        Q_EMIT service.profilesListed({{u"duka"_s, Environment::Sandbox, u"174379"_s}, {u"practice"_s, Environment::Practice, u"600000"_s}}, u"duka"_s, u"practice"_s);
        Q_EMIT service.profileLoaded(someProfile());
        Q_EMIT service.certificateTold(u"duka"_s, {CertificateLine::Kind::Published, u"A5:42:C3:C6:7B:59:8A:33:7A:1C:C7:41:E5:43:4C:70:DE:56:50:81:E5:C8:53:E0:5A:51:C8:43:76:47:66:F0"_s,
                                                    QDateTime(QDate(2014, 11, 12), QTime(0, 0), Qt::UTC), QDateTime(QDate(2016, 11, 11), QTime(0, 0), Qt::UTC)});
        Q_EMIT service.secretsListed(u"duka"_s, {{u"consumer-key"_s, SecretPresence::Stored}, {u"consumer-secret"_s, SecretPresence::Stored}, {u"passkey"_s, SecretPresence::NeverStored}});
        service.asked.clear();
    }
    template <class W>
    W *find(const QString &name) const
    {
        return page.findChild<W *>(name);
    }
    QString notice(const QString &name) const
    {
        const auto *row = page.findChild<QWidget *>(name);
        return row ? row->findChild<QLabel *>(u"noticeLabel"_s)->text() : u"(none)"_s;
    }
};

} // namespace

class TestSettingsPage : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { test::useTheme(ui::Scheme::Light); }

    void aWrongNumberIsMarkedWhenItIsLeftAndSavedWhenItIsRight()
    {
        Page shop;
        QVERIFY(QTest::qWaitForWindowActive(&shop.page));
        auto *number = shop.find<QLineEdit>(u"shortCodeEdit"_s);
        auto *save = shop.find<QPushButton>(u"saveButton"_s);
        QVERIFY(!save->isEnabled());
        number->setFocus();
        number->selectAll();
        QTest::keyClicks(number, u"17"_s);
        QVERIFY(!number->property("bad").toBool());
        shop.find<QLineEdit>(u"callbackUrlEdit"_s)->setFocus();
        QVERIFY(number->property("bad").toBool());
        QCOMPARE(number->accessibleDescription(), u"5 to 7 digits."_s);
        number->setFocus();
        QTest::keyClicks(number, u"4380"_s);
        QVERIFY(!number->property("bad").toBool());
        QTest::keyClick(number, Qt::Key_Return);
        QTest::keyClick(number, Qt::Key_Return);
        QCOMPARE(shop.service.asked, QStringList{u"save duka"_s});
        QCOMPARE(shop.service.saved.shortCode, u"174380"_s);
    }

    void aTillHasTwoNumbersAndSaysWhichIsWhich()
    {
        Page shop;
        QVERIFY(!shop.find<QLineEdit>(u"tillEdit"_s)->isVisible());
        shop.find<QRadioButton>(u"tillRadio"_s)->click();
        QVERIFY(shop.find<QLineEdit>(u"tillEdit"_s)->isVisible());
        QCOMPARE(shop.find<QLineEdit>(u"shortCodeEdit"_s)->accessibleName(), u"Store number"_s);
        QTest::keyClicks(shop.find<QLineEdit>(u"tillEdit"_s), u"512345"_s);
        shop.find<QPushButton>(u"saveButton"_s)->click();
        QCOMPARE(shop.service.saved.till, u"512345"_s);
        QVERIFY(shop.service.saved.type == AccountType::Till);
    }

    void whatRefundsNeedIsSetHere()
    {
        Page shop;
        QTest::keyClicks(shop.find<QLineEdit>(u"listenEdit"_s), u"127.0.0.1:8443"_s);
        QTest::keyClicks(shop.find<QLineEdit>(u"initiatorEdit"_s), u"dukaapi"_s);
        QTest::keyClicks(shop.find<QLineEdit>(u"certificateEdit"_s), u"/home/njeri/mpesa.cer"_s);
        QVERIFY(shop.find<QLineEdit>(u"initiator-password-edit"_s)->isVisible());
        QVERIFY(shop.notice(u"certificateNotice"_s).contains(u"published"_s));
        QVERIFY(shop.find<QLabel>(u"fingerprintLabel"_s)->text().contains(u"A5:42:C3"_s));
        shop.find<QPushButton>(u"saveButton"_s)->click();
        QCOMPARE(shop.service.saved.listen, u"127.0.0.1:8443"_s);
        QCOMPARE(shop.service.saved.initiator, u"dukaapi"_s);
        QCOMPARE(shop.service.saved.certificate, u"/home/njeri/mpesa.cer"_s);
    }

    void secretsAreWrittenNeverShown()
    {
        Page shop;
        auto *edit = shop.find<QLineEdit>(u"passkey-edit"_s);
        QCOMPARE(edit->echoMode(), QLineEdit::Password);
        QVERIFY(!shop.find<QPushButton>(u"passkey-clear"_s)->isEnabled());
        QVERIFY(shop.find<QPushButton>(u"consumer-key-clear"_s)->isEnabled());
        QTest::keyClicks(edit, u"bfb279f9"_s);
        QTest::keyClick(edit, Qt::Key_Return);
        QCOMPARE(shop.service.asked, QStringList{u"store duka passkey"_s});   // and not the profile
        QCOMPARE(shop.service.lastSecret, QByteArray("bfb279f9"));
        QVERIFY(!edit->isEnabled());
        Q_EMIT shop.service.secretStored(u"duka"_s, u"passkey"_s);
        Q_EMIT shop.service.secretsListed(u"duka"_s, {{u"passkey"_s, SecretPresence::Stored}});
        QCOMPARE(edit->text(), QString());
        QCOMPARE(shop.notice(u"passkey-state"_s), u"Stored in GNOME Keyring"_s);
    }

    void aSecretThatFailedIsKeptForAnotherTry()
    {
        Page shop;
        auto *edit = shop.find<QLineEdit>(u"passkey-edit"_s);
        QTest::keyClicks(edit, u"bfb279f9"_s);
        shop.find<QPushButton>(u"passkey-store"_s)->click();
        Q_EMIT shop.service.failed(SettingsRequest::StoreSecret, u"passkey"_s, {FailureCode::KeyringLocked, {}});
        QCOMPARE(edit->text(), u"bfb279f9"_s);
        QVERIFY(shop.notice(u"passkey-state"_s).contains(u"Unlock the keyring"_s));
        Q_EMIT shop.service.profileLoaded(practiceProfile());
        QCOMPARE(edit->text(), QString());   // typed for another profile
        QVERIFY(!edit->isVisible());
    }

    void theTestTellsFourLines()
    {
        Page shop;
        shop.find<QPushButton>(u"testButton"_s)->click();
        shop.find<QPushButton>(u"testButton"_s)->click();
        QCOMPARE(shop.service.asked, QStringList{u"test duka"_s});
        Q_EMIT shop.service.checkTold(u"duka"_s, {ProfileCheck::Clock, Finding::ClockRight, {}});
        Q_EMIT shop.service.checkTold(u"duka"_s, {ProfileCheck::Token, Finding::KeysRefused, u"400.008.01"_s});
        Q_EMIT shop.service.checkTold(u"duka"_s, {ProfileCheck::Passkey, Finding::NotTestedYet, {}});
        Q_EMIT shop.service.checkTold(u"duka"_s, {ProfileCheck::Callback, Finding::CallbackWorks, {}});
        Q_EMIT shop.service.testsFinished(u"duka"_s);
        QVERIFY(shop.notice(u"testLine3"_s).contains(u"results find their way"_s));
        QCOMPARE(shop.notice(u"testLine0"_s), u"This computer's clock is right."_s);
        QVERIFY(shop.notice(u"testLine1"_s).contains(u"refused"_s));
        QVERIFY(shop.find<QWidget>(u"testLine1"_s)->accessibleName().contains(u"portal where they were made"_s));
    }

    void escTakesNothingAway()
    {
        Page shop;
        auto *number = shop.find<QLineEdit>(u"shortCodeEdit"_s);
        QTest::keyClicks(number, u"9"_s);
        QTest::keyClick(number, Qt::Key_Escape);
        QCOMPARE(number->text(), u"1743799"_s);
        shop.find<QPushButton>(u"undoButton"_s)->click();
        QCOMPARE(number->text(), u"174379"_s);
    }

    void theProviderIsChosenByKeyAndBringsItsOwnFields()
    {
        Page shop;
        QVERIFY(QTest::qWaitForWindowActive(&shop.page));
        auto *provider = shop.find<QComboBox>(u"providerCombo"_s);
        provider->setFocus();
        QTest::keyClick(provider, Qt::Key_Down);
        QCOMPARE(provider->currentData().toString(), u"kcb-buni"_s);
        QVERIFY(!shop.find<QRadioButton>(u"tillRadio"_s)->isVisible());
        QVERIFY(!shop.find<QLineEdit>(u"initiatorEdit"_s)->isVisible());
        QVERIFY(!shop.find<QWidget>(u"sharedCombo"_s)->isVisible());
        auto *account = shop.find<QLineEdit>(u"till-accountEdit"_s);
        QVERIFY(account->isVisible());
        QVERIFY(!shop.find<QLineEdit>(u"route-codeEdit"_s)->isVisible());   // as documented
        shop.find<QPushButton>(u"saveButton"_s)->click();
        QCOMPARE(shop.page.focusWidget(), account);   // nobody has to look for what is missing
        QTest::keyClicks(account, u"1234567"_s);
        shop.find<QPushButton>(u"moreSettingsButton"_s)->click();
        QVERIFY(shop.find<QLineEdit>(u"route-codeEdit"_s)->isVisible());
        QCOMPARE(test::namelessControls(shop.page), QStringList());
        QTest::keyClick(account, Qt::Key_Return);
        QCOMPARE(shop.service.saved.provider, u"kcb-buni"_s);
        QCOMPARE(shop.service.saved.settings.value(u"till-account"_s), u"1234567"_s);
    }

    void appearanceTakesEffectAtOnce()
    {
        Page shop;
        auto *calm = shop.find<QCheckBox>(u"reduceMotionCheck"_s);
        calm->click();
        QVERIFY(shop.model.appearance().reduceMotion);
        auto *scheme = shop.find<QComboBox>(u"schemeCombo"_s);
        scheme->setFocus();
        QTest::keyClick(scheme, Qt::Key_Down);
        QVERIFY(shop.model.appearance().scheme == Appearance::Scheme::Light);
        QVERIFY(shop.model.appearance().reduceMotion);
    }

    void everyControlHasANameAndTabReachesIt()
    {
        Page shop(QSize(816, 512));
        QVERIFY(QTest::qWaitForWindowActive(&shop.page));
        QCOMPARE(test::namelessControls(shop.page), QStringList());
        QSet<QWidget *> seen;
        shop.find<QComboBox>(u"profileCombo"_s)->setFocus();
        for (int i = 0; i < 60; ++i) {
            seen << shop.page.focusWidget();
            QTest::keyClick(shop.page.focusWidget(), Qt::Key_Tab);
        }
        for (const QString &name : {u"shortCodeEdit"_s, u"callbackUrlEdit"_s, u"consumer-key-edit"_s, u"passkey-store"_s, u"testButton"_s, u"schemeCombo"_s, u"reduceMotionCheck"_s})
            QVERIFY2(seen.contains(shop.find<QWidget>(name)), qPrintable(name));
        // Whatever has the focus can be seen: the small screen scrolls by itself.
        shop.find<QPushButton>(u"testButton"_s)->setFocus(Qt::TabFocusReason);
        QTest::keyClick(shop.page.focusWidget(), Qt::Key_Tab);
        const QWidget *focus = shop.page.focusWidget();
        const auto *scroll = shop.page.findChild<QScrollArea *>(u"settingsScroll"_s);
        QVERIFY(scroll->viewport()->rect().contains(focus->mapTo(scroll->viewport(), focus->rect().center())));
    }

    void screenshots_data()
    {
        QTest::addColumn<bool>("dark");
        QTest::newRow("light") << false;
        QTest::newRow("dark") << true;
    }
    void screenshots()
    {
        QFETCH(bool, dark);
        const QString scheme = dark ? u"dark"_s : u"light"_s;
        test::useTheme(dark ? ui::Scheme::Dark : ui::Scheme::Light);
        for (const test::Shot &shot : test::kShots) {
            Page shop(test::pageSize(shot));
            QVERIFY(QTest::qWaitForWindowActive(&shop.page));
            shop.find<QRadioButton>(u"tillRadio"_s)->click();
            auto *number = shop.find<QLineEdit>(u"tillEdit"_s);
            QTest::keyClicks(number, u"512345"_s);
            auto *url = shop.find<QLineEdit>(u"callbackUrlEdit"_s);
            url->setFocus();
            url->setText(u"https://pay.duka.example/mpesa"_s);
            Q_EMIT url->textEdited(url->text());
            shop.find<QPushButton>(u"saveButton"_s)->click();
            QCoreApplication::processEvents();
            QCOMPARE(shop.page.size(), test::pageSize(shot));
            test::saveShot(shop.page, u"settings"_s, scheme, shot);
            shop.model.undo();
            shop.model.runTests();
            Q_EMIT shop.service.checkTold(u"duka"_s, {ProfileCheck::Clock, Finding::ClockRight, {}});
            Q_EMIT shop.service.checkTold(u"duka"_s, {ProfileCheck::Token, Finding::KeysRefused, u"400.008.01 Invalid Authentication passed"_s});
            Q_EMIT shop.service.checkTold(u"duka"_s, {ProfileCheck::Passkey, Finding::NotTestedYet, {}});
            Q_EMIT shop.service.checkTold(u"duka"_s, {ProfileCheck::Callback, Finding::CallbackLost, u"HTTP 502, answered by something else"_s});
            Q_EMIT shop.service.testsFinished(u"duka"_s);
            QCoreApplication::processEvents();
            auto *scroll = shop.page.findChild<QScrollArea *>(u"settingsScroll"_s);
            scroll->verticalScrollBar()->setValue(scroll->verticalScrollBar()->maximum());
            test::saveShot(shop.page, u"settings-tested"_s, scheme, shot);
            for (const QString &name : {u"kcb-buni"_s, u"muvatech"_s, u"mpesa-ethiopia"_s}) {
                Profile other = someProfile();
                other.provider = name;
                other.environment = Environment::Production;
                if (name == "kcb-buni"_L1)
                    other.settings.insert(u"till-account"_s, u"1234567"_s);
                Q_EMIT shop.service.profileLoaded(other);
                Q_EMIT shop.service.profilesListed({{u"duka"_s, Environment::Production, u"174379"_s}}, u"duka"_s, u"duka"_s);
                shop.model.setAddresses(QUrl(u"https://pay.duka.example/hooks/0123456789abcdef0123456789abcdef"_s), QUrl(u"https://pay.duka.example/hooks/fedcba9876543210fedcba9876543210"_s));
                scroll->verticalScrollBar()->setValue(0);
                QCoreApplication::processEvents();
                test::saveShot(shop.page, u"settings-"_s + name, scheme, shot);
            }
        }
        test::useTheme(ui::Scheme::Light);
    }
};

QTEST_MAIN(TestSettingsPage)
#include "tst_settings_page.moc"
