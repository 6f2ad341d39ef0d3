// Whoever changes a profile of SettingsViewModel, once the shop has people.
#include "ui/viewmodels/settings_view_model.h"

namespace kaunta::ui {

using namespace Qt::StringLiterals;

void SettingsViewModel::begin(Work work, const QString &what)
{
    m_work = work;
    m_saving = true;   // one thing at a time
    Q_EMIT changed();
    if (!m_guarded)
        return carryOut();
    m_ticket = u"profiles-"_s + QString::number(++m_tickets);
    Q_EMIT approvalWanted({m_ticket, people::Purpose::Profiles, m_isNew ? m_form.name.trimmed() : m_saved.name, m_user}, what);
}

void SettingsViewModel::carryOut()
{
    m_ticket.clear();
    if (std::exchange(m_work, Work::None) == Work::Save)
        m_service.saveProfile(toProfile(m_form, m_saved), m_isNew);
    else
        m_service.selectProfile(m_saved.name);
}

void SettingsViewModel::approvalGiven(const QString &ticket, const people::Grant &)
{
    if (m_work != Work::None && ticket == m_ticket)
        carryOut();
}

void SettingsViewModel::approvalCancelled(const QString &ticket)
{
    if (m_work == Work::None || ticket != m_ticket)
        return;
    m_work = Work::None;
    m_ticket.clear();
    m_saving = false;
    say(Tone::Neutral, Glyph::Info, tr("Nothing was changed: nobody approved it."));
}

} // namespace kaunta::ui
