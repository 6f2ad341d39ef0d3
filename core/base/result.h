#pragma once

#include <type_traits>
#include <utility>
#include <variant>

namespace kaunta {

//! The value of a Result that carries nothing but "it worked".
struct Done {
    bool operator==(const Done &) const = default;
};

//! Wraps an error on its way into a Result: `return Fail{Trouble{...}};`
template <class E>
struct Fail {
    E error;
};
template <class E>
Fail(E) -> Fail<E>;

//! A value or the reason why there is none. Dropping one on the floor is a build error (-Werror=unused-result).
template <class T, class E>
class [[nodiscard]] Result
{
public:
    using Value = T;
    using Error = E;

    Result(T value) : m_state(std::in_place_index<0>, std::move(value)) {}             // NOLINT(google-explicit-constructor)
    Result(Fail<E> fail) : m_state(std::in_place_index<1>, std::move(fail.error)) {}   // NOLINT(google-explicit-constructor)

    explicit operator bool() const noexcept { return m_state.index() == 0; }
    const T &value() const & { return std::get<0>(m_state); }
    T &&value() && { return std::get<0>(std::move(m_state)); }
    const E &error() const & { return std::get<1>(m_state); }
    const T &operator*() const & { return value(); }
    const T *operator->() const { return &value(); }

    template <class F>
    auto andThen(F &&next) const -> std::invoke_result_t<F, const T &>
    {
        if (*this)
            return std::forward<F>(next)(value());
        return Fail<E>{error()};
    }
    template <class F>
    auto map(F &&f) const -> Result<std::invoke_result_t<F, const T &>, E>
    {
        if (*this)
            return std::forward<F>(f)(value());
        return Fail<E>{error()};
    }

private:
    std::variant<T, E> m_state;
};

} // namespace kaunta
