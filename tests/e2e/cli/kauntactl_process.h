#pragma once

#include <QDir>
#include <QDirIterator>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QRegularExpression>
#include <QTest>
#include <algorithm>

namespace kaunta::test {

using namespace Qt::StringLiterals;

//! Everything that commands of this test program printed, for "no secret and no phone number anywhere".
inline QByteArray &everythingPrinted()
{
    static QByteArray printed;
    return printed;
}

//! What a command left behind.
struct Outcome {
    int exitCode = -1;   //!< -1: it was killed, or did not end
    QByteArray out;
    QByteArray err;

    //! Its --json lines. A line that is no object fails the test that asks.
    QList<QJsonObject> lines() const
    {
        QList<QJsonObject> objects;
        for (const QByteArray &line : out.split('\n')) {
            if (line.isEmpty())
                continue;
            const QJsonDocument json = QJsonDocument::fromJson(line);
            if (!json.isObject())
                QTest::qFail(QByteArray("not a JSON object: " + line).constData(), __FILE__, __LINE__);
            objects << json.object();
        }
        return objects;
    }
    QList<QJsonObject> lines(const QString &type) const
    {
        QList<QJsonObject> some = lines();
        some.removeIf([&](const QJsonObject &line) { return line.value("type"_L1).toString() != type; });
        return some;
    }
    QJsonObject last() const
    {
        const auto all = lines();
        return all.isEmpty() ? QJsonObject() : all.last();
    }
    //! The states in order, a final one with an exclamation mark: "journaled prompted paid paid!".
    QString states() const
    {
        QStringList words;
        for (const QJsonObject &line : lines(u"state"_s))
            words << line.value("state"_L1).toString() + (line.value("final"_L1).toBool() ? u"!"_s : QString());
        return words.join(u' ');
    }
    //! For QVERIFY2.
    const char *told() const
    {
        static QByteArray text;
        text = "exit " + QByteArray::number(exitCode) + '\n' + out + err;
        return text.constData();
    }
};

//! The real kauntactl, running.
class RunningKauntactl
{
public:
    explicit RunningKauntactl(const QStringList &arguments, const QByteArray &input = {})
    {
        m_process.start(QStringLiteral(KAUNTA_KAUNTACTL), arguments);
        if (!m_process.waitForStarted(30'000))
            qFatal("kauntactl cannot be started: %s", qUtf8Printable(m_process.errorString()));
        m_process.write(input);
        m_process.closeWriteChannel();
    }
    ~RunningKauntactl()
    {
        if (m_process.state() == QProcess::NotRunning)
            return;
        m_process.kill();
        m_process.waitForFinished();
    }

    qint64 pid() const { return m_process.processId(); }
    bool isRunning() const { return m_process.state() != QProcess::NotRunning; }
    //! Waits until it has printed a state line with this state.
    bool showed(const QString &state, int timeoutMs = 60'000)
    {
        const QByteArray wanted = "\"state\":\"" + state.toUtf8() + '"';
        return QTest::qWaitFor([&] { return (m_out += m_process.readAllStandardOutput()).contains(wanted); }, timeoutMs);
    }
    //! kill -9.
    void killNine()
    {
        m_process.kill();
        m_process.waitForFinished();
    }
    //! Waits for its end. The test's own event loop runs meanwhile: a server may live in it.
    Outcome end(int timeoutMs = 200'000)
    {
        Outcome outcome;
        if (!QTest::qWaitFor([this] { return !isRunning(); }, timeoutMs))
            killNine();
        outcome.out = m_out + m_process.readAllStandardOutput();
        outcome.err = m_process.readAllStandardError();
        if (m_process.exitStatus() == QProcess::NormalExit)
            outcome.exitCode = m_process.exitCode();
        everythingPrinted() += outcome.out + outcome.err;
        return outcome;
    }

private:
    QProcess m_process;
    QByteArray m_out;
};

//! One shop's folder, and kauntactl on it.
class Shop
{
public:
    explicit Shop(QString dir, QStringList options = {}) : m_dir(std::move(dir)), m_options(std::move(options)) {}

    QString path(const QString &name = {}) const { return name.isEmpty() ? m_dir : m_dir + u'/' + name; }
    QStringList arguments(const QStringList &command) const { return QStringList{u"--data-dir"_s, m_dir, u"--json"_s} + m_options + command; }
    QStringList chargeArguments(const QString &phone, const QString &amount = u"100"_s, const QStringList &more = {}) const
    {
        return arguments({u"charge"_s, u"--phone"_s, phone, u"--amount"_s, amount, u"--reference"_s, u"INV1"_s}) + more;
    }
    Outcome run(const QStringList &command, const QByteArray &input = {}) const { return RunningKauntactl(arguments(command), input).end(); }
    Outcome charge(const QString &phone, const QString &amount = u"100"_s, const QStringList &more = {}) const
    {
        return RunningKauntactl(chargeArguments(phone, amount, more)).end();
    }
    //! How many charges the ledger has: each was at most one prompt.
    qsizetype charges() const { return run({u"sale"_s, u"list"_s}).lines().size(); }

private:
    QString m_dir;
    QStringList m_options;
};

//! Sorted names of an object's members.
inline QStringList fieldsOf(const QJsonObject &line)
{
    QStringList names = line.keys();
    names.sort();
    return names;
}

//! Places where a text has a whole phone number of these tests, or one of the secrets.
inline QStringList leaksIn(const QByteArray &text, const QList<QByteArray> &secrets)
{
    static const QRegularExpression phone(u"(?:254|0)[ -]?7[0-9]{2}[ -]?[0-9]{3}[ -]?[0-9]{3}(?![0-9])"_s);
    QStringList leaks;
    const QString all = QString::fromUtf8(text);
    for (auto it = phone.globalMatch(all); it.hasNext();) {
        const auto match = it.next();
        leaks << u"a phone number: …"_s + all.mid(std::max<qsizetype>(0, match.capturedStart() - 60), 90);
    }
    for (const QByteArray &secret : secrets)
        if (!secret.isEmpty() && text.contains(secret))
            leaks << u"a secret: "_s + QString::fromUtf8(secret);
    return leaks;
}

//! Every path under a folder, for the same question.
inline QByteArray namesUnder(const QString &folder)
{
    QByteArray names;
    for (QDirIterator it(folder, QDir::AllEntries | QDir::Hidden | QDir::System | QDir::NoDotAndDotDot, QDirIterator::Subdirectories); it.hasNext();)
        names += it.next().mid(folder.size()).toUtf8() + '\n';
    return names;
}

} // namespace kaunta::test
