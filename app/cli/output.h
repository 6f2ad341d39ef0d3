#pragma once

#include "core/refund/refund_service.h"
#include "core/sale/sale_service.h"

#include <QJsonObject>

namespace kaunta::cli {

//! Where lines go: with --json one object a line on standard output and words for people on standard error, without it words
//! on standard output and failures on standard error. Every line is flushed, so that a pipe sees it at once.
class Output
{
public:
    explicit Output(bool json) : m_json(json) {}
    bool json() const { return m_json; }

    //! A charge as it stands: the state line of the manual.
    void state(const sale::ChargeSnapshot &charge) const;
    //! A refund as it stands, in the same form.
    void refund(const refund::RefundSnapshot &refund) const;
    //! An object of its own kind ("sale", "profile", "verify") with the same content in words.
    void object(const QJsonObject &line, const QString &words) const;
    //! Only for people.
    void words(const QString &text) const;
    //! What happened, whether money may have moved, what to do next. Returns the exit code.
    int failure(const Failure &failure, const QJsonObject &more = {}) const;
    //! A charge was held before anything was sent.
    int refusal(const sale::Refusal &refusal) const;

private:
    bool m_json;
};

//! kauntactl's exit code for a charge as it stands (see kauntactl --help).
int exitCodeOf(const sale::ChargeState &state);

} // namespace kaunta::cli
