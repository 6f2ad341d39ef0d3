#pragma once

#include "core/daraja/field_rules.h"

#include <QJsonObject>

namespace kaunta::daraja {

//! What all requests have in common that an API operator of the shop makes and that are answered later.
struct Initiation {
    QString initiator = {};       //!< the operator's user name, at most 50 characters
    QByteArray credential = {};   //!< SecurityCredential, see security_certificate.h
    QString remarks = {};         //!< 2 to 100 of [A-Za-z0-9 .,-]
    QUrl resultUrl = {};          //!< complete, with the attempt's secret path
    QUrl timeoutUrl = {};
};

//! `initiatorField`: B2C calls it InitiatorName.
QList<NamedProblem> problemsOf(const Initiation &initiation, const char *initiatorField = "Initiator");
QJsonObject toJson(const Initiation &initiation, const char *initiatorField = "Initiator");

} // namespace kaunta::daraja
