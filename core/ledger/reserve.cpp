#include "core/ledger/reserve.h"

#include "core/ledger/disk.h"

#include <QFile>

namespace kaunta::ledger {

Result<Done, LedgerFault> Reserve::ensure() const
{
    if (allocatedBytes(m_path) >= m_bytes)
        return Done{};
    return allocateFile(m_path, m_bytes);
}

void Reserve::release() const
{
    QFile::resize(m_path, 0); // frees the blocks even where the name cannot be removed
    QFile::remove(m_path);
}

} // namespace kaunta::ledger
