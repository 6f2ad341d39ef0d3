// What stands in the bar of the window's head: an alert, news of payments that nobody asked for, or an outcome at the counter.
#include "ui/widgets/main_window.h"

#include "ui/widgets/inline_bar.h"

#include <QLabel>

namespace kaunta::ui {

using namespace Qt::StringLiterals;

MainWindow::InBar MainWindow::inBar() const
{
    if (!m_frame.alert().isEmpty())
        return InBar::Alert;
    const bool news = m_news && !m_news->notice().isEmpty();
    if (news && m_news->isUrgent())
        return InBar::News;
    if (!m_elsewhere.isEmpty())
        return InBar::Elsewhere;
    return news ? InBar::News : InBar::Nothing;
}

void MainWindow::onBarAction()
{
    switch (inBar()) {
    case InBar::Alert: return m_frame.showAlert();
    case InBar::News:
        if (m_news->isUrgent())
            m_news->dismiss();
        return showPage(Page::Direct);
    case InBar::Elsewhere: return showPage(Page::Sale);
    case InBar::Nothing: return;
    }
}

void MainWindow::onBarClosed()
{
    switch (inBar()) {
    case InBar::Alert:
        m_frame.dismissAlert();
        break;
    case InBar::News:
        m_news->dismiss();
        break;
    case InBar::Elsewhere:
        m_elsewhere = {};
        break;
    case InBar::Nothing:
        break;
    }
    refreshAlert();
}

void MainWindow::onNews()
{
    if (m_page == Page::Direct)
        m_news->seen();   // it stands in the list
    refreshAlert();
}

void MainWindow::refreshAlert()
{
    const InBar what = inBar();
    m_shop->setVisible(what == InBar::Nothing);
    if (what == InBar::Nothing) {
        m_alert->clear();
        return;
    }
    const BarNotice notice = what == InBar::Alert ? m_frame.alert() : what == InBar::News ? m_news->notice() : m_elsewhere;
    m_alert->setAction(notice.action, what == InBar::News ? u"F2"_s : what == InBar::Elsewhere ? u"F1"_s : QString());
    m_alert->setClosable(what != InBar::Alert || m_frame.canDismiss());
    m_alert->tell(notice.tone, notice.glyph, notice.next.isEmpty() ? notice.says : notice.says + u' ' + notice.next);
}

} // namespace kaunta::ui
