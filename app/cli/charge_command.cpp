#include "app/cli/waiting_till.h"

namespace kaunta::cli {

using namespace Qt::StringLiterals;

namespace {

Result<sale::ChargeOrder, Failure> orderFrom(const CommandArguments &arguments, const Profile &profile, const QString &user)
{
    for (const QString &needed : {u"phone"_s, u"amount"_s, u"reference"_s})
        if (!arguments.has(needed))
            return Fail{Failure{FailureCode::Usage, u"--%1 is missing"_s.arg(needed)}};
    QString typed = arguments.value(u"phone"_s);
    if (typed == "-"_L1)   // so that the number is in no process list
        typed = QString::fromUtf8(readLine());
    const auto phone = Msisdn::parse(typed, profile.country());
    if (!phone)
        return Fail{Failure{FailureCode::PhoneInvalid, {}}};
    const auto amount = Money::parse(arguments.value(u"amount"_s), profile.currency());
    if (!amount)
        return Fail{Failure{FailureCode::AmountInvalid, arguments.value(u"amount"_s)}};
    sale::ChargeOrder order;
    order.ticket = u"kauntactl"_s;
    order.phone = *phone;
    order.amount = *amount;
    order.reference = arguments.value(u"reference"_s);
    order.description = arguments.value(u"description"_s);
    order.key = arguments.value(u"key"_s);
    order.user = user;
    return order;
}

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
    CommandArguments arguments(u"charge"_s, {{u"phone"_s, u"Who pays: 07…, 01…, or with the country code; - reads it from standard input."_s, u"P"_s},
                                             {u"amount"_s, u"How much, in whole units of the profile's currency."_s, u"A"_s},
                                             {u"reference"_s, u"At most 12 letters and digits; the customer sees it."_s, u"R"_s},
                                             {u"description"_s, u"At most 13 characters."_s, u"D"_s},
                                             {u"key"_s, u"Makes a repeated command harmless: it prints the first one's state."_s, u"K"_s},
                                             {u"wait"_s, u"Seconds to wait for the outcome; 0: only for the acknowledgement."_s, u"S"_s, u"120"_s}});
    if (const auto ended = session.parse(arguments))
        return *ended;
    const Output output = session.output();
    const auto wait = parseWait(arguments.value(u"wait"_s));
    if (!wait)
        return output.failure({FailureCode::Usage, u"--wait takes 0 to 86400 seconds"_s});
    const auto profile = session.dataDir().andThen([&](const DataDir &dir) { return session.profile(dir); });
    if (!profile)
        return output.failure(profile.error());
    const auto order = orderFrom(arguments, *profile, session.user());
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
