#include "ui/widgets/profile_card.h"

#include "ui/widgets/action_button.h"
#include "ui/widgets/choice_controls.h"
#include "ui/widgets/form_field.h"
#include "ui/widgets/labels.h"

#include <QBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QSignalBlocker>

namespace kaunta::ui {

using namespace Qt::StringLiterals;

ProfileCard::ProfileCard(SettingsViewModel &model, QWidget *parent)
    : QFrame(parent), m_model(model), m_profiles(named(new ChoiceBox, u"profileCombo"_s, tr("Profile"))),
      m_new(named(new ActionButton(tr("New profile"), ActionButton::Kind::Secondary), u"newProfileButton"_s)),
      m_use(named(new ActionButton(tr("Use this profile"), ActionButton::Kind::Secondary), u"useProfileButton"_s)), m_usage(named(new NoticeRow, u"usageNotice"_s)),
      m_certificateState(named(new NoticeRow, u"certificateNotice"_s)), m_fingerprint(named(makeSmallPrint(), u"fingerprintLabel"_s)),
      m_environment(named(new ChoiceBox, u"environmentCombo"_s)), m_paybill(named(new RoundChoice(tr("Paybill")), u"paybillRadio"_s)),
      m_till(named(new RoundChoice(tr("Till (Buy Goods)")), u"tillRadio"_s))
{
    setProperty("card", true);
    const Theme &theme = Theme::current();
    m_environment->addItem(tr("Sandbox: Safaricom's test system, no real money"), static_cast<int>(Environment::Sandbox));
    m_environment->addItem(tr("Live: real money"), static_cast<int>(Environment::Production));
    m_environment->addItem(tr("Custom: a test server of your own"), static_cast<int>(Environment::Custom));
    for (QComboBox *box : {m_profiles, m_environment}) {
        box->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
        box->setMinimumContentsLength(12);
    }

    auto *choice = new QHBoxLayout;
    choice->setSpacing(theme.space(2));
    choice->addWidget(m_profiles, 1);
    choice->addWidget(m_use);
    choice->addWidget(m_new);
    auto *types = new QHBoxLayout;
    types->setSpacing(theme.space(4));
    types->addWidget(m_paybill);
    types->addWidget(m_till);
    types->addStretch();

    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(theme.space(4), theme.space(4), theme.space(4), theme.space(4));
    column->setSpacing(theme.space(2));
    column->addWidget(makeLabel(tr("Shop"), Type::Title));
    column->addLayout(choice);
    column->addWidget(m_usage);
    column->addWidget(makeText(ProfileField::Name, u"nameEdit"_s, tr("Name"), tr("Small letters, digits and dashes. It cannot be changed later."), m_name));
    auto *environment = new FormField(tr("Environment"), m_environment, {}, true);
    m_fields << std::pair{ProfileField::Environment, environment};
    column->addWidget(environment);
    column->addWidget(makeText(ProfileField::BaseUrl, u"baseUrlEdit"_s, tr("Server address"), tr("https://…, or http:// on this computer"), m_baseUrl));
    m_typeLabel = makeLabel(tr("How customers pay"));
    column->addWidget(m_typeLabel);
    column->addLayout(types);
    column->addWidget(makeText(ProfileField::ShortCode, u"shortCodeEdit"_s, {}, {}, m_shortCode));
    column->addWidget(makeText(ProfileField::Till, u"tillEdit"_s, tr("Till number"), tr("The number on the shop's Buy Goods sticker: customers pay to it."), m_tillNumber));
    column->addWidget(makeText(ProfileField::CallbackUrl, u"callbackUrlEdit"_s, tr("Callback address"),
                               tr("Public https address where M-PESA sends results. Kaunta appends a secret path to it."), m_callbackUrl));
    column->addWidget(makeText(ProfileField::Listen, u"listenEdit"_s, tr("Listens at"),
                               tr("Where the callback address leads to on this computer, like 127.0.0.1:8443. Empty: no refunds and balances."), m_listen));
    column->addWidget(makeText(ProfileField::Initiator, u"initiatorEdit"_s, tr("M-PESA user"), tr("Signs in for refunds and balances. Made on M-PESA's organisation portal."), m_initiator));
    column->addWidget(makeText(ProfileField::Certificate, u"certificateEdit"_s, tr("Certificate file"),
                               tr("Encrypts that user's password. Empty: the one that Safaricom published."), m_certificate));
    column->addWidget(m_certificateState);
    column->addWidget(m_fingerprint);
    column->addWidget(makeText(ProfileField::Shop, u"shopEdit"_s, tr("Shop's name"), tr("As customers and receipts know it. Empty: the profile's name."), m_shop));
    column->addWidget(makeText(ProfileField::TillId, u"tillIdEdit"_s, tr("This till's code"), tr("Two letters or digits in front of every sale number. Empty: A1."), m_tillId));
    column->addStretch();

    connect(m_profiles, &QComboBox::activated, this, [this](int index) { m_model.choose(m_profiles->itemData(index).toString()); });
    connect(m_new, &QPushButton::clicked, this, [this] {
        m_model.startNew();
        if (m_model.isNew())
            m_name->setFocus(Qt::OtherFocusReason);
    });
    connect(m_use, &QPushButton::clicked, &m_model, &SettingsViewModel::select);
    connect(m_environment, &QComboBox::activated, this, &ProfileCard::collect);
    connect(m_paybill, &QRadioButton::toggled, this, &ProfileCard::collect);
    connect(&m_model, &SettingsViewModel::profilesChanged, this, &ProfileCard::fillProfiles);
    connect(&m_model, &SettingsViewModel::formReset, this, &ProfileCard::fillForm);
    connect(&m_model, &SettingsViewModel::changed, this, &ProfileCard::refresh);
    fillProfiles();
    fillForm();
}

FormField *ProfileCard::makeText(ProfileField field, const QString &name, const QString &label, const QString &help, QLineEdit *&edit)
{
    edit = named(new QLineEdit, name);
    auto *row = new FormField(label, edit, help);
    m_fields << std::pair{field, row};
    connect(edit, &QLineEdit::textEdited, this, &ProfileCard::collect);
    connect(edit, &QLineEdit::returnPressed, this, &ProfileCard::saveWanted);
    connect(row, &FormField::left, this, [this, field] { m_model.leaveField(field); });
    return row;
}

bool ProfileCard::focusProblem()
{
    for (const auto &[field, row] : std::as_const(m_fields)) {
        if (m_model.problem(field).isEmpty())
            continue;
        row->editor()->setFocus(Qt::OtherFocusReason);
        return true;
    }
    return false;
}

void ProfileCard::fillProfiles()
{
    const QSignalBlocker quiet(m_profiles);
    m_profiles->clear();
    if (m_model.isNew())
        m_profiles->addItem(tr("New profile"), QString());
    const auto profiles = m_model.profiles();
    for (const ProfileEntry &entry : profiles)
        m_profiles->addItem(entry.environment == Environment::Practice ? tr("%1 (no real money)").arg(entry.name) : entry.name, entry.name);
    m_profiles->setCurrentIndex(m_profiles->findData(m_model.current()));
}

void ProfileCard::fillForm()
{
    m_filling = true;
    const ProfileForm form = m_model.form();
    m_name->setText(form.name);
    m_environment->setCurrentIndex(m_environment->findData(static_cast<int>(form.environment)));
    m_baseUrl->setText(form.baseUrl);
    (form.type == AccountType::Till ? m_till : m_paybill)->setChecked(true);
    m_shortCode->setText(form.shortCode);
    m_tillNumber->setText(form.till);
    m_callbackUrl->setText(form.callbackUrl);
    m_listen->setText(form.listen);
    m_initiator->setText(form.initiator);
    m_certificate->setText(form.certificate);
    m_shop->setText(form.shop);
    m_tillId->setText(form.tillId);
    m_filling = false;
    fillProfiles();
    refresh();
}

void ProfileCard::collect()
{
    if (m_filling)
        return;
    ProfileForm form = m_model.form();
    form.name = m_name->text();
    form.environment = static_cast<Environment>(m_environment->currentData().toInt());
    form.baseUrl = m_baseUrl->text();
    form.type = m_till->isChecked() ? AccountType::Till : AccountType::Paybill;
    form.shortCode = m_shortCode->text();
    form.till = m_tillNumber->text();
    form.callbackUrl = m_callbackUrl->text();
    form.listen = m_listen->text();
    form.initiator = m_initiator->text();
    form.certificate = m_certificate->text();
    form.shop = m_shop->text();
    form.tillId = m_tillId->text();
    m_model.setForm(form);
}

void ProfileCard::refresh()
{
    const ProfileForm form = m_model.form();
    const bool practice = m_model.isPractice();
    const bool till = form.type == AccountType::Till;
    for (const auto &[field, row] : std::as_const(m_fields)) {
        row->setProblem(m_model.problem(field));
        bool wanted = !practice;   // the practice shop has nothing to set up
        if (field == ProfileField::Name)
            wanted = m_model.isNew();
        else if (field == ProfileField::BaseUrl)
            wanted = form.environment == Environment::Custom;
        else if (field == ProfileField::Till)
            wanted = till && !practice;
        else if (field == ProfileField::ShortCode) {
            row->setLabel(till ? tr("Store number") : tr("Paybill number"));
            row->setHelp(till ? tr("Store or head-office number from Safaricom's go-live e-mail. It is not the till number.")
                              : tr("The number that customers type under Lipa na M-PESA, Pay Bill."));
        }
        row->setVisible(wanted);
    }
    m_typeLabel->setVisible(!practice);
    m_paybill->setVisible(!practice);
    m_till->setVisible(!practice);
    const Notice certificate = m_model.certificate();
    m_certificateState->setNotice(certificate);
    m_certificateState->setVisible(!certificate.text.isEmpty());
    m_fingerprint->setText(m_model.fingerprint());
    m_fingerprint->setVisible(!m_model.fingerprint().isEmpty());
    m_use->setEnabled(m_model.canSelect());
    m_new->setEnabled(!m_model.isNew());
    m_usage->setNotice(m_model.usage());
}

} // namespace kaunta::ui
