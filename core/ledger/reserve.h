#pragma once

#include "core/ledger/ledger.h"

namespace kaunta::ledger {

//! Space on the disk that is kept for answers: a file of real blocks beside the ledger. While it is there, a full disk still
//! has room for what M-PESA says about prompts that are out; without it no new prompt is sent.
class Reserve
{
public:
    Reserve(QString path, qint64 bytes) : m_path(std::move(path)), m_bytes(bytes) {}

    Result<Done, LedgerFault> ensure() const; //!< makes it unless it is there; Full when it does not fit
    void release() const;                     //!< gives the space back

private:
    QString m_path;
    qint64 m_bytes;
};

} // namespace kaunta::ledger
