#include "app/desktop/engine_host.h"

namespace kaunta::desktop {

using namespace Qt::StringLiterals;

EngineHost::EngineHost(app::TillOptions options, QObject *parent) : QObject(parent), m_till(new app::Till(std::move(options)))
{
    m_thread.setObjectName(u"engine"_s);
    m_till->moveToThread(&m_thread);
    connect(m_till, &app::Till::ready, this, &EngineHost::onReady);
    connect(m_till, &app::Till::failed, this, &EngineHost::onFailed);
    connect(m_till, &app::Till::closed, m_till, &QObject::deleteLater);
    connect(m_till, &QObject::destroyed, &m_thread, &QThread::quit, Qt::DirectConnection);
}

EngineHost::~EngineHost()
{
    m_sales.detach();
    if (!m_thread.isRunning()) {
        delete m_till;
        return;
    }
    QMetaObject::invokeMethod(m_till, &app::Till::close, Qt::QueuedConnection);
    m_thread.wait();
}

void EngineHost::start()
{
    m_thread.start();
    QMetaObject::invokeMethod(m_till, &app::Till::open, Qt::QueuedConnection);
}

void EngineHost::onReady()
{
    m_sales.attach(*m_till->engine());
    QMetaObject::invokeMethod(m_till->engine(), &sale::ChargeEngine::resumeOpen, Qt::QueuedConnection);
    Q_EMIT ready(m_till->practice());
}

void EngineHost::onFailed(const Failure &failure)
{
    m_sales.giveUp(failure);
    Q_EMIT failed(failure);
}

} // namespace kaunta::desktop
