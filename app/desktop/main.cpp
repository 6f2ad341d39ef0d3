// kaunta: the cashier's window. Puts the till, the view models and the pages together, and nothing more.
#include "app/common/failures.h"
#include "app/desktop/crash_note.h"
#include "app/desktop/desktop_file.h"
#include "app/desktop/engine_host.h"
#include "app/desktop/local_settings.h"
#include "app/desktop/single_instance.h"
#include "app/desktop/threaded_settings.h"
#include "core/base/console.h"
#include "core/base/redaction.h"
#include "core/practice/handset.h"
#include "ui/viewmodels/approval_view_model.h"
#include "ui/viewmodels/balance_view_model.h"
#include "ui/viewmodels/claims_view_model.h"
#include "ui/viewmodels/direct_news.h"
#include "ui/viewmodels/direct_view_model.h"
#include "ui/viewmodels/handset_view_model.h"
#include "ui/viewmodels/initiator_view_model.h"
#include "ui/viewmodels/lock_view_model.h"
#include "ui/viewmodels/payments_view_model.h"
#include "ui/viewmodels/pending_view_model.h"
#include "ui/viewmodels/qr_view_model.h"
#include "ui/viewmodels/refund_view_model.h"
#include "ui/viewmodels/refunds_view_model.h"
#include "ui/viewmodels/settings_view_model.h"
#include "ui/viewmodels/users_view_model.h"
#include "ui/widgets/approval_dialog.h"
#include "ui/widgets/balance_page.h"
#include "ui/widgets/direct_page.h"
#include "ui/widgets/handset_window.h"
#include "ui/widgets/lock_shell.h"
#include "ui/widgets/main_window.h"
#include "ui/widgets/payments_page.h"
#include "ui/widgets/pending_page.h"
#include "ui/widgets/refunds_page.h"
#include "ui/widgets/settings_page.h"
#include "ui/widgets/system_scheme.h"
#include "ui/widgets/theme.h"
#include "ui/widgets/users_card.h"

#include <QApplication>
#include <QCommandLineParser>
#include <QFileInfo>
#include <QMessageBox>
#include <QScreen>
#include <QShortcut>
#include <cstdio>

using namespace kaunta;
using desktop::SingleInstance;
using namespace Qt::StringLiterals;

namespace {

//! Where the till opens: what the command line says, else what Settings chose, else practice.
struct Place {
    DataDir dir;
    desktop::DesktopChoices choices;
    Profile profile;
    QString folder;
};

Result<Place, Failure> findPlace(const QString &dataDir, const QString &profileName)
{
    auto dir = DataDir::open(dataDir);
    if (!dir)
        return Fail{app::failureOf(dir.error(), dataDir)};
    desktop::DesktopChoices choices = desktop::loadChoices(dir->path());
    const QString name = profileName.isEmpty() ? choices.profile : profileName;
    const auto profile = dir->load(name);
    if (!profile)
        return Fail{app::failureOf(profile.error(), name)};
    const auto folder = dir->makeProfileDir(name);
    if (!folder)
        return Fail{app::failureOf(folder.error(), dir->path())};
    return Place{*dir, choices, *profile, *folder};
}

int refuseToStart(const Failure &failure)
{
    const FailureWords &words = wordsFor(failure.code);
    std::fprintf(stderr, "%s %s (%s)\n", words.says, words.next, qUtf8Printable(failure.detail));
    if (!standardErrorIsRead())
        QMessageBox::critical(nullptr, {}, QString::fromUtf8(words.says) + u"\n\n"_s + QString::fromUtf8(words.next) + u"\n\n"_s + failure.detail);
    return words.exitCode;
}

ui::ThemeOptions themeOptions(const Appearance &appearance, bool systemIsDark)
{
    return {static_cast<ui::Scheme>(appearance.scheme), systemIsDark, appearance.textPercent, appearance.reduceMotion};
}

//! Large enough for the amount to be read at two metres, and never larger than the screen.
void placeAtFirst(QWidget &window)
{
    const QRect room = window.screen()->availableGeometry();
    if (room.width() < 1280 || room.height() < 720) {
        window.setWindowState(Qt::WindowMaximized);
        return;
    }
    window.resize(1024, 640);
    window.move(room.left() + (room.width() - window.width() - 340) / 2, room.top() + (room.height() - window.height()) / 3);
}

//! The customer's phone lies to the right of the till, or at the screen's edge.
void placeBeside(QWidget &phone, const QWidget &window)
{
    phone.adjustSize();
    const QRect room = window.screen()->availableGeometry();
    const QRect till = window.frameGeometry();
    const QSize size = phone.size();
    phone.move(qMin(till.right() + 12, room.right() - size.width()), qMin(till.top(), room.bottom() - size.height()));
}

//! Worker thread of Settings: disk, keychain and test calls of the set-up pages.
class SettingsHost
{
public:
    SettingsHost(const DataDir &dir, const Profile &inUse, desktop::EngineHost &engine)
        : m_worker(new desktop::LocalSettings(dir, inUse)), m_service(*m_worker, m_worker->keychainName())
    {
        QObject::connect(&engine, &desktop::EngineHost::ready, m_worker, &desktop::LocalSettings::onTillReady);
        QObject::connect(m_worker, &desktop::LocalSettings::tillTestWanted, &engine, &desktop::EngineHost::testCallback);
        QObject::connect(&engine, &desktop::EngineHost::callbackTested, m_worker, &desktop::LocalSettings::onTillTested);
        m_worker->moveToThread(&m_thread);
        QObject::connect(&m_thread, &QThread::finished, m_worker, &QObject::deleteLater);
        m_thread.setObjectName(u"settings"_s);
        m_thread.start();
    }
    ~SettingsHost()
    {
        m_thread.quit();
        m_thread.wait();
    }
    SettingsHost(const SettingsHost &) = delete;
    SettingsHost &operator=(const SettingsHost &) = delete;
    SettingsService &service() { return m_service; }

private:
    QThread m_thread;
    desktop::LocalSettings *m_worker;
    desktop::ThreadedSettings m_service;
};

void bringToFront(QWidget &window)
{
    if (window.isMinimized())
        window.setWindowState(window.windowState() & ~Qt::WindowMinimized);
    window.raise();
    window.activateWindow();
}

int run(QApplication &app, const Place &place, const SingleInstance &instance, const QString &crashNote)
{
    Appearance appearance = place.choices.appearance;
    bool systemIsDark = false;
    const auto dress = [&] { ui::Theme::apply(app, themeOptions(appearance, systemIsDark)); };
    dress();

    const SystemClock clock;
    desktop::EngineHost engine({.profileDir = place.folder, .secretNamesFile = place.dir.secretNamesFile(), .profile = place.profile, .handsetAsks = true});
    SettingsHost settings(place.dir, place.profile, engine);

    ui::SaleFlow flow(engine.sales(), clock, {place.profile.currency(), place.profile.country(), u"cashier"_s, {}});
    ui::FrameViewModel frame(engine.sales(), clock);
    frame.watch(engine.refunds());
    const QString somebody = u"cashier"_s;
    ui::PendingViewModel pending({engine.sales(), engine.refunds(), engine.account()}, clock, somebody);
    ui::PaymentsViewModel payments(engine.sales(), engine.refunds(), clock);
    ui::SettingsViewModel settingsModel(settings.service());
    const bool practice = place.profile.environment == Environment::Practice;
    ui::RefundViewModel refund(engine.refunds(), clock, somebody);
    ui::RefundsViewModel refunds(engine.refunds(), clock, somebody);
    ui::BalanceViewModel balance(engine.account(), clock, somebody);
    ui::DirectViewModel direct(engine.direct(), engine.sales(), clock, somebody);
    ui::ClaimsViewModel claims(engine.direct(), clock, somebody);
    ui::DirectNews directNews(engine.direct(), engine.sales());
    ui::InitiatorViewModel initiator(engine.refunds(), somebody);
    ui::QrViewModel qr(engine.account());
    ui::ApprovalViewModel approval(engine.people(), clock);
    ui::LockViewModel lock(engine.people(), clock, practice, somebody);
    ui::UsersViewModel users(engine.people(), practice);
    std::unique_ptr<practice::SimulatorHandset> phone;
    std::unique_ptr<ui::HandsetViewModel> phoneModel;
    std::unique_ptr<ui::HandsetWindow> phoneWindow;

    auto *till = new ui::MainWindow({flow, frame, &directNews}, {place.profile.environment, place.profile.effectiveBaseUrl().host(), place.profile.shopName(), place.profile.tillId(), somebody});
    ui::MainWindow &window = *till;   // owned by the shell
    ui::LockShell shell(till, lock, users);
    shell.setEnvironment(place.profile.environment, place.profile.effectiveBaseUrl().host());
    auto *pendingPage = new ui::PendingPage(pending);
    window.setQr(qr);
    auto *paymentsPage = new ui::PaymentsPage(payments);
    auto *directPage = new ui::DirectPage(direct, claims);
    auto *settingsPage = new ui::SettingsPage(settingsModel);
    settingsPage->addCard(new ui::UsersCard(users, lock));
    window.setPage(ui::MainWindow::Page::Pending, pendingPage);
    window.setPage(ui::MainWindow::Page::Payments, paymentsPage);
    window.setPage(ui::MainWindow::Page::Direct, directPage);
    auto *refundsPage = new ui::RefundsPage(refunds, refund);
    window.setPage(ui::MainWindow::Page::Refunds, refundsPage);
    auto *balancePage = new ui::BalancePage(balance);
    refundsPage->setInitiator(initiator);
    balancePage->setInitiator(initiator);
    window.setPage(ui::MainWindow::Page::Balance, balancePage);
    window.setPage(ui::MainWindow::Page::Settings, settingsPage);
    ui::ApprovalDialog approvalDialog(approval, &shell);

    using Origin = ui::RefundViewModel::Origin;
    const auto beginRefund = [&](const QString &receipt, Origin origin) {
        refund.start(receipt, origin);
        window.showPage(ui::MainWindow::Page::Refunds);
    };
    const auto showRefund = [&](const QString &refundId) {
        window.showPage(ui::MainWindow::Page::Refunds);
        refund.showListed(refundId);
    };
    QObject::connect(paymentsPage, &ui::PaymentsPage::refundWanted, &window, [&](const QString &receipt) { beginRefund(receipt, Origin::Payments); });
    QObject::connect(&window, &ui::MainWindow::refundWanted, &window, [&](const QString &receipt) { beginRefund(receipt, Origin::Counter); });
    QObject::connect(&refund, &ui::RefundViewModel::left, &window, [&](Origin origin) {
        if (origin != Origin::Refunds)
            window.showPage(origin == Origin::Payments ? ui::MainWindow::Page::Payments : ui::MainWindow::Page::Sale);
    });
    QObject::connect(paymentsPage, &ui::PaymentsPage::refundShown, &window, showRefund);
    QObject::connect(pendingPage, &ui::PendingPage::refundWanted, &window, showRefund);
    QObject::connect(paymentsPage, &ui::PaymentsPage::chargeWanted, &window, &ui::MainWindow::showCharge);
    QObject::connect(pendingPage, &ui::PendingPage::chargeWanted, &window, &ui::MainWindow::showCharge);
    const auto askForCode = [&window, directPage](const QString &saleNumber) {
        window.showPage(ui::MainWindow::Page::Direct);
        directPage->openFor(saleNumber);
    };
    QObject::connect(pendingPage, &ui::PendingPage::codeWanted, &window, askForCode);
    QObject::connect(&window, &ui::MainWindow::codeWanted, &window, askForCode);
    QObject::connect(&frame, &ui::FrameViewModel::refundWanted, &window, [&, refundsPage](const QString &refundId) {
        window.showPage(ui::MainWindow::Page::Refunds);
        refundsPage->choose(refundId);
    });
    QObject::connect(&refunds, &ui::RefundsViewModel::openCountChanged, &window, [&] { window.setOpenRefunds(refunds.openCount()); });
    QObject::connect(&direct, &ui::DirectViewModel::unmatchedChanged, &window, [&] { window.setUnmatchedCount(direct.unmatchedCount()); });
    // Whoever needs a second person's PIN asks for it in one place; the answer finds its way by the ticket.
    const auto approves = [&approval](auto &model) {
        using Model = std::remove_reference_t<decltype(model)>;
        QObject::connect(&model, &Model::approvalWanted, &approval, &ui::ApprovalViewModel::ask);
        QObject::connect(&approval, &ui::ApprovalViewModel::given, &model, &Model::approvalGiven);
        QObject::connect(&approval, &ui::ApprovalViewModel::cancelled, &model, &Model::approvalCancelled);
    };
    approves(refund);
    approves(refunds.decision());
    approves(pending.decision());
    approves(flow.charge().over());
    approves(direct.undo());
    approves(claims.decision());
    approves(initiator.decision());
    approves(users);
    approves(settingsModel);
    QObject::connect(&lock, &ui::LockViewModel::changed, &window, [&] {
        window.setLockable(!lock.users().isEmpty());
        settingsModel.setGuarded(!practice && !lock.users().isEmpty());   // practice PINs are published: they guard nothing
    });
    QObject::connect(&window, &ui::MainWindow::lockRequested, &lock, &ui::LockViewModel::lock);
    QObject::connect(&lock, &ui::LockViewModel::signedIn, &window, [&](const QString &name) {
        window.setCashier(name);
        refund.setUser(name);
        refunds.setUser(name);
        pending.setUser(name);
        balance.setUser(name);
        direct.setUser(name);
        claims.setUser(name);
        initiator.setUser(name);
        users.setUser(name);
        settingsModel.setUser(name);
    });
    QObject::connect(&lock, &ui::LockViewModel::autoLockChanged, &app, [&](int minutes) {
        appearance.autoLockMinutes = minutes;
        settings.service().setAppearance(appearance);
    });
    lock.setAutoLockMinutes(appearance.autoLockMinutes);
    if (practice)
        lock.openAtOnce();
    QObject::connect(&engine, &desktop::EngineHost::failed, &lock, &ui::LockViewModel::openAtOnce);
    QObject::connect(&pending, &ui::PendingViewModel::countChanged, &window, [&] { window.setPendingCount(static_cast<int>(pending.count())); });
    // After a crash or a power cut the first thing to see is what was left open.
    QObject::connect(&engine.sales(), &sale::SaleService::pendingListed, &window, [&](const QList<sale::ChargeSnapshot> &charges) {
        if (std::any_of(charges.begin(), charges.end(), [](const sale::ChargeSnapshot &charge) { return sale::isOpen(charge.state.status); }))
            window.showPage(ui::MainWindow::Page::Pending);
    }, Qt::SingleShotConnection);

    ui::SystemScheme scheme;
    QObject::connect(&scheme, &ui::SystemScheme::darkChanged, &app, [&](bool dark) {
        systemIsDark = dark;
        dress();
    });
    QObject::connect(&settings.service(), &SettingsService::appearanceTold, &app, [&](const Appearance &told) {
        appearance = told;
        dress();
    });
    QObject::connect(&engine, &desktop::EngineHost::failed, &frame, &ui::FrameViewModel::showTrouble);
    QObject::connect(&engine, &desktop::EngineHost::receiverFailed, &frame, &ui::FrameViewModel::showReceiverFailure);
    QObject::connect(&engine, &desktop::EngineHost::ready, &window, [&](practice::PracticeDriver *driver) {
        flow.charge().setQrOffered(engine.capabilities().testFlag(providers::Capability::Qr));
        pending.refresh();
        payments.refresh();
        refunds.refresh();
        direct.refresh();
        claims.refresh();
        lock.start();
        if (!driver)
            return;
        phone = std::make_unique<practice::SimulatorHandset>(driver);
        phoneModel = std::make_unique<ui::HandsetViewModel>(*phone, clock);
        phoneWindow = std::make_unique<ui::HandsetWindow>(*phoneModel);
        phoneWindow->setAttribute(Qt::WA_QuitOnClose, false);
        placeBeside(*phoneWindow, shell);
        window.setHandset(phoneWindow.get());
        // F8 leads to the phone, and from the phone back to the till.
        QObject::connect(new QShortcut(QKeySequence(Qt::Key_F8), phoneWindow.get()), &QShortcut::activated, &shell, [&shell] { bringToFront(shell); });
    });

    QObject::connect(&instance, &SingleInstance::raiseWanted, &shell, [&shell] { bringToFront(shell); });
    if (!crashNote.isEmpty())
        frame.showCrash(QFileInfo(crashNote).fileName());

    placeAtFirst(shell);
    shell.show();
    engine.start();
    scheme.watch();
    return QApplication::exec();
}

//! `--help` and `--version` need no window, and so no display.
bool asksForWords(int argc, char **argv)
{
    return std::any_of(argv + 1, argv + argc, [](const char *given) {
        const QLatin1StringView word(given);
        return word == "-h"_L1 || word == "--help"_L1 || word == "-v"_L1 || word == "--version"_L1;
    });
}

} // namespace

int main(int argc, char **argv)
{
    installRedactingLog();
    QCoreApplication::setApplicationName(u"kaunta"_s);
    QCoreApplication::setApplicationVersion(QStringLiteral(KAUNTA_VERSION));
    QCommandLineParser parser;
    parser.setApplicationDescription(u"M-PESA point of sale"_s);
    parser.addHelpOption();
    parser.addVersionOption();
    parser.addOptions({{u"data-dir"_s, u"Folder of Kaunta's files."_s, u"DIR"_s}, {u"profile"_s, u"Which shop to open."_s, u"NAME"_s}});
    if (asksForWords(argc, argv))
        parser.process(QCoreApplication(argc, argv));   // ends here
    QApplication app(argc, argv);
    QApplication::setApplicationDisplayName(u"Kaunta"_s);
    QGuiApplication::setDesktopFileName(QStringLiteral(KAUNTA_APP_ID));   // how a desktop finds the window's icon
    parser.process(app);
    const auto place = findPlace(parser.value(u"data-dir"_s), parser.value(u"profile"_s));
    if (!place)
        return refuseToStart(place.error());
    SingleInstance instance(place->dir.path());
    const auto order = instance.take();
    if (order == SingleInstance::Place::Second)
        return 0;
    const bool alone = order == SingleInstance::Place::First;   // else the window opens and says that a till is running
    const QString crashNote = alone ? desktop::takeCrashNote(place->dir.path()) : QString();
    desktop::armCrashNote(place->dir.path(), QStringLiteral(KAUNTA_VERSION));
    return run(app, *place, instance, crashNote);
}
