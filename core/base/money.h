#pragma once

#include <QString>
#include <optional>

namespace kaunta {

enum class Currency { KES, ETB };

QString currencyCode(Currency currency);                        //!< "KES"
std::optional<Currency> currencyFromCode(const QString &code);

//! An exact amount of one currency, held in minor units (cents, santim). No double ever holds money, and construction is
//! explicit so that 10 cannot mean 10 cents by accident. Range: 0 to 9,999,999,999.99 when parsed; any int64 otherwise.
class Money
{
public:
    constexpr Money() = default;
    static constexpr Money fromMinor(qint64 minor, Currency currency = Currency::KES) { return Money(minor, currency); }
    static constexpr Money fromWhole(qint64 whole, Currency currency = Currency::KES) { return Money(whole * 100, currency); }
    //! Accepts what a cashier types ("1250", "1,250", "1 250", "12.50") and what scripts send ("100.00"). Refuses what could
    //! mean two things: "12,50", "1.250", "12.5", "0,500", "1,250 000".
    static std::optional<Money> parse(const QString &typed, Currency currency = Currency::KES);

    constexpr qint64 minor() const { return m_minor; }
    constexpr Currency currency() const { return m_currency; }
    constexpr bool isWhole() const { return m_minor % 100 == 0; }
    constexpr qint64 whole() const { return m_minor / 100; }
    QString toPlain() const;     //!< "1250.00": for files, logs and JSON
    QString toDisplay() const;   //!< "KES 1,250" or "KES 12.50": for people
    constexpr bool operator==(const Money &) const = default;

private:
    constexpr Money(qint64 minor, Currency currency) : m_minor(minor), m_currency(currency) {}
    qint64 m_minor = 0;
    Currency m_currency = Currency::KES;
};

} // namespace kaunta
