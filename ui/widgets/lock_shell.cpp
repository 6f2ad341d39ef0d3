#include "ui/widgets/lock_shell.h"

#include "ui/widgets/lock_screen.h"
#include "ui/widgets/owner_page.h"
#include "ui/widgets/practice_band.h"
#include "ui/widgets/tick.h"

#include <QApplication>
#include <QBoxLayout>
#include <QEvent>

namespace kaunta::ui {

using namespace Qt::StringLiterals;

LockShell::LockShell(QWidget *till, LockViewModel &model, UsersViewModel &users, QWidget *parent)
    : QStackedWidget(parent), m_model(model), m_till(till), m_lock(new LockScreen(model)), m_owner(new OwnerPage(users)), m_lockFrame(framed(m_lock)),
      m_ownerFrame(framed(m_owner))
{
    setObjectName(u"lockShell"_s);
    setWindowTitle(till->windowTitle());
    for (QWidget *page : {m_till, m_lockFrame, m_ownerFrame})
        addWidget(page);
    connect(&m_model, &LockViewModel::stageChanged, this, &LockShell::onStage);
    connect(m_owner, &OwnerPage::postponed, &m_model, &LockViewModel::goOnWithoutOwner);
    connect(&m_timer, &QTimer::timeout, &m_model, &LockViewModel::tick);
    m_timer.start(kTickMs);
    qApp->installEventFilter(this);
    onStage(m_model.stage());
}

LockShell::~LockShell()
{
    qApp->removeEventFilter(this);
}

QWidget *LockShell::framed(QWidget *page)
{
    auto *frame = new QWidget;
    auto *column = new QVBoxLayout(frame);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    m_bands << new PracticeBand;
    column->addWidget(m_bands.last());
    column->addWidget(page, 1);
    return frame;
}

void LockShell::setEnvironment(Environment environment, const QString &host)
{
    for (PracticeBand *band : std::as_const(m_bands))
        band->setEnvironment(environment, host);
}

void LockShell::onStage(LockViewModel::Stage stage)
{
    switch (stage) {
    case LockViewModel::Stage::Starting:   // a moment: nothing to type yet, and nothing of the shop to see
    case LockViewModel::Stage::Locked:
        setCurrentWidget(m_lockFrame);
        m_lock->start();
        return;
    case LockViewModel::Stage::Owner:
        setCurrentWidget(m_ownerFrame);
        m_owner->start();
        return;
    case LockViewModel::Stage::Open:
        setCurrentWidget(m_till);
        m_till->setFocus(Qt::OtherFocusReason);
        return;
    }
}

bool LockShell::eventFilter(QObject *watched, QEvent *event)
{
    const QEvent::Type type = event->type();
    if (type == QEvent::KeyPress || type == QEvent::MouseButtonPress || type == QEvent::MouseMove || type == QEvent::Wheel || type == QEvent::TouchBegin)
        m_model.noteInput();
    return QStackedWidget::eventFilter(watched, event);
}

} // namespace kaunta::ui
