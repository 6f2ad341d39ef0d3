#include "core/providers/provider_factory.h"
#include "tests/core/sale/shop_floor.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace kaunta;

namespace {

Profile shop(const QString &mood)
{
    Profile profile;
    profile.id = u"0123456789abcdef0123456789abcdef"_s;
    profile.name = u"duka"_s;
    profile.provider = u"tiny"_s;
    profile.environment = Environment::Production;
    profile.shortCode = u"600123"_s;
    profile.callbackUrl = QUrl(u"https://shop.test/cb"_s);
    profile.settings.insert(u"mood"_s, mood);
    return profile;
}

} // namespace

//! A provider that the program does not know is added by its folder and one line, and the till works with it as with any other.
class TestFifthProvider : public QObject
{
    Q_OBJECT
    static std::unique_ptr<test::ShopFloor> opened(const QString &mood)
    {
        return std::make_unique<test::ShopFloor>([mood](Profile &profile) { profile = shop(mood); }, [](const test::ShopFloor::Making &making) {
            return providers::makeProvider({making.profile, {{u"bearer-token"_s, "t"}}, making.transport, making.tokens, making.clock, {}});
        });
    }

private Q_SLOTS:
    void itStandsInTheListBesideTheOthers()
    {
        QVERIFY(providers::providerNames().contains(u"tiny"_s));
        QVERIFY(providers::providerNames().contains(u"daraja"_s));
        QVERIFY(providers::findProvider(u"tiny"_s) != nullptr);
    }
    void itsProfileIsCheckedByItsOwnRules()
    {
        QVERIFY(validate(shop(u"good"_s)));
        QVERIFY(!validate(shop(u"fair"_s)));
        Profile sandbox = shop(u"good"_s);
        sandbox.environment = Environment::Sandbox;   // it has none
        QVERIFY(validate(sandbox).error().detail.startsWith("environment:"_L1));
    }
    void aChargeRunsToItsEndWithoutAQuestion()
    {
        const auto floor = opened(u"good"_s);
        const QString id = floor->charge(u"0722000000"_s, 50);
        QCOMPARE(floor->status(id), sale::Status::Prompted);
        floor->pass(5min);
        QCOMPARE(floor->status(id), sale::Status::Prompted);
        QCOMPARE(floor->callback(id, "0", "50.00"), 200);
        QCOMPARE(floor->status(id), sale::Status::Paid);
        QVERIFY(sale::isFinal(floor->state(id)));
    }
    void itsLimitsHold()
    {
        const auto floor = opened(u"good"_s);
        QCOMPARE(floor->charge(u"0722000000"_s, 51), QString());
        QCOMPARE(floor->refusals.constLast().failure.code, FailureCode::AmountInvalid);
        QCOMPARE(floor->charge(u"0722000000"_s, 4), QString());
    }
    void itsRefusalIsADecline()
    {
        const auto floor = opened(u"bad"_s);
        QCOMPARE(floor->status(floor->charge(u"0722000000"_s, 50)), sale::Status::Declined);
    }
};

QTEST_GUILESS_MAIN(TestFifthProvider)
#include "tst_fifth_provider.moc"
