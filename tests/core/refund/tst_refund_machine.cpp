#include "core/refund/refund_machine.h"

#include <QFile>
#include <QMap>
#include <QTest>

using namespace kaunta;
using namespace kaunta::refund;
using namespace Qt::StringLiterals;

namespace {

const QString kR1 = u"SKE52PAWR9"_s;
const QString kR2 = u"SKE77XYZ01"_s;

QList<RefundState> allStates()
{
    using S = Status;
    using E = Evidence;
    return {
        {},
        {S::Journaled, 1, E::None, {}, {}},
        {S::Journaled, 2, E::None, {}, {}},
        {S::Accepted, 1, E::None, {}, {}},
        {S::Unknown, 1, E::None, {}, {}},
        {S::Unknown, 1, E::None, {}, u"queue-timeout"_s},
        {S::Unknown, 1, E::None, {}, u"R000001"_s},
        {S::Done, 1, E::Result, kR1, {}},
        {S::Done, 1, E::Result, {}, u"R000001"_s},
        {S::Done, 1, E::StatusResult, kR1, {}},
        {S::Done, 1, E::StatusResult, {}, {}},
        {S::Refused, 1, E::None, {}, u"400.002.02"_s},
        {S::Refused, 1, E::Result, {}, u"1"_s},
        {S::Refused, 1, E::StatusResult, {}, u"Cancelled"_s},
        {S::NotSent, 1, E::None, {}, u"not-sent"_s},
        {S::Conflict, 1, E::None, {}, u"other-amount"_s},
        {S::Conflict, 1, E::None, kR1, u"1"_s},
        {S::DoneByManager, 1, E::None, {}, u"queue-timeout"_s},
        {S::ClosedByManager, 1, E::None, {}, u"queue-timeout"_s},
    };
}

QList<std::pair<QString, Event>> allEvents()
{
    return {
        {u"approved"_s, event::Approved{}},
        {u"accepted"_s, event::ReversalAccepted{}},
        {u"failed: not sent"_s, event::ReversalFailed{Certainty::NotSent, false, {}}},
        {u"failed: refused"_s, event::ReversalFailed{Certainty::Refused, false, u"400.002.02"_s}},
        {u"failed: refused for its token"_s, event::ReversalFailed{Certainty::Refused, true, u"404.001.03"_s}},
        {u"failed: answer lost"_s, event::ReversalFailed{Certainty::Unknown, false, {}}},
        {u"result: done R1"_s, event::ResultDone{Evidence::Result, kR1}},
        {u"result: done R2"_s, event::ResultDone{Evidence::Result, kR2}},
        {u"result: done, no receipt"_s, event::ResultDone{Evidence::Result, {}}},
        {u"status: done R1"_s, event::ResultDone{Evidence::StatusResult, kR1}},
        {u"status: done, no receipt"_s, event::ResultDone{Evidence::StatusResult, {}}},
        {u"result: refused 1"_s, event::ResultRefused{Evidence::Result, u"1"_s}},
        {u"status: refused Cancelled"_s, event::ResultRefused{Evidence::StatusResult, u"Cancelled"_s}},
        {u"result: already reversed"_s, event::AlreadyReversed{false}},
        {u"result: already reversed, maybe by us"_s, event::AlreadyReversed{true}},
        {u"result: unclear 7777"_s, event::ResultUnclear{u"7777"_s}},
        {u"result: unclear"_s, event::ResultUnclear{}},
        {u"result: other amount"_s, event::ResultContradicts{u"other-amount"_s}},
        {u"queue timeout"_s, event::QueueTimeout{}},
        {u"wait over"_s, event::WaitOver{}},
        {u"restarted"_s, event::Restarted{}},
        {u"manager: went back"_s, event::ManagerDone{}},
        {u"manager: did not go back"_s, event::ManagerClosed{}},
    };
}

QString words(const RefundState &state)
{
    QStringList parts{statusName(state.status)};
    if (state.attempt == 2)
        parts << u"attempt 2"_s;
    if (state.evidence != Evidence::None)
        parts << u"by "_s + evidenceName(state.evidence);
    if (!state.reversalReceipt.isEmpty())
        parts << (state.reversalReceipt == kR1 ? u"R1"_s : u"R2"_s);
    if (!state.reason.isEmpty())
        parts << u"("_s + state.reason + u')';
    return parts.join(u' ');
}

QString words(const std::vector<Action> &actions)
{
    static const QMap<Action, QString> names{{Action::SendReversal, u"SEND"_s},
                                             {Action::AskStatus, u"ask"_s},
                                             {Action::AlertConflict, u"alert conflict"_s},
                                             {Action::AlertLateRefund, u"alert late"_s}};
    QStringList parts;
    for (const Action action : actions)
        parts << names.value(action);
    return parts.join(u", "_s);
}

QString outcome(const RefundState &state, const Event &event)
{
    const Step step = next(state, event);
    const QString actions = words(step.actions);
    return (step.state == state ? u"="_s : words(step.state)) + (actions.isEmpty() ? QString() : u" ! "_s + actions);
}

bool has(const Step &step, Action action)
{
    return std::find(step.actions.begin(), step.actions.end(), action) != step.actions.end();
}

} // namespace

class TestRefundMachine : public QObject
{
    Q_OBJECT

    template <class F>
    void forAll(F check)
    {
        for (const RefundState &state : allStates())
            for (const auto &[name, event] : allEvents())
                check(state, event, words(state) + u" + "_s + name);
    }

private Q_SLOTS:
    //! The table is read by people: docs and reviews point to it. Each line is "state | event | outcome"; "=" is no change.
    void everyStateAnswersEveryEventAsTheTableSays()
    {
        QFile file(QStringLiteral(KAUNTA_TEST_DATA "/refund_machine_table.txt"));
        QVERIFY(file.open(QIODevice::ReadOnly));
        QMap<QString, QString> table;
        for (const QString &line : QString::fromUtf8(file.readAll()).split(u'\n')) {
            if (line.trimmed().isEmpty() || line.startsWith(u'#'))
                continue;
            const QStringList cells = line.split(u" | "_s);
            QCOMPARE(cells.size(), 3);
            const QString key = cells.at(0).trimmed() + u" + "_s + cells.at(1).trimmed();
            QVERIFY2(!table.contains(key), qPrintable(key));
            table.insert(key, cells.at(2).trimmed());
        }
        int cells = 0;
        forAll([&](const RefundState &state, const Event &event, const QString &name) {
            QVERIFY2(table.contains(name), qPrintable(u"no line for "_s + name + u" | "_s + outcome(state, event)));
            QVERIFY2(outcome(state, event) == table.value(name), qPrintable(name + u" -> "_s + outcome(state, event)));
            ++cells;
        });
        QCOMPARE(cells, table.size());
        qInfo("%d states x %d events = %d cells", int(allStates().size()), int(allEvents().size()), cells);
    }

    void aReversalIsSentOnlyForAnApprovedDraftOrAfterTheGatewayRefusedTheFirstToken()
    {
        forAll([](const RefundState &state, const Event &event, const QString &name) {
            const auto *failed = std::get_if<event::ReversalFailed>(&event);
            const bool first = state.status == Status::Draft && std::holds_alternative<event::Approved>(event);
            const bool second = state.status == Status::Journaled && state.attempt == 1 && failed && failed->tokenRejected;
            QVERIFY2(has(next(state, event), Action::SendReversal) == (first || second), qPrintable(name));
        });
    }

    void thereIsNoThirdAttempt()
    {
        RefundState state = next(RefundState{}, event::Approved{}).state;
        const event::ReversalFailed rejected{Certainty::Refused, true, u"404.001.03"_s};
        state = next(state, rejected).state;
        QCOMPARE(state.attempt, 2);
        const Step step = next(state, rejected);
        QVERIFY(!has(step, Action::SendReversal));
        QCOMPARE(step.state.status, Status::Refused);
    }

    void aRestartNeverSends()
    {
        for (const RefundState &state : allStates())
            QVERIFY(next(state, event::Restarted{}).actions.empty());
    }

    void nothingButEvidenceSaysDone()
    {
        forAll([](const RefundState &state, const Event &event, const QString &name) {
            if (state.status == Status::Done || next(state, event).state.status != Status::Done)
                return;
            const auto *done = std::get_if<event::ResultDone>(&event);
            const bool proven = done && (!done->reversalReceipt.isEmpty() || done->source == Evidence::StatusResult);
            const auto *reversed = std::get_if<event::AlreadyReversed>(&event);
            QVERIFY2(proven || (reversed && !reversed->oursBefore), qPrintable(name));
        });
    }

    void anAcknowledgementIsNeverDone()
    {
        for (const RefundState &state : allStates()) {
            const Status after = next(state, event::ReversalAccepted{}).state.status;
            QVERIFY(after == state.status || after == Status::Accepted);
            QVERIFY(!movedMoneyBack(Status::Accepted));
        }
    }

    void aQueueTimeoutNeverSettlesAnything()
    {
        for (const RefundState &state : allStates()) {
            const Status after = next(state, event::QueueTimeout{}).state.status;
            QVERIFY2(after == state.status || (after == Status::Unknown && isOpen(state.status)), qPrintable(words(state)));
        }
    }

    void anUnknownCodeIsNeverARefusal()
    {
        forAll([](const RefundState &state, const Event &event, const QString &name) {
            if (!std::holds_alternative<event::ResultUnclear>(event))
                return;
            const Status after = next(state, event).state.status;
            QVERIFY2(after == state.status || after == Status::Unknown, qPrintable(name));
        });
    }

    void refusedAndNotSentAreReachedOnlyByEvidenceOrRefusal()
    {
        forAll([](const RefundState &state, const Event &event, const QString &name) {
            const Status after = next(state, event).state.status;
            if (after == state.status || (after != Status::Refused && after != Status::NotSent))
                return;
            const auto *failed = std::get_if<event::ReversalFailed>(&event);
            QVERIFY2(std::holds_alternative<event::ResultRefused>(event) || (failed && failed->certainty != Certainty::Unknown), qPrintable(name));
        });
    }

    void unknownAndConflictEndOnlyByEvidenceOrAManager()
    {
        forAll([](const RefundState &state, const Event &event, const QString &name) {
            if ((state.status != Status::Unknown && state.status != Status::Conflict) || isOpen(next(state, event).state.status))
                return;
            const bool evidence = std::holds_alternative<event::ResultDone>(event) || std::holds_alternative<event::ResultRefused>(event)
                || std::holds_alternative<event::AlreadyReversed>(event);
            const bool manager = std::holds_alternative<event::ManagerDone>(event) || std::holds_alternative<event::ManagerClosed>(event);
            QVERIFY2(evidence || manager, qPrintable(name));
        });
    }

    void aManagersWordIsNeverShownAsProven()
    {
        forAll([](const RefundState &state, const Event &event, const QString &name) {
            if (std::holds_alternative<event::ManagerDone>(event) || std::holds_alternative<event::ManagerClosed>(event)) {
                const Status after = next(state, event).state.status;
                QVERIFY2(after == state.status || (!movedMoneyBack(after) && after != Status::Refused && after != Status::NotSent), qPrintable(name));
            }
        });
    }

    void moneyThatWentBackThoughNobodyBelievedItRaisesAnAlert()
    {
        forAll([](const RefundState &state, const Event &event, const QString &name) {
            const bool believedHere = state.status == Status::Refused || state.status == Status::NotSent || state.status == Status::ClosedByManager
                || state.status == Status::Conflict;
            const Step step = next(state, event);
            if (believedHere && step.state.status == Status::Done)
                QVERIFY2(has(step, Action::AlertLateRefund), qPrintable(name));
            if (state.status != Status::Conflict && step.state.status == Status::Conflict)
                QVERIFY2(has(step, Action::AlertConflict), qPrintable(name));
        });
    }

    void theReceiptOfAReversalIsNeverForgottenOrReplaced()
    {
        forAll([](const RefundState &state, const Event &event, const QString &name) {
            if (!state.reversalReceipt.isEmpty())
                QVERIFY2(next(state, event).state.reversalReceipt == state.reversalReceipt, qPrintable(name));
        });
    }

    void theSameNewsTwiceChangesNothingTheSecondTime()
    {
        forAll([](const RefundState &state, const Event &event, const QString &name) {
            if (std::holds_alternative<event::ReversalFailed>(event))   // the second refusal of a token ends it, on purpose
                return;
            const Step once = next(state, event);
            QVERIFY2(next(once.state, event).state == once.state, qPrintable(name));
        });
    }

    void changedSaysWhetherTheStateChanged()
    {
        forAll([](const RefundState &state, const Event &event, const QString &name) {
            const Step step = next(state, event);
            QVERIFY2(step.changed == (step.state != state), qPrintable(name));
        });
    }

    void namesSurviveARoundTrip()
    {
        for (const RefundState &state : allStates()) {
            QCOMPARE(statusFromName(statusName(state.status)), state.status);
            QCOMPARE(evidenceFromName(evidenceName(state.evidence)), state.evidence);
        }
        QCOMPARE(eventName(event::ManagerClosed{}), u"refund.manager_closed"_s);
        QCOMPARE(eventName(event::ResultContradicts{}), u"refund.contradicts"_s);
        QCOMPARE(eventName(event::QueueTimeout{}), u"refund.queue_timeout"_s);
    }

    void aStateOfALaterVersionIsUnknownAndNeverADraftThatCouldBeSent()
    {
        QCOMPARE(statusFromName(u"a state of the year 2040"_s), Status::Unknown);
    }

    void printsTheTableOnRequest()
    {
        if (qEnvironmentVariableIsEmpty("KAUNTA_PRINT_TABLE"))
            QSKIP("set KAUNTA_PRINT_TABLE=1 to print the whole table");
        QFile out;
        QVERIFY(out.open(stdout, QIODevice::WriteOnly));
        for (const RefundState &state : allStates()) {
            for (const auto &[name, event] : allEvents())
                out.write((words(state) + u" | "_s + name + u" | "_s + outcome(state, event) + u'\n').toUtf8());
            out.write("\n");
        }
    }
};

QTEST_GUILESS_MAIN(TestRefundMachine)
#include "tst_refund_machine.moc"
