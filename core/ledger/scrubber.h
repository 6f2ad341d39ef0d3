#pragma once

#include "core/ledger/records.h"

#include <QRegularExpression>

namespace kaunta::ledger {

inline constexpr auto kPhoneMarker = QLatin1StringView("{phone}");
inline constexpr auto kNameMarker = QLatin1StringView("{name}");

//! What 07…, 2547… and the end of a CheckoutRequestID have in common.
QString nationalNumber(const QString &msisdn);
//! As any database gives it back.
QString wellFormed(const QString &text);

//! Cleans the texts that come with an event. They are for people and are never read back, so here numbers may be hidden in
//! any spelling, and the names of the persons concerned as words.
class Scrubber
{
public:
    explicit Scrubber(const QList<PersonRecord> &persons);
    QJsonObject operator()(const QJsonObject &object) const;

private:
    QJsonValue cleaned(const QJsonValue &value) const;
    QString cleaned(const QString &text) const;
    bool mayHoldNumber(const QString &text) const;

    QStringList m_numbers;   //!< digits of the phones
    QRegularExpression m_phone;
    QRegularExpression m_word;
};

} // namespace kaunta::ledger
