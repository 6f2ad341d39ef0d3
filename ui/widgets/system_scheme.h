#pragma once

#include <QObject>

namespace kaunta::ui {

//! Asks the desktop whether it is dark, without ever making the window wait: the XDG portal on Linux (only if there is a
//! session bus; half a second at most), the registry on Windows. No answer means light.
class SystemScheme final : public QObject
{
    Q_OBJECT
public:
    explicit SystemScheme(QObject *parent = nullptr);
    //! Answers through darkChanged(), later than the call returns, and again whenever the desktop changes its mind.
    void watch();

Q_SIGNALS:
    void darkChanged(bool dark);

private Q_SLOTS:
    void onSettingChanged(const QString &space, const QString &key);

private:
    void ask();
};

} // namespace kaunta::ui
