#include "core/profile/writer_lock.h"

#include <QProcess>

#include <cstdio>

//! lock_holder FOLDER [child]: takes the lock, says "held" or "refused", waits until its input ends. With "child" it starts a
//! process that outlives it.
int main(int argc, char **argv)
{
    if (argc < 2)
        return 2;
    const auto lock = kaunta::WriterLock::take(QString::fromLocal8Bit(argv[1]));
    if (argc > 2)
        QProcess::startDetached(QStringLiteral("sleep"), {QStringLiteral("20")});
    std::puts(lock == nullptr ? "refused" : "held");
    std::fflush(stdout);
    std::getchar();
    return 0;
}
