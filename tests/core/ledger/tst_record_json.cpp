#include "core/ledger/record_json.h"

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
    const PaymentRecord full{u"r1"_s, u"s1"_s, u"c1"_s, Money::fromMinor(5), sale::Evidence::C2b, time(7)};
    [[maybe_unused]] const auto &[receipt, sale, charge, amount, evidence, when] = full;
    return full;
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
        QCOMPARE(paymentFromJson(throughBytes(toJson(fullPayment()))), std::optional(fullPayment()));
    }

    void emptyRecordsComeBack()
    {
        QCOMPARE(saleFromJson(throughBytes(toJson(SaleRecord{}))), std::optional(SaleRecord{}));
        QCOMPARE(chargeFromJson(throughBytes(toJson(ChargeRecord{}))), std::optional(ChargeRecord{}));
        QCOMPARE(paymentFromJson(throughBytes(toJson(PaymentRecord{}))), std::optional(PaymentRecord{}));
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
        refusesWhateverIsNotWhole(toJson(fullPayment()), paymentFromJson);
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
    }

    void moneyIsAWholeNumberOfMinorUnits()
    {
        QVERIFY(QJsonDocument(toJson(fullSale())).toJson(QJsonDocument::Compact).contains(R"("amountMinor":999999999999,)"));
    }
};

QTEST_GUILESS_MAIN(TestRecordJson)
#include "tst_record_json.moc"
