#include "ui/viewmodels/way.h"

#include <QCoreApplication>

namespace kaunta::ui {

using providers::Capability;

namespace {

struct Tr {
    Q_DECLARE_TR_FUNCTIONS(Way)
};

} // namespace

Way wayOf(const Profile &profile)
{
    const providers::ProviderTraits &traits = profile.traits();
    return {traits.title, traits.currency, traits.country, traits.payments, traits.capabilities};
}

QString cannotAskWords(const Way &way)
{
    return way.has(Capability::Query) ? QString()
                                      : Tr::tr("%1 cannot be asked how a request ended: its report comes by itself. When none comes, take the code that the customer shows.").arg(way.title);
}

QString cannotRefundWords(const Way &way)
{
    return way.has(Capability::Reversal) ? QString()
                                         : Tr::tr("%1 cannot send money back through the till. Send it back on the portal of the bank or of M-PESA, and note that receipt on the sale's.").arg(way.title);
}

QString cannotBalanceWords(const Way &way)
{
    return way.has(Capability::Balance) ? QString() : Tr::tr("%1 does not tell the till what is on the shop's account. See it on the portal of the bank or of M-PESA.").arg(way.title);
}

QString cannotTellWords(const Way &way)
{
    return way.has(Capability::DirectPayments)
               ? QString()
               : Tr::tr("%1 does not tell the till what customers pay by themselves. Charge their phone; for money that came already, take the code that the customer shows.").arg(way.title);
}

QString cannotLookUpWords(const Way &way)
{
    return way.has(Capability::Status) || way.has(Capability::Pull)
               ? QString()
               : Tr::tr("%1 cannot be asked about a code. One that it has not reported stays claimed, not verified, until a manager has seen it in the shop's M-PESA messages or statement.").arg(way.title);
}

} // namespace kaunta::ui
