#include "core/sale/sale_service.h"

namespace kaunta::sale {

void SaleService::decide(const QString &ticket, const QString &, bool, const QString &, const QString &, const QString &)
{
    QMetaObject::invokeMethod(this, [this, ticket] { Q_EMIT decisionRefused(ticket, {FailureCode::NotSupported, {}}); }, Qt::QueuedConnection);
}

} // namespace kaunta::sale
