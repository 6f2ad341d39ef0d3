// What people type and paste for a phone number: Msisdn::parse and the phone field of the till.
#include "core/base/msisdn.h"
#include "tests/fuzz/fuzz.h"
#include "ui/viewmodels/charge_entry.h"

#include <algorithm>

using namespace kaunta;
using namespace Qt::StringLiterals;

namespace {

QString digitsIn(const QString &text)
{
    QString digits;
    std::copy_if(text.begin(), text.end(), std::back_inserter(digits), [](QChar c) { return c >= u'0' && c <= u'9'; });
    return digits;
}

void checkWhole(const QString &text, const Msisdn &phone, Country country)
{
    const QString digits = phone.digits();
    HOLDS(digits.size() == 12 && digitsIn(digits) == digits);
    HOLDS(digits.startsWith(country == Country::Kenya ? u"254"_s : u"251"_s));
    HOLDS(digits[3] == u'7' || (country == Country::Kenya && digits[3] == u'1'));
    HOLDS(digitsIn(text).endsWith(digits.mid(3))); // nobody else's number
    for (const QString &form : {digits, QString(u'+' + digits), phone.local()}) {
        const auto again = Msisdn::parse(form, country);
        HOLDS(again && *again == phone);
    }
    HOLDS(digitsIn(phone.masked()).size() == 7);
    const ui::PhoneEntry entry = ui::readPhone(text, country);
    HOLDS(entry.phone == phone && !entry.hint.bad);
    HOLDS(ui::readPhone(entry.text, country).phone == phone);
}

//! TooShort is no error while typing: it must be possible to type on until it is a number, of nine digits in one of its forms.
bool canBecomeOne(const QString &text, Country country)
{
    const QString whole = country == Country::Kenya ? u"00254722000000"_s : u"00251722000000"_s;
    const qsizetype typed = digitsIn(text).size();
    for (const qsizetype form : {9, 10, 12, 13, 14, 15})
        if (form > typed && form - typed <= whole.size() && Msisdn::parse(text + whole.right(form - typed), country))
            return true;
    return false;
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const QString text = fuzz::textOf(data, size);
    for (const Country country : {Country::Kenya, Country::Ethiopia}) {
        const auto phone = Msisdn::parse(text, country);
        if (phone) {
            checkWhole(text, *phone, country);
            continue;
        }
        const ui::PhoneEntry entry = ui::readPhone(text, country);
        HOLDS(entry.phone.isEmpty());
        const bool goesOn = phone.error() == MsisdnProblem::Empty || phone.error() == MsisdnProblem::TooShort;
        HOLDS(entry.hint.bad != goesOn);
        HOLDS(phone.error() != MsisdnProblem::TooShort || canBecomeOne(text, country));
    }
    return 0;
}
