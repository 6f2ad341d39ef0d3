#include "core/refund/refund_machine.h"
#include "core/sale/charge_machine.h"
#include "tests/docs/state_tables.h"

#include <QFile>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace kaunta;

//! docs/money-safety.md says what the program does.
class TestMoneySafety : public QObject
{
    Q_OBJECT
    QString m_text;
    QMap<QString, QString> m_parts;
    QStringList m_problems;

private Q_SLOTS:
    void initTestCase()
    {
        QFile file(QStringLiteral(MONEY_SAFETY_DOC));
        QVERIFY(file.open(QIODevice::ReadOnly));
        m_text = QString::fromUtf8(file.readAll());
        m_parts = docs::chargeParts(m_problems);
        m_parts.insert(docs::refundParts(m_problems));
        m_parts.insert(docs::peopleParts());
    }

    void everyTableIsAsTheMachinesAre()
    {
        const QString expected = docs::withParts(m_text, m_parts, m_problems);
        QCOMPARE(m_problems.join(u'\n'), QString());
        const QStringList is = m_text.split(u'\n');
        const QStringList should = expected.split(u'\n');
        for (qsizetype i = 0; i < std::min(is.size(), should.size()); ++i)
            QVERIFY2(is[i] == should[i], qPrintable(u"line %1 is\n%2\nand should be\n%3\ncmake --build --preset dev --target money_safety brings it up to date"_s
                                                        .arg(i + 1).arg(is[i], should[i])));
        QCOMPARE(is.size(), should.size());
    }

    void aTableThatWasChangedByHandIsFound()
    {
        QString text = m_text;
        const qsizetype at = text.indexOf(u"**sends the prompt**"_s);
        QVERIFY(at > 0);
        text.insert(at, u"never "_s);
        QStringList problems;
        QVERIFY(docs::withParts(text, m_parts, problems) != text);
        QCOMPARE(docs::withParts(text, m_parts, problems), m_text);
    }

    void aMarkerThatNobodyFillsIsFound()
    {
        QStringList problems;
        docs::withParts(m_text + u"\n<!-- generated: weather -->\n<!-- end -->\n"_s, m_parts, problems);
        QCOMPARE(problems, QStringList{u"no part, or used twice: weather"_s});
    }

    void everyWordOfTheLedgerForAStateIsInTheDocument()
    {
        for (int i = 0; i <= static_cast<int>(sale::Status::ClosedByManager); ++i)
            QVERIFY2(m_text.contains(u'`' + sale::statusName(static_cast<sale::Status>(i)) + u'`'), qPrintable(sale::statusName(static_cast<sale::Status>(i))));
        for (int i = 0; i <= static_cast<int>(refund::Status::ClosedByManager); ++i)
            QVERIFY2(m_text.contains(u'`' + refund::statusName(static_cast<refund::Status>(i)) + u'`'), qPrintable(refund::statusName(static_cast<refund::Status>(i))));
    }
};

QTEST_GUILESS_MAIN(TestMoneySafety)
#include "tst_money_safety.moc"
