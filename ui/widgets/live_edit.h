#pragma once

#include <QLineEdit>

namespace kaunta::ui {

//! A field whose text is put in order while it is typed ("1250" → "1,250"). The cursor stays behind the same digit.
class LiveEdit final : public QLineEdit
{
    Q_OBJECT
public:
    using QLineEdit::QLineEdit;
    void setOrderedText(const QString &text);

Q_SIGNALS:
    //! Enter, once a press: a held key does not count.
    void entered();

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
};

} // namespace kaunta::ui
