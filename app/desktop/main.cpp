// kaunta: the cashier's window.
#include "app/desktop/crash_note.h"
#include "app/desktop/single_instance.h"
#include "app/desktop/till_window.h"
#include "core/base/console.h"
#include "core/base/redaction.h"

#include <QApplication>
#include <QCommandLineParser>
#include <QFileInfo>
#include <QMessageBox>
#include <algorithm>
#include <cstdio>

using namespace kaunta;
using desktop::SingleInstance;
using namespace Qt::StringLiterals;

namespace {

int refuseToStart(const Failure &failure)
{
    const FailureWords &words = wordsFor(failure.code);
    std::fprintf(stderr, "%s %s (%s)\n", words.says, words.next, qUtf8Printable(failure.detail));
    if (!standardErrorIsRead())
        QMessageBox::critical(nullptr, {}, QString::fromUtf8(words.says) + u"\n\n"_s + QString::fromUtf8(words.next) + u"\n\n"_s + failure.detail);
    return words.exitCode;
}

//! `--help` and `--version` need no window, and so no display.
bool asksForWords(int argc, char **argv)
{
    return std::any_of(argv + 1, argv + argc, [](const char *given) {
        const QLatin1StringView word(given);
        return word == "-h"_L1 || word == "--help"_L1 || word == "-v"_L1 || word == "--version"_L1;
    });
}

} // namespace

int main(int argc, char **argv)
{
    installRedactingLog();
    QCoreApplication::setApplicationName(u"kaunta"_s);
    QCoreApplication::setApplicationVersion(QStringLiteral(KAUNTA_VERSION));
    QCommandLineParser parser;
    parser.setApplicationDescription(u"M-PESA point of sale"_s);
    parser.addHelpOption();
    parser.addVersionOption();
    parser.addOptions({{u"data-dir"_s, u"Folder of Kaunta's files."_s, u"DIR"_s}, {u"profile"_s, u"Which shop to open."_s, u"NAME"_s}});
    if (asksForWords(argc, argv))
        parser.process(QCoreApplication(argc, argv));   // ends here
    QApplication app(argc, argv);
    QApplication::setApplicationDisplayName(u"Kaunta"_s);
    QGuiApplication::setDesktopFileName(QStringLiteral(KAUNTA_APP_ID));   // how a desktop finds the window's icon
    parser.process(app);
    const auto place = desktop::findPlace(parser.value(u"data-dir"_s), parser.value(u"profile"_s));
    if (!place)
        return refuseToStart(place.error());
    SingleInstance instance(place->dir.path());
    const auto order = instance.take();
    if (order == SingleInstance::Place::Second)
        return 0;
    const bool alone = order == SingleInstance::Place::First;   // else the window opens and says that a till is running
    const QString crashNote = alone ? desktop::takeCrashNote(place->dir.path()) : QString();
    desktop::armCrashNote(place->dir.path(), QStringLiteral(KAUNTA_VERSION));
    desktop::TillWindow window(app, *place);
    QObject::connect(&instance, &SingleInstance::raiseWanted, &window.widget(), [&window] { window.bringToFront(); });
    if (!crashNote.isEmpty())
        window.showCrash(QFileInfo(crashNote).fileName());
    window.open();
    return QApplication::exec();
}
