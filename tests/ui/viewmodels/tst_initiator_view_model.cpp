#include "ui/viewmodels/initiator_view_model.h"

#include "tests/ui/support/refund_fakes.h"

#include <QSignalSpy>
#include <QTest>

using namespace kaunta;
using namespace kaunta::ui;
using namespace Qt::StringLiterals;
using Stage = DecisionViewModel::Stage;

namespace {

struct Office {
    Office()
    {
        QObject::connect(&model.decision(), &DecisionViewModel::approvalWanted, &model, [this](const people::ApprovalRequest &request, const QString &what) {
            requests << request;
            whats << what;
        });
    }
    void stop() { Q_EMIT refunds.initiatorTold(u"2001"_s); }
    void allow(const QString &reason = u"Password corrected"_s)
    {
        model.openDecision();
        model.decision().setReason(reason);
        model.decision().choose(true);
    }

    test::ListRefunds refunds;
    InitiatorViewModel model{refunds, u"amina"_s};
    QList<people::ApprovalRequest> requests;
    QStringList whats;
};

} // namespace

class TestInitiatorViewModel final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void nothingIsSaidWhileNothingIsStopped()
    {
        Office office;
        office.model.refresh();
        QCOMPARE(office.refunds.asked, QStringList{u"initiator"_s});
        Q_EMIT office.refunds.initiatorTold({});
        QVERIFY(office.model.notice().isEmpty());
        office.model.openDecision();
        QVERIFY(!office.model.decision().isOpen());
    }

    void theStopSaysWhyAndWhatToDo()
    {
        Office office;
        office.stop();
        const BarNotice notice = office.model.notice();
        QVERIFY(notice.says.contains(u"2001"_s) && notice.says.contains(u"nothing is sent"_s));
        QVERIFY(notice.says.contains(u"manager"_s));
        QVERIFY(!notice.action.isEmpty());
        office.model.openDecision();
        QVERIFY(office.model.decision().question().says.contains(u"lock"_s));
        QVERIFY(office.model.notice().action.isEmpty());   // it is open already
    }

    void itIsLiftedByAReasonAndASecondPersonsPin()
    {
        Office office;
        office.stop();
        office.model.openDecision();
        office.model.decision().choose(true);
        QVERIFY(office.requests.isEmpty());   // no reason yet
        office.allow();
        QCOMPARE(office.requests.size(), 1);
        QCOMPARE(office.requests.first().purpose, people::Purpose::Decide);
        QCOMPARE(office.requests.first().subject, refund::kInitiator);
        QCOMPARE(office.requests.first().requester, u"amina"_s);
        QVERIFY(office.whats.first().contains(u"tried again"_s));
        office.refunds.asked.clear();
        office.model.decision().approvalGiven(office.requests.first().ticket, {u"g1"_s, u"njeri"_s, false});
        QCOMPARE(office.refunds.asked, QStringList{u"allow Password corrected amina g1"_s});
        QCOMPARE(office.model.decision().stage(), Stage::Sending);
        QVERIFY(office.model.isStopped());   // until the engine says so
        Q_EMIT office.refunds.initiatorTold({});
        QVERIFY(!office.model.decision().isOpen());
        QVERIFY(office.model.notice().isEmpty());
    }

    void aRefusalKeepsTheStopAndTheReason()
    {
        Office office;
        office.stop();
        office.allow();
        office.model.decision().approvalGiven(office.requests.first().ticket, {u"g1"_s, u"njeri"_s, false});
        Q_EMIT office.refunds.refundRefused(office.refunds.decisionTicket, {FailureCode::LedgerFull, {}});
        QCOMPARE(office.model.decision().stage(), Stage::Form);
        QVERIFY(!office.model.decision().notice().isEmpty());
        QCOMPARE(office.model.decision().reason(), u"Password corrected"_s);
        QVERIFY(office.model.isStopped());
    }

    void liftedOnTheCommandLineTheFormGoes()
    {
        Office office;
        office.stop();
        office.model.openDecision();
        Q_EMIT office.refunds.initiatorTold({});
        QVERIFY(!office.model.decision().isOpen());
    }
};
QTEST_GUILESS_MAIN(TestInitiatorViewModel)
#include "tst_initiator_view_model.moc"
