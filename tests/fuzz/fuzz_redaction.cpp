// What goes to a log. The first line of an input is the number or the secret, what follows is the text around it.
#include "core/base/msisdn.h"
#include "core/base/redaction.h"
#include "tests/fuzz/fuzz.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>

using namespace kaunta;
using namespace Qt::StringLiterals;

namespace {

//! A number as APIs write it, with nothing that touches it.
void checkNoPhone(const QString &logged)
{
    static const QRegularExpression phone(u"(?<![0-9A-Za-z+])(?:\\+?254|0)[17][0-9]{8}(?![0-9A-Za-z])"_s);
    HOLDS(!phone.match(logged).hasMatch());
}

//! A phone's number that stands for itself: no more than its last three digits stay. One form and one name for each input: this is
//! the slowest of all readers. Nor is it looked at when the text itself holds the number, or goes on after the last three digits as it does.
void checkPhone(const Msisdn &phone, const QString &around)
{
    const QString national = phone.digits().mid(3);
    if (QString(national.right(3) + around).remove(u' ').contains(national))
        return;
    const QString form = around.size() % 2 == 0 ? phone.digits() : phone.local();
    HOLDS(!redacted(u"phone "_s + form + u' ' + around).remove(u' ').contains(national));
}

//! A secret under its name, beside anything else.
void checkSecret(const QString &secret, const QString &around)
{
    static const QStringList names = {u"Password"_s, u"SecurityCredential"_s, u"access_token"_s, u"Authorization"_s};
    const QString &name = names.at(around.size() % names.size());
    const QJsonObject body{{u"About"_s, around}, {name, secret}, {u"Zone"_s, around}};
    const QString text = name == "Authorization"_L1 ? QString(name + u": Bearer "_s + secret + u'\n' + around)
                                                    : QString::fromUtf8(QJsonDocument(body).toJson(QJsonDocument::Compact));
    HOLDS(text.count(secret) > 1 || !redacted(text).contains(secret)); // what stands in the text as well is no secret
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    static const QRegularExpression secret(u"\\A[A-Za-z0-9+/=]{12,40}\\z"_s);
    const auto [head, body] = fuzz::split(fuzz::bytesOf(data, size));
    const QString first = QString::fromUtf8(head);
    const QString around = QString::fromUtf8(body);
    if (const auto phone = Msisdn::parse(first))
        checkPhone(*phone, around);
    else if (secret.match(first).hasMatch())
        checkSecret(first, around);
    else
        checkNoPhone(redacted(around));
    return 0;
}
