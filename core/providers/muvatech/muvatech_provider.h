#pragma once

#include "core/daraja/client.h"
#include "core/providers/muvatech/access.h"
#include "core/providers/muvatech/initiate.h"
#include "core/providers/provider_factory.h"

namespace kaunta::providers::muvatech {

//! M-PESA through MuvaTech's gateway. It prompts, and posts what became of it to the one address that the shop has told MuvaTech; our
//! transactionReference, the secret part of the attempt's path, says which prompt it is about. There is no question that it answers.
//! Lives on the engine's thread.
class MuvatechProvider final : public PaymentProvider
{
public:
    explicit MuvatechProvider(const ProviderGround &ground);

    Capabilities capabilities() const override { return Capabilities{Capability::Push, Capability::DirectPayments}; }
    void push(const PushRequest &request, QObject *context, PushDone done) override;
    Explanation explain(const QString &code, const QString &text) const override;
    bool meansDeclined(const QString &resultCode) const override;
    std::chrono::seconds lockAfter(const QString &code, const QString &text) const override;
    //! Nothing can be tried without asking somebody for money: the lines say so.
    void checkSetup(QObject *context, SetupDone done) override;

private:
    bool m_nonzeroProves;
    bool m_hasToken;
    std::shared_ptr<Access> m_access;
    daraja::Client m_client;
};

} // namespace kaunta::providers::muvatech
