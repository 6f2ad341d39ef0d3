#include "core/base/msisdn.h"

#include <QRegularExpression>

namespace kaunta {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype kNational = 9;   // digits after the country code, in both countries

QString countryCode(Country country)
{
    return country == Country::Kenya ? u"254"_s : u"251"_s;
}

bool isMobile(const QString &national, Country country)
{
    return national.startsWith(u'7') || (country == Country::Kenya && national.startsWith(u'1'));
}

} // namespace

Result<Msisdn, MsisdnProblem> Msisdn::parse(const QString &typed, Country country)
{
    // Besides what people type: the spaces, dashes and invisible direction marks that contacts and chats paste along.
    static const QRegularExpression separators(
        uR"([\s\x{00A0}\x{2000}-\x{200F}\x{2010}-\x{2015}\x{202A}-\x{202F}\x{2060}-\x{2069}\x{2212}\x{FEFF}.()\-]+)"_s);
    static const QRegularExpression shape(uR"(^\+?[0-9]+$)"_s);
    QString text = typed;
    text.remove(separators);
    if (text.isEmpty())
        return Fail{MsisdnProblem::Empty};
    if (text == "+"_L1)
        return Fail{MsisdnProblem::TooShort};
    if (!shape.match(text).hasMatch())
        return Fail{MsisdnProblem::NotDigits};

    const QString code = countryCode(country);
    QString national;
    bool afterCode = true;
    const bool plus = text.startsWith(u'+');
    if (plus)
        text.remove(0, 1);
    if (plus || text.startsWith("00"_L1)) {
        if (!plus)
            text.remove(0, 2);
        const qsizetype shared = qMin(text.size(), code.size());
        if (text.left(shared) != code.left(shared))
            return Fail{MsisdnProblem::NotThisCountry};
        national = text.mid(code.size());
    } else if (text.startsWith(code)) {   // no mobile number starts like a country code
        national = text.mid(code.size());
    } else {
        national = text.startsWith(u'0') ? text.mid(1) : text;
        afterCode = false;
    }
    if (afterCode && national.startsWith(u'0'))   // "+254 0722 …" and "+254 (0) 722 …": the zero is from the local form
        national.remove(0, 1);
    if (!national.isEmpty() && !isMobile(national, country)) {
        // "2", "25" may still become 254…
        const bool mayBecome = !plus && code.startsWith(national) && text == national;
        return Fail{mayBecome ? MsisdnProblem::TooShort : MsisdnProblem::NotMobile};
    }
    if (national.size() < kNational)
        return Fail{MsisdnProblem::TooShort};
    if (national.size() > kNational)
        return Fail{MsisdnProblem::TooLong};
    return Msisdn(code + national);
}

QString Msisdn::local() const
{
    if (m_digits.size() != 12)
        return m_digits;
    return u'0' + m_digits.mid(3, 3) + u' ' + m_digits.mid(6, 3) + u' ' + m_digits.mid(9, 3);
}

QString Msisdn::masked() const
{
    if (m_digits.size() != 12)
        return u"…"_s;
    return u'0' + m_digits.mid(3, 3) + u" … "_s + m_digits.right(3);
}

QString Msisdn::networkHint() const
{
    if (!m_digits.startsWith("254"_L1))
        return m_digits.startsWith("2517"_L1) ? u"Safaricom Ethiopia"_s : QString();
    // Communications Authority prefixes as collected in 2024; ported numbers keep their old prefix.
    static const QRegularExpression safaricom(u"^(7[0129]|74[0-3568]|75[7-9]|76[89]|11[0-5])"_s);
    static const QRegularExpression airtel(u"^(73|78|75[0-6]|762|10[0-8])"_s);
    static const QRegularExpression telkom(u"^77"_s);
    const QString national = m_digits.mid(3);
    if (safaricom.match(national).hasMatch())
        return u"Safaricom"_s;
    if (airtel.match(national).hasMatch())
        return u"Airtel"_s;
    if (telkom.match(national).hasMatch())
        return u"Telkom"_s;
    return {};
}

} // namespace kaunta
