// kaunta-soak: the till's window on a display of its own, driven by keyboard, against an M-PESA that misbehaves in another process.
// Samples what the till holds, says whether that stays flat, and compares the books at the end. See CONTRIBUTING.md, "Soak".
#include "tests/e2e/cli/practice_files.h"
#include "tests/e2e/desktop/screen.h"
#include "tests/soak/flatness.h"
#include "tests/soak/process_sample.h"
#include "tests/soak/soak_audit.h"
#include "tests/soak/soak_shop.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QEventLoop>
#include <QPoint>
#include <QTimer>
#include <cstdio>

using namespace kaunta;
using namespace Qt::StringLiterals;

namespace {

// In the window as it opens on a screen of 1440 x 760.
constexpr QPoint kAmount{412, 145};
constexpr QPoint kCloseAlert{803, 58};

struct Options {
    int seconds = 30 * 60;
    int everyMs = 1000;
    int settleSeconds = 120;   // the latest callback comes after 90 s
    int sampleSeconds = 10;
    bool judges = true;        //!< false: says what it measured, and leaves it at that
};

//! Columns of the table. Those that are judged have an allowance.
QList<soak::Series> columns()
{
    return {{u"till KiB"_s, {}, 1024, 1},       {u"till own KiB"_s, {}, 1024, 1}, {u"till handles"_s, {}, 3, 0}, {u"till threads"_s, {}, 1, 0},
            {u"X windows"_s, {}, 0, 0},         {u"M-PESA KiB"_s, {}, 1024, 1},   {u"M-PESA handles"_s, {}, 3, 0}, {u"Xvfb KiB"_s, {}, 1024, 1}};
}

void say(const QString &line)
{
    std::printf("%s\n", qUtf8Printable(line));
    std::fflush(stdout);
}

//! A soak is about time: it is the one thing here that waits for nothing else.
void letTimePass(int milliseconds)
{
    QEventLoop loop;
    QTimer::singleShot(milliseconds, &loop, &QEventLoop::quit);
    loop.exec();
}

int complain(const QString &problem)
{
    std::fprintf(stderr, "%s\n", qUtf8Printable(problem));
    return 1;
}

class Soak
{
public:
    Soak(const Options &options, const test::Screen &screen, soak::SoakShop &shop) : m_options(options), m_screen(screen), m_shop(shop), m_till(screen, shop.dataDir()) {}

    bool signIn()
    {
        const quint64 window = m_till.window();
        if (window == 0)
            return false;
        letTimePass(2'000);
        m_screen.type(soak::SoakShop::ownersPin());
        m_screen.press({u"Return"_s});
        letTimePass(2'000);
        charge(0);
        return QTest::qWaitFor([this] { return chargesInBooks() == 1; }, 20'000);
    }

    void run()
    {
        QStringList names{u"s"_s, u"charges"_s};
        for (const soak::Series &column : std::as_const(m_columns))
            names << column.name;
        say(names.join(u" | "_s));
        m_clock.start();
        int next = 1;
        for (qint64 due = 0; m_clock.elapsed() < m_options.seconds * 1000LL && m_till.isRunning(); due += m_options.everyMs) {
            waitUntil(due);
            charge(next++);
            sampleWhenDue(next);
        }
        m_pressed = next;
    }

    void settle()
    {
        say(u"no more charges; what was promised may still come for %1 s"_s.arg(m_options.settleSeconds));
        letTimePass(m_options.settleSeconds * 1000);
    }

    //! How many of its promises broke.
    int conclude()
    {
        int broken = 0;
        const int code = m_till.close();
        const QByteArray printed = m_till.printed();
        say(u"the window was closed: exit code %1"_s.arg(code));
        broken += code == 0 ? 0 : 1;
        for (const soak::Series &column : std::as_const(m_columns)) {
            const soak::Verdict verdict = soak::judge(column);
            say(u"%1: median of the second third %2, of the last third %3: %4"_s.arg(column.name)
                    .arg(verdict.middle).arg(verdict.last).arg(verdict.enough ? verdict.flat ? u"flat"_s : u"GROWS"_s : u"TOO FEW SAMPLES"_s));
            broken += verdict.flat || !m_options.judges ? 0 : 1;
        }
        const soak::Audit audit = soak::audit(m_shop.ledgerFile(), m_shop.mpesaFile());
        say(u"%1 times Charge was pressed, %2 charges, %3 prompts; M-PESA was paid %4 times, the till says paid %5 times and has %6 receipts"_s.arg(m_pressed)
                .arg(chargesInBooks()).arg(audit.prompts).arg(audit.paidAtMpesa).arg(audit.paidInBooks).arg(audit.receiptsInBooks));
        if (chargesInBooks() * 4 < m_pressed * 3) {   // a busy machine loses some keys
            say(u"TOO FEW CHARGES: the window was not driven as it should"_s);
            ++broken;
        }
        for (auto it = audit.charges.begin(); it != audit.charges.end(); ++it)
            say(u"  %1: %2"_s.arg(it.key()).arg(it.value()));
        for (const QString &wrong : audit.wrong)
            say(u"WRONG: "_s + wrong);
        broken += int(audit.wrong.size());
        const test::Outcome verified = m_shop.kauntactl({u"ledger"_s, u"verify"_s});
        say(u"kauntactl ledger verify: exit code %1 %2"_s.arg(verified.exitCode).arg(QString::fromUtf8(verified.out.trimmed())));
        broken += verified.exitCode == 0 ? 0 : 1;
        const QStringList leaks = test::leaksIn(printed, {"practice-consumer", "Bearer ", soak::SoakShop::ownersPin().toUtf8()});
        for (const QString &leak : leaks)
            say(u"PRINTED: "_s + leak);
        return broken + int(leaks.size());
    }

private:
    //! What a cashier does who does not wait for the customer: the charge is followed on Pending, and the alert that it came late is
    //! read and closed. The fields are emptied first, so that a key that was lost costs one charge and not all that follow.
    void charge(int number) const
    {
        const QString window = QString::number(m_till.window());
        const auto click = [&window](QPoint at) {
            return QStringList{u"mousemove"_s, u"--window"_s, window, QString::number(at.x()), QString::number(at.y()), u"click"_s, u"1"_s};
        };
        QStringList keys = QStringList{u"key"_s, u"Escape"_s} + click(kCloseAlert) + click(kAmount) + QStringList{u"key"_s, u"--delay"_s, u"4"_s, u"ctrl+a"_s, u"BackSpace"_s};
        const QString amount = QString::number(1 + number % 900);
        for (const QChar digit : amount)
            keys << QString(digit);
        keys << u"Return"_s << u"ctrl+a"_s << u"BackSpace"_s << u"type"_s << u"--delay"_s << u"4"_s << u"--args"_s << u"1"_s << soak::SoakShop::phoneOf(number) << u"key"_s
             << u"Return"_s << u"sleep"_s << u"0.2"_s << u"key"_s << u"Escape"_s;
        m_screen.xdotool(keys);
    }
    int chargesInBooks() const
    {
        if (!QFile::exists(m_shop.ledgerFile()))
            return 0;
        return test::sql(m_shop.ledgerFile(), u"SELECT count(*) FROM charge"_s).value(0).toInt();
    }
    void waitUntil(qint64 due) const
    {
        if (const qint64 rest = due - m_clock.elapsed(); rest > 0)
            letTimePass(int(rest));
    }
    void sampleWhenDue(int charges)
    {
        if (m_clock.elapsed() < m_columns.constFirst().values.size() * m_options.sampleSeconds * 1000LL)
            return;
        m_till.printed();
        m_shop.forgetPrinted();
        const auto till = soak::sampleOf(m_till.pid());
        const auto mpesa = soak::sampleOf(m_shop.mpesaPid());
        const auto server = soak::sampleOf(m_screen.serverPid());
        if (!till || !mpesa || !server)
            return;
        const qint64 values[] = {till->residentKiB, till->privateKiB, till->handles, till->threads, test::windowsOn(m_screen.display()), mpesa->residentKiB, mpesa->handles,
                                 server->residentKiB};
        QStringList row{QString::number(m_clock.elapsed() / 1000), QString::number(charges)};
        for (std::size_t i = 0; i < std::size(values); ++i) {
            m_columns[qsizetype(i)].values << values[i];
            row << QString::number(values[i]);
        }
        say(row.join(u" | "_s));
    }

    Options m_options;
    const test::Screen &m_screen;
    soak::SoakShop &m_shop;
    test::Kaunta m_till;
    QElapsedTimer m_clock;
    QList<soak::Series> m_columns = columns();
    int m_pressed = 0;
};

} // namespace

int main(int argc, char **argv)
{
    QCoreApplication app(argc, argv);
    QCommandLineParser parser;
    parser.setApplicationDescription(u"Drives the till's window for a long time and says whether what it holds stays flat. Run it through tests/support/private_bus.sh --keyring."_s);
    parser.addHelpOption();
    const QCommandLineOption seconds(u"seconds"_s, u"How long it charges."_s, u"S"_s, u"1800"_s);
    const QCommandLineOption every(u"every"_s, u"Milliseconds between two charges."_s, u"MS"_s, u"1000"_s);
    const QCommandLineOption settle(u"settle"_s, u"Seconds to wait for what was promised."_s, u"S"_s, u"120"_s);
    const QCommandLineOption sample(u"sample"_s, u"Seconds between two samples."_s, u"S"_s, u"10"_s);
    const QCommandLineOption ends(u"only-what-ends"_s, u"Without the faults that leave a charge open for ever: the till has no more to remember each minute, and must not grow."_s);
    const QCommandLineOption measureOnly(u"measure-only"_s, u"Growth is told, and is no failure: for short runs and sanitizers."_s);
    parser.addOptions({seconds, every, settle, sample, ends, measureOnly});
    parser.process(app);
    const Options options{parser.value(seconds).toInt(), parser.value(every).toInt(), parser.value(settle).toInt(), parser.value(sample).toInt(),
                          !parser.isSet(measureOnly)};
    if (options.seconds < 1 || options.everyMs < 100 || options.sampleSeconds < 1 || options.seconds * 1000LL / options.everyMs > soak::SoakShop::kMostCharges)
        return complain(u"These numbers make no sense. See --help."_s);
    if (qEnvironmentVariableIsEmpty("KAUNTA_TEST_KEYRING"))
        return complain(u"Run it through tests/support/private_bus.sh --keyring: it keeps secrets in a keyring."_s);

    const test::Screen screen;
    if (screen.display().isEmpty())
        return complain(u"Xvfb does not start"_s);
    QString problem;
    const auto shop = soak::SoakShop::open(options.seconds * 1000 / options.everyMs + 2, parser.isSet(ends) ? soak::SoakShop::Faults::ThatEnd : soak::SoakShop::Faults::All, problem);
    if (!shop)
        return complain(problem);
    Soak soak(options, screen, *shop);
    if (!soak.signIn())
        return complain(u"the window does not charge"_s);
    soak.run();
    soak.settle();
    const int broken = soak.conclude();
    say(broken == 0 ? u"SOUND"_s : u"%1 things are wrong"_s.arg(broken));
    return broken == 0 ? 0 : 1;
}
