#include "core/practice/answers.h"
#include "core/practice/endpoints.h"
#include "core/practice/qr_code.h"
#include "core/practice/request_checks.h"

namespace kaunta::practice {

using namespace Qt::StringLiterals;

namespace {

constexpr int kLargest = 1000;

bool isCode(const QString &code)
{
    return QStringList{u"BG"_s, u"WA"_s, u"PB"_s, u"SM"_s, u"SB"_s}.contains(code);
}

} // namespace

HttpAnswer qrGenerate(Backstage &stage, const Call &call)
{
    const QJsonObject &body = call.body;
    const auto amount = digitsOf(body.value("Amount"_L1));
    const auto payee = digitsOf(body.value("CPI"_L1));
    const auto size = digitsOf(body.value("Size"_L1));
    const QString code = body.value("TrxCode"_L1).toString();
    const QString wrong = firstWrong({{"MerchantName", isText(body.value("MerchantName"_L1), 100)},
                                      {"RefNo", isText(body.value("RefNo"_L1), 20)},
                                      {"Amount", isAmount(amount)},
                                      {"TrxCode", isCode(code)},
                                      {"CPI", payee && payee->size() >= 5 && payee->size() <= 12},
                                      {"Size", size && size->size() <= 4 && size->toInt() >= 1 && size->toInt() <= kLargest}});
    if (!wrong.isEmpty())
        return invalidField(stage.random, wrong);
    // What Safaricom writes into its code is not published. This is for people who point their phone at it.
    const QString text = QStringList{u"PRACTICE"_s, code, *payee, *amount, body.value("RefNo"_L1).toString(), body.value("MerchantName"_L1).toString()}.join(u'|');
    const QByteArray png = QrCode(text.toUtf8()).toPng(size->toInt());
    return jsonAnswer(200, {{u"ResponseCode"_s, u"00"_s},
                            {u"RequestID"_s, QString(u"QRCode:"_s + randomDigits(stage.random, 12))},
                            {u"ResponseDescription"_s, u"QR Code Successfully Generated."_s},
                            {u"QRCode"_s, QString::fromLatin1(png.toBase64())}});
}

} // namespace kaunta::practice
