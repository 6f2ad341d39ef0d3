#pragma once

#include "core/profile/profile.h"
#include "ui/viewmodels/direct_news.h"
#include "ui/viewmodels/frame_view_model.h"
#include "ui/viewmodels/sale_flow.h"

#include <QHash>
#include <QTimer>
#include <QWidget>

class QLabel;
class QStackedWidget;

namespace kaunta::ui {

class AmountLabel;
class ChargePage;
class InlineBar;
class NavRail;
class OverPage;
class PracticeBand;
class QrViewModel;
class ResultPage;
class StateBadge;
class WaitPage;

//! The frame of the till: band, rail, status, alerts, and one page at a time. It holds no service of its own, opens no file
//! and no connection; everything it shows comes from the view models, which must outlive it.
class MainWindow final : public QWidget
{
    Q_OBJECT
public:
    struct Services {
        SaleFlow &flow;
        FrameViewModel &frame;
        DirectNews *news = nullptr;   //!< of payments that nobody asked for
    };
    struct Shop {
        Environment environment = Environment::Practice;
        QString host;       //!< shown for a custom profile
        QString name;       //!< "Mama Njeri Stores"
        QString tillId;     //!< "A1"
        QString cashier;
    };
    enum class Page { Sale, Pending, Payments, Direct, Refunds, Balance, Settings };

    MainWindow(const Services &services, const Shop &shop, QWidget *parent = nullptr);

    //! Gives one of the other pages its place and its line in the rail; the window owns it. F9, F3, F2, F11, F12 and F10 open them.
    void setPage(Page page, QWidget *widget);
    //! A window beside the till, the virtual handset: F8 brings it to the front. Not owned.
    void setHandset(QWidget *handset);
    void setShop(const Shop &shop);
    //! The QR code for an amount, on the Charge page.
    void setQr(QrViewModel &qr);
    //! The badges of Pending, Direct and Refunds.
    void setPendingCount(int count);
    void setUnmatchedCount(int count);
    void setOpenRefunds(int count);
    //! Who stands at the till: charges carry the name.
    void setCashier(const QString &name);
    void setLockable(bool lockable);   //!< "Lock" stands in the rail

    Page page() const { return m_page; }
    QSize minimumSizeHint() const override;

public Q_SLOTS:
    void showPage(kaunta::ui::MainWindow::Page page);
    //! Brings a charge to the counter, from Pending, Payments or an alert.
    void showCharge(const kaunta::sale::ChargeSnapshot &charge);

Q_SIGNALS:
    void lockRequested();
    //! Of the charge at the counter: it shall go back; the customer says that he paid straight to the till.
    void refundWanted(const QString &receipt);
    void codeWanted(const QString &saleNumber);

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void layOut();
    void applyMetrics();
    void onScreen(SaleFlow::Screen screen);
    void onOutcome(const sale::ChargeSnapshot &charge);
    void refreshFrame();
    void refreshAlert();
    //! What stands in the bar: the most urgent of three.
    enum class InBar { Nothing, Alert, News, Elsewhere };
    InBar inBar() const;
    void onBarAction();
    void onBarClosed();
    void onNews();
    void tick();
    void addRailPage(Page page);
    QWidget *salePage() const;

    SaleFlow &m_flow;
    FrameViewModel &m_frame;
    DirectNews *m_news;
    QTimer m_timer;
    Page m_page = Page::Sale;
    bool m_forwarding = false;
    BarNotice m_elsewhere;   //!< an outcome at the counter while another page is shown
    PracticeBand *m_band;
    NavRail *m_rail;
    QWidget *m_header;
    QLabel *m_shop;
    InlineBar *m_alert;
    StateBadge *m_online;
    AmountLabel *m_clock;
    QStackedWidget *m_pages;
    ChargePage *m_charge;
    WaitPage *m_wait;
    ResultPage *m_result;
    OverPage *m_over;
    QHash<int, QWidget *> m_others;
};

} // namespace kaunta::ui
