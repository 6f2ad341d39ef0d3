#include "ui/widgets/main_window.h"

#include "ui/viewmodels/state_words.h"
#include "ui/widgets/action_button.h"
#include "ui/widgets/amount_label.h"
#include "ui/widgets/charge_page.h"
#include "ui/widgets/inline_bar.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/nav_rail.h"
#include "ui/widgets/over_page.h"
#include "ui/widgets/practice_band.h"
#include "ui/widgets/result_page.h"
#include "ui/widgets/state_badge.h"
#include "ui/widgets/tick.h"
#include "ui/widgets/wait_page.h"

#include <QBoxLayout>
#include <QCoreApplication>
#include <QKeyEvent>
#include <QLabel>
#include <QShortcut>
#include <QStackedWidget>

namespace kaunta::ui {

using namespace Qt::StringLiterals;
using Screen = SaleFlow::Screen;

namespace {

constexpr int kNarrow = 900;

struct Entry {
    MainWindow::Page page;
    const char *id;
    Glyph glyph;
    const char *text;
    Qt::Key key;
};
constexpr Entry kEntries[] = {
    {MainWindow::Page::Sale, "charge", Glyph::Charge, QT_TRANSLATE_NOOP("kaunta::ui::MainWindow", "Charge"), Qt::Key_F1},
    {MainWindow::Page::Pending, "pending", Glyph::Pending, QT_TRANSLATE_NOOP("kaunta::ui::MainWindow", "Pending"), Qt::Key_F9},
    {MainWindow::Page::Payments, "payments", Glyph::Payments, QT_TRANSLATE_NOOP("kaunta::ui::MainWindow", "Payments"), Qt::Key_F3},
    {MainWindow::Page::Direct, "direct", Glyph::Direct, QT_TRANSLATE_NOOP("kaunta::ui::MainWindow", "Direct"), Qt::Key_F2},
    {MainWindow::Page::Refunds, "refunds", Glyph::Refunds, QT_TRANSLATE_NOOP("kaunta::ui::MainWindow", "Refunds"), Qt::Key_F11},
    {MainWindow::Page::Balance, "balance", Glyph::Balance, QT_TRANSLATE_NOOP("kaunta::ui::MainWindow", "Balance"), Qt::Key_F12},
    {MainWindow::Page::Settings, "settings", Glyph::Settings, QT_TRANSLATE_NOOP("kaunta::ui::MainWindow", "Settings"), Qt::Key_F10},
};

const Entry &entryOf(MainWindow::Page page)
{
    return kEntries[static_cast<std::size_t>(page)];
}

QString idOf(MainWindow::Page page)
{
    return QString::fromLatin1(entryOf(page).id);
}

} // namespace

MainWindow::MainWindow(const Services &services, const Shop &shop, QWidget *parent)
    : QWidget(parent), m_flow(services.flow), m_frame(services.frame), m_news(services.news), m_band(new PracticeBand), m_rail(new NavRail),
      m_header(named(new QWidget, u"header"_s)), m_shop(named(makeLabel({}, Type::Body, true), u"shopLabel"_s)), m_alert(new InlineBar),
      m_online(named(new StateBadge, u"onlineLabel"_s)), m_clock(named(new AmountLabel(Type::Title), u"clockLabel"_s)), m_pages(new QStackedWidget),
      m_charge(new ChargePage(m_flow.charge())), m_wait(new WaitPage(m_flow.wait())), m_result(new ResultPage(m_flow)), m_over(new OverPage(m_flow.charge()))
{
    setObjectName(u"mainWindow"_s);
    setWindowTitle(tr("Kaunta"));
    m_alert->setObjectName(u"alertBar"_s);
    layOut();
    applyMetrics();
    addRailPage(Page::Sale);
    setShop(shop);

    connect(m_rail, &NavRail::activated, this, [this](const QString &id) {
        for (const Entry &entry : kEntries)
            if (id == QLatin1StringView(entry.id))
                showPage(entry.page);
    });
    connect(m_rail, &NavRail::lockRequested, this, &MainWindow::lockRequested);
    connect(m_wait, &WaitPage::leaveRequested, &m_flow, &SaleFlow::leaveWaiting);
    connect(m_wait, &WaitPage::codeWanted, this, &MainWindow::codeWanted);
    connect(m_result, &ResultPage::refundWanted, this, &MainWindow::refundWanted);
    connect(m_result, &ResultPage::codeWanted, this, &MainWindow::codeWanted);
    connect(&m_flow, &SaleFlow::screenChanged, this, &MainWindow::onScreen);
    connect(&m_flow, &SaleFlow::outcomeReached, this, &MainWindow::onOutcome);
    connect(&m_frame, &FrameViewModel::changed, this, &MainWindow::refreshFrame);
    connect(&m_frame, &FrameViewModel::chargeWanted, this, &MainWindow::showCharge);
    connect(m_alert, &InlineBar::actionTriggered, this, &MainWindow::onBarAction);
    connect(m_alert, &InlineBar::closed, this, &MainWindow::onBarClosed);
    if (m_news)
        connect(m_news, &DirectNews::changed, this, &MainWindow::onNews);
    connect(&m_timer, &QTimer::timeout, this, &MainWindow::tick);
    m_timer.start(kTickMs);
    refreshFrame();
    onScreen(m_flow.screen());
}

void MainWindow::layOut()
{
    for (QWidget *page : std::initializer_list<QWidget *>{m_charge, m_wait, m_result, m_over})
        m_pages->addWidget(page);
    auto *header = new QHBoxLayout(m_header);
    header->addWidget(m_shop, 1);
    header->addWidget(m_alert, 1);
    header->addWidget(m_online);
    header->addWidget(m_clock);
    m_clock->setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);

    auto *content = new QVBoxLayout;
    content->setSpacing(0);
    content->addWidget(m_header);
    content->addWidget(m_pages, 1);
    auto *middle = new QHBoxLayout;
    middle->setSpacing(0);
    middle->addWidget(m_rail);
    middle->addLayout(content, 1);
    auto *all = new QVBoxLayout(this);
    all->setContentsMargins(0, 0, 0, 0);
    all->setSpacing(0);
    all->setSizeConstraint(QLayout::SetNoConstraint);   // a long message never makes the window grow
    all->addWidget(m_band);
    all->addLayout(middle, 1);
}

void MainWindow::applyMetrics()
{
    const Theme &theme = Theme::current();
    m_header->setMinimumHeight(theme.px(60));   // an alert has its place before it comes; big letters on a small screen may need more
    m_header->layout()->setContentsMargins(theme.space(5), theme.space(1), theme.space(5), 0);
    m_header->layout()->setSpacing(theme.space(3));
    m_rail->setCollapsed(width() < theme.px(kNarrow));
}

void MainWindow::setShop(const Shop &shop)
{
    m_band->setEnvironment(shop.environment, shop.host);
    m_shop->setText(shop.tillId.isEmpty() ? shop.name : tr("%1 · till %2").arg(shop.name, shop.tillId));
    setCashier(shop.cashier);
}

void MainWindow::setQr(QrViewModel &qr)
{
    m_charge->setQr(qr);
}

void MainWindow::setCashier(const QString &name)
{
    m_rail->setCashier(name);
    m_flow.charge().setUser(name);
}

void MainWindow::addRailPage(Page page)
{
    const Entry &entry = entryOf(page);
    m_rail->addPage(idOf(page), entry.glyph, tr(entry.text), QKeySequence(entry.key).toString());
    auto *shortcut = new QShortcut(QKeySequence(entry.key), this);
    connect(shortcut, &QShortcut::activated, this, [this, page] { showPage(page); });
}

void MainWindow::setPage(Page page, QWidget *widget)
{
    if (m_others.contains(static_cast<int>(page)))
        return;
    m_others.insert(static_cast<int>(page), widget);
    m_pages->addWidget(widget);
    addRailPage(page);
}

void MainWindow::setHandset(QWidget *handset)
{
    m_rail->addPage(u"handset"_s, Glyph::Phone, tr("Handset"), u"F8"_s);
    const auto bring = [handset] {
        handset->show();
        handset->raise();
        handset->activateWindow();
    };
    connect(m_rail, &NavRail::activated, handset, [bring](const QString &id) {
        if (id == "handset"_L1)
            bring();
    });
    connect(new QShortcut(QKeySequence(Qt::Key_F8), this), &QShortcut::activated, handset, bring);
}

void MainWindow::setPendingCount(int count)
{
    m_rail->setBadge(idOf(Page::Pending), count);
}

void MainWindow::setUnmatchedCount(int count)
{
    m_rail->setBadge(idOf(Page::Direct), count);
}

void MainWindow::setLockable(bool lockable)
{
    m_rail->setLockable(lockable);
}

void MainWindow::setOpenRefunds(int count)
{
    m_rail->setBadge(idOf(Page::Refunds), count);
}

QSize MainWindow::minimumSizeHint() const
{
    return {640, 480};   // what a page cannot fit there, it scrolls or wraps; the till is made for 1024 × 600 and more
}

QWidget *MainWindow::salePage() const
{
    switch (m_flow.screen()) {
    case Screen::Charge: return m_charge;
    case Screen::Wait: return m_wait;
    case Screen::Result: return m_result;
    case Screen::Over: return m_over;
    }
    Q_UNREACHABLE();
}

void MainWindow::showPage(Page page)
{
    QWidget *widget = page == Page::Sale ? salePage() : m_others.value(static_cast<int>(page));
    if (!widget)
        return;
    m_page = page;
    m_rail->setCurrent(idOf(page));
    m_pages->setCurrentWidget(widget);
    if (page == Page::Sale) {
        m_elsewhere = {};
        refreshAlert();
    } else if (page == Page::Direct && m_news) {
        m_news->seen();
    }
    if (widget == m_charge)
        m_charge->start();
    else if (widget == m_wait)
        m_wait->start();
    else if (widget == m_result)
        m_result->start();
    else if (widget == m_over)
        m_over->start();
    else if (!widget->isAncestorOf(focusWidget()))   // a page that puts it somewhere when it is shown knows better
        widget->setFocus(Qt::OtherFocusReason);
}

void MainWindow::showCharge(const sale::ChargeSnapshot &charge)
{
    m_flow.show(charge);
    showPage(Page::Sale);
}

void MainWindow::onScreen(Screen)
{
    if (m_page == Page::Sale)
        showPage(Page::Sale);
}

void MainWindow::onOutcome(const sale::ChargeSnapshot &charge)
{
    if (m_page == Page::Sale)
        return;
    const StateWords words = stateWords(charge.state);
    m_elsewhere = {words.tone, words.glyph, tr("Sale %1, %2: %3.").arg(charge.saleNumber, charge.amount.toDisplay(), words.word), {}, tr("Show it")};
    refreshAlert();
}

void MainWindow::refreshFrame()
{
    const bool online = m_frame.isOnline();
    const Tone tone = online ? Tone::Neutral : Tone::Declined;   // green is for money alone
    m_online->setState(online ? Glyph::Online : Glyph::Offline, m_frame.connectionWord(), tone);
    m_clock->setText(m_frame.clockText());
    m_flow.charge().setStopped(m_frame.hasTrouble());
    refreshAlert();
}

void MainWindow::tick()
{
    m_frame.tick();
    switch (m_flow.screen()) {
    case Screen::Charge:
    case Screen::Over:
        m_flow.charge().tick();
        break;
    case Screen::Wait:
        m_flow.wait().tick();
        break;
    case Screen::Result:
        m_flow.result().tick();
        break;
    }
}

void MainWindow::keyPressEvent(QKeyEvent *event)
{
    // Comes here when neither the focused widget nor its page wanted the key. Esc leads back to the counter; there, keys
    // reach the sale's page even while the focus stands in the rail.
    if (m_page != Page::Sale) {
        if (event->key() == Qt::Key_Escape)
            showPage(Page::Sale);
        return;
    }
    QWidget *page = salePage();
    if (m_forwarding || page == focusWidget() || page->isAncestorOf(focusWidget()))
        return;
    m_forwarding = true;   // what the page ignores comes back here
    QCoreApplication::sendEvent(page, event);
    m_forwarding = false;
}

void MainWindow::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    m_rail->setCollapsed(width() < Theme::current().px(kNarrow));
}

void MainWindow::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::StyleChange && layout())
        applyMetrics();
}

} // namespace kaunta::ui
