#pragma once

#include <QIODevice>
#include <algorithm>
#include <cstring>
#include <functional>

namespace kaunta::net {

//! A request body that can be read once. Before QNetworkAccessManager re-sends a request on a new connection it asks the
//! body to rewind; this one refuses, and the call fails with ContentReSendError in place of a second PIN prompt.
//!
//! It is the witness as well: Qt 6.4 holds the head back until it has the first bytes of the body, and reads the body only
//! when the connection (and TLS) stands. A body that gave no byte proves that not even the head left the machine.
class OneShotBody final : public QIODevice
{
public:
    //! `gate` is asked once, at the first read. When it answers false, no byte is ever handed out.
    OneShotBody(QByteArray data, std::function<bool()> gate) : m_data(std::move(data)), m_gate(std::move(gate))
    {
        open(ReadOnly | Unbuffered);
    }

    bool isSequential() const override { return true; }
    bool atEnd() const override { return m_at >= m_data.size(); }
    qint64 bytesAvailable() const override { return m_data.size() - m_at + QIODevice::bytesAvailable(); }
    bool reset() override { return false; }
    bool touched() const { return m_at > 0; }

protected:
    qint64 readData(char *out, qint64 max) override
    {
        const qint64 count = std::min<qint64>(max, m_data.size() - m_at);
        if (count <= 0)
            return m_at >= m_data.size() ? -1 : 0;
        if (m_state == State::Fresh)
            m_state = !m_gate || m_gate() ? State::Open : State::Refused;
        if (m_state == State::Refused)
            return 0;   // "nothing yet": Qt waits, and the exchange is aborted in the next turn of the event loop
        std::memcpy(out, m_data.constData() + m_at, static_cast<std::size_t>(count));
        m_at += count;
        return count;
    }
    qint64 writeData(const char *, qint64) override { return -1; }

private:
    enum class State { Fresh, Open, Refused };
    QByteArray m_data;
    std::function<bool()> m_gate;
    qint64 m_at = 0;
    State m_state = State::Fresh;
};

} // namespace kaunta::net
