#include "core/daraja/validation_reply.h"

#include <QCoreApplication>
#include <array>

namespace kaunta::daraja {

namespace {

constexpr std::array kReplies{
    ValidationReply{"0", "accepted", QT_TRANSLATE_NOOP("Codes", "The till took the payment.")},
    ValidationReply{"C2B00011", "invalid MSISDN", QT_TRANSLATE_NOOP("Codes", "The till turned a payment away: its phone number is not in order. No money was taken.")},
    ValidationReply{"C2B00012", "invalid account number", QT_TRANSLATE_NOOP("Codes", "The till turned a payment away: its account number is no open sale. No money was taken.")},
    ValidationReply{"C2B00013", "invalid amount", QT_TRANSLATE_NOOP("Codes", "The till turned a payment away: its amount is not the sale's. No money was taken.")},
    ValidationReply{"C2B00014", "invalid KYC details", QT_TRANSLATE_NOOP("Codes", "The till turned a payment away: the payer's details are not in order. No money was taken.")},
    ValidationReply{"C2B00015", "invalid short code", QT_TRANSLATE_NOOP("Codes", "The till turned a payment away: it was meant for another shop. No money was taken.")},
    ValidationReply{"C2B00016", "other error", QT_TRANSLATE_NOOP("Codes", "The till turned a payment away, because the shop is closed. No money was taken.")},
};

} // namespace

std::span<const ValidationReply> validationReplies()
{
    return kReplies;
}

const ValidationReply *findValidationReply(const QString &code)
{
    for (const ValidationReply &reply : kReplies)
        if (code == QLatin1StringView(reply.code))
            return &reply;
    return nullptr;
}

} // namespace kaunta::daraja
