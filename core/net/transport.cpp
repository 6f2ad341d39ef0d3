#include "core/net/transport.h"

namespace kaunta::net {

QByteArray Reply::header(QByteArrayView name) const
{
    for (const auto &[key, value] : headers)
        if (key.compare(name, Qt::CaseInsensitive) == 0)
            return value;
    return {};
}

} // namespace kaunta::net
