#pragma once

#include <QStyledItemDelegate>

namespace kaunta::ui {

//! Draws the State column as icon + word + colour; the other columns as they are, with the theme's padding.
class PaymentDelegate final : public QStyledItemDelegate
{
    Q_OBJECT
public:
    using QStyledItemDelegate::QStyledItemDelegate;
    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;
};

} // namespace kaunta::ui
