#include "core/daraja/payout.h"

namespace kaunta::daraja {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 kLeastToAPerson = 10;

Problem occasionProblem(const QString &occasion)
{
    return occasion.isEmpty() ? Problem() : remarksProblem(occasion);
}

Problem ownIdProblem(const QString &id)
{
    constexpr int kLongest = 50;
    return id.size() > kLongest ? Problem(FieldFault::Problem::TooLong) : idProblem(id);
}

QString commandName(B2cPayment::Command command)
{
    switch (command) {
    case B2cPayment::Command::SalaryPayment: return u"SalaryPayment"_s;
    case B2cPayment::Command::BusinessPayment: return u"BusinessPayment"_s;
    case B2cPayment::Command::PromotionPayment: return u"PromotionPayment"_s;
    }
    Q_UNREACHABLE();
}

QString commandName(B2bPayment::Command command)
{
    switch (command) {
    case B2bPayment::Command::PayBill: return u"BusinessPayBill"_s;
    case B2bPayment::Command::BuyGoods: return u"BusinessBuyGoods"_s;
    case B2bPayment::Command::PayToBulk: return u"BusinessPayToBulk"_s;
    }
    Q_UNREACHABLE();
}

} // namespace

Result<Done, FieldFault> B2cPayment::validate() const
{
    return firstFault(problemsOf(by, "InitiatorName")
                      + QList<NamedProblem>{{"OriginatorConversationID", ownIdProblem(originatorConversationId)},
                                            {"Amount", wholeAmountProblem(amount, kLeastToAPerson, kMostPerTransaction)},
                                            {"PartyA", shortCodeProblem(shortCode)},
                                            {"PartyB", phoneProblem(phone)},
                                            {"Occassion", occasionProblem(occasion)}});
}

QJsonObject B2cPayment::toJson() const
{
    QJsonObject json = daraja::toJson(by, "InitiatorName");
    json.insert(u"OriginatorConversationID"_s, originatorConversationId);
    json.insert(u"CommandID"_s, commandName(command));
    json.insert(u"Amount"_s, amount.whole());
    json.insert(u"PartyA"_s, shortCode.toLongLong());
    json.insert(u"PartyB"_s, phone.toLongLong());
    if (!occasion.isEmpty())
        json.insert(u"Occassion"_s, occasion);
    return json;
}

Result<Done, FieldFault> B2bPayment::validate() const
{
    constexpr qint64 kMost = 999'999'999;   // no limit is published for businesses
    return firstFault(problemsOf(by)
                      + QList<NamedProblem>{{"Amount", wholeAmountProblem(amount, 1, kMost)},
                                            {"PartyA", shortCodeProblem(shortCode)},
                                            {"PartyB", shortCodeProblem(receiver)},
                                            {"AccountReference", textProblem(reference, 13)},
                                            {"Requester", requester.isEmpty() ? Problem() : phoneProblem(requester)},
                                            {"Occassion", occasionProblem(occasion)}});
}

QJsonObject B2bPayment::toJson() const
{
    QJsonObject json = daraja::toJson(by);
    json.insert(u"CommandID"_s, commandName(command));
    json.insert(u"SenderIdentifierType"_s, 4);
    json.insert(u"RecieverIdentifierType"_s, command == Command::BuyGoods ? 2 : 4);
    json.insert(u"Amount"_s, amount.whole());
    json.insert(u"PartyA"_s, shortCode.toLongLong());
    json.insert(u"PartyB"_s, receiver.toLongLong());
    json.insert(u"AccountReference"_s, reference);
    if (!requester.isEmpty())
        json.insert(u"Requester"_s, requester);
    if (!occasion.isEmpty())
        json.insert(u"Occassion"_s, occasion);
    return json;
}

} // namespace kaunta::daraja
