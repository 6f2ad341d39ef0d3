#pragma once

#include "ui/widgets/theme.h"

#include <QAbstractButton>
#include <QApplication>
#include <QComboBox>
#include <QDir>
#include <QLineEdit>
#include <QPixmap>
#include <QTest>
#include <QWidget>

namespace kaunta::test {

inline void useTheme(ui::Scheme scheme, int textPercent = 100)
{
    ui::ThemeOptions options;
    options.scheme = scheme;
    options.textPercent = textPercent;
    ui::Theme::apply(*qApp, options);
}

struct Shot {
    const char *name;
    QSize window;   //!< of the whole till, in device-independent pixels
    double ratio;
};
inline constexpr Shot kShots[] = {{"1024x600", {1024, 600}, 1.0}, {"1366x768", {1366, 768}, 1.0}, {"3840x2160", {1920, 1080}, 2.0}};

//! The room that frame and rail leave to a page.
inline QSize pageSize(const Shot &shot)
{
    return shot.window - QSize(shot.window.width() < 900 ? 72 : 208, 88);
}

//! Saves what `page` shows as screenshots/<name>-<scheme>-<size>.png beside the test, for a person to look at.
inline void saveShot(QWidget &page, const QString &name, const QString &scheme, const Shot &shot)
{
    QPixmap picture(page.size() * shot.ratio);
    picture.setDevicePixelRatio(shot.ratio);
    picture.fill(page.palette().color(QPalette::Window));
    page.render(&picture, {}, {}, QWidget::DrawChildren);
    const QDir folder(QStringLiteral("screenshots"));
    folder.mkpath(QStringLiteral("."));
    const QString file = folder.filePath(QStringLiteral("%1-%2-%3.png").arg(name, scheme, QString::fromLatin1(shot.name)));
    QVERIFY2(picture.save(file, nullptr, 85), qPrintable(file));   // packed lightly: a 4K picture in full costs half a second
}

//! Everything that a person can act on has a name for a screen reader.
inline QStringList namelessControls(const QWidget &page)
{
    QStringList nameless;
    const auto widgets = page.findChildren<QWidget *>();
    for (const QWidget *widget : widgets) {
        const bool control = qobject_cast<const QAbstractButton *>(widget) || qobject_cast<const QLineEdit *>(widget) || qobject_cast<const QComboBox *>(widget)
                             || widget->focusPolicy() & Qt::TabFocus;
        const bool inner = widget->objectName().startsWith(QStringLiteral("qt_")) || qobject_cast<const QComboBox *>(widget->parentWidget())
                           || qobject_cast<const QLineEdit *>(widget->parentWidget());
        const auto *button = qobject_cast<const QAbstractButton *>(widget);
        const bool told = !widget->accessibleName().isEmpty() || (button && !button->text().isEmpty());
        if (control && !inner && widget->isVisibleTo(&page) && !told)
            nameless << QStringLiteral("%1 %2").arg(QString::fromLatin1(widget->metaObject()->className()), widget->objectName());
    }
    return nameless;
}

} // namespace kaunta::test
