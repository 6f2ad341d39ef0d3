// refund SALE --reason TEXT --approver USER: sends one payment back, with a second person's PIN.
// refund initiator --reason TEXT --approver USER: after M-PESA refused the shop's user, a manager says that it is right now.
#include "app/cli/waiting_till.h"
#include "core/secrets/secret_store.h"

namespace kaunta::cli {

using namespace Qt::StringLiterals;

namespace {

//! kauntactl's exit code for a refund as it stands.
int exitCodeOf(const refund::RefundState &state)
{
    switch (state.status) {
    case refund::Status::Done:
        return 0;
    case refund::Status::Refused:
        return 10;
    case refund::Status::NotSent:
        return 12;
    case refund::Status::Draft:
    case refund::Status::Journaled:
    case refund::Status::Accepted:
    case refund::Status::Unknown:
    case refund::Status::Conflict:
    case refund::Status::DoneByManager:
    case refund::Status::ClosedByManager:
        return 11;
    }
    Q_UNREACHABLE();
}

//! One refund from the question whether it may be made to its end.
class Refunder
{
public:
    Refunder(WaitingTill &till, const Output &output, refund::RefundOrder order, QString approver, secrets::SecretBytes pin, std::chrono::seconds wait)
        : m_till(till), m_output(output), m_order(std::move(order)), m_approver(std::move(approver)), m_pin(std::move(pin)), m_wait(wait)
    {
    }

    void start(app::Till &till, const QString &saleOrReceipt)
    {
        using refund::RefundService;
        RefundService *refunds = till.refunds();
        QObject::connect(refunds, &RefundService::refundOffered, refunds, [this, &till](const refund::RefundOffer &offer) { onOffered(till, offer); });
        QObject::connect(refunds, &RefundService::refundStarted, refunds, [this](const QString &, const refund::RefundSnapshot &refund) { onStarted(refund); });
        QObject::connect(refunds, &RefundService::refundRefused, refunds, [this](const QString &, const Failure &failure) { m_till.finish(m_output.failure(failure)); });
        QObject::connect(refunds, &RefundService::refundChanged, refunds, [this](const refund::RefundSnapshot &refund) {
            if (refund.refundId == m_id)
                show(refund);
        });
        QObject::connect(refunds, &RefundService::initiatorAllowed, refunds, [this](const QString &) {
            m_output.object({{u"type"_s, u"initiator"_s}, {u"allowed"_s, true}}, u"Refunds, balances and status are asked for again."_s);
            m_till.finish(0);
        });
        if (saleOrReceipt == refund::kInitiator) {
            approve(till, people::Purpose::Decide, saleOrReceipt, [this, refunds](const QString &grant) {
                refunds->allowInitiator(kTicket, m_order.reason, m_order.user, grant);
            });
            return;
        }
        const auto receipt = receiptOf(till, saleOrReceipt);
        if (!receipt)
            return m_till.finish(m_output.failure(receipt.error()));
        m_order.receipt = *receipt;
        refunds->mayRefund(*receipt);
    }

private:
    //! The sale's one payment that is not on its way back already. A receipt names itself.
    static Result<QString, Failure> receiptOf(const app::Till &till, const QString &saleOrReceipt)
    {
        const ledger::LedgerReader &ledger = till.ledger();
        const auto sale = ledger.sale(saleOrReceipt);
        if (!sale)
            return ledger.payment(saleOrReceipt) ? Result<QString, Failure>(saleOrReceipt) : Fail{Failure{FailureCode::NotFound, saleOrReceipt}};
        const auto payments = ledger.paymentsOfSale(sale->id);
        if (payments.isEmpty())
            return Fail{Failure{FailureCode::RefundNotPossible, sale->number}};
        if (payments.size() > 1)
            return Fail{Failure{FailureCode::Usage, u"sale %1 has several payments: name the receipt"_s.arg(sale->number)}};
        return payments.first().receipt;
    }
    void onOffered(app::Till &till, const refund::RefundOffer &offer)
    {
        if (!offer.possible)
            return m_till.finish(m_output.failure(offer.failure));
        approve(till, people::Purpose::Refund, m_order.receipt, [this, &till](const QString &grant) {
            m_order.grant = grant;
            till.refunds()->refund(m_order);
        });
    }
    void approve(app::Till &till, people::Purpose purpose, const QString &subject, std::function<void(const QString &grant)> then)
    {
        using people::PeopleService;
        PeopleService *people = till.people();
        QObject::connect(people, &PeopleService::approved, people, [then = std::move(then)](const QString &, const people::Grant &grant) { then(grant.id); });
        QObject::connect(people, &PeopleService::refused, people,
                         [this](const QString &, const Failure &failure, std::chrono::seconds) { m_till.finish(m_output.failure(failure)); });
        people->approve({kTicket, purpose, subject, m_order.user}, m_approver, m_pin.bytes());
    }
    void onStarted(const refund::RefundSnapshot &refund)
    {
        m_id = refund.refundId;
        show(refund);
        if (m_wait.count() > 0)
            m_till.after(m_wait, [this] { m_till.finish(exitCodeOf(m_shown)); });
    }
    void show(const refund::RefundSnapshot &refund)
    {
        if (refund.state != m_shown)
            m_output.refund(refund);
        m_shown = refund.state;
        const bool settled = !refund::isOpen(m_shown.status) || m_shown.status == refund::Status::Conflict;
        const bool acknowledged = m_shown.status != refund::Status::Journaled;
        if (settled || (m_wait.count() == 0 && acknowledged))
            m_till.finish(exitCodeOf(m_shown));
    }

    WaitingTill &m_till;
    Output m_output;
    refund::RefundOrder m_order;
    QString m_approver;
    secrets::SecretBytes m_pin;
    std::chrono::seconds m_wait;
    QString m_id;
    refund::RefundState m_shown;
};

} // namespace

int refundCommand(Session session)
{
    CommandArguments arguments(u"refund"_s, {{u"reason"_s, u"Why, in 2 to 100 characters; M-PESA gets it too."_s, u"TEXT"_s},
                                             {u"approver"_s, u"Who approves; the PIN is the first line of standard input."_s, u"USER"_s},
                                             {u"wait"_s, u"Seconds to wait for the outcome; 0: only for the acknowledgement."_s, u"S"_s, u"120"_s}},
                               {u"SALE|RECEIPT|initiator"_s}, 1);
    if (const auto ended = session.parse(arguments))
        return *ended;
    const Output output = session.output();
    const auto wait = parseWait(arguments.value(u"wait"_s));
    if (!wait)
        return output.failure({FailureCode::Usage, u"--wait takes 0 to 86400 seconds"_s});
    for (const QString &needed : {u"reason"_s, u"approver"_s})
        if (!arguments.has(needed))
            return output.failure({FailureCode::Usage, u"--%1 is missing"_s.arg(needed)});
    refund::RefundOrder order;
    order.ticket = kTicket;
    order.reason = arguments.value(u"reason"_s);
    order.user = session.user();
    WaitingTill till(session);
    Refunder refunder(till, output, order, arguments.value(u"approver"_s), secrets::SecretBytes(readLine()), *wait);
    return till.run([&](app::Till &ready) { refunder.start(ready, arguments.words().first()); });
}

} // namespace kaunta::cli
