// c2b register | c2b simulate: payments that customers make without being asked.
#include "app/cli/waiting_till.h"

#include <QCoreApplication>

namespace kaunta::cli {

using namespace Qt::StringLiterals;

namespace {

int ended(const Output &output, const QString &what, const providers::PlainAnswer &answer, const QString &words)
{
    if (!answer.done && !answer.wasDoneBefore) {
        const bool cannot = answer.code == "unsupported"_L1;
        const QString detail = answer.text.isEmpty() ? answer.code : answer.code + u": "_s + answer.text;
        return output.failure({cannot ? FailureCode::NotSupported : FailureCode::RequestFailed, detail});
    }
    output.object({{u"type"_s, what}, {u"done"_s, answer.done}, {u"wasDoneBefore"_s, answer.wasDoneBefore}}, words);
    return 0;
}

} // namespace

int c2bCommand(Session session)
{
    CommandArguments arguments(u"c2b"_s, {{u"phone"_s, u"simulate: who pays."_s, u"P"_s},
                                          {u"amount"_s, u"simulate: how much, in whole units of the profile's currency."_s, u"A"_s},
                                          {u"reference"_s, u"simulate: the account number that the customer types; not for tills."_s, u"R"_s}},
                               {u"register|simulate"_s}, 1);
    if (const auto over = session.parse(arguments))
        return *over;
    const Output output = session.output();
    const QString verb = arguments.words().first();
    if (verb != "register"_L1 && verb != "simulate"_L1)
        return output.failure({FailureCode::Usage, u"c2b register, or c2b simulate --phone P --amount A --reference R"_s});
    WaitingTill till(session);
    return till.run([&](app::Till &ready) {
        if (verb == "register"_L1) {
            const auto urls = ready.directAddresses();
            if (!urls)
                return till.finish(output.failure(urls.error()));
            if (ready.profile().can(providers::Capability::DirectPayments) && !ready.profile().can(providers::Capability::RegisterUrls)) {
                const QString confirmation = urls->confirmation.toString(QUrl::FullyEncoded);
                const QString validation = urls->validation.toString(QUrl::FullyEncoded);
                output.object({{u"type"_s, u"c2b-addresses"_s}, {u"confirmation"_s, confirmation}, {u"validation"_s, validation}},
                              u"%1 has no call for it: give it these addresses. They are secret between the two of you.\n    confirmation: %2\n    validation: %3"_s
                                  .arg(ready.profile().traits().title, confirmation, validation));
                return till.finish(0);
            }
            ready.registerDirectPayments([&](const providers::PlainAnswer &answer) {
                till.finish(ended(output, u"c2b-register"_s, answer,
                                  answer.wasDoneBefore ? u"M-PESA has an address for direct payments already. In production it is changed in the portal: Self Services, URL Management."_s
                                                       : u"M-PESA sends direct payments to this till from now on."_s));
            });
            return;
        }
        const auto phone = Msisdn::parse(arguments.value(u"phone"_s), ready.profile().country());
        const auto amount = Money::parse(arguments.value(u"amount"_s), ready.profile().currency());
        if (!phone)
            return till.finish(output.failure({FailureCode::PhoneInvalid, {}}));
        if (!amount)
            return till.finish(output.failure({FailureCode::AmountInvalid, arguments.value(u"amount"_s)}));
        ready.provider()->simulatePayment({*phone, *amount, arguments.value(u"reference"_s)}, &ready, [&](const providers::PlainAnswer &answer) {
            till.finish(ended(output, u"c2b-simulate"_s, answer, u"The sandbox plays this payment."_s));
        });
    });
}

} // namespace kaunta::cli
