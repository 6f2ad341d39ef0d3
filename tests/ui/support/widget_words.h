#pragma once

#include <QCoreApplication>
#include <QLabel>

namespace kaunta::test {

template <class W>
W *find(const QWidget &page, const QString &name)
{
    return page.findChild<W *>(name);
}

inline QString labelText(const QWidget &page, const QString &name)
{
    const auto *label = find<QLabel>(page, name);
    return label ? label->text() : QStringLiteral("(no label %1)").arg(name);
}

//! A layout inside a scroll area takes its place some turns of the loop later.
inline void settle()
{
    for (int i = 0; i < 5; ++i)
        QCoreApplication::processEvents();
}

} // namespace kaunta::test
