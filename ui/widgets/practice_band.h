#pragma once

#include "core/profile/profile.h"

#include <QWidget>

namespace kaunta::ui {

//! The striped band across the top: whose money this is, at a glance. Hidden only where real money moves on the
//! provider's own hosts.
class PracticeBand final : public QWidget
{
    Q_OBJECT
public:
    explicit PracticeBand(QWidget *parent = nullptr);
    //! `host` is shown for a custom profile: "TEST SERVER 127.0.0.1:8443".
    void setEnvironment(Environment environment, const QString &host = {});
    QString text() const { return m_text; }
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return {0, sizeHint().height()}; }

protected:
    void paintEvent(QPaintEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    Environment m_environment = Environment::Practice;
    QString m_text;
};

} // namespace kaunta::ui
