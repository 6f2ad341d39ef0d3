#include "ui/widgets/labels.h"

#include <QFrame>
#include <QLabel>
#include <QLineEdit>
#include <QScrollArea>
#include <QStyle>

namespace kaunta::ui {

using namespace Qt::StringLiterals;

namespace {

QString typeName(Type type)
{
    switch (type) {
    case Type::Caption: return u"caption"_s;
    case Type::Body: return u"body"_s;
    case Type::Title: return u"title"_s;
    case Type::State: return u"state"_s;
    case Type::Amount: return u"amount"_s;
    }
    Q_UNREACHABLE();
}

QString toneName(Tone tone)
{
    switch (tone) {
    case Tone::Neutral: return {};
    case Tone::Paid: return u"paid"_s;
    case Tone::Waiting: return u"waiting"_s;
    case Tone::Declined: return u"declined"_s;
    case Tone::Unknown: return u"unknown"_s;
    case Tone::Info: return u"info"_s;
    }
    Q_UNREACHABLE();
}

//! A style sheet looks at a property only when the widget is polished.
void setStyled(QWidget *widget, const char *property, const QVariant &value)
{
    if (widget->property(property) == value)
        return;
    widget->setProperty(property, value);
    widget->style()->unpolish(widget);
    widget->style()->polish(widget);
}

} // namespace

QLabel *makeLabel(const QString &text, Type type, bool quiet)
{
    auto *label = new QLabel(text);
    label->setTextFormat(Qt::PlainText);   // a provider's words are never markup
    label->setProperty("type", typeName(type));
    if (quiet)
        label->setProperty("quiet", true);
    return label;
}

QLabel *makeSmallPrint(const QString &text)
{
    QLabel *label = makeLabel(text, Type::Caption, true);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    label->setFocusPolicy(Qt::NoFocus);
    label->setWordWrap(true);
    return label;
}

void setWords(QLabel *label, const QString &words)
{
    static const QString unbroken = u"M\u2011PESA"_s;   // a hyphen that does not break
    label->setText(QString(words).replace("M-PESA"_L1, unbroken));
    label->setAccessibleName(words);
}

void setTone(QLabel *label, Tone tone)
{
    setStyled(label, "tone", toneName(tone));
}

QFrame *makeCard()
{
    auto *card = new QFrame;
    card->setProperty("card", true);
    return card;
}

void fillScroll(QScrollArea *scroll, QWidget *content)
{
    scroll->setWidget(content);
    scroll->setWidgetResizable(true);
    scroll->setFocusPolicy(Qt::NoFocus);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
}

void setBad(QLineEdit *edit, bool bad)
{
    setStyled(edit, "bad", bad);
}

} // namespace kaunta::ui
