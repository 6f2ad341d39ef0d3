#include "core/daraja/async_result.h"
#include "core/daraja/explain_result.h"
#include "core/daraja/stk_result.h"
#include "core/daraja/sync_code.h"
#include "core/daraja/validation_reply.h"

#include <QSet>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace kaunta;
using namespace kaunta::daraja;
using providers::Explanation;
using providers::ResultKind;
using providers::ResultMeaning;
using Moved = Explanation::Moved;
using Remedy = Explanation::Remedy;

namespace {

constexpr ResultKind kKinds[] = {ResultKind::Reversal, ResultKind::Status, ResultKind::Balance};

QStringList codesThat(std::span<const AsyncResult> table, ResultMeaning meaning)
{
    QStringList codes;
    for (const AsyncResult &row : table)
        if (row.proves == meaning)
            codes << QString::fromLatin1(row.code);
    return codes;
}

void checkWords(const char *code, const Explanation &words)
{
    for (const char *text : {words.says, words.next}) {
        const QString sentence = QString::fromUtf8(text);
        QVERIFY2(sentence.size() > 4 && sentence.endsWith(u'.') && sentence.front().isUpper() && !sentence.contains(u'%'), code);
    }
    QVERIFY2(words.moved != Moved::Unknown || words.remedy == Remedy::DoNotAskAgain, code);
    QVERIFY2(words.moved != Moved::No || words.remedy != Remedy::DoNotAskAgain, code);
}

} // namespace

//! What a result's code proves is written here once more, from the fact sheet's §3.3 and §3.4 (grades O and P), and compared.
class TestResultTables : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void onlyTheseCodesProveThatNothingWasReversed()
    {
        QCOMPARE(codesThat(reversalResults(), ResultMeaning::Refused).join(u' '), u"R000002 1 11 21 2001 2006 2028 8006 TP40153"_s);
        QCOMPARE(codesThat(reversalResults(), ResultMeaning::Done).join(u' '), u"0"_s);
        QCOMPARE(codesThat(reversalResults(), ResultMeaning::AlreadyReversed).join(u' '), u"R000001"_s);
        QCOMPARE(reversalResults().size(), size_t(11));
    }
    void questionsHaveTablesOfTheirOwn()
    {
        QCOMPARE(codesThat(statusResults(), ResultMeaning::Refused).join(u' '), u"25 SFC_IC0003"_s);
        QCOMPARE(codesThat(statusResults(), ResultMeaning::Unclear).join(u' '), u"2033"_s);   // hearsay
        QCOMPARE(codesThat(balanceResults(), ResultMeaning::Refused).join(u' '), u"15 17 18 19 20 21 22 24 25 26 29 00.002.1001"_s);
        QCOMPARE(codesThat(pullResults(), ResultMeaning::Unclear).join(u' '), u"1001"_s);   // "no data" is not "no payments"
    }
    void payOutsHaveTablesOfTheirOwn()
    {
        QCOMPARE(codesThat(b2cResults(), ResultMeaning::Refused).join(u' '), u"1 2 3 4 8 11 21 2001 2006 2028 2040 8006 SFC_IC0003 TP40153"_s);
        QCOMPARE(codesThat(b2cResults(), ResultMeaning::Unclear).join(u' '), u"7 14 17 1005 2007 2020 2029 2043 2051 2202 R002 R003"_s);
        QCOMPARE(codesThat(b2bResults(), ResultMeaning::Refused).join(u' '), u"1 21 2001 SFC_IC0003"_s);
    }
    void theOldListProvesNothing()
    {
        for (const AsyncResult &row : generalResults()) {
            QCOMPARE(row.proves, ResultMeaning::Unclear);
            QCOMPARE(row.explanation.moved, Moved::Unknown);
        }
    }
    void noTableHasACodeTwiceAndEachHasWords()
    {
        for (const auto table : {reversalResults(), statusResults(), balanceResults(), pullResults(), b2cResults(), b2bResults(), generalResults()}) {
            QSet<QByteArray> codes;
            for (const AsyncResult &row : table) {
                codes.insert(row.code);
                QVERIFY(*row.meaning);
                checkWords(row.code, row.explanation);
                // What the code proves and what the words say about money agree.
                if (row.proves == ResultMeaning::Refused)
                    QCOMPARE(row.explanation.moved, Moved::No);
            }
            QCOMPARE(size_t(codes.size()), table.size());
        }
    }
    void theSameCodeMeansOtherThingsElsewhere()
    {
        QVERIFY(qstrcmp(findStkResult(u"2001"_s)->explanation.says, explainResult(ResultKind::Reversal, u"2001"_s, {}).says) != 0);
        QCOMPARE(meaningOf(ResultKind::Reversal, u"1"_s), ResultMeaning::Refused);
        QCOMPARE(meaningOf(ResultKind::Balance, u"1"_s), ResultMeaning::Unclear);
        QCOMPARE(meaningOf(ResultKind::Status, u"R000001"_s), ResultMeaning::Unclear);
        QCOMPARE(meaningOf(ResultKind::Reversal, u"25"_s), ResultMeaning::Unclear);
        QCOMPARE(meaningOf(ResultKind::Reversal, u"17"_s), ResultMeaning::Unclear);
        QCOMPARE(meaningOf(ResultKind::Reversal, u"1032"_s), ResultMeaning::Unclear);   // a prompt's
    }
    void anUnknownCodeIsNeverAFailure_data()
    {
        QTest::addColumn<QString>("code");
        for (const char *code : {"7777", "00", "0.0", "R000003", "r000001", "R000001 ", " 0", "-1", "null", "", "1000", "02001", "result-unreadable"})
            QTest::addRow("'%s'", code) << QString::fromLatin1(code);
    }
    void anUnknownCodeIsNeverAFailure()
    {
        QFETCH(QString, code);
        for (const ResultKind kind : kKinds)
            QCOMPARE(meaningOf(kind, code), ResultMeaning::Unclear);
        const Explanation refund = explainResult(ResultKind::Reversal, code, u"some words"_s);
        QCOMPARE(refund.moved, Moved::Unknown);
        QCOMPARE(refund.remedy, Remedy::DoNotAskAgain);
        QCOMPARE(explainResult(ResultKind::Balance, code, u"some words"_s).moved, Moved::No);
    }
    void moneyThatTheCustomerSpentIsAGuessAndNoProof()
    {
        for (const char *word : spentWords()) {
            const QString text = u"The funds were "_s + QString::fromLatin1(word).toUpper() + u" by the customer"_s;
            const Explanation guess = explainResult(ResultKind::Reversal, u"9876"_s, text);
            QVERIFY2(QByteArray(guess.says).contains("used the money"), word);
            QCOMPARE(guess.moved, Moved::Unknown);
            QCOMPARE(explainResult(ResultKind::Balance, u"9876"_s, text).says, explainResult(ResultKind::Balance, u"9876"_s, {}).says);
        }
        // A code of the table has the table's words, whatever its text.
        QCOMPARE(explainResult(ResultKind::Reversal, u"1"_s, u"balance consumed"_s).says, findResult(reversalResults(), u"1"_s)->explanation.says);
        QCOMPARE(meaningOf(ResultKind::Reversal, u"9876"_s), ResultMeaning::Unclear);
    }
    void everyFailedRequestHasWordsThatFitItsKind()
    {
        for (const ResultKind kind : kKinds) {
            for (const SyncCode &row : syncCodes()) {
                const Explanation words = explainResult(kind, QString::fromLatin1(row.code), QString::fromLatin1(row.message));
                checkWords(row.code, words);
                const bool mayHaveRun = row.sent == Sent::Maybe && kind == ResultKind::Reversal;
                QVERIFY2((words.moved == Moved::Unknown) == mayHaveRun, row.code);
                QVERIFY2(!QByteArray(words.says).contains("asked for money"), row.code);   // words of a push
            }
            for (const SyncCode &row : ackCodes()) {
                const Explanation words = explainResult(kind, QString::fromLatin1(row.code), {});
                checkWords(row.code, words);
                QVERIFY2(!QByteArray(words.says).contains("asked for money"), row.code);
                // A short code may as well be a result's: then nothing is promised about a refund.
                const bool isGateways = QByteArray(row.code).size() == 9 && row.sent == Sent::No;
                QVERIFY2(kind != ResultKind::Reversal || (words.moved == Moved::No) == (isGateways || meaningOf(kind, QString::fromLatin1(row.code)) == ResultMeaning::Refused), row.code);
            }
        }
    }
    void ourOwnWordsAreKnownForEveryKind()
    {
        for (const ResultKind kind : kKinds) {
            for (const char *own : {"not-sent", "token", "field", "credential", "unsupported", "refused", "403", "429"}) {
                const Explanation words = explainResult(kind, QString::fromLatin1(own), {});
                checkWords(own, words);
                QCOMPARE(words.moved, Moved::No);
            }
            const Explanation late = explainResult(kind, u"queue-timeout"_s, {});
            checkWords("queue-timeout", late);
            QCOMPARE(late.moved, kind == ResultKind::Reversal ? Moved::Unknown : Moved::No);
        }
    }
    void theRepliesToAValidationAreThoseOfTheFactSheet()
    {
        QStringList codes;
        for (const ValidationReply &reply : validationReplies()) {
            codes << QString::fromLatin1(reply.code);
            QVERIFY(*reply.meaning);
            QVERIFY(QByteArray(reply.says).endsWith('.'));
        }
        QCOMPARE(codes.join(u' '), u"0 C2B00011 C2B00012 C2B00013 C2B00014 C2B00015 C2B00016"_s);
        QCOMPARE(findValidationReply(u"C2B00013"_s)->meaning, "invalid amount");
        QVERIFY(!findValidationReply(u"C2B00017"_s));
    }
};

QTEST_GUILESS_MAIN(TestResultTables)
#include "tst_result_tables.moc"
