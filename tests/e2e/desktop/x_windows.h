#pragma once

#include <QByteArray>
#include <QList>
#include <memory>

namespace kaunta::test {

//! Asks an X11 window to close, as its close button does (WM_DELETE_WINDOW). False: there is no such display.
bool askToClose(const QByteArray &display, quint64 window);

//! How many windows a display has, mapped or not; -1: there is no such display.
int windowsOn(const QByteArray &display);

//! Writes down every window that appears on a display, even for a moment.
class WindowWatch
{
public:
    explicit WindowWatch(const QByteArray &display);
    ~WindowWatch();
    WindowWatch(const WindowWatch &) = delete;
    WindowWatch &operator=(const WindowWatch &) = delete;

    //! Ids of those that have appeared since it was made, in order.
    QList<quint64> appeared();

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace kaunta::test
