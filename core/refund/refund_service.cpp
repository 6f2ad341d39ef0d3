#include "core/refund/refund_service.h"

namespace kaunta::refund {

void RefundService::askInitiator()
{
    QMetaObject::invokeMethod(this, [this] { Q_EMIT initiatorTold({}); }, Qt::QueuedConnection);
}

void RefundService::allowInitiator(const QString &ticket, const QString &, const QString &, const QString &)
{
    QMetaObject::invokeMethod(this, [this, ticket] { Q_EMIT refundRefused(ticket, {FailureCode::NotSupported, {}}); }, Qt::QueuedConnection);
}

} // namespace kaunta::refund
