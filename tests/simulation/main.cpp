// kaunta-simtest: the till in a world that is crueller than the real one, from a seed.
#include "tests/simulation/log_watch.h"
#include "tests/simulation/run.h"
#include "tests/simulation/sim_disk.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QElapsedTimer>
#include <QHashSeed>
#include <QRandomGenerator>
#include <QRegularExpression>
#include <cstdio>

using namespace Qt::StringLiterals;
using namespace kaunta::sim;

namespace {

void print(const QString &line)
{
    std::printf("%s\n", qUtf8Printable(line));
    std::fflush(stdout);
}

void printTally(const Tally &tally, qint64 ms)
{
    print(u"runs %1, charges %2, steps %3, charges per second %4"_s.arg(tally.runs).arg(tally.charges).arg(tally.steps).arg(tally.charges * 1000 / std::max<qint64>(1, ms)));
    QStringList providers;
    for (std::size_t i = 0; i < kProviders; ++i)
        providers << u"%1 %2"_s.arg(QString::fromLatin1(kProviderNames[i])).arg(tally.chargesOf[i]);
    print(u"charges by provider: "_s + providers.join(u", "_s));
    print(u"faults:"_s);
    for (std::size_t i = 0; i < kFaults; ++i)
        print(u"  %1 %2"_s.arg(tally.faults[i], 10).arg(QString::fromLatin1(kFaultNames[i])));
    print(u"states reached:"_s);
    for (auto it = tally.states.cbegin(); it != tally.states.cend(); ++it)
        print(u"  %1 %2"_s.arg(it.value(), 10).arg(it.key()));
}

//! The secret part of an attempt's path, before a colon or not.
bool isKey(const QString &word)
{
    static const QRegularExpression key(u"\\A[0-9a-f]{32}\\z"_s);
    return key.match(word).hasMatch();
}

//! Lines of the run that have to do with it, and the ends of everything.
void printTimeline(const RunResult &result, bool verbose)
{
    QStringList subjects{result.violation->subject};
    for (const QString &line : result.lines)   // the addresses and ids that belong to it
        if (line.contains(result.violation->subject))
            for (const QString &word : line.split(QRegularExpression(u"[ :]"_s)))
                if ((word.startsWith("ws_CO_"_L1) || isKey(word)) && !subjects.contains(word))
                    subjects << word;
    for (const QString &line : result.lines) {
        const bool concerns = std::any_of(subjects.begin(), subjects.end(), [&](const QString &subject) { return line.contains(subject); });
        if (verbose || concerns || line.contains("  till "_L1) || line.contains("VIOLATION"_L1))
            print(u"  "_s + line);
    }
}

} // namespace

int main(int argc, char **argv)
{
    QHashSeed::setDeterministicGlobalSeed();
    qputenv("TZ", "UTC");   // a run is made of its seed, not of where the machine stands
    QCoreApplication app(argc, argv);
    watchLog();
    QCommandLineParser parser;
    const QCommandLineOption seedOption(u"seed"_s, u"First seed; a fresh one when it is not given."_s, u"N"_s);
    const QCommandLineOption runsOption(u"runs"_s, u"How many runs, each with the next seed."_s, u"K"_s, u"1"_s);
    const QCommandLineOption minutesOption(u"minutes"_s, u"Go on for so long instead."_s, u"M"_s);
    const QCommandLineOption expectOption(u"expect"_s, u"Succeed only if this invariant is found broken (1 to 6): for mutations of the product."_s, u"INVARIANT"_s);
    const QCommandLineOption verboseOption(u"verbose"_s, u"Print everything that happens."_s);
    const QCommandLineOption storageOption(u"storage"_s, u"memory, or sqlite: real files on a disk that fails."_s, u"KIND"_s, u"memory"_s);
    QStringList names;
    for (const char *name : kProviderNames)
        names << QString::fromLatin1(name);
    const QCommandLineOption providerOption(u"provider"_s, u"Every shop uses this one, and none is drawn: "_s + names.join(u", "_s) + u'.', u"NAME"_s);
    parser.addHelpOption();
    parser.addOptions({seedOption, runsOption, minutesOption, storageOption, providerOption, expectOption, verboseOption});
    parser.process(app);
    Terms terms{parser.value(storageOption) == "sqlite"_L1 ? Storage::Sqlite : Storage::Memory};
    if (parser.isSet(providerOption)) {
        if (!names.contains(parser.value(providerOption)))
            parser.showHelp(2);
        terms.provider = static_cast<Provider>(names.indexOf(parser.value(providerOption)));
    }

    const quint64 first = parser.isSet(seedOption) ? parser.value(seedOption).toULongLong() : QRandomGenerator::system()->generate();
    const qint64 runs = parser.value(runsOption).toLongLong();
    const qint64 limit = static_cast<qint64>(parser.value(minutesOption).toDouble() * 60'000);
    SimDisk::install();
    const int expected = parser.value(expectOption).toInt();
    print(u"first seed %1"_s.arg(first));

    Tally total;
    QElapsedTimer clock;
    clock.start();
    for (quint64 seed = first; limit > 0 ? clock.elapsed() < limit : seed < first + static_cast<quint64>(runs); ++seed) {
        const RunResult result = run(seed, terms, parser.isSet(verboseOption));
        total.add(result.tally);
        if (!result.violation || (expected != 0 && result.violation->invariant != expected)) {
            if (parser.isSet(verboseOption))
                print(result.lines.join(u'\n'));
            continue;
        }
        const qint64 elapsed = clock.elapsed();
        const RunResult small = shortest(seed, terms, result);
        print(u"VIOLATION of invariant %1 with seed %2 (%3) after %4 charges: %5 (%6)"_s.arg(result.violation->invariant).arg(seed).arg(QString::fromLatin1(nameOf(result.provider))).arg(total.charges)
                  .arg(result.violation->what, result.violation->subject));
        print(u"%1 steps in all, %2 when trouble ends earlier:"_s.arg(result.tally.steps).arg(small.tally.steps));
        printTimeline(small, parser.isSet(verboseOption));
        if (expected == 0)
            printTally(total, elapsed);
        return result.violation->invariant == expected ? 0 : 1;
    }
    printTally(total, clock.elapsed());
    if (expected != 0)
        print(u"invariant %1 was expected to be broken, and was not"_s.arg(expected));
    return expected == 0 ? 0 : 1;
}
