#include "core/enquiry/initiator_stop.h"

#include <algorithm>
#include <array>

namespace kaunta::enquiry {

using namespace Qt::StringLiterals;

namespace {

const QString kSetting = u"refund-stopped"_s;
//! Initiator information invalid; security credential locked; initiator credential check failed (balance). Only of requests that
//! sign in as the operator: elsewhere these codes mean other things.
constexpr std::array kOfTheOperator{"2001"_L1, "8006"_L1, "18"_L1};

} // namespace

QString InitiatorStop::code() const
{
    return m_ledger.setting(kSetting);
}

void InitiatorStop::refused(const QString &code)
{
    const bool isOperator = std::any_of(kOfTheOperator.begin(), kOfTheOperator.end(), [&](QLatin1StringView known) { return code == known; });
    if (isOperator && !isStopped())
        set(code);
}

void InitiatorStop::lift()
{
    if (isStopped())
        set({});
}

void InitiatorStop::set(const QString &code)
{
    m_ledger.setSetting(kSetting, code);
    m_changed();
}

} // namespace kaunta::enquiry
