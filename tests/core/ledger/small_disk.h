#pragma once

#include "tests/core/ledger/ledger_files.h"

#ifdef Q_OS_LINUX
#include <sched.h>
#include <sys/mount.h>
#include <unistd.h>
#endif

namespace kaunta::ledger::test {

//! A real disk of a given size that can be filled and made read-only, even for root: a tmpfs in a mount namespace of this
//! process, so that nothing is left behind. Call enterNamespace() before any thread exists (initMain()).
class SmallDisk
{
public:
    static void enterNamespace()
    {
#ifdef Q_OS_LINUX
        const auto user = geteuid();
        const auto group = getegid();
        if (unshare(CLONE_NEWNS) != 0) { // not root: become root of a user namespace of our own, if the system lets us
            if (unshare(CLONE_NEWUSER | CLONE_NEWNS) != 0)
                return;
            (void)overwrite(u"/proc/self/setgroups"_s, "deny");
            (void)overwrite(u"/proc/self/uid_map"_s, "0 " + QByteArray::number(user) + " 1");
            (void)overwrite(u"/proc/self/gid_map"_s, "0 " + QByteArray::number(group) + " 1");
        }
        s_possible = mount("none", "/", nullptr, MS_REC | MS_PRIVATE, nullptr) == 0;
#endif
    }

    explicit SmallDisk(int kilobytes)
    {
#ifdef Q_OS_LINUX
        m_options = "mode=0700,size=" + QByteArray::number(kilobytes) + 'k';
        m_mounted = s_possible && mount("kaunta-test", place().constData(), "tmpfs", 0, m_options.constData()) == 0;
#else
        Q_UNUSED(kilobytes)
#endif
    }
    ~SmallDisk()
    {
#ifdef Q_OS_LINUX
        if (m_mounted)
            umount2(place().constData(), MNT_DETACH);
#endif
    }
    SmallDisk(const SmallDisk &) = delete;
    SmallDisk &operator=(const SmallDisk &) = delete;

    bool isMounted() const
    {
        return m_mounted;
    }
    QString filePath(const QString &name) const
    {
        return m_folder.filePath(name);
    }
    bool makeReadOnly(bool readOnly)
    {
#ifdef Q_OS_LINUX
        return mount("kaunta-test", place().constData(), "tmpfs", MS_REMOUNT | (readOnly ? MS_RDONLY : 0), m_options.constData()) == 0;
#else
        return !readOnly;
#endif
    }
    //! Takes every block that is left, but for so many bytes.
    void fill(qint64 butFor = 0)
    {
        QFile filler(filePath(u"other-files"_s));
        QVERIFY(filler.open(QIODevice::WriteOnly | QIODevice::Append | QIODevice::Unbuffered));
        const QByteArray block(4096, 'x');
        while (filler.write(block) == block.size()) {
        }
        QVERIFY(filler.resize(filler.size() - butFor));
    }
    void makeRoom()
    {
        QVERIFY(QFile::remove(filePath(u"other-files"_s)));
    }

private:
    QByteArray place() const
    {
        return QFile::encodeName(m_folder.path());
    }
    static inline bool s_possible = false;
    QTemporaryDir m_folder;
    QByteArray m_options;
    bool m_mounted = false;
};

} // namespace kaunta::ledger::test
