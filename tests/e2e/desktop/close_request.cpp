#include "tests/e2e/desktop/close_request.h"

#include <X11/Xlib.h>

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

} // namespace kaunta::test
