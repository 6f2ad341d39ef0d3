#include "core/providers/daraja_provider.h"

#include "core/daraja/c2b.h"
#include "core/daraja/dynamic_qr.h"
#include "core/daraja/org_info.h"
#include "core/daraja/pull_query.h"
#include "core/daraja/pull_register.h"

// What is answered at once and needs no initiator: M-PESA's own list, registrations, pictures.
namespace kaunta::providers {

using namespace Qt::StringLiterals;
using daraja::CallFault;

namespace {

PlainAnswer readFault(const CallFault &fault)
{
    return {.done = false, .wasDoneBefore = false, .certainty = fault.certainty, .code = fault.code, .text = fault.text};
}

PlainAnswer doneBefore(bool before)
{
    PlainAnswer answer;
    answer.done = true;
    answer.wasDoneBefore = before;
    return answer;
}

template <class Outcome>
PlainAnswer readPlain(const Outcome &outcome)
{
    return outcome ? doneBefore(false) : readFault(outcome.error());
}

template <class Outcome>
PlainAnswer readRegistration(const Outcome &outcome)
{
    if (!outcome && outcome.error().code == "500.003.1001"_L1 && outcome.error().text.contains("already registered"_L1, Qt::CaseInsensitive))
        return doneBefore(true);
    return readPlain(outcome);
}

PulledPayment readRecord(const daraja::PullRecord &record, daraja::PullZone zone)
{
    return {.receipt = record.receipt,
            .at = daraja::pulledAt(record, zone),
            .amount = record.amount,
            .phone = record.phone,
            .name = record.name,
            .billReference = record.billReference};
}

PullAnswer readPull(const daraja::PullQuery &asked, const daraja::Client::Outcome<daraja::PullQuery> &outcome)
{
    PullAnswer answer;
    if (!outcome) {
        const CallFault &fault = outcome.error();
        answer.certainty = fault.certainty;
        answer.code = fault.code;
        answer.text = fault.text.isEmpty() ? fault.detail : fault.text;
        return answer;
    }
    answer.code = outcome->code;
    answer.text = outcome->unreadable == 0 ? outcome->text : u"%1 of %2 records could not be read"_s.arg(outcome->unreadable).arg(outcome->unreadable + outcome->records.size());
    const auto zone = daraja::zoneOf(*outcome, asked);
    for (const daraja::PullRecord &record : outcome->records)
        answer.records.append(readRecord(record, zone));
    // An empty first page is no list of no payments, whatever its code; an empty later one is the end of the list.
    answer.kind = answer.records.isEmpty() && asked.offset == 0 ? PullAnswer::Kind::NoData : PullAnswer::Kind::Records;
    return answer;
}

} // namespace

void DarajaProvider::pull(const PullRequest &request, QObject *context, PullDone done)
{
    const daraja::PullQuery query{.shortCode = m_profile.shortCode, .from = request.from, .to = request.to, .offset = request.offset};
    m_client.call<daraja::PullQuery>(query, context, [query, done = std::move(done)](const auto &outcome) { done(readPull(query, outcome)); });
}

void DarajaProvider::registerPull(const Msisdn &nominated, const QUrl &callback, QObject *context, PlainDone done)
{
    const daraja::PullRegister request{.shortCode = m_profile.shortCode, .nominated = nominated.digits(), .callbackUrl = callback};
    m_client.call<daraja::PullRegister>(request, context, [done = std::move(done)](const auto &outcome) {
        done(outcome ? doneBefore(outcome->wasBefore) : readFault(outcome.error()));
    });
}

bool DarajaProvider::usesFirstC2b() const
{
    return m_profile.setting("c2b-version"_L1) == "v1"_L1;
}

void DarajaProvider::registerUrls(const RegisterUrls &urls, QObject *context, PlainDone done)
{
    const daraja::C2bRegister request{.shortCode = m_profile.shortCode,
                                      .confirmationUrl = urls.confirmation,
                                      .validationUrl = urls.validation,
                                      .acceptWhenSilent = urls.acceptWhenSilent};
    const auto read = [done = std::move(done)](const auto &outcome) { done(readRegistration(outcome)); };
    if (usesFirstC2b())
        m_client.call<daraja::C2bRegisterV1>({request}, context, read);
    else
        m_client.call<daraja::C2bRegister>(request, context, read);
}

void DarajaProvider::simulatePayment(const SimulatedPayment &payment, QObject *context, PlainDone done)
{
    if (!capabilities().testFlag(Capability::Simulate)) {
        PaymentProvider::simulatePayment(payment, context, std::move(done));
        return;
    }
    const daraja::C2bSimulate request{.shortCode = m_profile.shortCode,
                                      .toTill = isTill(),
                                      .phone = payment.phone.digits(),
                                      .amount = payment.amount,
                                      .billReference = payment.billReference};
    const auto read = [done = std::move(done)](const auto &outcome) { done(readPlain(outcome)); };
    if (usesFirstC2b())
        m_client.call<daraja::C2bSimulateV1>({request}, context, read);
    else
        m_client.call<daraja::C2bSimulate>(request, context, read);
}

void DarajaProvider::makeQr(const QrRequest &request, QObject *context, QrDone done)
{
    const daraja::DynamicQr qr{.merchant = request.merchant,
                               .reference = request.reference,
                               .amount = request.amount,
                               .toTill = isTill(),
                               .receiver = isTill() ? m_profile.till : m_profile.shortCode,
                               .pixels = request.pixels};
    m_client.call<daraja::DynamicQr>(qr, context, [done = std::move(done)](const auto &outcome) {
        done(outcome ? QrAnswer{outcome->png, {}, {}} : QrAnswer{{}, outcome.error().code, outcome.error().text});
    });
}

void DarajaProvider::askOrganisation(QObject *context, OrganisationDone done)
{
    const daraja::OrgInfo request{.party = isTill() ? daraja::Party::Till : daraja::Party::ShortCode, .number = isTill() ? m_profile.till : m_profile.shortCode};
    m_client.call<daraja::OrgInfo>(request, context, [done = std::move(done)](const auto &outcome) {
        done(outcome ? OrganisationAnswer{outcome->name, {}, {}} : OrganisationAnswer{{}, outcome.error().code, outcome.error().text});
    });
}

} // namespace kaunta::providers
