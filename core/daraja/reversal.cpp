#include "core/daraja/reversal.h"

namespace kaunta::daraja {

using namespace Qt::StringLiterals;

Result<Done, FieldFault> Reversal::validate() const
{
    return firstFault(problemsOf(by)
                      + QList<NamedProblem>{{"TransactionID", receiptProblem(receipt)},
                                            {"Amount", wholeAmountProblem(amount, 1, kMostPerTransaction)},
                                            {"ReceiverParty", shortCodeProblem(shortCode)}});
}

QJsonObject Reversal::toJson() const
{
    QJsonObject json = daraja::toJson(by);
    json.insert(u"CommandID"_s, u"TransactionReversal"_s);
    json.insert(u"TransactionID"_s, receipt);
    json.insert(u"Amount"_s, amount.whole());
    json.insert(u"ReceiverParty"_s, shortCode.toLongLong());
    json.insert(u"RecieverIdentifierType"_s, u"11"_s);
    return json;
}

} // namespace kaunta::daraja
