#pragma once

#include "ui/viewmodels/tone.h"

#include <QAbstractButton>

namespace kaunta::ui {

//! One line of the rail.
class NavItem final : public QAbstractButton
{
    Q_OBJECT
public:
    NavItem(const QString &id, Glyph glyph, const QString &text, const QString &keyHint, QWidget *parent = nullptr);
    QString id() const { return m_id; }
    void setBadge(int count);
    int badge() const { return m_badge; }
    void setCollapsed(bool collapsed);
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent *event) override;
    void changeEvent(QEvent *event) override;
    void enterEvent(QEnterEvent *event) override;
    void leaveEvent(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    void tellScreenReader();

    QString m_id;
    Glyph m_glyph;
    QString m_keyHint;
    int m_badge = 0;
    bool m_collapsed = false;
};

} // namespace kaunta::ui
