#include "core/callbacks/inbox_reader.h"

#include <QPointer>
#include <utility>

namespace kaunta::callbacks {

InboxReader::InboxReader(CallbackInbox &inbox, QObject *parent) : QObject(parent), m_inbox(inbox)
{
    connect(&m_inbox, &CallbackInbox::arrived, this, &InboxReader::read);
}

void InboxReader::read()
{
    if (std::exchange(m_reading, true))   // an interpreter that reads from inside would see the next one before this one
        return;
    while (const auto arrived = m_inbox.next(m_last)) {
        m_last = arrived->inboxId;
        const Saved saved = [inbox = QPointer(&m_inbox), id = arrived->inboxId] {
            if (inbox)
                inbox->markInterpreted(id);
        };
        bool taken = false;
        for (const Interpreter &interpreter : m_interpreters)
            taken = taken || interpreter(*arrived, saved);
        if (!taken)
            saved();
    }
    m_reading = false;
}

} // namespace kaunta::callbacks
