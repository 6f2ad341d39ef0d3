#include "ui/widgets/nav_rail.h"

#include "ui/widgets/nav_item.h"
#include "ui/widgets/theme.h"

#include <QBoxLayout>
#include <QEvent>
#include <QPainter>

namespace kaunta::ui {

using namespace Qt::StringLiterals;

NavRail::NavRail(QWidget *parent)
    : QWidget(parent), m_pages(new QVBoxLayout), m_cashier(new NavItem(u"cashier"_s, Glyph::Person, {}, {})),
      m_lock(new NavItem(u"lock"_s, Glyph::Lock, tr("Lock"), {}))
{
    setObjectName(u"navRail"_s);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Expanding);
    auto *column = new QVBoxLayout(this);
    column->addLayout(m_pages);
    column->addStretch();
    column->addWidget(m_cashier);
    column->addWidget(m_lock);
    applyMetrics();
    m_cashier->setCheckable(false);
    m_cashier->setFocusPolicy(Qt::NoFocus);
    m_cashier->setAttribute(Qt::WA_TransparentForMouseEvents);   // a name, not a button
    m_cashier->hide();
    m_lock->setCheckable(false);
    m_lock->hide();
    connect(m_lock, &QAbstractButton::clicked, this, &NavRail::lockRequested);
}

void NavRail::addPage(const QString &id, Glyph glyph, const QString &text, const QString &keyHint)
{
    auto *item = new NavItem(id, glyph, text, keyHint);
    m_items << item;
    m_pages->addWidget(item);
    connect(item, &QAbstractButton::clicked, this, [this, id] { Q_EMIT activated(id); });
}

void NavRail::setCurrent(const QString &id)
{
    for (NavItem *item : std::as_const(m_items))
        item->setChecked(item->id() == id);
}

void NavRail::setBadge(const QString &id, int count)
{
    if (NavItem *found = item(id))
        found->setBadge(count);
}

void NavRail::setCollapsed(bool collapsed)
{
    for (NavItem *item : std::as_const(m_items))
        item->setCollapsed(collapsed);
    m_cashier->setCollapsed(collapsed);
    m_lock->setCollapsed(collapsed);
}

void NavRail::setCashier(const QString &name)
{
    m_cashier->setText(name);
    m_cashier->setAccessibleName(tr("Cashier: %1").arg(name));
    m_cashier->setVisible(!name.isEmpty());
}

void NavRail::setLockable(bool lockable)
{
    m_lock->setVisible(lockable);
}

NavItem *NavRail::item(const QString &id) const
{
    for (NavItem *candidate : m_items)
        if (candidate->id() == id)
            return candidate;
    return nullptr;
}

void NavRail::applyMetrics()
{
    const Theme &theme = Theme::current();
    layout()->setContentsMargins(theme.space(2), theme.space(2), theme.space(2), theme.space(2));
    layout()->setSpacing(theme.space(1));
    m_pages->setSpacing(theme.space(1));
}

void NavRail::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::StyleChange && layout())
        applyMetrics();
}

void NavRail::paintEvent(QPaintEvent *)
{
    const Colors &c = Theme::current().colors();
    QPainter painter(this);
    painter.fillRect(rect(), c.card);
    painter.fillRect(QRect(width() - 1, 0, 1, height()), c.line);
}

} // namespace kaunta::ui
