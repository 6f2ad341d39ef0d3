#pragma once

#include <QWidget>

namespace kaunta::ui {

class Keypad;
class LiveEdit;

//! A PIN as dots, by keyboard or by finger.
class PinEntry final : public QWidget
{
    Q_OBJECT
public:
    explicit PinEntry(const QString &label, QWidget *parent = nullptr);
    //! What was typed; the field is empty afterwards. Whoever uses it wipes it.
    QByteArray take();
    void clear();
    bool isEmpty() const;
    void setUsable(bool usable);
    void focus();

Q_SIGNALS:
    void entered();   //!< Enter
    void edited();

protected:
    void changeEvent(QEvent *event) override;

private:
    void applyMetrics();

    LiveEdit *m_edit;
    Keypad *m_keypad;
};

//! A field that shows dots and takes the digits of a PIN; for forms, without keys beside it.
LiveEdit *makePinEdit(const QString &objectName, const QString &accessibleName);
//! Keeps room for what is said about a PIN, so that nothing moves when it is said.
void reservePinNotice(QWidget *notice);
//! The digits of such a field, which is empty afterwards. Whoever uses them wipes them.
QByteArray takePin(LiveEdit *edit);

} // namespace kaunta::ui
