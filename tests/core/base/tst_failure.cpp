#include "core/base/failure.h"

#include <QRegularExpression>
#include <QSet>
#include <QTest>

using namespace kaunta;
using namespace Qt::StringLiterals;

class TestFailure final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyCodeHasWordsOfItsOwn();
    void wordsAreWholeSentences();
    void exitCodesAreThoseOfTheCommandLine();
};

void TestFailure::everyCodeHasWordsOfItsOwn()
{
    const QList<FailureCode> codes = allFailureCodes();
    QSet<int> numbers;
    QSet<QString> names;
    QSet<QString> sayings;
    for (const FailureCode code : codes) {
        numbers.insert(static_cast<int>(code));
        const FailureWords &words = wordsFor(code);
        const QString name = QString::fromLatin1(words.name);
        QVERIFY2(QRegularExpression(u"\\A[a-z]+(-[a-z]+)*\\z"_s).match(name).hasMatch(), words.name);
        QVERIFY2(!names.contains(name), words.name);
        QVERIFY2(!sayings.contains(QString::fromUtf8(words.says)), words.says);
        names.insert(name);
        sayings.insert(QString::fromUtf8(words.says));
    }
    QCOMPARE(numbers.size(), codes.size());
    for (int number = 0; number < static_cast<int>(FailureCode::ReceiverFailed); ++number)
        QVERIFY2(numbers.contains(number), qPrintable(QString::number(number)));   // none was forgotten in the table
    QVERIFY(numbers.contains(static_cast<int>(FailureCode::ReceiverFailed)));
}

void TestFailure::wordsAreWholeSentences()
{
    for (const FailureCode code : allFailureCodes()) {
        const FailureWords &words = wordsFor(code);
        for (const char *text : {words.says, words.next}) {
            const QString sentence = QString::fromUtf8(text);
            QVERIFY2(sentence.size() > 10 && sentence.front().isUpper() && sentence.endsWith(u'.'), words.name);
            QVERIFY2(sentence == sentence.simplified(), words.name);
        }
    }
}

void TestFailure::exitCodesAreThoseOfTheCommandLine()
{
    for (const FailureCode code : allFailureCodes()) {
        const FailureWords &words = wordsFor(code);
        QVERIFY2((QSet<int>{2, 3, 4, 5, 6, 11, 12}.contains(words.exitCode)), words.name);
        // 4 and 12 promise that nothing was sent (or changed, where nothing is ever sent), so the words must say so too.
        if (words.exitCode == 4 || words.exitCode == 12)
            QVERIFY2(QString::fromUtf8(words.says).contains(QRegularExpression(u"[Nn]othing was (sent|changed)|no second one was sent"_s)), words.name);
    }
}

QTEST_GUILESS_MAIN(TestFailure)
#include "tst_failure.moc"
