#include "core/people/threaded_people_service.h"
#include "tests/core/people/people_bench.h"

#include <QThread>

using namespace kaunta;
using namespace kaunta::people;
using namespace Qt::StringLiterals;

class TestThreadedPeople : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void callsAndAnswersCrossThreads()
    {
        test::TestClock clock;
        test::SeededRandom random;
        ledger::MemoryLedger ledger(clock, random);
        test::QuickHasher hasher;
        auto *engine = new PeopleEngine({ledger, clock, random, hasher, true});
        QThread thread;
        engine->moveToThread(&thread);
        thread.start();

        ThreadedPeopleService service;
        QSignalSpy signedIn(&service, &PeopleService::signedIn);
        QSignalSpy approved(&service, &PeopleService::approved);
        QSignalSpy refused(&service, &PeopleService::refused);
        QSignalSpy changed(&service, &PeopleService::userChanged);
        QSignalSpy listed(&service, &PeopleService::usersListed);
        QByteArray pin = QByteArray("1111") + QByteArray();
        service.signIn(u"early"_s, u"cashier"_s, pin);   // before there is an engine
        secrets::wipe(pin);
        service.attach(*engine);
        QTRY_COMPARE(signedIn.size(), 1);
        QVERIFY(signedIn.first().at(2).value<Role>() == Role::Cashier);

        service.approve({u"ask"_s, Purpose::Users, u"otieno"_s, u"cashier"_s}, u"manager"_s, "2222");
        QTRY_COMPARE(approved.size(), 1);
        const auto grant = approved.first().at(1).value<Grant>();
        service.addUser(u"add"_s, {u"otieno"_s, Role::Cashier, "2580"}, grant.id);
        QTRY_COMPARE(changed.size(), 1);
        service.changePin(u"pin"_s, u"otieno"_s, "2580", "0852");
        QTRY_COMPARE(changed.size(), 2);
        service.disableUser(u"off"_s, u"otieno"_s, {});
        QTRY_COMPARE(refused.size(), 1);
        QCOMPARE(refused.first().first().toString(), u"off"_s);
        service.listUsers();
        QTRY_COMPARE(listed.size(), 1);
        QCOMPARE(listed.first().first().value<QList<UserLine>>().size(), 3);

        service.detach();
        engine->deleteLater();
        thread.quit();
        thread.wait();
    }

    void withoutAnEngineEveryCallIsRefusedWithTheReason()
    {
        ThreadedPeopleService service;
        QSignalSpy refused(&service, &PeopleService::refused);
        service.signIn(u"early"_s, u"mama"_s, "739152");
        service.giveUp({FailureCode::KeyringLocked, u"passkey"_s});
        service.approve({u"late"_s, Purpose::Refund, u"R"_s, u"mama"_s}, u"mama"_s, "739152");
        QCOMPARE(refused.size(), 0);
        QTRY_COMPARE(refused.size(), 2);
        QCOMPARE(refused.at(0).at(0).toString(), u"early"_s);
        QCOMPARE(refused.at(1).at(0).toString(), u"late"_s);
        QVERIFY(refused.at(1).at(1).value<Failure>().code == FailureCode::KeyringLocked);
    }
};

QTEST_GUILESS_MAIN(TestThreadedPeople)
#include "tst_threaded_people.moc"
