#pragma once

#include <QList>
#include <QWidget>

namespace kaunta::ui {

class ActionButton;

//! What can be done about what is shown: buttons in a fixed order, the primary one at the right end. Where one line is too short they
//! take several; hidden ones take no room. A finger on one leaves the focus where it is.
class ActionStrip final : public QWidget
{
    Q_OBJECT
public:
    ActionStrip(const QList<ActionButton *> &actions, ActionButton *primary, QWidget *parent = nullptr);
    int heightForWidth(int width) const override;
    QSize sizeHint() const override;

protected:
    bool event(QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    //! Where each button goes.
    QList<QRect> places(int width) const;
    void place();

    QList<ActionButton *> m_buttons;   //!< the primary one is the last
};

} // namespace kaunta::ui
