#include "core/ledger/journal_event.h"

#include "core/base/clock.h"
#include "core/ledger/scrubber.h"

#include <QCryptographicHash>
#include <QJsonDocument>
#include <QtEndian>

namespace kaunta::ledger {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype kHashBytes = 32;

void addField(QCryptographicHash &hash, QByteArrayView bytes)
{
    std::array<char, 4> length{};
    qToBigEndian(static_cast<quint32>(bytes.size()), length.data());
    hash.addData(QByteArrayView(length.data(), length.size()));
    hash.addData(bytes);
}

} // namespace

QByteArray eventHash(const JournalEvent &event)
{
    QCryptographicHash hash(QCryptographicHash::Sha256);
    addField(hash, event.prevHash);
    addField(hash, event.till.toUtf8());
    addField(hash, QByteArray::number(event.seq));
    addField(hash, event.atUtc.toUtf8());
    addField(hash, event.actor.toUtf8());
    addField(hash, event.subject.toUtf8());
    addField(hash, event.kind.toUtf8());
    addField(hash, QByteArray::number(event.version));
    addField(hash, event.payload);
    return hash.result();
}

JournalEvent nextEvent(const Head &head, const QString &till, const QDateTime &at, const NewEvent &event)
{
    JournalEvent next;
    next.till = wellFormed(till);
    next.seq = head.seq + 1;
    next.atUtc = toIso(at);
    next.actor = wellFormed(event.actor);
    next.subject = wellFormed(event.subject);
    next.kind = wellFormed(event.kind);
    next.payload = QJsonDocument(event.payload).toJson(QJsonDocument::Compact);
    next.prevHash = head.hash;
    next.hash = eventHash(next);
    return next;
}

EventRecord recordOf(const JournalEvent &event)
{
    return {event.seq, fromIso(event.atUtc), event.actor, event.subject, event.kind, event.version, QJsonDocument::fromJson(event.payload).object(),
            event.hash};
}

QByteArray encodeHead(const Head &head)
{
    return "kaunta-head 1 " + QByteArray::number(head.seq) + ' ' + (head.hash.isEmpty() ? QByteArray("-") : head.hash.toHex());
}

std::optional<Head> decodeHead(const QByteArray &bytes)
{
    const QList<QByteArray> parts = bytes.split(' ');
    if (parts.size() != 4 || parts[0] != "kaunta-head" || parts[1] != "1")
        return std::nullopt;
    bool isNumber = false;
    Head head{parts[2].toLongLong(&isNumber), parts[3] == "-" ? QByteArray() : QByteArray::fromHex(parts[3])};
    const bool fits = head.seq == 0 ? head.hash.isEmpty() : head.seq > 0 && head.hash.size() == kHashBytes;
    if (!isNumber || !fits || encodeHead(head) != bytes) // one text for one head: nothing that fromHex() would skip over
        return std::nullopt;
    return head;
}

QString headCode(const Head &head)
{
    return head.hash.isEmpty() ? u"00000000"_s : QString::fromLatin1(head.hash.toHex().first(8));
}

} // namespace kaunta::ledger
