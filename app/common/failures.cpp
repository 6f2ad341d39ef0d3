#include "app/common/failures.h"

namespace kaunta::app {

using namespace Qt::StringLiterals;

Failure failureOf(DataDirError error, const QString &path)
{
    switch (error) {
    case DataDirError::CannotCreate:
        return {FailureCode::DataDirUnusable, path};
    case DataDirError::NetworkDrive:
        return {FailureCode::DataDirUnusable, u"%1 is on a network drive"_s.arg(path)};
    case DataDirError::NotPrivate:
        return {FailureCode::DataDirUnusable, u"%1 can be read by others"_s.arg(path)};
    }
    Q_UNREACHABLE();
}

Failure failureOf(const ProfileFault &fault, const QString &profile)
{
    switch (fault.error) {
    case ProfileError::NotFound:
        return {FailureCode::ProfileMissing, profile};
    case ProfileError::Exists:
        return {FailureCode::ProfileExists, profile};
    case ProfileError::Invalid:
    case ProfileError::Unreadable:
        return {FailureCode::ProfileInvalid, fault.detail};
    case ProfileError::Unwritable:
        return {FailureCode::DataDirUnusable, fault.detail};
    }
    Q_UNREACHABLE();
}

Failure failureOf(secrets::SecretError error, const QString &key)
{
    switch (error) {
    case secrets::SecretError::NeverStored:
        return {FailureCode::SecretMissing, key};
    case secrets::SecretError::LockedOrGone:
        return {FailureCode::KeyringLocked, key};
    case secrets::SecretError::NoKeyring:
        return {FailureCode::KeyringMissing, key};
    case secrets::SecretError::Denied:
    case secrets::SecretError::Other:
        return {FailureCode::KeyringRefused, key};
    }
    Q_UNREACHABLE();
}

} // namespace kaunta::app
