# The list of secrets' names is read without a lock.
set(FILE core/secrets/stored_names.cpp)
set(WAS_1 [==[    const QMutexLocker lock(&m_guard);
    m_names = read();]==])
set(BECOMES_1 [==[    m_names = read();]==])
