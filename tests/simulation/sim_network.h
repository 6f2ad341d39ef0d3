#pragma once

#include "core/net/transport.h"
#include "tests/simulation/door.h"
#include "tests/simulation/api.h"

#include <QPointer>
#include <QSet>

namespace kaunta::sim {

//! The way from one life of a till to M-PESA and back, gateway included: everything between net::Transport and the model.
class SimNetwork final : public net::Transport
{
public:
    SimNetwork(World &world, Mpesa &mpesa, std::shared_ptr<Door> door, const QString &till) : m_world(world), m_mpesa(mpesa), m_door(std::move(door)), m_till(till) {}
    void send(const net::Request &request, QObject *context, DoneFn done) override;
    int open() const { return m_open; }

private:
    struct Exchange;
    using Shared = std::shared_ptr<Exchange>;
    void connected(const Shared &exchange);
    void arrived(const Shared &exchange);
    std::optional<HttpAnswer> gateway(const Exchange &exchange);
    void answer(const Shared &exchange, const HttpAnswer &answer);
    void finish(const Shared &exchange, const net::Reply &reply);
    bool isLimited(const Exchange &exchange) const;
    void watchBudget(const Exchange &exchange);

    World &m_world;
    Mpesa &m_mpesa;
    std::shared_ptr<Door> m_door;
    QString m_till;
    int m_open = 0;                     //!< exchanges that have not ended
    std::deque<qint64> m_asked;         //!< limited requests of the last minute
    QSet<QByteArray> m_mayAskAgain;     //!< bodies whose token was refused: asked once more, that is not a question of its own
    qint64 m_notBefore = 0;             //!< the other side's own word: Retry-After, or that no more requests are left
};

} // namespace kaunta::sim
