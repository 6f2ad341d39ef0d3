#include "core/direct/belonging.h"

#include <QCryptographicHash>
#include <QTest>

using namespace kaunta;
using namespace kaunta::direct;
using namespace Qt::StringLiterals;
using sale::Status;

namespace {

const QString kPhone = u"254722000126"_s;
const QDateTime kPrompted(QDate(2026, 11, 22), QTime(8, 0), Qt::UTC);

Candidate candidate(const QString &id, Status status = Status::Unknown, sale::Evidence evidence = sale::Evidence::None)
{
    Candidate made;
    made.msisdn = kPhone;
    made.charge.id = id;
    made.charge.saleId = u"sale-"_s + id;
    made.charge.amount = Money::fromWhole(100);
    made.charge.wireReference = u"INV1A1"_s + id;
    made.charge.journaledAt = kPrompted;
    made.charge.state.status = status;
    made.charge.state.evidence = evidence;
    return made;
}

MoneyIn money(const QString &reference = {}, const QString &phone = kPhone)
{
    return {u"SKE52PAWR9"_s, Money::fromWhole(100), kPrompted.addSecs(60), phone, u"JOHN"_s, reference, sale::Evidence::C2b};
}

Profile paybill()
{
    Profile profile = practiceProfile();
    profile.type = AccountType::Paybill;
    return profile;
}

} // namespace

class TestBelonging : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aTypedCodeHasTenCapitalsAndDigits()
    {
        QVERIFY(isReceiptCode(u"SKE52PAWR9"_s));
        QVERIFY(isReceiptCode(u"OO00OO00OO"_s));   // an O stays an O
        for (const QString &wrong : {u""_s, u"SKE52PAWR"_s, u"SKE52PAWR99"_s, u"ske52pawr9"_s, u"SKE52 AWR9"_s, u"SKE52PAWR9\n"_s, u"SKE52PÄWR9"_s})
            QVERIFY2(!isReceiptCode(wrong), qPrintable(wrong));
    }

    void aPhoneIsTheSameOnlyWhenAllOfItIsTold_data()
    {
        QTest::addColumn<QString>("told");
        QTest::addColumn<int>("fit");
        const QString hash = QString::fromLatin1(QCryptographicHash::hash(kPhone.toLatin1(), QCryptographicHash::Sha256).toHex());
        QTest::newRow("full") << kPhone << int(PhoneFit::Yes);
        QTest::newRow("local") << u"0722000126"_s << int(PhoneFit::Yes);
        QTest::newRow("another") << u"254722000127"_s << int(PhoneFit::No);
        QTest::newRow("hash") << hash << int(PhoneFit::Yes);
        QTest::newRow("hash in capitals") << hash.toUpper() << int(PhoneFit::Yes);
        QTest::newRow("a hash of who knows what") << QString(64, u'a') << int(PhoneFit::Maybe);
        QTest::newRow("masked") << u"2547 ***** 126"_s << int(PhoneFit::Maybe);
        QTest::newRow("masked, local") << u"07*****126"_s << int(PhoneFit::Maybe);
        QTest::newRow("masked, another end") << u"2547 ***** 127"_s << int(PhoneFit::No);
        QTest::newRow("masked, another head") << u"2541 ***** 126"_s << int(PhoneFit::No);
        QTest::newRow("all masked") << u"************"_s << int(PhoneFit::Maybe);
        QTest::newRow("not told") << u""_s << int(PhoneFit::Maybe);
        QTest::newRow("not readable") << u"unknown"_s << int(PhoneFit::Maybe);
    }
    void aPhoneIsTheSameOnlyWhenAllOfItIsTold()
    {
        QFETCH(QString, told);
        QFETCH(int, fit);
        QCOMPARE(int(phoneFit(told, kPhone, Country::Kenya)), fit);
    }

    void itsOwnReferenceAndAmountSettleAChargeWhateverElseIsTold()
    {
        MoneyIn told = money(u"inv1a1AAAA"_s, u"254733000000"_s);   // paid from another phone, typed by hand, hours later
        told.at = kPrompted.addSecs(7200);
        for (const Status status : {Status::Prompted, Status::Declined, Status::NotSent, Status::ClosedByManager, Status::Conflict}) {
            const Place place = placeOf(told, {candidate(u"AAAA"_s, status), candidate(u"BBBB"_s)}, {}, paybill());
            QCOMPARE(place.kind, Place::Kind::Charge);
            QCOMPARE(place.chargeId, u"AAAA"_s);
            QVERIFY(place.byName);
        }
    }

    void anotherAmountIsNeverAChargesOwn()
    {
        MoneyIn told = money(u"INV1A1AAAA"_s);
        told.amount = Money::fromMinor(9999);
        QCOMPARE(placeOf(told, {candidate(u"AAAA"_s)}, {}, paybill()).kind, Place::Kind::Alone);
        told.amount = Money::fromWhole(100, Currency::ETB);
        QCOMPARE(placeOf(told, {candidate(u"AAAA"_s)}, {}, paybill()).kind, Place::Kind::Alone);
    }

    void withAPaybillAnotherReferenceIsNoPrompts()
    {
        QCOMPARE(placeOf(money(u"RENT"_s), {candidate(u"AAAA"_s)}, {}, paybill()).kind, Place::Kind::Alone);
        Profile till = paybill();
        till.type = AccountType::Till;
        QCOMPARE(placeOf(money(u"whatever"_s), {candidate(u"AAAA"_s)}, {}, till).kind, Place::Kind::Charge);
    }

    void withoutTheSuffixAReferenceOnlyNarrows()
    {
        Profile plain = paybill();
        plain.settings.insert(u"reference-suffix"_s, u"off"_s);
        QCOMPARE(placeOf(money(u"INV1A1AAAA"_s, u"254733000000"_s), {candidate(u"AAAA"_s)}, {}, plain).kind, Place::Kind::Alone);
        QCOMPARE(placeOf(money(u"INV1A1AAAA"_s, {}), {candidate(u"AAAA"_s)}, {}, plain).kind, Place::Kind::Held);
        const Place place = placeOf(money(u"INV1A1AAAA"_s), {candidate(u"AAAA"_s), candidate(u"BBBB"_s)}, {}, plain);
        QCOMPARE(place.chargeId, u"AAAA"_s);
        QVERIFY(!place.byName);
    }

    void phoneAmountAndTimeSettleTheOneOpenCharge()
    {
        const Place place = placeOf(money(), {candidate(u"AAAA"_s)}, {}, paybill());
        QCOMPARE(place.kind, Place::Kind::Charge);
        QVERIFY(!place.byName);
    }

    void theTimeIsTwoMinutesBeforeToTenMinutesAfter_data()
    {
        QTest::addColumn<qint64>("seconds");
        QTest::addColumn<bool>("fits");
        QTest::newRow("long before") << qint64(-121) << false;
        QTest::newRow("the clocks differ") << qint64(-120) << true;
        QTest::newRow("at the end") << qint64(600) << true;
        QTest::newRow("too late") << qint64(601) << false;
    }
    void theTimeIsTwoMinutesBeforeToTenMinutesAfter()
    {
        QFETCH(qint64, seconds);
        QFETCH(bool, fits);
        MoneyIn told = money();
        told.at = kPrompted.addSecs(seconds);
        QCOMPARE(placeOf(told, {candidate(u"AAAA"_s)}, {}, paybill()).kind, fits ? Place::Kind::Charge : Place::Kind::Alone);
    }

    void whatCouldBeAnOpenChargesIsHeldAndNotGuessed()
    {
        QCOMPARE(placeOf(money({}, u"2547 ***** 126"_s), {candidate(u"AAAA"_s)}, {}, paybill()).kind, Place::Kind::Held);
        QCOMPARE(placeOf(money({}, {}), {candidate(u"AAAA"_s)}, {}, paybill()).kind, Place::Kind::Held);
        MoneyIn timeless = money();
        timeless.at = {};
        QCOMPARE(placeOf(timeless, {candidate(u"AAAA"_s)}, {}, paybill()).kind, Place::Kind::Held);
        QCOMPARE(placeOf(money({}, u"2547 ***** 999"_s), {candidate(u"AAAA"_s)}, {}, paybill()).kind, Place::Kind::Alone);
    }

    void twoChargesOrTwoRecordsAreAPersonsChoice()
    {
        const Place two = placeOf(money(), {candidate(u"AAAA"_s), candidate(u"BBBB"_s)}, {}, paybill());
        QCOMPARE(two.kind, Place::Kind::Held);
        QCOMPARE(two.mayBelongTo.size(), 2);
        MoneyIn other = money();
        other.receipt = u"SKE52PAWR8"_s;
        QCOMPARE(placeOf(money(), {candidate(u"AAAA"_s)}, {other}, paybill()).kind, Place::Kind::Held);
        other.phone = u"254733000000"_s;
        QCOMPARE(placeOf(money(), {candidate(u"AAAA"_s)}, {other}, paybill()).kind, Place::Kind::Charge);
    }

    void aDeclinedChargeIsARivalButNotAMaster()
    {
        const Candidate doubtful = candidate(u"AAAA"_s, Status::Declined, sale::Evidence::Query);
        const Candidate certain = candidate(u"AAAA"_s, Status::Declined, sale::Evidence::Callback);
        QCOMPARE(placeOf(money(), {doubtful, candidate(u"BBBB"_s)}, {}, paybill()).kind, Place::Kind::Held);
        // M-PESA delivers a prompt twice now and then: declined at first, it may be paid after all.
        QCOMPARE(placeOf(money(), {certain, candidate(u"BBBB"_s)}, {}, paybill()).kind, Place::Kind::Held);
        const Candidate unsent = candidate(u"AAAA"_s, Status::NotSent);
        QCOMPARE(placeOf(money(), {unsent, candidate(u"BBBB"_s)}, {}, paybill()).chargeId, u"BBBB"_s);
        QCOMPARE(placeOf(money(), {doubtful}, {}, paybill()).kind, Place::Kind::Alone);
    }

    void aChargeThatWasPaidIsARivalToo()
    {
        Candidate paid = candidate(u"AAAA"_s, Status::Paid, sale::Evidence::Callback);
        paid.charge.state.receipt = u"SKE52PAWR8"_s;
        QCOMPARE(placeOf(money(), {paid, candidate(u"BBBB"_s)}, {}, paybill()).kind, Place::Kind::Held);
    }

    void aTimeThatDoesNotFitClearsNoRival()   // the till's clock was set wrong for an hour while one of two was written down
    {
        for (const qint64 hours : {-14, -1, 1, 14, 36}) {
            Candidate open = candidate(u"AAAA"_s);
            open.charge.journaledAt = money().at.addSecs(hours * 3600);
            const Place two = placeOf(money(), {open, candidate(u"BBBB"_s)}, {}, paybill());
            QCOMPARE(two.kind, Place::Kind::Held);
            QCOMPARE(two.mayBelongTo.size(), 1);
            Candidate declined = open;
            declined.charge.state.status = Status::Declined;
            declined.charge.state.evidence = sale::Evidence::Callback;
            QCOMPARE(placeOf(money(), {declined, candidate(u"BBBB"_s)}, {}, paybill()).kind, Place::Kind::Held);
            declined.charge.journaledAt = money().at.addSecs(-37 * 3600);   // last week's purchase of the same thing
            QCOMPARE(placeOf(money(), {declined, candidate(u"BBBB"_s)}, {}, paybill()).chargeId, u"BBBB"_s);
            MoneyIn other = money();
            other.receipt = u"SKE52PAWR8"_s;
            other.at = money().at.addSecs(hours * 3600 - 60);
            QCOMPARE(placeOf(money(), {candidate(u"BBBB"_s)}, {other}, paybill()).kind, Place::Kind::Held);
        }
        Candidate old = candidate(u"AAAA"_s);   // still open after a week: the clock may have stood in another year
        old.charge.journaledAt = kPrompted.addDays(-7);
        QCOMPARE(placeOf(money(), {old, candidate(u"BBBB"_s)}, {}, paybill()).kind, Place::Kind::Held);
    }

    void aCustomersWordChoosesTheOnlyPromptThatWasSent()
    {
        const MoneyIn nameless = money({}, {});   // a status result tells no phone
        const auto only = onlyPrompt(nameless, {candidate(u"AAAA"_s)}, paybill());
        QVERIFY(only && only->id == "AAAA"_L1);
        for (const Status status : {Status::ClosedByManager, Status::AcceptedByManager, Status::Declined, Status::Paid, Status::Unknown}) {
            Candidate rival = candidate(u"BBBB"_s, status, sale::Evidence::Callback);
            rival.msisdn = u"254733000000"_s;
            rival.charge.journaledAt = kPrompted.addSecs(-3 * 3600);
            QVERIFY(!onlyPrompt(nameless, {candidate(u"AAAA"_s), rival}, paybill()));
            QVERIFY(onlyPrompt(money(), {candidate(u"AAAA"_s), rival}, paybill()));   // its phone was told
        }
        QVERIFY(onlyPrompt(nameless, {candidate(u"AAAA"_s), candidate(u"BBBB"_s, Status::NotSent)}, paybill()));
        QVERIFY(!onlyPrompt(nameless, {candidate(u"AAAA"_s, Status::Declined, sale::Evidence::Callback)}, paybill()));
        MoneyIn early = nameless;
        early.at = kPrompted.addSecs(-3600);
        QVERIFY(!onlyPrompt(early, {candidate(u"AAAA"_s)}, paybill()));
    }

    void whereOthersTakeMoneyOnTheShortCodePhoneAndAmountProveNothing()
    {
        Profile shared = paybill();
        shared.environment = Environment::Production;
        QCOMPARE(placeOf(money(), {candidate(u"AAAA"_s)}, {}, shared).kind, Place::Kind::Held);
        const Place named = placeOf(money(u"INV1A1AAAA"_s), {candidate(u"AAAA"_s)}, {}, shared);
        QVERIFY(named.byName && named.chargeId == "AAAA"_L1);
        shared.settings.insert(u"short-code-shared"_s, u"off"_s);
        QCOMPARE(placeOf(money(), {candidate(u"AAAA"_s)}, {}, shared).chargeId, u"AAAA"_s);
    }

    void laterEvidenceReopensAManagersDecision()
    {
        QCOMPARE(placeOf(money(), {candidate(u"AAAA"_s, Status::ClosedByManager)}, {}, paybill()).chargeId, u"AAAA"_s);
    }

    void aChargeWhoseReceiptIsKnownTakesNoOther()
    {
        Candidate paid = candidate(u"AAAA"_s, Status::Paid, sale::Evidence::Callback);
        paid.charge.state.receipt = u"SKE52PAWR8"_s;
        QCOMPARE(placeOf(money(), {paid}, {}, paybill()).kind, Place::Kind::Alone);
        paid.charge.state.receipt = u"SKE52PAWR9"_s;
        QCOMPARE(placeOf(money(), {paid}, {}, paybill()).chargeId, u"AAAA"_s);
        Candidate awaited = candidate(u"AAAA"_s, Status::Paid, sale::Evidence::Query);
        QCOMPARE(placeOf(money(), {awaited}, {}, paybill()).chargeId, u"AAAA"_s);
    }
};

QTEST_GUILESS_MAIN(TestBelonging)
#include "tst_belonging.moc"
