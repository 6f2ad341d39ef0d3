#include "core/sale/charge_machine.h"

#include <QFile>
#include <QMap>
#include <QTest>
#include <algorithm>

using namespace kaunta;
using namespace kaunta::sale;
using namespace Qt::StringLiterals;

namespace {

const QString kR1 = u"R1"_s;
const QString kR2 = u"R2"_s;

//! Every state that a charge can be in, as far as the rules tell states apart.
QList<ChargeState> allStates()
{
    using S = Status;
    using E = Evidence;
    using C = Check;
    return {
        {S::Draft, 0, E::None, C::Nothing, false, {}, {}},
        {S::Journaled, 1, E::None, C::Nothing, false, {}, {}},
        {S::Journaled, 1, E::None, C::Nothing, true, {}, {}},
        {S::Journaled, 2, E::None, C::Nothing, false, {}, {}},
        {S::Prompted, 1, E::None, C::Nothing, false, {}, {}},
        {S::Prompted, 1, E::None, C::Nothing, true, {}, {}},
        {S::Unknown, 1, E::None, C::Nothing, false, {}, {}},
        {S::Unknown, 1, E::None, C::Nothing, true, {}, u"7777"_s},
        {S::Paid, 1, E::Callback, C::Confirm, false, kR1, {}},
        {S::Paid, 1, E::Callback, C::Nothing, false, kR1, {}},
        {S::Paid, 1, E::Query, C::Nothing, false, {}, {}},
        {S::Paid, 1, E::Pull, C::Nothing, false, kR1, {}},
        {S::Declined, 1, E::None, C::Nothing, false, {}, u"400.002.02"_s},
        {S::Declined, 1, E::Query, C::AskAgain, false, {}, u"1032"_s},
        {S::Declined, 1, E::Query, C::Nothing, false, {}, u"1032"_s},
        {S::Declined, 1, E::Callback, C::Nothing, false, {}, u"1032"_s},
        {S::NotSent, 1, E::None, C::Nothing, false, {}, u"not-sent"_s},
        {S::Conflict, 1, E::None, C::Nothing, false, {}, u"1032"_s},
        {S::Conflict, 1, E::None, C::Nothing, false, kR1, u"other-amount"_s},
        {S::AcceptedByManager, 1, E::None, C::Nothing, false, {}, {}},
        {S::AcceptedByManager, 1, E::None, C::Nothing, false, kR1, u"other-amount"_s},
        {S::ClosedByManager, 1, E::None, C::Nothing, false, {}, {}},
        {S::ClosedByManager, 1, E::None, C::Nothing, false, kR1, u"other-amount"_s},
    };
}

QList<std::pair<QString, Event>> allEvents()
{
    return {
        {u"confirmed"_s, event::Confirmed{}},
        {u"push accepted"_s, event::PushAccepted{}},
        {u"push not sent"_s, event::PushFailed{Certainty::NotSent, false, {}}},
        {u"push refused"_s, event::PushFailed{Certainty::Refused, false, u"400.002.02"_s}},
        {u"push refused for its token"_s, event::PushFailed{Certainty::Refused, true, u"404.001.03"_s}},
        {u"push lost"_s, event::PushFailed{Certainty::Unknown, false, {}}},
        {u"callback: paid R1"_s, event::ProofOfPayment{Evidence::Callback, kR1}},
        {u"callback: paid R2"_s, event::ProofOfPayment{Evidence::Callback, kR2}},
        {u"callback, nobody to ask: paid R1"_s, event::ProofOfPayment{Evidence::Callback, kR1, false}},
        {u"pull: paid R1"_s, event::ProofOfPayment{Evidence::Pull, kR1}},
        {u"pull: paid R2"_s, event::ProofOfPayment{Evidence::Pull, kR2}},
        {u"callback: declined 1032"_s, event::CallbackDeclined{u"1032"_s}},
        {u"callback: unclear 7777"_s, event::CallbackUnclear{u"7777"_s}},
        {u"callback: other amount R2"_s, event::CallbackOtherAmount{kR2}},
        {u"query: paid"_s, event::QueryPaid{}},
        {u"query: declined 1032"_s, event::QueryDeclined{u"1032"_s, false}},
        {u"query: declined 1032, a minute later"_s, event::QueryDeclined{u"1032"_s, true}},
        {u"query: pending"_s, event::QueryPending{}},
        {u"query: unclear 7777"_s, event::QueryUnclear{u"7777"_s}},
        {u"query: no answer"_s, event::QueryUnclear{}},
        {u"prompt window over"_s, event::PromptWindowOver{}},
        {u"restarted"_s, event::Restarted{}},
        {u"stopped waiting"_s, event::StoppedWaiting{}},
        {u"manager accepts"_s, event::ManagerAccepted{}},
        {u"manager closes"_s, event::ManagerClosed{}},
    };
}

QString words(const ChargeState &state)
{
    QStringList parts{statusName(state.status)};
    if (state.attempt == 2)
        parts << u"attempt 2"_s;
    if (state.evidence != Evidence::None)
        parts << u"by "_s + evidenceName(state.evidence);
    if (state.check != Check::Nothing)
        parts << (state.check == Check::Confirm ? u"to confirm"_s : u"to ask again"_s);
    if (!state.receipt.isEmpty())
        parts << state.receipt;
    if (!state.reason.isEmpty())
        parts << u"("_s + state.reason + u')';
    if (state.stopped)
        parts << u"nobody waits"_s;
    return parts.join(u' ');
}

QString words(const std::vector<Action> &actions)
{
    static const QMap<Action, QString> names{{Action::SendPrompt, u"SEND"_s},          {Action::CancelSend, u"cancel send"_s},
                                             {Action::BookPayment, u"book"_s},         {Action::BookDirectPayment, u"book direct"_s},
                                             {Action::AlertLateMoney, u"alert late"_s}, {Action::AlertConflict, u"alert conflict"_s},
                                             {Action::AlertSecondReceipt, u"alert second receipt"_s}};
    QStringList parts;
    for (const Action action : actions)
        parts << names.value(action);
    return parts.join(u", "_s);
}

QString outcome(const ChargeState &state, const Event &event)
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

class TestChargeMachine : public QObject
{
    Q_OBJECT

    template <class F>
    void forAll(F check)
    {
        for (const ChargeState &state : allStates())
            for (const auto &[name, event] : allEvents())
                check(state, event, words(state) + u" + "_s + name);
    }

private Q_SLOTS:
    //! The table is read by people: docs and reviews point to it. Each line is "state | event | outcome"; "=" is no change.
    void everyStateAnswersEveryEventAsTheTableSays()
    {
        QFile file(QStringLiteral(KAUNTA_TEST_DATA "/charge_machine_table.txt"));
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
        forAll([&](const ChargeState &state, const Event &event, const QString &name) {
            QVERIFY2(table.contains(name), qPrintable(u"no line for "_s + name + u" | "_s + outcome(state, event)));
            QVERIFY2(outcome(state, event) == table.value(name), qPrintable(name + u" -> "_s + outcome(state, event)));
            ++cells;
        });
        QCOMPARE(cells, table.size());
        qInfo("%d states x %d events = %d cells", int(allStates().size()), int(allEvents().size()), cells);
    }

    void aPromptIsSentOnlyForAConfirmedDraftOrAfterTheGatewayRefusedTheFirstToken()
    {
        forAll([](const ChargeState &state, const Event &event, const QString &name) {
            const auto *failed = std::get_if<event::PushFailed>(&event);
            const bool first = state.status == Status::Draft && std::holds_alternative<event::Confirmed>(event);
            const bool second = state.status == Status::Journaled && state.attempt == 1 && !state.stopped && failed && failed->tokenRejected;
            QVERIFY2(has(next(state, event), Action::SendPrompt) == (first || second), qPrintable(name));
        });
    }

    void thereIsNoThirdAttempt()
    {
        ChargeState state = next(ChargeState{}, event::Confirmed{}).state;
        const event::PushFailed rejected{Certainty::Refused, true, u"404.001.03"_s};
        state = next(state, rejected).state;
        QCOMPARE(state.attempt, 2);
        const Step step = next(state, rejected);
        QVERIFY(!has(step, Action::SendPrompt));
        QCOMPARE(step.state.status, Status::Declined);
    }

    void aRestartNeverSends()
    {
        for (const ChargeState &state : allStates())
            QVERIFY(next(state, event::Restarted{}).actions.empty());
    }

    void moneyThatIsProvenStaysPaid()
    {
        forAll([](const ChargeState &state, const Event &event, const QString &name) {
            if (state.status == Status::Paid && state.check == Check::Nothing && state.evidence != Evidence::Query)
                QVERIFY2(next(state, event).state.status == Status::Paid, qPrintable(name));
        });
    }

    void paidIsReachedOnlyByEvidence()
    {
        forAll([](const ChargeState &state, const Event &event, const QString &name) {
            const bool evidence = std::holds_alternative<event::ProofOfPayment>(event) || std::holds_alternative<event::QueryPaid>(event);
            if (state.status != Status::Paid && next(state, event).state.status == Status::Paid)
                QVERIFY2(evidence, qPrintable(name));
        });
    }

    void declinedAndNotSentAreReachedOnlyByEvidenceOrRefusal()
    {
        forAll([](const ChargeState &state, const Event &event, const QString &name) {
            const Status after = next(state, event).state.status;
            if (after == state.status || (after != Status::Declined && after != Status::NotSent))
                return;
            const auto *failed = std::get_if<event::PushFailed>(&event);
            const bool proven = std::holds_alternative<event::CallbackDeclined>(event) || std::holds_alternative<event::QueryDeclined>(event)
                || (failed && failed->certainty != Certainty::Unknown);
            QVERIFY2(proven, qPrintable(name));
        });
    }

    void moneyForAChargeThatAPersonBelievedUnpaidRaisesAnAlert()
    {
        forAll([](const ChargeState &state, const Event &event, const QString &name) {
            const bool believedUnpaid = state.status == Status::Declined || state.status == Status::NotSent || state.status == Status::ClosedByManager || state.stopped;
            const Step step = next(state, event);
            if (believedUnpaid && state.status != Status::Paid && step.state.status == Status::Paid)
                QVERIFY2(has(step, Action::AlertLateMoney), qPrintable(name));
        });
    }

    void everyReceiptOfAProofIsBookedExactlyOnce()
    {
        forAll([](const ChargeState &state, const Event &event, const QString &name) {
            const Step step = next(state, event);
            if (has(step, Action::BookPayment))
                QVERIFY2(std::holds_alternative<event::ProofOfPayment>(event) && step.state.status == Status::Paid, qPrintable(name));
            // The same proof again changes nothing and books nothing.
            if (std::holds_alternative<event::ProofOfPayment>(event) && state.status != Status::Draft) {
                const Step again = next(step.state, event);
                QVERIFY2(!has(again, Action::BookPayment) && again.state == step.state, qPrintable(name));
            }
        });
    }

    //! Else it would leave the Pending list without a receipt in the books, and M-PESA's own record of it would be no news.
    void aChargeThatBecomesPaidWithAReceiptBooksIt()
    {
        forAll([](const ChargeState &state, const Event &event, const QString &name) {
            const Step step = next(state, event);
            if (step.state.status == Status::Paid && !step.state.receipt.isEmpty() && (state.status != Status::Paid || state.receipt != step.state.receipt))
                QVERIFY2(has(step, Action::BookPayment), qPrintable(name));
        });
    }

    void anUnknownCodeIsNeverAFailure()
    {
        forAll([](const ChargeState &state, const Event &event, const QString &name) {
            if (!std::holds_alternative<event::CallbackUnclear>(event) && !std::holds_alternative<event::QueryUnclear>(event))
                return;
            const Status after = next(state, event).state.status;
            QVERIFY2(after == state.status || after == Status::Unknown, qPrintable(name));
        });
    }

    void unknownLeavesThePendingListOnlyByEvidenceOrAManager()
    {
        forAll([](const ChargeState &state, const Event &event, const QString &name) {
            if (state.status != Status::Unknown || isOpen(next(state, event).state.status))
                return;
            const bool evidence = std::holds_alternative<event::ProofOfPayment>(event) || std::holds_alternative<event::CallbackDeclined>(event)
                || std::holds_alternative<event::QueryPaid>(event) || std::holds_alternative<event::QueryDeclined>(event);
            const bool manager = std::holds_alternative<event::ManagerAccepted>(event) || std::holds_alternative<event::ManagerClosed>(event);
            QVERIFY2(evidence || manager, qPrintable(name));
        });
    }

    void namesSurviveARoundTrip()
    {
        for (const ChargeState &state : allStates()) {
            QCOMPARE(statusFromName(statusName(state.status)), state.status);
            QCOMPARE(evidenceFromName(evidenceName(state.evidence)), state.evidence);
        }
        QCOMPARE(statusFromName(u"a state of the year 2040"_s), Status::Unknown);
        QCOMPARE(eventName(event::ManagerClosed{}), u"charge.manager_closed"_s);
    }

    void printsTheTableOnRequest()
    {
        if (qEnvironmentVariableIsEmpty("KAUNTA_PRINT_TABLE"))
            QSKIP("set KAUNTA_PRINT_TABLE=1 to print the whole table");
        QFile out;
        QVERIFY(out.open(stdout, QIODevice::WriteOnly));
        for (const ChargeState &state : allStates()) {
            for (const auto &[name, event] : allEvents())
                out.write((words(state) + u" | "_s + name + u" | "_s + outcome(state, event) + u'\n').toUtf8());
            out.write("\n");
        }
    }
};

QTEST_GUILESS_MAIN(TestChargeMachine)
#include "tst_charge_machine.moc"
