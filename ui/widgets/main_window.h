#pragma once

#include "core/profile/profile.h"
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
    };
    struct Shop {
        Environment environment = Environment::Practice;
        QString host;       //!< shown for a custom profile
        QString name;       //!< "Mama Njeri Stores"
        QString tillId;     //!< "A1"
        QString cashier;
    };
    enum class Page { Sale, Pending, Payments, Refunds, Balance, Settings };

    MainWindow(const Services &services, const Shop &shop, QWidget *parent = nullptr);

    //! Gives one of the other pages its place and its line in the rail; the window owns it. F9, F3, F11, F12 and F10 open them.
    void setPage(Page page, QWidget *widget);
    //! A window beside the till, the virtual handset: F8 brings it to the front. Not owned.
    void setHandset(QWidget *handset);
    void setShop(const Shop &shop);
    //! The QR code for an amount, on the Charge page.
    void setQr(QrViewModel &qr);
    //! The badges of Pending and Refunds.
    void setPendingCount(int count);
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
    void tick();
    void addRailPage(Page page);
    QWidget *salePage() const;

    SaleFlow &m_flow;
    FrameViewModel &m_frame;
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
    QHash<int, QWidget *> m_others;
};

} // namespace kaunta::ui
