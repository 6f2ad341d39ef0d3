#include "tests/support/test_clock.h"
#include "tests/ui/support/people_fake.h"
#include "ui/viewmodels/approval_view_model.h"

#include <QSignalSpy>
#include <QTest>

using namespace kaunta;
using namespace Qt::StringLiterals;
using people::Purpose;

namespace {

struct Counter {
    test::TestClock clock;
    test::FakePeople people;
    ui::ApprovalViewModel model{people, clock};
    QSignalSpy given{&model, &ui::ApprovalViewModel::given};
    QSignalSpy cancelled{&model, &ui::ApprovalViewModel::cancelled};
    QSignalSpy forgotten{&model, &ui::ApprovalViewModel::pinForgotten};

    void ask(Purpose purpose = Purpose::Refund, const QString &requester = u"achieng"_s, const QList<people::UserLine> &users = test::someUsers())
    {
        model.ask({u"r1"_s, purpose, u"SKE52PAWR9"_s, requester}, u"KES 1,250 goes back."_s);
        Q_EMIT people.usersListed(users);
    }
    QStringList approvers() const
    {
        QStringList names;
        for (const people::UserLine &user : model.approvers())
            names << user.name;
        return names;
    }
};

} // namespace

class TestApprovalViewModel : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void offersWhoMayApproveAndNeverTheOneWhoAsks()
    {
        Counter counter;
        counter.ask();
        QCOMPARE(counter.approvers(), (QStringList{u"mama"_s, u"juma"_s}));
        counter.model.cancel();
        counter.ask(Purpose::Refund, u"juma"_s);
        QCOMPARE(counter.approvers(), QStringList{u"mama"_s});
        counter.model.cancel();
        counter.ask(Purpose::Decide);
        QCOMPARE(counter.approvers(), QStringList{u"mama"_s});
        counter.model.cancel();
        counter.ask(Purpose::UndoMatch, u"juma"_s);   // one person with the right is enough
        QCOMPARE(counter.approvers(), (QStringList{u"mama"_s, u"juma"_s}));
        counter.model.cancel();
        counter.ask(Purpose::Refund, u"mama"_s, {{u"mama"_s, people::Role::Owner}, {u"otieno"_s, people::Role::Manager, true}});   // the shop's one person
        QCOMPARE(counter.approvers(), QStringList{u"mama"_s});
    }

    void thePinGoesOutOnceAndTheGrantComesBackWithTheAskersTicket()
    {
        Counter counter;
        counter.ask();
        counter.model.choose(u"juma"_s);
        counter.model.approve("482915");
        QCOMPARE(counter.people.pin, QByteArray("482915"));
        QCOMPARE(counter.people.last.subject, u"SKE52PAWR9"_s);
        QCOMPARE(counter.people.last.requester, u"achieng"_s);
        QVERIFY(!counter.model.canApprove());
        counter.model.approve("482915");   // a second Enter
        QCOMPARE(counter.people.count(u"approve juma"_s), 1);
        QVERIFY(counter.forgotten.size() > 0);
        Q_EMIT counter.people.approved(u"somebody else's"_s, {u"g0"_s, u"juma"_s, false});
        QCOMPARE(counter.given.size(), 0);
        Q_EMIT counter.people.approved(counter.people.ticket, {u"g1"_s, u"juma"_s, false});
        QCOMPARE(counter.given.size(), 1);
        QCOMPARE(counter.given.first().at(0).toString(), u"r1"_s);
        QCOMPARE(counter.given.first().at(1).value<people::Grant>().id, u"g1"_s);
        QVERIFY(!counter.model.isOpen());
        QCOMPARE(counter.cancelled.size(), 0);
    }

    void aPinIsWipedOnceItIsOnItsWay()
    {
        Counter counter;
        counter.ask();
        QByteArray typed = QByteArray("482915") + QByteArray();
        const char *bytes = typed.constData();
        counter.model.approve(typed);
        QCOMPARE(typed.constData(), bytes);
        QVERIFY(!typed.contains('4'));
    }

    void escWhileThePinIsLookedAtLetsTheGrantLapse()
    {
        Counter counter;
        counter.ask();
        counter.model.approve("739152");
        const QString late = counter.people.ticket;
        counter.model.cancel();
        QCOMPARE(counter.cancelled.size(), 1);
        Q_EMIT counter.people.approved(late, {u"g1"_s, u"mama"_s, false});
        QCOMPARE(counter.given.size(), 0);
        counter.ask();   // and it is not taken for the answer to another question
        Q_EMIT counter.people.approved(late, {u"g1"_s, u"mama"_s, false});
        QCOMPARE(counter.given.size(), 0);
        QVERIFY(counter.model.isOpen());
    }

    void wrongPinsSayWhatAndHowLong()
    {
        Counter counter;
        counter.ask();
        counter.model.approve("000000");
        counter.people.refuse(FailureCode::PinWrong);
        QVERIFY(counter.model.notice().text.contains(u"The PIN is not right"_s));
        QVERIFY(counter.model.canApprove());
        counter.model.approve("000000");
        counter.people.refuse(FailureCode::PinWrong, 5);
        QCOMPARE(counter.model.countdown(), u"0:05"_s);
        QVERIFY(!counter.model.canApprove());
        counter.model.approve("739152");
        QCOMPARE(counter.people.count(u"approve mama"_s), 2);
        counter.model.choose(u"juma"_s);   // the other one is not locked
        QVERIFY(counter.model.canApprove());
        counter.model.choose(u"mama"_s);
        QSignalSpy changed(&counter.model, &ui::ApprovalViewModel::changed);
        counter.clock.advance(4s);
        counter.model.tick();
        QCOMPARE(counter.model.countdown(), u"0:01"_s);
        counter.clock.advance(1s);
        counter.model.tick();
        QCOMPARE(changed.size(), 2);
        QVERIFY(counter.model.canApprove());
    }

    void whoIsLockedAlreadyIsToldBeforeTyping()
    {
        Counter counter;
        counter.ask(Purpose::Refund, u"achieng"_s, {{u"mama"_s, people::Role::Owner, false, std::chrono::seconds(640)}, {u"achieng"_s, people::Role::Cashier}});
        QCOMPARE(counter.model.countdown(), u"10:40"_s);
        QVERIFY(!counter.model.canApprove());
    }

    void theShopsOnePersonTypesTwice()
    {
        Counter counter;
        counter.ask(Purpose::Refund, u"mama"_s, {{u"mama"_s, people::Role::Owner}});
        counter.model.approve("739152");
        counter.people.refuse(FailureCode::ApproveAgain, 10);
        QVERIFY(counter.model.notice().tone == ui::Tone::Info);
        QCOMPARE(counter.model.countdown(), u"0:10"_s);
        Q_EMIT counter.people.usersListed({{u"mama"_s, people::Role::Owner}});   // news of the list does not shorten it
        QVERIFY(!counter.model.canApprove());
        counter.clock.advance(10s);
        counter.model.tick();
        QVERIFY(counter.model.notice().text.contains(u"type your PIN again"_s));
        counter.model.approve("739152");
        Q_EMIT counter.people.approved(counter.people.ticket, {u"g1"_s, u"mama"_s, true});
        QCOMPARE(counter.given.size(), 1);
    }

    void nobodyToApproveIsSaid()
    {
        Counter counter;
        counter.model.ask({u"r1"_s, Purpose::Refund, u"R"_s, u"achieng"_s}, u"KES 5"_s);
        QVERIFY(counter.model.notice().text.isEmpty());   // not known yet
        Q_EMIT counter.people.usersListed({{u"achieng"_s, people::Role::Cashier}});
        QVERIFY(counter.model.notice().text.contains(u"Nobody else"_s));
        QVERIFY(!counter.model.canApprove());
    }

    void aSecondQuestionIsCancelledAndTheFirstStays()
    {
        Counter counter;
        counter.ask();
        counter.model.ask({u"r2"_s, Purpose::Decide, u"C"_s, u"achieng"_s}, u"Another one."_s);
        QCOMPARE(counter.cancelled.size(), 1);
        QCOMPARE(counter.cancelled.first().first().toString(), u"r2"_s);
        QCOMPARE(counter.model.what(), u"KES 1,250 goes back."_s);
    }
};

QTEST_GUILESS_MAIN(TestApprovalViewModel)
#include "tst_approval_view_model.moc"
