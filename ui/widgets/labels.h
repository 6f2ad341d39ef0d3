#pragma once

#include "ui/viewmodels/tone.h"
#include "ui/widgets/theme.h"

class QFrame;
class QLabel;
class QLineEdit;
class QScrollArea;
class QWidget;

namespace kaunta::ui {

//! A plain-text label in one of the theme's sizes; quiet: in the second ink. It follows a change of theme by itself.
QLabel *makeLabel(const QString &text, Type type = Type::Body, bool quiet = false);
//! Small grey selectable text: codes, for support. It takes no focus, so that it is no stop on the way of Tab.
QLabel *makeSmallPrint(const QString &text = {});
//! Sets words that may wrap, but never inside "M-PESA".
void setWords(QLabel *label, const QString &words);
//! Colours a label's words; Neutral: as before.
void setTone(QLabel *label, Tone tone);
//! White card with a hairline and round corners; lay out inside it.
QFrame *makeCard();
//! What may be higher than its place: it scrolls, never sideways, and is no stop on the way of Tab.
void fillScroll(QScrollArea *scroll, QWidget *content);
//! Red border: what was typed cannot be used.
void setBad(QLineEdit *edit, bool bad);
//! Object name and what a screen reader says, in one line.
template <class W>
W *named(W *widget, const QString &objectName, const QString &accessibleName = {})
{
    widget->setObjectName(objectName);
    if (!accessibleName.isEmpty())
        widget->setAccessibleName(accessibleName);
    return widget;
}

} // namespace kaunta::ui
