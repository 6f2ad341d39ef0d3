#pragma once

#include <QDBusConnection>
#include <QDBusConnectionInterface>
#include <QDBusMessage>
#include <QDBusObjectPath>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>
#include <memory>

namespace kaunta::test {

using namespace Qt::StringLiterals;

//! A real GNOME Keyring of the test's own, on the bus of tests/support/private_bus.sh. What it keeps outlives a restart.
class PrivateKeyring
{
public:
    ~PrivateKeyring() { stop(); }

    bool isAnswering() const { return QDBusConnection::sessionBus().interface()->isServiceRegistered(u"org.freedesktop.secrets"_s); }

    //! Not unlocked: as after a login without a password.
    void start(bool unlocked = true)
    {
        m_process = std::make_unique<QProcess>();
        QStringList arguments{u"--foreground"_s, u"--components=secrets"_s, u"--control-directory="_s + m_control.path()};
        if (unlocked)
            arguments << u"--unlock"_s;
        m_process->start(qEnvironmentVariable("KAUNTA_TEST_KEYRING"), arguments);
        QVERIFY2(m_process->waitForStarted(), qPrintable(m_process->errorString()));
        m_process->write("test-password");
        m_process->closeWriteChannel();
        QTRY_VERIFY_WITH_TIMEOUT(isAnswering(), 30'000);
    }
    void stop()
    {
        if (!m_process)
            return;
        m_process->kill();
        m_process->waitForFinished();
        m_process.reset();
        QTRY_VERIFY_WITH_TIMEOUT(!isAnswering(), 30'000);
    }
    void lock()
    {
        QDBusMessage call = QDBusMessage::createMethodCall(u"org.freedesktop.secrets"_s, u"/org/freedesktop/secrets"_s, u"org.freedesktop.Secret.Service"_s, u"Lock"_s);
        call << QVariant::fromValue(QList<QDBusObjectPath>{QDBusObjectPath(u"/org/freedesktop/secrets/collection/login"_s)});
        const QDBusMessage answer = QDBusConnection::sessionBus().call(call);
        QCOMPARE(answer.type(), QDBusMessage::ReplyMessage);
        QCOMPARE(qdbus_cast<QList<QDBusObjectPath>>(answer.arguments().constFirst()).size(), 1);
    }

private:
    QTemporaryDir m_control;
    std::unique_ptr<QProcess> m_process;
};

} // namespace kaunta::test
