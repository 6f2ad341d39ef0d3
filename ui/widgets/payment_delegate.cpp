#include "ui/widgets/payment_delegate.h"

#include "ui/viewmodels/payments_view_model.h"
#include "ui/widgets/state_badge.h"

#include <QApplication>
#include <QPainter>

namespace kaunta::ui {

void PaymentDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    QStyleOptionViewItem item = option;
    initStyleOption(&item, index);
    item.state &= ~QStyle::State_HasFocus;   // the whole row is chosen, not a cell; the table wears the ring
    const QString text = item.text;
    item.text.clear();
    const QStyle *style = item.widget ? item.widget->style() : QApplication::style();
    style->drawControl(QStyle::CE_ItemViewItem, &item, painter, item.widget);
    const Theme &theme = Theme::current();
    const bool selected = item.state & QStyle::State_Selected;
    const QRect room = item.rect.adjusted(theme.space(2), 0, -theme.space(2), 0);   // as the header's sections
    if (!index.data(PaymentsViewModel::GlyphRole).isValid()) {   // not the column of the state
        painter->save();
        painter->setFont(item.font);
        painter->setPen(selected ? theme.colors().onAccent : theme.colors().ink);
        painter->drawText(room, static_cast<int>(item.displayAlignment) | Qt::TextSingleLine, item.fontMetrics.elidedText(text, Qt::ElideRight, room.width()));
        painter->restore();
        return;
    }
    const Tone tone = index.data(PaymentsViewModel::ToneRole).value<Tone>();
    const QColor color = selected                ? theme.colors().onAccent
                         : tone == Tone::Neutral             ? theme.colors().ink
                                                             : theme.state(tone).tone;
    painter->save();
    painter->setClipRect(item.rect);
    StateBadge::paint(*painter, room, Type::Body, index.data(PaymentsViewModel::GlyphRole).value<Glyph>(),
                      text, color);
    painter->restore();
}

QSize PaymentDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const Theme &theme = Theme::current();
    QFont bold = theme.font(Type::Body);
    bold.setWeight(QFont::DemiBold);
    const int words = QFontMetrics(bold).horizontalAdvance(index.data().toString());
    const int icon = index.data(PaymentsViewModel::GlyphRole).isValid() ? theme.icon() + theme.space(2) : 0;
    return {words + icon + 2 * theme.space(2), QStyledItemDelegate::sizeHint(option, index).height()};
}

} // namespace kaunta::ui
