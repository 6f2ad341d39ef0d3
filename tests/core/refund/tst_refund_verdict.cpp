#include "core/callbacks/async_result.h"
#include "core/refund/refund_verdict.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace kaunta;
using namespace kaunta::refund;

//! What a result proves about a refund does not depend on the currency that the shop takes.
class TestRefundVerdict : public QObject
{
    Q_OBJECT
    static ledger::RefundRecord refundOf(Currency currency)
    {
        ledger::RefundRecord refund;
        refund.receipt = u"SKC82PACB8"_s;
        refund.amount = Money::fromWhole(100, currency);
        refund.conversationId = u"AG_1"_s;
        refund.originatorConversationId = u"orig-1"_s;
        return refund;
    }
    static callbacks::AsyncResult resultOver(const QByteArray &amount)
    {
        QByteArray body = R"({"Result":{"ResultType":0,"ResultCode":0,"ResultDesc":"ok","OriginatorConversationID":"orig-1","ConversationID":"AG_1","TransactionID":"SKC82PACB9",)";
        body += R"("ResultParameters":{"ResultParameter":[{"Key":"Amount","Value":)" + amount + R"(},{"Key":"OriginalTransactionID","Value":"SKC82PACB8"}]}}})";
        return callbacks::parseAsyncResult(body).value_or(callbacks::AsyncResult{});
    }

private Q_SLOTS:
    void theSameAmountIsDoneInEveryCurrency_data()
    {
        QTest::addColumn<int>("currency");
        QTest::newRow("KES") << int(Currency::KES);
        QTest::newRow("ETB") << int(Currency::ETB);
    }
    void theSameAmountIsDoneInEveryCurrency()
    {
        QFETCH(int, currency);
        const auto refund = refundOf(static_cast<Currency>(currency));
        const auto done = judgeResult(refund, resultOver("100.00"), providers::ResultMeaning::Done, false, true);
        QVERIFY(done);
        QVERIFY(std::holds_alternative<event::ResultDone>(*done));
        const auto other = judgeResult(refund, resultOver("99.00"), providers::ResultMeaning::Done, false, true);
        QVERIFY(other);
        QVERIFY(std::holds_alternative<event::ResultContradicts>(*other));
    }
};

QTEST_GUILESS_MAIN(TestRefundVerdict)
#include "tst_refund_verdict.moc"
