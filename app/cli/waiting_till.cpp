#include "app/cli/waiting_till.h"

#include "app/common/failures.h"

#include <QCoreApplication>

namespace kaunta::cli {

using namespace Qt::StringLiterals;

int WaitingTill::run(std::function<void(app::Till &)> work, const QString &acceptLedger)
{
    const auto dir = m_session.dataDir();
    if (!dir)
        return m_output.failure(dir.error());
    const auto profile = m_session.profile(*dir);
    if (!profile)
        return m_output.failure(profile.error());
    const auto folder = dir->makeBooksDir(*profile);
    if (!folder)
        return m_output.failure(app::failureOf(folder.error(), dir->path()));

    m_till = std::make_unique<app::Till>(app::TillOptions{.profileDir = *folder, .secretNamesFile = dir->secretNamesFile(), .profile = *profile,
                                                          .acceptLedger = acceptLedger, .user = m_session.user()});
    app::Till &till = *m_till;
    QObject::connect(&till, &app::Till::ready, &till, [&till, work = std::move(work)] { work(till); });
    QObject::connect(&till, &app::Till::failed, &till, [this](const Failure &failure) { finish(m_output.failure(failure)); });
    QObject::connect(&till, &app::Till::closed, &till, [] { QCoreApplication::quit(); }, Qt::QueuedConnection);
    till.open();
    QCoreApplication::exec();
    m_till.reset();
    return m_exitCode.value_or(11);
}

void WaitingTill::finish(int exitCode)
{
    if (m_exitCode)
        return;
    m_exitCode = exitCode;
    // Later: we may be inside a signal of the engine that close() takes apart.
    QMetaObject::invokeMethod(m_till.get(), &app::Till::close, Qt::QueuedConnection);
}

void WaitingTill::after(std::chrono::seconds wait, std::function<void()> then)
{
    QTimer::singleShot(wait, Qt::CoarseTimer, m_till.get(), [this, then = std::move(then)] {
        if (!m_exitCode)
            then();
    });
}

} // namespace kaunta::cli
