#include "app/desktop/till_window.h"
#include "tests/e2e/cli/kauntactl_process.h"
#include "tests/e2e/cli/practice_files.h"
#include "tests/e2e/simulator/simulator_process.h"
#include "tests/support/private_keyring.h"
#include "ui/widgets/main_window.h"

#include <QAbstractButton>
#include <QApplication>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QTcpServer>
#include <QTemporaryDir>

using namespace kaunta;
using namespace kaunta::test;
using namespace Qt::StringLiterals;
using Page = ui::MainWindow::Page;

namespace {

const QString kPasskey = u"bfb279f9aa9bdbcf158e97dd71a467cd2e0c893059b10f78e6b72ada1ed2c919"_s;   // Safaricom's public sandbox one
const QString kInitiatorPassword = u"Neema-2031#"_s;
const QString kOwnersPin = u"602913"_s;

constexpr int kSoon = 30'000;
constexpr int kLateCallback = 150'000;   // it comes after 90 s

//! A port that nobody has just now.
quint16 freePort()
{
    QTcpServer probe;
    probe.listen(QHostAddress::LocalHost);
    return probe.serverPort();
}

//! What a shop with one of them fills in, and what it can do.
struct Case {
    QStringList fields;     //!< name of an editor, and what is typed there
    QStringList secrets;    //!< key and value
    QStringList absent;     //!< rows of secrets that it has no use for
    QString currency;
    bool refunds = false;   //!< and balances, and receipts
};

const QMap<QString, Case> &cases()
{
    static const QStringList keys{u"consumer-key"_s, u"practice-consumer-key"_s, u"consumer-secret"_s, u"practice-consumer-secret"_s};
    static const QMap<QString, Case> all{
        {u"kcb-buni"_s, {{u"till-accountEdit"_s, u"1234567"_s}, keys, {u"passkey"_s, u"bearer-token"_s, u"initiator-password"_s}, u"KES"_s}},
        {u"muvatech"_s, {{u"shortCodeEdit"_s, u"174379"_s}, {u"bearer-token"_s, u"practice-bearer-token"_s}, {u"passkey"_s, u"consumer-key"_s, u"initiator-password"_s}, u"KES"_s}},
        {u"mpesa-ethiopia"_s,
         {{u"shortCodeEdit"_s, u"174379"_s, u"initiatorEdit"_s, u"dukaapi"_s, u"certificateEdit"_s, u"CERTIFICATE"_s},
          keys + QStringList{u"passkey"_s, kPasskey, u"initiator-password"_s, kInitiatorPassword},
          {u"bearer-token"_s},
          u"ETB"_s,
          true}}};
    return all;
}

//! The till's window, in this process.
class Till
{
public:
    Till(const QString &dir, const QString &profile) : m_window(*qApp, *desktop::findPlace(dir, profile))
    {
        m_window.open();
        m_window.widget().activateWindow();
    }
    template <class W>
    W *find(const QString &page, const QString &name)
    {
        auto *inside = m_window.widget().findChild<QWidget *>(page);
        auto *found = inside ? inside->findChild<W *>(name) : nullptr;
        if (!found)
            qFatal("no %s in %s", qPrintable(name), qPrintable(page));
        return found;
    }
    QWidget *page(const QString &name) { return m_window.widget().findChild<QWidget *>(name); }
    bool shows(const QString &name, int timeout = kSoon)
    {
        return QTest::qWaitFor([&] { return page(name) && page(name)->isVisible(); }, timeout);
    }
    void go(Page to) { m_window.widget().findChild<ui::MainWindow *>()->showPage(to); }
    QString label(const QString &page, const QString &name) { return find<QLabel>(page, name)->text().replace(QChar(0x2011), u'-'); }
    QString notice(const QString &page, const QString &name) { return find<QWidget>(page, name)->findChild<QLabel *>(u"noticeLabel"_s)->text(); }
    bool press(const QString &page, const QString &name)
    {
        auto *button = find<QAbstractButton>(page, name);
        if (!QTest::qWaitFor([button] { return button->isVisible() && button->isEnabled(); }, kSoon))
            return false;
        button->click();
        return true;
    }
    void type(const QString &page, const QString &name, const QString &text)
    {
        auto *edit = find<QLineEdit>(page, name);
        edit->setFocus();
        edit->selectAll();
        QTest::keyClicks(edit, text);
    }
    //! By its keys, as a person without a mouse.
    bool choose(const QString &page, const QString &name, const QVariant &data)
    {
        auto *box = find<QComboBox>(page, name);
        const int wanted = box->findData(data);
        for (int step = 0; wanted >= 0 && box->currentIndex() != wanted && step < box->count(); ++step)
            QTest::keyClick(box, box->currentIndex() < wanted ? Qt::Key_Down : Qt::Key_Up);
        return wanted >= 0 && box->currentIndex() == wanted;
    }
    QWidget &widget() { return m_window.widget(); }

private:
    desktop::TillWindow m_window;
};

} // namespace

//! A shop that reaches M-PESA through somebody else, set up and run in the window, against another process over HTTP.
class TestWindowProviders : public QObject
{
    Q_OBJECT
    PrivateKeyring m_keyring;
    QTemporaryDir m_files;
    std::unique_ptr<QTemporaryDir> m_dir;
    std::unique_ptr<SimulatorProcess> m_mpesa;
    QStringList m_mpesaOptions;
    QString m_provider;
    QString m_here;

    Shop shop() const { return Shop(m_dir->path(), {u"--profile"_s, u"duka"_s, u"--user"_s, u"njeri"_s}); }
    const Case &now() const { return *cases().constFind(m_provider); }
    QJsonObject sale(const QString &number) const
    {
        const auto sales = shop().run({u"sale"_s, u"list"_s}).lines();
        const auto found = std::find_if(sales.begin(), sales.end(), [&](const QJsonObject &line) { return line.value("number"_L1).toString() == number || number.isEmpty(); });
        return found == sales.end() ? QJsonObject() : *found;
    }

    void playMpesa(const QStringList &more = {})
    {
        m_mpesa.reset();
        m_mpesa = std::make_unique<SimulatorProcess>(m_mpesaOptions + more);
        QVERIFY(m_mpesa->port() != 0);
    }
    //! For a person to look at.
    void picture(Till &till, const QString &name) const
    {
        const QDir folder(QStringLiteral(KAUNTA_PICTURES_HERE));
        QVERIFY(folder.mkpath(u"."_s));
        QCoreApplication::processEvents();
        QVERIFY(till.widget().grab().save(folder.filePath(m_provider + u'-' + name + u".png"_s)));
    }
    void setUpInTheWindow()
    {
        Till till(m_dir->path(), {});
        QVERIFY(till.shows(u"mainWindow"_s));
        till.go(Page::Settings);
        const QString page = u"settingsPage"_s;
        QVERIFY(till.shows(page));
        QVERIFY(till.press(page, u"newProfileButton"_s));
        QTRY_VERIFY_WITH_TIMEOUT(till.find<QLineEdit>(page, u"nameEdit"_s)->isVisible(), kSoon);
        till.type(page, u"nameEdit"_s, u"duka"_s);
        QVERIFY(till.choose(page, u"providerCombo"_s, m_provider));
        QVERIFY(till.choose(page, u"environmentCombo"_s, static_cast<int>(Environment::Custom)));
        till.type(page, u"baseUrlEdit"_s, u"http://127.0.0.1:%1"_s.arg(m_mpesa->port()));
        till.type(page, u"callbackUrlEdit"_s, u"http://"_s + m_here + u"/results"_s);
        till.type(page, u"listenEdit"_s, m_here);
        for (qsizetype i = 0; i < now().fields.size(); i += 2) {
            QVERIFY2(till.find<QLineEdit>(page, now().fields.at(i))->isVisible(), qPrintable(now().fields.at(i)));
            till.type(page, now().fields.at(i), QString(now().fields.at(i + 1)).replace(u"CERTIFICATE"_s, m_files.filePath(u"mpesa.cer"_s)));
        }
        QVERIFY(till.press(page, u"saveButton"_s));
        QTRY_VERIFY2_WITH_TIMEOUT(till.notice(page, u"settingsBanner"_s).startsWith(u"Saved."_s), qPrintable(till.notice(page, u"settingsBanner"_s)), kSoon);

        for (const QString &key : now().absent) {
            const auto *row = till.page(u"secret-"_s + key);
            QVERIFY2(!row || !row->isVisible(), qPrintable(key));
        }
        for (qsizetype i = 0; i < now().secrets.size(); i += 2) {
            const QString key = now().secrets.at(i);
            till.type(page, key + u"-edit"_s, now().secrets.at(i + 1));
            QVERIFY(till.press(page, key + u"-store"_s));
            QTRY_VERIFY2_WITH_TIMEOUT(till.notice(page, key + u"-state"_s).startsWith(u"Stored in"_s), qPrintable(till.notice(page, key + u"-state"_s)), kSoon);
        }
        QVERIFY(till.press(page, u"useProfileButton"_s));
        QTRY_VERIFY_WITH_TIMEOUT(till.notice(page, u"usageNotice"_s).contains(u"duka"_s), kSoon);
    }
    void becomeTheOwner(Till &till)
    {
        QVERIFY(till.shows(u"ownerPage"_s));
        till.type(u"ownerPage"_s, u"ownerNameEdit"_s, u"njeri"_s);
        till.type(u"ownerPage"_s, u"ownerPinEdit"_s, kOwnersPin);
        till.type(u"ownerPage"_s, u"ownerAgainEdit"_s, kOwnersPin);
        QVERIFY(till.press(u"ownerPage"_s, u"ownerCreateButton"_s));
        QVERIFY(till.shows(u"mainWindow"_s));
    }
    //! MuvaTech is told by hand where the shop is: what Settings shows is typed into its portal.
    void tellWhereTheShopIs(Till &till)
    {
        if (m_provider != "muvatech"_L1)
            return;
        till.go(Page::Settings);
        QTRY_VERIFY_WITH_TIMEOUT(till.label(u"settingsPage"_s, u"addressesLabel"_s).startsWith(u"http://"_s + m_here), kSoon);
        playMpesa({u"--confirmation-url"_s, till.label(u"settingsPage"_s, u"addressesLabel"_s).section(u'\n', 0, 0)});
    }
    void charge(Till &till, const QString &phone, const QString &amount = u"100"_s)
    {
        till.go(Page::Sale);
        QTRY_VERIFY_WITH_TIMEOUT([&] {   // an outcome cannot be left in its first moment
            if (till.page(u"resultPage"_s)->isVisible())
                till.find<QAbstractButton>(u"resultPage"_s, u"newSaleButton"_s)->click();
            return till.page(u"chargePage"_s)->isVisible();
        }(), kSoon);
        QCOMPARE(till.label(u"chargePage"_s, u"currencyLabel"_s), now().currency);
        till.type(u"chargePage"_s, u"amountEdit"_s, amount);
        till.type(u"chargePage"_s, u"phoneEdit"_s, phone);
        QVERIFY(till.press(u"chargePage"_s, u"chargeButton"_s));
        QVERIFY(QTest::qWaitFor([&] { return !till.page(u"chargePage"_s)->isVisible(); }, kSoon));
    }
    void endsWith(Till &till, const QString &word)
    {
        QTRY_VERIFY2_WITH_TIMEOUT(till.page(u"resultPage"_s)->isVisible() && till.page(u"resultPage"_s)->accessibleName().startsWith(word + u'.'),
                                  qPrintable(till.page(u"resultPage"_s)->accessibleName()), kSoon);
    }
    void approve(Till &till)
    {
        QVERIFY(till.shows(u"approvalDialog"_s));
        auto *pin = till.find<QLineEdit>(u"approvalDialog"_s, u"pinEdit"_s);
        auto *approve = till.find<QAbstractButton>(u"approvalDialog"_s, u"approveButton"_s);
        QTRY_VERIFY_WITH_TIMEOUT([&] {   // alone: once more after ten seconds
            if (pin->isEnabled() && pin->text().isEmpty())
                QTest::keyClicks(pin, kOwnersPin);
            if (approve->isEnabled())
                approve->click();
            return !till.page(u"approvalDialog"_s)->isVisible();
        }(), kSoon);
    }
    void refundsAndQuestions(Till &till)
    {
        if (!now().refunds) {
            QVERIFY(!till.find<QWidget>(u"resultPage"_s, u"refundButton"_s)->isVisible());
            till.go(Page::Refunds);
            QVERIFY(till.label(u"refundsPage"_s, u"emptyLabel"_s).contains(u"cannot send money back"_s));
            QVERIFY(!till.find<QWidget>(u"refundsPage"_s, u"newRefundButton"_s)->isVisible());
            picture(till, u"refunds"_s);
            till.go(Page::Balance);
            QVERIFY(till.label(u"balancePage"_s, u"emptyLabel"_s).contains(u"does not tell the till"_s));
            QVERIFY(!till.find<QWidget>(u"balancePage"_s, u"askButton"_s)->isVisible());
            picture(till, u"balance"_s);
            return;
        }
        QVERIFY(till.press(u"resultPage"_s, u"refundButton"_s));
        auto *reason = till.find<QComboBox>(u"refundFlowPage"_s, u"reasonBox"_s);
        QTRY_VERIFY_WITH_TIMEOUT(reason->isVisible(), kSoon);
        reason->setCurrentIndex(0);
        QVERIFY(till.press(u"refundFlowPage"_s, u"flowNext"_s));
        approve(till);
        QTRY_VERIFY2_WITH_TIMEOUT(till.label(u"refundFlowPage"_s, u"flowSays"_s).contains(u"back with the customer"_s), qPrintable(till.label(u"refundFlowPage"_s, u"flowSays"_s)), kSoon);
        till.go(Page::Balance);
        QVERIFY(till.press(u"balancePage"_s, u"askButton"_s));
        QTRY_VERIFY_WITH_TIMEOUT(!till.page(u"balancePage"_s)->findChildren<QWidget *>(u"accountAmount"_s).isEmpty(), kSoon);
        QVERIFY(till.page(u"balancePage"_s)->findChildren<QWidget *>(u"accountAmount"_s).constFirst()->parentWidget()->accessibleName().contains(u"ETB"_s));
        picture(till, u"balance"_s);
    }
    //! Paid, and no report came: the customer has a code, which only some can be asked about.
    void theCustomerShowsTheCode(Till &till)
    {
        charge(till, u"0722000020"_s, u"120"_s);   // M-PESA tells no phone for a code: it must not fit the charge that still waits
        QVERIFY(till.shows(u"waitPage"_s));
        QVERIFY(!till.find<QWidget>(u"waitPage"_s, u"checkButton"_s)->isVisible());
        QString code;
        QTRY_VERIFY_WITH_TIMEOUT(!(code = QString::fromLatin1(sql(m_files.filePath(u"mpesa.sqlite"_s), u"SELECT receipt FROM deal WHERE phone = '254722000020' AND at <= strftime('%s', 'now') * 1000"_s).value(0))).isEmpty(), kSoon);
        picture(till, u"wait"_s);
        QVERIFY(till.press(u"waitPage"_s, u"leaveButton"_s));
        till.go(Page::Pending);
        const QString page = u"pendingPage"_s;
        QVERIFY(!till.find<QWidget>(page, u"checkButton"_s)->isVisible());
        QVERIFY(!till.find<QWidget>(page, u"lookButton"_s)->isVisible());
        QVERIFY(till.label(page, u"limitsLabel"_s).contains(u"cannot be asked"_s));
        picture(till, u"pending"_s);
        QVERIFY(till.press(page, u"codeButton"_s));
        QVERIFY(till.shows(u"claimPage"_s));
        till.type(u"claimPage"_s, u"claimSaleEdit"_s, u"A1-0006"_s);   // its own; Pending may have another one chosen
        till.type(u"claimPage"_s, u"codeEdit"_s, code);
        QCOMPARE(till.find<QWidget>(u"claimPage"_s, u"claimLimits"_s)->isVisible(), !now().refunds);
        QVERIFY(till.press(u"claimPage"_s, u"claimLook"_s));
        const QString wanted = now().refunds ? u"Found:"_s : u"Claimed, not verified"_s;
        const auto says = [&till] {
            const auto *bar = till.page(u"claimPage"_s)->findChild<QWidget *>(u"inlineBar"_s);
            QStringList all;
            for (const QLabel *label : bar->findChildren<QLabel *>())
                all << label->text().replace(QChar(0x2011), u'-');
            return all.join(u' ');
        };
        QTRY_VERIFY2_WITH_TIMEOUT(says().contains(wanted), qPrintable(says()), kSoon);
        picture(till, u"code"_s);
        till.go(Page::Payments);
        picture(till, u"payments"_s);
        till.go(Page::Settings);
        picture(till, u"settings"_s);
    }

private Q_SLOTS:
    void initTestCase() { QVERIFY2(!qEnvironmentVariableIsEmpty("KAUNTA_TEST_KEYRING"), "run it through tests/support/private_bus.sh"); }
    void init()
    {
        m_dir = std::make_unique<QTemporaryDir>();
        m_keyring.start();
        QFile::remove(m_files.filePath(u"mpesa.sqlite"_s));
    }
    void cleanup()
    {
        m_mpesa.reset();
        m_keyring.stop();
    }

    void aShopIsSetUpAndRunInTheWindow_data()
    {
        QTest::addColumn<QString>("provider");
        for (const QString &name : cases().keys())
            QTest::newRow(qPrintable(name)) << name;
    }
    void aShopIsSetUpAndRunInTheWindow()
    {
        QFETCH(QString, provider);
        m_provider = provider;
        m_here = u"127.0.0.1:%1"_s.arg(freePort());
        m_mpesaOptions = {u"--port"_s, QString::number(freePort()), u"--provider"_s, provider, u"--store"_s, m_files.filePath(u"mpesa.sqlite"_s), u"--certificate-out"_s,
                          m_files.filePath(u"mpesa.cer"_s), u"--initiator"_s, u"dukaapi"_s, u"--initiator-password"_s, kInitiatorPassword};
        playMpesa();
        if (QTest::currentTestFailed())
            return;
        setUpInTheWindow();
        if (QTest::currentTestFailed())
            return;
        {
            Till till(m_dir->path(), {});   // what was chosen there
            becomeTheOwner(till);
            tellWhereTheShopIs(till);

            charge(till, u"0722000022"_s);   // its callback is late
            QVERIFY(till.shows(u"waitPage"_s));
            const QString late = sale({}).value("sale"_L1).toString();
            QVERIFY(till.press(u"waitPage"_s, u"leaveButton"_s));

            charge(till, u"0722000001"_s);
            endsWith(till, u"Not paid"_s);
            charge(till, u"0722000014"_s);   // its answer is lost, and the callback makes it good
            endsWith(till, u"Paid"_s);
            charge(till, u"0722000021"_s);   // the callback comes twice
            endsWith(till, u"Paid"_s);
            charge(till, u"0722000000"_s);
            endsWith(till, u"Paid"_s);
            if (!QTest::currentTestFailed())
                refundsAndQuestions(till);
            if (!QTest::currentTestFailed())
                theCustomerShowsTheCode(till);
            if (QTest::currentTestFailed())
                return;

            const auto stateOf = [&](const QString &id) {
                for (const QJsonObject &line : shop().run({u"sale"_s, u"list"_s}).lines())
                    if (line.value("sale"_L1).toString() == id)
                        return line.value("state"_L1).toString();
                return QString();
            };
            QTRY_COMPARE_WITH_TIMEOUT(stateOf(late), u"paid"_s, kLateCallback);
            QVERIFY(QTest::qWaitFor([&] { return till.widget().isVisible(); }, kSoon));
        }
        const auto sales = shop().run({u"sale"_s, u"list"_s}).lines();
        QCOMPARE(sales.size(), 6);   // one order, one charge
        const auto paid = std::count_if(sales.begin(), sales.end(), [](const QJsonObject &line) { return line.value("state"_L1).toString() == "paid"_L1; });
        QCOMPARE(paid, now().refunds ? 5 : 4);
        for (const QJsonObject &line : sales)
            QCOMPARE(line.value("currency"_L1).toString(), now().currency);
        QCOMPARE(shop().run({u"ledger"_s, u"verify"_s}).exitCode, 0);
        QCOMPARE(sql(m_files.filePath(u"mpesa.sqlite"_s), u"SELECT count(*) FROM push"_s).value(0).toInt(), 6);   // and one prompt
    }
};

QTEST_MAIN(TestWindowProviders)
#include "tst_window_providers.moc"
