#pragma once

#include <QByteArray>
#include <QtGlobal>

namespace kaunta::test {

//! Asks an X11 window to close, as its close button does (WM_DELETE_WINDOW). False: there is no such display or window.
bool askToClose(const QByteArray &display, quint64 window);

} // namespace kaunta::test
