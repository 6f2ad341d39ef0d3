#include "app/desktop/till_window.h"

#include "app/desktop/engine_host.h"
#include "app/desktop/local_settings.h"
#include "app/desktop/threaded_settings.h"
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
#include <QScreen>
#include <QShortcut>
#include <algorithm>

namespace kaunta::desktop {

using namespace Qt::StringLiterals;

namespace {

ui::ThemeOptions themeOptions(const Appearance &appearance, bool systemIsDark)
{
    return {static_cast<ui::Scheme>(appearance.scheme), systemIsDark, appearance.textPercent, appearance.reduceMotion};
}

void bringForward(QWidget &window)
{
    if (window.isMinimized())
        window.setWindowState(window.windowState() & ~Qt::WindowMinimized);
    window.raise();
    window.activateWindow();
}

//! Large enough for the amount to be read at two metres, and never larger than the screen.
void placeAtFirst(QWidget &window)
{
    const QRect room = window.screen()->availableGeometry();
    if (room.width() < 1280 || room.height() < 720) {
        window.setWindowState(Qt::WindowMaximized);
        return;
    }
    constexpr int kBeside = 340;   // for the customer's phone
    window.resize(std::min(1024, room.width() - kBeside), 640);
    window.move(room.left() + std::max(0, (room.width() - window.width() - kBeside) / 2), room.top() + (room.height() - window.height()) / 3);
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

} // namespace

//! Worker thread of Settings: disk, keychain and test calls of the set-up pages.
class SettingsHost
{
public:
    SettingsHost(const DataDir &dir, const Profile &inUse, EngineHost &engine)
        : m_worker(new LocalSettings(dir, inUse)), m_service(*m_worker, m_worker->keychainName())
    {
        QObject::connect(&engine, &EngineHost::ready, m_worker, &LocalSettings::onTillReady);
        QObject::connect(m_worker, &LocalSettings::tillTestWanted, &engine, &EngineHost::testCallback);
        QObject::connect(&engine, &EngineHost::callbackTested, m_worker, &LocalSettings::onTillTested);
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
    LocalSettings *m_worker;
    ThreadedSettings m_service;
};

//! In the order in which they are made; taken apart in the opposite one.
struct TillWindow::Parts {
    Parts(QApplication &application, Place where);
    void connectPeople();
    void connectLooks();
    void dress() { ui::Theme::apply(app, themeOptions(appearance, systemIsDark)); }
    void onReady(practice::PracticeDriver *driver);
    void beginRefund(const QString &receipt, ui::RefundViewModel::Origin origin)
    {
        refund.start(receipt, origin);
        window.showPage(ui::MainWindow::Page::Refunds);
    }
    void showRefund(const QString &refundId)
    {
        window.showPage(ui::MainWindow::Page::Refunds);
        refund.showListed(refundId);
    }

    QApplication &app;
    const Place place;
    Appearance appearance = place.choices.appearance;
    bool systemIsDark = false;
    const SystemClock clock;
    EngineHost engine{{.profileDir = place.folder, .secretNamesFile = place.dir.secretNamesFile(), .profile = place.profile, .handsetAsks = true}};
    SettingsHost settings{place.dir, place.profile, engine};
    const QString somebody = u"cashier"_s;
    const bool isPractice = place.profile.environment == Environment::Practice;
    const ui::Way way = ui::wayOf(place.profile);
    ui::SaleFlow flow{engine.sales(), clock, {way, somebody, {}}};
    ui::FrameViewModel frame{engine.sales(), clock};
    ui::PendingViewModel pending{{engine.sales(), engine.refunds(), engine.account()}, clock, somebody, way};
    ui::PaymentsViewModel payments{engine.sales(), engine.refunds(), clock, way};
    ui::SettingsViewModel settingsModel{settings.service()};
    ui::RefundViewModel refund{engine.refunds(), clock, somebody};
    ui::RefundsViewModel refunds{engine.refunds(), clock, somebody, way};
    ui::BalanceViewModel balance{engine.account(), clock, somebody, way};
    ui::DirectViewModel direct{engine.direct(), engine.sales(), clock, somebody, way};
    ui::ClaimsViewModel claims{engine.direct(), clock, somebody, way};
    ui::DirectNews directNews{engine.direct(), engine.sales()};
    ui::InitiatorViewModel initiator{engine.refunds(), somebody};
    ui::QrViewModel qr{engine.account()};
    ui::ApprovalViewModel approval{engine.people(), clock};
    ui::LockViewModel lock{engine.people(), clock, isPractice, somebody};
    ui::UsersViewModel users{engine.people(), isPractice};
    std::unique_ptr<practice::SimulatorHandset> phone;
    std::unique_ptr<ui::HandsetViewModel> phoneModel;
    std::unique_ptr<ui::HandsetWindow> phoneWindow;
    ui::MainWindow &window;   //!< owned by the shell
    ui::LockShell shell{&window, lock, users};
    ui::ApprovalDialog approvalDialog{approval, &shell};
    ui::SystemScheme scheme;
};

TillWindow::Parts::Parts(QApplication &application, Place where)
    : app(application), place(std::move(where)),
      window(*new ui::MainWindow({flow, frame, &directNews}, {place.profile.environment, place.profile.effectiveBaseUrl().host(), place.profile.shopName(), place.profile.tillId(), somebody}))
{
    frame.watch(engine.refunds());
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

    using Origin = ui::RefundViewModel::Origin;
    QObject::connect(paymentsPage, &ui::PaymentsPage::refundWanted, &window, [this](const QString &receipt) { beginRefund(receipt, Origin::Payments); });
    QObject::connect(&window, &ui::MainWindow::refundWanted, &window, [this](const QString &receipt) { beginRefund(receipt, Origin::Counter); });
    QObject::connect(&refund, &ui::RefundViewModel::left, &window, [this](Origin origin) {
        if (origin != Origin::Refunds)
            window.showPage(origin == Origin::Payments ? ui::MainWindow::Page::Payments : ui::MainWindow::Page::Sale);
    });
    QObject::connect(paymentsPage, &ui::PaymentsPage::refundShown, &window, [this](const QString &refundId) { showRefund(refundId); });
    QObject::connect(pendingPage, &ui::PendingPage::refundWanted, &window, [this](const QString &refundId) { showRefund(refundId); });
    QObject::connect(paymentsPage, &ui::PaymentsPage::chargeWanted, &window, &ui::MainWindow::showCharge);
    QObject::connect(pendingPage, &ui::PendingPage::chargeWanted, &window, &ui::MainWindow::showCharge);
    const auto askForCode = [this, directPage](const QString &saleNumber) {
        window.showPage(ui::MainWindow::Page::Direct);
        directPage->openFor(saleNumber);
    };
    QObject::connect(pendingPage, &ui::PendingPage::codeWanted, &window, askForCode);
    QObject::connect(&window, &ui::MainWindow::codeWanted, &window, askForCode);
    QObject::connect(&frame, &ui::FrameViewModel::refundWanted, &window, [this, refundsPage](const QString &refundId) {
        window.showPage(ui::MainWindow::Page::Refunds);
        refundsPage->choose(refundId);
    });
    QObject::connect(&refunds, &ui::RefundsViewModel::openCountChanged, &window, [this] { window.setOpenRefunds(refunds.openCount()); });
    QObject::connect(&direct, &ui::DirectViewModel::unmatchedChanged, &window, [this] { window.setUnmatchedCount(direct.unmatchedCount()); });
    connectPeople();
    connectLooks();
}

void TillWindow::Parts::connectPeople()
{
    // Whoever needs a second person's PIN asks for it in one place; the answer finds its way by the ticket.
    const auto approves = [this](auto &model) {
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
    QObject::connect(&lock, &ui::LockViewModel::changed, &window, [this] {
        window.setLockable(!lock.users().isEmpty());
        settingsModel.setGuarded(!isPractice && !lock.users().isEmpty());   // practice PINs are published: they guard nothing
    });
    QObject::connect(&window, &ui::MainWindow::lockRequested, &lock, &ui::LockViewModel::lock);
    QObject::connect(&lock, &ui::LockViewModel::signedIn, &window, [this](const QString &name) {
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
    QObject::connect(&lock, &ui::LockViewModel::autoLockChanged, &app, [this](int minutes) {
        appearance.autoLockMinutes = minutes;
        settings.service().setAppearance(appearance);
    });
    lock.setAutoLockMinutes(appearance.autoLockMinutes);
    if (isPractice)
        lock.openAtOnce();
    QObject::connect(&engine, &EngineHost::failed, &lock, &ui::LockViewModel::openAtOnce);
    QObject::connect(&pending, &ui::PendingViewModel::countChanged, &window, [this] { window.setPendingCount(static_cast<int>(pending.count())); });
    // After a crash or a power cut the first thing to see is what was left open.
    QObject::connect(&engine.sales(), &sale::SaleService::pendingListed, &window, [this](const QList<sale::ChargeSnapshot> &charges) {
        if (std::any_of(charges.begin(), charges.end(), [](const sale::ChargeSnapshot &charge) { return sale::isOpen(charge.state.status); }))
            window.showPage(ui::MainWindow::Page::Pending);
    }, Qt::SingleShotConnection);
}

void TillWindow::Parts::connectLooks()
{
    QObject::connect(&engine, &EngineHost::addressesTold, &settingsModel, &ui::SettingsViewModel::setAddresses);
    QObject::connect(&scheme, &ui::SystemScheme::darkChanged, &app, [this](bool dark) {
        systemIsDark = dark;
        dress();
    });
    QObject::connect(&settings.service(), &SettingsService::appearanceTold, &app, [this](const Appearance &told) {
        appearance = told;
        dress();
    });
    QObject::connect(&engine, &EngineHost::failed, &frame, &ui::FrameViewModel::showTrouble);
    QObject::connect(&engine, &EngineHost::receiverFailed, &frame, [this] { frame.showReceiverFailure(way.has(providers::Capability::Query)); });
    QObject::connect(&engine, &EngineHost::ready, &window, [this](practice::PracticeDriver *driver) { onReady(driver); });
}

void TillWindow::Parts::onReady(practice::PracticeDriver *driver)
{
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
    phoneModel = std::make_unique<ui::HandsetViewModel>(*phone, clock, way);
    phoneWindow = std::make_unique<ui::HandsetWindow>(*phoneModel);
    phoneWindow->setAttribute(Qt::WA_QuitOnClose, false);
    placeBeside(*phoneWindow, shell);
    window.setHandset(phoneWindow.get());
    // F8 leads to the phone, and from the phone back to the till.
    QObject::connect(new QShortcut(QKeySequence(Qt::Key_F8), phoneWindow.get()), &QShortcut::activated, &shell, [this] { bringForward(shell); });
}

TillWindow::TillWindow(QApplication &app, const Place &place)
{
    ui::Theme::apply(app, themeOptions(place.choices.appearance, false));   // before the first widget
    m_parts = std::make_unique<Parts>(app, place);
}

TillWindow::~TillWindow() = default;

void TillWindow::open()
{
    placeAtFirst(m_parts->shell);
    m_parts->shell.show();
    m_parts->engine.start();
    m_parts->scheme.watch();
}

void TillWindow::bringToFront()
{
    bringForward(m_parts->shell);
}

void TillWindow::showCrash(const QString &note)
{
    m_parts->frame.showCrash(note);
}

QWidget &TillWindow::widget()
{
    return m_parts->shell;
}

} // namespace kaunta::desktop
