#pragma once

namespace kaunta::ui {

constexpr int kTickMs = 250;   // a countdown that skips no second

} // namespace kaunta::ui
