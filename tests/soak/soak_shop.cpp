#include "tests/soak/soak_shop.h"

#include <QFile>
#include <QJsonArray>
#include <QTcpServer>

namespace kaunta::soak {

using namespace Qt::StringLiterals;

namespace {

constexpr int kPlayed = 24;   // practice numbers 00 to 23; the others are about refunds

QStringList played(SoakShop::Faults faults)
{
    QStringList numbers;
    for (int number = 0; number < kPlayed; ++number)
        numbers << u"%1"_s.arg(number, 2, 10, QLatin1Char('0'));
    if (faults == SoakShop::Faults::ThatEnd)
        for (const QString &endless : {u"12"_s, u"15"_s, u"23"_s})   // code 7777, no trace, refused connection
            numbers.removeOne(endless);
    return numbers;
}

quint16 freePort()
{
    QTcpServer probe;
    probe.listen(QHostAddress::LocalHost);
    return probe.serverPort();
}

} // namespace

QString SoakShop::phoneOf(int charge)
{
    return u"07110%1"_s.arg(charge, 5, 10, QLatin1Char('0'));
}

QString SoakShop::ownersPin()
{
    return u"602913"_s;
}

std::unique_ptr<SoakShop> SoakShop::open(int charges, Faults faults, QString &problem)
{
    std::unique_ptr<SoakShop> shop(new SoakShop);
    return shop->setUp(charges, faults, problem) ? std::move(shop) : nullptr;
}

bool SoakShop::writeScript(const QString &name, int charges, Faults faults) const
{
    const QStringList numbers = played(faults);
    QJsonArray rules;
    for (int i = 0; i < charges; ++i)
        rules.append(QJsonObject{{u"phone"_s, phoneOf(i)}, {u"behaviour"_s, numbers.at(i % numbers.size())}});
    QFile file(name);
    return file.open(QIODevice::WriteOnly) && file.write(QJsonDocument(QJsonObject{{u"rules"_s, rules}}).toJson()) > 0;
}

bool SoakShop::setUp(int charges, Faults faults, QString &problem)
{
    const QString script = m_files.filePath(u"script.json"_s);
    if (!writeScript(script, charges, faults)) {
        problem = u"no script could be written"_s;
        return false;
    }
    m_mpesa = std::make_unique<test::SimulatorProcess>(QStringList{u"--store"_s, mpesaFile(), u"--script"_s, script});
    if (m_mpesa->port() == 0) {
        problem = u"the simulator does not start: "_s + QString::fromUtf8(m_mpesa->process().readAllStandardError());
        return false;
    }
    const QString here = u"127.0.0.1:%1"_s.arg(freePort());
    const std::pair<QStringList, QByteArray> steps[] = {
        {{u"profile"_s, u"add"_s, u"duka"_s, u"--provider"_s, u"daraja"_s, u"--environment"_s, u"custom"_s, u"--base-url"_s, u"http://127.0.0.1:%1"_s.arg(m_mpesa->port()),
          u"--shortcode"_s, u"174379"_s, u"--callback-url"_s, u"http://"_s + here + u"/results"_s, u"--listen"_s, here}, {}},
        {{u"secret"_s, u"set"_s, u"consumer-key"_s}, "practice-consumer-key\n"},
        {{u"secret"_s, u"set"_s, u"consumer-secret"_s}, "practice-consumer-secret\n"},
        {{u"secret"_s, u"set"_s, u"passkey"_s}, practice::practiceOptions().passkey.toUtf8() + '\n'},
        {{u"user"_s, u"add"_s, u"cashier"_s, u"--role"_s, u"owner"_s}, ownersPin().toUtf8() + '\n'},   // the window offers this name first
    };
    for (const auto &[command, input] : steps)
        if (const test::Outcome outcome = kauntactl(command, input); outcome.exitCode != 0) {
            problem = command.join(u' ') + u": "_s + QString::fromUtf8(outcome.told());
            return false;
        }
    QFile choices(m_dir.filePath(u"desktop.json"_s));
    if (!choices.open(QIODevice::WriteOnly) || choices.write(R"({"profile":"duka","autoLockMinutes":0})") < 0) {
        problem = choices.errorString();
        return false;
    }
    return true;
}

void SoakShop::forgetPrinted()
{
    m_mpesa->process().readAllStandardOutput();
    m_mpesa->process().readAllStandardError();
}

test::Outcome SoakShop::kauntactl(const QStringList &command, const QByteArray &input) const
{
    return test::Shop(m_dir.path(), {u"--profile"_s, u"duka"_s}).run(command, input);
}

} // namespace kaunta::soak
