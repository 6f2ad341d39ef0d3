#pragma once

#include "app/desktop/place.h"

#include <memory>

class QApplication;
class QWidget;

namespace kaunta::desktop {

//! The cashier's window over a till of its own: engine, view models and pages, put together. Whoever destroys it closes the till in good
//! order.
class TillWindow
{
public:
    TillWindow(QApplication &app, const Place &place);
    ~TillWindow();
    TillWindow(const TillWindow &) = delete;
    TillWindow &operator=(const TillWindow &) = delete;

    void open();         //!< shows it, and opens the till's files
    void bringToFront();
    void showCrash(const QString &note);   //!< see FrameViewModel
    QWidget &widget();

private:
    struct Parts;
    std::unique_ptr<Parts> m_parts;
};

} // namespace kaunta::desktop
