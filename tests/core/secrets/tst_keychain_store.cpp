#include "core/base/redaction.h"
#include "core/secrets/keychain_store.h"

#include <QDBusConnection>
#include <QDBusConnectionInterface>
#include <QDBusMessage>
#include <QDBusObjectPath>
#include <QFile>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>
#include <QThread>
#include <memory>

using namespace Qt::StringLiterals;
using namespace kaunta;
using namespace kaunta::secrets;

namespace {

const QString kService = u"org.freedesktop.secrets"_s;
const QString kPasskey = u"kaunta/0123abcd/passkey"_s;

//! Every line that this process logs, for "no secret in a log".
QStringList logged;

void keepLine(QtMsgType, const QMessageLogContext &, const QString &line)
{
    logged << line;
}

} // namespace

//! A real GNOME Keyring on a bus and in a home of its own (tests/support/private_bus.sh).
class TestKeychainStore : public QObject
{
    Q_OBJECT
    std::unique_ptr<QTemporaryDir> m_dir;
    std::unique_ptr<QProcess> m_keyring;

    QString namesFile() const { return m_dir->filePath(u"names.json"_s); }
    bool answering() const { return QDBusConnection::sessionBus().interface()->isServiceRegistered(kService); }

    void startKeyring(bool unlocked)
    {
        m_keyring = std::make_unique<QProcess>();
        QStringList arguments{u"--foreground"_s, u"--components=secrets"_s, u"--control-directory="_s + m_dir->filePath(u"control"_s)};
        if (unlocked)
            arguments << u"--unlock"_s;
        m_keyring->start(qEnvironmentVariable("KAUNTA_TEST_KEYRING"), arguments);
        QVERIFY2(m_keyring->waitForStarted(), qPrintable(m_keyring->errorString()));
        m_keyring->write("test-password");
        m_keyring->closeWriteChannel();
        QTRY_VERIFY2(answering(), m_keyring->readAllStandardError().constData());
    }

    void stopKeyring()
    {
        if (m_keyring == nullptr)
            return;
        m_keyring->kill();
        QVERIFY(m_keyring->waitForFinished());
        m_keyring.reset();
        QTRY_VERIFY(!answering());
    }

    void lockKeyring()
    {
        QDBusMessage lock = QDBusMessage::createMethodCall(kService, u"/org/freedesktop/secrets"_s, u"org.freedesktop.Secret.Service"_s, u"Lock"_s);
        lock << QVariant::fromValue(QList<QDBusObjectPath>{QDBusObjectPath(u"/org/freedesktop/secrets/collection/login"_s)});
        const QDBusMessage answer = QDBusConnection::sessionBus().call(lock);
        QCOMPARE(answer.type(), QDBusMessage::ReplyMessage);
        QCOMPARE(qdbus_cast<QList<QDBusObjectPath>>(answer.arguments().constFirst()).size(), 1);
    }

    static std::optional<SecretError> save(SecretStore &store, const QString &name, const QByteArray &value)
    {
        QObject context;
        std::optional<Result<Done, SecretError>> answer;
        store.save(name, value, &context, [&answer](const Result<Done, SecretError> &saved) { answer.emplace(saved); });
        [&] { QTRY_VERIFY_WITH_TIMEOUT(answer, 30000); }();
        return answer && *answer ? std::nullopt : std::optional(answer ? answer->error() : SecretError::Other);
    }

    static std::optional<SecretError> remove(SecretStore &store, const QString &name)
    {
        QObject context;
        std::optional<Result<Done, SecretError>> answer;
        store.remove(name, &context, [&answer](const Result<Done, SecretError> &removed) { answer.emplace(removed); });
        [&] { QTRY_VERIFY_WITH_TIMEOUT(answer, 30000); }();
        return answer && *answer ? std::nullopt : std::optional(answer ? answer->error() : SecretError::Other);
    }

    static Result<QByteArray, SecretError> load(SecretStore &store, const QString &name)
    {
        QObject context;
        std::optional<Result<QByteArray, SecretError>> answer;
        store.load(name, &context, [&answer](const Result<QByteArray, SecretError> &loaded) { answer.emplace(loaded); });
        [&] { QTRY_VERIFY_WITH_TIMEOUT(answer, 30000); }();
        return answer ? *answer : Result<QByteArray, SecretError>(Fail{SecretError::Other});
    }

private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY2(!qEnvironmentVariableIsEmpty("KAUNTA_TEST_KEYRING"), "run it through tests/support/private_bus.sh");
        QVERIFY(!answering());   // the bus is ours alone
    }
    void init()
    {
        m_dir = std::make_unique<QTemporaryDir>();
        logged.clear();
    }
    void cleanup() { stopKeyring(); }

    void aBusWithoutAKeyringSaysSo()
    {
        KeychainStore store(namesFile());
        QCOMPARE(load(store, kPasskey).error(), SecretError::NoKeyring);
        QCOMPARE(save(store, kPasskey, "nowhere-to-go"), SecretError::NoKeyring);
    }

    void storesReadsOverwritesAndRemoves()
    {
        startKeyring(true);
        KeychainStore store(namesFile());
        QCOMPARE(load(store, kPasskey).error(), SecretError::NeverStored);
        QCOMPARE(save(store, kPasskey, "the-first-passkey"), std::nullopt);
        QCOMPARE(load(store, kPasskey).value(), QByteArrayLiteral("the-first-passkey"));
        const QByteArray awkward = QByteArrayLiteral("with \0 zero, \n newline and \xff");
        QCOMPARE(save(store, kPasskey, awkward), std::nullopt);
        QCOMPARE(load(store, kPasskey).value(), awkward);
        QVERIFY(store.wasStored(kPasskey));
        QCOMPARE(remove(store, kPasskey), std::nullopt);
        QCOMPARE(load(store, kPasskey).error(), SecretError::NeverStored);
        QVERIFY(!store.wasStored(kPasskey));
        QCOMPARE(remove(store, kPasskey), std::nullopt);   // nothing there: fine
    }

    void survivesARestartOfTheKeyring()
    {
        startKeyring(true);
        KeychainStore store(namesFile());
        QCOMPARE(save(store, kPasskey, "kept-over-a-restart"), std::nullopt);
        stopKeyring();
        startKeyring(true);
        QCOMPARE(load(store, kPasskey).value(), QByteArrayLiteral("kept-over-a-restart"));
        QCOMPARE(remove(store, kPasskey), std::nullopt);
    }

    void aLockedKeyringIsNotAnEmptyOne_data()
    {
        QTest::addColumn<bool>("restarted");
        QTest::newRow("locked while running") << false;
        QTest::newRow("started without a password") << true;
    }
    void aLockedKeyringIsNotAnEmptyOne()
    {
        QFETCH(bool, restarted);
        startKeyring(true);
        KeychainStore store(namesFile());
        QCOMPARE(save(store, kPasskey, "behind-a-lock"), std::nullopt);
        if (restarted) {
            stopKeyring();
            startKeyring(false);
        } else {
            lockKeyring();
        }
        QCOMPARE(load(store, kPasskey).error(), SecretError::LockedOrGone);
        QCOMPARE(load(store, u"kaunta/0123abcd/consumer-key"_s).error(), SecretError::NeverStored);
        QCOMPARE(save(store, kPasskey, "refused-by-a-lock"), SecretError::Denied);
        // QtKeychain calls this a success although the entry stays.
        QCOMPARE(remove(store, kPasskey), SecretError::LockedOrGone);
        QVERIFY(store.wasStored(kPasskey));
        // Even without its notes the store finds the locked entry.
        KeychainStore forgetful(m_dir->filePath(u"other-names.json"_s));
        QCOMPARE(load(forgetful, kPasskey).error(), SecretError::LockedOrGone);

        stopKeyring();
        startKeyring(true);
        QCOMPARE(load(store, kPasskey).value(), QByteArrayLiteral("behind-a-lock"));
        QCOMPARE(remove(store, kPasskey), std::nullopt);
    }

    void anEntryDeletedByOthersIsGoneNotNew()
    {
        startKeyring(true);
        KeychainStore store(namesFile());
        QCOMPARE(save(store, kPasskey, "soon-deleted"), std::nullopt);
        KeychainStore another(m_dir->filePath(u"other-names.json"_s));
        QCOMPARE(remove(another, kPasskey), std::nullopt);
        QCOMPARE(load(store, kPasskey).error(), SecretError::LockedOrGone);
        QCOMPARE(remove(store, kPasskey), std::nullopt);
        QCOMPARE(load(store, kPasskey).error(), SecretError::NeverStored);
    }

    void worksOnAnyThreadAndAfterThatThreadEnded()
    {
        startKeyring(true);
        KeychainStore store(namesFile());
        for (const QByteArray &value : {QByteArrayLiteral("from-thread-one"), QByteArrayLiteral("from-thread-two")}) {
            QThread thread;
            auto *inside = new QObject;
            inside->moveToThread(&thread);
            QList<QThread *> where;
            QByteArray read;
            connect(&thread, &QThread::started, inside, [&] {
                store.save(kPasskey, value, inside, [&](const Result<Done, SecretError> &) {
                    where << QThread::currentThread();
                    store.load(kPasskey, inside, [&](const Result<QByteArray, SecretError> &loaded) {
                        where << QThread::currentThread();
                        read = loaded ? *loaded : QByteArray();
                        thread.quit();
                    });
                });
            });
            connect(&thread, &QThread::finished, inside, &QObject::deleteLater);
            thread.start();
            QVERIFY(thread.wait(30000));
            QCOMPARE(read, value);
            QCOMPARE(where, QList<QThread *>(2, &thread));
        }
        QCOMPARE(load(store, kPasskey).value(), QByteArrayLiteral("from-thread-two"));
        QCOMPARE(remove(store, kPasskey), std::nullopt);
    }

    void nobodyIsCalledWhoIsGone()
    {
        startKeyring(true);
        KeychainStore store(namesFile());
        bool called = false;
        {
            QObject gone;
            store.save(kPasskey, "saved-all-the-same", &gone, [&called](const auto &) { called = true; });
        }
        QCOMPARE(load(store, kPasskey).value(), QByteArrayLiteral("saved-all-the-same"));   // jobs run in order
        QVERIFY(!called);
        QCOMPARE(remove(store, kPasskey), std::nullopt);
    }

    void namesTheServiceThatAnswers()
    {
        qputenv("XDG_CURRENT_DESKTOP", "KDE");
        startKeyring(true);
        KeychainStore store(namesFile());
        QCOMPARE(store.displayName(), u"KWallet"_s);   // a guess before the first answer
        QCOMPARE(save(store, kPasskey, "whoever-keeps-it"), std::nullopt);
        QCOMPARE(store.displayName(), u"GNOME Keyring"_s);
        QCOMPARE(remove(store, kPasskey), std::nullopt);
        qunsetenv("XDG_CURRENT_DESKTOP");
    }

    void theValueIsInNoFileAndNoLog()
    {
        startKeyring(true);
        const QtMessageHandler before = qInstallMessageHandler(keepLine);
        KeychainStore store(namesFile());
        const std::optional<SecretError> saved = save(store, kPasskey, "only-in-the-keyring");
        const Result<QByteArray, SecretError> loaded = load(store, kPasskey);
        qInstallMessageHandler(before);
        QCOMPARE(saved, std::nullopt);
        QCOMPARE(loaded.value(), QByteArrayLiteral("only-in-the-keyring"));
        QVERIFY(!logged.join(u'\n').contains("only-in-the-keyring"_L1));
        QVERIFY(!redacted(u"said only-in-the-keyring aloud"_s).contains("only-in"_L1));
        QFile names(namesFile());
        QVERIFY(names.open(QIODevice::ReadOnly));
        const QByteArray text = names.readAll();
        QVERIFY(text.contains(kPasskey.toUtf8()));
        QVERIFY(!text.contains("only-in-the-keyring"));
        QVERIFY(!text.contains(QByteArrayLiteral("only-in-the-keyring").toBase64()));
        QCOMPARE(remove(store, kPasskey), std::nullopt);
    }
};

QTEST_GUILESS_MAIN(TestKeychainStore)
#include "tst_keychain_store.moc"
