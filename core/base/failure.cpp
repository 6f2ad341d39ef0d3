#include "core/base/failure.h"

#include <QCoreApplication>

namespace kaunta {

namespace {

struct Entry {
    FailureCode code;
    FailureWords words;
};

// Words for a cashier: what happened, and that nothing was sent where that is so; then what to do.
constexpr Entry kEntries[] = {
    {FailureCode::Usage, {"usage", QT_TRANSLATE_NOOP("Failures", "The command was not understood. Nothing was sent."), QT_TRANSLATE_NOOP("Failures", "See kauntactl --help."), 2}},
    {FailureCode::PhoneInvalid, {"phone-invalid", QT_TRANSLATE_NOOP("Failures", "This is not a mobile number that M-PESA knows. Nothing was sent."), QT_TRANSLATE_NOOP("Failures", "Ask the customer for the number again: 07… or 01…, ten digits."), 2}},
    {FailureCode::AmountInvalid, {"amount-invalid", QT_TRANSLATE_NOOP("Failures", "M-PESA takes whole shillings from 1 to 250,000. Nothing was sent."), QT_TRANSLATE_NOOP("Failures", "Correct the amount."), 2}},
    {FailureCode::ReferenceInvalid, {"reference-invalid", QT_TRANSLATE_NOOP("Failures", "M-PESA does not take this reference or description. Nothing was sent."), QT_TRANSLATE_NOOP("Failures", "Use letters, digits, space, dot and dash: the reference at most 12 characters, the description at most 13."), 2}},
    {FailureCode::KeyReused, {"key-reused", QT_TRANSLATE_NOOP("Failures", "This key belongs to an earlier charge with other content. Nothing was sent."), QT_TRANSLATE_NOOP("Failures", "Use a new key for a new charge, or repeat the first one exactly."), 2}},
    {FailureCode::NotFound, {"not-found", QT_TRANSLATE_NOOP("Failures", "There is no such sale or charge in this ledger."), QT_TRANSLATE_NOOP("Failures", "Check the number, and that the right profile is chosen."), 2}},
    {FailureCode::ProfileNeeded, {"profile-needed", QT_TRANSLATE_NOOP("Failures", "There is more than the practice shop here, so the profile must be named. Nothing was sent."), QT_TRANSLATE_NOOP("Failures", "Add --profile NAME or set KAUNTA_PROFILE; kauntactl profile list shows the names."), 2}},
    {FailureCode::ProfileMissing, {"profile-missing", QT_TRANSLATE_NOOP("Failures", "There is no profile of this name. Nothing was sent."), QT_TRANSLATE_NOOP("Failures", "See kauntactl profile list, or add it with kauntactl profile add."), 3}},
    {FailureCode::ProfileExists, {"profile-exists", QT_TRANSLATE_NOOP("Failures", "A profile of this name exists already. Nothing was changed."), QT_TRANSLATE_NOOP("Failures", "Choose another name, or change it with kauntactl profile set."), 2}},
    {FailureCode::ProfileInvalid, {"profile-invalid", QT_TRANSLATE_NOOP("Failures", "The profile is not complete or not right. Nothing was sent."), QT_TRANSLATE_NOOP("Failures", "Correct the field that is named, in Settings or with kauntactl profile set."), 3}},
    {FailureCode::ProviderMissing, {"provider-missing", QT_TRANSLATE_NOOP("Failures", "This version of Kaunta does not speak to this provider yet. Nothing was sent."), QT_TRANSLATE_NOOP("Failures", "Use --provider daraja, or update Kaunta."), 3}},
    {FailureCode::SecretMissing, {"secret-missing", QT_TRANSLATE_NOOP("Failures", "A secret that M-PESA needs was never stored. Nothing was sent."), QT_TRANSLATE_NOOP("Failures", "Store it in Settings or with kauntactl secret set KEY."), 3}},
    {FailureCode::KeyringLocked, {"keyring-locked", QT_TRANSLATE_NOOP("Failures", "A secret was stored before but cannot be read now: the keyring is locked, or the entry was deleted. Nothing was sent."), QT_TRANSLATE_NOOP("Failures", "Unlock the keyring (log in again) and try again; if that does not help, store the secret again."), 3}},
    {FailureCode::KeyringMissing, {"keyring-missing", QT_TRANSLATE_NOOP("Failures", "This computer has no keychain service, and Kaunta keeps secrets nowhere else. Nothing was sent."), QT_TRANSLATE_NOOP("Failures", "On Linux install gnome-keyring (or KWallet) and log in again."), 3}},
    {FailureCode::KeyringRefused, {"keyring-refused", QT_TRANSLATE_NOOP("Failures", "The keychain refused. Nothing was sent."), QT_TRANSLATE_NOOP("Failures", "Unlock the keyring and allow Kaunta to use it."), 3}},
    {FailureCode::DataDirUnusable, {"data-dir-unusable", QT_TRANSLATE_NOOP("Failures", "Kaunta cannot keep its files in this folder. Nothing was sent."), QT_TRANSLATE_NOOP("Failures", "Choose a private folder on this computer's own disk with --data-dir."), 4}},
    {FailureCode::TillRunning, {"till-running", QT_TRANSLATE_NOOP("Failures", "The till is running: another Kaunta is using this ledger. Nothing was sent."), QT_TRANSLATE_NOOP("Failures", "Use the till that is open, or close it first."), 4}},
    {FailureCode::LedgerFull, {"ledger-full", QT_TRANSLATE_NOOP("Failures", "The disk is full, so a payment could not be kept safe. Nothing was sent."), QT_TRANSLATE_NOOP("Failures", "Free at least 100 MB on this computer, then try again."), 4}},
    {FailureCode::LedgerReadOnly, {"ledger-read-only", QT_TRANSLATE_NOOP("Failures", "The ledger cannot be written: it is read-only. Nothing was sent."), QT_TRANSLATE_NOOP("Failures", "Check the rights of the ledger's folder and that the disk is healthy."), 4}},
    {FailureCode::LedgerCorrupt, {"ledger-corrupt", QT_TRANSLATE_NOOP("Failures", "The ledger file is damaged. Nothing was sent."), QT_TRANSLATE_NOOP("Failures", "Do not delete anything. Call support; backups are in the folder backup."), 4}},
    {FailureCode::LedgerNewer, {"ledger-newer", QT_TRANSLATE_NOOP("Failures", "The ledger was written by a newer Kaunta. Nothing was sent."), QT_TRANSLATE_NOOP("Failures", "Install the newer version again."), 4}},
    {FailureCode::LedgerUnwritable, {"ledger-unwritable", QT_TRANSLATE_NOOP("Failures", "The ledger could not be written. Nothing was sent."), QT_TRANSLATE_NOOP("Failures", "Try again; if it stays so, restart the computer and check its disk."), 4}},
    {FailureCode::ChainBroken, {"chain-broken", QT_TRANSLATE_NOOP("Failures", "The ledger does not verify: its history was changed, cut, or replaced by an older file. Nothing was sent."), QT_TRANSLATE_NOOP("Failures", "Keep a copy of the file as it is, and call the owner. If a backup was put back on purpose: kauntactl ledger accept --reason TEXT."), 6}},
    {FailureCode::GuardOpenCharge, {"guard-open-charge", QT_TRANSLATE_NOOP("Failures", "An earlier request on this phone is not settled yet, so no second one was sent."), QT_TRANSLATE_NOOP("Failures", "Look at the open one first: it may still be paid."), 12}},
    {FailureCode::GuardCountdown, {"guard-countdown", QT_TRANSLATE_NOOP("Failures", "M-PESA refuses a repeat this soon, so nothing was sent."), QT_TRANSLATE_NOOP("Failures", "Wait until the countdown is over, then send again."), 12}},
    {FailureCode::SaleSettled, {"sale-settled", QT_TRANSLATE_NOOP("Failures", "This sale is paid already, so nothing was sent."), QT_TRANSLATE_NOOP("Failures", "Look at its receipt; charge a new sale if the customer buys more."), 12}},
    {FailureCode::TestFailed, {"test-failed", QT_TRANSLATE_NOOP("Failures", "A check of this profile failed. No money was asked for."), QT_TRANSLATE_NOOP("Failures", "Correct what the line above names."), 3}},
};

} // namespace

const FailureWords &wordsFor(FailureCode code)
{
    for (const Entry &entry : kEntries)
        if (entry.code == code)
            return entry.words;
    Q_UNREACHABLE();
}

QList<FailureCode> allFailureCodes()
{
    QList<FailureCode> codes;
    for (const Entry &entry : kEntries)
        codes << entry.code;
    return codes;
}

} // namespace kaunta
