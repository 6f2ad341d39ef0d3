#include "ui/widgets/profile_card.h"

#include "ui/widgets/action_button.h"
#include "ui/widgets/choice_controls.h"
#include "ui/widgets/form_field.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/provider_settings.h"

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
      m_addressesHint(named(new NoticeRow, u"addressesNotice"_s)), m_addresses(named(makeSmallPrint(), u"addressesLabel"_s)),
      m_provider(named(new ChoiceBox, u"providerCombo"_s)), m_own(new ProviderSettings(model)), m_environment(named(new ChoiceBox, u"environmentCombo"_s)),
      m_shared(named(new ChoiceBox, u"sharedCombo"_s)), m_paybill(named(new RoundChoice(tr("Paybill")), u"paybillRadio"_s)),
      m_till(named(new RoundChoice(tr("Till (Buy Goods)")), u"tillRadio"_s))
{
    setProperty("card", true);
    const Theme &theme = Theme::current();
    for (const auto &[name, title] : SettingsViewModel::providerChoices())
        m_provider->addItem(title, name);
    m_shared->addItem(tr("Yes, or not sure"), true);
    m_shared->addItem(tr("No, only this till"), false);
    for (QComboBox *box : {m_profiles, m_provider, m_environment, m_shared}) {
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
    column->addWidget(makeChoice(ProfileField::Provider, tr("Way to M-PESA"), m_provider));
    column->addWidget(makeChoice(ProfileField::Environment, tr("Environment"), m_environment));
    column->addWidget(makeText(ProfileField::BaseUrl, u"baseUrlEdit"_s, tr("Server address"), tr("https://…, or http:// on this computer"), m_baseUrl));
    m_typeLabel = makeLabel(tr("How customers pay"));
    column->addWidget(m_typeLabel);
    column->addLayout(types);
    column->addWidget(makeText(ProfileField::ShortCode, u"shortCodeEdit"_s, {}, {}, m_shortCode));
    column->addWidget(makeText(ProfileField::Till, u"tillEdit"_s, tr("Till number"), tr("The number on the shop's Buy Goods sticker: customers pay to it."), m_tillNumber));
    column->addWidget(makeChoice(ProfileField::Shared, tr("Does anyone else take money on this number?"), m_shared,
                                 tr("A second till, a web shop, another branch. Only if nobody does, a payment that names no sale is found by phone and amount.")));
    column->addWidget(m_own);
    column->addWidget(makeText(ProfileField::CallbackUrl, u"callbackUrlEdit"_s, tr("Callback address"),
                               tr("Public https address where M-PESA sends results. Kaunta appends a secret path to it."), m_callbackUrl));
    column->addWidget(makeText(ProfileField::Listen, u"listenEdit"_s, tr("Listens at"), {}, m_listen));
    column->addWidget(m_addressesHint);
    column->addWidget(m_addresses);
    column->addWidget(makeText(ProfileField::Initiator, u"initiatorEdit"_s, tr("M-PESA user"), tr("Signs in for refunds and balances. Made on M-PESA's organisation portal."), m_initiator));
    column->addWidget(makeText(ProfileField::Certificate, u"certificateEdit"_s, tr("Certificate file"), {}, m_certificate));
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
    for (QComboBox *box : {m_provider, m_environment, m_shared})
        connect(box, &QComboBox::activated, this, &ProfileCard::collect);
    connect(m_own, &ProviderSettings::saveWanted, this, &ProfileCard::saveWanted);
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

FormField *ProfileCard::makeChoice(ProfileField field, const QString &label, QComboBox *box, const QString &help)
{
    auto *row = new FormField(label, box, help, help.isEmpty());
    m_fields << std::pair{field, row};
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
    return m_own->focusProblem();
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
    m_provider->setCurrentIndex(m_provider->findData(form.provider));
    fillEnvironments();
    m_environment->setCurrentIndex(m_environment->findData(static_cast<int>(form.environment)));
    m_shared->setCurrentIndex(m_shared->findData(form.shared));
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

void ProfileCard::fillEnvironments()
{
    m_environment->clear();
    const QList<Environment> environments = m_model.environments();
    for (const Environment environment : environments)
        m_environment->addItem(m_model.environmentWords(environment), static_cast<int>(environment));
}

void ProfileCard::collect()
{
    if (m_filling)
        return;
    ProfileForm form = m_model.form();
    form.name = m_name->text();
    form.provider = m_provider->currentData().toString();
    if (m_environment->currentIndex() >= 0)   // the practice shop has none
        form.environment = static_cast<Environment>(m_environment->currentData().toInt());
    form.shared = m_shared->currentData().toBool();
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
        bool wanted = !practice;   // whom it practises is all that the practice shop has to choose
        if (field == ProfileField::Name)
            wanted = m_model.isNew();
        else if (field == ProfileField::Provider) {
            wanted = true;
            row->setLabel(practice ? tr("Which way to M-PESA to practise") : tr("Way to M-PESA"));
        } else if (field == ProfileField::Shared)
            wanted = !practice && m_model.asksShared();
        else if (field == ProfileField::Listen)
            row->setHelp(m_model.listenHelp());
        else if (field == ProfileField::Initiator || field == ProfileField::Certificate) {
            wanted = !practice && m_model.offersInitiator();
            if (field == ProfileField::Certificate)
                row->setHelp(m_model.certificateHelp());
        } else if (field == ProfileField::BaseUrl)
            wanted = form.environment == Environment::Custom;
        else if (field == ProfileField::Till)
            wanted = till && !practice;
        else if (field == ProfileField::ShortCode) {
            row->setLabel(m_model.shortCodeLabel());
            row->setHelp(m_model.shortCodeHelp());
        }
        row->setVisible(wanted);
    }
    const bool types = !practice && m_model.offersTills();
    m_typeLabel->setVisible(types);
    m_paybill->setVisible(types);
    m_till->setVisible(types);
    const Notice certificate = m_model.certificate();
    m_certificateState->setNotice(certificate);
    m_certificateState->setVisible(!certificate.text.isEmpty());
    m_fingerprint->setText(m_model.fingerprint());
    m_fingerprint->setVisible(!m_model.fingerprint().isEmpty());
    const QString hint = m_model.addressesHint();
    m_addressesHint->setNotice(hint.isEmpty() ? Notice{} : Notice{Tone::Info, Glyph::Info, hint});
    m_addresses->setText(hint.isEmpty() ? QString() : m_model.addresses());
    m_addresses->setVisible(!m_addresses->text().isEmpty());
    m_use->setEnabled(m_model.canSelect());
    m_new->setEnabled(!m_model.isNew());
    m_usage->setNotice(m_model.usage());
}

} // namespace kaunta::ui
