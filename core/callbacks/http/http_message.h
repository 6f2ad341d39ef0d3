#pragma once

#include <QByteArray>
#include <QList>
#include <QString>
#include <QStringList>
#include <utility>

namespace kaunta::callbacks {

struct HttpRequest {
    QByteArray method;
    QByteArray target;     //!< as it came: path and query, encoded
    QByteArray body;
    QStringList forwardedFor;   //!< each X-Forwarded-For header, in order
    QString peer;          //!< address without port
};

struct HttpAnswer {
    int status = 200;
    QByteArray body;       //!< JSON
    QList<std::pair<QByteArray, QByteArray>> headers = {};
};

} // namespace kaunta::callbacks
