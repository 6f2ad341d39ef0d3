#pragma once

#include "core/enquiry/enquiry_engine.h"
#include "core/ledger/memory_ledger.h"
#include "tests/core/enquiry/held_provider.h"
#include "tests/support/test_clock.h"

#include <QCoreApplication>
#include <QTemporaryDir>

namespace kaunta::test {

//! Takes what is found and counts it.
class TakenPayments final : public enquiry::FoundPayments
{
public:
    enquiry::PullOutcome takePulled(const QList<providers::PulledPayment> &records) override
    {
        pages << records;
        return {static_cast<int>(records.size()), 1};
    }
    void takeCompleted(const enquiry::FoundPayment &payment) override { completed << payment; }

    QList<QList<providers::PulledPayment>> pages;
    QList<enquiry::FoundPayment> completed;
};

//! Everybody but the cashier may see balances.
class AllButTheCashier final : public people::Approvals
{
public:
    std::optional<people::Grant> take(const QString &, people::Purpose, const QString &) override { return std::nullopt; }
    bool allows(const QString &user, people::Permission) const override { return user != "cashier"_L1; }
};

//! Everything that a question needs, without a thread, a socket or a real clock. The test moves the clock and is M-PESA.
class AccountDesk
{
public:
    AccountDesk() { open(); }

    //! The program dies and starts again: everything but disk (ledger, inbox file) is new.
    void restart()
    {
        engine.reset();
        reader.reset();
        questions.reset();
        inbox.reset();
        open();
        reader->read();
        questions->resumeOpen();
        settle();
    }
    void settle()
    {
        for (int i = 0; i < 5; ++i)
            QCoreApplication::processEvents();
    }
    void pass(milliseconds time)
    {
        const auto end = clock.sinceBoot() + time;
        while (clock.sinceBoot() < end) {
            auto until = end;
            for (const auto &wake : {engine->nextWake(), questions->nextWake()})
                if (wake)
                    until = std::min(until, std::max(*wake, clock.sinceBoot() + milliseconds(1)));
            clock.advance(until - clock.sinceBoot());
            questions->tick();
            engine->tick();
            settle();
        }
    }
    void post(const QString &token, const QByteArray &body)
    {
        if (!inbox->store(token, body, u"test"_s))
            qFatal("the inbox does not take it");
        settle();
    }
    ledger::EnquiryRecord balance() const { return ledger.enquiriesOf(ledger::EnquiryRecord::Kind::Balance, 1).value(0); }
    ledger::EnquiryRecord status() const { return ledger.enquiriesOf(ledger::EnquiryRecord::Kind::Status, 1).value(0); }
    void accept() { HeldProvider::answer(provider.balances, HeldProvider::accepted()); }
    void acceptStatus() { HeldProvider::answer(provider.statuses, HeldProvider::accepted(u"AG_Q"_s, u"orig-Q"_s)); }
    //! One page of M-PESA's list.
    void answerPull(const QStringList &receipts)
    {
        providers::PullAnswer answer;
        answer.kind = receipts.isEmpty() ? providers::PullAnswer::Kind::NoData : providers::PullAnswer::Kind::Records;
        answer.code = receipts.isEmpty() ? u"1001"_s : u"1000"_s;
        for (const QString &receipt : receipts)
            answer.records << providers::PulledPayment{receipt, clock.nowUtc(), Money::fromWhole(100), {}, u"JOHN"_s, {}};
        HeldProvider::answer(provider.pulls, answer);
        settle();
    }

    TestClock clock;
    SeededRandom random;
    ledger::MemoryLedger ledger{clock, random};
    HeldProvider provider;
    AllButTheCashier approvals;
    TakenPayments found;
    bool resultsComeBack = true;
    bool initiatorSet = true;
    std::unique_ptr<callbacks::CallbackInbox> inbox;
    std::unique_ptr<callbacks::InboxReader> reader;
    std::unique_ptr<enquiry::Questions> questions;
    std::unique_ptr<enquiry::EnquiryEngine> engine;

    QList<std::pair<QString, enquiry::BalanceSnapshot>> balances;
    QList<std::pair<QString, enquiry::StatusSnapshot>> statuses;
    QList<std::pair<QString, enquiry::PullSnapshot>> pulls;
    QList<std::pair<QString, Failure>> refusals;
    QList<enquiry::BalanceSnapshot> listed;
    QList<QByteArray> qrs;

private:
    void open()
    {
        Profile profile = practiceProfile();
        profile.callbackUrl = QUrl(u"https://shop.test/cb"_s);
        profile.environment = Environment::Custom;
        auto opened = callbacks::CallbackInbox::open(m_dir.filePath(u"inbox.sqlite"_s), clock);
        if (!opened)
            qFatal("the inbox does not open: %s", qPrintable(opened.error().detail));
        inbox = std::move(opened).value();
        reader = std::make_unique<callbacks::InboxReader>(*inbox);
        questions = std::make_unique<enquiry::Questions>(
            enquiry::QuestionParts{profile, ledger, provider, clock, random, [this] { return resultsComeBack; }, [this] { return initiatorSet; }});
        engine = std::make_unique<enquiry::EnquiryEngine>(enquiry::EnquiryParts{profile, ledger, provider, clock, approvals, *questions, found});
        reader->add([this](const callbacks::Arrived &arrived, const callbacks::InboxReader::Saved &saved) { return questions->interpret(arrived, saved); });
        using enquiry::AccountService;
        QObject::connect(engine.get(), &AccountService::balanceChanged, [this](const QString &ticket, const enquiry::BalanceSnapshot &shot) { balances.emplace_back(ticket, shot); });
        QObject::connect(engine.get(), &AccountService::statusChanged, [this](const QString &ticket, const enquiry::StatusSnapshot &shot) { statuses.emplace_back(ticket, shot); });
        QObject::connect(engine.get(), &AccountService::pullChanged, [this](const QString &ticket, const enquiry::PullSnapshot &shot) { pulls.emplace_back(ticket, shot); });
        QObject::connect(engine.get(), &AccountService::accountRefused, [this](const QString &ticket, const Failure &failure) { refusals.emplace_back(ticket, failure); });
        QObject::connect(engine.get(), &AccountService::balancesListed, [this](const QList<enquiry::BalanceSnapshot> &shots) { listed = shots; });
        QObject::connect(engine.get(), &AccountService::qrMade, [this](const QString &, const QByteArray &png) { qrs << png; });
    }

    QTemporaryDir m_dir;
};

inline QByteArray balanceBody(const QByteArray &conversation = "AG_1")
{
    return resultBody("0", parameter("AccountBalance", "Working Account|KES|700000.00|700000.00|0.00|0.00&Utility Account|KES|228037.00|228000.00|37.00|0.00"
                                                       "&Charges Paid Account|KES|-1540.00|-1540.00|0.00|0.00")
                          + ',' + parameter("BOCompletedTime", "20261122105900"),
                      "OA90000000", conversation, "orig-1");
}

} // namespace kaunta::test
