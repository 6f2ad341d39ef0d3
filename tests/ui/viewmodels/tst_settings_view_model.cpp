#include "tests/ui/support/list_fakes.h"
#include "ui/viewmodels/settings_view_model.h"

#include <QSignalSpy>
#include <QTest>

using namespace kaunta;
using namespace Qt::StringLiterals;
using test::someProfile;
using ui::ProfileField;

namespace {

//! A view model that shows the sandbox shop "duka".
struct Shop {
    test::ListSettings service;
    ui::SettingsViewModel model{service};
    Shop()
    {
        model.open();
        Q_EMIT service.profilesListed({{u"duka"_s, Environment::Sandbox, u"174379"_s}, {u"practice"_s, Environment::Practice, u"600000"_s}}, u"duka"_s, u"practice"_s);
        Q_EMIT service.profileLoaded(someProfile());
        service.asked.clear();
    }
    void edit(const std::function<void(ui::ProfileForm &)> &change)
    {
        ui::ProfileForm form = model.form();
        change(form);
        model.setForm(form);
    }
    ui::SecretRow secret(const QString &key) const
    {
        for (const ui::SecretRow &row : model.secrets())
            if (row.key == key)
                return row;
        return {};
    }
};

} // namespace

class TestSettingsViewModel : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void opensTheSelectedProfileAndTellsWhichShopCharges()
    {
        test::ListSettings service;
        ui::SettingsViewModel model(service);
        model.open();
        QCOMPARE(service.asked, (QStringList{u"list"_s, u"appearance"_s}));
        Q_EMIT service.profilesListed({{u"duka"_s, Environment::Sandbox, {}}, {u"practice"_s, Environment::Practice, {}}}, u"duka"_s, u"practice"_s);
        QCOMPARE(service.asked.last(), u"load duka"_s);
        QVERIFY(model.usage().text.contains(u"still charges for “practice”"_s));
        Q_EMIT service.profileLoaded(someProfile());
        QCOMPARE(service.asked.last(), u"secrets duka"_s);
        QCOMPARE(model.form().shortCode, u"174379"_s);
        QCOMPARE(model.form().shop, u"Mama Njeri Stores"_s);
        QVERIFY(!model.isDirty());
        QVERIFY(!model.canSave());
    }

    void everyFieldSurvivesTheWayThroughTheForm()
    {
        Profile full = someProfile();
        full.environment = Environment::Custom;
        full.baseUrl = QUrl(u"http://127.0.0.1:8080"_s);
        full.type = AccountType::Till;
        full.till = u"512345"_s;
        full.listen = u"127.0.0.1:9000"_s;
        full.initiator = u"apiop"_s;
        full.certificate = u"cert.cer"_s;
        full.settings.insert(u"reference-suffix"_s, u"off"_s);
        QVERIFY(ui::toProfile(ui::toForm(full), full) == full);
    }

    void problemsWaitUntilAFieldIsLeft()
    {
        Shop shop;
        shop.edit([](ui::ProfileForm &form) { form.shortCode = u"17"_s; });
        QCOMPARE(shop.model.problem(ProfileField::ShortCode), QString());   // still typing
        shop.model.leaveField(ProfileField::ShortCode);
        QCOMPARE(shop.model.problem(ProfileField::ShortCode), u"5 to 7 digits."_s);
        QCOMPARE(shop.model.problem(ProfileField::CallbackUrl), QString());
        shop.edit([](ui::ProfileForm &form) { form.shortCode = u"174380"_s; });
        QCOMPARE(shop.model.problem(ProfileField::ShortCode), QString());
    }

    void saveShowsTheFirstProblemAndWritesNothing_data()
    {
        QTest::addColumn<QString>("url");
        QTest::addColumn<QString>("says");
        QTest::newRow("none") << u""_s << u"Required"_s;
        QTest::newRow("plain http") << u"http://pay.duka.example"_s << u"https"_s;
        QTest::newRow("a word that Safaricom refuses") << u"https://duka.example/mpesa"_s << u"mpesa"_s;
        QTest::newRow("no address") << u"::::"_s << u"not a web address"_s;
        QTest::newRow("no scheme") << u"pay.duka.example"_s << u"not a web address"_s;
    }
    void saveShowsTheFirstProblemAndWritesNothing()
    {
        QFETCH(QString, url);
        QFETCH(QString, says);
        Shop shop;
        shop.edit([&url](ui::ProfileForm &form) { form.callbackUrl = url; });
        shop.model.save();
        QVERIFY2(shop.model.problem(ProfileField::CallbackUrl).contains(says), qPrintable(shop.model.problem(ProfileField::CallbackUrl)));
        QCOMPARE(shop.model.banner().tone, ui::Tone::Declined);
        QVERIFY(shop.service.asked.isEmpty());
    }

    void savesOnceAndSaysWhenItCounts()
    {
        Shop shop;
        shop.edit([](ui::ProfileForm &form) {
            form.type = AccountType::Till;
            form.till = u" 512345 "_s;
        });
        QVERIFY(shop.model.canSave());
        shop.model.save();
        shop.model.save();
        QCOMPARE(shop.service.asked, QStringList{u"save duka"_s});
        QCOMPARE(shop.service.saved.till, u"512345"_s);
        QCOMPARE(shop.service.saved.id, someProfile().id);
        Q_EMIT shop.service.profileSaved(shop.service.saved);
        QCOMPARE(shop.model.banner().text, u"Saved."_s);
        QVERIFY(!shop.model.isDirty());
        QVERIFY(!shop.model.canSave());
    }

    void withPeopleInTheShopAChangeWaitsForAPin()
    {
        Shop shop;
        QSignalSpy wanted(&shop.model, &ui::SettingsViewModel::approvalWanted);
        shop.model.setUser(u"amina"_s);
        shop.model.setGuarded(true);
        shop.edit([](ui::ProfileForm &form) { form.shortCode = u"600123"_s; });
        shop.model.save();
        shop.model.save();
        QCOMPARE(wanted.count(), 1);
        QVERIFY(shop.service.asked.isEmpty());
        const auto request = wanted.first().first().value<people::ApprovalRequest>();
        QCOMPARE(request.purpose, people::Purpose::Profiles);
        QCOMPARE(request.subject, u"duka"_s);
        QCOMPARE(request.requester, u"amina"_s);
        shop.model.approvalGiven(u"somebody else's"_s, {});
        QVERIFY(shop.service.asked.isEmpty());
        shop.model.approvalCancelled(request.ticket);
        QVERIFY(shop.model.banner().text.contains(u"Nothing was changed"_s));
        shop.model.approvalGiven(request.ticket, {u"late"_s, u"njeri"_s, false});
        QVERIFY(shop.service.asked.isEmpty());

        shop.model.save();
        shop.model.approvalGiven(wanted.last().first().value<people::ApprovalRequest>().ticket, {u"g"_s, u"njeri"_s, false});
        QCOMPARE(shop.service.asked, QStringList{u"save duka"_s});
        QCOMPARE(shop.service.saved.shortCode, u"600123"_s);
    }

    void switchingAndAddingWaitForAPinAsWell()
    {
        Shop shop;
        QSignalSpy wanted(&shop.model, &ui::SettingsViewModel::approvalWanted);
        shop.model.setGuarded(true);
        Q_EMIT shop.service.profilesListed({{u"duka"_s, Environment::Sandbox, {}}}, u"practice"_s, u"practice"_s);
        shop.model.select();
        shop.model.select();
        QCOMPARE(wanted.count(), 1);
        QVERIFY(!shop.service.asked.contains(u"select duka"_s));
        shop.model.approvalGiven(wanted.last().first().value<people::ApprovalRequest>().ticket, {u"g"_s, u"njeri"_s, false});
        QCOMPARE(shop.service.asked.last(), u"select duka"_s);
        QVERIFY(!shop.model.canSelect());   // it is on its way
        Q_EMIT shop.service.failed(SettingsRequest::Select, u"duka"_s, {FailureCode::DataDirUnusable, {}});
        QVERIFY(shop.model.canSelect());
        Q_EMIT shop.service.profileSelected(u"duka"_s);

        shop.model.startNew();
        shop.edit([](ui::ProfileForm &form) {
            form.name = u"second"_s;
            form.shortCode = u"600123"_s;
            form.callbackUrl = u"https://pay.duka.example"_s;
        });
        shop.model.save();
        const auto request = wanted.last().first().value<people::ApprovalRequest>();
        QCOMPARE(request.subject, u"second"_s);
        QVERIFY(!shop.service.asked.contains(u"add second"_s));
        shop.model.approvalGiven(request.ticket, {u"g"_s, u"njeri"_s, false});
        QCOMPARE(shop.service.asked.last(), u"add second"_s);
    }

    void aSaveThatFailsKeepsWhatWasTyped()
    {
        Shop shop;
        shop.edit([](ui::ProfileForm &form) { form.shortCode = u"600123"_s; });
        shop.model.save();
        Q_EMIT shop.service.failed(SettingsRequest::Save, u"duka"_s, {FailureCode::DataDirUnusable, {}});
        QCOMPARE(shop.model.form().shortCode, u"600123"_s);
        QVERIFY(shop.model.canSave());
        QVERIFY(shop.model.banner().text.contains(u"cannot keep its files"_s));
    }

    void changesAreNotLostByChoosingAnotherProfile()
    {
        Shop shop;
        shop.edit([](ui::ProfileForm &form) { form.shortCode = u"600123"_s; });
        shop.model.choose(u"practice"_s);
        shop.model.startNew();
        QVERIFY(shop.service.asked.isEmpty());
        QCOMPARE(shop.model.form().shortCode, u"600123"_s);
        QCOMPARE(shop.model.banner().text, u"Save or undo your changes first."_s);
        shop.model.undo();
        QCOMPARE(shop.model.form().shortCode, u"174379"_s);
        shop.model.choose(u"practice"_s);
        QVERIFY(shop.service.asked.contains(u"load practice"_s));
    }

    void aNewProfileNeedsNoIdToBeChecked()
    {
        Shop shop;
        shop.model.startNew();
        QVERIFY(shop.model.isNew());
        QVERIFY(!shop.model.storeSecret(u"passkey"_s, u"abc"_s));   // nothing to store it under yet
        QVERIFY(!shop.model.canTest());
        shop.edit([](ui::ProfileForm &form) {
            form.name = u"main-shop"_s;
            form.shortCode = u"600123"_s;
            form.callbackUrl = u"https://pay.duka.example"_s;
        });
        shop.model.save();
        QCOMPARE(shop.service.asked.last(), u"add main-shop"_s);
        QVERIFY(shop.service.saved.id.isEmpty());   // the service makes it
        Q_EMIT shop.service.failed(SettingsRequest::Save, u"main-shop"_s, {FailureCode::ProfileExists, {}});
        QVERIFY(shop.model.isNew());
    }

    void thePracticeShopCannotBeEdited()
    {
        Shop shop;
        Q_EMIT shop.service.profileLoaded(practiceProfile());
        QVERIFY(shop.model.isPractice());
        shop.edit([](ui::ProfileForm &form) { form.shortCode = u"123456"_s; });
        QVERIFY(!shop.model.isDirty());
        QVERIFY(!shop.model.canSave());
        QVERIFY(shop.model.secrets().isEmpty());
    }

    void secretsPassThroughAndNeverComeBack()
    {
        Shop shop;
        Q_EMIT shop.service.secretsListed(u"duka"_s, {{u"consumer-key"_s, SecretPresence::Stored}, {u"passkey"_s, SecretPresence::NeverStored}, {u"consumer-secret"_s, SecretPresence::LockedOrGone}});
        QCOMPARE(shop.secret(u"consumer-key"_s).state.text, u"Stored in GNOME Keyring"_s);
        QVERIFY(shop.secret(u"consumer-key"_s).canClear);
        QVERIFY(!shop.secret(u"passkey"_s).canClear);
        QVERIFY(shop.secret(u"consumer-secret"_s).state.text.contains(u"locked"_s));   // never taken for "not set"

        QSignalSpy accepted(&shop.model, &ui::SettingsViewModel::secretAccepted);
        QVERIFY(shop.model.storeSecret(u"passkey"_s, u"  bfb279f9  \n"_s));
        QCOMPARE(shop.service.lastSecret, QByteArray("bfb279f9"));
        QVERIFY(shop.secret(u"passkey"_s).busy);
        QVERIFY(!shop.model.storeSecret(u"passkey"_s, u"again"_s));
        QCOMPARE(accepted.count(), 0);
        Q_EMIT shop.service.secretStored(u"duka"_s, u"passkey"_s);
        QCOMPARE(accepted.count(), 1);
        QCOMPARE(shop.service.asked.last(), u"secrets duka"_s);   // the keychain is asked, not believed
        for (const ui::SecretRow &row : shop.model.secrets())
            QVERIFY(!QString(row.state.text + row.help + row.label).contains(u"bfb279f9"_s));
    }

    void aSecretThatCannotBeStoredSaysWhy()
    {
        Shop shop;
        QVERIFY(!shop.model.storeSecret(u"passkey"_s, u"   "_s));
        QVERIFY(shop.secret(u"passkey"_s).state.text.contains(u"Paste"_s));
        QVERIFY(shop.service.asked.isEmpty());
        QVERIFY(shop.model.storeSecret(u"passkey"_s, u"x"_s));
        Q_EMIT shop.service.failed(SettingsRequest::StoreSecret, u"passkey"_s, {FailureCode::KeyringMissing, {}});
        QVERIFY(shop.secret(u"passkey"_s).state.text.contains(u"no keychain"_s));
        QVERIFY(!shop.secret(u"passkey"_s).busy);
    }

    void testsAreFourLinesAboutWhatIsStored()
    {
        Shop shop;
        QCOMPARE(shop.model.tests().size(), 4);
        shop.edit([](ui::ProfileForm &form) { form.shortCode = u"600123"_s; });
        QVERIFY(!shop.model.canTest());   // it would test what is not there yet
        shop.model.undo();
        shop.service.asked.clear();
        shop.model.runTests();
        shop.model.runTests();
        QCOMPARE(shop.service.asked, QStringList{u"test duka"_s});
        Q_EMIT shop.service.checkTold(u"duka"_s, {ProfileCheck::Clock, Finding::ClockWrong, u"+125 s"_s});
        Q_EMIT shop.service.checkTold(u"duka"_s, {ProfileCheck::Token, Finding::TokenGiven, {}});
        Q_EMIT shop.service.checkTold(u"duka"_s, {ProfileCheck::Passkey, Finding::Unclear, u"500.003.1001"_s});
        QCOMPARE(shop.model.tests().at(3).state.tone, ui::Tone::Waiting);
        Q_EMIT shop.service.checkTold(u"duka"_s, {ProfileCheck::Callback, Finding::CallbackLost, u"HTTP 502, answered by something else"_s});
        QVERIFY(shop.model.isTesting());
        Q_EMIT shop.service.testsFinished(u"duka"_s);
        const auto rows = shop.model.tests();
        QCOMPARE(rows.at(0).state.tone, ui::Tone::Declined);
        QCOMPARE(rows.at(0).detail, u"+125 s"_s);
        QCOMPARE(rows.at(1).state.tone, ui::Tone::Paid);
        QCOMPARE(rows.at(2).state.tone, ui::Tone::Unknown);
        QCOMPARE(rows.at(3).state.tone, ui::Tone::Declined);
        QVERIFY(rows.at(3).state.text.contains(u"refunds and balances are not possible"_s));
        QCOMPARE(rows.at(3).detail, u"HTTP 502, answered by something else"_s);
        QVERIFY(shop.model.canTest());
        Q_EMIT shop.service.secretStored(u"duka"_s, u"passkey"_s);   // a result for the old passkey says nothing about the new one
        QCOMPARE(shop.model.tests().at(2).state.text, u"Not tested"_s);
    }

    void aTillThatDoesNotListenIsNoFault()
    {
        Shop shop;
        shop.model.runTests();
        Q_EMIT shop.service.checkTold(u"duka"_s, {ProfileCheck::Callback, Finding::NotListening, {}});
        QCOMPARE(shop.model.tests().at(3).state.tone, ui::Tone::Neutral);
        QVERIFY(shop.model.tests().at(3).state.text.contains(u"Payments are followed"_s));
        Q_EMIT shop.service.checkTold(u"duka"_s, {ProfileCheck::Callback, Finding::CallbackWorks, {}});
        QCOMPARE(shop.model.tests().at(3).state.tone, ui::Tone::Paid);
    }

    void everyFindingHasWordsAndEveryFaultAWayOut()
    {
        for (const Finding finding : allFindings()) {
            const FindingWords words = wordsFor(finding);
            QVERIFY(QByteArray(words.says).size() > 8);
            if (words.outcome == CheckOutcome::Failed)
                QVERIFY(QByteArray(words.next).size() > 8);
        }
    }

    void theCertificateIsToldWithItsFingerprintAndItsDatesAreNotEnforced()
    {
        using Kind = CertificateLine::Kind;
        Shop shop;
        QVERIFY(shop.model.certificate().text.contains(u"not possible"_s));
        const QDateTime from(QDate(2014, 11, 12), QTime(0, 0), Qt::UTC);
        Q_EMIT shop.service.certificateTold(u"another"_s, {Kind::Imported, u"00:11"_s, from, from});
        QVERIFY(shop.model.fingerprint().isEmpty());
        Q_EMIT shop.service.certificateTold(u"duka"_s, {Kind::Published, u"A5:42"_s, from, from.addYears(2)});
        QVERIFY(shop.model.certificate().text.contains(u"published"_s));
        QCOMPARE(shop.model.certificate().tone, ui::Tone::Neutral);   // long past its date
        QVERIFY(shop.model.fingerprint().contains(u"A5:42"_s) && shop.model.fingerprint().contains(u"2016-11-12"_s));
        Q_EMIT shop.service.certificateTold(u"duka"_s, {Kind::Unreadable, {}, {}, {}});
        QCOMPARE(shop.model.certificate().tone, ui::Tone::Declined);
        QVERIFY(shop.model.fingerprint().isEmpty());
        Q_EMIT shop.service.profileLoaded(practiceProfile());
        QVERIFY(shop.model.certificate().text.isEmpty());
    }

    void appearanceIsSetAtOnceAndOnlyWhenItChanges()
    {
        Shop shop;
        Appearance dark;
        dark.scheme = Appearance::Scheme::Dark;
        shop.model.setAppearance(dark);
        shop.model.setAppearance(dark);
        QCOMPARE(shop.service.asked, QStringList{u"look"_s});
        QVERIFY(shop.model.appearance() == dark);
    }

    void theFormFollowsTheProvider()
    {
        Shop shop;
        QVERIFY(shop.model.offersTills() && shop.model.offersInitiator() && shop.model.asksShared());
        QVERIFY(shop.model.environments().contains(Environment::Sandbox));
        QSignalSpy reset(&shop.model, &ui::SettingsViewModel::formReset);
        shop.edit([](ui::ProfileForm &form) {
            form.provider = u"muvatech"_s;
            form.initiator = u"apiop"_s;
        });
        QCOMPARE(reset.count(), 1);
        QVERIFY(!shop.model.environments().contains(Environment::Sandbox));   // it has none
        QCOMPARE(shop.model.form().environment, Environment::Production);
        QVERIFY(!shop.model.offersInitiator());
        QCOMPARE(shop.secret(u"bearer-token"_s).label, u"Access token"_s);
        QVERIFY(shop.secret(u"passkey"_s).key.isEmpty());
        shop.model.save();
        QCOMPARE(shop.service.saved.provider, u"muvatech"_s);
        QCOMPARE(shop.service.saved.initiator, QString());   // there is nobody whose name it could be

        Q_EMIT shop.service.profileSaved(shop.service.saved);
        Q_EMIT shop.service.profileLoaded(someProfile());
        shop.edit([](ui::ProfileForm &form) {
            form.provider = u"kcb-buni"_s;
            form.type = AccountType::Till;
            form.shortCode.clear();
        });
        QVERIFY(!shop.model.offersTills());
        QCOMPARE(shop.model.form().type, AccountType::Paybill);
        shop.model.save();
        QVERIFY(shop.model.settingProblem(u"till-account"_s).contains(u"required"_s, Qt::CaseInsensitive));
        shop.model.setSetting(u"till-account"_s, u"1234567"_s);
        shop.model.setSetting(u"route-code"_s, u"207"_s);   // as documented: nothing to write down
        QVERIFY(shop.model.settingProblem(u"till-account"_s).isEmpty());
        QVERIFY(shop.secret(u"passkey"_s).key.isEmpty());
        shop.model.setSetting(u"shared-short-code"_s, u"off"_s);   // a paybill of its own: with a passkey
        QCOMPARE(shop.secret(u"passkey"_s).key, u"passkey"_s);
        shop.model.setSetting(u"shared-short-code"_s, u"on"_s);
        shop.model.save();
        QCOMPARE(shop.service.asked.last(), u"save duka"_s);
        QCOMPARE(shop.service.saved.settings.value(u"till-account"_s), u"1234567"_s);
        QVERIFY(!shop.service.saved.settings.contains(u"route-code"_s) && !shop.service.saved.settings.contains(u"shared-short-code"_s));
        QCOMPARE(shop.service.saved.settings.value(u"shop"_s), u"Mama Njeri Stores"_s);
    }

    void whetherOthersTakeMoneyOnTheNumberIsYesUntilSomebodySaysNo()
    {
        Shop shop;
        QVERIFY(shop.model.form().shared);
        shop.edit([](ui::ProfileForm &form) { form.shared = false; });
        shop.model.save();
        QCOMPARE(shop.service.saved.settings.value(u"short-code-shared"_s), u"off"_s);
        QVERIFY(!shop.service.saved.sharesShortCode());
        Q_EMIT shop.service.profileSaved(shop.service.saved);
        shop.edit([](ui::ProfileForm &form) { form.shared = true; });
        shop.model.save();
        QVERIFY(shop.service.saved.sharesShortCode());
    }

    void thePracticeShopChoosesWhomItPractises()
    {
        Shop shop;
        Q_EMIT shop.service.profileLoaded(practiceProfile());
        shop.edit([](ui::ProfileForm &form) {
            form.provider = u"kcb-buni"_s;
            form.shop = u"Another name"_s;
        });
        QVERIFY(shop.model.isDirty() && shop.model.canSave());
        QVERIFY(!shop.model.setting(u"till-account"_s).isEmpty());   // nobody has to invent one
        shop.model.save();
        QCOMPARE(shop.service.asked.last(), u"save practice"_s);
        QCOMPARE(shop.service.saved.provider, u"kcb-buni"_s);
        QVERIFY(validate(shop.service.saved));
        QCOMPARE(shop.service.saved.shopName(), practiceProfile().shopName());
    }

    void aProviderThatIsToldByHandIsToldWhatToTell()
    {
        Shop shop;
        QVERIFY(shop.model.addressesHint().isEmpty());
        Profile muva = someProfile();
        muva.provider = u"muvatech"_s;
        muva.environment = Environment::Production;
        Q_EMIT shop.service.profileLoaded(muva);
        QVERIFY(shop.model.addressesHint().contains(u"start Kaunta again"_s));
        shop.model.setAddresses(QUrl(u"https://pay.duka.example/hooks/1"_s), QUrl(u"https://pay.duka.example/hooks/2"_s));
        QVERIFY(shop.model.addresses().isEmpty());   // of the till that runs, which charges for another shop
        Q_EMIT shop.service.profilesListed({{u"duka"_s, Environment::Production, {}}}, u"duka"_s, u"duka"_s);
        QCOMPARE(shop.model.addresses(), u"https://pay.duka.example/hooks/1\nhttps://pay.duka.example/hooks/2"_s);
    }

    void aTestHasTheLinesThatApply()
    {
        Shop shop;
        QVERIFY(shop.model.tests().at(2).applies);
        Profile muva = someProfile();
        muva.provider = u"muvatech"_s;
        muva.environment = Environment::Production;
        Q_EMIT shop.service.profileLoaded(muva);
        QVERIFY(!shop.model.tests().at(2).applies);   // it has no passkey
        shop.model.runTests();
        Q_EMIT shop.service.checkTold(u"duka"_s, {ProfileCheck::Token, Finding::CannotTry, {}});
        Q_EMIT shop.service.checkTold(u"duka"_s, {ProfileCheck::Callback, Finding::Unheard, {}});
        QCOMPARE(shop.model.tests().at(1).state.tone, ui::Tone::Neutral);    // no doubt about anything
        QCOMPARE(shop.model.tests().at(3).state.tone, ui::Tone::Declined);   // and this till would learn of nothing
    }
};

QTEST_GUILESS_MAIN(TestSettingsViewModel)
#include "tst_settings_view_model.moc"
