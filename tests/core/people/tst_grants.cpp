#include "core/people/grants.h"

#include <QTest>

using namespace kaunta;
using namespace kaunta::people;
using namespace Qt::StringLiterals;

class TestGrants : public QObject
{
    Q_OBJECT
    static constexpr milliseconds kNow{1'000'000};
    GrantBook m_book;

private Q_SLOTS:
    void init()
    {
        m_book = {};
        m_book.give({u"g1"_s, u"manager"_s, false}, Purpose::Refund, u"SKE52PAWR9"_s, kNow);
    }

    void aGrantIsUsedOnce()
    {
        const auto taken = m_book.take(u"g1"_s, Purpose::Refund, u"SKE52PAWR9"_s, kNow);
        QVERIFY(taken.has_value());
        QCOMPARE(taken->approver, u"manager"_s);
        QVERIFY(!m_book.take(u"g1"_s, Purpose::Refund, u"SKE52PAWR9"_s, kNow));
    }

    void aGrantLastsOneMinute()
    {
        m_book.give({u"g2"_s, u"manager"_s, false}, Purpose::Refund, u"SKE52PAWR9"_s, kNow);
        QVERIFY(m_book.take(u"g1"_s, Purpose::Refund, u"SKE52PAWR9"_s, kNow + 60s));
        QVERIFY(!m_book.take(u"g2"_s, Purpose::Refund, u"SKE52PAWR9"_s, kNow + 60s + 1ms));
    }

    void aGrantForOneThingIsGoodForNothingElse_data()
    {
        QTest::addColumn<QString>("id");
        QTest::addColumn<int>("purpose");
        QTest::addColumn<QString>("subject");
        QTest::newRow("other purpose") << u"g1"_s << int(Purpose::Decide) << u"SKE52PAWR9"_s;
        QTest::newRow("other subject") << u"g1"_s << int(Purpose::Refund) << u"SKE52PAWR8"_s;
        QTest::newRow("no subject") << u"g1"_s << int(Purpose::Refund) << QString();
    }
    void aGrantForOneThingIsGoodForNothingElse()
    {
        QFETCH(QString, id);
        QFETCH(int, purpose);
        QFETCH(QString, subject);
        QVERIFY(!m_book.take(id, static_cast<Purpose>(purpose), subject, kNow));
        QVERIFY(!m_book.take(u"g1"_s, Purpose::Refund, u"SKE52PAWR9"_s, kNow));   // nor is it there for a second guess
    }

    void noIdIsNoGrant()
    {
        m_book.give({}, Purpose::Refund, u"SKE52PAWR9"_s, kNow);
        QVERIFY(!m_book.take({}, Purpose::Refund, u"SKE52PAWR9"_s, kNow));
        QVERIFY(!m_book.take(u"g9"_s, Purpose::Refund, u"SKE52PAWR9"_s, kNow));
        QVERIFY(m_book.take(u"g1"_s, Purpose::Refund, u"SKE52PAWR9"_s, kNow));   // a wrong id harms nobody else's
    }

    void oneOfAnothersPermissionsIsNeededForEachPurpose()
    {
        QVERIFY(permissionFor(Purpose::Refund) == Permission::ApproveRefund);
        QVERIFY(permissionFor(Purpose::Resend) == Permission::ApproveResend);
        QVERIFY(permissionFor(Purpose::UndoMatch) == Permission::UndoMatch);
        QVERIFY(permissionFor(Purpose::Decide) == Permission::DecideUnknown);
        QVERIFY(permissionFor(Purpose::Users) == Permission::ManageUsers);
        QVERIFY(permissionFor(Purpose::Profiles) == Permission::ManageProfiles);
    }

    void whateverMovesOrDecidesMoneyNeedsTwo()
    {
        for (const Purpose purpose : {Purpose::Refund, Purpose::Resend, Purpose::Decide})
            QVERIFY(needsSecondPerson(purpose));
        for (const Purpose purpose : {Purpose::UndoMatch, Purpose::Users, Purpose::Profiles})
            QVERIFY(!needsSecondPerson(purpose));
    }

    void theSecondLookComesTenSecondsAfterTheFirst()
    {
        SecondLook look;
        QCOMPARE(look.waitFor(Purpose::Refund, u"A"_s, kNow).count(), 10);
        QCOMPARE(look.waitFor(Purpose::Refund, u"A"_s, kNow + 3500ms).count(), 7);   // asking earlier does not start anew
        QCOMPARE(look.waitFor(Purpose::Refund, u"A"_s, kNow + 9999ms).count(), 1);
        QCOMPARE(look.waitFor(Purpose::Refund, u"A"_s, kNow + 10s).count(), 0);
        QCOMPARE(look.waitFor(Purpose::Refund, u"A"_s, kNow + 11s).count(), 10);     // used up
    }

    void theSecondLookIsAtTheSameThing()
    {
        SecondLook look;
        QCOMPARE(look.waitFor(Purpose::Refund, u"A"_s, kNow).count(), 10);
        QCOMPARE(look.waitFor(Purpose::Refund, u"B"_s, kNow + 20s).count(), 10);
        QCOMPARE(look.waitFor(Purpose::Decide, u"B"_s, kNow + 40s).count(), 10);
        QCOMPARE(look.waitFor(Purpose::Decide, u"B"_s, kNow + 111s).count(), 10);    // a minute and more too late: forgotten
    }
};

QTEST_APPLESS_MAIN(TestGrants)
#include "tst_grants.moc"
