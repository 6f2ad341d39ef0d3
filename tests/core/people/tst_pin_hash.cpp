#include "core/people/pin_hash.h"
#include "core/people/pepper_keeper.h"

#include <QTest>

using namespace kaunta::people;

//! Each hash costs a tenth of a second: that is the point of it.
class TestPinHash : public QObject
{
    Q_OBJECT
    QByteArray m_pepper;
    QByteArray m_salt = "0123456789abcdef";

private Q_SLOTS:
    void initTestCase()
    {
        for (int i = 0; i < 32; ++i)
            m_pepper += static_cast<char>(i);
    }

    void agreesWithAnotherImplementation()
    {
        // Python: hashlib.scrypt(hmac.digest(pepper, pin, "sha256"), salt=salt, n=2**15, r=8, p=1, maxmem=2**26, dklen=32)
        const ScryptHasher hasher(m_pepper);
        QCOMPARE(hasher.hash("482915", m_salt).toHex(), QByteArray("59f7f8152766d673a67307b68d30fa05839579624560d19ca0d2ff722b49bab9"));
        QCOMPARE(hasher.hash("4829", m_salt).toHex(), QByteArray("762704f7db18bd36a906347bbc4f8bd755fc19903b0080470f215613c6b55d70"));
    }

    void anotherPepperOrSaltIsAnotherHash()
    {
        const ScryptHasher hasher(m_pepper);
        const ScryptHasher practice(practicePepper());
        const QByteArray hash = hasher.hash("482915", m_salt);
        QVERIFY(!samePinHash(hash, practice.hash("482915", m_salt)));
        QVERIFY(!samePinHash(hash, hasher.hash("482915", "0123456789abcdeg")));
    }

    void pepperAndPinAreNotOneText()
    {
        // With the pepper as a mere prefix these two would be the same password.
        QVERIFY(!samePinHash(ScryptHasher("pepper1").hash("234", m_salt), ScryptHasher("pepper").hash("1234", m_salt)));
    }

    void hashesAreComparedWhole_data()
    {
        QTest::addColumn<QByteArray>("a");
        QTest::addColumn<QByteArray>("b");
        QTest::addColumn<bool>("same");
        QTest::newRow("same") << QByteArray("abcd") << QByteArray("abcd") << true;
        QTest::newRow("last byte") << QByteArray("abcd") << QByteArray("abce") << false;
        QTest::newRow("shorter") << QByteArray("abcd") << QByteArray("abc") << false;
        QTest::newRow("nothing is not like nothing") << QByteArray() << QByteArray() << false;
    }
    void hashesAreComparedWhole()
    {
        QFETCH(QByteArray, a);
        QFETCH(QByteArray, b);
        QTEST(samePinHash(a, b), "same");
    }
};

QTEST_APPLESS_MAIN(TestPinHash)
#include "tst_pin_hash.moc"
