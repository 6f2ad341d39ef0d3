#pragma once

#include "core/base/result.h"

#include <QString>

namespace kaunta {

enum class Country { Kenya, Ethiopia };

//! Why a typed text is not a phone number yet. TooShort is what a half-typed number says: not an error while typing.
enum class MsisdnProblem { Empty, TooShort, TooLong, NotDigits, NotThisCountry, NotMobile };

//! A mobile number in the form the APIs take: country code and nine digits ("254722000000", "251700100100").
class Msisdn
{
public:
    Msisdn() = default;
    //! Accepts 07…, 01…, 7…, 1…, 254…, +254…, 00254… (Ethiopia: 07…, 7…, 251…, +251…, 00251…), a zero left standing after
    //! the country code, and spaces, dots, dashes, brackets and invisible marks anywhere. Only ASCII digits. Source of the rule: Daraja's M-PESA Express page; number portability means that a prefix is never a
    //! reason to refuse.
    static Result<Msisdn, MsisdnProblem> parse(const QString &typed, Country country = Country::Kenya);

    QString digits() const { return m_digits; }   //!< "254722000000": for the wire and the person table only
    QString local() const;                        //!< "0722 000 000"
    QString masked() const;                       //!< "0722 … 000": for screens, receipts and logs
    QString networkHint() const;                  //!< "Safaricom", "Airtel", … by prefix; empty when not known. A hint only.
    bool isEmpty() const { return m_digits.isEmpty(); }
    bool operator==(const Msisdn &) const = default;

private:
    explicit Msisdn(QString digits) : m_digits(std::move(digits)) {}
    QString m_digits;
};

} // namespace kaunta
