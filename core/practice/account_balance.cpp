#include "core/practice/answers.h"
#include "core/practice/carry_out.h"
#include "core/practice/request_checks.h"

namespace kaunta::practice {

using namespace Qt::StringLiterals;

namespace {

//! Safaricom's own list, in its order; accounts that practice money never touches are empty.
QString balances(const Books &books, const QString &shortCode, qint64 at)
{
    const auto line = [&](Account account) { return accountLine(accountName(account), books.balance(shortCode, account, at)); };
    return QStringList{line(Account::Working), accountLine(u"Float Account"_s, 0), line(Account::Utility), line(Account::Merchant),
                       line(Account::ChargesPaid), accountLine(u"Organization Settlement Account"_s, 0)}
        .join(u'&');
}

} // namespace

HttpAnswer accountBalance(Backstage &stage, const Call &call)
{
    const QJsonObject &body = call.body;
    const QString type = digitsOf(body.value("IdentifierType"_L1)).value_or(QString());
    QString wrong = wrongAskField(body);
    if (wrong.isEmpty())
        wrong = firstWrong({{"CommandID", body.value("CommandID"_L1) == "AccountBalance"_L1}, {"IdentifierType", type == "4"_L1 || type == "2"_L1}});
    if (!wrong.isEmpty())
        return invalidField(stage.random, wrong);

    const auto parameters = [&stage](const Ask &ask) {
        return QJsonArray{parameter(u"AccountBalance"_s, balances(stage.books, stage.books.ownerOf(ask.shortCode), ask.doneAt)),
                          parameter(u"BOCompletedTime"_s, eatStamp(ask.doneAt))};
    };
    const Ask ask{.conversationId = {}, .originatorId = {}, .kind = Ask::Kind::Balance, .shortCode = {}};
    return carryOut(stage, call, readAskFields(body), ask, [](const Ask &) { return Deed{.result = u"0"_s, .deal = {}, .movements = {}}; },
                    {.dummyReceipt = u"OAK0000000"_s, .service = u"abresults"_s, .textCodes = true, .parameters = parameters});
}

} // namespace kaunta::practice
