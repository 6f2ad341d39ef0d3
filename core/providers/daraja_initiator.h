#pragma once

#include "core/base/result.h"

#include <QByteArray>
#include <QObject>
#include <QString>
#include <functional>
#include <optional>

namespace kaunta::providers {

//! Fetches the initiator's password, for one use. Answers once, or not at all if `context` is gone, on its thread; nothing: it could
//! not be had. What it hands over is wiped after use, with every copy that shares its bytes: it must be a copy of its own. Whoever
//! makes the source gives the value to neverLog(), as SecretStore does.
using PasswordSource = std::function<void(QObject *context, std::function<void(std::optional<QByteArray>)> done)>;

//! The API operator of the M-PESA portal in whose name refunds, balances and status are asked for.
struct DarajaInitiator {
    QString name = {};
    std::function<QByteArray()> certificate = {};   //!< gives Safaricom's certificate for passwords, PEM or DER, for each use; empty: none
    PasswordSource password = {};
};

//! Makes the SecurityCredential of one request: password fetched, encrypted, wiped. `done` runs once, later than the call returns,
//! and not at all if `context` is gone; the error says what is missing, for the small print.
void makeCredential(const DarajaInitiator &initiator, QObject *context, std::function<void(const Result<QByteArray, QString> &)> done);

} // namespace kaunta::providers
