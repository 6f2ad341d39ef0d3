#pragma once

#include <QString>

namespace kaunta::ui {

//! What FailureCode::ReasonInvalid says of a reason: 2 to 100 letters, digits, spaces, dots, commas and dashes, as M-PESA takes
//! them. The engine checks again; this is for a form that speaks while it is filled in.
bool isReason(const QString &text);
//! What is wrong with it in one sentence; empty: nothing, or nothing typed yet.
QString reasonProblem(const QString &text);

} // namespace kaunta::ui
