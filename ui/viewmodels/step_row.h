#pragma once

#include <QString>

namespace kaunta::ui {

//! One line of the wait screen's steps. Only what is proven is Done.
struct StepRow {
    enum class State { Todo, Active, Done, Trouble, Unclear };
    State state = State::Todo;
    QString text;
    QString time;   //!< "14:02:07" on the shop's clock; empty while not reached
    bool operator==(const StepRow &) const = default;
};

} // namespace kaunta::ui
