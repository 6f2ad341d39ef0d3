#include "core/ledger/owed_alerts.h"

#include <QJsonArray>
#include <QJsonDocument>

namespace kaunta::ledger {

using namespace Qt::StringLiterals;

namespace {

QJsonArray listIn(const QString &text)
{
    return QJsonDocument::fromJson(text.toUtf8()).array();
}

QJsonArray without(const QJsonArray &list, const QString &subject)
{
    QJsonArray others;
    for (const QJsonValue entry : list)
        if (entry["subject"_L1].toString() != subject)
            others.append(entry);
    return others;
}

QString textOf(const QJsonArray &list)
{
    return list.isEmpty() ? QString() : QString::fromUtf8(QJsonDocument(list).toJson(QJsonDocument::Compact));
}

} // namespace

void OwedAlerts::owe(const QString &subject, const QStringList &kinds, const QString &receipt)
{
    if (kinds.isEmpty())
        return;
    QJsonArray list = without(listIn(m_ledger.setting(m_setting)), subject);
    const auto events = static_cast<qint64>(m_ledger.eventsOf(subject).size());
    for (const QString &kind : kinds)
        list.append(QJsonObject{{u"subject"_s, subject}, {u"kind"_s, kind}, {u"receipt"_s, receipt}, {u"events"_s, events}});
    m_ledger.setSetting(m_setting, textOf(list));
}

void OwedAlerts::told(const QString &subject)
{
    m_ledger.setSetting(m_setting, textOf(without(listIn(m_ledger.setting(m_setting)), subject)));
}

QList<OwedAlerts::Owed> OwedAlerts::takeWritten()
{
    QList<Owed> written;
    const QJsonArray list = listIn(m_ledger.setting(m_setting));
    for (const QJsonValue entry : list) {
        const QString subject = entry["subject"_L1].toString();
        if (m_ledger.eventsOf(subject).size() > entry["events"_L1].toInteger())
            written << Owed{subject, entry["kind"_L1].toString(), entry["receipt"_L1].toString()};
    }
    if (!list.isEmpty())
        m_ledger.setSetting(m_setting, {});
    return written;
}

} // namespace kaunta::ledger
