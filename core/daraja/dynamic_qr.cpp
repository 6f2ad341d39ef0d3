#include "core/daraja/dynamic_qr.h"

#include "core/daraja/field_rules.h"
#include "core/daraja/json_text.h"

namespace kaunta::daraja {

using namespace Qt::StringLiterals;

Result<QrPicture, CallFault> QrPicture::fromJson(const QJsonObject &json)
{
    const QByteArray text = scalarText(json.value("QRCode"_L1)).remove(u'\r').remove(u'\n').toLatin1();
    const auto decoded = QByteArray::fromBase64Encoding(text, QByteArray::Base64Encoding | QByteArray::AbortOnBase64DecodingErrors);
    if (decoded && decoded.decoded.startsWith("\x89PNG\r\n\x1a\n"))
        return QrPicture{decoded.decoded};
    CallFault fault;
    fault.code = scalarText(json.value("ResponseCode"_L1));
    fault.text = scalarText(json.value("ResponseDescription"_L1));
    fault.detail = u"the answer has no PNG in it"_s;
    return Fail{fault};
}

Result<Done, FieldFault> DynamicQr::validate() const
{
    constexpr int kSmallest = 100;
    constexpr int kLargest = 1000;
    return firstFault({{"MerchantName", nameProblem(merchant, 40)},
                       {"RefNo", textProblem(reference, 12)},
                       {"Amount", wholeAmountProblem(amount, 1, kMostPerTransaction)},
                       {"CPI", shortCodeProblem(receiver)},
                       {"Size", pixels < kSmallest || pixels > kLargest ? Problem(FieldFault::Problem::OutOfRange) : Problem()}});
}

QJsonObject DynamicQr::toJson() const
{
    return {{u"MerchantName"_s, merchant},
            {u"RefNo"_s, reference},
            {u"Amount"_s, amount.whole()},
            {u"TrxCode"_s, toTill ? u"BG"_s : u"PB"_s},
            {u"CPI"_s, receiver},
            {u"Size"_s, QString::number(pixels)}};
}

} // namespace kaunta::daraja
