#include "app/desktop/engine_host.h"

namespace kaunta::desktop {

using namespace Qt::StringLiterals;

EngineHost::EngineHost(app::TillOptions options, QObject *parent) : QObject(parent), m_till(new app::Till(std::move(options)))
{
    m_thread.setObjectName(u"engine"_s);
    m_till->moveToThread(&m_thread);
    connect(m_till, &app::Till::ready, this, &EngineHost::onReady);
    connect(m_till, &app::Till::failed, this, &EngineHost::onFailed);
    connect(m_till, &app::Till::receiverFailed, this, &EngineHost::receiverFailed);
    connect(m_till, &app::Till::closed, m_till, &QObject::deleteLater);
    connect(m_till, &QObject::destroyed, &m_thread, &QThread::quit, Qt::DirectConnection);
}

EngineHost::~EngineHost()
{
    m_sales.detach();
    m_refunds.detach();
    m_account.detach();
    m_direct.detach();
    m_people.detach();
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

void EngineHost::testCallback()
{
    QMetaObject::invokeMethod(m_till, [this, till = m_till] {
        till->testCallback(till, [this](const providers::SetupLine &line) { Q_EMIT callbackTested(line); });   // the host outlives its thread
    }, Qt::QueuedConnection);
}

void EngineHost::onReady()
{
    m_capabilities = m_till->provider()->capabilities();   // of the kind of profile: it never changes
    m_sales.attach(*m_till->engine());
    m_refunds.attach(*m_till->refunds());
    m_account.attach(*m_till->account());
    m_direct.attach(*m_till->direct());
    m_people.attach(*m_till->people());
    QMetaObject::invokeMethod(m_till, &app::Till::resumeOpen, Qt::QueuedConnection);
    QMetaObject::invokeMethod(m_till, [this, till = m_till] {
        if (const auto told = till->directAddresses())
            Q_EMIT addressesTold(told->confirmation, told->validation);   // the host outlives its thread
    }, Qt::QueuedConnection);
    Q_EMIT ready(m_till->practice());
}

void EngineHost::onFailed(const Failure &failure)
{
    m_sales.giveUp(failure);
    m_refunds.giveUp(failure);
    m_account.giveUp(failure);
    m_direct.giveUp(failure);
    m_people.giveUp(failure);
    Q_EMIT failed(failure);
}

} // namespace kaunta::desktop
