#include "ui/viewmodels/direct_news.h"

#include "ui/viewmodels/direct_words.h"

namespace kaunta::ui {

using direct::DirectPayment;

DirectNews::DirectNews(direct::DirectService &direct, sale::SaleService &sales, QObject *parent) : QObject(parent)
{
    using Service = direct::DirectService;
    connect(&direct, &Service::directArrived, this, [this](const DirectPayment &payment) {
        if (m_second.contains(payment.receipt))
            return;
        m_arrived << payment;
        Q_EMIT changed();
    });
    connect(&direct, &Service::directMatched, this, [this](const QString &, const DirectPayment &payment) { forget(payment.receipt); });
    connect(&direct, &Service::claimFound, this, [this](const QString &, const DirectPayment &payment) { forget(payment.receipt); });
    connect(&direct, &Service::claimDecided, this, [this](const QString &, const direct::Claim &claim) { forget(claim.code); });
    connect(&direct, &Service::matchOvertaken, this, [this](const DirectPayment &payment, const QString &from) {
        m_overtaken << Overtaken{payment, from};
        Q_EMIT changed();
    });
    // A second payment for one request has an alert of its own; it comes before or after this news.
    connect(&sales, &sale::SaleService::alertRaised, this, [this](const sale::Alert &alert) {
        if (alert.kind != sale::AlertKind::SecondReceipt)
            return;
        m_second << alert.receipt;
        forget(alert.receipt);
    });
}

void DirectNews::forget(const QString &receipt)
{
    if (m_arrived.removeIf([&](const DirectPayment &payment) { return payment.receipt == receipt; }) > 0)
        Q_EMIT changed();
}

BarNotice DirectNews::notice() const
{
    if (!m_overtaken.isEmpty()) {
        const Overtaken &first = m_overtaken.first();
        return {Tone::Unknown, Glyph::Conflict,
                tr("M-PESA proved that %1 (%2) belongs to sale %3. It was taken off sale %4.")
                    .arg(first.payment.amount.toDisplay(), first.payment.receipt, first.payment.saleNumber, first.fromSaleNumber),
                tr("Look at both sales."), tr("Direct")};
    }
    if (m_arrived.isEmpty())
        return {};
    const DirectPayment &last = m_arrived.last();
    const QString payer = payerWords(last);
    const QString says = m_arrived.size() > 1 ? tr("%1 payments came without being asked for, the last one %2.").arg(m_arrived.size()).arg(last.amount.toDisplay())
                         : payer.isEmpty()    ? tr("%1 came without being asked for.").arg(last.amount.toDisplay())
                                              : tr("%1 came from %2 without being asked for.").arg(last.amount.toDisplay(), payer);
    return {Tone::Info, Glyph::Direct, says, last.held ? QString() : tr("Put it on a sale."), tr("Direct")};
}

void DirectNews::dismiss()
{
    if (!m_overtaken.isEmpty())
        m_overtaken.removeFirst();
    else if (!m_arrived.isEmpty())
        m_arrived.clear();
    else
        return;
    Q_EMIT changed();
}

void DirectNews::seen()
{
    if (m_arrived.isEmpty())
        return;
    m_arrived.clear();
    Q_EMIT changed();
}

} // namespace kaunta::ui
