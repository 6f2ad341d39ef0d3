#pragma once

#include <QList>
#include <QString>

namespace kaunta {

//! Every way in which a command or a screen can fail, with the words for people. docs/failures.md explains each one to
//! support staff; a test keeps the two in step. What a *payment's* codes mean is in core/daraja/stk_result.h.
enum class FailureCode {
    Usage,
    PhoneInvalid,
    AmountInvalid,
    ReferenceInvalid,
    KeyReused,
    NotFound,
    ProfileNeeded,
    ProfileMissing,
    ProfileExists,
    ProfileInvalid,
    ProviderMissing,
    SecretMissing,
    KeyringLocked,
    KeyringMissing,
    KeyringRefused,
    DataDirUnusable,
    TillRunning,
    LedgerFull,
    LedgerReadOnly,
    LedgerCorrupt,
    LedgerNewer,
    LedgerUnwritable,
    ChainBroken,
    GuardOpenCharge,
    GuardCountdown,
    SaleSettled,
    OpenChargeEnded,
    TestFailed,
    NotAllowed,
    PinWrong,
    PinLocked,
    PinInvalid,
    SelfApproval,
    ApproveAgain,
    UserMissing,
    UserExists,
    UserInvalid,
    LastOwner,
    OwnerNeeded,
    NotSupported,
    CallbackNotTested,
    InitiatorMissing,
    InitiatorRefused,
    CertificateInvalid,
    ReasonInvalid,
    ReceiptUnknown,
    RefundExists,
    RefundNotPossible,
    RequestFailed,
    CodeInvalid,
    CodeTooOld,
    AmountDiffers,
    PaymentUsed,
    PaymentHeld,
    ReceiverFailed,
};

struct Failure {
    FailureCode code = FailureCode::Usage;
    QString detail;   //!< what exactly: a field, a path, a sale number. Never a secret or a full phone number.
};

//! Fixed words of a failure. Source strings for tr(), context "Failures".
struct FailureWords {
    const char *name;      //!< stable, in error lines and in docs/failures.md: "ledger-full"
    const char *says;      //!< what happened
    const char *next;      //!< what to do now
    int exitCode;          //!< of kauntactl
};
const FailureWords &wordsFor(FailureCode code);
QList<FailureCode> allFailureCodes();

} // namespace kaunta
