#include "app/simulator/callback_poster.h"
#include "app/simulator/http_server.h"
#include "app/simulator/options.h"
#include "core/base/clock.h"
#include "core/base/console.h"
#include "core/base/random.h"
#include "core/base/redaction.h"
#include "core/net/qt_transport.h"
#include "core/practice/practice_driver.h"
#include "core/practice/simulator.h"

#include <QCoreApplication>
#include <QFile>
#include <QSaveFile>
#include <QTimer>
#include <cstdio>

using namespace kaunta;
using namespace Qt::StringLiterals;

namespace {

enum ExitCode { Ended = 0, Trouble = 1, Usage = 2 };

int complain(const QString &problem, ExitCode code)
{
    std::fprintf(stderr, "kaunta-simulator: %s\n", qUtf8Printable(problem));
    return code;
}

bool loadScript(practice::Simulator &simulator, const QString &path, QString *problem)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly)) {
        *problem = u"%1: %2"_s.arg(path, file.errorString());
        return false;
    }
    return simulator.loadScript(file.readAll(), problem);
}

//! The certificate is public; whoever waits for the first line of output may read it from then on.
bool writeCertificate(practice::Simulator &simulator, const QString &path, QString *problem)
{
    const QByteArray certificate = simulator.certificatePem();
    QSaveFile file(path);
    if (certificate.isEmpty() || !file.open(QIODevice::WriteOnly) || file.write(certificate) != certificate.size() || !file.commit()) {
        *problem = u"%1: %2"_s.arg(path, certificate.isEmpty() ? u"no certificate could be made"_s : file.errorString());
        return false;
    }
    return true;
}

void logRequest(const practice::HttpRequest &request, const practice::HttpAnswer &answer)
{
    const QByteArray path = request.target.split('?').constFirst().left(100);
    qInfo("%s %s: %d%s", request.method.left(10).constData(), path.toPercentEncoding("/").constData(), answer.status,
          answer.misbehaviour.kind == practice::Misbehaviour::Kind::None ? "" : ", misbehaving");
}

} // namespace

int main(int argc, char **argv)
{
    const Utf8Console console;
    QCoreApplication app(argc, argv);
    QCoreApplication::setApplicationName(u"kaunta-simulator"_s);
    QCoreApplication::setApplicationVersion(QStringLiteral(KAUNTA_VERSION));
    installRedactingLog();

    QString problem;
    const std::optional<simulator::Options> options = simulator::readOptions(QCoreApplication::arguments(), &problem);
    if (!options)
        return complain(problem, Usage);

    const SystemClock clock;
    SystemRandom random;
    net::QtTransport transport;
    simulator::CallbackPoster poster(transport);
    practice::Simulator daraja(options->simulator, clock, random, [&poster](const QUrl &url, const QByteArray &body) { poster.post(url, body); });
    daraja.onValidation([&poster](const QUrl &url, const QByteArray &body, practice::Simulator::Answered answered) { poster.ask(url, body, std::move(answered)); });
    if (!daraja.problem().isEmpty())
        return complain(daraja.problem(), Trouble);
    if (!options->scriptPath.isEmpty() && !loadScript(daraja, options->scriptPath, &problem))
        return complain(problem, Usage);
    if (!options->certificatePath.isEmpty() && !writeCertificate(daraja, options->certificatePath, &problem))
        return complain(problem, Trouble);

    // The server's thread hands requests to this one, where the simulator lives. At the end that thread stops first, then
    // `here` goes and with it the requests that wait, before the server that they answer to.
    auto here = std::make_unique<QObject>();
    simulator::HttpServer server(
        [&daraja, where = here.get()](practice::HttpRequest request, simulator::HttpServer::Respond respond) {
            QMetaObject::invokeMethod(where, [&daraja, where, request = std::move(request), respond = std::move(respond)] {
                const practice::HttpAnswer answer = daraja.handle(request);
                logRequest(request, answer);
                if (answer.delay.count() > 0)
                    QTimer::singleShot(answer.delay, where, [respond, answer] { respond(answer); });
                else
                    respond(answer);
            }, Qt::QueuedConnection);
        },
        [where = here.get()] { QMetaObject::invokeMethod(where, [] { QCoreApplication::quit(); }, Qt::QueuedConnection); });
    if (!server.listen(options->listen, options->port, &problem))
        return complain(u"%1 port %2: %3"_s.arg(options->listen).arg(options->port).arg(problem), Trouble);
    server.watchSignals();
    const practice::PracticeDriver driver(daraja, clock);

    const QString host = options->listen.contains(u':') ? u'[' + options->listen + u']' : options->listen;
    std::printf("listening on http://%s:%d\n", qUtf8Printable(host), server.port());
    std::fflush(stdout);
    const int code = QCoreApplication::exec();
    server.stop();
    here.reset();
    return code;
}
