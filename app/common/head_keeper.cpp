#include "app/common/head_keeper.h"

#include "core/ledger/journal_event.h"

#include <QFile>
#include <QSaveFile>

namespace kaunta::app {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

HeadKeeper::HeadKeeper(secrets::SecretStore *store, const QString &profileId, const QString &practiceFile, const Clock &clock, QObject *parent)
    : QObject(parent), m_store(store), m_entry(secrets::entryName(profileId, u"ledger-head"_s)), m_file(practiceFile), m_clock(clock)
{
}

void HeadKeeper::load(QObject *context, Told told)
{
    if (m_store) {
        m_store->load(m_entry, context, [told = std::move(told)](const Result<QByteArray, secrets::SecretError> &value) {
            told(value ? ledger::decodeHead(*value) : std::nullopt);
        });
        return;
    }
    QFile file(m_file);
    const auto head = file.open(QIODevice::ReadOnly) ? ledger::decodeHead(file.readAll()) : std::nullopt;
    QMetaObject::invokeMethod(context, [told = std::move(told), head] { told(head); }, Qt::QueuedConnection);
}

void HeadKeeper::note(const ledger::Head &head)
{
    if (m_writtenAt && m_clock.sinceBoot() - *m_writtenAt < 60s)
        return;
    flush(head, this, [] {});
}

void HeadKeeper::flush(const ledger::Head &head, QObject *context, std::function<void()> done)
{
    m_writtenAt = m_clock.sinceBoot();
    if (head == m_written || head.seq == 0) {
        QMetaObject::invokeMethod(context, std::move(done), Qt::QueuedConnection);
    } else if (m_store) {
        // Written only once the keychain says so: the same head may have been noted a moment ago and still be under way.
        m_store->save(m_entry, ledger::encodeHead(head), context, [this, head, done = std::move(done)](const Result<Done, secrets::SecretError> &saved) {
            if (saved)
                m_written = head;
            else
                qWarning("The ledger's head could not be kept in the keychain.");
            done();
        });
    } else {
        QSaveFile file(m_file);
        if (file.open(QIODevice::WriteOnly) && file.write(ledger::encodeHead(head)) >= 0 && file.commit())
            m_written = head;
        else
            qWarning("The ledger's head could not be kept.");
        QMetaObject::invokeMethod(context, std::move(done), Qt::QueuedConnection);
    }
}

} // namespace kaunta::app
