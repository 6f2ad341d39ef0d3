#pragma once

#include "tests/e2e/desktop/x_windows.h"

#include <QDateTime>
#include <QElapsedTimer>
#include <QFile>
#include <QImage>
#include <QProcess>
#include <QProcessEnvironment>
#include <QRect>
#include <QTemporaryDir>
#include <QTest>
#include <csignal>

namespace kaunta::test {

using namespace Qt::StringLiterals;

//! A display of the test's own (Xvfb, no window manager), with a keyboard to press and eyes to look.
class Screen
{
public:
    explicit Screen(const QString &size = u"1440x760"_s)
    {
        m_server.start(u"Xvfb"_s, {u"-displayfd"_s, u"1"_s, u"-screen"_s, u"0"_s, size + u"x24"_s, u"-nolisten"_s, u"tcp"_s, u"-noreset"_s});
        while (!m_server.canReadLine() && m_server.waitForReadyRead(60'000)) {
        }
        const QByteArray number = m_server.readLine().trimmed();
        m_display = number.isEmpty() ? QByteArray() : ':' + number;
    }
    ~Screen()
    {
        m_server.terminate();
        m_server.waitForFinished();
    }

    QByteArray display() const { return m_display; }   //!< ":7"; empty: Xvfb did not start
    qint64 serverPid() const { return m_server.processId(); }
    QProcessEnvironment environment() const
    {
        auto environment = QProcessEnvironment::systemEnvironment();
        environment.insert(u"DISPLAY"_s, QString::fromLatin1(m_display));
        environment.insert(u"QT_QPA_PLATFORM"_s, u"xcb"_s);
        environment.remove(u"WAYLAND_DISPLAY"_s);
        return environment;
    }

    //! What xdotool printed.
    QByteArray xdotool(const QStringList &arguments) const
    {
        QProcess tool;
        tool.setProcessEnvironment(environment());
        tool.start(u"xdotool"_s, arguments);
        tool.waitForFinished(60'000);
        return tool.readAllStandardOutput();
    }
    void press(const QStringList &keys) const { xdotool(QStringList{u"key"_s, u"--delay"_s, u"30"_s} + keys); }
    void type(const QString &text) const { xdotool({u"type"_s, u"--delay"_s, u"30"_s, text}); }
    //! Presses with no time at all between.
    void pressAtOnce(const QStringList &keys) const { xdotool(QStringList{u"key"_s, u"--delay"_s, u"0"_s} + keys); }

    //! The visible window of a process whose title fits a pattern; 0: none yet.
    quint64 window(qint64 pid, const QString &title) const
    {
        const auto found = xdotool({u"search"_s, u"--all"_s, u"--onlyvisible"_s, u"--pid"_s, QString::number(pid), u"--name"_s, title}).split('\n');
        return found.constFirst().toULongLong();
    }
    void focus(quint64 window) const { xdotool({u"windowfocus"_s, QString::number(window)}); }
    bool hasFocus(quint64 window) const { return xdotool({u"getwindowfocus"_s}).trimmed().toULongLong() == window; }
    QRect geometry(quint64 window) const
    {
        QMap<QByteArray, int> values;
        for (const QByteArray &line : xdotool({u"getwindowgeometry"_s, u"--shell"_s, QString::number(window)}).split('\n'))
            values.insert(line.left(line.indexOf('=')), line.mid(line.indexOf('=') + 1).toInt());
        return {values["X"], values["Y"], values["WIDTH"], values["HEIGHT"]};
    }

    QImage look() const
    {
        const QString file = m_folder.filePath(u"screen.png"_s);
        QProcess import;
        import.setProcessEnvironment(environment());
        import.start(u"import"_s, {u"-silent"_s, u"-window"_s, u"root"_s, file});
        import.waitForFinished(60'000);
        return QImage(file).convertToFormat(QImage::Format_RGB32);
    }
    //! How many dots of exactly this colour are in a part of the screen.
    int dots(QRgb colour, const QRect &where) const
    {
        const QImage image = look();
        const QRect part = where.intersected(image.rect());
        int count = 0;
        for (int y = part.top(); y <= part.bottom(); ++y)
            for (int x = part.left(); x <= part.right(); ++x)
                count += (image.pixel(x, y) & 0xFFFFFF) == (colour & 0xFFFFFF) ? 1 : 0;
        return count;
    }

private:
    QTemporaryDir m_folder;
    QProcess m_server;
    QByteArray m_display;
};

//! The real till on that display.
class Kaunta
{
public:
    Kaunta(const Screen &screen, const QString &dataDir) : m_screen(screen)
    {
        m_process.setProcessEnvironment(screen.environment());
        m_sinceStart.start();
        m_process.start(QStringLiteral(KAUNTA_KAUNTA), {u"--data-dir"_s, dataDir});
        if (!QTest::qWaitFor([this] { return (m_window = m_screen.window(pid(), u"^Kaunta$"_s)) != 0; }, 60'000))
            return;
        m_startMs = m_sinceStart.elapsed();
        m_screen.focus(m_window);
    }
    ~Kaunta() { killNine(); }

    qint64 pid() const { return m_process.processId(); }
    bool isRunning() const { return m_process.state() != QProcess::NotRunning; }
    quint64 window() const { return m_window; }   //!< 0: it did not come
    QRect where() const { return m_screen.geometry(m_window); }
    qint64 startMs() const { return m_startMs; }   //!< coarse: xdotool is asked again and again
    int residentMiB() const
    {
        QFile status(u"/proc/%1/status"_s.arg(pid()));
        if (!status.open(QIODevice::ReadOnly))
            return 0;
        const QByteArray text = status.readAll();
        return text.mid(text.indexOf("VmRSS:") + 6).trimmed().split(' ').constFirst().toInt() / 1024;
    }

    //! Amount, Enter, phone: what a cashier types before the last Enter.
    void typeSale(const QString &amount, const QString &phone) const
    {
        for (const QChar digit : amount)
            m_screen.press({QString(digit)});
        m_screen.press({u"Return"_s});
        m_screen.type(phone);
    }
    void killNine()
    {
        if (!isRunning())
            return;
        m_process.kill();
        m_process.waitForFinished();
    }
    //! As a fault of the program would; true: it ended by its signal.
    bool breakOff()
    {
        ::kill(static_cast<pid_t>(pid()), SIGSEGV);
        return m_process.waitForFinished(20'000) && m_process.exitStatus() == QProcess::CrashExit;
    }
    //! The close button. Its exit code; -1: it did not end in time, or crashed.
    int close()
    {
        if (!askToClose(m_screen.display(), m_window) || !m_process.waitForFinished(20'000) || m_process.exitStatus() != QProcess::NormalExit)
            return -1;
        return m_process.exitCode();
    }
    QByteArray printed() { return m_printed += m_process.readAllStandardOutput() + m_process.readAllStandardError(); }

private:
    const Screen &m_screen;
    QProcess m_process;
    QElapsedTimer m_sinceStart;
    qint64 m_startMs = 0;
    quint64 m_window = 0;
    QByteArray m_printed;
};

} // namespace kaunta::test
