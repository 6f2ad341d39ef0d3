#include "core/practice/answers.h"
#include "core/practice/endpoints.h"
#include "core/practice/request_checks.h"

namespace kaunta::practice {

using namespace Qt::StringLiterals;

HttpAnswer orgInfo(Backstage &stage, const Call &call)
{
    const QString type = digitsOf(call.body.value("IdentifierType"_L1)).value_or(QString());
    const auto number = digitsOf(call.body.value("Identifier"_L1));
    const QString wrong = firstWrong({{"IdentifierType", type == "2"_L1 || type == "4"_L1}, {"Identifier", isShortCode(number)}});
    if (!wrong.isEmpty())
        return invalidField(stage.random, wrong);
    const QString &only = stage.options.shortCode;
    const bool exists = only.isEmpty() || *number == only || stage.books.ownerOf(*number) == only;
    QJsonObject answer{{u"ConversationID"_s, QString(u"AG_"_s + randomHex128(stage.random).left(20))},
                       {u"ResponseCode"_s, exists ? u"4000"_s : u"4001"_s},
                       {u"ResponseMessage"_s, exists ? u"Success"_s : u"Failed"_s},
                       {u"DetailedMessage"_s, exists ? u"Success"_s : u"The organization does not exist."_s}};
    if (exists) {
        answer.insert(u"OrganizationShortCode"_s, *number);
        answer.insert(u"OrganizationName"_s, stage.options.shop);
        answer.insert(u"ChargeProfileID"_s, u"2"_s);
    }
    return jsonAnswer(200, answer);
}

} // namespace kaunta::practice
