#include "core/ledger/record_json.h"

#include "core/ledger/journal_event.h"

#include <QJsonDocument>
#include <QTest>

using namespace kaunta;
using namespace kaunta::ledger;
using namespace Qt::StringLiterals;

namespace {

QDateTime time(int ms)
{
    return QDateTime(QDate(2026, 11, 22), QTime(8, 0), Qt::UTC).addMSecs(ms);
}

// No field has its default and no two are alike, so that one that is left out or mixed up shows. If one of these lines does
// not compile any more, a record has a new field: give it a value here and a place in record_json.cpp and sqlite_rows.cpp.
SaleRecord fullSale()
{
    const SaleRecord full{u"s1"_s, u"A1-0001"_s, Money::fromMinor(9'999'999'999'99, Currency::ETB), u"user"_s, u"reference"_s, u"description"_s,
                          u"p1"_s, time(1)};
    [[maybe_unused]] const auto &[id, number, due, user, reference, description, person, created] = full;
    return full;
}

ChargeRecord fullCharge()
{
    const sale::ChargeState state{sale::Status::Conflict, 2, sale::Evidence::StatusResult, sale::Check::Confirm, true, u"receipt"_s, u"reason"_s};
    [[maybe_unused]] const auto &[status, attempt, evidence, check, stopped, receipt, reason] = state;
    const ChargeRecord full{u"c1"_s,   u"s1"_s,    u"key"_s,     u"p1"_s,       Money::fromMinor(1),  state,
                            u"wire"_s, u"token"_s, u"earlier"_s, u"merchant"_s, u"checkout"_s,        time(1),
                            time(2),   time(3),    time(4),      u"boot"_s,     9'007'199'254'740'993};
    [[maybe_unused]] const auto &[id, sale, key, person, amount, theState, wire, token, earlier, merchant, checkout, journaled, accepted, settled,
                                  asked, boot, sinceBoot] = full;
    return full;
}

PaymentRecord fullPayment()
{
    const PaymentRecord full{u"r1"_s, u"s1"_s, u"c1"_s, Money::fromMinor(5), sale::Evidence::C2b, time(7), time(8), u"p1"_s, u"bill"_s, u"by"_s, time(9)};
    [[maybe_unused]] const auto &[receipt, sale, charge, amount, evidence, when, paid, person, bill, by, matched] = full;
    return full;
}

RefundRecord fullRefund()
{
    const refund::RefundState state{refund::Status::Conflict, 2, refund::Evidence::StatusResult, u"reversal"_s, u"code"_s};
    [[maybe_unused]] const auto &[status, attempt, evidence, reversal, code] = state;
    const RefundRecord full{u"f1"_s, u"r1"_s,     u"s1"_s,      Money::fromMinor(6),  u"reason"_s,           u"asker"_s,         u"approver"_s,
                            true,    state,       u"result"_s,  u"timeout"_s,         u"earlier result"_s,   u"earlier timeout"_s, u"conversation"_s,
                            u"originator"_s, time(1), time(2), time(3)};
    [[maybe_unused]] const auto &[id, receipt, sale, amount, reason, asker, approver, single, theState, result, timeout, earlierResult, earlierTimeout,
                                  conversation, originator, journaled, accepted, settled] = full;
    return full;
}

EnquiryRecord fullEnquiry()
{
    const EnquiryRecord full{u"q1"_s,      EnquiryRecord::Kind::RefundStatus, EnquiryRecord::State::Failed, u"f1"_s, u"asker"_s,
                             u"result"_s,  u"timeout"_s, u"conversation"_s, u"originator"_s, u"code"_s, {{u"n"_s, qint64(9'007'199'254'740'993)}},
                             time(1),      time(2)};
    [[maybe_unused]] const auto &[id, kind, state, subject, asker, result, timeout, conversation, originator, reason, answer, asked, answered] = full;
    return full;
}

UserRecord fullUser()
{
    const UserRecord full{u"u1"_s, u"name"_s, people::Role::Owner, true, 4, time(1), time(2)};
    [[maybe_unused]] const auto &[id, name, role, disabled, tries, wrong, created] = full;
    return full;
}

ClaimRecord fullClaim()
{
    const ClaimRecord full{u"code"_s, u"s1"_s, u"c1"_s, ClaimRecord::State::Rejected, u"by"_s, time(1), u"decider"_s, time(2)};
    [[maybe_unused]] const auto &[code, sale, charge, state, by, claimed, decider, decided] = full;
    return full;
}

std::optional<PaymentRecord> paymentOfToday(const QJsonObject &json)
{
    return paymentFromJson(json, kEventVersion);
}

QJsonObject throughBytes(const QJsonObject &json)
{
    return QJsonDocument::fromJson(QJsonDocument(json).toJson(QJsonDocument::Compact)).object();
}

template <class Read>
void refusesWhateverIsNotWhole(const QJsonObject &json, Read &&read)
{
    QVERIFY(read(json));
    for (const QString &field : json.keys()) {
        QJsonObject without = json;
        without.remove(field);
        QVERIFY2(!read(without), qPrintable(u"without "_s + field));
        QJsonObject other = json;
        other[field] = QJsonValue::Null;
        QVERIFY2(!read(other), qPrintable(u"null "_s + field));
    }
}

} // namespace

class TestRecordJson final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyFieldComesBack()
    {
        QCOMPARE(saleFromJson(throughBytes(toJson(fullSale()))), std::optional(fullSale()));
        QCOMPARE(chargeFromJson(throughBytes(toJson(fullCharge()))), std::optional(fullCharge()));
        QCOMPARE(paymentOfToday(throughBytes(toJson(fullPayment()))), std::optional(fullPayment()));
    }

    void everyFieldOfRefundsAndQuestionsComesBack()
    {
        QCOMPARE(refundFromJson(throughBytes(toJson(fullRefund()))), std::optional(fullRefund()));
        QCOMPARE(enquiryFromJson(throughBytes(toJson(fullEnquiry()))), std::optional(fullEnquiry()));
        QCOMPARE(userFromJson(throughBytes(toJson(fullUser()))), std::optional(fullUser()));
        QCOMPARE(claimFromJson(throughBytes(toJson(fullClaim()))), std::optional(fullClaim()));
        QCOMPARE(refundFromJson(throughBytes(toJson(RefundRecord{}))), std::optional(RefundRecord{}));
        QCOMPARE(enquiryFromJson(throughBytes(toJson(EnquiryRecord{}))), std::optional(EnquiryRecord{}));
        QCOMPARE(userFromJson(throughBytes(toJson(UserRecord{}))), std::optional(UserRecord{}));
        QCOMPARE(claimFromJson(throughBytes(toJson(ClaimRecord{}))), std::optional(ClaimRecord{}));
    }

    void aPaymentOfTheFirstVersionHasDefaultsForWhatCameLater()
    {
        // As version 1 wrote it, byte for byte.
        const QByteArray bytes = R"({"amountMinor":5,"at":"2026-11-22T08:00:00.007Z","chargeId":"c1","currency":"KES","evidence":"c2b","receipt":"r1","saleId":"s1"})";
        const QJsonObject json = QJsonDocument::fromJson(bytes).object();
        const PaymentRecord expected{u"r1"_s, u"s1"_s, u"c1"_s, Money::fromMinor(5), sale::Evidence::C2b, time(7)};
        QCOMPARE(paymentFromJson(json, 1), std::optional(expected));
        QVERIFY(!paymentFromJson(json, 2));
        QJsonObject without = json;
        without.remove(u"saleId"_s);
        QVERIFY(!paymentFromJson(without, 1));
    }

    void emptyRecordsComeBack()
    {
        QCOMPARE(saleFromJson(throughBytes(toJson(SaleRecord{}))), std::optional(SaleRecord{}));
        QCOMPARE(chargeFromJson(throughBytes(toJson(ChargeRecord{}))), std::optional(ChargeRecord{}));
        QCOMPARE(paymentOfToday(throughBytes(toJson(PaymentRecord{}))), std::optional(PaymentRecord{}));
    }

    void everyStateComesBack()
    {
        ChargeRecord record = fullCharge();
        for (int status = 0; status < 10; ++status) {
            for (int evidence = 0; evidence < 6; ++evidence) {
                for (int check = 0; check < 3; ++check) {
                    record.state.status = static_cast<sale::Status>(status);
                    record.state.evidence = static_cast<sale::Evidence>(evidence);
                    record.state.check = static_cast<sale::Check>(check);
                    QCOMPARE(chargeFromJson(throughBytes(toJson(record))), std::optional(record));
                }
            }
        }
    }

    void aRecordThatIsNotWholeIsNone()
    {
        refusesWhateverIsNotWhole(toJson(fullSale()), saleFromJson);
        refusesWhateverIsNotWhole(toJson(fullCharge()), chargeFromJson);
        refusesWhateverIsNotWhole(toJson(fullPayment()), paymentOfToday);
        refusesWhateverIsNotWhole(toJson(fullRefund()), refundFromJson);
        refusesWhateverIsNotWhole(toJson(fullEnquiry()), enquiryFromJson);
        refusesWhateverIsNotWhole(toJson(fullUser()), userFromJson);
        refusesWhateverIsNotWhole(toJson(fullClaim()), claimFromJson);
    }

    void namesOfALaterVersionAreNotGuessed()
    {
        for (const auto &[field, value] : {std::pair{u"status"_s, u"half_paid"_s},
                                           {u"evidence"_s, u"rumour"_s},
                                           {u"check"_s, u"perhaps"_s},
                                           {u"currency"_s, u"USD"_s},
                                           {u"journaledAt"_s, u"yesterday"_s}}) {
            QJsonObject json = toJson(fullCharge());
            json[field] = value;
            QVERIFY2(!chargeFromJson(json), qPrintable(field));
        }
        const auto with = [](QJsonObject json, const QString &field) {
            json[field] = u"of_tomorrow"_s;
            return json;
        };
        QVERIFY(!refundFromJson(with(toJson(fullRefund()), u"status"_s)));
        QVERIFY(!refundFromJson(with(toJson(fullRefund()), u"evidence"_s)));
        QVERIFY(!enquiryFromJson(with(toJson(fullEnquiry()), u"kind"_s)));
        QVERIFY(!enquiryFromJson(with(toJson(fullEnquiry()), u"state"_s)));
        QVERIFY(!userFromJson(with(toJson(fullUser()), u"role"_s)));
        QVERIFY(!claimFromJson(with(toJson(fullClaim()), u"state"_s)));
    }

    void moneyIsAWholeNumberOfMinorUnits()
    {
        QVERIFY(QJsonDocument(toJson(fullSale())).toJson(QJsonDocument::Compact).contains(R"("amountMinor":999999999999,)"));
    }
};

QTEST_GUILESS_MAIN(TestRecordJson)
#include "tst_record_json.moc"
