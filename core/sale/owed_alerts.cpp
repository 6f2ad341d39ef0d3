#include "core/sale/owed_alerts.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <algorithm>

namespace kaunta::sale {

using namespace Qt::StringLiterals;

namespace {

const QString kSetting = u"alerts-owed"_s;

QList<Action> alertsOf(const Step &step)
{
    QList<Action> alerts;
    std::copy_if(step.actions.begin(), step.actions.end(), std::back_inserter(alerts), [](Action action) {
        return action == Action::AlertLateMoney || action == Action::AlertConflict || action == Action::AlertSecondReceipt;
    });
    return alerts;
}

QString nameOf(Action kind)
{
    return kind == Action::AlertLateMoney ? u"late-money"_s : kind == Action::AlertConflict ? u"conflict"_s : u"second-receipt"_s;
}

Action kindOf(const QString &name)
{
    return name == nameOf(Action::AlertLateMoney) ? Action::AlertLateMoney
        : name == nameOf(Action::AlertConflict)   ? Action::AlertConflict
                                                  : Action::AlertSecondReceipt;
}

QJsonArray listIn(const ledger::LedgerReader &ledger)
{
    return QJsonDocument::fromJson(ledger.setting(kSetting).toUtf8()).array();
}

QJsonArray without(const QJsonArray &list, const QString &chargeId)
{
    QJsonArray others;
    for (const QJsonValue entry : list)
        if (entry["charge"_L1].toString() != chargeId)
            others.append(entry);
    return others;
}

QString textOf(const QJsonArray &list)
{
    return list.isEmpty() ? QString() : QString::fromUtf8(QJsonDocument(list).toJson(QJsonDocument::Compact));
}

} // namespace

void OwedAlerts::owe(const QString &chargeId, const Step &step, const QString &receipt)
{
    const auto alerts = alertsOf(step);
    if (alerts.isEmpty())
        return;
    QJsonArray list = without(listIn(m_ledger), chargeId);
    const auto events = static_cast<qint64>(m_ledger.eventsOf(chargeId).size());
    for (const Action kind : alerts)
        list.append(QJsonObject{{u"charge"_s, chargeId}, {u"kind"_s, nameOf(kind)}, {u"receipt"_s, receipt}, {u"events"_s, events}});
    m_ledger.setSetting(kSetting, textOf(list));
}

void OwedAlerts::told(const QString &chargeId, const Step &step)
{
    if (!alertsOf(step).isEmpty())
        m_ledger.setSetting(kSetting, textOf(without(listIn(m_ledger), chargeId)));
}

QList<OwedAlerts::Owed> OwedAlerts::takeWritten()
{
    QList<Owed> written;
    const QJsonArray list = listIn(m_ledger);
    for (const QJsonValue entry : list) {
        const QString chargeId = entry["charge"_L1].toString();
        if (m_ledger.eventsOf(chargeId).size() > entry["events"_L1].toInteger())
            written << Owed{chargeId, kindOf(entry["kind"_L1].toString()), entry["receipt"_L1].toString()};
    }
    if (!list.isEmpty())
        m_ledger.setSetting(kSetting, {});
    return written;
}

} // namespace kaunta::sale
