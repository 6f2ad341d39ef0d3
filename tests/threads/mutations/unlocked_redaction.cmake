# Secrets become known without a lock.
set(FILE core/base/redaction.cpp)
set(WAS_1 [==[    const QMutexLocker lock(&known->guard);
    for (const QString &form :]==])
set(BECOMES_1 [==[    for (const QString &form :]==])
