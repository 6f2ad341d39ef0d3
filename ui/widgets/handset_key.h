#pragma once

#include <QAbstractButton>

namespace kaunta::ui {

//! A key of the practice phone: a digit and, small, its letters; or two words and the key that does the same. Never takes the focus: the window reads the keyboard.
class HandsetKey final : public QAbstractButton
{
    Q_OBJECT
public:
    HandsetKey(const QString &face, const QString &letters, QWidget *parent = nullptr);
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QString m_letters;
};

//! Four places for digits; nobody sees which.
class PinDots final : public QWidget
{
    Q_OBJECT
public:
    using QWidget::QWidget;
    void setTyped(int digits, int places);
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    int m_typed = 0;
    int m_places = 4;
};

} // namespace kaunta::ui
