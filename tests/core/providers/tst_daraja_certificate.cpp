#include "core/daraja/security_certificate.h"
#include "core/providers/daraja_certificate.h"
#include "tests/core/daraja/throwaway_key.h"

#include <QTemporaryDir>
#include <QTest>

using namespace kaunta;
using namespace kaunta::providers;
using namespace Qt::StringLiterals;

namespace {

Profile shop(Environment environment, const QString &certificate = {})
{
    Profile profile;
    profile.provider = QStringLiteral("daraja");
    profile.environment = environment;
    profile.certificate = certificate;
    return profile;
}

} // namespace

class TestDarajaCertificate : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void withoutAFileThePublishedOneOfTheEnvironmentCounts_data()
    {
        QTest::addColumn<int>("environment");
        QTest::addColumn<QString>("fingerprint");
        QTest::addColumn<int>("until");
        // As resources/certs/README.md has them.
        QTest::newRow("sandbox") << static_cast<int>(Environment::Sandbox)
                                 << u"A5:42:C3:C6:7B:59:8A:33:7A:1C:C7:41:E5:43:4C:70:DE:56:50:81:E5:C8:53:E0:5A:51:C8:43:76:47:66:F0"_s << 2016;
        QTest::newRow("production") << static_cast<int>(Environment::Production)
                                    << u"94:17:91:52:12:AC:70:8D:3A:C8:2B:71:0E:71:D9:76:FA:0E:B7:83:F4:67:B1:59:C1:5A:D7:21:6E:F2:C1:6B"_s << 2018;
    }
    void withoutAFileThePublishedOneOfTheEnvironmentCounts()
    {
        QFETCH(int, environment);
        QFETCH(QString, fingerprint);
        QFETCH(int, until);
        const Profile profile = shop(static_cast<Environment>(environment));
        QVERIFY(hasCertificate(profile));
        const auto facts = certificateFacts(profile);
        QVERIFY(facts && facts->published);
        QCOMPARE(facts->fingerprint, fingerprint);
        QCOMPARE(facts->validUntil.date().year(), until);
        const auto certificate = daraja::SecurityCertificate::read(certificateFile(profile));
        QVERIFY(certificate && certificate->credential("secret"));   // long past its date, and good all the same
    }

    void aTestServerHasAKeyOfItsOwn()
    {
        for (const Environment environment : {Environment::Custom, Environment::Practice}) {
            QVERIFY(!hasCertificate(shop(environment)));
            QVERIFY(certificateFile(shop(environment)).isEmpty());
            QVERIFY(!certificateFacts(shop(environment)));
        }
    }

    void anImportedFileCountsBeforeThePublishedOneAndIsReadAnew()
    {
        QTemporaryDir files;
        const QString path = files.filePath(u"shop.cer"_s);
        const auto write = [&path](const QByteArray &bytes) {
            QFile file(path);
            QVERIFY(file.open(QIODevice::WriteOnly));
            file.write(bytes);
        };
        const Profile profile = shop(Environment::Production, path);
        const test::ThrowawayKey first, second;
        write(first.pem());
        const auto facts = certificateFacts(profile);
        QVERIFY(facts && !facts->published);
        QCOMPARE(certificateFile(profile), first.pem());
        write(second.pem());
        QCOMPARE(certificateFile(profile), second.pem());
        QVERIFY(certificateFacts(profile)->fingerprint != facts->fingerprint);
    }

    void anImportedFileThatCannotBeReadIsNotReplacedInSilence()
    {
        const Profile profile = shop(Environment::Production, u"/nowhere/shop.cer"_s);
        QVERIFY(hasCertificate(profile));
        QVERIFY(certificateFile(profile).isEmpty());
        const auto facts = certificateFacts(profile);
        QVERIFY(facts && !facts->published && facts->fingerprint.isEmpty());
    }
};
QTEST_GUILESS_MAIN(TestDarajaCertificate)
#include "tst_daraja_certificate.moc"
