#pragma once

#include <QWidget>

namespace kaunta::ui {

//! Big keys for fingers: 7 8 9 / 4 5 6 / 1 2 3 / 0 00 ⌫. It never takes the keyboard focus: hands on the keyboard type,
//! hands on the screen touch, and both go to the same field.
class Keypad final : public QWidget
{
    Q_OBJECT
public:
    //! How high a key is where there is room, and how high at least. GivesWay: takes what others leave, down to a finger.
    enum class Height { Full, GivesWay };
    explicit Keypad(Height height = Height::Full, QWidget *parent = nullptr);

protected:
    void changeEvent(QEvent *event) override;

Q_SIGNALS:
    void typed(const QString &digits);   //!< "7", "00"
    void erased();
};

} // namespace kaunta::ui
