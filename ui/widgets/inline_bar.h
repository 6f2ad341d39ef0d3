#pragma once

#include "ui/viewmodels/tone.h"

#include <QFrame>

class QHBoxLayout;
class QLabel;
class QVBoxLayout;

namespace kaunta::ui {

class ActionButton;

//! What elsewhere would be a message box: icon, what happened, what to do, and at most one button. Hidden while it has
//! nothing to say; pages that must not jump give it a place of fixed height.
class InlineBar final : public QFrame
{
    Q_OBJECT
public:
    explicit InlineBar(QWidget *parent = nullptr);

    //! One bold sentence and one plain one.
    void tell(Tone tone, Glyph glyph, const QString &says, const QString &next = {});
    void clear();
    bool isShown() const { return m_shown; }
    QString text() const;
    //! A button in the bar; empty text takes it away.
    void setAction(const QString &text, const QString &keyHint = {});
    void setClosable(bool closable);
    //! The button under the words instead of beside them: for narrow columns.
    void setStacked(bool stacked);
    ActionButton *actionButton() const { return m_action; }

Q_SIGNALS:
    void actionTriggered();
    void closed();

protected:
    void paintEvent(QPaintEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void applyMetrics();

    Tone m_tone = Tone::Info;
    Glyph m_glyph = Glyph::Info;
    bool m_shown = false;
    QLabel *m_says;
    QLabel *m_next;
    ActionButton *m_action;
    ActionButton *m_close;
    QWidget *m_iconRoom;
    QVBoxLayout *m_words;
    QHBoxLayout *m_row;
};

} // namespace kaunta::ui
