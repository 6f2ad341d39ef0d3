#pragma once

#include "tests/e2e/cli/kauntactl_process.h"
#include "tests/e2e/simulator/simulator_process.h"

#include <QTemporaryDir>
#include <memory>

namespace kaunta::soak {

//! A shop with a profile of its own, an owner, secrets in the keyring of private_bus.sh, and an M-PESA that is another process and
//! misbehaves: the practice numbers in turn, one for each charge, each on a phone of its own.
class SoakShop
{
public:
    static constexpr int kMostCharges = 90'000;

    enum class Faults { All, ThatEnd };   //!< ThatEnd: without those after which nobody ever learns what became of a charge

    //! Null when something could not be set up; `problem` says what.
    static std::unique_ptr<SoakShop> open(int charges, Faults faults, QString &problem);

    QString dataDir() const { return m_dir.path(); }
    QString ledgerFile() const { return m_dir.filePath(QStringLiteral("profiles/duka/ledger.sqlite")); }
    QString mpesaFile() const { return m_files.filePath(QStringLiteral("mpesa.sqlite")); }
    qint64 mpesaPid() { return m_mpesa->process().processId(); }
    //! What M-PESA printed is thrown away now and then, so that it does not fill our own memory.
    void forgetPrinted();
    test::Outcome kauntactl(const QStringList &command, const QByteArray &input = {}) const;

    static QString phoneOf(int charge);   //!< "0711000007"
    static QString ownersPin();

private:
    bool setUp(int charges, Faults faults, QString &problem);
    bool writeScript(const QString &file, int charges, Faults faults) const;

    QTemporaryDir m_dir;
    QTemporaryDir m_files;
    std::unique_ptr<test::SimulatorProcess> m_mpesa;
};

} // namespace kaunta::soak
