#include "core/ledger/sqlite_ledger.h"

#include "core/base/clock.h"
#include "core/base/random.h"
#include "core/ledger/disk.h"
#include "core/ledger/sqlite_statements.h"
#include "core/ledger/sqlite_writer.h"

#include <QFileInfo>
#include <QLoggingCategory>
#include <QSqlQuery>

namespace kaunta::ledger {

using namespace Qt::StringLiterals;

Q_LOGGING_CATEGORY(lcSqliteLedger, "kaunta.ledger")

namespace {

using Outcome = Result<Done, LedgerFault>;
constexpr qsizetype kSaltBytes = 32;
constexpr auto kReaderWait = std::chrono::milliseconds(2000);

QString reservePath(const QString &ledgerPath)
{
    return QFileInfo(ledgerPath).absolutePath() + u"/reserve.bin"_s;
}

Outcome fileReady(const QString &path)
{
    const QFileInfo file(path);
    if (!file.exists())
        return createPrivateFile(path);
    if (!file.isFile())
        return Fail{LedgerFault{LedgerError::Corrupt, u"not a file"_s}};
    // A till that was stopped while it made its first file left an empty one, and had no reserve yet.
    if (file.size() == 0 && QFileInfo::exists(reservePath(path)))
        return Fail{LedgerFault{LedgerError::Corrupt, u"the file is empty, but a ledger was here"_s}};
    (void)restrictToOwner(path); // if it is not ours to change, the probe below says what that means
    return Done{};
}

Outcome pagesSound(SqliteConnection &connection)
{
    QString finding;
    const auto checked = connection.each("PRAGMA quick_check(1)", {}, [&](const QSqlQuery &row) { finding = row.value(0).toString(); });
    if (!checked)
        return Fail{checked.error()};
    return finding == "ok"_L1 ? Outcome(Done{}) : Fail{LedgerFault{LedgerError::Corrupt, finding}};
}

Outcome writeAheadLog(SqliteConnection &connection)
{
    QString mode;
    const auto set = connection.each("PRAGMA journal_mode = WAL", {}, [&](const QSqlQuery &row) { mode = row.value(0).toString(); });
    if (!set)
        return Fail{set.error()};
    // SQLite does not fail where shared memory is not to be had (a network drive): it just stays with the old mode.
    return mode == "wal"_L1 ? Outcome(Done{})
                            : Fail{LedgerFault{LedgerError::Other, u"this disk cannot hold a write-ahead log; the mode is "_s + mode}};
}

} // namespace

SqliteLedger::SqliteLedger(std::unique_ptr<SqliteConnection> connection, const SqliteLedgerOptions &options, const Clock &clock, RandomSource &random)
    : m_read(std::move(connection), options.till), m_reserve(reservePath(options.path), options.reserveBytes), m_path(options.path),
      m_identity(fileIdentity(options.path)), m_clock(clock), m_random(random)
{}

Result<std::unique_ptr<SqliteLedger>, LedgerFault> SqliteLedger::open(const SqliteLedgerOptions &options, const Clock &clock, RandomSource &random)
{
    if (auto ready = fileReady(options.path); !ready)
        return Fail{ready.error()};
    auto opened = openFile(options, clock, random);
    if (!opened && opened.error().error == LedgerError::Full) { // answers may be waiting: this is what the reserve is for
        Reserve(reservePath(options.path), options.reserveBytes).release();
        opened = openFile(options, clock, random);
    }
    return opened;
}

Result<std::unique_ptr<SqliteLedger>, LedgerFault> SqliteLedger::openFile(const SqliteLedgerOptions &options, const Clock &clock,
                                                                          RandomSource &random)
{
    auto connected = SqliteConnection::open(options.path, SqliteConnection::Mode::Write, options.busyTimeout);
    if (!connected)
        return Fail{connected.error()};
    SqliteConnection &connection = **connected;
    const int latest = options.migrations.isEmpty() ? 0 : options.migrations.last().version;
    const auto version = ledgerVersion(connection, latest); // before anything is changed
    if (!version)
        return Fail{version.error()};
    if (*version > 0 && QFileInfo(options.path).size() <= options.checkUpTo) {
        if (auto sound = pagesSound(connection); !sound)
            return Fail{sound.error()};
    }
    if (auto set = writeAheadLog(connection); !set)
        return Fail{set.error()};
    if (auto done = migrate(connection, *version, options.migrations, QFileInfo(options.path).absolutePath() + u"/backup"_s, clock.nowUtc()); !done)
        return Fail{done.error()};

    std::unique_ptr<SqliteLedger> ledger(new SqliteLedger(std::move(connected).value(), options, clock, random));
    if (auto probed = ledger->probe(); !probed) // SQLite opens what it may not write, and says so at the first write
        return Fail{probed.error()};
    if (auto reserved = ledger->m_reserve.ensure(); !reserved) // no reason not to open: answers may be waiting
        qCWarning(lcSqliteLedger).noquote() << "no reserve for answers:" << reserved.error().detail;
    return ledger;
}

Result<std::unique_ptr<LedgerReader>, LedgerFault> SqliteLedger::openReader(const QString &path, const QString &till)
{
    auto connected = SqliteConnection::open(path, SqliteConnection::Mode::Read, kReaderWait);
    if (!connected)
        return Fail{connected.error()};
    const int latest = embeddedMigrations().last().version;
    const auto version = ledgerVersion(**connected, latest);
    if (!version)
        return Fail{version.error()};
    if (*version != latest)
        return Fail{LedgerFault{LedgerError::Other, u"a ledger that this version of the till has not opened yet"_s}};
    return std::unique_ptr<LedgerReader>(new SqliteQueries(std::move(connected).value(), till));
}

Outcome SqliteLedger::stillOurFile() const
{
    if (!m_identity.isEmpty() && fileIdentity(m_path) == m_identity)
        return Done{};
    return Fail{LedgerFault{LedgerError::Other, u"the ledger file was moved away or replaced"_s}};
}

Outcome SqliteLedger::write(const std::function<Outcome()> &work)
{
    if (auto ours = stillOurFile(); !ours)
        return ours;
    Outcome outcome = Done{};
    {
        Transaction transaction(m_read.connection());
        outcome = transaction.begin();
        if (outcome)
            outcome = work();
        if (outcome)
            outcome = transaction.commit();
    }
    if (!outcome && outcome.error().error == LedgerError::Full)
        m_reserve.release();
    return outcome;
}

Outcome SqliteLedger::append(const QList<Change> &changes)
{
    return write([&]() -> Outcome {
        SqliteWriter writer(m_read);
        for (const Change &change : changes) {
            const QByteArray salt = change.person && !m_read.storedPerson(change.person->id) ? m_random.bytes(kSaltBytes) : QByteArray();
            if (auto done = writer.append(change, m_clock.nowUtc(), salt); !done)
                return done;
        }
        return Done{};
    });
}

Outcome SqliteLedger::erasePerson(const QString &id, const QString &actor)
{
    auto done = write([&]() -> Outcome {
        const auto person = m_read.storedPerson(id);
        if (!person)
            return Fail{LedgerFault{LedgerError::Other, u"no such person"_s}};
        return SqliteWriter(m_read).erase(*person, actor, m_clock.nowUtc());
    });
    if (done) { // the number still stands in the old frames of the -wal file
        if (auto wiped = m_read.connection().exec(u"PRAGMA wal_checkpoint(TRUNCATE)"_s); !wiped)
            qCWarning(lcSqliteLedger).noquote() << "erased, but not yet wiped from the file:" << wiped.error().detail;
    }
    return done;
}

Outcome SqliteLedger::rebuild()
{
    return write([this] { return SqliteWriter(m_read).rebuild(); });
}

void SqliteLedger::setSetting(const QString &name, const QString &value)
{
    if (auto set = m_read.connection().run(sql::kSetSetting, {boundText(name), boundText(value)}); !set)
        qCWarning(lcSqliteLedger).noquote() << "a setting was not stored:" << set.error().detail;
}

Outcome SqliteLedger::probe()
{
    // A real write, but without waiting for the disk: NORMAL leaves that to the next append, and loses at most the count of
    // probes. (OFF would also skip the fsyncs of a checkpoint: never that.)
    SqliteConnection &connection = m_read.connection();
    if (auto set = connection.exec(u"PRAGMA synchronous = NORMAL"_s); !set)
        return set;
    const auto wrote = connection.run(sql::kProbe);
    if (auto set = connection.exec(u"PRAGMA synchronous = FULL"_s); !set)
        return set;
    return wrote.map([](int) { return Done{}; });
}

Outcome SqliteLedger::readyToCharge()
{
    if (const auto fault = m_read.readFault())
        return Fail{*fault};
    if (auto ours = stillOurFile(); !ours)
        return ours;
    if (auto reserved = m_reserve.ensure(); !reserved)
        return reserved;
    return probe();
}

} // namespace kaunta::ledger
