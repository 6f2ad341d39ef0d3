#pragma once

#include "ui/viewmodels/tone.h"

#include <QKeySequence>
#include <QWidget>

class QVBoxLayout;

namespace kaunta::ui {

class NavItem;

//! The rail on the left: icon, words, key and a badge; icons alone when the window is narrower than 900 px.
class NavRail final : public QWidget
{
    Q_OBJECT
public:
    explicit NavRail(QWidget *parent = nullptr);

    //! `id` is the page's name ("charge"); `keyHint` is shown ("F1"), the window owns the shortcut itself.
    void addPage(const QString &id, Glyph glyph, const QString &text, const QString &keyHint = {});
    void setCurrent(const QString &id);
    //! A number that needs somebody; 0 hides it. Visible in both widths.
    void setBadge(const QString &id, int count);
    void setCollapsed(bool collapsed);
    //! Who stands at the till; empty hides the foot.
    void setCashier(const QString &name);
    //! Is there somebody with a PIN, who could open it again?
    void setLockable(bool lockable);
    NavItem *item(const QString &id) const;

Q_SIGNALS:
    void activated(const QString &id);
    void lockRequested();

protected:
    void paintEvent(QPaintEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void applyMetrics();

    QList<NavItem *> m_items;
    QVBoxLayout *m_pages;
    NavItem *m_cashier;
    NavItem *m_lock;
};

} // namespace kaunta::ui
