#pragma once

#include "ui/viewmodels/settings_view_model.h"

#include <QFrame>

class QComboBox;
class QLabel;
class QLineEdit;
class QRadioButton;

namespace kaunta::ui {

class ActionButton;
class FormField;
class NoticeRow;
class ProviderSettings;

//! Which shop, and how it reaches M-PESA.
class ProfileCard final : public QFrame
{
    Q_OBJECT
public:
    explicit ProfileCard(SettingsViewModel &model, QWidget *parent = nullptr);
    //! Puts the cursor where something is wrong; false when nothing is.
    bool focusProblem();

Q_SIGNALS:
    void saveWanted();   //!< Enter in a field

private:
    void fillProfiles();
    void fillForm();
    void fillEnvironments();
    void collect();
    void refresh();
    FormField *makeChoice(ProfileField field, const QString &label, QComboBox *box, const QString &help = {});
    FormField *makeText(ProfileField field, const QString &name, const QString &label, const QString &help, QLineEdit *&edit);

    SettingsViewModel &m_model;
    QComboBox *m_profiles;
    ActionButton *m_new;
    ActionButton *m_use;
    NoticeRow *m_usage;
    NoticeRow *m_certificateState;
    QLabel *m_fingerprint;
    NoticeRow *m_addressesHint;
    QLabel *m_addresses;
    QLineEdit *m_name = nullptr;
    QComboBox *m_provider;
    ProviderSettings *m_own;
    QComboBox *m_environment;
    QComboBox *m_shared;
    QLineEdit *m_baseUrl = nullptr;
    QLabel *m_typeLabel = nullptr;
    QRadioButton *m_paybill;
    QRadioButton *m_till;
    QLineEdit *m_shortCode = nullptr;
    QLineEdit *m_tillNumber = nullptr;
    QLineEdit *m_shop = nullptr;
    QLineEdit *m_tillId = nullptr;
    QLineEdit *m_callbackUrl = nullptr;
    QLineEdit *m_listen = nullptr;
    QLineEdit *m_initiator = nullptr;
    QLineEdit *m_certificate = nullptr;
    QList<std::pair<ProfileField, FormField *>> m_fields;
    bool m_filling = false;   //!< the form is being set from the model: that is no typing
};

} // namespace kaunta::ui
