#include "core/practice/post_office.h"

#include <algorithm>
#include <utility>

namespace kaunta::practice {

PostOffice::PostOffice(Backstage &stage, Simulator::Deliver deliver, std::function<void()> changed)
    : m_stage(stage), m_deliver(std::move(deliver)), m_changed(std::move(changed))
{
}

void PostOffice::work()
{
    settleDirect();
    deliverDue();
}

std::optional<qint64> PostOffice::nextDue() const
{
    std::optional<qint64> due = m_stage.store.nextDue();
    for (const DirectPayment &payment : m_stage.books.waitingDirect())
        if (!m_asking.contains(payment.receipt))
            due = std::min(due.value_or(payment.createdAt), payment.createdAt);
    return due;
}

void PostOffice::settleDirect()
{
    for (const DirectPayment &payment : m_stage.books.waitingDirect()) {
        if (m_asking.contains(payment.receipt))
            continue;
        const std::optional<ShopUrls> urls =
            urlsOf(m_stage.books, {.receipt = payment.receipt, .shortCode = m_stage.books.ownerOf(payment.shortCode), .till = payment.till ? payment.shortCode : QString()});
        if (!urls || !m_stage.options.validates) {
            settle(payment, true, {});
        } else if (!m_ask) {
            settle(payment, isAccepted(urls, std::nullopt), {});
        } else {
            m_asking.insert(payment.receipt);
            m_ask(QUrl(urls->validation), validationBody(*urls, payment, m_stage.now()),
                  [this, alive = std::weak_ptr(m_alive), payment, urls](const std::optional<QByteArray> &answer) {
                      if (alive.expired() || !m_asking.remove(payment.receipt))
                          return;
                      settle(payment, isAccepted(urls, answer), thirdPartyOf(answer));
                      m_changed();
                  });
        }
    }
}

void PostOffice::settle(const DirectPayment &payment, bool accepted, const QString &thirdParty)
{
    const bool settled = accepted ? acceptDirect(m_stage, payment, thirdParty) : m_stage.books.removeDirect(payment.receipt);
    if (settled && m_shopPaid)
        m_shopPaid(accepted ? payment.receipt : QString());
}

void PostOffice::deliverDue()
{
    if (std::exchange(m_delivering, true))   // a receiver that ticks from inside would get the same post again
        return;
    for (const Notice &notice : m_stage.store.dueNotices(m_stage.now())) {
        if (m_deliver && !m_delivered.contains(notice.id))
            deliver(notice);
        if (!m_stage.store.markDelivered(notice.id))
            m_delivered.insert(notice.id);   // a full disk must not make it come every second
    }
    m_delivering = false;
}

void PostOffice::deliver(const Notice &notice)
{
    switch (notice.kind) {
    case Notice::Kind::StkCallback:
        if (const std::optional<PushRecord> push = m_stage.store.push(notice.about))
            m_deliver(QUrl(push->callbackUrl), stkCallbackBody(*push));
        return;
    case Notice::Kind::AsItStands:
        m_deliver(QUrl(notice.url), notice.body);
        return;
    case Notice::Kind::Confirmation: {
        const std::optional<Deal> payment = m_stage.books.deal(notice.about);
        const std::optional<ShopUrls> urls = payment ? urlsOf(m_stage.books, *payment) : std::nullopt;
        if (urls)
            m_deliver(QUrl(urls->confirmation), confirmationBody(m_stage.books, *urls, *payment));
        return;
    }
    }
}

} // namespace kaunta::practice
