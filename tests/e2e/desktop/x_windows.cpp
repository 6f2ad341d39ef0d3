#include "tests/e2e/desktop/x_windows.h"

#include <X11/Xlib.h>   // last: it defines words like None and Bool

namespace kaunta::test {

bool askToClose(const QByteArray &display, quint64 window)
{
    Display *connection = XOpenDisplay(display.constData());
    if (!connection)
        return false;
    XEvent event{};
    event.xclient.type = ClientMessage;
    event.xclient.window = window;
    event.xclient.message_type = XInternAtom(connection, "WM_PROTOCOLS", False);
    event.xclient.format = 32;
    event.xclient.data.l[0] = static_cast<long>(XInternAtom(connection, "WM_DELETE_WINDOW", False));
    event.xclient.data.l[1] = CurrentTime;
    const bool sent = XSendEvent(connection, window, False, NoEventMask, &event) != 0;
    XCloseDisplay(connection);
    return sent;
}

namespace {

int windowsUnder(Display *connection, Window parent)
{
    Window root = 0;
    Window above = 0;
    Window *children = nullptr;
    unsigned count = 0;
    if (XQueryTree(connection, parent, &root, &above, &children, &count) == 0)
        return 0;
    int all = static_cast<int>(count);
    for (unsigned i = 0; i < count; ++i)
        all += windowsUnder(connection, children[i]);
    if (children)
        XFree(children);
    return all;
}

} // namespace

int windowsOn(const QByteArray &display)
{
    Display *connection = XOpenDisplay(display.constData());
    if (!connection)
        return -1;
    XSetErrorHandler([](Display *, XErrorEvent *) { return 0; });   // one may go away while we count
    const int all = windowsUnder(connection, DefaultRootWindow(connection));
    XCloseDisplay(connection);
    return all;
}

struct WindowWatch::Private {
    Display *connection = nullptr;
    QList<quint64> appeared;
};

WindowWatch::WindowWatch(const QByteArray &display) : d(std::make_unique<Private>())
{
    d->connection = XOpenDisplay(display.constData());
    if (!d->connection)
        qFatal("no display %s", display.constData());
    XSelectInput(d->connection, DefaultRootWindow(d->connection), SubstructureNotifyMask);
    XSync(d->connection, False);
}

WindowWatch::~WindowWatch()
{
    XCloseDisplay(d->connection);
}

QList<quint64> WindowWatch::appeared()
{
    XSync(d->connection, False);
    while (XPending(d->connection) > 0) {
        XEvent event{};
        XNextEvent(d->connection, &event);
        if (event.type == MapNotify)
            d->appeared << event.xmap.window;
    }
    return d->appeared;
}

} // namespace kaunta::test
