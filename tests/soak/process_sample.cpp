#include "tests/soak/process_sample.h"

#include <QDir>
#include <QFile>

namespace kaunta::soak {

using namespace Qt::StringLiterals;

namespace {

qint64 numberAfter(const QByteArray &text, const QByteArray &name)
{
    const qsizetype at = text.indexOf(name);
    return at < 0 ? 0 : text.mid(at + name.size(), 40).trimmed().split('\n').constFirst().trimmed().split(' ').constFirst().toLongLong();
}

} // namespace

std::optional<ProcessSample> sampleOf(qint64 pid)
{
    const QString folder = u"/proc/%1"_s.arg(pid);
    QFile status(folder + u"/status"_s);
    if (!status.open(QIODevice::ReadOnly))
        return std::nullopt;
    const QByteArray text = '\n' + status.readAll();
    ProcessSample sample;
    sample.residentKiB = numberAfter(text, "\nVmRSS:");
    sample.privateKiB = numberAfter(text, "\nRssAnon:");
    sample.threads = numberAfter(text, "\nThreads:");
    sample.handles = QDir(folder + u"/fd"_s).entryList(QDir::AllEntries | QDir::System | QDir::Hidden | QDir::NoDotAndDotDot).size();
    return sample;
}

} // namespace kaunta::soak
