#pragma once

#include "ui/viewmodels/lock_view_model.h"

#include <QStackedWidget>
#include <QTimer>

namespace kaunta::ui {

class LockScreen;
class OwnerPage;
class PracticeBand;
class UsersViewModel;

//! The till's one top-level window: the till itself, or in its place the lock or the first owner's page. What is not shown takes
//! no key either, its shortcuts included. Notices each key and touch of the program, for the automatic lock.
class LockShell final : public QStackedWidget
{
    Q_OBJECT
public:
    //! Takes `till`. `users` makes the first owner.
    LockShell(QWidget *till, LockViewModel &model, UsersViewModel &users, QWidget *parent = nullptr);
    ~LockShell() override;
    //! The band over lock and owner's page: a locked till still tells whether its money is real.
    void setEnvironment(Environment environment, const QString &host);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    QWidget *framed(QWidget *page);
    void onStage(LockViewModel::Stage stage);

    LockViewModel &m_model;
    QList<PracticeBand *> m_bands;   //!< before the frames, which add theirs
    QWidget *m_till;
    LockScreen *m_lock;
    OwnerPage *m_owner;
    QWidget *m_lockFrame;
    QWidget *m_ownerFrame;
    QTimer m_timer;
};

} // namespace kaunta::ui
