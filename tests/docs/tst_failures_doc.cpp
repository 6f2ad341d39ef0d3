#include "core/base/failure.h"
#include "core/daraja/async_result.h"
#include "core/daraja/explain.h"
#include "core/daraja/explain_result.h"
#include "core/daraja/stk_result.h"
#include "core/daraja/sync_code.h"
#include "core/daraja/validation_reply.h"
#include "core/providers/kcb_buni/gateway_error.h"
#include "core/providers/mpesa_ethiopia/api_error.h"

#include <QFile>
#include <QSet>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace kaunta;

namespace {

using Moved = providers::Explanation::Moved;
using Row = QStringList;   // cells without blanks and back quotes

QString movedWords(Moved moved)
{
    switch (moved) {
    case Moved::No: return u"No."_s;
    case Moved::ThisOneNo_EarlierMaybe: return u"Not by this prompt. By its twin, perhaps."_s;
    case Moved::Unknown: return u"Unknown."_s;
    case Moved::Yes: return u"Yes."_s;
    }
    Q_UNREACHABLE();
}

QString messageWords(const daraja::SyncCode &row)
{
    return *row.message == '\0' ? u"any"_s : QString::fromUtf8(row.message);
}

} // namespace

Q_DECLARE_METATYPE(std::span<const kaunta::daraja::AsyncResult>)

//! docs/failures.md has every code of the program and no other, and does not contradict it about money.
class TestFailuresDoc : public QObject
{
    Q_OBJECT
    QHash<QString, QList<Row>> m_tables;   // by heading
    QString m_text;

    //! First cells of a table, with the second one where the code alone does not say which row it is.
    QStringList keys(const QString &heading, bool withMessage = false) const
    {
        QStringList keys;
        for (const Row &row : m_tables.value(heading))
            keys << (withMessage ? row.at(0) + u" / "_s + row.at(1) : row.at(0));
        return keys;
    }
    static void compare(const QStringList &documented, const QStringList &inProgram)
    {
        QVERIFY(!inProgram.isEmpty());
        for (const QString &key : inProgram)
            QVERIFY2(documented.contains(key), qPrintable(u"not in docs/failures.md: "_s + key));
        for (const QString &key : documented)
            QVERIFY2(inProgram.contains(key), qPrintable(u"only in docs/failures.md: "_s + key));
        QCOMPARE(documented.size(), inProgram.size());
        QCOMPARE(QSet<QString>(documented.begin(), documented.end()).size(), documented.size());
    }
    QString movedCell(const QString &heading, const QString &code, const QString &second = {}) const
    {
        for (const Row &row : m_tables.value(heading))
            if (row.at(0) == code && (second.isEmpty() || row.at(1) == second))
                return row.at(row.size() - 2);
        return u"no such row"_s;
    }

private Q_SLOTS:
    void initTestCase()
    {
        QFile file(QStringLiteral(FAILURES_DOC));
        QVERIFY(file.open(QIODevice::ReadOnly | QIODevice::Text));
        QString heading;
        m_text = QString::fromUtf8(file.readAll());
        for (const QString &line : m_text.split(u'\n')) {
            if (line.startsWith("## "_L1))
                heading = line.mid(3);
            if (!line.startsWith("| `"_L1))
                continue;
            Row row;
            for (const QString &cell : line.split(u'|').mid(1))
                row << QString(cell).trimmed();
            row.removeLast();   // after the last bar
            for (int i = 0; i < 2; ++i)
                if (row.at(i).startsWith(u'`') && row.at(i).endsWith(u'`'))
                    row[i] = row.at(i).mid(1, row.at(i).size() - 2);
            m_tables[heading] << row;
        }
        QCOMPARE(m_tables.size(), 15);
    }

    void everyFailureOfTheTillIsExplained()
    {
        QStringList names;
        for (const FailureCode code : allFailureCodes())
            names << QString::fromUtf8(wordsFor(code).name);
        compare(keys(u"Words of the till"_s), names);
        // The catalogue itself is complete: TestFailed is the last of the enumeration.
        QCOMPARE(names.size(), static_cast<qsizetype>(FailureCode::ReceiverFailed) + 1);
    }

    void exitCodesAgree()
    {
        for (const Row &row : m_tables.value(u"Words of the till"_s))
            for (const FailureCode code : allFailureCodes())
                if (row.at(0) == QString::fromUtf8(wordsFor(code).name))
                    QCOMPARE(row.at(1).toInt(), wordsFor(code).exitCode);
    }

    void everyResultOfAPaymentIsExplained()
    {
        QStringList codes;
        for (const daraja::StkResult &row : daraja::stkResults())
            codes << QString::fromUtf8(row.code);
        compare(keys(u"Results of a payment"_s), codes);
        for (const daraja::StkResult &row : daraja::stkResults())
            QCOMPARE(movedCell(u"Results of a payment"_s, QString::fromUtf8(row.code)), movedWords(row.explanation.moved));
    }

    void everyResultOfAnotherRequestIsExplained_data()
    {
        QTest::addColumn<std::span<const daraja::AsyncResult>>("results");
        QTest::newRow("Results of a refund") << daraja::reversalResults();
        QTest::newRow("Results of a status question") << daraja::statusResults();
        QTest::newRow("Results of a balance question") << daraja::balanceResults();
        QTest::newRow("Codes of M-PESA's own list") << daraja::pullResults();
        QTest::newRow("Results of a pay-out to a person") << daraja::b2cResults();
        QTest::newRow("Results of a payment to a business") << daraja::b2bResults();
        QTest::newRow("Codes of M-PESA's old list") << daraja::generalResults();
    }
    void everyResultOfAnotherRequestIsExplained()
    {
        QFETCH(std::span<const daraja::AsyncResult>, results);
        const QString heading = QString::fromUtf8(QTest::currentDataTag());
        QStringList codes;
        for (const daraja::AsyncResult &row : results)
            codes << QString::fromUtf8(row.code);
        compare(keys(heading), codes);
        for (const daraja::AsyncResult &row : results)
            QCOMPARE(movedCell(heading, QString::fromUtf8(row.code)), movedWords(row.explanation.moved));
    }

    void everyAnswerToAValidationIsExplained()
    {
        QStringList codes;
        for (const daraja::ValidationReply &reply : daraja::validationReplies())
            codes << QString::fromUtf8(reply.code);
        compare(keys(u"Answers of the shop before a direct payment"_s), codes);
    }

    void theWordsThatOnlyHintAreNamed()
    {
        for (const char *word : daraja::spentWords())
            QVERIFY2(m_text.contains(u"“"_s + QString::fromUtf8(word) + u"”"_s), word);
    }

    void everyRefusalIsExplained()
    {
        QStringList rows;
        for (const daraja::SyncCode &row : daraja::syncCodes())
            rows << QString::fromUtf8(row.code) + u" / "_s + messageWords(row);
        compare(keys(u"Refusals of a request"_s, true), rows);
        for (const daraja::SyncCode &row : daraja::syncCodes())
            QCOMPARE(movedCell(u"Refusals of a request"_s, QString::fromUtf8(row.code), messageWords(row)), movedWords(row.explanation.moved));
    }

    void everyGatewayCodeIsExplained()
    {
        QStringList codes;
        for (const daraja::SyncCode &row : daraja::ackCodes())
            codes << QString::fromUtf8(row.code);
        compare(keys(u"Refusals by the gateway"_s), codes);
        for (const daraja::SyncCode &row : daraja::ackCodes())
            QCOMPARE(movedCell(u"Refusals by the gateway"_s, QString::fromUtf8(row.code)), movedWords(row.explanation.moved));
    }

    void theCodesOfOtherProvidersAreExplained()
    {
        const QString kcb = u"Refusals by KCB's gateway"_s;
        QStringList codes;
        for (const auto &row : providers::kcb_buni::gatewayCodes()) {
            codes << QString::fromUtf8(row.code);
            QCOMPARE(movedCell(kcb, codes.constLast()), movedWords(row.explanation.moved));
        }
        compare(keys(kcb), codes);
        const QString ethiopia = u"Refusals of signing in to M-PESA Ethiopia"_s;
        codes.clear();
        for (const auto &row : providers::mpesa_ethiopia::signInCodes()) {
            codes << QString::fromUtf8(row.code);
            QCOMPARE(movedCell(ethiopia, codes.constLast()), movedWords(row.explanation.moved));
        }
        compare(keys(ethiopia), codes);
    }

    void ownWordsAreExplainedAndKnown()
    {
        const QString heading = u"Words of Kaunta for answers without a code"_s;
        const providers::Explanation unknown = daraja::explain(u"no such code"_s, {});
        for (const QString &code : {u"not-sent"_s, u"token"_s, u"field"_s, u"refused"_s, u"403"_s, u"429"_s}) {
            const providers::Explanation explained = daraja::explain(code, {});
            QVERIFY2(qstrcmp(explained.says, unknown.says) != 0, qPrintable(code));
            QCOMPARE(movedCell(heading, code), movedWords(explained.moved));
        }
        const providers::Explanation unclear = daraja::explainResult(providers::ResultKind::Reversal, u"no such code"_s, {});
        for (const QString &code : {u"credential"_s, u"unsupported"_s, u"queue-timeout"_s}) {
            const providers::Explanation explained = daraja::explainResult(providers::ResultKind::Reversal, code, {});
            QVERIFY2(qstrcmp(explained.says, unclear.says) != 0, qPrintable(code));
            QCOMPARE(movedCell(heading, code), movedWords(explained.moved));
        }
        QCOMPARE(keys(heading).size(), 9);
    }
};

QTEST_GUILESS_MAIN(TestFailuresDoc)
#include "tst_failures_doc.moc"
