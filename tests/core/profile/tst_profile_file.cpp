#include "core/profile/profile_file.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace kaunta;

namespace {

Profile full()
{
    Profile profile;
    profile.id = u"0123456789abcdef0123456789abcdef"_s;
    profile.name = u"duka"_s;
    profile.provider = u"daraja"_s;
    profile.environment = Environment::Custom;
    profile.baseUrl = QUrl(u"https://proxy.example:8443/daraja"_s);
    profile.shortCode = u"600123"_s;
    profile.till = u"0098765"_s;   // leading zeros stay
    profile.type = AccountType::Till;
    profile.callbackUrl = QUrl(u"https://pay.duka.example/ä/r"_s);
    profile.listen = u"127.0.0.1:8443"_s;
    profile.initiator = u"testapi"_s;
    profile.certificate = u"/home/duka/live.cer"_s;
    profile.settings = {{u"till-id"_s, u"B2"_s}, {u"shop"_s, u"Mama Njeri’s Duka"_s}};
    return profile;
}

} // namespace

class TestProfileFile : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void whatWasWrittenIsRead()
    {
        for (const Profile &profile : {full(), practiceProfile()}) {
            const auto read = profileFromJson(toJson(profile));
            QVERIFY2(read, read ? "" : qPrintable(read.error().detail));
            QCOMPARE(*read, profile);
        }
    }

    void anyCutFileIsUnreadable()
    {
        const QByteArray whole = toJson(full()).trimmed();
        for (qsizetype size = 0; size < whole.size(); ++size) {
            const auto read = profileFromJson(whole.left(size));
            QVERIFY(!read);
            QCOMPARE(read.error().error, ProfileError::Unreadable);
        }
    }

    void whatIsNotUnderstoodIsRefused_data()
    {
        QTest::addColumn<QByteArray>("from");
        QTest::addColumn<QByteArray>("to");
        QTest::newRow("a field of a later version") << QByteArrayLiteral("\"format\"") << QByteArrayLiteral("\"relay\": \"x\", \"format\"");
        QTest::newRow("a later format") << QByteArrayLiteral("\"format\": 1") << QByteArrayLiteral("\"format\": 2");
        QTest::newRow("no format") << QByteArrayLiteral("\"format\": 1,") << QByteArray();
        QTest::newRow("a number for a text") << QByteArrayLiteral("\"600123\"") << QByteArrayLiteral("600123");
        QTest::newRow("an environment that is none") << QByteArrayLiteral("\"custom\"") << QByteArrayLiteral("\"live\"");
        QTest::newRow("no environment") << QByteArrayLiteral("\"environment\": \"custom\",") << QByteArray();
        QTest::newRow("a setting that is no text") << QByteArrayLiteral("\"B2\"") << QByteArrayLiteral("2");
        QTest::newRow("not an object") << toJson(full()) << QByteArrayLiteral("[]");
    }
    void whatIsNotUnderstoodIsRefused()
    {
        QFETCH(QByteArray, from);
        QFETCH(QByteArray, to);
        QByteArray json = toJson(full());
        QVERIFY(json.contains(from));
        const auto read = profileFromJson(json.replace(from, to));
        QVERIFY(!read);
        QCOMPARE(read.error().error, ProfileError::Unreadable);
        QVERIFY(!read.error().detail.isEmpty());
    }
};

QTEST_GUILESS_MAIN(TestProfileFile)
#include "tst_profile_file.moc"
