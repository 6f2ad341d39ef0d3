#pragma once

#include "core/ledger/memory_ledger.h"
#include "core/refund/refund_engine.h"
#include "tests/core/enquiry/held_provider.h"
#include "tests/support/test_clock.h"

#include <QCoreApplication>
#include <QTemporaryDir>

namespace kaunta::test {

//! Grants that were given, as PeopleEngine would hold them.
class GivenGrants final : public people::Approvals
{
public:
    struct Given {
        people::Purpose purpose;
        QString subject;
        people::Grant grant;
    };
    QString give(people::Purpose purpose, const QString &subject, const QString &approver = u"manager"_s, bool singlePerson = false)
    {
        const QString id = u"grant-%1"_s.arg(++m_count);
        given.insert(id, {purpose, subject, {id, approver, singlePerson}});
        return id;
    }
    std::optional<people::Grant> take(const QString &grantId, people::Purpose purpose, const QString &subject) override
    {
        const auto found = given.constFind(grantId);
        if (found == given.cend() || found->purpose != purpose || found->subject != subject)
            return std::nullopt;
        const people::Grant grant = found->grant;
        given.erase(found);
        return grant;
    }
    bool allows(const QString &user, people::Permission) const override { return user != "cashier"_L1; }

    QHash<QString, Given> given;

private:
    int m_count = 0;
};

inline const QString kReceipt = u"SKC82PACB8"_s;

//! Everything that a refund needs, without a thread, a socket or a real clock: the real engine, questions, inbox and reader on a
//! ledger in memory. The test moves the clock and is M-PESA.
class RefundDesk
{
public:
    RefundDesk()
    {
        addPayment(kReceipt, 100);
        open();
    }

    //! A paid sale.
    void addPayment(const QString &receipt, qint64 shillings, sale::Status status = sale::Status::Paid)
    {
        const QString n = QString::number(ledger.saleCount() + 1);
        const ledger::PersonRecord person{u"person-"_s + n, u"25472200000"_s + n, {}};
        const ledger::SaleRecord sale{u"sale-"_s + n, u"A1-000"_s + n, Money::fromWhole(shillings), u"cashier"_s, u"INV"_s, {}, person.id, clock.nowUtc()};
        ledger::ChargeRecord charge;
        charge.id = u"charge-"_s + n;
        charge.saleId = sale.id;
        charge.personId = person.id;
        charge.amount = sale.due;
        charge.state.status = status;
        charge.state.attempt = 1;
        charge.state.evidence = sale::Evidence::Callback;
        charge.state.receipt = receipt;
        charge.wireReference = u"INVA1"_s + n;
        charge.callbackToken = randomHex128(random);
        charge.journaledAt = clock.nowUtc();
        const ledger::PaymentRecord payment{receipt, sale.id, charge.id, charge.amount, sale::Evidence::Callback, clock.nowUtc()};
        if (!ledger.append({ledger::Change{{u"cashier"_s, charge.id, u"charge.confirmed"_s, {}}, sale, charge, payment, person}}))
            qFatal("the payment cannot be made up");
    }

    //! The program dies and starts again: everything but disk (ledger, inbox file) is new.
    void restart()
    {
        close();
        open();
        reader->read();
        questions->resumeOpen();
        engine->resumeOpen();
        settle();
    }
    void close()
    {
        engine.reset();
        reader.reset();
        questions.reset();
        inbox.reset();
        provider.reversals.clear();
        provider.statuses.clear();
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

    //! The refund's id; empty when it was refused (see refusals).
    QString refund(const QString &receipt = kReceipt) { return refund(receipt, grants.give(people::Purpose::Refund, receipt)); }
    QString refund(const QString &receipt, const QString &grant, const QString &reason = u"Wrong size, returned."_s)
    {
        const auto before = started.size();
        engine->refund({u"t"_s, receipt, reason, u"cashier"_s, grant});
        settle();
        return started.size() > before ? started.last().refundId : QString();
    }
    void accept()
    {
        provider.answerReversal(HeldProvider::accepted());
        settle();
    }
    //! What M-PESA posts to one of our paths: stored, then interpreted.
    void post(const QString &token, const QByteArray &body)
    {
        if (!engine->kindOf(token) && !questions->kindOf(token))
            qFatal("that path is nobody's");
        if (!inbox->store(token, body, u"test"_s))
            qFatal("the inbox does not take it");
        settle();
    }
    void result(const QString &refundId, const QByteArray &body) { post(ledger.refund(refundId)->resultToken, body); }
    void queueTimeout(const QString &refundId, const QByteArray &body = "{}") { post(ledger.refund(refundId)->timeoutToken, body); }
    //! Answers the oldest status question, acknowledgement and result.
    void answerStatus(const QByteArray &body)
    {
        const QString token = provider.statuses.front().request.resultUrl.path().section(u'/', -1);
        HeldProvider::answer(provider.statuses, HeldProvider::accepted(u"AG_Q"_s, u"orig-Q"_s));
        post(token, body);
    }
    refund::RefundState state(const QString &refundId) const { return ledger.refund(refundId)->state; }
    refund::Status status(const QString &refundId) const { return state(refundId).status; }
    FailureCode refusal() const { return refusals.isEmpty() ? FailureCode::Usage : refusals.last().code; }

    TestClock clock;
    SeededRandom random;
    ledger::MemoryLedger ledger{clock, random};
    HeldProvider provider;
    GivenGrants grants;
    bool resultsComeBack = true;
    bool initiatorSet = true;
    std::unique_ptr<callbacks::CallbackInbox> inbox;
    std::unique_ptr<callbacks::InboxReader> reader;
    std::unique_ptr<enquiry::Questions> questions;
    std::unique_ptr<refund::RefundEngine> engine;

    QList<refund::RefundSnapshot> started;
    QList<refund::RefundSnapshot> changes;
    QList<refund::RefundSnapshot> alerts;
    QList<Failure> refusals;
    QList<refund::RefundOffer> offers;
    QStringList allowed;

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
        engine = std::make_unique<refund::RefundEngine>(refund::RefundParts{profile, ledger, provider, clock, random, grants, *questions});
        reader->add([this](const callbacks::Arrived &arrived, const callbacks::InboxReader::Saved &saved) { return engine->interpret(arrived, saved); });
        reader->add([this](const callbacks::Arrived &arrived, const callbacks::InboxReader::Saved &saved) { return questions->interpret(arrived, saved); });
        using refund::RefundService;
        QObject::connect(engine.get(), &RefundService::refundStarted, [this](const QString &, const refund::RefundSnapshot &shot) { started << shot; });
        QObject::connect(engine.get(), &RefundService::refundChanged, [this](const refund::RefundSnapshot &shot) { changes << shot; });
        QObject::connect(engine.get(), &RefundService::refundAlert, [this](const refund::RefundSnapshot &shot) { alerts << shot; });
        QObject::connect(engine.get(), &RefundService::refundRefused, [this](const QString &, const Failure &failure) { refusals << failure; });
        QObject::connect(engine.get(), &RefundService::refundOffered, [this](const refund::RefundOffer &offer) { offers << offer; });
        QObject::connect(engine.get(), &RefundService::initiatorAllowed, [this](const QString &ticket) { allowed << ticket; });
    }

    QTemporaryDir m_dir;
};

} // namespace kaunta::test
