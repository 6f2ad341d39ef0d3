#pragma once

#include "core/ledger/journal_event.h"
#include "core/ledger/memory_ledger.h"
#include "core/ledger/sqlite_ledger.h"
#include "tests/core/ledger/ledger_samples.h"

#include <QTemporaryDir>

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
    void put(const QList<Change> &changes) const
    {
        const auto done = ledger->append(changes);
        QVERIFY2(done, done ? "" : qPrintable(done.error().detail));
    }
    void refused(const QList<Change> &changes, LedgerError error) const
    {
        const Head before = ledger->head();
        const auto done = ledger->append(changes);
        QVERIFY(!done);
        QVERIFY2(done.error().error == error, qPrintable(done.error().detail));
        QCOMPARE(ledger->head(), before);
    }
};

} // namespace kaunta::ledger::test
