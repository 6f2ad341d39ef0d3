#include "core/daraja/security_certificate.h"
#include "tests/core/daraja/throwaway_key.h"

#include <QFile>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace kaunta;
using namespace kaunta::daraja;
using test::ThrowawayKey;

namespace {

QByteArray published(const char *name)
{
    QFile file(QStringLiteral(KAUNTA_CERTIFICATES "/") + QLatin1StringView(name));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace

class TestSecurityCertificate : public QObject
{
    Q_OBJECT
    const ThrowawayKey m_key;

private Q_SLOTS:
    void thePasswordComesOutUnderTheKeyThatItWasMadeFor()
    {
        const QByteArray password = "Safaricom999!*!";
        for (const QByteArray &file : {m_key.pem(), m_key.der()}) {
            const auto certificate = SecurityCertificate::read(file);
            QVERIFY(certificate);
            const auto credential = certificate->credential(password);
            QVERIFY(credential);
            QCOMPARE(credential->size(), 344);   // 2048 bits in base64
            QCOMPARE(m_key.opened(*credential), password);
            QVERIFY(!credential->contains('\n'));
        }
    }
    void theSamePasswordIsAnotherTextEachTime()
    {
        const auto certificate = SecurityCertificate::read(m_key.pem());
        QVERIFY(certificate);
        QVERIFY(certificate->credential("secret") != certificate->credential("secret"));
    }
    void anotherKeyDoesNotOpenIt()
    {
        const auto certificate = SecurityCertificate::read(m_key.pem());
        QVERIFY(certificate);
        QVERIFY(ThrowawayKey().opened(*certificate->credential("secret")) != "secret");
    }
    void everyByteOfAPasswordCounts()
    {
        const auto certificate = SecurityCertificate::read(m_key.pem());
        QVERIFY(certificate);
        const QByteArray strange("#&%$ \0\xc3\xbb\n", 9);
        QCOMPARE(m_key.opened(*certificate->credential(strange)), strange);
        const QByteArray longest(256 - 11, 'x');
        QCOMPARE(m_key.opened(*certificate->credential(longest)), longest);
        QVERIFY(!certificate->credential(longest + 'x'));
        QVERIFY(!certificate->credential({}));
    }
    void datesAndNameAreToldAndNotEnforced()
    {
        const auto certificate = SecurityCertificate::read(m_key.pem());
        QVERIFY(certificate);
        QCOMPARE(certificate->subject(), u"C=KE, O=Duka la Mûgûa, CN=apicrypt.kaunta.test"_s);
        QCOMPARE(certificate->validFrom(), QDateTime(QDate(2014, 11, 12), QTime(7, 12, 45), Qt::UTC));
        QCOMPARE(certificate->validUntil(), QDateTime(QDate(2016, 11, 11), QTime(7, 12, 45), Qt::UTC));   // and yet it encrypts
    }
    //! The two files that are in the tree, against what their README and the fact sheet say of them.
    void thePublishedOnesAreThoseOfTheReadme_data()
    {
        QTest::addColumn<QString>("commonName");
        QTest::addColumn<int>("lastYear");
        QTest::newRow("sandbox-2014.cer") << u"CN=apicrypt.safaricom.co.ke"_s << 2016;
        QTest::newRow("production-2017.cer") << u"CN=apigee.apicaller.safaricom.co.ke"_s << 2018;
    }
    void thePublishedOnesAreThoseOfTheReadme()
    {
        QFETCH(QString, commonName);
        QFETCH(int, lastYear);
        const auto certificate = SecurityCertificate::read(published(QTest::currentDataTag()));
        QVERIFY(certificate);
        QVERIFY2(certificate->subject().endsWith(commonName), qPrintable(certificate->subject()));
        QCOMPARE(certificate->validUntil().date().year(), lastYear);
        QCOMPARE(certificate->credential("Safaricom999!*!")->size(), 344);
        const QString readme = QString::fromUtf8(published("README.md"));
        QVERIFY2(readme.contains(u'`' + certificate->fingerprint() + u'`'), qPrintable(certificate->fingerprint()));
    }
    void whatIsNoCertificateIsRefused_data()
    {
        QTest::addColumn<QByteArray>("file");
        QTest::newRow("nothing") << QByteArray();
        QTest::newRow("prose") << QByteArray("hello");
        QTest::newRow("half a PEM") << m_key.pem().left(m_key.pem().size() / 2);
        QTest::newRow("half a DER") << m_key.der().left(m_key.der().size() / 2);
        QTest::newRow("a web page") << QByteArray("<!doctype html><html><body>Log in</body></html>");
        QTest::newRow("very much") << QByteArray(1'000'000, 'A');
    }
    void whatIsNoCertificateIsRefused()
    {
        QFETCH(QByteArray, file);
        const auto certificate = SecurityCertificate::read(file);
        QVERIFY(!certificate);
        QCOMPARE(certificate.error(), CertificateFault::Unreadable);
    }
    void aKeyThatIsNotRsaIsRefused()
    {
        const ThrowawayKey elliptic(ThrowawayKey::Kind::Ec);
        for (const QByteArray &file : {elliptic.pem(), elliptic.der()}) {
            const auto certificate = SecurityCertificate::read(file);
            QVERIFY(!certificate);
            QCOMPARE(certificate.error(), CertificateFault::NotRsa);
        }
    }
};

QTEST_GUILESS_MAIN(TestSecurityCertificate)
#include "tst_security_certificate.moc"
