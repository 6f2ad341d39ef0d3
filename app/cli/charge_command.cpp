#include "app/cli/charge_arguments.h"
#include "app/cli/waiting_till.h"

namespace kaunta::cli {

using namespace Qt::StringLiterals;

namespace {

//! Prints each state of one charge and ends the command when there is nothing left to wait for.
class Follower
{
public:
    Follower(WaitingTill &till, const Output &output, std::chrono::seconds wait) : m_till(till), m_output(output), m_wait(wait) {}

    void onCharged(const sale::ChargeSnapshot &charge)
    {
        m_id = charge.chargeId;
        show(charge);
        if (m_wait.count() > 0)
            m_till.after(m_wait, [this] { m_till.finish(exitCodeOf(m_shown)); });
    }
    void onChanged(const sale::ChargeSnapshot &charge)
    {
        if (charge.chargeId == m_id)
            show(charge);
    }

private:
    void show(const sale::ChargeSnapshot &charge)
    {
        if (charge.state != m_shown)
            m_output.state(charge);
        m_shown = charge.state;
        const bool settled = sale::isFinal(m_shown) || m_shown.status == sale::Status::Conflict;
        const bool acknowledged = m_shown.status != sale::Status::Journaled;
        if (settled || (m_wait.count() == 0 && acknowledged))
            m_till.finish(exitCodeOf(m_shown));
    }

    WaitingTill &m_till;
    Output m_output;
    std::chrono::seconds m_wait;
    QString m_id;
    sale::ChargeState m_shown;
};

} // namespace

int chargeCommand(Session session)
{
    CommandArguments arguments = chargeArguments();
    if (const auto ended = session.parse(arguments))
        return *ended;
    const Output output = session.output();
    const auto wait = parseWait(arguments.value(u"wait"_s));
    if (!wait)
        return output.failure({FailureCode::Usage, u"--wait takes 0 to 86400 seconds"_s});
    const auto profile = session.dataDir().andThen([&](const DataDir &dir) { return session.profile(dir); });
    if (!profile)
        return output.failure(profile.error());
    const auto order = chargeOrderFrom(arguments, profile->country(), profile->currency(), session.user(), readLine);
    if (!order)
        return output.failure(order.error());

    WaitingTill till(session);
    Follower follower(till, output, *wait);
    return till.run([&](app::Till &ready) {
        sale::ChargeEngine &engine = *ready.engine();
        QObject::connect(&engine, &sale::SaleService::charged, &engine, [&](const QString &, const sale::ChargeSnapshot &charge) { follower.onCharged(charge); });
        QObject::connect(&engine, &sale::SaleService::chargeChanged, &engine, [&](const sale::ChargeSnapshot &charge) { follower.onChanged(charge); });
        QObject::connect(&engine, &sale::SaleService::refused, &engine, [&](const sale::Refusal &refusal) { till.finish(output.refusal(refusal)); });
        engine.charge(*order);
    });
}

} // namespace kaunta::cli
