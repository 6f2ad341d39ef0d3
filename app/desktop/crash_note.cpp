#include "app/desktop/crash_note.h"

#include <QDateTime>
#include <QDir>
#include <QFile>

namespace kaunta::desktop {

using namespace Qt::StringLiterals;

QString crashFolder(const QString &dataDir)
{
    return dataDir + u"/crash"_s;
}

QString nextCrashNote(const QString &dataDir)
{
    const QString folder = crashFolder(dataDir);
    QDir().mkdir(folder, QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
    return folder + u'/' + QDateTime::currentDateTimeUtc().toString(u"yyyyMMdd-HHmmss-zzz"_s) + kNewCrash;
}

QString takeCrashNote(const QString &dataDir)
{
    constexpr qsizetype kKept = 10;
    const QDir folder(crashFolder(dataDir));
    QString newest;
    for (const QString &name : folder.entryList({u'*' + kNewCrash}, QDir::Files, QDir::Name)) {   // named after their time
        const QString told = folder.filePath(name.chopped(kNewCrash.size()) + u".txt"_s);
        if (QFile::rename(folder.filePath(name), told))
            newest = told;
    }
    const QStringList all = folder.entryList({u"*.txt"_s}, QDir::Files, QDir::Name);
    for (const QString &old : all.first(std::max<qsizetype>(0, all.size() - kKept)))
        QFile::remove(folder.filePath(old));
    return newest;
}

} // namespace kaunta::desktop
