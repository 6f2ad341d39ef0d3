#include "core/daraja/explain.h"
#include "core/daraja/stk_result.h"
#include "core/daraja/sync_code.h"

#include <QSet>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace kaunta;
using namespace kaunta::daraja;
using providers::Explanation;
using Moved = Explanation::Moved;
using Outcome = StkResult::Outcome;
using Remedy = Explanation::Remedy;

namespace {

void checkWords(const char *code, const Explanation &words)
{
    for (const char *text : {words.says, words.next}) {
        const QString sentence = QString::fromUtf8(text);
        QVERIFY2(sentence.size() > 4 && sentence.endsWith(u'.') && sentence.front().isUpper(), code);
        QVERIFY2(!sentence.contains(u'%'), code);
    }
    // Where money may have moved nobody is told to ask again, and what is safe to send again says so.
    QVERIFY2(words.moved != Moved::Unknown || words.remedy == Remedy::DoNotAskAgain, code);
    QVERIFY2(words.moved != Moved::No || words.remedy != Remedy::DoNotAskAgain, code);
}

} // namespace

class TestCodeTables : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    //! The whole STK result table, row by row.
    void everyResultCodeMeansWhatTheTableSays_data()
    {
        QTest::addColumn<int>("outcome");
        QTest::addColumn<int>("moved");
        QTest::addColumn<int>("lock");
        const auto row = [](const char *code, Outcome outcome, Moved moved, int lock = 0) { QTest::newRow(code) << int(outcome) << int(moved) << lock; };
        row("0", Outcome::Paid, Moved::Yes);
        for (const char *code : {"1", "2", "3", "4", "8", "26", "1019", "1025", "9999", "1032", "1037", "2001", "2028", "8006", "SFC_IC0003"})
            row(code, Outcome::Declined, Moved::No);
        row("17", Outcome::Declined, Moved::ThisOneNo_EarlierMaybe, 120);
        row("1001", Outcome::Declined, Moved::ThisOneNo_EarlierMaybe, 60);
        row("1036", Outcome::Unclear, Moved::Unknown);
        row("4999", Outcome::Pending, Moved::Unknown);
    }
    void everyResultCodeMeansWhatTheTableSays()
    {
        QFETCH(int, outcome);
        QFETCH(int, moved);
        QFETCH(int, lock);
        const QString code = QString::fromLatin1(QTest::currentDataTag());
        const StkResult *row = findStkResult(code);
        QVERIFY(row);
        QCOMPARE(int(row->outcome), outcome);
        QCOMPARE(int(row->explanation.moved), moved);
        QCOMPARE(row->lock, std::chrono::seconds(lock));
        QCOMPARE(lockAfter(code, {}), std::chrono::seconds(lock));
        QCOMPARE(explain(code, {}).says, row->explanation.says);
    }
    void theTableHasNoOtherRows()
    {
        QCOMPARE(stkResults().size(), size_t(20));
        QSet<QByteArray> codes;
        for (const StkResult &row : stkResults()) {
            codes.insert(row.code);
            QVERIFY(*row.meaning);
        }
        QCOMPARE(codes.size(), 20);
    }
    void everyCodeHasWordsForACashier()
    {
        for (const StkResult &row : stkResults())
            if (row.outcome != Outcome::Paid)
                checkWords(row.code, row.explanation);
        for (const auto table : {syncCodes(), ackCodes()})
            for (const SyncCode &row : table) {
                checkWords(row.code, row.explanation);
                QVERIFY(*row.meaning);
            }
        for (const char *own : {"not-sent", "refused", "token", "field", "403", "429"}) {
            checkWords(own, explain(QString::fromLatin1(own), {}));
            QCOMPARE(explain(QString::fromLatin1(own), {}).moved, Moved::No);
        }
    }
    void aRefusalNeverSaysThatMoneyMayHaveMovedForThisPrompt()
    {
        for (const auto table : {syncCodes(), ackCodes()})
            for (const SyncCode &row : table) {
                const bool asksAboutAQuery = QByteArray(row.message) == "Invalid CheckoutRequestID";
                if (row.sent == Sent::No && !asksAboutAQuery)
                    QVERIFY2(row.explanation.moved == Moved::No || row.explanation.moved == Moved::ThisOneNo_EarlierMaybe, row.code);
                if (row.sent == Sent::Maybe)
                    QVERIFY2(row.explanation.moved == Moved::Unknown, row.code);
            }
    }
    void anUnknownCodeIsNeverAFailure_data()
    {
        QTest::addColumn<QString>("code");
        for (const char *code : {"7777", "1050", "1051", "00", "0.0", "01032", " 1032", "1032 ", "sfc_ic0003", "-1", "null", "", "callback-unreadable", "other-amount"})
            QTest::addRow("'%s'", code) << QString::fromLatin1(code);
    }
    void anUnknownCodeIsNeverAFailure()
    {
        QFETCH(QString, code);
        QVERIFY(!findStkResult(code));
        const Explanation words = explain(code, u"some words"_s);
        QCOMPARE(words.moved, Moved::Unknown);
        QCOMPARE(words.remedy, Remedy::DoNotAskAgain);
    }
    void oneCodeOfDarajaMeansFiveThings()
    {
        const QString code = u"500.001.1001"_s;
        QCOMPARE(explain(code, u"Merchant does not exist"_s).remedy, Remedy::ShopMustFix);
        QCOMPARE(explain(code, u"[MerchantValidate] - Wrong credentials"_s).remedy, Remedy::ShopMustFix);
        QCOMPARE(explain(code, u"Unable to lock subscriber, a transaction is already in process"_s).moved, Moved::ThisOneNo_EarlierMaybe);
        QCOMPARE(lockAfter(code, u"[STK_CB - ]Unable to lock subscriber, a transaction is already in process"_s), 60s);
        QCOMPARE(lockAfter(code, u"Wrong credentials"_s), 0s);
        for (const char *text : {"The transaction is being processed", "The transaction does not exist", "", "Read timed out"})
            QCOMPARE(explain(code, QString::fromLatin1(text)).remedy, Remedy::DoNotAskAgain);
    }
    void theGatewaysAcknowledgementCodesAreThoseOfTheFactSheet()
    {
        QStringList refusing;
        for (const SyncCode &row : ackCodes())
            if (isRefusingAck(QString::fromLatin1(row.code)))
                refusing << QString::fromLatin1(row.code);
        QCOMPARE(refusing.join(u' '), u"15 18 19 20 21 22 24 25 26 29 100000001 100000002 100000004 100000005 100000007 100000009 100000010 100000011"_s);
        QVERIFY(findAckCode(u"100000000"_s));
        QVERIFY(!isRefusingAck(u"100000000"_s));
        for (const char *other : {"", "0", "1", "17", "23", "100000003", "100000006", "100000012"})
            QVERIFY2(!isRefusingAck(QString::fromLatin1(other)), other);
    }
};

QTEST_GUILESS_MAIN(TestCodeTables)
#include "tst_code_tables.moc"
