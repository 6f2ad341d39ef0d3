#pragma once

#include "core/practice/endpoints.h"

namespace kaunta::practice {

//! A customer pays by hand: the payment waits until the shop's validation, if it has one, was asked. The first
//! `confirmations` are counted from acceptance. nullopt: could not be kept. The receipt else.
std::optional<QString> startDirect(Backstage &stage, const QString &shopNumber, bool till, const QString &phone, qint64 amount, const QString &reference,
                                   const std::optional<Outcome> &wanted);

//! Does the shop let it in? `answer`: what its validation said; nullopt: nothing in time, and what was registered decides.
//! An answer that says neither yes nor no counts as none.
bool isAccepted(const std::optional<ShopUrls> &urls, const std::optional<QByteArray> &answer);
//! ThirdPartyTransID of such an answer.
QString thirdPartyOf(const std::optional<QByteArray> &answer);

//! Books it and orders its confirmations. False: it was settled meanwhile, or the disk said no.
bool acceptDirect(Backstage &stage, const DirectPayment &payment, const QString &thirdParty);

//! Where confirmations of this payment go.
std::optional<ShopUrls> urlsOf(const Books &books, const Deal &payment);

QByteArray validationBody(const ShopUrls &urls, const DirectPayment &payment, qint64 now);
QByteArray confirmationBody(const Books &books, const ShopUrls &urls, const Deal &payment);

} // namespace kaunta::practice
