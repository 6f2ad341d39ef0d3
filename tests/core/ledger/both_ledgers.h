#pragma once

#include "core/ledger/journal_event.h"
#include "core/ledger/memory_ledger.h"
#include "core/ledger/sqlite_ledger.h"
#include "tests/core/ledger/ledger_samples.h"

#include <QJsonDocument>
#include <QTemporaryDir>
#include <QTest>

namespace kaunta::ledger::test {

//! A ledger of one kind or the other ("memory", "sqlite"), for tests that every ledger must pass.
struct Till {
    kaunta::test::TestClock clock;
    kaunta::test::SeededRandom random;
    QTemporaryDir folder;
    std::unique_ptr<Ledger> ledger;

    explicit Till(const QString &kind)
    {
        if (kind == "memory"_L1) {
            ledger = std::make_unique<MemoryLedger>(clock, random);
            return;
        }
        SqliteLedgerOptions options;
        options.path = folder.filePath(u"ledger.sqlite"_s);
        options.reserveBytes = 4096;
        auto opened = SqliteLedger::open(options, clock, random);
        if (!opened)
            qFatal("%s", qPrintable(opened.error().detail));
        ledger = std::move(opened).value();
    }
};

//! A test that runs on each of them: initTestCase_data() calls bothKinds(), init() calls openLedger().
class BothLedgersTest : public QObject
{
protected:
    std::unique_ptr<Till> m_till;

    static void bothKinds()
    {
        QTest::addColumn<QString>("kind");
        QTest::newRow("memory") << u"memory"_s;
        QTest::newRow("sqlite") << u"sqlite"_s;
    }
    void openLedger()
    {
        QFETCH_GLOBAL(QString, kind);
        m_till = std::make_unique<Till>(kind);
    }
    Ledger &ledger() { return *m_till->ledger; }
    void put(const QList<Change> &changes)
    {
        const auto done = ledger().append(changes);
        QVERIFY2(done, done ? "" : qPrintable(done.error().detail));
    }
    void refused(const QList<Change> &changes, LedgerError error)
    {
        const Head before = ledger().head();
        const auto done = ledger().append(changes);
        QVERIFY(!done);
        QVERIFY2(done.error().error == error, qPrintable(done.error().detail));
        QCOMPARE(ledger().head(), before);
    }
    //! A sale that was paid by its charge.
    void paidSale(const QString &n = u"1"_s, const QString &receipt = u"SKL1ABCDEF"_s)
    {
        Change change = newSale(n);
        change.charge->state = {sale::Status::Paid, 1, sale::Evidence::Callback, sale::Check::Nothing, false, receipt, {}};
        change.payment = payment(receipt, u"S"_s + n, u"C"_s + n);
        put({change});
    }
    //! By what a person knows each of them: the receipt, the code, or else the id.
    template <class Record>
    static QStringList ids(const QList<Record> &records)
    {
        QStringList list;
        for (const Record &record : records) {
            if constexpr (std::is_same_v<Record, PaymentRecord>)
                list += record.receipt;
            else if constexpr (std::is_same_v<Record, ClaimRecord>)
                list += record.code;
            else
                list += record.id;
        }
        return list;
    }
    //! Everything that the chain says about it, in one text.
    QString chainOf(const QString &subject)
    {
        QString chain;
        for (const EventRecord &event : ledger().eventsOf(subject))
            chain += QString::fromUtf8(QJsonDocument(event.payload).toJson(QJsonDocument::Compact));
        return chain;
    }
};

} // namespace kaunta::ledger::test
