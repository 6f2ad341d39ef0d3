#include "app/cli/waiting_till.h"

#include <QMap>
#include <QSet>

namespace kaunta::cli {

using namespace Qt::StringLiterals;

namespace {

//! Watches everything that was open, charges and refunds. Ends when all is settled, or, without --wait, when each charge was asked
//! about once.
class Resumer
{
public:
    Resumer(WaitingTill &till, const Output &output, std::chrono::seconds wait) : m_till(till), m_output(output), m_wait(wait) {}

    void start(app::Till &till)
    {
        sale::ChargeEngine &engine = *till.engine();
        refund::RefundService *refunds = till.refunds();
        QObject::connect(refunds, &refund::RefundService::refundsListed, &engine, [this](const QList<refund::RefundSnapshot> &listed) {
            for (const refund::RefundSnapshot &refund : listed)
                if (refund::isOpen(refund.state.status))
                    m_refunds.insert(refund.refundId, refund);
        });
        QObject::connect(refunds, &refund::RefundService::refundChanged, &engine, [this](const refund::RefundSnapshot &refund) {
            m_refunds.insert(refund.refundId, refund);
            look();
        });
        refunds->listRefunds(QDateTime::fromMSecsSinceEpoch(0, Qt::UTC));
        QObject::connect(&engine, &sale::SaleService::pendingListed, &engine, [this](const QList<sale::ChargeSnapshot> &charges) { onListed(charges); });
        QObject::connect(&engine, &sale::SaleService::chargeChanged, &engine, [this](const sale::ChargeSnapshot &charge) { onChanged(charge); });
        engine.listPending();
        m_listing = false;
        till.resumeOpen();
        if (m_wait.count() > 0)
            m_till.after(m_wait, [this] { finish(); });
        m_till.after(std::chrono::seconds(1), [this] {   // callbacks that were left behind or are overdue come in first
            m_lookedAround = true;
            look();
        });
        look();
    }

private:
    void onListed(const QList<sale::ChargeSnapshot> &charges)
    {
        for (const sale::ChargeSnapshot &charge : charges) {
            m_open.insert(charge.chargeId, charge);
            if (charge.hasCheckoutId && sale::wantsQuery(charge.state))
                m_toAsk.insert(charge.chargeId);
        }
    }
    void onChanged(const sale::ChargeSnapshot &charge)
    {
        if (m_listing)
            return;
        const auto before = m_open.constFind(charge.chargeId);
        if (before != m_open.constEnd() && charge.lastCheckAt != before->lastCheckAt)
            m_toAsk.remove(charge.chargeId);
        if (!sale::wantsQuery(charge.state))
            m_toAsk.remove(charge.chargeId);
        m_open.insert(charge.chargeId, charge);
        look();
    }
    static bool settled(const sale::ChargeSnapshot &charge) { return sale::isFinal(charge.state) || charge.state.status == sale::Status::Conflict; }
    void look()
    {
        const bool allSettled = std::all_of(m_open.cbegin(), m_open.cend(), settled)
            && std::none_of(m_refunds.cbegin(), m_refunds.cend(), [](const refund::RefundSnapshot &refund) {
                   return refund::isOpen(refund.state.status) && refund.state.status != refund::Status::Conflict;
               });
        if (allSettled || (m_wait.count() == 0 && m_toAsk.isEmpty() && m_lookedAround))
            finish();
    }
    void finish()
    {
        if (m_finished)
            return;
        m_finished = true;
        int exitCode = 0;
        for (const sale::ChargeSnapshot &charge : std::as_const(m_open)) {
            m_output.state(charge);
            if (!sale::isFinal(charge.state))
                exitCode = 11;
        }
        for (const refund::RefundSnapshot &refund : std::as_const(m_refunds)) {
            m_output.refund(refund);
            if (refund::isOpen(refund.state.status))
                exitCode = 11;
        }
        if (m_open.isEmpty() && m_refunds.isEmpty())
            m_output.words(u"Nothing is open."_s);
        m_till.finish(exitCode);
    }

    WaitingTill &m_till;
    Output m_output;
    std::chrono::seconds m_wait;
    QMap<QString, sale::ChargeSnapshot> m_open;   // by id: oldest first
    QMap<QString, refund::RefundSnapshot> m_refunds;
    QSet<QString> m_toAsk;
    bool m_listing = true;
    bool m_lookedAround = false;
    bool m_finished = false;
};

} // namespace

int resumeCommand(Session session)
{
    CommandArguments arguments(u"resume"_s, {{u"wait"_s, u"Seconds to wait until all is settled; 0: ask about each once."_s, u"S"_s, u"0"_s}});
    if (const auto ended = session.parse(arguments))
        return *ended;
    const Output output = session.output();
    const auto wait = parseWait(arguments.value(u"wait"_s));
    if (!wait)
        return output.failure({FailureCode::Usage, u"--wait takes 0 to 86400 seconds"_s});
    WaitingTill till(session);
    Resumer resumer(till, output, *wait);
    return till.run([&](app::Till &ready) { resumer.start(ready); });
}

} // namespace kaunta::cli
