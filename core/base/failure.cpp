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
    {FailureCode::AmountInvalid, {"amount-invalid", QT_TRANSLATE_NOOP("Failures", "M-PESA takes whole amounts from 1 to 250,000, in the currency of the profile. Nothing was sent."), QT_TRANSLATE_NOOP("Failures", "Correct the amount."), 2}},
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
    {FailureCode::OpenChargeEnded, {"open-charge-ended", QT_TRANSLATE_NOOP("Failures", "The request that was still open has its answer now, so no second one was sent."), QT_TRANSLATE_NOOP("Failures", "Look at that answer first. If it was not paid, charge again."), 12}},
    {FailureCode::TestFailed, {"test-failed", QT_TRANSLATE_NOOP("Failures", "A check of this profile failed. No money was asked for."), QT_TRANSLATE_NOOP("Failures", "Correct what the line above names."), 3}},
    {FailureCode::NotAllowed, {"not-allowed", QT_TRANSLATE_NOOP("Failures", "This person may not do that. Nothing was sent."), QT_TRANSLATE_NOOP("Failures", "Ask somebody whose role allows it: see Users in Settings."), 5}},
    {FailureCode::PinWrong, {"pin-wrong", QT_TRANSLATE_NOOP("Failures", "The PIN is not right. Nothing was done."), QT_TRANSLATE_NOOP("Failures", "Type it again. Each wrong PIN makes the wait before the next one longer."), 5}},
    {FailureCode::PinLocked, {"pin-locked", QT_TRANSLATE_NOOP("Failures", "Too many wrong PINs: no further one is looked at for a while. Nothing was done."), QT_TRANSLATE_NOOP("Failures", "Wait until the countdown is over, then type the right PIN."), 5}},
    {FailureCode::PinInvalid, {"pin-invalid", QT_TRANSLATE_NOOP("Failures", "This PIN cannot be used."), QT_TRANSLATE_NOOP("Failures", "Use digits only: at least 4, and at least 6 for supervisors, managers, auditors and owners; not all the same and not a row like 1234."), 2}},
    {FailureCode::SelfApproval, {"self-approval", QT_TRANSLATE_NOOP("Failures", "Nobody approves their own request. Nothing was sent."), QT_TRANSLATE_NOOP("Failures", "Ask a second person to type their PIN."), 5}},
    {FailureCode::ApproveAgain, {"approve-again", QT_TRANSLATE_NOOP("Failures", "You are the only person of this shop, so your own approval counts when you repeat it after a pause. Nothing was sent yet."), QT_TRANSLATE_NOOP("Failures", "Wait ten seconds, look at the amount once more, then type your PIN again."), 5}},
    {FailureCode::UserMissing, {"user-missing", QT_TRANSLATE_NOOP("Failures", "There is no such person in this shop, or the person was disabled."), QT_TRANSLATE_NOOP("Failures", "See kauntactl user list, or Users in Settings."), 5}},
    {FailureCode::UserExists, {"user-exists", QT_TRANSLATE_NOOP("Failures", "There is a person of this name already. Nothing was changed."), QT_TRANSLATE_NOOP("Failures", "Choose another name."), 2}},
    {FailureCode::UserInvalid, {"user-invalid", QT_TRANSLATE_NOOP("Failures", "A name has 1 to 32 small letters, digits, dots and dashes. Nothing was changed."), QT_TRANSLATE_NOOP("Failures", "Choose another name."), 2}},
    {FailureCode::LastOwner, {"last-owner", QT_TRANSLATE_NOOP("Failures", "The shop's last owner cannot be disabled. Nothing was changed."), QT_TRANSLATE_NOOP("Failures", "Add another owner first."), 2}},
    {FailureCode::OwnerNeeded, {"owner-needed", QT_TRANSLATE_NOOP("Failures", "This shop has no owner yet, so nobody can approve. Nothing was sent."), QT_TRANSLATE_NOOP("Failures", "Add the owner first: in the window, or with kauntactl user add NAME --role owner."), 3}},
    {FailureCode::NotSupported, {"not-supported", QT_TRANSLATE_NOOP("Failures", "This way to reach M-PESA cannot do that. Nothing was sent."), QT_TRANSLATE_NOOP("Failures", "Do it in M-PESA's own portal."), 3}},
    {FailureCode::CallbackNotTested, {"callback-not-tested", QT_TRANSLATE_NOOP("Failures", "No working way for M-PESA's results to come back is proven for this shop, so nothing was sent: the outcome could never be known."), QT_TRANSLATE_NOOP("Failures", "Set the callback address and run the tests in Settings, or kauntactl profile test NAME."), 3}},
    {FailureCode::InitiatorMissing, {"initiator-missing", QT_TRANSLATE_NOOP("Failures", "The M-PESA user for refunds and balances, its password or its certificate is not set. Nothing was sent."), QT_TRANSLATE_NOOP("Failures", "The manager must set initiator, certificate and initiator password in Settings."), 3}},
    {FailureCode::InitiatorRefused, {"initiator-refused", QT_TRANSLATE_NOOP("Failures", "M-PESA refused the user for refunds and balances the last time, and a few repeats lock that user. Nothing was sent."), QT_TRANSLATE_NOOP("Failures", "The manager must put initiator, certificate and initiator password right, and then say so: F4 on Refunds or Balance, or kauntactl refund initiator."), 3}},
    {FailureCode::CertificateInvalid, {"certificate-invalid", QT_TRANSLATE_NOOP("Failures", "The certificate file cannot be read, or has no RSA key in it. Nothing was sent."), QT_TRANSLATE_NOOP("Failures", "Import M-PESA's certificate from the Daraja portal again."), 3}},
    {FailureCode::ReasonInvalid, {"reason-invalid", QT_TRANSLATE_NOOP("Failures", "A reason of 2 to 100 letters, digits, spaces, dots, commas and dashes is needed. Nothing was sent."), QT_TRANSLATE_NOOP("Failures", "Say in a few words why."), 2}},
    {FailureCode::ReceiptUnknown, {"receipt-unknown", QT_TRANSLATE_NOOP("Failures", "No payment with this receipt is in this ledger. Nothing was sent."), QT_TRANSLATE_NOOP("Failures", "Check the receipt, or read M-PESA's list with Pull first."), 2}},
    {FailureCode::RefundExists, {"refund-exists", QT_TRANSLATE_NOOP("Failures", "This payment was sent back already, or that is under way. Nothing was sent."), QT_TRANSLATE_NOOP("Failures", "Look at the refund that exists: a second one is never sent."), 12}},
    {FailureCode::RefundNotPossible, {"refund-not-possible", QT_TRANSLATE_NOOP("Failures", "This payment cannot be sent back: its receipt is not known yet. Nothing was sent."), QT_TRANSLATE_NOOP("Failures", "Wait until the receipt is found; see Pending."), 12}},
    {FailureCode::RequestFailed, {"request-failed", QT_TRANSLATE_NOOP("Failures", "M-PESA did not answer the question. No money was moved by asking."), QT_TRANSLATE_NOOP("Failures", "Look at the code, and try again later."), 11}},
    {FailureCode::CodeInvalid, {"code-invalid", QT_TRANSLATE_NOOP("Failures", "This is not the form of an M-PESA receipt: ten letters and digits. Nothing was changed."), QT_TRANSLATE_NOOP("Failures", "Read the code again from the customer's message. Look at O and 0, I and 1."), 2}},
    {FailureCode::CodeTooOld, {"code-too-old", QT_TRANSLATE_NOOP("Failures", "This payment was made before the sale. Nothing was changed."), QT_TRANSLATE_NOOP("Failures", "It cannot pay this sale; a supervisor can decide with a reason."), 12}},
    {FailureCode::AmountDiffers, {"amount-differs", QT_TRANSLATE_NOOP("Failures", "This payment has another amount than the sale still lacks. Nothing was changed."), QT_TRANSLATE_NOOP("Failures", "Match it on the page Direct payments, or ask a supervisor."), 12}},
    {FailureCode::PaymentUsed, {"payment-used", QT_TRANSLATE_NOOP("Failures", "This receipt pays another sale already. Nothing was changed."), QT_TRANSLATE_NOOP("Failures", "Do not accept the code. The first sale and its time are named."), 12}},
    {FailureCode::PaymentHeld, {"payment-held", QT_TRANSLATE_NOOP("Failures", "This payment may belong to a charge that is still open, so it cannot be matched yet. Nothing was changed."), QT_TRANSLATE_NOOP("Failures", "Wait until that charge is settled; see Pending."), 12}},
    {FailureCode::ReceiverFailed, {"receiver-failed", QT_TRANSLATE_NOOP("Failures", "The till cannot listen for M-PESA's results at its address. Payments go on; refunds and balances do not."), QT_TRANSLATE_NOOP("Failures", "Check the address in Settings, and that no other program uses its port."), 3}},
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
