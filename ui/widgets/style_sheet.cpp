// The style sheet of Theme: what Fusion and the palette cannot say. Widgets that paint themselves are not in it.
#include "ui/widgets/theme.h"

namespace kaunta::ui {

using namespace Qt::StringLiterals;

namespace {

QString replaced(QString sheet, const QList<std::pair<QString, QString>> &words)
{
    for (const auto &[word, value] : words)
        sheet.replace(u'@' + word + u'@', value);
    return sheet;
}

} // namespace

QString Theme::styleSheet() const
{
    // Borders keep their width when focus comes (colour changes, not size), so nothing moves.
    static const QString sheet = uR"(
QLabel[type="caption"] { font-size: @caption@px; color: @quiet@; }
QLabel[type="title"] { font-size: @title@px; font-weight: 600; }
QLabel[type="state"] { font-size: @state@px; font-weight: 600; }
QLabel[quiet="true"] { color: @quiet@; }
QLabel[tone="paid"] { color: @paid@; }
QLabel[tone="waiting"] { color: @waiting@; }
QLabel[tone="declined"] { color: @declined@; }
QLabel[tone="unknown"] { color: @unknown@; }
QLabel[tone="info"] { color: @info@; }
QFrame[card="true"] { background: @card@; border: 1px solid @line@; border-radius: @radius@px; }
QLineEdit, QComboBox, QPlainTextEdit, QSpinBox {
  background: @card@; color: @ink@; border: @ring@px solid @line@; border-radius: @radius@px;
  padding: 0 @pad@px; min-height: @field@px; selection-background-color: @accent@; selection-color: @onAccent@;
}
QLineEdit:focus, QComboBox:focus, QPlainTextEdit:focus, QSpinBox:focus { border-color: @accent@; }
QLineEdit:disabled, QComboBox:disabled { color: @quiet@; background: @ground@; }
QLineEdit[type="amount"] { font-size: @amount@px; font-weight: 600; padding: 0 @half@px; }
QLineEdit[type="state"] { font-size: @state@px; font-weight: 600; min-height: @big@px; }
QLineEdit[type="title"] { font-size: @title@px; font-weight: 600; }
QLineEdit[bad="true"] { border-color: @declined@; }
QComboBox::drop-down { border: none; width: @touch@px; }
QCheckBox, QRadioButton { min-height: @touch@px; spacing: @pad@px; border: @ring@px solid transparent; border-radius: @radius@px; }
QCheckBox:focus, QRadioButton:focus { border-color: @accent@; }
QCheckBox::indicator, QRadioButton::indicator { width: @icon@px; height: @icon@px; }
QTableView, QListView {
  background: @card@; border: @ring@px solid @line@; border-radius: @radius@px; gridline-color: @line@; outline: none;
}
QTableView:focus, QListView:focus { border-color: @accent@; }
QTableView::item, QListView::item { padding: 0 @pad@px; border: none; }
QTableView::item:selected, QListView::item:selected { background: @accent@; color: @onAccent@; }
QHeaderView { background: @card@; }
QHeaderView::section { background: @card@; color: @quiet@; border: none; border-bottom: 1px solid @line@; padding: @half@px @pad@px; }
QScrollArea { border: none; background: transparent; }
QScrollArea > QWidget > QWidget { background: transparent; }
QScrollBar:vertical { background: transparent; width: @bar@px; margin: 0; }
QScrollBar::handle:vertical { background: @line@; border-radius: @barRadius@px; min-height: @touch@px; }
QScrollBar:horizontal { background: transparent; height: @bar@px; margin: 0; }
QScrollBar::handle:horizontal { background: @line@; border-radius: @barRadius@px; min-width: @touch@px; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QToolTip { background: @card@; color: @ink@; border: 1px solid @line@; padding: @half@px; }
)"_s;
    const auto n = [](int value) { return QString::number(value); };
    const auto tone = [this](Tone value) { return state(value).tone.name(); };
    const Colors &c = m_colors;
    return replaced(sheet, {{u"caption"_s, n(fontPx(Type::Caption))}, {u"title"_s, n(fontPx(Type::Title))}, {u"state"_s, n(fontPx(Type::State))}, {u"amount"_s, n(fontPx(Type::Amount))},
                            {u"quiet"_s, c.quietInk.name()}, {u"card"_s, c.card.name()}, {u"line"_s, c.line.name()}, {u"ink"_s, c.ink.name()},
                            {u"ground"_s, c.ground.name()}, {u"accent"_s, c.accent.name()}, {u"onAccent"_s, c.onAccent.name()},
                            {u"paid"_s, tone(Tone::Paid)}, {u"waiting"_s, tone(Tone::Waiting)}, {u"declined"_s, tone(Tone::Declined)},
                            {u"unknown"_s, tone(Tone::Unknown)}, {u"info"_s, tone(Tone::Info)}, {u"radius"_s, n(radius())}, {u"ring"_s, n(ring())},
                            {u"pad"_s, n(space(2))}, {u"half"_s, n(space(1))}, {u"field"_s, n(touch() - 2 * ring())}, {u"touch"_s, n(touch())},
                            {u"icon"_s, n(icon())}, {u"big"_s, n(px(60) - 2 * ring())}, {u"bar"_s, n(px(12))}, {u"barRadius"_s, n(px(6))}});
}

} // namespace kaunta::ui
