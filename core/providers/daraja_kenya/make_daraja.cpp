#include "core/daraja/explain.h"
#include "core/daraja/explain_result.h"
#include "core/providers/daraja_provider.h"
#include "core/providers/provider_factory.h"

namespace kaunta::providers::daraja_kenya {

using namespace Qt::StringLiterals;

extern const ProviderWords words;
const ProviderWords words{daraja::explain, daraja::explainResult};

std::unique_ptr<PaymentProvider> make(const ProviderGround &ground);
std::unique_ptr<PaymentProvider> make(const ProviderGround &ground)
{
    const DarajaCredentials credentials{ground.secrets.value(u"consumer-key"_s), ground.secrets.value(u"consumer-secret"_s), ground.secrets.value(u"passkey"_s)};
    return std::make_unique<DarajaProvider>(ground.profile, credentials, ground.transport, ground.tokens, ground.clock, ground.initiator);
}

} // namespace kaunta::providers::daraja_kenya
