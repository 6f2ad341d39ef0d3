#include "app/cli/output.h"

#include "core/base/clock.h"
#include "ui/viewmodels/state_words.h"

#include <QCoreApplication>
#include <QJsonDocument>
#include <cstdio>

namespace kaunta::cli {

using namespace Qt::StringLiterals;

namespace {

void put(std::FILE *stream, const QString &line)
{
    const QByteArray bytes = line.toUtf8() + '\n';
    std::fwrite(bytes.constData(), 1, static_cast<std::size_t>(bytes.size()), stream);
    std::fflush(stream);
}

void put(std::FILE *stream, const QJsonObject &line)
{
    put(stream, QString::fromUtf8(QJsonDocument(line).toJson(QJsonDocument::Compact)));
}

QJsonValue orNull(const QString &text)
{
    return text.isEmpty() ? QJsonValue() : QJsonValue(text);
}

QDateTime lastChange(const sale::ChargeSnapshot &charge)
{
    return charge.timeline.isEmpty() ? charge.journaledAt : charge.timeline.last().at;
}

} // namespace

void Output::state(const sale::ChargeSnapshot &charge) const
{
    const QString sentence = ui::whatWeKnow(charge);
    if (m_json) {
        put(stdout, QJsonObject{{u"type"_s, u"state"_s},
                                {u"sale"_s, charge.saleId},
                                {u"charge"_s, charge.chargeId},
                                {u"state"_s, sale::statusName(charge.state.status)},
                                {u"at"_s, toIso(lastChange(charge))},
                                {u"environment"_s, environmentName(charge.environment)},
                                {u"amount"_s, charge.amount.toPlain()},
                                {u"currency"_s, currencyCode(charge.amount.currency())},
                                {u"receipt"_s, charge.state.status == sale::Status::Paid ? orNull(charge.state.receipt) : QJsonValue()},
                                {u"evidence"_s, orNull(sale::evidenceName(charge.state.evidence))},
                                {u"reason"_s, orNull(charge.state.reason)},
                                {u"final"_s, sale::isFinal(charge.state)}});
        return;
    }
    QString line = u"%1  %2  %3  %4"_s.arg(ui::exactTime(lastChange(charge)), charge.saleNumber, charge.amount.toDisplay(), charge.phoneMasked);
    if (charge.state.status == sale::Status::Paid && !charge.state.receipt.isEmpty())
        line += u"  "_s + charge.state.receipt;
    line += u"\n    "_s + sentence;
    if (!charge.state.reason.isEmpty())
        line += u"\n    %1 %2 (%3)"_s.arg(QCoreApplication::translate("Codes", charge.explanation.says), QCoreApplication::translate("Codes", charge.explanation.next),
                                         charge.state.reason);
    put(stdout, line);
}

void Output::refund(const refund::RefundSnapshot &refund) const
{
    const refund::RefundState &state = refund.state;
    const QDateTime at = refund.timeline.isEmpty() ? refund.journaledAt : refund.timeline.last().at;
    const QString status = refund::statusName(state.status);
    QString line = u"%1  %2  %3  refund of %4: %5"_s.arg(ui::exactTime(at), refund.saleNumber, refund.amount.toDisplay(), refund.receipt, status);
    if (!state.reversalReceipt.isEmpty())
        line += u"  "_s + state.reversalReceipt;
    if (!state.reason.isEmpty())
        line += u"\n    %1 %2 (%3)"_s.arg(QCoreApplication::translate("Codes", refund.explanation.says), QCoreApplication::translate("Codes", refund.explanation.next), state.reason);
    object({{u"type"_s, u"refund"_s},
            {u"refund"_s, refund.refundId},
            {u"sale"_s, refund.saleId},
            {u"receipt"_s, refund.receipt},
            {u"state"_s, status},
            {u"at"_s, toIso(at)},
            {u"environment"_s, environmentName(refund.environment)},
            {u"amount"_s, refund.amount.toPlain()},
            {u"currency"_s, currencyCode(refund.amount.currency())},
            {u"reversalReceipt"_s, orNull(state.reversalReceipt)},
            {u"evidence"_s, orNull(refund::evidenceName(state.evidence))},
            {u"reason"_s, orNull(state.reason)},
            {u"requestedBy"_s, refund.requestedBy},
            {u"approvedBy"_s, refund.approvedBy},
            {u"singlePerson"_s, refund.singlePerson},
            {u"final"_s, !refund::isOpen(state.status)}},
           line);
}

void Output::object(const QJsonObject &line, const QString &text) const
{
    if (m_json)
        put(stdout, line);
    else
        put(stdout, text);
}

void Output::words(const QString &text) const
{
    put(m_json ? stderr : stdout, text);
}

int Output::failure(const Failure &failure, const QJsonObject &more) const
{
    const FailureWords &fixed = wordsFor(failure.code);
    const QString says = QCoreApplication::translate("Failures", fixed.says);
    const QString next = QCoreApplication::translate("Failures", fixed.next);
    const QString what = failure.detail.isEmpty() ? says : says + u" ("_s + failure.detail + u')';
    put(stderr, what + u"\n    "_s + next);
    if (m_json) {
        QJsonObject line{{u"type"_s, u"error"_s},
                         {u"code"_s, QString::fromLatin1(fixed.name)},
                         {u"message"_s, what},
                         {u"moneyMayHaveMoved"_s, false},
                         {u"next"_s, next}};
        for (auto it = more.begin(); it != more.end(); ++it)
            line.insert(it.key(), it.value());
        put(stdout, line);
    }
    return fixed.exitCode;
}

int Output::refusal(const sale::Refusal &refusal) const
{
    const FailureCode code = refusal.failure.code;
    if (!refusal.openCharge.chargeId.isEmpty())
        state(refusal.openCharge);
    QJsonObject more;
    if (code == FailureCode::GuardOpenCharge || code == FailureCode::GuardCountdown)
        more.insert(u"reason"_s, u"guard"_s);
    if (code == FailureCode::GuardOpenCharge) {   // of the earlier request, not of this one
        more.insert(u"moneyMayHaveMoved"_s, true);
        more.insert(u"charge"_s, refusal.openCharge.chargeId);
    }
    if (code == FailureCode::GuardCountdown)
        more.insert(u"waitSeconds"_s, qint64(refusal.countdown.count()));
    return failure(refusal.failure, more);
}

int exitCodeOf(const sale::ChargeState &state)
{
    switch (state.status) {
    case sale::Status::Paid:
        return 0;
    case sale::Status::Declined:
        return state.check == sale::Check::Nothing ? 10 : 11;   // declined by one query only: not certain yet
    case sale::Status::NotSent:
        return 12;
    case sale::Status::Draft:
    case sale::Status::Journaled:
    case sale::Status::Prompted:
    case sale::Status::Unknown:
    case sale::Status::Conflict:
    case sale::Status::AcceptedByManager:
    case sale::Status::ClosedByManager:
        return 11;
    }
    Q_UNREACHABLE();
}

} // namespace kaunta::cli
