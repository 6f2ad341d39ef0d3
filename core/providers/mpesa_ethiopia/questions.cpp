#include "core/providers/mpesa_ethiopia/questions.h"

#include "core/providers/mpesa_ethiopia/field_rules.h"

namespace kaunta::providers::mpesa_ethiopia {

using namespace Qt::StringLiterals;
using Checked = Result<Done, daraja::FieldFault>;

namespace {

const QString kNotKnown = u"0"_s;

QString orNone(const QString &id)
{
    return id.isEmpty() ? kNotKnown : id;
}

QUrl under(const QUrl &base, const QString &path)
{
    QUrl whole = base;
    whole.setPath(base.path() + path);
    return whole;
}

QString commandName(PayOut::Command command)
{
    switch (command) {
    case PayOut::Command::BusinessPayment: return u"BusinessPayment"_s;
    case PayOut::Command::SalaryPayment: return u"SalaryPayment"_s;
    case PayOut::Command::PromotionPayment: return u"PromotionPayment"_s;
    }
    Q_UNREACHABLE();
}

} // namespace

Checked TransactionStatus::validate() const
{
    const bool byReceipt = !receipt.isEmpty() || originalConversationId.isEmpty();
    return daraja::firstFault(problemsOf(by)
                              + QList<NamedProblem>{{"OriginatorConversationID", callerIdProblem(originatorConversationId)},
                                                    {"TransactionID", byReceipt ? daraja::receiptProblem(receipt) : Problem()},
                                                    {"OriginalConversationID", originalConversationId.isEmpty() ? Problem() : daraja::idProblem(originalConversationId)},
                                                    {"PartyA", shortCodeProblem(shortCode)}});
}

QJsonObject TransactionStatus::toJson() const
{
    QJsonObject json = daraja::toJson(by);
    json.insert(u"OriginatorConversationID"_s, originatorConversationId);
    json.insert(u"CommandID"_s, u"TransactionStatusQuery"_s);
    json.insert(u"TransactionID"_s, orNone(receipt));
    json.insert(originalIdField, orNone(originalConversationId));
    json.insert(u"PartyA"_s, shortCode);
    json.insert(u"IdentifierType"_s, identifierType);
    json.insert(u"Occasion"_s, occasion);
    return json;
}

Checked Reversal::validate() const
{
    return daraja::firstFault(problemsOf(by)
                              + QList<NamedProblem>{{"OriginatorConversationID", callerIdProblem(originatorConversationId)},
                                                    {"TransactionID", daraja::receiptProblem(receipt)},
                                                    {"Amount", amountProblem(amount)},
                                                    {"ReceiverParty", shortCodeProblem(receiver)}});
}

QJsonObject Reversal::toJson() const
{
    QJsonObject json = daraja::toJson(by);
    json.insert(u"OriginatorConversationID"_s, originatorConversationId);
    json.insert(originalIdField, orNone(originalConversationId));
    json.insert(u"CommandID"_s, u"TransactionReversal"_s);
    json.insert(u"TransactionID"_s, receipt);
    json.insert(u"Amount"_s, QString::number(amount.whole()));
    json.insert(u"RecieverIdentifierType"_s, receiverType);
    json.insert(u"ReceiverParty"_s, receiver);
    json.insert(u"Occasion"_s, occasion);
    return json;
}

QUrl Reversal::url(const QUrl &base) const
{
    return under(base, u"/mpesa/reversal/"_s + version + u"/request"_s);
}

Checked AccountBalance::validate() const
{
    return daraja::firstFault(problemsOf(by)
                              + QList<NamedProblem>{{"OriginatorConversationID", callerIdProblem(originatorConversationId)}, {"PartyA", shortCodeProblem(shortCode)}});
}

QJsonObject AccountBalance::toJson() const
{
    QJsonObject json = daraja::toJson(by);
    json.insert(u"OriginatorConversationID"_s, originatorConversationId);
    json.insert(u"CommandID"_s, u"AccountBalance"_s);
    json.insert(u"PartyA"_s, shortCode);
    json.insert(u"IdentifierType"_s, identifierType);
    return json;
}

QUrl AccountBalance::url(const QUrl &base) const
{
    return under(base, u"/mpesa/accountbalance/"_s + version + u"/query"_s);
}

Checked PayOut::validate() const
{
    return daraja::firstFault(problemsOf(by, "InitiatorName")
                              + QList<NamedProblem>{{"OriginatorConversationID", callerIdProblem(originatorConversationId)},
                                                    {"PartyA", shortCodeProblem(shortCode)},
                                                    {"PartyB", phoneProblem(phone)},
                                                    {"Amount", amountProblem(amount)}});
}

QJsonObject PayOut::toJson() const
{
    QJsonObject json = daraja::toJson(by, "InitiatorName");
    json.insert(u"OriginatorConversationID"_s, originatorConversationId);
    json.insert(u"CommandID"_s, commandName(command));
    json.insert(u"PartyA"_s, shortCode);
    json.insert(u"PartyB"_s, phone);
    json.insert(u"Amount"_s, amount.whole());
    json.insert(u"Occasion"_s, occasion);
    return json;
}

QUrl PayOut::url(const QUrl &base) const
{
    return under(base, u"/mpesa/b2c/"_s + version + u"/paymentrequest"_s);
}

} // namespace kaunta::providers::mpesa_ethiopia
