#pragma once

#include "core/callbacks/inbox.h"

#include <functional>
#include <vector>

namespace kaunta::callbacks {

//! Takes what the inbox holds, oldest first, to whoever it belongs to, once in a run; what was not marked when a run ended comes
//! again in the next. Lives on the engine's thread.
class InboxReader final : public QObject
{
    Q_OBJECT
public:
    //! To be called once what the body teaches is on disk (or that it teaches nothing). May be called later, and never.
    using Saved = std::function<void()>;
    //! True: it is mine, and I call `saved`. False: not mine; the next one is asked.
    using Interpreter = std::function<bool(const Arrived &arrived, const Saved &saved)>;

    explicit InboxReader(CallbackInbox &inbox, QObject *parent = nullptr);
    void add(Interpreter interpreter) { m_interpreters.push_back(std::move(interpreter)); }

public Q_SLOTS:
    //! Also runs by itself after every CallbackInbox::arrived(). A body that is nobody's is marked and stays where it is.
    void read();

private:
    CallbackInbox &m_inbox;
    std::vector<Interpreter> m_interpreters;
    qint64 m_last = 0;
    bool m_reading = false;
};

} // namespace kaunta::callbacks
