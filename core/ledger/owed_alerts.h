#pragma once

#include "core/ledger/ledger.h"

namespace kaunta::ledger {

//! Alerts that people have not been told yet, of charges or of refunds. Written down before the change that calls for them and struck
//! off once they were raised: a program that dies in between raises them when it starts again, twice rather than never. Kept as a
//! setting of the ledger.
class OwedAlerts
{
public:
    struct Owed {
        QString subject;   //!< id of the charge or refund
        QString kind;      //!< one of `kinds`
        QString receipt;
    };
    //! `setting`: what the list is called, one for each kind of subject.
    OwedAlerts(Ledger &ledger, QString setting) : m_ledger(ledger), m_setting(std::move(setting)) {}

    //! Before the change is written. What the subject owed earlier is replaced; without kinds nothing is owed.
    void owe(const QString &subject, const QStringList &kinds, const QString &receipt = {});
    void told(const QString &subject);
    //! Those whose change was written. Strikes all off that are not among them: what called for them comes again.
    QList<Owed> takeWritten();

private:
    Ledger &m_ledger;
    QString m_setting;
};

} // namespace kaunta::ledger
