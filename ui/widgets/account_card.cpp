#include "ui/widgets/account_card.h"

#include "ui/widgets/amount_label.h"
#include "ui/widgets/labels.h"

#include <QBoxLayout>
#include <QEvent>
#include <QLabel>

namespace kaunta::ui {

using namespace Qt::StringLiterals;

AccountCard::AccountCard(QWidget *parent)
    : QFrame(parent), m_name(named(makeLabel({}), u"accountName"_s)), m_meaning(named(makeLabel({}, Type::Caption, true), u"accountMeaning"_s)),
      m_word(named(makeLabel({}, Type::Caption, true), u"accountWord"_s)), m_amount(named(new AmountLabel(Type::Title), u"accountAmount"_s)),
      m_others(named(makeLabel({}, Type::Caption, true), u"accountOthers"_s))
{
    setProperty("card", true);
    for (QLabel *label : {m_name, m_meaning, m_others})
        label->setWordWrap(true);
    m_amount->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    m_word->setAlignment(Qt::AlignRight);
    auto *names = new QVBoxLayout;
    names->addWidget(m_name);
    names->addWidget(m_meaning);
    names->addStretch();
    auto *figures = new QVBoxLayout;
    figures->addWidget(m_word);
    figures->addWidget(m_amount);
    figures->addStretch();
    auto *top = new QHBoxLayout;
    top->addLayout(names, 1);
    top->addLayout(figures, 1);
    auto *all = new QVBoxLayout(this);
    all->addLayout(top);
    all->addWidget(m_others);
    applyMetrics();
}

void AccountCard::applyMetrics()
{
    const Theme &theme = Theme::current();
    layout()->setContentsMargins(theme.space(4), theme.space(3), theme.space(4), theme.space(3));
    layout()->setSpacing(theme.space(1));
    for (QVBoxLayout *column : findChildren<QVBoxLayout *>())
        column->setSpacing(0);
    QFont strong = theme.font(Type::Body);
    strong.setWeight(QFont::DemiBold);
    m_name->setFont(strong);
}

void AccountCard::setRow(const AccountRow &row)
{
    m_name->setText(row.name);
    m_meaning->setText(row.meaning);
    m_meaning->setVisible(!row.meaning.isEmpty());
    const bool available = !row.available.isEmpty();
    m_word->setText(available ? tr("Available") : tr("Current"));
    m_amount->setText(available ? row.available : row.current.isEmpty() ? tr("not told") : row.current, !available && row.current.isEmpty());
    QStringList others;
    if (available && !row.current.isEmpty())
        others << tr("Current %1").arg(row.current);
    if (!row.reserved.isEmpty())
        others << tr("Reserved %1").arg(row.reserved);
    if (!row.uncleared.isEmpty())
        others << tr("Uncleared %1").arg(row.uncleared);
    m_others->setText(others.join(u"  ·  "_s));
    m_others->setVisible(!others.isEmpty());
    setAccessibleName(u"%1: %2 %3"_s.arg(row.name, m_word->text(), m_amount->text()));
    setAccessibleDescription(m_others->text());
}

void AccountCard::changeEvent(QEvent *event)
{
    QFrame::changeEvent(event);
    if (event->type() == QEvent::StyleChange && layout())
        applyMetrics();
}

} // namespace kaunta::ui
