#include "core/daraja/transaction_status.h"

namespace kaunta::daraja {

using namespace Qt::StringLiterals;

Result<Done, FieldFault> TransactionStatus::validate() const
{
    const bool byReceipt = !receipt.isEmpty() || conversationId.isEmpty();
    return firstFault(problemsOf(by)
                      + QList<NamedProblem>{{"TransactionID", byReceipt ? receiptProblem(receipt) : Problem()},
                                            {"OriginalConversationID", conversationId.isEmpty() ? Problem() : idProblem(conversationId)},
                                            {"PartyA", shortCodeProblem(shortCode)}});
}

QJsonObject TransactionStatus::toJson() const
{
    QJsonObject json = daraja::toJson(by);
    json.insert(u"CommandID"_s, u"TransactionStatusQuery"_s);
    if (!receipt.isEmpty())
        json.insert(u"TransactionID"_s, receipt);
    if (!conversationId.isEmpty())
        json.insert(u"OriginalConversationID"_s, conversationId);
    json.insert(u"PartyA"_s, shortCode.toLongLong());
    json.insert(u"IdentifierType"_s, QString::number(static_cast<int>(party)));   // text here, a number for the balance
    return json;
}

} // namespace kaunta::daraja
