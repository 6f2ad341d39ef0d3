#pragma once

namespace kaunta::ui {

//! What a state means to a cashier at a glance. The theme gives each its colour; icon and word always stand beside it.
enum class Tone {
    Neutral,    //!< nothing to feel about
    Paid,       //!< money is here
    Waiting,    //!< somebody still has to answer
    Declined,   //!< trouble that is proven
    Unknown,    //!< neither good nor bad: not known whether money moved
    Info,
};

//! Which of our own icons stands beside the word. One file each in resources/icons.
enum class Glyph {
    None, Charge, Pending, Payments, Refunds, Balance, Settings, Lock, Person, Paid, Waiting, Declined, Unknown, Conflict, NotSent,
    Info, Phone, Send, Check, Close, Refresh, Backspace, Online, Offline, Manager, Printer, Key, Todo, Active, ReceiptAwaited, Down, Direct,
};

inline constexpr Glyph kLastGlyph = Glyph::Direct;   //!< for tests that walk all of them

} // namespace kaunta::ui
