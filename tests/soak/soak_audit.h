#pragma once

#include <QMap>
#include <QString>
#include <QStringList>

namespace kaunta::soak {

//! The till's books against M-PESA's, when everything has been said that will be.
struct Audit {
    QMap<QString, int> charges;   //!< by state and evidence: "paid callback"
    int prompts = 0;              //!< that M-PESA sent
    int paidAtMpesa = 0;
    int paidInBooks = 0;
    int receiptsInBooks = 0;
    QStringList wrong;            //!< what may never be; empty: sound
};

Audit audit(const QString &ledgerFile, const QString &mpesaFile);

} // namespace kaunta::soak
