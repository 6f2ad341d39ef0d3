// What the form of SettingsViewModel asks for, by the provider that is chosen.
#include "ui/viewmodels/settings_view_model.h"

#include <QCoreApplication>
#include <algorithm>

namespace kaunta::ui {

using namespace Qt::StringLiterals;
using providers::Capability;
using providers::ProviderSetting;

namespace {

QString settingWords(const char *source)
{
    return source && *source ? QCoreApplication::translate("ProviderSettings", source) : QString();
}

} // namespace

Profile SettingsViewModel::draft() const
{
    Profile draft = toProfile(m_form, m_saved);
    if (draft.id.isEmpty())
        draft.id = u"new"_s;   // made when it is saved
    return draft;
}

const providers::ProviderTraits &SettingsViewModel::traits() const
{
    const auto *known = providers::findProvider(m_form.provider);
    return known ? *known : providers::noProvider();
}

QList<std::pair<QString, QString>> SettingsViewModel::providerChoices()
{
    QList<std::pair<QString, QString>> all;
    const QStringList names = providers::providerNames();
    for (const QString &name : names)
        all << std::pair{name, QString(providers::findProvider(name)->title)};
    return all;
}

QList<Environment> SettingsViewModel::environments() const
{
    QList<Environment> all;
    if (!traits().sandboxUrl.isEmpty())
        all << Environment::Sandbox;
    return all << Environment::Production << Environment::Custom;
}

QString SettingsViewModel::environmentWords(Environment environment) const
{
    switch (environment) {
    case Environment::Practice: return {};
    case Environment::Sandbox: return tr("Sandbox: the test system of %1, no real money").arg(traits().title);
    case Environment::Production: return tr("Live: real money");
    case Environment::Custom: return tr("Custom: a test server of your own");
    }
    Q_UNREACHABLE();
}

bool SettingsViewModel::offersTills() const
{
    return traits().hasTills;
}

bool SettingsViewModel::offersInitiator() const
{
    return needsInitiator(traits());
}

bool SettingsViewModel::asksShared() const
{
    return traits().capabilities.testFlag(Capability::Pull) || traits().capabilities.testFlag(Capability::DirectPayments);
}

QString SettingsViewModel::shortCodeLabel() const
{
    if (m_form.type == AccountType::Till)
        return tr("Store number");
    return traits().needsShortCode && traits().country == Country::Kenya ? tr("Paybill number") : tr("Short code");
}

QString SettingsViewModel::shortCodeHelp() const
{
    if (m_form.type == AccountType::Till)
        return tr("Store or head-office number from Safaricom's go-live e-mail. It is not the till number.");
    if (!traits().needsShortCode)
        return tr("Only when the shop has a paybill of its own; else empty.");
    return traits().country == Country::Kenya ? tr("The number that customers type under Lipa na M-PESA, Pay Bill.") : tr("The shop's number, to which customers pay.");
}

QString SettingsViewModel::listenHelp() const
{
    if (!traits().capabilities.testFlag(Capability::Query))
        return tr("Where the callback address leads to on this computer, like 127.0.0.1:8443. Needed: %1 cannot be asked about a payment.").arg(traits().title);
    return tr("Where the callback address leads to on this computer, like 127.0.0.1:8443. Empty: no refunds and balances.");
}

QString SettingsViewModel::certificateHelp() const
{
    return traits().kenyanCertificate ? tr("Encrypts that user's password. Empty: the one that Safaricom published.") : tr("Encrypts that user's password. It comes from M-PESA's portal; needed for refunds and balances.");
}

QString SettingsViewModel::setting(const QString &key) const
{
    for (const ProviderSetting &setting : traits().settings)
        if (setting.key == key)
            return providers::settingOf(traits(), m_form.settings, setting.key);
    return {};
}

QList<SettingRow> SettingsViewModel::settingRows() const
{
    QList<SettingRow> rows;
    for (const ProviderSetting &setting : traits().settings) {
        SettingRow row;
        row.key = setting.key;
        row.label = settingWords(setting.label);
        if (row.label.isEmpty())
            row.label = setting.key;
        row.help = settingWords(setting.help);
        row.value = providers::settingOf(traits(), m_form.settings, setting.key);
        row.choices = setting.choices();
        for (const QString &choice : std::as_const(row.choices)) {
            const QString word = choice == "on"_L1 ? tr("Yes") : choice == "off"_L1 ? tr("No") : choice;
            row.choiceWords << (choice == setting.fallback ? tr("%1 (as documented)").arg(word) : word);
        }
        row.placeholder = setting.fallback;
        row.upFront = setting.upFront;
        rows << row;
    }
    return rows;
}

void SettingsViewModel::setSetting(const QString &key, const QString &value)
{
    ProfileForm form = m_form;
    form.settings.insert(key, value);
    setForm(form);
}

void SettingsViewModel::leaveSetting(const QString &key)
{
    m_left.insert(key);
    Q_EMIT changed();
}

QString SettingsViewModel::settingProblem(const QString &key) const
{
    return !m_fault.isEmpty() && m_faultName == key && m_left.contains(key) ? m_fault : QString();
}

QString SettingsViewModel::addressesHint() const
{
    const providers::ProviderTraits &saved = m_saved.traits();
    const bool byHand = saved.capabilities.testFlag(Capability::DirectPayments) && !saved.capabilities.testFlag(Capability::RegisterUrls);
    if (!byHand || isPractice() || m_isNew || !m_loaded || &traits() != &saved)
        return {};
    return addresses().isEmpty() ? tr("%1 has to be told where this shop is. Use this profile, and start Kaunta again: then the addresses stand here.").arg(saved.title)
                                 : tr("Give %1 these addresses, for confirmation and for validation. Until it has them, nothing tells the till of a payment.").arg(saved.title);
}

QString SettingsViewModel::addresses() const
{
    return m_saved.name == m_inUse && !m_confirmation.isEmpty() ? m_confirmation.toString() + u'\n' + m_validation.toString() : QString();
}

void SettingsViewModel::setAddresses(const QUrl &confirmation, const QUrl &validation)
{
    m_confirmation = confirmation;
    m_validation = validation;
    Q_EMIT changed();
}

QString SettingsViewModel::moreWords(bool shown) const
{
    const QList<SettingRow> rows = settingRows();
    const auto count = std::count_if(rows.cbegin(), rows.cend(), [](const SettingRow &row) { return !row.upFront; });
    if (count == 0)
        return {};
    return shown ? tr("Fewer settings") : tr("More settings of %1 (%2)").arg(traits().title).arg(count);
}

} // namespace kaunta::ui
