#pragma once

#include "tests/ui/support/page_shots.h"
#include "tests/ui/support/till_window.h"

#include <QStackedWidget>
#include <QTest>

namespace kaunta::test {

//! A test that has the till's window open and active, at the size of the smallest screen, and drives it by keys.
class WindowTest : public QObject
{
protected:
    std::unique_ptr<Till> m_till;

    //! A new till, with stand-ins for the pages Pending and Payments. Call it in init().
    void openWindow()
    {
        useTheme(ui::Scheme::Light);
        m_till = std::make_unique<Till>();
        using Page = ui::MainWindow::Page;
        for (const auto &[page, name] : {std::pair{Page::Pending, QStringLiteral("pendingPage")}, {Page::Payments, QStringLiteral("paymentsPage")}}) {
            auto *other = new QWidget;
            other->setObjectName(name);
            other->setFocusPolicy(Qt::StrongFocus);
            other->setAccessibleName(name);
            window().setPage(page, other);
        }
        window().resize(1024, 600);
        window().show();
        window().activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(&window()));
    }

    ui::MainWindow &window() { return m_till->window; }
    QString shownPage() { return window().findChild<QStackedWidget *>()->currentWidget()->objectName(); }
    template <class W>
    W *on(const QString &page, const QString &name)
    {
        auto *found = m_till->find<W>(page, name);
        Q_ASSERT(found);
        return found;
    }

    static QString focusName() { return QApplication::focusWidget() ? QApplication::focusWidget()->objectName() : QString(); }
    void press(Qt::Key key, Qt::KeyboardModifiers modifiers = Qt::NoModifier)
    {
        QTest::keyClick(QApplication::focusWidget() ? QApplication::focusWidget() : &window(), key, modifiers);
    }
    static void type(const QString &text)
    {
        for (const QChar c : text)
            QTest::keyClick(QApplication::focusWidget(), c.toLatin1());
    }
};

} // namespace kaunta::test
