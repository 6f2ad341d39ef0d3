#include "core/enquiry/answer_json.h"

#include "core/base/clock.h"

#include <QJsonArray>

namespace kaunta::enquiry {

using namespace Qt::StringLiterals;

using State = ledger::EnquiryRecord::State;

namespace {

//! Minor units as text: exact, and a JSON number is a double.
void put(QJsonObject &object, const QString &name, const std::optional<Money> &amount)
{
    if (amount)
        object.insert(name, QString::number(amount->minor()));
}

std::optional<Money> amountIn(const QJsonObject &object, const QString &name, Currency currency)
{
    bool fine = false;
    const qint64 minor = object.value(name).toString().toLongLong(&fine);
    return fine ? std::optional(Money::fromMinor(minor, currency)) : std::nullopt;
}

//! Empty: there is no figure that it would be of.
QString currencyOf(const callbacks::BalanceAccount &account)
{
    for (const std::optional<Money> &figure : {account.current, account.available, account.reserved, account.uncleared})
        if (figure)
            return currencyCode(figure->currency());
    return {};
}

//! Answers that were journaled before there was another currency do not name it.
Currency currencyIn(const QJsonObject &object)
{
    return currencyFromCode(object.value("currency"_L1).toString()).value_or(Currency::KES);
}

} // namespace

QJsonObject toJson(const callbacks::BalanceResult &balance)
{
    QJsonArray accounts;
    for (const callbacks::BalanceAccount &account : balance.accounts) {
        QJsonObject line{{u"name"_s, account.name}, {u"currency"_s, currencyOf(account)}};
        put(line, u"current"_s, account.current);
        put(line, u"available"_s, account.available);
        put(line, u"reserved"_s, account.reserved);
        put(line, u"uncleared"_s, account.uncleared);
        accounts << line;
    }
    return {{u"accounts"_s, accounts}, {u"left_out"_s, balance.leftOut}, {u"as_of"_s, toIso(balance.asOf)}};
}

QJsonObject toJson(const callbacks::StatusResult &status)
{
    QJsonObject answer{{u"status"_s, status.status}, {u"completed"_s, status.isCompleted}, {u"receipt"_s, status.receipt}, {u"at"_s, toIso(status.finalizedAt)}};
    put(answer, u"amount"_s, status.amount);
    if (status.amount)
        answer.insert(u"currency"_s, currencyCode(status.amount->currency()));
    return answer;
}

AskState askState(ledger::EnquiryRecord::State state)
{
    switch (state) {
    case State::Asked:
        return AskState::Asked;
    case State::Accepted:
        return AskState::Accepted;
    case State::Answered:
        return AskState::Answered;
    case State::Failed:
        return AskState::Failed;
    case State::Silent:
        return AskState::Silent;
    }
    Q_UNREACHABLE();
}

BalanceSnapshot balanceSnapshot(const ledger::EnquiryRecord &question)
{
    BalanceSnapshot shot;
    shot.enquiryId = question.id;
    shot.state = askState(question.state);
    shot.askedBy = question.askedBy;
    shot.askedAt = question.askedAt;
    shot.code = question.reason;
    const QDateTime asOf = fromIso(question.answer.value("as_of"_L1).toString());
    shot.asOf = asOf.isValid() ? asOf : question.answeredAt;
    const QJsonArray accounts = question.answer.value("accounts"_L1).toArray();
    for (const QJsonValue &value : accounts) {
        const QJsonObject line = value.toObject();
        const Currency currency = currencyIn(line);
        shot.accounts << AccountLine{line.value("name"_L1).toString(), amountIn(line, u"current"_s, currency), amountIn(line, u"available"_s, currency),
                                     amountIn(line, u"reserved"_s, currency), amountIn(line, u"uncleared"_s, currency)};
    }
    return shot;
}

StatusSnapshot statusSnapshot(const ledger::EnquiryRecord &question)
{
    StatusSnapshot shot;
    shot.enquiryId = question.id;
    shot.state = askState(question.state);
    shot.receipt = question.subject;
    shot.askedAt = question.askedAt;
    shot.answeredAt = question.answeredAt;
    shot.status = question.answer.value("status"_L1).toString();
    shot.isCompleted = question.answer.value("completed"_L1).toBool() && question.answer.value("receipt"_L1).toString() == question.subject;
    shot.amount = amountIn(question.answer, u"amount"_s, currencyIn(question.answer));
    shot.at = fromIso(question.answer.value("at"_L1).toString());
    shot.code = question.reason;
    return shot;
}

} // namespace kaunta::enquiry
