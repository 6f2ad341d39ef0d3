// kaunta: the cashier's window.
#include "app/desktop/till_window.h"
#include "core/base/redaction.h"

#include <QApplication>
#include <QCommandLineParser>
#include <cstdio>

using namespace kaunta;
using namespace Qt::StringLiterals;

namespace {

int refuseToStart(const Failure &failure)
{
    const FailureWords &words = wordsFor(failure.code);
    std::fprintf(stderr, "%s %s (%s)\n", words.says, words.next, qPrintable(failure.detail));
    return words.exitCode;
}

} // namespace

int main(int argc, char **argv)
{
    installRedactingLog();
    QApplication app(argc, argv);
    QApplication::setApplicationName(u"kaunta"_s);
    QApplication::setApplicationDisplayName(u"Kaunta"_s);
    QApplication::setApplicationVersion(QStringLiteral(KAUNTA_VERSION));
    QGuiApplication::setDesktopFileName(QStringLiteral(KAUNTA_APP_ID));   // how a desktop finds the window's icon
    QCommandLineParser parser;
    parser.setApplicationDescription(u"M-PESA point of sale"_s);
    parser.addHelpOption();
    parser.addVersionOption();
    parser.addOptions({{u"data-dir"_s, u"Folder of Kaunta's files."_s, u"DIR"_s}, {u"profile"_s, u"Which shop to open."_s, u"NAME"_s}});
    parser.process(app);
    const auto place = desktop::findPlace(parser.value(u"data-dir"_s), parser.value(u"profile"_s));
    if (!place)
        return refuseToStart(place.error());
    desktop::TillWindow window(app, *place);
    window.open();
    return QApplication::exec();
}
