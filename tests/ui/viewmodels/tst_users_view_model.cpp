#include "tests/ui/support/people_fake.h"
#include "ui/viewmodels/users_view_model.h"

#include <QSignalSpy>
#include <QTest>

using namespace kaunta;
using namespace Qt::StringLiterals;
using people::Role;

namespace {

struct Office {
    test::FakePeople people;
    ui::UsersViewModel model{people, false};
    QSignalSpy wanted{&model, &ui::UsersViewModel::approvalWanted};
    QSignalSpy finished{&model, &ui::UsersViewModel::finished};

    explicit Office(const QList<people::UserLine> &users = test::someUsers())
    {
        model.setUser(u"mama"_s);
        model.open();
        Q_EMIT people.usersListed(users);
    }
    people::ApprovalRequest request() const { return wanted.last().first().value<people::ApprovalRequest>(); }
};

} // namespace

class TestUsersViewModel : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void theFirstPersonNeedsNobody()
    {
        Office office(QList<people::UserLine>{});
        QVERIFY(office.model.isFirst());
        office.model.add(u"mama"_s, Role::Owner, "739152", "739152");
        QCOMPARE(office.wanted.size(), 0);
        QCOMPARE(office.people.count(u"add mama owner "_s), 1);
        QVERIFY(office.model.isBusy());
        Q_EMIT office.people.userChanged(office.people.ticket, {u"mama"_s, Role::Owner});
        QCOMPARE(office.finished.size(), 1);
        QVERIFY(!office.model.isBusy());
    }

    void untilTheListIsKnownNobodyIsFirst()
    {
        test::FakePeople people;
        ui::UsersViewModel model(people, false);
        model.add(u"mama"_s, Role::Owner, "739152", "739152");
        QVERIFY(!model.isFirst());
        QCOMPARE(people.asked, QStringList());
    }

    void everybodyElseIsAddedWithAnApproval()
    {
        Office office;
        office.model.add(u"kamau"_s, Role::Cashier, "2580", "2580");
        QCOMPARE(office.wanted.size(), 1);
        QVERIFY(office.request().purpose == people::Purpose::Users);
        QCOMPARE(office.request().subject, u"kamau"_s);
        QCOMPARE(office.request().requester, u"mama"_s);
        QVERIFY(office.wanted.last().at(1).toString().contains(u"kamau"_s));
        QVERIFY(office.people.asked.filter(u"add"_s).isEmpty());
        office.model.approvalGiven(u"another"_s, {u"g0"_s, u"mama"_s, false});
        QVERIFY(office.people.asked.filter(u"add"_s).isEmpty());
        office.model.approvalGiven(office.request().ticket, {u"g1"_s, u"mama"_s, false});
        QCOMPARE(office.people.count(u"add kamau cashier g1"_s), 1);
        QCOMPARE(office.people.pin, QByteArray("2580"));
    }

    void aCancelledApprovalChangesNothing()
    {
        Office office;
        office.model.add(u"kamau"_s, Role::Cashier, "2580", "2580");
        office.model.approvalCancelled(office.request().ticket);
        QVERIFY(!office.model.isBusy());
        QVERIFY(office.model.notice().text.contains(u"Nothing was changed"_s));
        office.model.approvalGiven(office.request().ticket, {u"g1"_s, u"mama"_s, false});   // too late
        QVERIFY(office.people.asked.filter(u"add"_s).isEmpty());
        QCOMPARE(office.finished.size(), 0);
    }

    void whatCannotBeIsNotAskedFor_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<int>("role");
        QTest::addColumn<QByteArray>("pin");
        QTest::addColumn<QByteArray>("again");
        QTest::newRow("name") << u"Kamau"_s << int(Role::Cashier) << QByteArray("2580") << QByteArray("2580");
        QTest::newRow("taken") << u"juma"_s << int(Role::Cashier) << QByteArray("2580") << QByteArray("2580");
        QTest::newRow("taken by one who left") << u"otieno"_s << int(Role::Cashier) << QByteArray("2580") << QByteArray("2580");
        QTest::newRow("short for a manager") << u"kamau"_s << int(Role::Manager) << QByteArray("2580") << QByteArray("2580");
        QTest::newRow("a row") << u"kamau"_s << int(Role::Cashier) << QByteArray("1234") << QByteArray("1234");
        QTest::newRow("not repeated") << u"kamau"_s << int(Role::Cashier) << QByteArray("2580") << QByteArray("2581");
    }
    void whatCannotBeIsNotAskedFor()
    {
        QFETCH(QString, name);
        QFETCH(int, role);
        QFETCH(QByteArray, pin);
        QFETCH(QByteArray, again);
        Office office;
        const bool problem = !office.model.nameProblem(name).isEmpty() || !office.model.pinProblem(pin, static_cast<Role>(role)).isEmpty()
                             || !office.model.repeatProblem(pin, again).isEmpty();
        QVERIFY(problem);
        office.model.add(name, static_cast<Role>(role), pin, again);
        QCOMPARE(office.wanted.size(), 0);
        QVERIFY(!office.model.isBusy());
    }

    void disablingIsApprovedToo()
    {
        Office office;
        office.model.disable(u"otieno"_s);   // has left already
        QCOMPARE(office.wanted.size(), 0);
        office.model.disable(u"juma"_s);
        office.model.disable(u"achieng"_s);   // one thing at a time
        QCOMPARE(office.wanted.size(), 1);
        office.model.approvalGiven(office.request().ticket, {u"g1"_s, u"mama"_s, false});
        QCOMPARE(office.people.count(u"disable juma g1"_s), 1);
        office.people.refuse(FailureCode::LastOwner);
        QVERIFY(office.model.notice().tone == ui::Tone::Declined);
        QVERIFY(!office.model.isBusy());
    }

    void aPinIsChangedByItsOwner()
    {
        Office office;
        office.model.changePin(u"juma"_s, "482915", "1234", "1234");
        office.model.changePin(u"juma"_s, {}, "615243", "615243");
        QVERIFY(!office.model.isBusy());
        office.model.changePin(u"juma"_s, "482915", "615243", "615243");
        QCOMPARE(office.people.count(u"pin juma"_s), 1);
        QCOMPARE(office.people.pin, QByteArray("615243"));
        QCOMPARE(office.wanted.size(), 0);
        office.people.refuse(FailureCode::PinWrong);
        QVERIFY(office.model.notice().text.contains(u"not right"_s));
        QCOMPARE(office.finished.size(), 0);
    }
};

QTEST_GUILESS_MAIN(TestUsersViewModel)
#include "tst_users_view_model.moc"
